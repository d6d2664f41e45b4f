"""What two versions say differently: as it was kept when they were aligned, else found as it is asked for.

Rule: nothing is told of other words than those that stand now. What is found as it is asked for stays in memory by
what stands beside what, and by the texts themselves: a correction and a new reading make others of them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from archive import Alignment, Bitext, KeptComparison, KeptDisagreement, Passage, Side
from ingest.comparing import MISSING
from ingest.disagreement import Disagreement, DisagreementKind, Findings, Span

_MOST_DOCUMENTS = 4
"""Of 450 pages one takes 10 MB, of 40 a tenth of that. The one not used for longest goes first."""

Read = Callable[[], tuple[Sequence[Passage], Sequence[Passage]]]
"""Reads the passages of both versions."""


class Found(Protocol):
    """Where two versions disagree, asked by passages."""

    def between(
        self, ours: Sequence[Passage], theirs: Sequence[Passage], confidence: float
    ) -> tuple[Disagreement, ...]:
        """Give what passages of the `from` side and of the other say differently; spans are of them joined."""

    def is_missing(self, side: Side, passage: Passage) -> bool:
        """Tell whether nothing on the other side says what a passage says, and a reader should look."""


class Kept:
    """Where two versions disagree, as it was kept."""

    def __init__(self, kept: KeptComparison) -> None:
        self._missing = frozenset(each.missing for each in kept.found if each.missing)
        self._found = defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[Disagreement]](list)
        for each in kept.found:
            if each.kind != MISSING:
                self._found[each.from_ids, each.to_ids].append(disagreement(each))

    def between(
        self,
        ours: Sequence[Passage],
        theirs: Sequence[Passage],
        confidence: float,  # noqa: ARG002 - what is doubtful was not kept
    ) -> tuple[Disagreement, ...]:
        """Give what was kept of passages that stand side by side."""
        ids = tuple(each.id for each in ours), tuple(each.id for each in theirs)
        return tuple(self._found.get(ids, ()))

    def is_missing(self, side: Side, passage: Passage) -> bool:  # noqa: ARG002 - an id is of one side
        """Tell whether a passage was kept as missing."""
        return passage.id in self._missing


class Memory:
    """What was found as it was asked for, of the documents that were looked at last."""

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
            known = Findings(alignments, *read(), (bitext.from_language, bitext.to_language))
        with self._lock:
            self._held[key] = known
            if len(self._held) > self._most:
                self._held.popitem(last=False)
        return known


memory = Memory()
"""That of this process."""


def disagreement(kept: KeptDisagreement) -> Disagreement:
    """Give a disagreement that was kept as it was found."""
    from_span, to_span = (Span(*each) if each else None for each in (kept.from_span, kept.to_span))
    return Disagreement(DisagreementKind(kept.kind), from_span, to_span, kept.from_value, kept.to_value)
