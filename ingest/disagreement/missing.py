"""Which passages nothing says on the other side, as far as a reader should look at them.

A passage is missing where it stands beside nothing, or beside others of its side that alone make up the length of
what stands there.

Rule: headings, page furniture and text that is not of the side's language are no loss: they are left out, as are
short lines and what stands on many pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from archive.bitext import Alignment, Side
from archive.model import Kind, Passage
from ingest.disagreement.likeness import share_said
from ingest.disagreement.model import Missing
from ingest.likeness_signs import folded

LEAST_WORDS = 6
"""Shorter lines are labels of figures and pieces of tables more often than sentences."""

_KINDS = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM})
_LEAST_SPOKEN = 0.7
"""Of running text nine tenths are words and spaces; of code and rows of figures, hardly half."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_SIGN = re.compile(r"[^\W\d_]{5,}|\d+")
_STEM_LETTERS = 4
_MOST_SHARED = 0.25
"""Passages that say the same share two fifths of these, such as do not a tenth; by half of the works looked at."""
_MOST_SAID, _MOST_SAID_NEAR = 0.5, 0.6
"""Of the words of a passage, with those that translate them, where it is said within a longer one, or near by."""
_SHRUNK = 0.01
"""A side without text has no length to compare by."""
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
    grows = _length(to_passages) / max(_length(from_passages), 1)
    every = list(alignments)
    around = (_around(every, from_passages, to_passages), _around(every, to_passages, from_passages, Side.TO))
    found = []
    for alignment in every:
        ours = [sides[0][1][id_] for id_ in alignment.from_ids if id_ in sides[0][1]]
        theirs = [sides[1][1][id_] for id_ in alignment.to_ids if id_ in sides[1][1]]
        alone = (_alone(ours, theirs, grows), _alone(theirs, ours, 1 / max(grows, _SHRUNK)))
        for (side, _, language, repeated), those, there in zip(sides, alone, around, strict=True):
            found += [
                Missing(side, each.id)
                for each in those
                if is_worth_listing(each, language, repeated)
                and share_said(each.text, there.get(each.id, "")) < _MOST_SAID_NEAR
            ]
    return tuple(found)


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


def _around(
    alignments: Sequence[Alignment], own: Sequence[Passage], others: Sequence[Passage], side: Side = Side.FROM
) -> Mapping[str, str]:
    """Give for each passage of a side what stands beside the passages before and after it."""
    texts = {each.id: each.text for each in others}
    beside: dict[str, str] = {}
    for each in alignments:
        ours, theirs = (each.from_ids, each.to_ids) if side is Side.FROM else (each.to_ids, each.from_ids)
        beside.update(dict.fromkeys(ours, "\n".join(texts.get(id_, "") for id_ in theirs)))
    said = [beside.get(each.id, "") for each in own]
    return {
        each.id: f"{before}\n{after}"
        for each, before, after in zip(own, ["", *said], [*said[1:], ""], strict=False)
    }


def _alone(ours: Sequence[Passage], theirs: Sequence[Passage], grows: float) -> Sequence[Passage]:
    """Give what nothing of the other side says: all, or of several passages one.

    It has hardly a word of theirs, and without it the lengths agree better; `grows` is how much longer a text
    is on the other side.
    """
    if not theirs or len(ours) <= len(theirs):
        return () if theirs else ours
    there = _stems(theirs)
    strangest = min(ours, key=lambda each: _shared(each, there))
    without = (_length(ours) - len(strangest.text)) * grows
    is_balanced = abs(_length(theirs) - without) < abs(_length(theirs) - _length(ours) * grows)
    if not is_balanced or _shared(strangest, there) >= _MOST_SHARED:
        return ()
    is_said = share_said(strangest.text, "\n".join(each.text for each in theirs)) >= _MOST_SAID
    return () if is_said else [strangest]


def _length(passages: Iterable[Passage]) -> int:
    return sum(len(each.text) for each in passages)


def _stems(passages: Iterable[Passage]) -> frozenset[str]:
    """Give the beginnings of long words, which English and Spanish share, and all numbers."""
    return frozenset(folded(word)[:_STEM_LETTERS] for each in passages for word in _SIGN.findall(each.text))


def _shared(passage: Passage, there: frozenset[str]) -> float:
    """Give the share of the beginnings of a passage's words that stand elsewhere too."""
    stems = _stems([passage])
    return len(stems & there) / max(len(stems), 1)


def _repeated(passages: Iterable[Passage]) -> frozenset[str]:
    counts = Counter(_key(each.text) for each in passages)
    return frozenset(key for key, count in counts.items() if count > 1)


def _key(text: str) -> str:
    return folded(" ".join(text.split()))
