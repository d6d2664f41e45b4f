"""Who acts by a command, and what the log is told of it."""

from __future__ import annotations

import os
import pwd
from typing import Any

from archive import Action, Actor, Archive, Deed, Stage, Way
from ingest.outcome import Listener, Outcome
from search_app.deeds import reading_deed


def deed(action: Action, about: str | None, document_id: str | None = None, **details: Any) -> Deed:
    """Say for the log what the user of this computer does."""
    return Deed(actor(), action, about, document_id, details)


def actor() -> Actor:
    """Say who the user of this computer is; her environment cannot make her another."""
    number = os.getuid()
    try:
        user = pwd.getpwuid(number).pw_name
    except KeyError:  # in a container without a list of users
        user = str(number)
    return Actor(f"os:{user}", Way.COMMAND)


class Noting:
    """Notes what goes in as soon as it is in, and passes everything on to another listener."""

    def __init__(self, other: Listener, archive: Archive) -> None:
        self._other, self._archive = other, archive

    def planned(self, source_count: int) -> None:
        """Pass it on."""
        self._other.planned(source_count)

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        """Pass it on."""
        self._other.advanced(source, pages_done, page_count, stage)

    def finished(self, outcome: Outcome) -> None:
        """Note it, unless nothing has changed."""
        done = reading_deed(actor(), outcome)
        if done is not None:
            self._archive.audit.note(done)
        self._other.finished(outcome)
