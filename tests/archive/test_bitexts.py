"""What stands side by side is kept, looked up by passage, and corrected by people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Alignment, Archive, Bitext, Correction, Verdict, Version, relate
from tests.factories import make_version, store_version

MADE = 3


@pytest.fixture
def pair(archive: Archive) -> tuple[Version, Version]:
    """Give an English and a Spanish version of one document, of three passages each."""
    english = store_version(archive, make_version(), [["One.", "Two.", "Three."]])
    spanish = store_version(archive, make_version(language="es"), [["Uno.", "Dos.", "Tres."]])
    return english, spanish


def ids(archive: Archive, version: Version) -> list[str]:
    return [each.id for each in archive.passages.of_version(version.id)]


def aligned(archive: Archive, pair: tuple[Version, Version]) -> Bitext:
    """Align the first passages, and the second with the second and third; the third English one stands alone."""
    (one, two, three), (uno, dos, tres) = ids(archive, pair[0]), ids(archive, pair[1])
    bitext = Bitext(pair[0].id, pair[1].id, "en", "es", Verdict.ALIGNED, 0.9, MADE, "lengths")
    found = [
        Alignment((one,), (uno,), 0.95),
        Alignment((two,), (dos, tres), 0.6, is_moved=True),
        Alignment((three,), (), 0.7),
    ]
    archive.bitexts.put(bitext, found)
    (kept,) = archive.bitexts.of_document("study")
    assert archive.bitexts.alignments(kept) == tuple(found)
    assert replace(kept, number=0, made_at="") == bitext
    return kept


def test_each_passage_has_what_says_the_same(archive: Archive, pair: tuple[Version, Version]) -> None:
    aligned(archive, pair)
    (one, two, three), (uno, dos, tres) = ids(archive, pair[0]), ids(archive, pair[1])
    found = archive.bitexts.counterparts([one, three, tres, "unknown"])
    assert set(found) == {one, three, tres}
    (counterpart,) = found[tres]
    assert counterpart.passage_ids == (two,)
    assert counterpart.beside == (dos, tres)
    assert (counterpart.version_id, counterpart.language) == (pair[0].id, "en")
    assert (counterpart.confidence, counterpart.is_moved) == (0.6, True)
    assert [each.passage_ids for each in found[one]] == [(uno,)]
    assert [each.passage_ids for each in found[three]] == [()]


def test_what_was_refused_is_nobodys_counterpart(archive: Archive, pair: tuple[Version, Version]) -> None:
    kept = aligned(archive, pair)
    archive.bitexts.put(replace(kept, verdict=Verdict.REFUSED), [])
    assert archive.bitexts.counterparts(ids(archive, pair[0])) == {}
    assert [each.verdict for each in archive.bitexts.all()] == [Verdict.REFUSED]


def test_pairs_are_missing_until_they_are_made_in_the_way_of_today(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    wanted = [(pair[0].id, pair[1].id)]
    assert archive.bitexts.missing(MADE) == wanted
    aligned(archive, pair)
    assert archive.bitexts.missing(MADE) == []
    assert archive.bitexts.missing(MADE + 1) == wanted


def test_pairs_found_out_by_means_that_are_outdone_are_missing_again(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    kept = aligned(archive, pair)
    assert archive.bitexts.missing(MADE, ["lengths"]) == [(kept.from_version, kept.to_version)]
    assert archive.bitexts.missing(MADE, ["meanings"]) == []
    assert archive.bitexts.missing(MADE, ["lengths"], "other") == []
    assert len(archive.bitexts.missing(MADE, ["lengths"], "study")) == 1


def test_a_version_that_is_read_again_is_to_be_aligned_again(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    """And what was found before stands until then."""
    aligned(archive, pair)
    held = archive.passages.of_version(pair[1].id)
    archive.passages.replace_version(pair[1], archive.passages.pages(pair[1].id), held[:2])
    assert archive.bitexts.missing(MADE) == [(pair[0].id, pair[1].id)]
    (kept,) = archive.bitexts.of_document("study")
    assert kept.is_stale
    assert len(archive.bitexts.alignments(kept)) == 3


def test_a_file_in_both_languages_is_paired_with_itself(archive: Archive) -> None:
    version = store_version(archive, make_version("report", "mul"), [["One.", "Uno."]])
    assert archive.bitexts.missing(MADE) == [(version.id, version.id)]


@pytest.mark.parametrize(("other", "ours_first"), [("en", False), ("es", True)])
def test_a_half_translated_file_is_paired_with_the_one_it_was_translated_from(
    archive: Archive, other: str, ours_first: bool
) -> None:
    half = store_version(archive, make_version("guide", "mul"), [["One.", "Dos."]])
    whole = store_version(archive, make_version("guide", other), [["One.", "Two."]])
    pair = (half.id, whole.id) if ours_first else (whole.id, half.id)
    assert set(archive.bitexts.missing(MADE)) == {pair, (half.id, half.id)}


def test_a_file_in_both_languages_beside_one_in_each_is_paired_with_itself_alone(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    both = store_version(archive, make_version("study", "mul"), [["One.", "Uno."]])
    assert set(archive.bitexts.missing(MADE)) == {(pair[0].id, pair[1].id), (both.id, both.id)}


def test_only_newest_editions_are_paired(archive: Archive, pair: tuple[Version, Version]) -> None:
    later = store_version(archive, make_version("study", "es", 2), [["Uno."]])
    assert archive.bitexts.missing(MADE) == [(pair[0].id, later.id)]


def test_versions_without_words_or_of_other_documents_are_not_paired(archive: Archive) -> None:
    store_version(archive, make_version("a"), [["One."]])
    store_version(archive, make_version("a", "es"), [[]])
    store_version(archive, make_version("b", "es"), [["Uno."]])
    assert archive.bitexts.missing(MADE) == []


def test_a_version_that_leaves_its_document_stands_beside_nothing(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    aligned(archive, pair)
    store_version(archive, make_version("other"), [["There."]])
    relate(archive, pair[1].id, "other")
    assert archive.bitexts.all() == ()


def test_what_is_removed_takes_its_bitexts_along(archive: Archive, pair: tuple[Version, Version]) -> None:
    aligned(archive, pair)
    archive.remove(pair[1].id)
    assert archive.bitexts.all() == ()
    assert archive.bitexts.counterparts(ids(archive, pair[0])) == {}


def test_a_correction_stands_at_once_and_leaves_the_rest(archive: Archive, pair: tuple[Version, Version]) -> None:
    kept = aligned(archive, pair)
    (one, two, three), (uno, dos, tres) = ids(archive, pair[0]), ids(archive, pair[1])
    archive.alignment_corrections.correct(Correction("study", "en", "es", (three,), (tres,), "ana"))
    assert archive.bitexts.alignments(kept) == (
        Alignment((one,), (uno,), 0.95),
        Alignment((three,), (tres,), 1.0, is_corrected=True),
        Alignment((two,), (dos,), 0.6, is_moved=True),
    )
    (said,) = archive.alignment_corrections.of_document("study")
    assert (said.from_ids, said.to_ids, said.said_by) == ((three,), (tres,), "ana")


def test_the_later_word_about_a_passage_holds(archive: Archive, pair: tuple[Version, Version]) -> None:
    aligned(archive, pair)
    (_, two, three), (_, dos, tres) = ids(archive, pair[0]), ids(archive, pair[1])
    assert archive.alignment_corrections.correct(Correction("study", "en", "es", (two,), (tres,), "ana")) == ()
    replaced = archive.alignment_corrections.correct(Correction("study", "en", "es", (two,), (dos,), "eva"))
    assert [(each.to_ids, each.said_by) for each in replaced] == [((tres,), "ana")]
    (said,) = archive.alignment_corrections.of_document("study")
    assert said.to_ids == (dos,)
    assert [each.passage_ids for each in archive.bitexts.counterparts([tres])[tres]] == [()]
    assert archive.bitexts.counterparts([three])[three][0].passage_ids == ()


def test_a_word_taken_back_has_the_pair_aligned_again(archive: Archive, pair: tuple[Version, Version]) -> None:
    aligned(archive, pair)
    (_, two, _), (_, dos, _) = ids(archive, pair[0]), ids(archive, pair[1])
    archive.alignment_corrections.correct(Correction("study", "en", "es", (two,), (dos,), "ana"))
    (said,) = archive.alignment_corrections.of_document("study")
    archive.alignment_corrections.withdraw(said.number)
    archive.alignment_corrections.withdraw(said.number)
    assert archive.alignment_corrections.of_document("study") == ()
    assert archive.bitexts.missing(MADE) == [(pair[0].id, pair[1].id)]


def test_more_passages_than_a_query_takes_are_looked_up(archive: Archive, pair: tuple[Version, Version]) -> None:
    aligned(archive, pair)
    one = ids(archive, pair[0])[0]
    assert set(archive.bitexts.counterparts([one, *map(str, range(2000))])) == {one}


def test_what_is_left_of_an_alignment_is_not_said_to_be_sure(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    """That nothing says it is a guess until all is aligned again."""
    aligned(archive, pair)
    (one, two, _), (uno, _, _) = ids(archive, pair[0]), ids(archive, pair[1])
    archive.alignment_corrections.correct(Correction("study", "en", "es", (two,), (uno,), "ana"))
    (left,) = archive.bitexts.counterparts([one])[one]
    assert (left.passage_ids, left.confidence) == ((), 0.0)


def test_a_correction_leaves_older_editions_alone_that_do_not_have_all_of_it(
    archive: Archive, pair: tuple[Version, Version]
) -> None:
    old = aligned(archive, pair)
    before = archive.bitexts.alignments(old)
    later = store_version(archive, make_version("study", "es", 2), [["Uno.", "Otra cosa."]])
    one, other = ids(archive, pair[0])[0], ids(archive, later)[1]
    archive.bitexts.put(replace(old, to_version=later.id), [Alignment((one,), (ids(archive, later)[0],), 0.9)])
    archive.alignment_corrections.correct(Correction("study", "en", "es", (one,), (other,), "ana"))
    assert archive.bitexts.alignments(old) == before


def test_a_half_translated_file_stands_beside_nothing_once_there_is_a_whole_one(archive: Archive) -> None:
    english = store_version(archive, make_version("guide"), [["One."]])
    half = store_version(archive, make_version("guide", "mul"), [["One.", "Dos."]])
    for one in (english, half):
        archive.bitexts.put(Bitext(one.id, half.id, "en", "es", Verdict.ALIGNED, 0.9, MADE), [])
    store_version(archive, make_version("guide", "es"), [["Uno."]])
    assert [(each.from_version, each.to_version) for each in archive.bitexts.all()] == [(half.id, half.id)]
