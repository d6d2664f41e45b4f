"""Words are packed small and come back as they were, to a hundredth of a point."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Box, Word, Words

edges = st.integers(-2_000_000, 2_000_000).map(lambda hundredths: hundredths / 100)
boxes = st.tuples(edges, edges, edges, edges)
lengths = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 30), boxes), max_size=40)

Entry = tuple[int, int, Box]
"""The gap before a word, its length, its box."""


def lay_out(entries: list[Entry]) -> list[Word]:
    words, position = [], 0
    for gap, length, box in entries:
        words.append(Word(position + gap, position + gap + length, box))
        position += gap + length
    return words


@given(lengths)
def test_packing_loses_nothing(entries: list[Entry]) -> None:
    words = Words(lay_out(entries))
    restored = Words.from_bytes(words.to_bytes())
    assert restored == words
    assert list(restored) == lay_out(entries)
    assert hash(restored) == hash(words)


@given(lengths, st.integers(0, 400), st.integers(1, 400))
def test_the_words_between_two_offsets_are_those_that_share_a_character(
    entries: list[Entry], start: int, length: int
) -> None:
    """The law that the quick look-up must obey, said the slow way."""
    words, end = Words(lay_out(entries)), start + length
    sharing = [word for word in words if max(word.start, start) < min(word.end, end)]
    assert list(words.between(start, end)) == sharing


def test_a_box_is_kept_to_a_hundredth_of_a_point() -> None:
    (word,) = Words([Word(0, 3, (1.006, 2.004, 3.3333, 4.0))])
    assert word == Word(0, 3, (1.01, 2.0, 3.33, 4.0))


def test_words_can_be_taken_by_place_and_by_slice() -> None:
    words = Words([Word(0, 3, (0, 0, 1, 1)), Word(4, 6, (2, 0, 3, 1)), Word(7, 9, (4, 0, 5, 1))])
    assert words[-1].start == 7
    assert words[1:] == Words([words[1], words[2]])
    assert words != [words[0], words[1], words[2]]
    with pytest.raises(IndexError):
        words[3]


def test_the_packed_form_is_the_same_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A big-endian machine swaps the bytes on the way out and in, and its own words stay as they were."""
    words = Words([Word(1, 2, (1.0, 2.0, 3.0, 4.0))])
    swapped = Words([Word(1 << 24, 2 << 24, (0, 0, 0, 0))])
    monkeypatch.setattr(sys, "byteorder", "big")
    assert Words.from_bytes(words.to_bytes()) == words
    monkeypatch.undo()
    assert words[0].start == 1
    assert swapped[0].start == 1 << 24


def test_a_page_of_five_hundred_words_packs_into_a_few_thousand_bytes() -> None:
    words = Words(Word(7 * n, 7 * n + 6, (72 + n % 12 * 40, 14 * (n // 12), 100, 9)) for n in range(500))
    assert len(words.to_bytes()) < 6_000
