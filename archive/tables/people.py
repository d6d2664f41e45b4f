"""The tables of who may what, and of who did what."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Integer, String, Table

from archive.tables.metadata import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password_hash", String, nullable=False),
    Column("made_at", String, nullable=False),
)

# Of what a browser or a program shows only the hash is kept: who reads the catalogue cannot sign in with it.


def _account(name: str) -> Column[str]:
    """Give the column of whose something is; `name` is that of the foreign key."""
    return Column(
        "account", ForeignKey("accounts.name", name=name, ondelete="CASCADE"), nullable=False, index=True
    )


sessions = Table(
    "sessions",
    metadata,
    Column("key", String, primary_key=True),
    _account("fk_sessions_account_accounts"),
    Column("begun_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("key", String, primary_key=True),
    _account("fk_tokens_account_accounts"),
    Column("begun_at", Float, nullable=False),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("subject", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Float, nullable=False),
)

# No foreign keys: what was done outlives what it was done to, and who did it.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("way", String, nullable=False),
    Column("address", String),
    Column("action", String, nullable=False),
    Column("about", String, index=True),
    Column("document_id", String, index=True),
    Column("details", JSON, nullable=False),
    sqlite_autoincrement=True,
)
