"""What is suggested about versions, and that nothing else is."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import (
    Actor,
    Archive,
    Order,
    OutlineEntry,
    Relation,
    Suggestion,
    Version,
    VersionStatus,
    Way,
    decline,
    relate,
)
from ingest import likeness_facts, relations
from ingest.likeness import words_of
from ingest.likeness_signs import Signs
from ingest.relations import suggest, suggest_all
from tests.factories import make_version, store_version
from tests.ingest.relatives import ACTA, ENGLISH, MANUAL, NEXT, SPANISH

ROSA = Actor("rosa", Way.WEB)


HOLDINGS = {
    "letter": ("en", ENGLISH),
    "carta": ("es", SPANISH),
    "copy": ("en", ENGLISH),
    "next": ("en", NEXT),
    "manual": ("en", MANUAL),
    "acta": ("es", ACTA),
}


def store(archive: Archive, name: str, *, date: str = "", title: str = "") -> Version:
    language, texts = HOLDINGS[name]
    made = replace(make_version(name, language), metadata={"date": date} if date else {})
    return store_version(archive, made, [[text] for text in texts], title=title or None)


def found(archive: Archive, *names: str) -> tuple[Suggestion, ...]:
    """Store these and tell what is suggested about the last."""
    versions = [store(archive, name) for name in names]
    told: tuple[Suggestion, ...] = ()
    for version in versions:
        told = suggest(archive, version)
    return told


def test_the_same_text_in_other_bytes_is_suggested(archive: Archive) -> None:
    (told,) = found(archive, "manual", "acta", "letter", "copy")
    assert (told.kind, told.score) == (Relation.SAME_TEXT, 1.0)


def test_a_language_version_is_suggested_with_its_evidence(archive: Archive) -> None:
    (told,) = found(archive, "manual", "acta", "letter", "carta")
    assert told.kind is Relation.LANGUAGE_VERSION
    assert told.evidence["numbers"] == [11, 11]
    assert (told.evidence["pages"], told.evidence["passages"]) == ([5, 5], [5, 5])
    assert told.evidence["stems"] > 0.3


def test_another_edition_is_suggested_with_how_much_is_alike(archive: Archive) -> None:
    (told,) = found(archive, "manual", "acta", "letter", "next")
    assert told.kind is Relation.NEW_EDITION
    assert 0.6 < told.evidence["alike"] < told.evidence["contained"] < 0.95


def test_trifles_make_it_nearly_the_same_unless_dates_say_otherwise(archive: Archive) -> None:
    long = [f"{text} This is clause {number} of annex {number % 7}." for number in range(30) for text in ENGLISH]
    one = store_version(archive, make_version("one"), [long])
    other = store_version(archive, make_version("other"), [[*long[:-1], "The last clause was put otherwise."]])
    assert suggest(archive, one) == ()
    assert [each.kind for each in suggest(archive, other)] == [Relation.NEAR_DUPLICATE]
    dated = replace(archive.catalogue.get_version(other.id), metadata={"date": "2014"})
    archive.passages.replace_version(
        dated, archive.passages.pages(other.id), archive.passages.of_version(other.id)
    )
    first = replace(archive.catalogue.get_version(one.id), metadata={"date": "2013-05"})
    archive.passages.replace_version(first, archive.passages.pages(one.id), archive.passages.of_version(one.id))
    (told,) = suggest(archive, dated)
    assert told.kind is Relation.NEW_EDITION
    assert sorted(told.evidence["dates"]) == ["2013-05", "2014"]


def test_a_part_of_a_document_is_suggested_with_how_much_of_it_is_there(archive: Archive) -> None:
    whole = store_version(archive, make_version("whole"), [[*ENGLISH, *MANUAL]])
    part = store_version(archive, make_version("part"), [list(MANUAL)])
    suggest(archive, whole)
    (told,) = suggest(archive, part)
    assert (told.kind, told.evidence["contained"]) == (Relation.NEW_EDITION, 1.0)


def test_a_file_in_two_languages_that_holds_all_of_another_is_no_translation_of_it(archive: Archive) -> None:
    letter = store(archive, "letter")
    both = store_version(archive, make_version("both", "mul"), [[*ENGLISH, *ACTA]])
    suggest(archive, letter)
    (told,) = suggest(archive, both)
    assert (told.kind, told.evidence["contained"]) == (Relation.NEW_EDITION, 1.0)


def test_what_has_nothing_in_common_is_not_suggested(archive: Archive) -> None:
    assert found(archive, "letter", "manual", "acta") == ()


def test_two_halves_of_one_document_are_not_suggested(archive: Archive) -> None:
    first = store_version(archive, make_version("first"), [list(ENGLISH[:2])])
    second = store_version(archive, make_version("second"), [list(ENGLISH[2:])])
    suggest(archive, first)
    assert suggest(archive, second) == ()


def test_versions_of_one_document_are_not_suggested_to_each_other(archive: Archive) -> None:
    letter, carta = store(archive, "letter"), store(archive, "carta")
    relate(archive, carta.id, letter.document_id)
    assert suggest_all(archive) == 2
    assert archive.suggestions.open() == ()


def test_what_has_hardly_any_words_is_like_nothing(archive: Archive) -> None:
    for name in ("one", "other"):
        suggest(archive, store_version(archive, make_version(name), [["Annex 1"]]))
    scan = replace(make_version("scan", "und"), status=VersionStatus.WAITING)
    assert suggest(archive, store_version(archive, scan, [])) == ()
    assert archive.suggestions.open() == ()


def test_dates_outlines_titles_and_names_of_files_count_as_signs(archive: Archive) -> None:
    entries = tuple(OutlineEntry(f"Part {number}", 1, 1) for number in range(3))
    versions = []
    for name, language, texts, file_name in (
        ("one", "en", ENGLISH, "Letter_Cusco_2013_EN.pdf"),
        ("other", "es", SPANISH, "letter-cusco-2013 (español).pdf"),
    ):
        made = replace(make_version(name, language), file_name=file_name, outline=entries)
        made = replace(made, metadata={"date": "2013-05-20"}, title=f"Cusco {name}")
        versions.append(store_version(archive, made, [list(texts)]))
    suggest(archive, versions[0])
    (told,) = suggest(archive, versions[1])
    assert told.evidence["date"] == "2013-05-20"
    assert (told.evidence["outline"], told.evidence["title"], told.evidence["names"]) == (3, ["cusco"], True)


def test_of_one_document_the_likest_edition_is_suggested(archive: Archive) -> None:
    first, second = store(archive, "letter"), store(archive, "next")
    relate(archive, second.id, first.document_id, order=Order.NEWER)
    suggest_all(archive)
    (told,) = suggest(archive, store(archive, "copy"))
    assert (told.kind, told.other_id) == (Relation.SAME_TEXT, first.id)


def test_only_the_likest_three_are_read_passage_by_passage(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which takes seconds; the fourth and fifth say less of the same."""
    unlike = (*ENGLISH[:4], MANUAL[1])
    read: list[Suggestion] = []
    monkeypatch.setattr(relations, "confirmed", lambda _archive, each: read.append(each))
    for number, texts in enumerate((unlike, ENGLISH, ENGLISH, unlike, ENGLISH)):
        suggest(archive, store_version(archive, make_version(f"letter-{number}"), [[text] for text in texts]))
    carta = store(archive, "carta")
    assert suggest(archive, carta) == ()
    documents = {
        archive.catalogue.get_version(id_).document_id
        for each in read
        for id_ in (each.version_id, each.other_id)
        if id_ != carta.id
    }
    assert documents == {"letter-1", "letter-2", "letter-4"}


def test_all_that_is_held_is_looked_at_once(archive: Archive) -> None:
    for name in HOLDINGS:
        store(archive, name)
    assert suggest_all(archive) == len(HOLDINGS)
    before = pairs(archive)
    assert (suggest_all(archive), pairs(archive)) == (0, before)
    assert not archive.signatures.missing_any()


def test_what_was_declined_is_not_found_again(archive: Archive) -> None:
    (told,) = found(archive, "letter", "carta")
    decline(archive, told.number, by=ROSA)
    carta = archive.catalogue.get_version(told.version_id)
    assert suggest(archive, carta) == ()


def pairs(archive: Archive) -> set[tuple[str, frozenset[str]]]:
    names = {each.id: each.document_id for each in archive.catalogue.versions()}
    return {
        (each.kind.value, frozenset((names[each.version_id], names[each.other_id])))
        for each in archive.suggestions.open()
    }


@settings(max_examples=8, deadline=None)
@given(st.permutations(list(HOLDINGS)))
def test_in_which_order_files_come_changes_nothing(names: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
        for name in names:
            suggest(archive, store(archive, name))
        related = {"letter", "carta", "copy", "next"}
        assert {pair for _, pair in pairs(archive)} == {frozenset(pair) for pair in combinations(related, 2)}
        kinds = {tuple(sorted(pair)): kind for kind, pair in pairs(archive)}
        assert kinds["copy", "letter"] == "same_text"
        assert kinds["letter", "next"] == kinds["copy", "next"] == "new_edition"
        assert kinds["carta", "letter"] == kinds["carta", "next"] == "language_version"


@pytest.mark.parametrize(
    ("one", "other"),
    [("1,250,000.5 euros", "1.250.000,5 euros"), ("1 250 000", "1,250,000"), ("in 2014", "en el año 2014")],
)
def test_numbers_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert Signs.of(one).numbers == Signs.of(other).numbers


def test_names_and_roots_are_told_without_accents() -> None:
    english, spanish = Signs.of("The regions of Peru and Junin."), Signs.of("Las regiones de Perú y Junín.")
    assert english.names == spanish.names == {"peru", "junin"}
    assert english.stems & spanish.stems == {"regio"}


def test_a_text_is_read_once_for_all_that_it_is_compared_with(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(text: str) -> list[str]:
        read.append(text)
        return words_of(text)

    likeness_facts._remembered.cache_clear()
    monkeypatch.setattr(likeness_facts, "words_of", counted)
    found(archive, "letter", "next", "carta", "copy")
    assert len(read) == len(set(read)) == len({"letter", "next", "carta"})  # the copy has the letter's words
