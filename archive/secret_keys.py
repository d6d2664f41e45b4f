"""Secrets that are handed out: made at random, and kept as hashes alone.

Rule: 256 random bits need no slow hash; who finds one in a stolen catalogue cannot turn it back.
"""

from __future__ import annotations

import hashlib
import secrets

_BYTES = 32


def new_secret() -> str:
    """Make a secret that goes into a cookie or a header."""
    return secrets.token_urlsafe(_BYTES)


def key_of(secret: str) -> str:
    """Give what is kept of a secret, and looked up: a look-up by hash takes no time that tells of the secret."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
