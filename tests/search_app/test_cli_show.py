"""`pasaje show` gives one passage, or a quote from it."""

from __future__ import annotations

import pytest

from archive import Archive, Document, Kind, Passage
from tests.conftest import Runner
from tests.factories import make_version, page, store_version
from tests.factories import passage as passage_of

TEXT = "The regional innovation system of Cusco."


@pytest.fixture(autouse=True)
def passage(archive: Archive) -> Passage:
    version = store_version(archive, make_version(), [[TEXT]], section=["2 Actors"])
    return archive.passages.of_version(version.id)[0]


def test_a_passage_is_shown_with_its_place_and_link(runner: Runner, passage: Passage) -> None:
    assert runner("show", passage.id).out.splitlines() == [
        "Study · p. 1 · en",
        "2 Actors",
        TEXT,
        f"http://127.0.0.1:8000/p/{passage.id}",
    ]


def test_a_quote_narrows_it(runner: Runner, passage: Passage) -> None:
    shown = runner("show", passage.id, "--quote", "4-23")
    assert "… regional innovation …" in shown.out
    assert shown.out.endswith(f"/p/{passage.id}?quote=4-23\n")


def test_json_is_the_passage_object(runner: Runner, passage: Passage) -> None:
    (shown,) = runner("show", passage.id, "--quote", "4-12", "--json", PASAJE_URL="https://x.org/").objects
    assert shown["passage"] == passage.id
    assert shown["url"] == f"https://x.org/p/{passage.id}?quote=4-12"
    assert shown["anchor"]["exact"] == "regional"
    assert shown["text"] == TEXT


@pytest.mark.parametrize("quote", ["12-4", "4", "0-999", "a-b", "4-4", ""])
def test_a_quote_outside_of_it_is_wrong_use(runner: Runner, passage: Passage, quote: str) -> None:
    refused = runner("show", passage.id, "--quote", quote)
    assert refused.code == 2
    assert "write START-END within 0-40" in refused.err


def test_a_passage_that_a_newer_edition_left_out_is_said_to_be_gone(
    archive: Archive, runner: Runner, passage: Passage
) -> None:
    store_version(archive, make_version(edition=2), [["Other words."]])
    shown = runner("show", passage.id)
    assert shown.err == "This passage is no longer in the document. On p. 1 of edition 1 it read:\n"
    assert TEXT in shown.out
    (told,) = runner("show", passage.id, "--json").objects
    assert told["state"] == "gone"
    assert told["was"] == {
        "version": passage.version_id,
        "edition": 1,
        "pages": [{"number": 1, "label": "1"}],
        "text": TEXT,
    }


def test_a_passage_that_a_newer_edition_kept_is_as_it_was(
    archive: Archive, runner: Runner, passage: Passage
) -> None:
    store_version(archive, make_version(edition=2), [["Other words.", TEXT]])
    (told,) = runner("show", passage.id, "--json").objects
    assert (told["state"], told["was"], told["edition"]) == ("exact", None, 2)


def test_an_unknown_passage_is_said_by_name(runner: Runner) -> None:
    assert runner("show", "nothing") == (2, "", "There is no passage “nothing” in this archive.\n")


@pytest.mark.parametrize("command", ["show", "cite"])
def test_an_unknown_passage_is_answered_with_those_like_it(runner: Runner, passage: Passage, command: str) -> None:
    cut, told = passage.id[:7], f"Perhaps it is {passage.id}."
    assert runner(command, cut) == (2, "", f"There is no passage “{cut}” in this archive. {told}\n")
    wrapped = f"({passage.id.upper()})."
    assert runner(command, wrapped) == (2, "", f"There is no passage “{wrapped}” in this archive. {told}\n")


@pytest.mark.parametrize("name", ["x" * 10_000, "%", "\udcff", "a\x1b[31m"])
@pytest.mark.parametrize("command", ["show", "cite"])
def test_a_hostile_name_is_one_short_sentence(runner: Runner, command: str, name: str) -> None:
    shown = runner(command, name)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith("There is no passage “")
    assert len(shown.err) < 160
    assert "\x1b" not in shown.err


@pytest.mark.parametrize("command", ["show", "cite"])
def test_a_purged_passage_is_told_by_where_it_stood(
    archive: Archive, runner: Runner, passage: Passage, command: str
) -> None:
    archive.remove(passage.version_id, is_purged=True)
    told = "was removed for good, and its text is not kept: it stood on p. 1 of “Study”, edition 1 (en).\n"
    assert runner(command, passage.id) == (5, "", f"The passage “{passage.id}” {told}")


def test_a_table_row_is_told_with_its_columns(archive: Archive, runner: Runner) -> None:
    """A cell that is empty is left out; one without a column stands alone."""
    version = make_version("table")
    row = passage_of("Cusco\t\t412\tmore", of=version, kind=Kind.TABLE, header=["Region", "Year", "Kilo\ntonnes"])
    archive.catalogue.put_document(Document("table", "Table"))
    archive.passages.replace_version(version, [page(1, row.text)], [row])
    assert "Region: Cusco | Kilo tonnes: 412 | more\n" in runner("show", row.id).out
    assert "\nKilo tonnes: 412\n" in runner("show", row.id, "--quote", "7-10").out
    assert runner("show", row.id, "--json").objects[0]["header"] == ["Region", "Year", "Kilo\ntonnes"]
    runner("reindex")
    assert "   Region: Cusco | Kilo tonnes: 412 | more\n" in runner("search", "cusco", "region").out
