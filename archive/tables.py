"""The tables of the catalogue, as they stand after the last migration.

Rule: a change here comes with a migration beside it; `tests/archive/test_migrations.py` compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("date", String),
)

versions = Table(
    "versions",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("title", String, nullable=False),
    Column("language", String, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("original_sha256", String, nullable=False, unique=True),
    Column("file_name", String, nullable=False),
    Column("source", String, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Column("added_at", String, nullable=False),
    Column("outline", JSON, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("warnings", JSON, nullable=False),
    UniqueConstraint("document_id", "language", "edition"),
)

pages = Table(
    "pages",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("label", String, nullable=False),
    Column("label_source", String, nullable=False),
    Column("width_points", Float, nullable=False),
    Column("height_points", Float, nullable=False),
    Column("state", String, nullable=False),
    Column("furniture", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("words", LargeBinary, nullable=False),
    # One byte a word, of pages that OCR read; nothing of others.
    Column("sureness", LargeBinary),
)

passages = Table(
    "passages",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("section", JSON, nullable=False),
    Column("language", String, nullable=False),
    Column("first_page", Integer, nullable=False),
    Column("last_page", Integer, nullable=False),
    Column("parts", JSON, nullable=False),
    # With a default, so that it could be added without copying the table.
    Column("header", JSON, nullable=False, server_default="[]"),
    Column("text", Text, nullable=False),
    Index(None, "version_id", "first_page"),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("version_id", String, nullable=False),
    sqlite_autoincrement=True,
)

intakes = Table(
    "intakes",
    metadata,
    Column("source", String, primary_key=True),
    Column("sha256", String, index=True),
    Column("status", String, nullable=False),
    Column("code", String, nullable=False),
    Column("message", String, nullable=False),
    Column("seen_at", String, nullable=False),
    Column("options", JSON, nullable=False, server_default="{}"),
)

queue = Table(
    "queue",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", String, nullable=False),
    Column("file_name", String, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("options", JSON, nullable=False),
    Column("batch", String, index=True),
    Column("who", String),
    Column("received_at", String, nullable=False),
    Column("stage", String, nullable=False, index=True),
    Column("pages_done", Integer, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("outcome", JSON(none_as_null=True)),
    Column("way", String),
    Column("address", String),
    sqlite_autoincrement=True,
)

# No foreign keys: these outlive the versions and documents that they speak of.
tombstones = Table(
    "tombstones",
    metadata,
    Column("version_id", String, primary_key=True),
    Column("id", String, primary_key=True, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("section", JSON, nullable=False),
    Column("language", String, nullable=False),
    Column("header", JSON, nullable=False),
    Column("places", JSON, nullable=False),
    Column("boxes", JSON, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("text", Text),
    Column("retired_at", String, nullable=False),
)

# All that documents were ever called in addresses: links into one must never lead into another.
document_names = Table(
    "document_names",
    metadata,
    Column("name", String, primary_key=True),
)

removals = Table(
    "removals",
    metadata,
    Column("version_id", String, primary_key=True),
    Column("document_id", String, nullable=False),
    Column("language", String, nullable=False),
    Column("version", JSON, nullable=False),
    Column("document", JSON, nullable=False),
    Column("removed_at", String, nullable=False),
    Column("is_purged", Boolean, nullable=False),
)

descriptions = Table(
    "descriptions",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("value", JSON, nullable=False),
    Column("said_at", String, nullable=False),
)

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

# What stood elsewhere before. A version that was moved stands for itself; one taken out as a copy has another that
# does. No foreign keys: these outlive what they speak of.
departures = Table(
    "departures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("version_id", String, nullable=False, index=True),
    Column("document_id", String, nullable=False, index=True),
    Column("document_title", String, nullable=False),
    Column("language", String, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("stands_as", String, nullable=False),
    Column("left_at", String, nullable=False),
    sqlite_autoincrement=True,
)

signatures = Table(
    "signatures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("made", Integer, nullable=False),
    Column("text_sha256", String, nullable=False, index=True),
    Column("words", LargeBinary, nullable=False),
    Column("signs", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# Numbers are never given again, so what is left here of a signature that is gone finds nothing.
signature_bands = Table(
    "signature_bands",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# No foreign keys: what was declined stays so when its file goes and comes again.
suggestions = Table(
    "suggestions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("version_id", String, nullable=False),
    Column("other_id", String, nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("state", String, nullable=False),
    Column("found_at", String, nullable=False),
    Column("decided_at", String),
    Column("decided_by", String),
    UniqueConstraint("version_id", "other_id"),
    sqlite_autoincrement=True,
)
