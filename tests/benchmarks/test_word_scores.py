"""How words are cut and scored against the truth."""

from __future__ import annotations

import itertools
import random

import pytest

from benchmarks.words.scores import best_score, in_order, mean, only_in, score, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Año 2030: CO₂, CO2", ["año", "2030", "co", "2", "co", "2"]),
        ("an\u0303o nota¹", ["año", "nota", "1"]),
        ("la coopera-\ntion, la coopera\ufffetion", ["la", "cooperation", "la", "cooperation"]),
        ("hispano-\nAmérica, well-known", ["hispano", "américa", "well", "known"]),
        ("co\u00adope\u00ad\nración", ["cooperación"]),
        ("o\ufb01cina", ["oficina"]),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_or_digits(text: str, words: list[str]):
    """Case, composition, ligatures and line-end hyphens before small letters do not count."""
    assert words_of(text) == words


def test_a_text_is_wholly_right_against_itself():
    """Equal words score one everywhere."""
    words = words_of("De la mar al monte, de la mar")
    assert (score(words, words).f1, score(words, words).order) == (1.0, 1.0)


def test_a_word_counts_as_often_as_it_stands():
    """Recall and precision compare bags, not sets."""
    found = score(["a", "a", "b", "c"], ["a", "b", "b"])
    assert (found.recall, found.precision) == (2 / 4, 2 / 3)


def test_order_sees_what_bags_do_not():
    """Columns read across have all the words, in another order."""
    found = score(["a", "b", "c", "d", "e", "f"], ["a", "d", "b", "e", "c", "f"])
    assert (found.f1, found.order) == (1.0, 4 / 6)


def test_nothing_read_scores_nothing():
    """A reader that fails on a file has no points for it."""
    assert score(["a"], []).f1 == score([], ["a"]).f1 == 0.0


def test_longest_common_subsequence_is_that_of_the_textbook():
    """The bits of one integer say the same as the table of Wagner and Fischer."""
    choose = random.Random(7)
    for _ in range(100):
        one, other = ("".join(choose.choices("abcd", k=choose.randint(0, 80))) for _ in range(2))
        table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
        for row, column in itertools.product(range(len(one)), range(len(other))):
            beside = max(table[row][column + 1], table[row + 1][column])
            table[row + 1][column + 1] = table[row][column] + 1 if one[row] == other[column] else beside
        assert in_order(one, other) == table[-1][-1]


def test_the_likest_of_several_truths_counts():
    """A page may be right read by rows as well as by columns."""
    assert best_score([["b", "a"], ["a", "b"]], ["a", "b"]).order == 1.0


def test_furniture_counts_only_with_all_its_words_missing():
    """A small word of a running head is found missing somewhere in any long text."""
    truth, words = ["plan", "de", "salud", "de", "lima"], ["plan", "salud", "lima"]
    assert only_in([["guía", "de", "debian"], ["de"], ["de"], ["de"]], truth, words) == 2


def test_the_mean_counts_files_not_words():
    """A short file weighs as much as a long one."""
    assert mean([score(["a"], ["a"]), score(["a"] * 9, ["b"])]).recall == 0.5
