"""How far children are, in memory that they share with their parent."""

from __future__ import annotations

from ingest.tallies import Tallies, Tally


def test_each_file_and_each_helper_has_numbers_of_its_own() -> None:
    tallies = Tallies(3, helper_count=2)
    for number in range(3):
        tally = tallies.of(number)
        tally.done(10 + number, 100 + number)
        for helper in range(2):
            tally.read_ahead(helper, 1 + number * 2 + helper)
    assert [tallies.of(number).counted for number in range(3)] == [(10, 100), (11, 101), (12, 102)]
    assert [tallies.of(number).ahead for number in range(3)] == [1 + 2, 3 + 4, 5 + 6]


def test_a_file_is_helped_from_when_somebody_is_sent_for_until_the_last_is_gone() -> None:
    tally = Tallies(1, helper_count=2).of(0)
    assert not tally.is_helped
    tally.sent_for(0)
    tally.sent_for(1)
    tally.gone(0)
    assert tally.is_helped
    tally.gone(1)
    assert not tally.is_helped


def test_a_file_that_is_begun_again_is_as_if_it_had_not_been() -> None:
    tallies = Tallies(2, helper_count=1)
    for number in range(2):
        tally = tallies.of(number)
        tally.done(3, 9)
        tally.read_ahead(0, 4)
        tally.sent_for(0)
        tally.worked(Tally.OWNER, 1.5)
        tally.worked(0, 2.5)
    assert tallies.of(0).seconds == 4.0
    tallies.of(0).clear()
    tally, other = tallies.of(0), tallies.of(1)
    assert (tally.counted, tally.ahead, tally.is_helped, tally.seconds) == ((0, 0), 0, False, 0.0)
    assert (other.counted, other.ahead, other.is_helped, other.seconds) == ((3, 9), 4, True, 4.0)


def test_one_child_alone_has_no_helpers() -> None:
    tally = Tallies(0, helper_count=0).of(0)
    tally.done(3, 4)
    assert (tally.counted, tally.ahead, tally.is_helped, tally.helper_count) == ((3, 4), 0, False, 0)
