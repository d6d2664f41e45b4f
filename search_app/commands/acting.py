"""Who acts by a command, and what the log is told of it."""

from __future__ import annotations

import os
import pwd
from typing import Any

from archive import Action, Actor, Archive, Deed, SourceStatus, Way
from ingest.outcome import Listener, Outcome

_ACTIONS = {
    SourceStatus.ADDED: Action.ADD,
    SourceStatus.NEW_EDITION: Action.NEW_EDITION,
    SourceStatus.WAITING: Action.ADD,
}


def deed(action: Action, about: str | None, document_id: str | None = None, **details: Any) -> Deed:
    """Say for the log what the user of this computer does, who cannot be another by her environment."""
    number = os.getuid()
    try:
        user = pwd.getpwuid(number).pw_name
    except KeyError:  # in a container without a list of users
        user = str(number)
    return Deed(Actor(f"os:{user}", Way.COMMAND), action, about, document_id, details)


class Noting:
    """Notes what goes in as soon as it is in, and passes everything on to another listener."""

    def __init__(self, other: Listener, archive: Archive, *, is_rereading: bool = False) -> None:
        self._other, self._archive, self._is_rereading = other, archive, is_rereading

    def planned(self, source_count: int) -> None:
        """Pass it on."""
        self._other.planned(source_count)

    def advanced(self, source: str, pages_done: int, page_count: int) -> None:
        """Pass it on."""
        self._other.advanced(source, pages_done, page_count)

    def finished(self, outcome: Outcome) -> None:
        """Note it, unless nothing has changed."""
        action = _ACTIONS.get(outcome.status)
        if self._is_rereading and outcome.status is not SourceStatus.FAILED:
            action = Action.REREAD
        if action is not None and outcome.version_id is not None:
            told = {"language": outcome.language, "pages": outcome.pages, "passages": outcome.passages}
            source = {} if self._is_rereading else {"source": outcome.source}
            done = deed(action, outcome.version_id, outcome.document_id, **source, **told)
            self._archive.audit.note(done)
        self._other.finished(outcome)
