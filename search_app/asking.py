"""Who asks: an account by its session or by the token of a program, whoever sits at the machine, or nobody known.

Rule: it is looked up at each request, so that a role that changed and a session that ended count at once. As long
as there is no account, the one user at the machine is curator; from the first account on one signs in, there too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from flask import g, request

from archive import Role
from search_app.addresses import is_at_the_machine, is_served_by_https
from search_app.errors import TokenRefused
from search_app.frame import parts

LOCAL = "local:browser"
"""Stands for a name where nobody needs one; those of accounts have no colon."""


class Proof(Enum):
    """By what it is known who asks."""

    NOTHING = "nothing"
    MACHINE = "machine"
    SESSION = "session"
    TOKEN = "token"  # noqa: S105 - a name


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks; `key` tells her session from all others, and is no secret that signs in."""

    name: str = ""
    role: Role | None = None
    proof: Proof = Proof.NOTHING
    key: str = ""

    @property
    def is_curator(self) -> bool:
        """Whether she may add, edit and remove."""
        return self.role is Role.CURATOR

    @property
    def is_signed_in(self) -> bool:
        """Whether she can sign out."""
        return self.proof is Proof.SESSION


def asker() -> Asker:
    """Tell who asks. Raises: TokenRefused, ArchiveError."""
    if "asker" not in g:
        g.asker = _asker()
    found: Asker = g.asker
    return found


def are_there_accounts() -> bool:
    """Tell whether anybody can sign in. Raises: ArchiveError."""
    if "are_there_accounts" not in g:
        g.are_there_accounts = parts().has_accounts
    return bool(g.are_there_accounts)


def session_cookie() -> str:
    """Give the cookie's name: by https one that no other host and no page of http can set (RFC 6265bis, 4.1.3)."""
    return "__Host-pasaje" if is_served_by_https() else "pasaje"


def _asker() -> Asker:
    archive = parts().archive
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":  # others are those of servers before this one
        account = archive.accounts.find_by_token(token.strip())
        if account is None:
            raise TokenRefused
        return Asker(account.name, account.role, Proof.TOKEN)
    shown = request.cookies.get(session_cookie())
    session = archive.sessions.find(shown) if shown else None
    if session:
        return Asker(session.account, session.role, Proof.SESSION, session.key)
    if is_at_the_machine() and not are_there_accounts():
        return Asker(LOCAL, Role.CURATOR, Proof.MACHINE)
    return Asker()
