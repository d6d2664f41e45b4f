"""What comes after reading, done while other files are read: the index, and versions side by side.

Rule: it only takes work off the end. What is not done when all is read is done then, as if nothing had been.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from archive import Archive, SourceStatus, Stage
from index.errors import IndexFault
from ingest.outcome import Listener, Outcome
from search_app import learned

if TYPE_CHECKING:
    from ingest.ahead import Ahead

_WORTH_A_COMMIT = 5_000
"""Passages that are indexed at once, as many as when all is read."""

_WORTH_A_CHILD = 1_000
"""Passages of all files from which on a child is begun: it takes as long to begin as to align so many."""

_IS_READ = {SourceStatus.ADDED, SourceStatus.NEW_EDITION}


class Meanwhile:
    """Hears what is read, passes it on to another listener, and does what comes after; closed when done.

    It does so when it hears how far the next files are: what was told of a file is to be noted before all else.
    `index` brings the index up to date, which takes seconds: while a file that is heard of has pages left. Of one
    that has none it is heard too when it is kept and not yet struck off what waits.
    """

    def __init__(self, other: Listener, archive: Archive, index: Callable[[], object]) -> None:
        self._other, self._archive, self._index = other, archive, index
        self._documents: dict[str, None] = {}
        self._passages = 0
        self._may_index = True
        self.unindexed = 0
        self.ahead: Ahead | None = None

    def planned(self, source_count: int) -> None:
        """Pass it on."""
        self._other.planned(source_count)

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        """Pass it on, and do what there is to be done by now."""
        self._other.advanced(source, pages_done, page_count, stage)
        if self._passages >= _WORTH_A_CHILD and self._documents:
            self._begin_ahead()
        if pages_done < page_count and self.unindexed >= _WORTH_A_COMMIT and self._may_index:
            self._commit()

    def finished(self, outcome: Outcome) -> None:
        """Pass it on, and note what there is to be done of it."""
        self._other.finished(outcome)
        if outcome.status in _IS_READ and outcome.document_id:
            self._documents[outcome.document_id] = None
            self._passages += outcome.passages or 0
            self.unindexed += outcome.passages or 0

    def _begin_ahead(self) -> None:
        if self.ahead is None:
            self.ahead = learned.ahead(self._archive)
        for document_id in self._documents:
            self.ahead.begin(document_id)
        self._documents.clear()

    def _commit(self) -> None:
        try:
            self._index()
            self.unindexed = 0
        except (IndexFault, OSError):  # as of a full disk: who brings it up to date at the end meets it, and tells
            self._may_index = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.ahead is not None:
            self.ahead.close()
