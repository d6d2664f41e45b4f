"""Versions put side by side and compared ahead of their turn, in a child, while other files are read.

Rule: a child only reads the archive. What it found is laid by until it is that pair's turn, and is kept where the
pair is then what it was found of; else, or where the child failed, all is done as if there had been none.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from archive import Archive, KeptComparison, Verdict
from index.crosslingual import find_embedder
from ingest.aligning import LANGUAGES, Found, Pair, find, missing, sides_of
from ingest.comparing import compared
from ingest.errands import Errands, Patience
from ingest.errors import OriginalUnreadable
from ingest.tidying import tidy_seldom

_PATIENCE = Patience(total_seconds=1800, quiet_seconds=1800)
"""Two versions of 10,000 passages take a minute, and ten times as long where the machine does much else."""

_MEMORY_BYTES = 2_000_000_000
"""Beyond what a child holds before it begins: twice what such a pair takes."""

_POLL_SECONDS = 0.1

_NICENESS = 10
"""Readers go before files that come in, as with children that read these."""


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
        self._errands = Errands(_PATIENCE, memory_bytes=_MEMORY_BYTES)
        self._thread = ThreadPoolExecutor(1, "waits for a child")
        self._begun: dict[str, dict[Pair, Future[WorkedOut]]] = {}
        self._comparisons: dict[Pair, KeptComparison] = {}

    def begin(self, document_id: str) -> None:
        """Have worked out what is to be put side by side of a document by now, and no longer what was before."""
        begun, pairs = self._begun.get(document_id, {}), missing(self._archive, document_id)
        for pair in begun.keys() - pairs:
            begun[pair].cancel()
        if pairs:
            self._begun[document_id] = {pair: begun.get(pair) or self._begin(pair) for pair in pairs}

    def found(self, pair: Pair) -> Found | None:
        """Give what was found of a pair; nothing where it was not begun yet, or is of something else by now."""
        futures = (each[pair] for each in self._begun.values() if pair in each)
        future = next(futures, None)
        if future is None or future.cancel():
            return None
        try:
            worked_out = future.result()
        except OriginalUnreadable:  # the child broke: who asks does it and meets the same, or does not
            return None
        if worked_out.made_of != made_of(self._archive, pair):
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
        while wait(self._futures(), timeout=_POLL_SECONDS).not_done:
            self._errands.close()  # one that was begun just then

    def _futures(self) -> list[Future[WorkedOut]]:
        return [future for begun in self._begun.values() for future in begun.values()]

    def _begin(self, pair: Pair) -> Future[WorkedOut]:
        has_meanings = find_embedder() is not None
        return self._thread.submit(self._errands.run, work_out, self._archive.folder, pair, has_meanings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def work_out(
    folder: Path,
    pair: Pair,
    has_meanings: bool,  # noqa: FBT001 - an errand takes no keywords
    *,
    said: Callable[[int, int], None],  # noqa: ARG001 - it has nothing to tell before it is done
) -> WorkedOut:
    """Align two versions and compare them, each passage read once; in the child.

    `has_meanings`: what passages mean is made out too, as the parent does.
    """
    archive = _opened(folder)
    with archive.reading():
        seen = made_of(archive, pair)
        held = archive.passages.of_versions(pair)
        sides = sides_of(archive, pair, held)
    found = find(sides, find_embedder() if has_meanings else None)
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
