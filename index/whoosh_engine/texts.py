"""Texts -> which word stands where, for many texts at once.

A text is read as stretches (`index.analysis`), of which most stand in it often: what one holds is looked up once,
and laid out by arithmetic over all places where it stands.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np

from index.analysis import pieces_of, stretches
from index.whoosh_engine.inversion import (
    AT_ONCE,
    Field,
    FieldPostings,
    Numbers,
    grouped,
    portions,
    spread,
    starts_of,
)


def gather(texts: Sequence[str], field: Field, first: int) -> list[int]:
    """Gather the words of documents from `first` on in a field; gives how many positions each text takes."""
    lengths: list[int] = []
    for start, end in portions(starts_of(np.array([len(text) for text in texts], dtype=np.int64)), AT_ONCE):
        words, own = inverted(texts[start:end])
        field.take(words, np.arange(first + start, first + end))
        lengths += own.tolist()
    return lengths


def inverted(texts: Sequence[str]) -> tuple[FieldPostings, Numbers]:
    """Give the postings of texts, numbered from 0, and how many positions each takes."""
    distinct = defaultdict[str, int](count().__next__)
    read = array("I")
    sizes: list[int] = []
    for text in texts:
        before = len(read)
        read.extend(map(distinct.__getitem__, stretches(text)))
        sizes.append(len(read) - before)
    # Of each distinct stretch: how many positions it takes, how many pieces it has; of each piece: word, position.
    numbers = defaultdict[str, int](count().__next__)
    held_widths, piece_counts, held_words, held_positions = (array("I") for _ in range(4))
    for each in distinct:
        pieces, width = pieces_of(each)
        held_widths.append(width)
        piece_counts.append(len(pieces))
        for word, _, _, position in pieces:
            held_words.append(numbers[word])
            held_positions.append(position)
    terms = sorted(numbers)
    places = np.zeros(len(terms), dtype=np.int64)
    places[[numbers[term] for term in terms]] = np.arange(len(terms))
    # Of each stretch of the texts: its text, its first position there, and which of the pieces are its own.
    stretch = _numbers(read)
    of_text = np.repeat(np.arange(len(texts)), sizes)
    widths = _numbers(held_widths)[stretch]
    lengths = np.diff(starts_of(widths)[starts_of(np.array(sizes, dtype=np.int64))])
    begins = np.cumsum(widths) - widths - starts_of(lengths)[of_text]
    own = _numbers(piece_counts)[stretch]
    at = spread(starts_of(_numbers(piece_counts))[stretch], own)
    keys = places[_numbers(held_words)[at]] * len(texts) + np.repeat(of_text, own)
    positions = np.repeat(begins, own) + _numbers(held_positions)[at]
    order = np.argsort(keys, kind="stable")  # which leaves positions in order
    return grouped(terms, keys[order], positions[order], len(texts)), lengths


def _numbers(numbers: array[int]) -> Numbers:
    return np.array(numbers, dtype=np.int64)
