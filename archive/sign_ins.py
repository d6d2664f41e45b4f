"""Sign-ins that failed: after some, each next one waits longer. Kept in the catalogue, for all processes alike.

Rule: an attempt counts as failed before it is made, so that many at once are no way around. Nobody can be locked
out from elsewhere: pauses that failures from other addresses cause are short, and hold neither at this computer
nor at an address from which the account was signed in to before.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from archive.accounts import same_name
from archive.database import Database
from archive.tables import sign_ins

_FORGOTTEN_SECONDS = 24 * 3600
"""Failures are remembered so long after the last one."""

_KNOWN_SECONDS = 90 * 24 * 3600
"""And an address from which somebody signed in so long after she last did."""


@dataclass(frozen=True, slots=True)
class _Limit:
    """So many failures are free; then the pause doubles with each, from one second to the longest."""

    free: int
    longest_seconds: float

    def pause(self, failures: int) -> float:
        over = failures - self.free
        return 0.0 if over < 0 else min(2.0 ** min(over, 20), self.longest_seconds)


_HERE = _Limit(5, 900)
"""One account from one address: everybody mistypes; 900 s make a hundred guesses a day."""

_ADDRESS = _Limit(20, 900)
"""One address, whatever the account: a whole institute may share it."""

_ELSEWHERE = _Limit(20, 30)
"""One account from all addresses that are new to it: it slows a swarm down, and shuts nobody out."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt to sign in that may go on; where `wait_seconds` are left, not before they are over."""

    subjects: tuple[str, ...]
    known: str
    wait_seconds: float = 0.0


class SignIns:
    """Counts attempts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attempt(self, name: str, network: str, secret: str, *, is_local: bool) -> Attempt:
        """Count an attempt, or say how long to wait; what waits is not counted.

        `network` is where it comes from, `is_local` whether that is this computer. A name is kept as a hash that
        takes the secret: people type passwords where names belong.
        """
        who = hmac.new(secret.encode(), same_name(name).encode(errors="replace"), hashlib.sha256).hexdigest()
        here, known, now = f"here {who} {network}", f"known {who} {network}", time.time()
        with self._database.begin() as connection:
            _forget(connection, now)
            limits = {here: _HERE, f"address {network}": _ADDRESS}
            if not is_local and _failures(connection, known) is None:
                limits[f"account {who}"] = _ELSEWHERE
            attempt = Attempt(tuple(limits), known, max(_waits(connection, limits, now)))
            if attempt.wait_seconds <= 0:
                for subject in limits:
                    _count(connection, subject, now)
            return attempt

    def succeeded(self, attempt: Attempt) -> None:
        """Take back that an attempt was counted, and remember where it came from."""
        here, *others = attempt.subjects
        with self._database.begin() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.subject.in_((here, attempt.known))))
            connection.execute(insert(sign_ins).values(subject=attempt.known, failures=0, last_at=time.time()))
            # One back and not all: who has an account must not clear the way for guesses at others.
            one_less = sign_ins.c.failures - 1
            is_other = sign_ins.c.subject.in_(others) & (sign_ins.c.failures > 0)
            connection.execute(update(sign_ins).where(is_other).values(failures=one_less))


def _waits(connection: Connection, limits: dict[str, _Limit], now: float) -> Iterator[float]:
    for subject, limit in limits.items():
        row = connection.execute(select(sign_ins).where(sign_ins.c.subject == subject)).mappings().first()
        yield row["last_at"] + limit.pause(row["failures"]) - now if row else 0.0


def _count(connection: Connection, subject: str, now: float) -> None:
    more = update(sign_ins).where(sign_ins.c.subject == subject)
    counted = connection.execute(more.values(failures=sign_ins.c.failures + 1, last_at=now)).rowcount
    if not counted:
        connection.execute(insert(sign_ins).values(subject=subject, failures=1, last_at=now))


def _failures(connection: Connection, subject: str) -> int | None:
    failures: int | None = connection.scalar(select(sign_ins.c.failures).where(sign_ins.c.subject == subject))
    return failures


def _forget(connection: Connection, now: float) -> None:
    is_known = sign_ins.c.subject.startswith("known ")
    connection.execute(delete(sign_ins).where(~is_known, sign_ins.c.last_at < now - _FORGOTTEN_SECONDS))
    connection.execute(delete(sign_ins).where(is_known, sign_ins.c.last_at < now - _KNOWN_SECONDS))
