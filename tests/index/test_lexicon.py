"""A lexicon is looked up by stem, and its file holds to what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import LexiconMissing
from index.crosslingual import (
    About,
    Example,
    Kept,
    Lexicon,
    LexiconEntry,
    Translation,
    write_lexicon,
    written_down,
)
from index.crosslingual.lexicon import line_of
from index.crosslingual.lexicon_file import DRAFT, FILE_NAME

ABOUT = About("archive", "glossary", "sources", ("v1", "v2"), 1, 2, 3, 4, "2026-01-01T00:00:00+00:00")
EXAMPLE = Example(("v1", "p1"), ("v2", "p2"))
TREE = LexiconEntry(
    "tree", "en", ("tree",), 7, (Translation("árbol", "es", ("arbol",), 0.9, 5, True, (EXAMPLE,)),)
)
RIVER = LexiconEntry("river", "en", ("river",), 3, (Translation("río", "es", ("rio",), 0.8, 2, False),))


def of(*entries: LexiconEntry) -> Lexicon:
    return Lexicon(b"".join(sorted(map(line_of, entries))))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("accountability", "en", "rendición de cuentas"),
        ("rendicion de cuentas", "es", "accountability"),
        ("Climate  Change", "en", "cambio climático"),
        ("cambios climáticos", "es", "climate change"),
        ("environments", "en", "medio ambiente"),
    ],
)
def test_words_are_found_in_any_form_with_and_without_accents(text: str, language: str, expected: str) -> None:
    entry = written_down().find(text, language)
    assert entry
    assert expected in [each.text for each in entry.translations]


def test_words_of_one_stem_are_told_apart_by_their_endings() -> None:
    """The stem of accountability is that of account."""
    firsts = [written_down().find(word, "en") for word in ("accountability", "account")]
    assert [each and each.translations[0].text for each in firsts] == ["rendición de cuentas", "cuenta"]


@pytest.mark.parametrize("text", ["", " ", "…", "qqqq", "a b c d e f g h", "\x00", "x" * 5000])
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_no_word_of_it_is_not_found(text: str, language: str) -> None:
    assert written_down().find(text, language) is None
    assert written_down().near(text, language) == []


def test_a_word_with_a_slip_has_near_ones() -> None:
    assert "environment" in written_down().near("enviroment", "en")
    assert "innovación" in written_down().near("inovacion", "es")


def test_all_that_is_written_is_read_again() -> None:
    assert list(of(TREE, RIVER)) == [RIVER, TREE]
    assert list(of()) == []


WORDS = st.text(st.characters(exclude_categories=("Cs", "Z", "C")), min_size=1, max_size=12)


@given(st.dictionaries(st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.text(), max_size=30), WORDS)
def test_every_entry_is_found_by_its_stems_and_no_other(entries: dict[tuple[str, ...], str], other: str) -> None:
    """Whatever the words are: one may begin like another."""
    known = [replace(TREE, stems=stems, text=text) for stems, text in entries.items()]
    lexicon = of(*known)
    assert all(lexicon.of_stems(each.stems, "en") == each for each in known)
    assert lexicon.of_stems((other,), "es") is None
    assert (other,) in entries or lexicon.of_stems((other,), "en") is None


def test_a_file_is_opened_and_tells_what_it_was_made_of(tmp_path: Path) -> None:
    write_lexicon(tmp_path, ABOUT, [TREE, RIVER])
    lexicon, about = Kept(tmp_path, "archive").open()
    assert about == ABOUT
    assert lexicon.find("trees", "en") == TREE
    assert [each.name for each in tmp_path.iterdir()] == [FILE_NAME]


def test_who_has_it_open_notices_that_it_was_replaced(tmp_path: Path) -> None:
    write_lexicon(tmp_path, ABOUT, [TREE])
    kept = Kept(tmp_path, "archive")
    before, _ = kept.open()
    assert kept.open()[0] is before
    write_lexicon(tmp_path, replace(ABOUT, sources="others"), [RIVER])
    after, about = kept.open()
    assert (about.sources, after.find("river", "en")) == ("others", RIVER)
    assert before.find("tree", "en") == TREE  # what is being read stays whole


def test_who_waits_for_it_finds_it_when_it_comes(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "archive")
    with pytest.raises(LexiconMissing, match="pasaje lexicon --rebuild"):
        kept.open()
    write_lexicon(tmp_path, ABOUT, [TREE])
    assert kept.open()[1] == ABOUT
    (tmp_path / FILE_NAME).unlink()
    assert kept.find() is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data.replace("río".encode(), "rió".encode()),
        lambda data: data[:-40] + b"\0" * 40,
        lambda data: b"\0" * len(data),
        lambda data: b"{}\n",
        lambda data: b"[1]\n" + data,
        lambda data: b"\xff\xfe\n",
        lambda data: data.replace(b'"format": ', b'"format": 9'),
        lambda data: data.replace(b'"archive"', b'"another"'),
        lambda data: data.replace(b'"format"', b'"more": 2, "format"'),
    ],
)  # fmt: skip
def test_a_torn_old_or_foreign_file_is_none(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    write_lexicon(tmp_path, ABOUT, [TREE, RIVER])
    path = tmp_path / FILE_NAME
    path.write_bytes(damage(path.read_bytes()))
    assert Kept(tmp_path, "archive").find() is None


def test_what_somebody_who_died_had_begun_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / f"{DRAFT}0123").write_bytes(b"half")
    write_lexicon(tmp_path, ABOUT, [TREE])
    assert [each.name for each in tmp_path.iterdir()] == [FILE_NAME]
