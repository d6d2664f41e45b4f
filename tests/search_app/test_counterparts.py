"""What says the same as a passage is found with its words, as they stand now."""

from __future__ import annotations

import pytest

from archive import Alignment, Archive, Bitext, Verdict
from search_app.counterparts import find_translations, main_translation
from search_app.links import Links
from tests.factories import make_version, store_version
from tests.pairs import ESPERAN, LANCHAS, refuse, store_pair
from tests.search_app.test_web_search import counting


def test_a_passage_has_its_translation_with_words_and_link(archive: Archive) -> None:
    pair = store_pair(archive)
    (told,) = find_translations(archive, [pair.ours[1]])[pair.ours[1]]
    assert told.text == f"{LANCHAS}\n{ESPERAN}"
    assert (told.language, told.version_id, told.confidence) == ("es", pair.spanish.id, 0.62)
    _, lanchas, esperan, *_ = pair.theirs
    assert told.address(Links(), q="boats") == f"/p/{lanchas}?q=boats&with={esperan}"


def test_what_several_passages_say_together_is_told_to_be_shared(archive: Archive) -> None:
    pair = store_pair(archive)
    found = find_translations(archive, pair.theirs)
    assert [each[0].is_shared for each in found.values()].count(True) == 2
    assert all(found[each][0].is_shared for each in pair.theirs[1:3])


def test_where_nothing_says_the_same_there_are_no_words_and_no_link(archive: Archive) -> None:
    pair = store_pair(archive)
    (told,) = find_translations(archive, [pair.ours[3]])[pair.ours[3]]
    assert (told.passages, told.text, told.address(Links())) == ((), "", "")


def test_what_was_read_again_is_told_without_what_it_no_longer_has(archive: Archive) -> None:
    pair = store_pair(archive)
    held = archive.passages.of_version(pair.spanish.id)
    archive.passages.replace_version(pair.spanish, archive.passages.pages(pair.spanish.id), held[2:])
    found = find_translations(archive, pair.ours)
    assert found[pair.ours[0]] == ()
    assert found[pair.ours[1]][0].text == ESPERAN


def test_what_was_refused_is_no_translation(archive: Archive) -> None:
    pair = store_pair(archive)
    refuse(archive, pair)
    assert find_translations(archive, pair.ours) == {}


def test_the_newest_edition_is_the_one_told(archive: Archive) -> None:
    pair = store_pair(archive)
    later = store_version(archive, make_version("guide", "es", 2), [["El puerto abre temprano."]])
    (temprano,) = (each.id for each in archive.passages.of_version(later.id))
    bitext = Bitext(pair.english.id, later.id, "en", "es", Verdict.ALIGNED, 0.8, 1)
    archive.bitexts.put(bitext, [Alignment(pair.ours[:1], (temprano,), 0.9)])
    (told,) = find_translations(archive, pair.ours[:1])[pair.ours[0]]
    assert told.version_id == later.id


@pytest.mark.parametrize("count", [1, 4])
def test_any_number_of_passages_takes_two_queries(archive: Archive, count: int) -> None:
    pair = store_pair(archive)
    with counting(archive) as statements:
        find_translations(archive, pair.ours[:count])
    assert len(statements) == 2


def test_one_with_words_goes_before_one_without(archive: Archive) -> None:
    pair = store_pair(archive)
    with_words, without = (find_translations(archive, [each])[each][0] for each in (pair.ours[0], pair.ours[3]))
    assert main_translation([without, with_words]) == with_words
    assert main_translation([without]) == without
    assert main_translation([]) is None
