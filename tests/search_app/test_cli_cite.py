"""`pasaje cite` gives the citation of a passage in every form."""

from __future__ import annotations

import json

import pytest

from archive import Archive, Field, Passage
from tests.conftest import Runner
from tests.factories import make_version, store_version

TEXT = "The regional innovation system of Cusco."


@pytest.fixture(autouse=True)
def passage(archive: Archive) -> Passage:
    version = store_version(archive, make_version(), [[TEXT, "It goes on."]], labels=["iv"], date="2015")
    return archive.passages.of_version(version.id)[0]


def test_a_note_is_printed_and_what_is_not_confirmed_is_told(runner: Runner, passage: Passage) -> None:
    cited = runner("cite", passage.id)
    assert cited.code == 0
    assert cited.out.startswith("Study (2015), p. iv (PDF p. 1), accessed ")
    assert cited.out.endswith(f", http://127.0.0.1:8000/p/{passage.id}.\n")
    assert cited.err == "Not confirmed, only what the file says: title, date (“pasaje edit study”).\n"


def test_what_is_confirmed_is_cited_without_a_word(archive: Archive, runner: Runner, passage: Passage) -> None:
    archive.descriptions.confirm("study", {Field.DATE: "2014", Field.ISSUERS: ("ONU",)}, {"en": "A study"})
    cited = runner("cite", passage.id, "--style", "apa", "--language", "es", "--quote", "4-12", "--quoted")
    assert cited.out.startswith("«regional» (ONU. (2014). A study (p. iv, p. 1 del PDF). Recuperado el ")
    assert cited.err == ""


def test_words_of_several_passages_are_one_quotation(archive: Archive, runner: Runner, passage: Passage) -> None:
    other = archive.passages.of_version(passage.version_id)[1]
    cited = runner("cite", passage.id, "--quote", "34-40", "--with", f"{other.id}.0-2", "--quoted")
    assert cited.out.startswith("“Cusco. It” (")


@pytest.mark.parametrize(
    ("form", "begins"),
    [("bibtex", "@misc{pasaje-"), ("ris", "TY  - GEN"), ("csl", "[\n  {\n"), ("annotation", "{")],
)
def test_programs_get_what_they_read(runner: Runner, passage: Passage, form: str, begins: str) -> None:
    cited = runner("cite", passage.id, "--format", form)
    assert cited.out.startswith(begins)
    if form == "annotation":
        assert json.loads(cited.out)["target"]["selector"][0]["exact"] == TEXT


def test_words_that_are_gone_are_cited_from_where_they_stood(
    archive: Archive, runner: Runner, passage: Passage
) -> None:
    store_version(archive, make_version(edition=2), [["Other words."]])
    cited = runner("cite", passage.id)
    assert ", edition 1 (2015), p. iv" in cited.out
    assert "they are cited from edition 1." in cited.err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--quote", "9-3"], "“9-3” must be START-END within 0-40."),
        (["--with", "nothing"], "There is no passage “nothing” in this archive."),
        (["--style", "mla"], "--style"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(
    runner: Runner, passage: Passage, options: list[str], sentence: str
) -> None:
    refused = runner("cite", passage.id, *options)
    assert (refused.code, refused.out) == (2, "")
    assert sentence in refused.err


def test_a_passage_that_is_none_is_wrong_use(runner: Runner) -> None:
    assert runner("cite", "nothing") == (2, "", "There is no passage “nothing” in this archive.\n")
