"""How rankings are judged: laws that hold of any ranking, and cases worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.sought.collection import Collection, Question
from benchmarks.sought.measures import DEPTH, evaluate, judged, quantile

IDS = st.text("abcdefghijklmnop", min_size=1, max_size=2)
GAINS = st.dictionaries(IDS, st.sampled_from([1.0, 2.0, 3.0]), min_size=1, max_size=15)
RANKINGS = st.lists(IDS, max_size=DEPTH)


@given(GAINS)
def test_the_ideal_ranking_is_as_good_as_can_be(gains):
    """Best answers first: the first place is right and no gain is lost, however many answers there are."""
    ideal = sorted(gains, key=lambda each: -gains[each])[:DEPTH]
    quality = judged(ideal, gains)
    assert quality.reciprocal_rank == 1.0
    assert quality.ndcg == pytest.approx(1.0)
    assert quality.recall_at_10 == min(DEPTH, len(gains)) / len(gains)


@given(RANKINGS, GAINS)
def test_all_measures_lie_between_nothing_and_all(ranking, gains):
    assert all(0.0 <= each <= 1.0 + 1e-9 for each in judged(ranking, gains))


@given(RANKINGS, GAINS)
def test_more_places_find_no_less(ranking, gains):
    quality = judged(ranking, gains)
    assert quality.recall_at_1 <= quality.recall_at_5 <= quality.recall_at_10


@given(RANKINGS, GAINS)
def test_what_comes_twice_counts_once(ranking, gains):
    assert judged([each for each in ranking for _ in range(2)], gains) == judged(ranking, gains)


@given(RANKINGS.filter(bool), GAINS, st.data())
def test_an_answer_moved_up_is_never_worse(ranking, gains, data):
    """Bringing an answer to the first place lowers no measure but the gain of a better one it passes."""
    gains = dict.fromkeys(gains, 1.0)
    answers = [each for each in ranking if each in gains]
    if not answers:
        return
    moved = data.draw(st.sampled_from(answers))
    better = judged([moved, *(each for each in ranking if each != moved)], gains)
    assert all(one >= other - 1e-9 for one, other in zip(better, judged(ranking, gains), strict=True))


def test_a_ranking_is_judged_as_worked_out_by_hand():
    """The second and the fourth of three answers: 1/2, and (2/log2(3) + 1/log2(5)) of the ideal."""
    quality = judged(["x", "a", "y", "b"], {"a": 2.0, "b": 1.0, "c": 1.0})
    assert quality.recall_at_1 == 0.0
    assert quality.recall_at_5 == pytest.approx(2 / 3)
    assert quality.reciprocal_rank == 0.5
    found = 2 / math.log2(3) + 1 / math.log2(5)
    assert quality.ndcg == pytest.approx(found / (2 + 1 / math.log2(3) + 1 / math.log2(4)))


def test_an_answer_at_the_eleventh_place_is_not_found():
    quality = judged([*map(str, range(10)), "a"], {"a": 1.0})
    assert quality == (0, 0, 0, 0, 0)


def test_nothing_found_is_worth_nothing():
    assert judged([], {"a": 1.0}) == (0, 0, 0, 0, 0)


def test_evaluating_asks_each_question_in_the_language_wanted():
    """The mean is over questions, and a question without an answer found counts as well."""
    questions = [
        Question("1", "dev", "en", "es", "sea", {"mar": 1.0}),
        Question("2", "dev", "en", "en", "sky", {"heaven": 1.0}),
    ]
    asked = []

    def rank(text, target):
        asked.append((text, target))
        return ["mar"]

    measures = evaluate(Collection("two", (), questions), rank)
    assert asked == [("sea", "es"), ("sky", "en")]
    assert (measures.count, measures.quality.recall_at_1, measures.quality.ndcg) == (2, 0.5, 0.5)
    assert 0.0 <= measures.p50_ms <= measures.p95_ms


def test_a_collection_without_questions_has_no_mean():
    with pytest.raises(ValueError, match="no question in empty"):
        evaluate(Collection("empty", (), ()), lambda text, target: [])


def test_a_quantile_is_a_value_that_was_measured():
    assert quantile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0
    assert quantile([4.0, 1.0, 3.0, 2.0], 0.95) == 4.0
    assert quantile([7.0], 0.5) == 7.0
