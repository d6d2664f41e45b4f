"""Signatures tell how much two texts have in common, and bands find those that have much."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.likeness import (
    PLACES,
    bands,
    hashes_of,
    jaccard,
    likeness,
    minhash,
    shared,
    shingles,
    words_of,
)

WORDS = st.lists(st.sampled_from(["the", "parties", "declare", "their", "intent", "in", "Cusco", "and", "Puno"]))
SETS = st.sets(st.integers(0, 5_000), max_size=300)


def hashes(numbers: set[int]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return hashes_of(map(str, numbers))


@given(SETS, SETS)
def test_the_estimate_lies_within_its_error(one: set[int], other: set[int]) -> None:
    """Six standard errors: of two thousand million estimates one may lie further off."""
    true = len(one & other) / max(len(one | other), 1)
    if one or other:
        told = likeness(minhash(hashes(one)), minhash(hashes(other)))
        assert abs(told - true) <= 6 * math.sqrt(max(true * (1 - true), 1 / PLACES) / PLACES)


@given(SETS, SETS)
def test_likeness_is_the_same_both_ways(one: set[int], other: set[int]) -> None:
    ours, theirs = hashes(one), hashes(other)
    assert likeness(minhash(ours), minhash(theirs)) == likeness(minhash(theirs), minhash(ours))
    assert jaccard(ours, theirs) == jaccard(theirs, ours)
    assert shared(ours, theirs) == len(one & other)


@given(WORDS)
def test_a_text_is_wholly_like_itself(words: list[str]) -> None:
    signature = minhash(shingles(words))
    assert likeness(signature, signature) == 1
    assert (bands(signature, "words") == []) is (words == [])


@given(WORDS, WORDS)
def test_shingles_are_runs_of_three_words(one: list[str], other: list[str]) -> None:
    def runs(words: list[str]) -> set[tuple[str, ...]]:
        return {tuple(words[at : at + 3]) for at in range(max(len(words) - 2, 1))} if words else set()

    assert shared(shingles(one), shingles(other)) == len(runs(one) & runs(other))


def test_how_a_text_is_printed_makes_no_difference() -> None:
    assert (
        words_of("The ﬁrst Region, “Cusco”")
        == words_of("the first region — CUSCO")
        == [*["the", "first", "region", "cusco"]]
    )


def test_bands_find_a_text_of_which_every_fifth_word_is_another() -> None:
    words = [f"word{number % 700}" for number in range(3_000)]
    changed = [f"other{at}" if at % 5 == 0 else word for at, word in enumerate(words)]
    common = set(bands(minhash(shingles(words)), "w")) & set(bands(minhash(shingles(changed)), "w"))
    assert common


def test_bands_of_one_kind_are_not_those_of_another() -> None:
    signature = minhash(hashes({1, 2, 3}))
    assert not set(bands(signature, "words")) & set(bands(signature, "signs"))


def test_keys_fit_in_a_database() -> None:
    assert all(0 <= key < 1 << 63 for key in bands(minhash(hashes({1, 2, 3})), "words"))


def test_signatures_are_the_same_in_every_release() -> None:
    """Those kept in archives are held against those made today: `MADE` is raised with whatever changes them."""
    made = minhash(shingles(words_of("The parties declare their intent to cooperate.")))
    assert made[:3].tolist() == FIRST_PLACES
    assert bands(made, "words")[0] == FIRST_KEY


FIRST_PLACES = [1429595132, 278762332, 407770809]
FIRST_KEY = 10883965989500200
