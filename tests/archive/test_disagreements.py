"""Where versions disagree is kept as long as what stands side by side stands so."""

from __future__ import annotations

import pytest

from archive import Alignment, Archive, Correction, KeptComparison, KeptDisagreement, Verdict
from tests.pairs import Pair, refuse, store_pair

RULES = 7


@pytest.fixture
def pair(archive: Archive) -> Pair:
    return store_pair(archive)


def kept_of(pair: Pair, made: int = RULES, *, is_whole: bool = True) -> KeptComparison:
    ours, theirs = pair.ours[:1], pair.theirs[:1]
    found = (
        KeptDisagreement("number", ours, theirs, 0.97, (4, 6), None, "12", None),
        KeptDisagreement("name", ours, theirs, 0.97, (0, 3), (1, 5), "Ana", "Luis"),
        KeptDisagreement("missing", pair.ours[3:], (), 0.8, missing=pair.ours[3]),
    )
    return KeptComparison(made, 3, 3, found, is_whole)


def test_what_is_kept_is_found_as_it_was(archive: Archive, pair: Pair) -> None:
    (bitext,) = archive.bitexts.all()
    assert archive.disagreements.find(bitext, RULES) is None
    archive.disagreements.put(bitext, kept_of(pair))
    assert archive.disagreements.find(bitext, RULES) == kept_of(pair)


def test_that_nothing_disagrees_is_known_too(archive: Archive) -> None:
    store_pair(archive)
    (bitext,) = archive.bitexts.all()
    nothing = KeptComparison(RULES, 3, 3, ())
    archive.disagreements.put(bitext, nothing)
    assert archive.disagreements.find(bitext, RULES) == nothing


def test_other_rules_have_it_found_again(archive: Archive, pair: Pair) -> None:
    (bitext,) = archive.bitexts.all()
    archive.disagreements.put(bitext, kept_of(pair))
    assert archive.disagreements.due(RULES) == ()
    assert archive.disagreements.find(bitext, RULES + 1) is None
    assert archive.disagreements.due(RULES + 1) == (bitext.number,)
    archive.disagreements.put(bitext, kept_of(pair, RULES + 1))
    assert archive.disagreements.due(RULES + 1) == ()


def test_that_a_fault_stood_in_the_way_is_told_and_nothing_is_due(archive: Archive, pair: Pair) -> None:
    (bitext,) = archive.bitexts.all()
    archive.disagreements.put(bitext, kept_of(pair, is_whole=False))
    kept = archive.disagreements.find(bitext, RULES)
    assert kept is not None
    assert not kept.is_whole
    assert archive.disagreements.due(RULES) == ()


@pytest.mark.parametrize("change", ["aligned again", "corrected", "withdrawn", "read again"])
def test_it_goes_when_anything_changes(archive: Archive, pair: Pair, change: str) -> None:
    (bitext,) = archive.bitexts.all()
    said = Correction("guide", "en", "es", pair.ours[:1], pair.theirs[1:2], "ana")
    if change == "withdrawn":
        archive.alignment_corrections.correct(said)
    archive.disagreements.put(bitext, kept_of(pair))
    if change == "aligned again":
        archive.bitexts.put(pair.bitext, [Alignment(pair.ours[:1], pair.theirs[:1], 0.9)])
    elif change == "corrected":
        archive.alignment_corrections.correct(said)
    elif change == "withdrawn":
        (number,) = (each.number for each in archive.alignment_corrections.of_document("guide"))
        archive.alignment_corrections.withdraw(number)
    else:
        held = archive.passages.of_version(pair.spanish.id)
        archive.passages.replace_version(pair.spanish, archive.passages.pages(pair.spanish.id), held)
    assert all(archive.disagreements.find(each, RULES) is None for each in (bitext, *archive.bitexts.all()))


def test_what_was_found_in_a_bitext_that_is_gone_by_now_is_not_kept(archive: Archive, pair: Pair) -> None:
    (gone,) = archive.bitexts.all()
    archive.bitexts.put(pair.bitext, [])
    archive.disagreements.put(gone, kept_of(pair))
    assert archive.disagreements.find(gone, RULES) is None


def test_nothing_is_due_of_what_is_no_translation(archive: Archive, pair: Pair) -> None:
    refuse(archive, pair, Verdict.REFUSED)
    assert archive.disagreements.due(RULES) == ()
