"""`pasaje suggestions` and `pasaje relate`: what belongs together, listed and decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive import Archive, Relation, State, Version
from archive.suggestions import Suggestions
from ingest.relations import suggest_all
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.ingest.alignment.test_aligning import PAIRS, UNRELATED
from tests.ingest.relatives import ENGLISH, NEXT, SPANISH
from tests.ingest.test_aligning import in_spanish
from tests.ingest.test_reading import sheet_of
from tests.pdf_factory import write_pdf


def store(archive: Archive, name: str, language: str, texts: tuple[str, ...], date: str = "") -> Version:
    made = replace(make_version(name, language), metadata={"date": date} if date else {})
    return store_version(archive, made, [[text] for text in texts], title=name.capitalize())


@pytest.fixture
def letter(archive: Archive) -> Version:
    return store(archive, "letter", "en", ENGLISH)


@pytest.fixture
def carta(archive: Archive, letter: Version) -> Version:
    return store(archive, "carta", "es", SPANISH)


def test_what_is_to_be_decided_is_listed_with_its_evidence(
    runner: Runner, letter: Version, carta: Version
) -> None:
    listed = runner("suggestions")
    assert listed.code == 0
    assert listed.out.startswith("1 “")
    assert "looks like the Spanish version of “Letter”" in listed.out or "English version of “Carta”" in listed.out
    assert "11 of 11 numbers" in listed.out
    assert "5 pages each" in listed.out
    (told,) = runner("suggestions", "--json").objects
    assert (told["suggestion"], told["kind"]) == (1, "language_version")
    assert {told["version"]["version"], told["other"]["version"]} == {letter.id, carta.id}
    assert told["evidence"]["numbers"] == [11, 11]


def test_archives_from_before_are_looked_at_once(runner: Runner, archive: Archive, carta: Version) -> None:
    assert archive.suggestions.count() == 0
    runner("suggestions")
    assert archive.suggestions.count() == 1


def test_a_version_that_was_taken_out_meanwhile_takes_what_concerned_it_along(
    runner: Runner, archive: Archive, letter: Version, carta: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is open is read before the versions that it is about."""
    runner("suggestions")
    found = archive.suggestions.open()
    assert found
    archive.remove(letter.id)
    monkeypatch.setattr(Suggestions, "open", lambda _self, _version_id=None: found)
    assert runner("suggestions").out == "Nothing is to be decided.\n"
    assert runner("suggestions", "--json").out == ""


def test_nothing_to_decide_is_said(runner: Runner, letter: Version) -> None:
    assert runner("suggestions").out == "Nothing is to be decided.\n"
    assert runner("suggestions", "--json").out == ""


def test_a_yes_joins_and_a_search_finds_it_there(runner: Runner, archive: Archive, carta: Version) -> None:
    old = archive.passages.of_version(carta.id)[0].id
    runner("suggestions")
    done = runner("relate", "--accept", "1", "--json")
    assert done.code == 0
    assert "Links to its 5 passages go on answering." in done.err
    (now,) = done.objects
    hits = runner("search", "innovación", "--json").objects[0]["hits"]
    assert {hit["document"]["id"] for hit in hits} == {now["document"]["id"]}
    shown = runner("show", old, "--json").objects[0]
    assert (shown["state"], shown["document"]["id"]) == ("exact", now["document"]["id"])
    assert runner("check").code == 0


def test_a_no_is_kept(runner: Runner, archive: Archive, carta: Version) -> None:
    runner("suggestions")
    assert "does not come back" in runner("relate", "--decline", "1").err
    suggest_all(archive)
    assert runner("suggestions").out == "Nothing is to be decided.\n"
    assert runner("relate", "--accept", "1").code == 2


def test_which_edition_is_the_newer_is_asked_for(runner: Runner, archive: Archive, letter: Version) -> None:
    store(archive, "next", "en", NEXT)
    runner("suggestions")
    asked = runner("relate", "--accept", "1")
    assert asked.code == 2
    assert "say --older or --newer" in asked.err
    done = runner("relate", "--accept", "1", "--newer", "--json")
    assert [each["edition"] for each in done.objects] == [2]


def test_dates_tell_which_edition_is_the_newer(runner: Runner, archive: Archive) -> None:
    store(archive, "letter", "en", ENGLISH, date="2013-05-20")
    store(archive, "next", "en", NEXT, date="2018")
    (told,) = runner("suggestions", "--json").objects
    assert told["order"] in ("older", "newer")
    assert runner("relate", "--accept", "1").code == 0
    listed = {each["edition"]: each["version"] for each in runner("list", "--json").objects}
    newest = archive.catalogue.get_version(listed[max(listed)])
    assert newest.metadata["date"] == "2018"


def test_of_two_copies_one_is_taken_out_and_its_links_lead_on(
    runner: Runner, archive: Archive, letter: Version
) -> None:
    copy = store(archive, "copy", "en", ENGLISH)
    ids = {each.passage_count: None for each in archive.catalogue.versions()}
    assert ids
    old = {name.id: archive.passages.of_version(name.id)[1].id for name in (letter, copy)}
    runner("suggestions")
    done = runner("relate", "--accept", "1")
    assert "is taken out; links to it lead to “" in done.err
    assert len(runner("list", "--json").objects) == 1
    for passage_id in old.values():
        assert runner("show", passage_id, "--json").objects[0]["state"] == "exact"


def test_a_version_is_moved_and_set_apart_again_by_hand(runner: Runner, archive: Archive, carta: Version) -> None:
    moved = runner("relate", carta.id, "--to", "letter")
    assert (moved.code, archive.catalogue.get_version(carta.id).document_id) == (0, "letter")
    apart = runner("relate", carta.id, "--apart")
    assert (apart.code, archive.catalogue.get_version(carta.id).document_id) == (0, "carta")


def test_versions_that_do_not_say_the_same_are_joined_with_a_warning(runner: Runner, archive: Archive) -> None:
    english = store_version(archive, make_version("study"), [[text for text, _, _ in PAIRS]])
    nota = in_spanish(archive, store_version(archive, make_version("nota", "es"), [UNRELATED]))
    told = runner("relate", english.id, "--to", "nota").err
    (bitext,) = archive.bitexts.of_document("nota")
    assert f"do not say the same (score {bitext.score:.2f} of 1)" in told
    assert f"“pasaje relate {english.id} --apart” parts them again." in told
    assert nota.id not in told
    assert "Warning" not in runner("relate", english.id, "--apart").err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--to", "letter"),
        ("--apart",),
        ("x",),
        ("x", "--to", "letter", "--apart"),
        ("x", "--to", "letter", "--accept", "1"),
        ("nothing", "--to", "letter"),
        ("--accept", "7"),
        ("--decline", "7"),
    ],
)
def test_what_makes_no_sense_is_wrong_use(runner: Runner, letter: Version, arguments: tuple[str, ...]) -> None:
    assert runner("relate", *arguments).code == 2


def test_status_says_how_much_is_to_be_decided(runner: Runner, carta: Version) -> None:
    runner("suggestions")
    assert "To decide: 1 suggestion of what belongs together" in runner("status").out
    assert {"about": "suggestions", "open": 1} in runner("status", "--json").objects


def write(folder: Path, name: str, texts: tuple[str, ...]) -> str:
    return str(write_pdf(folder / name, [sheet_of(text) for text in texts]))


def test_adding_says_what_is_to_be_decided(runner: Runner, tmp_path: Path) -> None:
    added = runner("add", write(tmp_path, "one.pdf", ENGLISH), write(tmp_path, "other.pdf", SPANISH))
    assert added.code == 0
    assert "To decide: 1 suggestion" in added.err
    assert len(runner("suggestions", "--json").objects) == 1


def test_one_flag_at_adding_accepts_what_is_named(runner: Runner, archive: Archive, tmp_path: Path) -> None:
    files = write(tmp_path, "one.pdf", ENGLISH), write(tmp_path, "other.pdf", SPANISH)
    added = runner("add", "--accept", "language_version", *files)
    assert added.code == 0
    assert "is now edition 1" in added.err
    assert len({each["document"]["id"] for each in runner("list", "--json").objects}) == 1
    assert archive.suggestions.count() == 0


def test_kinds_that_are_none_are_refused(runner: Runner, tmp_path: Path) -> None:
    refused = runner("add", "--accept", "cousins", write(tmp_path, "one.pdf", ENGLISH))
    assert refused.code == 2
    assert Relation.LANGUAGE_VERSION in refused.err


def test_the_same_bytes_again_say_where_they_are(runner: Runner, tmp_path: Path) -> None:
    runner("add", write(tmp_path, "one.pdf", ENGLISH))
    again = runner("add", write(tmp_path, "same.pdf", ENGLISH))
    assert "The same bytes are here already, as one.pdf: edition 1 (en) of “" in again.err
    assert "/documents/one." in again.err


def test_a_document_that_was_left_says_where_it_went(runner: Runner, archive: Archive, carta: Version) -> None:
    runner("relate", carta.id, "--to", "letter")
    told = runner("edit", "carta")
    assert told.code == 2
    assert "it is “letter” now" in told.err
    assert archive.permalinks.resolve(archive.passages.of_version(carta.id)[0].id).state is State.EXACT
