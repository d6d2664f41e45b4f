"""The lexicon of an archive is learned from what is aligned in it, and made again when that has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive import Alignment, Archive, Bitext, Verdict, Version
from index.crosslingual import Kept
from ingest import lexicon as lexicons
from ingest.aligned_texts import aligned_texts
from ingest.lexicon import is_due, make_lexicon, update_lexicon
from tests.factories import make_version, store_version

ENGLISH = ["The blimp lands. A cloud passes.", "A blimp is slow.", "The cloud is dark.", "Our blimp rests."]
SPANISH = ["El dirigible aterriza. Pasa una nube.", "Un dirigible va lento.", "La nube es oscura.", "Reposa."]


@pytest.fixture
def pair(archive: Archive) -> tuple[Version, Version]:
    """Give two versions, aligned passage by passage: the last is unsure."""
    english = store_version(archive, make_version(), [ENGLISH])
    spanish = store_version(archive, make_version(language="es"), [SPANISH])
    align(archive, english, spanish)
    return english, spanish


def align(archive: Archive, english: Version, spanish: Version) -> None:
    ours, theirs = (
        [each.id for each in archive.passages.of_version(version.id)] for version in (english, spanish)
    )
    found = [Alignment((one,), (other,), 0.9) for one, other in zip(ours, theirs, strict=True)]
    found[-1] = replace(found[-1], confidence=0.3)
    archive.bitexts.put(Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.9, 1), found)


def test_sentences_of_sure_alignments_are_learned_from(archive: Archive, pair: tuple[Version, Version]) -> None:
    texts = list(aligned_texts(archive))
    assert [(each.english, each.spanish) for each in texts] == [
        ("The blimp lands.", "El dirigible aterriza."),
        ("A cloud passes.", "Pasa una nube."),
        ("A blimp is slow.", "Un dirigible va lento."),
        ("The cloud is dark.", "La nube es oscura."),
    ]
    first = archive.passages.of_version(pair[0].id)[0]
    assert texts[0].example.english == texts[1].example.english == (pair[0].id, first.id)


def test_texts_of_another_number_of_sentences_are_given_whole(archive: Archive) -> None:
    english = store_version(archive, make_version(), [["One. Two.", "Three."]])
    spanish = store_version(archive, make_version(language="es"), [["Uno y dos.", "Tres."]])
    align(archive, english, spanish)
    assert [(each.english, each.spanish) for each in aligned_texts(archive)] == [("One. Two.", "Uno y dos.")]


def test_what_was_refused_and_what_is_gone_is_left_out(archive: Archive, pair: tuple[Version, Version]) -> None:
    kept = [each for each in archive.passages.of_version(pair[1].id) if each.text.startswith("Un dirigible")]
    archive.passages.replace_version(pair[1], archive.passages.pages(pair[1].id), kept)
    assert [each.english for each in aligned_texts(archive)] == ["A blimp is slow."]
    (bitext,) = archive.bitexts.all()
    archive.bitexts.put(replace(bitext, verdict=Verdict.REFUSED), ())
    assert list(aligned_texts(archive)) == []


def test_the_archive_teaches_what_the_glossary_does_not_have(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    about = make_lexicon(archive)
    lexicon, kept = Kept(archive.folder, archive.id).open()
    assert kept == about
    assert (about.bitexts, about.passages, about.texts) == (1, 3, 4)
    entry = lexicon.find("blimps", "en")
    assert entry
    best = entry.translations[0]
    assert (entry.seen, best.text, best.together, best.is_written_down) == (2, "dirigible", 2, False)
    written = lexicon.find("accountability", "en")
    assert written
    assert written.translations[0].is_written_down


def test_it_is_made_once_and_again_when_something_changed(archive: Archive, pair: tuple[Version, Version]) -> None:
    told: list[str] = []
    assert [update_lexicon(archive, told.append) for _ in range(2)] == [True, False]
    assert told == ["Learning which words of the two languages stand for each other ..."]
    align(archive, *pair)  # put in place of the one before: another number
    assert is_due(archive)


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"torn")])
def test_a_lost_or_torn_one_is_made_again(
    archive: Archive, pair: tuple[Version, Version], damage: Callable[[Path], object]
) -> None:
    make_lexicon(archive)
    assert not is_due(archive)
    damage(archive.folder / "lexicon")
    assert update_lexicon(archive)
    assert not is_due(archive)


def test_where_nothing_is_aligned_nothing_is_learned(archive: Archive) -> None:
    assert not update_lexicon(archive)
    assert not (archive.folder / "lexicon").exists()


def test_another_glossary_makes_it_due(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    make_lexicon(archive)
    monkeypatch.setattr(lexicons, "glossary", lambda: ())
    assert is_due(archive)


def test_a_large_archive_waits_until_it_has_grown(
    archive: Archive, pair: tuple[Version, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    """But forgets at once what was taken out: it may have been purged."""
    monkeypatch.setattr(lexicons, "SMALL", 0)
    make_lexicon(archive)
    align(archive, *pair)
    assert not is_due(archive)
    one = store_version(archive, make_version("letter"), [["One."]], title="Letter")
    other = store_version(archive, make_version("letter", "es"), [["Uno."]], title="Letter")
    align(archive, one, other)
    assert is_due(archive)
    make_lexicon(archive)
    archive.remove(other.id, is_purged=True)
    assert is_due(archive)
