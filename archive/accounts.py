"""Accounts: who may read and who may change, and the tokens of their programs.

Rule: passwords come here hashed, and of tokens the hash alone is kept. What changes an account is noted in the log
in the same transaction.
"""

from __future__ import annotations

import re
import time
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from archive.audit import Deed, write
from archive.database import Database
from archive.errors import AccountNotFound, AccountTaken, BadAccountName
from archive.secret_keys import key_of, new_secret
from archive.tables import accounts, sessions, tokens

_NAME = re.compile(r"[^\W_](?:[\w.@-]{0,62}[^\W_])?")
"""Letters and digits of any script, with signs of addresses between; no colon, which marks who has no account."""


class Role(StrEnum):
    """What an account may do: read, or also add, edit and remove."""

    READER = "reader"
    CURATOR = "curator"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    name: str
    role: Role
    made_at: str
    token_count: int = 0


_ARE_THERE = select(exists(select(accounts.c.name)))
"""Asked at nearly every request: written once, see `statements`."""


class Accounts:
    """Reads and writes accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Account]:
        """Give all accounts by name."""
        count = select(func.count()).where(tokens.c.account == accounts.c.name).scalar_subquery()
        query = select(accounts, count.label("token_count")).order_by(accounts.c.name)
        with self._database.connect() as connection:
            return [_account(row) for row in connection.execute(query).mappings()]

    def are_there(self) -> bool:
        """Tell whether there is any account: from the first on, whoever changes something signs in."""
        with self._database.connect() as connection:
            return bool(connection.scalar(_ARE_THERE))

    def find(self, name: str) -> Account | None:
        """Give an account by its name, as somebody types it."""
        query = select(accounts).where(accounts.c.name == same_name(name))
        with self._database.connect() as connection:
            row = connection.execute(query).mappings().first()
            return _account(row) if row else None

    def get(self, name: str) -> Account:
        """Give an account by its name. Raises: AccountNotFound."""
        if account := self.find(name):
            return account
        raise AccountNotFound(name)

    def find_hash(self, name: str) -> str | None:
        """Give the hash of an account's password."""
        query = select(accounts.c.password_hash).where(accounts.c.name == same_name(name))
        with self._database.connect() as connection:
            found: str | None = connection.scalar(query)
            return found

    def add(self, name: str, role: Role, password_hash: str, deed: Deed | None = None) -> Account:
        """Make an account. Raises: BadAccountName, AccountTaken."""
        made = Account(checked_name(name), role, datetime.now(UTC).isoformat(timespec="seconds"))
        with self._database.begin() as connection:
            if connection.scalar(select(accounts.c.name).where(accounts.c.name == made.name)) is not None:
                raise AccountTaken(made.name)
            values = {"name": made.name, "role": role.value, "made_at": made.made_at}
            connection.execute(insert(accounts).values(**values, password_hash=password_hash))
            write(connection, deed)
        return made

    def set_role(self, name: str, role: Role, deed: Deed | None = None) -> None:
        """Change what an account may do; who is signed in has it at the next click. Raises: AccountNotFound."""
        with self._database.begin() as connection:
            _change(connection, name, role=role.value)
            write(connection, deed)

    def set_password(self, name: str, password_hash: str, deed: Deed | None = None) -> None:
        """Give an account another password; its sessions end. Raises: AccountNotFound."""
        with self._database.begin() as connection:
            _change(connection, name, password_hash=password_hash)
            connection.execute(delete(sessions).where(sessions.c.account == same_name(name)))
            write(connection, deed)

    def rehash(self, name: str, before: str, after: str) -> None:
        """Keep the same password under a newer hash, unless it was changed meanwhile."""
        is_same = (accounts.c.name == same_name(name)) & (accounts.c.password_hash == before)
        with self._database.begin() as connection:
            connection.execute(update(accounts).where(is_same).values(password_hash=after))

    def remove(self, name: str, deed: Deed | None = None) -> None:
        """Take an account away; its sessions and tokens go with it. Raises: AccountNotFound."""
        with self._database.begin() as connection:
            if not connection.execute(delete(accounts).where(accounts.c.name == same_name(name))).rowcount:
                raise AccountNotFound(name)
            write(connection, deed)

    def make_token(self, name: str, deed: Deed | None = None) -> str:
        """Make a token for an account's programs; it is given here, once. Raises: AccountNotFound."""
        token, account, now = new_secret(), self.get(name).name, time.time()
        with self._database.begin() as connection:
            values = {"key": key_of(token), "account": account, "begun_at": now}
            connection.execute(insert(tokens).values(**values))
            write(connection, deed)
        return token

    def revoke_tokens(self, name: str, deed: Deed | None = None) -> int:
        """End all tokens of an account; tells how many. Raises: AccountNotFound."""
        account = self.get(name).name
        with self._database.begin() as connection:
            ended = connection.execute(delete(tokens).where(tokens.c.account == account)).rowcount
            write(connection, deed)
        return int(ended)

    def find_by_token(self, token: str) -> Account | None:
        """Give the account whose program shows a token."""
        query = select(accounts).join(tokens, tokens.c.account == accounts.c.name)
        with self._database.connect() as connection:
            row = connection.execute(query.where(tokens.c.key == key_of(token))).mappings().first()
            return _account(row) if row else None


def same_name(name: str) -> str:
    """Give a name in the form in which names are compared: width and case do not tell (RFC 8265, 3.3)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).lower())


def checked_name(name: str) -> str:
    """Give a name as it is kept. Raises: BadAccountName."""
    same = same_name(name)
    if not _NAME.fullmatch(same):
        raise BadAccountName(name)
    return same


def _change(connection: Connection, name: str, **values: Any) -> None:
    if not connection.execute(
        update(accounts).where(accounts.c.name == same_name(name)).values(**values)
    ).rowcount:
        raise AccountNotFound(name)


def _account(row: Any) -> Account:
    return Account(row["name"], Role(row["role"]), row["made_at"], row.get("token_count", 0))
