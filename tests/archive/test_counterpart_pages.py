"""Pages on which counterparts begin are looked up at once, for turning to another language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Alignment, Archive, Bitext, Verdict
from tests.factories import make_version, store_version
from tests.pairs import refuse, store_pair


def test_each_passage_has_the_page_on_which_its_counterpart_begins(archive: Archive) -> None:
    pair = store_pair(archive)
    found = archive.counterpart_pages.of([*pair.ours, *pair.theirs, "unknown"])
    assert [found[each] for each in pair.ours[:3]] == [
        {pair.spanish.id: 1},
        {pair.spanish.id: 1},
        {pair.spanish.id: 2},
    ]
    assert found[pair.theirs[2]] == {pair.english.id: 1}
    assert not {pair.ours[3], pair.theirs[4], "unknown"} & set(found)


def test_a_passage_has_the_place_of_the_one_that_says_all_it_says(archive: Archive) -> None:
    """Not of two that say half of it each."""
    pair = store_pair(archive)
    bitext = Bitext(pair.english.id, pair.spanish.id, "en", "es", Verdict.ALIGNED, 0.8, 1)
    sure = [Alignment(pair.ours[:1], pair.theirs[:1], 0.9), Alignment(pair.ours[1:2], pair.theirs[1:3], 0.9)]
    archive.bitexts.put(bitext, sure)
    one, half = ((pair.english.id, each) for each in pair.ours[:2])
    both = (pair.spanish.id, pair.theirs[2])
    unknown = [(pair.spanish.id, pair.ours[0]), ("unknown", pair.ours[0]), (pair.english.id, pair.ours[3])]
    assert archive.counterpart_pages.ordinals([one, half, both, *unknown]) == {
        one: [(pair.spanish.id, 0)],
        half: [],
        both: [(pair.english.id, 1)],
        **{each: [] for each in unknown},
    }


@pytest.mark.parametrize(
    ("confidence", "is_corrected", "is_told"), [(0.79, False, False), (0.8, False, True), (0.1, True, True)]
)
def test_what_is_only_perhaps_the_same_is_not_told(
    archive: Archive, confidence: float, is_corrected: bool, is_told: bool
) -> None:
    pair = store_pair(archive)
    bitext = Bitext(pair.english.id, pair.spanish.id, "en", "es", Verdict.ALIGNED, 0.8, 1)
    found = Alignment(pair.ours[:1], pair.theirs[:1], confidence, is_corrected=is_corrected)
    archive.bitexts.put(bitext, [found])
    first = (pair.english.id, pair.ours[0])
    assert archive.counterpart_pages.ordinals([first])[first] == ([(pair.spanish.id, 0)] if is_told else [])


def test_what_is_not_there_any_more_has_no_page(archive: Archive) -> None:
    pair = store_pair(archive)
    held = archive.passages.of_version(pair.spanish.id)
    archive.passages.replace_version(pair.spanish, archive.passages.pages(pair.spanish.id), held[1:])
    assert set(archive.counterpart_pages.of(pair.ours)) == {*pair.ours[1:3]}


def test_what_was_refused_leads_to_no_page(archive: Archive) -> None:
    pair = store_pair(archive)
    refuse(archive, pair)
    assert archive.counterpart_pages.of(pair.ours) == {}
    first = (pair.english.id, pair.ours[0])
    assert archive.counterpart_pages.ordinals([first]) == {first: []}


def test_a_file_beside_itself_leads_to_its_other_language(archive: Archive) -> None:
    both = store_version(archive, make_version("report", "mul"), [["One."], ["Uno."]])
    one, uno = (each.id for each in archive.passages.of_version(both.id))
    bitext = Bitext(both.id, both.id, "en", "es", Verdict.ALIGNED, 0.8, 1)
    archive.bitexts.put(replace(bitext), [Alignment((one,), (uno,), 0.9)])
    assert archive.counterpart_pages.of([one, uno]) == {one: {both.id: 2}, uno: {both.id: 1}}
