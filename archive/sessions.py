"""Who is signed in: sessions on the server, found by the hash of what the browser shows.

Rule: a session ends when it was not used for a working day, a week after it began, with its sign-out, with a new
password and with its account. What an account may do is looked up each time, not kept in the session.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import delete, insert, or_, select, update

from archive.accounts import Role
from archive.audit import Deed, write
from archive.database import Database
from archive.errors import WriterBusy
from archive.secret_keys import key_of, new_secret
from archive.tables import accounts, sessions, settings

IDLE_SECONDS = 12 * 3600
"""A working day with its breaks: who comes back the next morning signs in."""

LONGEST_SECONDS = 7 * 24 * 3600
"""A token that was copied from a browser is of no use after a week, however busy it was kept."""

_SEEN_SECONDS = 300
"""How exactly it is known when a session was used. Written down each time, every page would wait for the disk, and
no page that a browser keeps would be good again: it is told by the state of the catalogue."""

_FORM_SECRET = "form_secret"  # noqa: S105 - the name of a setting


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which somebody is signed in; `key` is the hash of what it shows."""

    key: str
    account: str
    role: Role


class Sessions:
    """Begins, finds and ends sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, account: str, deed: Deed | None = None) -> str:
        """Begin a session and give what the browser is to show: always new, whatever it showed before."""
        token, now = new_secret(), time.time()
        with self._database.begin() as connection:
            is_over = or_(sessions.c.seen_at < now - IDLE_SECONDS, sessions.c.begun_at < now - LONGEST_SECONDS)
            connection.execute(delete(sessions).where(is_over))
            values = {"key": key_of(token), "account": account, "begun_at": now, "seen_at": now}
            connection.execute(insert(sessions).values(**values))
            write(connection, deed)
        return token

    def find(self, token: str) -> Session | None:
        """Give the session of a browser, unless it has ended; note that it is used."""
        key, now = key_of(token), time.time()
        query = select(sessions, accounts.c.role).join(accounts, accounts.c.name == sessions.c.account)
        with self._database.connect() as connection:
            row = connection.execute(query.where(sessions.c.key == key)).mappings().first()
        if row is None or not (now - IDLE_SECONDS < row["seen_at"] and now - LONGEST_SECONDS < row["begun_at"]):
            return None
        if row["seen_at"] < now - _SEEN_SECONDS:
            self._see(key, now)
        return Session(key, row["account"], Role(row["role"]))

    def end(self, token: str, deed: Deed | None = None) -> None:
        """End a session."""
        with self._database.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.key == key_of(token)))
            write(connection, deed)

    def form_secret(self) -> str:
        """Give the secret that forms are signed with, made when it is first asked for."""
        kept = select(settings.c.value).where(settings.c.name == _FORM_SECRET)
        with self._database.connect() as connection:
            known = connection.scalar(kept)
        return str(known) if known is not None else self._make_form_secret()

    def _make_form_secret(self) -> str:
        with self._database.begin() as connection:
            known = connection.scalar(select(settings.c.value).where(settings.c.name == _FORM_SECRET))
            if known is not None:  # another process was faster
                return str(known)
            made = new_secret()
            connection.execute(insert(settings).values(name=_FORM_SECRET, value=made))
            return made

    def _see(self, key: str, now: float) -> None:
        try:
            with self._database.begin(is_patient=False) as connection:
                connection.execute(update(sessions).where(sessions.c.key == key).values(seen_at=now))
        except WriterBusy:
            return  # somebody else is writing: the next page of the reader notes it, and this one does not wait
