"""Passwords: hashed by Argon2id (RFC 9106), and held against their hashes.

Rule: long is good, and nothing else is asked of a password. Somebody whose name is not known is refused after the
same work as somebody who mistypes. One is hashed at a time in a process: each takes 64 MiB.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
"""Characters. Three or four words, or what a program makes up; shorter ones fall to who has stolen the hashes."""

LONGEST = 1000
"""Characters: more is no password, and only work."""

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
"""The second choice of RFC 9106, 4, for machines of ordinary memory."""

_one_at_a_time = threading.Lock()


def hashed(password: str) -> str:
    """Give what is kept of a password."""
    with _one_at_a_time:
        return _hasher.hash(_same(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Tell whether a password is the one that was hashed; never where there is no hash, and no sooner."""
    if len(password) > LONGEST:
        return False
    with _one_at_a_time:
        try:
            is_same = _hasher.verify(password_hash or _nobodys(), _same(password))
        except (VerificationError, InvalidHashError):
            return False
    return is_same and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Tell whether a hash was made with less work than is put into one now."""
    return _hasher.check_needs_rehash(password_hash)


def is_long_enough(password: str) -> bool:
    """Tell whether a password may be taken."""
    return len(_same(password)) >= SHORTEST and len(password) <= LONGEST


def _same(password: str) -> str:
    """Give the form in which passwords are compared: however a keyboard composes letters (RFC 8265, 4.2; NFKC)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's")
