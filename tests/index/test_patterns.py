"""Shapes of words and typing errors."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.patterns import changes_between, is_within, prefix_of, shape, within
from tests.index.memory_words import changes_between as changes_between_by_table


class TestShape:
    @pytest.mark.parametrize(
        ("pattern", "word", "fits"),
        [
            ("coop*", "cooperacion", True),
            ("coop*", "coop", True),
            ("*cion", "cooperacion", True),
            ("b?rder", "border", True),
            ("b?rder", "brder", False),
            ("c*r*n", "cooperacion", True),
            ("coop", "cooperate", False),
        ],
    )
    def test_a_star_is_any_letters_and_a_question_mark_one(self, pattern: str, word: str, fits: bool) -> None:
        assert bool(shape(pattern)(word)) is fits

    def test_no_pattern_takes_long(self) -> None:
        started = time.perf_counter()
        shape("*a" * 30 + "b")("a" * 100)
        assert time.perf_counter() - started < 1

    def test_only_a_star_at_the_end_makes_a_prefix(self) -> None:
        assert prefix_of("coop*") == "coop"
        assert prefix_of("c*p*") is prefix_of("c?p*") is prefix_of("coop") is None


class TestWithin:
    @given(
        st.text("abc", min_size=1, max_size=7),
        st.lists(st.text("abc", max_size=9), max_size=20),
        st.integers(1, 2),
    )
    def test_the_table_agrees_with_the_textbook(self, word: str, candidates: list[str], changes: int) -> None:
        expected = [changes_between_by_table(word, each) <= changes for each in candidates]
        assert within(word, candidates, changes) == expected

    @given(st.text("abñ", max_size=7), st.text("abñ", max_size=7), st.integers(0, 3))
    def test_one_word_is_told_as_many_are(self, word: str, other: str, changes: int) -> None:
        textbook = changes_between_by_table(word, other)
        assert is_within(word, other, changes) == (textbook <= changes)
        assert min(changes_between(word, other, changes), changes + 1) == min(textbook, changes + 1)
