"""Versions put side by side and compared ahead of their turn, in a child, while other files are read.

Rule: a child only reads the archive. What it found is laid by until it is that pair's turn, and is kept where the
pair is then what it was found of; else, or where the child failed, all is done as if there had been none.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive import Archive, KeptComparison, Verdict
from archive.bitext import Pair
from index.crosslingual import Embed, find_embedder
from ingest.aligning import LANGUAGES, Found, find, missing, sides_of
from ingest.comparing import compared
from ingest.errands import Errands, Patience, Wording
from ingest.errors import OriginalUnreadable
from ingest.tidying import tidy_seldom

_PATIENCE = Patience(total_seconds=1800, quiet_seconds=1800)
"""Two versions of 10,000 passages take a minute, and ten times as long where the machine does much else."""

_MEMORY_BYTES = 2_000_000_000
"""Beyond what a child holds before it begins: twice what such a pair takes."""

_NICENESS = 10
"""As of children that read files: whoever waits for an answer goes first."""

_MOST_PASSAGES = 400_000
"""Of pairs that are begun and not taken yet: what is found of two that say the same takes 320 bytes, all 64 MB."""

_WORDING = Wording(
    broke="The child that was at it broke.",
    failed="It failed ({fault}).",
    late="It took more than {seconds:,.0f} seconds.",
    silent="It took more than {seconds:,.0f} seconds.",
    advice="",
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What was found of a pair, and a hash of what it was found of; no comparison of what is not aligned."""

    made_of: str
    found: Found
    comparison: KeptComparison | None


class Ahead:
    """Has pairs worked out while something else is done, one after the other; closed when done.

    The child begins with the first of them.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._errands = Errands(_PATIENCE, _WORDING, memory_bytes=_MEMORY_BYTES)
        self._thread = ThreadPoolExecutor(1, "waits for a child")
        self._begun: dict[str, dict[Pair, Future[WorkedOut]]] = {}
        self._passages: dict[Pair, int] = {}
        self._worked_out: dict[Pair, WorkedOut] = {}
        self._comparisons: dict[Pair, KeptComparison] = {}

    def begin(self, document_id: str) -> None:
        """Have worked out what is to be put side by side of a document by now, and no longer what was before.

        Nothing more is begun while too much that was found waits to be taken.
        """
        begun, pairs = self._begun.setdefault(document_id, {}), missing(self._archive, document_id)
        for pair in begun.keys() - pairs:
            begun[pair].cancel()
            self._take(pair)
        for pair in pairs:
            if pair not in begun and sum(self._passages.values()) < _MOST_PASSAGES:
                begun[pair] = self._begin(pair)

    def found(self, pair: Pair) -> Found | None:
        """Give what was found of a pair; nothing where it was not begun yet, or is of something else by now."""
        future = self._take(pair)
        worked_out = self._awaited(pair, future) if future else self._worked_out.pop(pair, None)
        if worked_out is None or worked_out.made_of != made_of(self._archive, pair):
            return None
        if worked_out.comparison:
            self._comparisons[pair] = worked_out.comparison
        return worked_out.found

    def comparison(self, pair: Pair) -> KeptComparison | None:
        """Give how a pair compares of which it was asked what was found, and that is kept."""
        return self._comparisons.pop(pair, None)

    def close(self) -> None:
        """End the child, whatever it does."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._errands.close()
        self._thread.shutdown()

    def _take(self, pair: Pair) -> Future[WorkedOut] | None:
        """Give what was begun of a pair, if it was, and hold it no longer."""
        self._passages.pop(pair, None)
        return next((begun.pop(pair) for begun in self._begun.values() if pair in begun), None)

    def _awaited(self, pair: Pair, future: Future[WorkedOut]) -> WorkedOut | None:
        """Give what the child finds of a pair; meanwhile those that it has not come to are worked out here."""
        if future.cancel():
            return None
        others = {own: each for begun in self._begun.values() for own, each in begun.items()}
        for other in reversed(others):
            if not future.done() and others[other].cancel():
                self._take(other)
                with suppress(Exception):  # whose turn it is meets the same, and tells of it
                    self._worked_out[other] = work_out_of(self._archive, other, find_embedder())
        try:
            return future.result()
        except OriginalUnreadable as error:  # who asks does it and meets the same, or does not
            _log.warning("%s and %s are put side by side once more, without a child. %s", *pair, error)
            return None

    def _begin(self, pair: Pair) -> Future[WorkedOut]:
        self._passages[pair] = sum(self._archive.catalogue.get_version(each).passage_count for each in pair)
        has_meanings = find_embedder() is not None
        return self._thread.submit(self._errands.run, work_out, self._archive.folder, pair, has_meanings)


def work_out(
    folder: Path,
    pair: Pair,
    has_meanings: bool,  # noqa: FBT001 - an errand takes no keywords
    *,
    said: Callable[[int, int], None],  # noqa: ARG001 - it has nothing to tell before it is done
) -> WorkedOut:
    """Do that in the child; `has_meanings`: what passages mean is made out too, as the parent does."""
    return work_out_of(_opened(folder), pair, find_embedder() if has_meanings else None)


def work_out_of(archive: Archive, pair: Pair, embed: Embed | None) -> WorkedOut:
    """Align two versions and compare them, each passage read once."""
    with archive.reading():
        seen = made_of(archive, pair)
        held = archive.passages.of_versions(pair)
        sides = sides_of(archive, pair, held)
    found = find(sides, embed)
    if found.verdict is not Verdict.ALIGNED:
        return WorkedOut(seen, found, None)
    return WorkedOut(seen, found, compared(found.alignments, held[pair[0]], held[pair[1]], LANGUAGES))


def made_of(archive: Archive, pair: Pair) -> str:
    """Give a hash of all that two versions side by side are made of: their passages, and what people laid down."""
    document_id = archive.catalogue.get_version(pair[0]).document_id
    laid = archive.alignment_corrections.of_document(document_id)
    return f"{archive.bitexts.made_of(pair)} {laid!r}"


@cache
def _opened(folder: Path) -> Archive:
    os.nice(_NICENESS)
    tidy_seldom()
    return Archive.open(folder)
