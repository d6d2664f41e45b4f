"""What two versions say differently, kept in memory, so that a page of them does not read all of both again.

Rule: nothing that is kept is told of other words than those that stand now. What a whole document teaches is kept
by what stands beside what in it, and what is found in two texts by the texts themselves: a correction and a new
reading make others of them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

from archive import Alignment, Bitext, Passage, Side
from ingest.disagreement import Disagreement, Names, find_disagreements, find_missing
from search_app.languages import INTERFACE

LEAST_CONFIDENCE = 0.5
"""Below it two passages are more likely not to say the same, so that they differ says nothing."""

BETWEEN = "\n"
"""What stands between passages of a side that are read as one text."""

_MOST_DOCUMENTS = 16
"""Of 450 pages one takes 2 MB, of 40 a tenth of that. The one not used for longest goes first."""

Read = Callable[[], tuple[Sequence[Passage], Sequence[Passage]]]
"""Reads the passages of both versions."""


class Findings:
    """What two versions teach about names and lack of each other, and what has been found in their passages."""

    def __init__(
        self, bitext: Bitext, alignments: Iterable[Alignment], ours: Sequence[Passage], theirs: Sequence[Passage]
    ) -> None:
        found = list(alignments)
        sides = tuple({each.id: each for each in side} for side in (ours, theirs))
        rows = [(_held(each.from_ids, sides[0]), _held(each.to_ids, sides[1]), each.confidence) for each in found]
        self._languages = bitext.from_language, bitext.to_language
        self._names = Names.of(
            (joined(one), joined(other)) for one, other, sure in rows if is_compared(one, other, sure)
        )
        self._missing = frozenset(
            (each.side, each.passage_id)
            for each in find_missing(
                found, _beside(found, Side.FROM, ours), _beside(found, Side.TO, theirs), *self._languages
            )
        )
        self._found: dict[int, tuple[Disagreement, ...]] = {}

    def between(
        self, ours: Sequence[Passage], theirs: Sequence[Passage], confidence: float
    ) -> tuple[Disagreement, ...]:
        """Give what passages of the `from` side and of the other say differently; spans are of them joined."""
        if not is_compared(ours, theirs, confidence):
            return ()
        texts = joined(ours), joined(theirs)
        key = hash(texts)
        if key not in self._found:
            self._found[key] = find_disagreements(*texts, *self._languages, self._names)
        return self._found[key]

    def is_missing(self, side: Side, passage: Passage) -> bool:
        """Tell whether nothing on the other side says what a passage says, and a reader should look."""
        return (side, passage.id) in self._missing


class Memory:
    """The findings of the documents that were looked at last."""

    def __init__(self, most: int = _MOST_DOCUMENTS) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[int, Findings] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def findings(
        self,
        bitext: Bitext,
        alignments: Sequence[Alignment],
        ids: tuple[Iterable[str], Iterable[str]],
        read: Read,
    ) -> Findings:
        """Give what is known of a bitext; `ids` are of all passages of its sides as they are now, in order."""
        key = hash((bitext, tuple(alignments), *(tuple(each) for each in ids)))
        with self._lock:
            known = self._held.pop(key, None)
        if known is None:
            known = Findings(bitext, alignments, *read())
        with self._lock:
            self._held[key] = known
            if len(self._held) > self._most:
                self._held.popitem(last=False)
        return known


memory = Memory()
"""That of this process."""


def is_compared(ours: Sequence[Passage], theirs: Sequence[Passage], confidence: float) -> bool:
    """Tell whether passages are held against each other: not where one of them is left untranslated."""
    if not ours or not theirs or confidence < LEAST_CONFIDENCE:
        return False
    spoken = {each.language for each in ours}, {each.language for each in theirs}
    return not (spoken[0] == spoken[1] and len(spoken[0]) == 1 and spoken[0] <= INTERFACE.keys())


def joined(passages: Iterable[Passage]) -> str:
    """Give the text of passages as disagreements are found in it."""
    return BETWEEN.join(each.text for each in passages)


def _held(ids: Iterable[str], held: Mapping[str, Passage]) -> list[Passage]:
    return [held[each] for each in ids if each in held]


def _beside(alignments: Iterable[Alignment], side: Side, passages: Iterable[Passage]) -> list[Passage]:
    """Give what belongs to a side: of a file in both languages, not all that it holds."""
    own = {id_ for each in alignments for id_ in (each.from_ids if side is Side.FROM else each.to_ids)}
    return [each for each in passages if each.id in own]
