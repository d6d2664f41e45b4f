"""Texts -> which word stands where, for all texts of a commit at once.

A text is read as stretches (`index.analysis`), of which most stand in it often: what one holds is looked up once,
and laid out by arithmetic over all places where it stands.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, count

import numpy as np

from index.analysis import pieces_of, stretches
from index.whoosh_engine.inversion import FieldPostings, Numbers, grouped, starts_of


def inverted(texts: Sequence[str]) -> tuple[FieldPostings, Numbers]:
    """Give the postings of texts, numbered from 0, and how many positions each takes."""
    distinct = defaultdict[str, int](count().__next__)
    read = array("I")
    sizes: list[int] = []
    for text in texts:
        before = len(read)
        read.extend(map(distinct.__getitem__, stretches(text)))
        sizes.append(len(read) - before)
    held = [pieces_of(stretch) for stretch in distinct]
    terms = sorted({piece.word for pieces, _ in held for piece in pieces})
    places = {term: place for place, term in enumerate(terms)}
    pieces = list(chain.from_iterable(pieces for pieces, _ in held))
    # Of each stretch of the texts: its text, its first position there, and which of the pieces are its own.
    stretch = np.array(read, dtype=np.int64)
    of_text = np.repeat(np.arange(len(texts)), sizes)
    widths = _numbers(width for _, width in held)[stretch]
    lengths = np.diff(np.concatenate((_FIRST, np.cumsum(widths)))[starts_of(np.array(sizes, dtype=np.int64))])
    begins = np.cumsum(widths) - widths - starts_of(lengths)[of_text]
    piece_counts = _numbers(len(pieces) for pieces, _ in held)
    own = piece_counts[stretch]
    at = np.repeat(starts_of(piece_counts)[stretch] - starts_of(own)[:-1], own) + np.arange(own.sum())
    words = _numbers(places[piece.word] for piece in pieces)[at]
    positions = np.repeat(begins, own) + _numbers(piece.position for piece in pieces)[at]
    keys = words * max(len(texts), 1) + np.repeat(of_text, own)
    order = np.argsort(keys, kind="stable")  # which leaves positions in order
    return grouped(terms, keys[order], positions[order], len(texts)), lengths


def _numbers(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, dtype=np.int64)


_FIRST: Numbers = np.zeros(1, dtype=np.int64)
