"""A word of a query -> the documents that have it: how often in their text, and in which headings.

Rule: all that has it in any form, field and segment is gathered at once, as one integer for each posting, and put
in order: most words stand in few documents, and each step on arrays costs the same for a hundred as for one.
"""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

import numpy as np

from index.analysis import fold, parts
from index.tree import Term
from index.whoosh_engine.arrays import FIELDS
from index.whoosh_engine.counting import phrase_counts, sought_stems
from index.whoosh_engine.schema import FOLDED, HEADINGS, STEMS, WORDS
from index.whoosh_engine.segments import COUNT_BITS, FIELD_BITS
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import NO_IDS, Ids, Numbers, firsts

_COMPOUND = 1 << FIELD_BITS - 1
"""The bit of what stands as its parts side by side; other bits are of fields, by their places in FIELDS."""

BITS = {field: 1 << FIELDS.index(field) for field in (WORDS, *STEMS.values(), *HEADINGS)}
_IN_TEXT = [BITS[WORDS], *(BITS[field] for field in STEMS.values()), _COMPOUND]
_IN_SEVERAL = np.array([sum(bits & each > 0 for each in _IN_TEXT) > 1 for bits in range(1 << FIELD_BITS)])
"""Whether a text has a word in several ways, by the bits of these."""

_COUNT = (1 << COUNT_BITS) - 1


class Standing(NamedTuple):
    """Documents, ascending; how often a word stands in the text of each; a bit for each field that has it."""

    ids: Ids
    counts: Numbers
    bits: Numbers


def standing(word: Term, snapshot: Snapshot) -> Standing:
    """Tell where a word stands in any of its forms: in texts as often as in the language that has it most."""
    keys = snapshot.keys(_sought(word))
    if compound := parts(word.word):
        ids, counts = phrase_counts(snapshot, compound)
        keys = np.concatenate((keys, (ids << FIELD_BITS | _COMPOUND) << COUNT_BITS | counts.astype(np.int64)))
        keys.sort()
    starts = np.flatnonzero(firsts(keys >> FIELD_BITS + COUNT_BITS))
    if not len(starts):
        return Standing(NO_IDS, NO_IDS, NO_IDS)
    numbers = keys & _COUNT
    counts = np.add.reduceat(numbers, starts)
    joined = np.bitwise_or.reduceat(keys, starts)
    bits = joined >> COUNT_BITS & (1 << FIELD_BITS) - 1
    is_several = _IN_SEVERAL[bits]
    if is_several.any():
        each = [np.add.reduceat(numbers * (keys >> COUNT_BITS & bit > 0), starts) for bit in _IN_TEXT]
        counts = np.where(is_several, reduce(np.maximum, each), counts)
    return Standing(joined >> FIELD_BITS + COUNT_BITS, counts, bits)


def _sought(word: Term) -> dict[str, set[str]]:
    """Give the fields in which each form of a word is looked up."""
    sought = sought_stems(word.word, word.language)
    for fields in sought.values():
        fields.update(HEADINGS)
    sought[FOLDED + fold(word.word)] = set(HEADINGS)
    if word.language:
        sought.setdefault(word.word, set()).add(WORDS)
    return sought
