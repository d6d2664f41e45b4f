"""The log of all that was changed: when, by whom, by which way, what, and what about.

Rule: it only grows. Nothing secret goes in. When a version is purged, the words in the log that may come from its
file go with it: that something was done, and by whom, stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from archive.database import Database
from archive.tables import events

_STRUCK = "struck"
"""Stands in the details of an event whose words were purged."""


class Action(StrEnum):
    """What can be done."""

    ADD = "add"
    NEW_EDITION = "new_edition"
    REREAD = "reread"
    EDIT = "edit"
    RELATE = "relate"
    ALIGN = "align"
    REMOVE = "remove"
    PURGE = "purge"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_REMOVED = "account_removed"
    ROLE = "role"
    PASSWORD = "password"  # noqa: S105 - the name of an action
    TOKEN_MADE = "token_made"  # noqa: S105 - as above
    TOKENS_REVOKED = "tokens_revoked"
    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"


class Way(StrEnum):
    """By which way somebody came."""

    WEB = "web"
    API = "api"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and from where.

    `who` is the name of an account, `os:` and a user of the computer, or `local:browser` where nobody needs to
    sign in; names of accounts have no colon. `address` is that of the network.
    """

    who: str
    way: Way
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done. `about` is a version, document or account; `details` can be written as JSON."""

    actor: Actor
    action: Action
    about: str | None = None
    document_id: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """A deed as it stands in the log; `at` is the time, UTC."""

    id: int
    at: str
    deed: Deed


class Audit:
    """Writes deeds down, and reads them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, deed: Deed) -> None:
        """Write a deed down, right after it; `write` does in the transaction that does it."""
        with self._database.begin() as connection:
            write(connection, deed)

    def events(
        self,
        *,
        about: str | None = None,
        since: str | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> list[Event]:
        """Give what was done, the latest first: to a version, document or account, or by one.

        `since` is a time (ISO 8601, UTC), `before` the event that those given came before.
        """
        query = select(events).order_by(events.c.id.desc()).limit(limit)
        if about is not None:
            is_about = (events.c.about == about, events.c.document_id == about, events.c.who == about)
            query = query.where(or_(*is_about))
        if since is not None:
            query = query.where(events.c.at >= since)
        if before is not None:
            query = query.where(events.c.id < before)
        with self._database.connect() as connection:
            return [_event(row) for row in connection.execute(query).mappings()]


def write(connection: Connection, deed: Deed | None) -> None:
    """Write a deed down within a transaction; nothing where nobody says who does it."""
    if deed is None:
        return
    values: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "who": deed.actor.who,
        "way": deed.actor.way.value,
        "address": deed.actor.address,
        "action": deed.action.value,
        "about": deed.about,
        "document_id": deed.document_id,
        "details": dict(deed.details),
    }
    connection.execute(insert(events).values(**values))


def strike(connection: Connection, version_id: str, document_id: str) -> None:
    """Take the words out of all that was noted of a version and its document, for its purge.

    Of other versions of the document too: a title that was put right on one was mostly read from another. Which
    fields were changed stays. A version may have been put from one document to another: it is all of them.
    """
    was_in = select(events.c.document_id).where(events.c.about == version_id, events.c.document_id.is_not(None))
    about = {version_id, document_id, *connection.scalars(was_in)}
    told = or_(events.c.about.in_(about), events.c.document_id.in_(about))
    for row in connection.execute(select(events.c.id, events.c.details).where(told)).all():
        if row.details and _STRUCK not in row.details:
            left = {_STRUCK: True, "fields": sorted(row.details.get("fields", ()))}
            connection.execute(update(events).where(events.c.id == row.id).values(details=left))


def _event(row: Any) -> Event:
    actor = Actor(row["who"], Way(row["way"]), row["address"])
    deed = Deed(actor, Action(row["action"]), row["about"], row["document_id"], row["details"])
    return Event(row["id"], row["at"], deed)
