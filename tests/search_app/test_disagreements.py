"""Where two versions disagree is found as they stand now, and what was found is kept as long as they stand so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Alignment, Archive, Bitext, Correction, Verdict
from ingest.comparing import MISSING, compare_missing
from ingest.disagreement import Span
from search_app.differing import Memory
from search_app.disagreement_words import LONGEST, sentence
from search_app.disagreements import Disagreements, Listed, Told, find_all, place_in
from tests.factories import make_version, passage, store_version
from tests.search_app.disputed import BAJARON, DECREE, FELL, store_disputed


def found(archive: Archive) -> Disagreements:
    return find_all(archive, "report")


def told(archive: Archive) -> list[str]:
    return [sentence(each) for each in found(archive).listed]


def test_each_disagreement_is_a_sentence(archive: Archive) -> None:
    """In the order of the document; numbers that are only written otherwise are none."""
    store_disputed(archive)
    assert told(archive) == [
        "The English says “54.4 %”, the Spanish “52,4 %”",
        "Only in English: “495”",
        "This paragraph is missing in the Spanish version",
        "The list has 5 points in English, 4 in Spanish",
    ]


def test_what_perhaps_does_not_say_the_same_is_not_compared(archive: Archive) -> None:
    store_disputed(archive)
    assert (found(archive).compared, found(archive).pairs) == (4, 5)


def test_what_is_left_untranslated_is_read_in_its_own_language(archive: Archive) -> None:
    """English numbers in words are none in Spanish."""
    english = store_version(archive, make_version("report"), [["The plan names twelve towns by the lake."]])
    for number, count in (("12", 0), ("thirteen", 1)):
        spanish = store_version(
            archive, make_version("report", "es"), [[f"The plan names {number} towns by the lake."]]
        )
        held = [replace(each, language="en") for each in archive.passages.of_version(spanish.id)]
        archive.passages.replace_version(spanish, archive.passages.pages(spanish.id), held)
        (one,) = archive.passages.of_version(english.id)
        bitext = Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.9, 1)
        archive.bitexts.put(bitext, [Alignment((one.id,), (held[0].id,), 0.9)])
        assert (found(archive).compared, found(archive).total) == (1, count)


def test_a_file_in_both_languages_is_compared_with_itself(archive: Archive) -> None:
    both = store_version(archive, make_version("report", "mul"), [[FELL], [BAJARON]])
    one, other = (each.id for each in archive.passages.of_version(both.id))
    bitext = Bitext(both.id, both.id, "en", "es", Verdict.ALIGNED, 0.9, 1)
    archive.bitexts.put(bitext, [Alignment((one,), (other,), 0.9)])
    assert told(archive) == ["The English says “54.4 %”, the Spanish “52,4 %”"]


def test_words_stand_in_their_passage(archive: Archive) -> None:
    store_disputed(archive)
    percentage, decree, missing, _ = found(archive).listed
    assert (percentage.from_.words, percentage.from_.value) == ("54.4 %", "54.4 %")
    assert (percentage.to.words, percentage.to.value) == ("52,4 %", "52.4 %")
    assert (decree.to.passage, decree.to.words) == (None, None)
    assert [each.text for each in decree.from_.passages] == [DECREE]
    assert (missing.kind, missing.from_.words, missing.to.passages) == (MISSING, None, ())


def test_a_correction_changes_the_list_at_once(archive: Archive) -> None:
    """That the schools are the same, a person says; that the decree is no translation, too."""
    pair = store_disputed(archive)
    assert "The English says “17”, the Spanish “71”" not in told(archive)
    schools, decree = (pair.ours[5], pair.theirs[4]), pair.ours[1]
    archive.alignment_corrections.correct(Correction("report", "en", "es", *((each,) for each in schools), "ana"))
    assert told(archive)[-1] == "The English says “17”, the Spanish “71”"
    archive.alignment_corrections.correct(Correction("report", "en", "es", (decree,), (), "ana"))
    assert "Only in English: “495”" not in told(archive)


def test_a_new_reading_changes_the_list_at_once(archive: Archive) -> None:
    """Also where the passages keep their names, and before the two are aligned again."""
    pair = store_disputed(archive)
    held = archive.passages.of_version(pair.spanish.id)
    for percentage in ("53,4 %", "51,4 %", "54,4 %"):
        again = [replace(each, text=each.text.replace("52,4 %", percentage)) for each in held]
        archive.passages.replace_version(pair.spanish, archive.passages.pages(pair.spanish.id), again)
        is_told = f"The English says “54.4 %”, the Spanish “{percentage}”" in told(archive)
        assert is_told == (percentage != "54,4 %")
    archive.passages.replace_version(pair.spanish, archive.passages.pages(pair.spanish.id), held[1:])
    assert not [each for each in told(archive) if "54.4" in each]


def test_what_is_found_anew_replaces_what_was_found(archive: Archive) -> None:
    pair = store_disputed(archive)
    assert len(found(archive).listed) == 4
    archive.bitexts.put(pair.bitext, [Alignment((pair.ours[0],), (pair.theirs[0],), 0.9)])
    assert told(archive) == ["The English says “54.4 %”, the Spanish “52,4 %”"]


def test_nothing_is_found_twice_while_all_stands_as_it_does(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_disputed(archive)
    first = found(archive)

    def never(*_arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr("ingest.disagreement.comparing.find_disagreements", never)
    monkeypatch.setattr("search_app.differing.Findings.__init__", never)
    assert found(archive).listed == first.listed


def test_what_was_kept_is_told_as_if_it_were_found(archive: Archive) -> None:
    """Of all kinds and of some, and of these a part."""
    store_disputed(archive)
    first, some = found(archive), find_all(archive, "report", kinds=["percentage", MISSING], part=slice(1, 2))
    compare_missing(archive)
    again = found(archive)
    assert again.aligned.held == ((), ())
    assert (again.listed, again.counts, again.total) == (first.listed, first.counts, 4)
    assert (again.compared, again.pairs) == (4, 5)
    again = find_all(archive, "report", kinds=["percentage", MISSING], part=slice(1, 2))
    assert ([each.kind for each in again.listed], again.listed, again.total) == ([MISSING], some.listed, 2)


def test_what_was_kept_is_not_told_after_a_correction(archive: Archive) -> None:
    pair = store_disputed(archive)
    compare_missing(archive)
    archive.alignment_corrections.correct(Correction("report", "en", "es", (pair.ours[1],), (), "ana"))
    assert "Only in English: “495”" not in told(archive)


def test_the_memory_holds_few_documents(archive: Archive) -> None:
    """The one that was looked at last stays longest."""
    bitexts = [store_disputed(archive, name).bitext for name in ("one", "two", "three")]
    few = Memory(most=2)
    held = [few.findings(bitexts[number], (), ((), ()), lambda: ((), ())) for number in (0, 1, 0, 2, 0, 1)]
    assert held[0] is held[2] is held[4]
    assert held[1] is not held[5]
    assert len(few) == 2


def test_words_of_a_document_are_cut_short() -> None:
    long = passage("x" * 500)
    side = Told((long,), long, Span(0, 500), "x")
    assert len(sentence(Listed("name", side, Told((long,)), 0.9))) < LONGEST + 30


def test_numbers_that_look_alike_are_told_as_they_are_read() -> None:
    """“1.234” is one and a bit in English, and more than a thousand in Spanish."""
    same = passage("1.234")
    sides = (Told((same,), same, Span(0, 5), value) for value in ("1.234", "1234"))
    assert sentence(Listed("number", *sides, 0.9)) == "The English says “1.234”, the Spanish “1234”"


def test_a_stretch_of_several_passages_is_placed_in_one() -> None:
    one, two = passage("abc"), passage("defg")
    assert place_in([one, two], Span(1, 3)) == (one, (1, 3))
    assert place_in([one, two], Span(4, 6)) == (two, (0, 2))
    assert place_in([one, two], Span(1, 6)) == (one, (1, 3))
