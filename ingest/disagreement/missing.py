"""Which passages nothing says on the other side, as far as a reader should look at them.

Rule: headings, page furniture and text that is not of the side's language are no loss: they are left out, as are
short lines and what stands on many pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from archive.bitext import Alignment, Side
from archive.model import Kind, Passage
from ingest.disagreement.model import Missing
from ingest.likeness_signs import folded

LEAST_WORDS = 6
"""Shorter lines are labels of figures and pieces of tables more often than sentences."""

_KINDS = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM})
_LEAST_SPOKEN = 0.7
"""Of running text nine tenths are words and spaces; of code and rows of figures, hardly half."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEADER = re.compile(r"…|\.{4,}")


def find_missing(
    alignments: Iterable[Alignment],
    from_passages: Sequence[Passage],
    to_passages: Sequence[Passage],
    from_language: str,
    to_language: str,
) -> tuple[Missing, ...]:
    """Find the passages that stand beside nothing and are worth listing, in the order of the alignments."""
    sides = (
        (Side.FROM, {each.id: each for each in from_passages}, from_language, _repeated(from_passages)),
        (Side.TO, {each.id: each for each in to_passages}, to_language, _repeated(to_passages)),
    )
    return tuple(
        Missing(side, id_)
        for alignment in alignments
        for side, passages, language, repeated in sides
        for id_ in _alone(alignment, side)
        if id_ in passages and is_worth_listing(passages[id_], language, repeated)
    )


def is_worth_listing(passage: Passage, language: str, repeated: frozenset[str] = frozenset()) -> bool:
    """Tell whether a reader should look at a passage that nothing says on the other side.

    `language` is that of the side; `repeated` are lines of the version that stand in it several times.
    """
    text = passage.text
    if passage.kind not in _KINDS or passage.language not in (language, "und"):
        return False
    words = _WORD.findall(text)
    is_spoken = sum(map(len, words)) + text.count(" ") >= _LEAST_SPOKEN * len(text)
    return len(words) >= LEAST_WORDS and is_spoken and not _LEADER.search(text) and _key(text) not in repeated


def _alone(alignment: Alignment, side: Side) -> tuple[str, ...]:
    ours, theirs = alignment.from_ids, alignment.to_ids
    if side is Side.TO:
        ours, theirs = theirs, ours
    return () if theirs else ours


def _repeated(passages: Iterable[Passage]) -> frozenset[str]:
    counts = Counter(_key(each.text) for each in passages)
    return frozenset(key for key, count in counts.items() if count > 1)


def _key(text: str) -> str:
    return folded(" ".join(text.split()))
