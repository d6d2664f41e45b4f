"""What a segment holds -> its arrays: of what was gathered to be written, or of Whoosh's file.

Names: `FIELD.terms.*` is a table of terms (`term_table`); `FIELD.starts` says where the postings of each begin in
`FIELD.ids` (documents of the segment) and `FIELD.counts`, left out where all are 1; `FIELD.positions` and
`FIELD.position_starts` likewise, of words and stems. `FACET.codes` has for each document the row of its term, -1
for none. `FIELD.folded.*` are the words of a field without accents, in order, `FIELD.folded.rows` their rows among
its terms. `directory.*` leads from a term to all searched fields that have it (`directory`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from index.analysis import fold
from index.patterns import all_letters_of, lengths_of
from index.whoosh_engine.arrays.directory import directory_arrays
from index.whoosh_engine.arrays.layout import Array, Arrays
from index.whoosh_engine.arrays.term_table import term_arrays
from index.whoosh_engine.inversion import FieldPostings, Segment, in_order, starts_of
from index.whoosh_engine.postings import read_all, read_column, read_fixed
from index.whoosh_engine.schema import FOLDED, GATHERED, HEADINGS, PASSAGE, PLACE, PLACE_COLUMNS, VALUED, WORDS


def make(leaf: Any) -> Arrays:
    """Read all of a segment. Raises what Whoosh raises over a segment that is damaged."""
    fields = {field: in_order(blocks) for field, blocks in read_all(leaf, GATHERED).items()}
    return gathered(Segment.of(fields, read_column(leaf, PASSAGE), read_fixed(leaf, PLACE).tobytes()))


def gathered(segment: Segment) -> Arrays:
    """Give the arrays of what was gathered for a segment."""
    arrays: Arrays = {}
    terms = {name: [term.encode() for term in field.terms] for name, field in segment.fields.items()}
    for name, field in segment.fields.items():
        arrays |= _field(name, field, terms[name])
        if name in VALUED:
            arrays[f"{name}.codes"] = _codes(field, len(segment.passages))
    words = segment.fields[WORDS].terms
    arrays |= _folded(WORDS, ((fold(word), row) for row, word in enumerate(words)))
    for name in HEADINGS:
        rows = enumerate(segment.fields[name].terms)
        arrays |= _folded(name, ((term[len(FOLDED) :], row) for row, term in rows if term.startswith(FOLDED)))
    return arrays | directory_arrays(terms) | _documents(segment)


def _field(name: str, field: FieldPostings, terms: Sequence[bytes]) -> Arrays:
    arrays = term_arrays(f"{name}.terms", terms)
    arrays[f"{name}.starts"] = field.starts
    arrays[f"{name}.ids"] = _narrow(field.ids)
    if (field.counts != 1).any():
        arrays[f"{name}.counts"] = _narrow(field.counts)
    if len(field.positions):
        arrays[f"{name}.positions"] = _narrow(field.positions)
        arrays[f"{name}.position_starts"] = starts_of(field.counts)[field.starts]
    return arrays


def _codes(field: FieldPostings, size: int) -> Array:
    codes = np.full(size, -1, dtype=np.int32)
    codes[field.ids] = np.repeat(np.arange(len(field.terms), dtype=np.int32), np.diff(field.starts))
    return codes


def _folded(field: str, words: Iterable[tuple[str, int]]) -> Arrays:
    """Give the arrays of folded words, each with the row of the term that it stands for."""
    folded = sorted(words)
    spelled = [word for word, _ in folded]
    arrays = term_arrays(f"{field}.folded", [word.encode() for word in spelled])
    arrays[f"{field}.folded.rows"] = np.array([row for _, row in folded], dtype=np.uint32)
    arrays[f"{field}.folded.lengths"] = lengths_of(spelled)
    arrays[f"{field}.folded.letters"] = all_letters_of(spelled)
    return arrays


def _documents(segment: Segment) -> Arrays:
    places = np.frombuffer(segment.places, dtype=PLACE_COLUMNS)
    arrays = {name: _narrow(places[name]) for name in ("page_number", "ordinal", "length")}
    arrays["weight"] = np.ascontiguousarray(places["weight"])
    arrays["passages.text"] = np.frombuffer(b"".join(segment.passages), dtype=np.uint8)
    arrays["passages.starts"] = starts_of(np.array([len(each) for each in segment.passages], dtype=np.int64))
    return arrays


def _narrow(numbers: Array) -> Array:
    """Give numbers in the smallest type that holds them all."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))
