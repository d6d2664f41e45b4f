"""What comes in two languages is put side by side, once, and again when it was read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from archive import Archive, Correction, Verdict, Version
from index.crosslingual.meanings import Vectors
from ingest import aligning
from ingest.aligning import MADE, align_missing, missing
from ingest.alignment.aligning import LEAST_SCORE
from tests.factories import make_version, store_version
from tests.ingest.alignment.test_aligning import PAIRS, UNRELATED

ENGLISH, SPANISH = [en for en, _, _ in PAIRS], [es for _, es, _ in PAIRS]


@pytest.fixture
def pair(archive: Archive) -> tuple[Version, Version]:
    english = store_version(archive, make_version(), [ENGLISH[:6], ENGLISH[6:]])
    spanish = store_version(archive, make_version(language="es"), [SPANISH])
    return english, in_spanish(archive, spanish)


def in_spanish(archive: Archive, version: Version, texts: list[str] | None = None) -> Version:
    """Have the passages of a version be in Spanish, all or those of some texts."""
    held = archive.passages.of_version(version.id)
    told = [replace(each, language="es" if texts is None or each.text in texts else "en") for each in held]
    archive.passages.replace_version(version, archive.passages.pages(version.id), told)
    return version


def ids(archive: Archive, version: Version) -> list[str]:
    return [each.id for each in archive.passages.of_version(version.id)]


def test_two_language_versions_are_put_side_by_side_once(archive: Archive, pair: tuple[Version, Version]) -> None:
    told: list[str] = []
    assert align_missing(archive, told.append) == 1
    assert told == ["Putting the two languages of “Study” side by side ..."]
    (bitext,) = archive.bitexts.of_document("study")
    assert (bitext.verdict, bitext.made) == (Verdict.ALIGNED, MADE)
    found = [(each.from_ids, each.to_ids) for each in archive.bitexts.alignments(bitext)]
    assert found == [
        ((one,), (other,)) for one, other in zip(ids(archive, pair[0]), ids(archive, pair[1]), strict=True)
    ]
    assert align_missing(archive) == 0


def test_what_was_aligned_by_words_is_aligned_once_more_where_there_are_vectors(
    archive: Archive, pair: tuple[Version, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is left as it is where they are gone again: what was found by them is the better for it."""
    told: list[str] = []
    monkeypatch.setattr(aligning, "find_embedder", lambda: None)
    assert align_missing(archive, told.append) == 1
    monkeypatch.setattr(aligning, "find_embedder", lambda: alike)
    assert missing(archive) == [(pair[0].id, pair[1].id)]
    assert missing(archive, "another") == []
    assert align_missing(archive, told.append) == 1
    assert ["again" in each for each in told] == [False, True]
    assert [each.means for each in archive.bitexts.all()] == ["words and meanings"]
    assert align_missing(archive) == 0
    monkeypatch.setattr(aligning, "find_embedder", lambda: None)
    assert align_missing(archive) == 0


def alike(texts: Sequence[str]) -> Vectors:
    """Find that all means the same."""
    return np.ones((len(texts), 1), np.float32)


def test_a_new_way_of_aligning_is_taken_to_what_was_aligned_before(
    archive: Archive, pair: tuple[Version, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    align_missing(archive)
    monkeypatch.setattr(aligning, "MADE", MADE + 1)
    assert align_missing(archive) == 1
    assert [each.made for each in archive.bitexts.all()] == [MADE + 1]
    assert align_missing(archive) == 0


def test_what_is_no_translation_is_kept_as_refused_with_its_score(archive: Archive) -> None:
    store_version(archive, make_version(), [ENGLISH])
    in_spanish(archive, store_version(archive, make_version(language="es"), [UNRELATED]))
    assert align_missing(archive) == 1
    (bitext,) = archive.bitexts.all()
    assert bitext.verdict is Verdict.REFUSED
    assert 0 <= bitext.score < LEAST_SCORE
    assert archive.bitexts.alignments(bitext) == ()
    assert align_missing(archive) == 0


def test_a_file_with_a_summary_in_each_language_is_aligned_with_itself(archive: Archive) -> None:
    version = store_version(archive, make_version("report", "mul"), [ENGLISH, SPANISH])
    in_spanish(archive, version, SPANISH)
    align_missing(archive)
    first = archive.passages.of_version(version.id)[0]
    (counterpart,) = archive.bitexts.counterparts([first.id])[first.id]
    assert (counterpart.version_id, counterpart.language) == (version.id, "es")
    assert (
        archive.passages.find_in(counterpart.passage_ids[0], version.id)
        == archive.passages.of_version(version.id)[11]
    )


def test_what_a_person_laid_down_stands_when_all_is_aligned_again(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    align_missing(archive)
    one, other = ids(archive, pair[0])[2], ids(archive, pair[1])[6]
    archive.alignment_corrections.correct(Correction("study", "en", "es", (one,), (other,), "ana"))
    in_spanish(archive, pair[1])  # read again
    assert align_missing(archive) == 1
    (counterpart,) = archive.bitexts.counterparts([one])[one]
    assert counterpart.passage_ids == (other,)
    assert counterpart.is_corrected


def test_what_a_person_laid_down_holds_for_the_next_edition_too(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    """As far as the words still stand there."""
    align_missing(archive)
    one, other = ids(archive, pair[0])[2], ids(archive, pair[1])[6]
    archive.alignment_corrections.correct(Correction("study", "en", "es", (one,), (other,), "ana"))
    later = store_version(archive, make_version(language="es", edition=2), [["Una nota nueva.", *SPANISH]])
    in_spanish(archive, later)
    align_missing(archive)
    newest, *_ = archive.bitexts.counterparts([one])[one]
    assert newest.version_id == later.id
    assert newest.is_corrected


def test_of_two_words_that_meet_on_one_passage_the_later_holds(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    """An edition made one passage of two, so that both words speak of it by now."""
    align_missing(archive)
    ours, theirs = ids(archive, pair[0]), ids(archive, pair[1])
    archive.alignment_corrections.correct(Correction("study", "en", "es", (ours[5],), (theirs[6],), "ana"))
    archive.alignment_corrections.correct(Correction("study", "en", "es", (ours[6],), (theirs[5],), "eva"))
    merged = [*SPANISH[:5], f"{SPANISH[5]} {SPANISH[6]}", *SPANISH[7:]]
    later = store_version(archive, make_version(language="es", edition=2), [merged])
    in_spanish(archive, later)
    assert align_missing(archive) == 1
    newest = archive.bitexts.of_document("study")[0]
    assert (newest.to_version, newest.verdict) == (later.id, Verdict.ALIGNED)
    assert sum(each.is_corrected for each in archive.bitexts.alignments(newest)) <= 1


def test_a_fault_in_one_pair_leaves_the_others_and_is_not_met_again(
    archive: Archive, pair: tuple[Version, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise ValueError("of a test")

    with monkeypatch.context() as patched:
        patched.setattr("ingest.alignment.align", fail)
        assert align_missing(archive) == 1
    (bitext,) = archive.bitexts.all()
    assert bitext.verdict is Verdict.FAILED
    assert align_missing(archive) == 0


def test_versions_too_long_to_be_aligned_say_so(
    archive: Archive, pair: tuple[Version, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aligning, "MOST_PASSAGES", 5)
    align_missing(archive)
    (bitext,) = archive.bitexts.all()
    assert bitext.verdict is Verdict.TOO_LONG
