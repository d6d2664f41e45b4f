"""The tables of what is held, of what came and waits, and of what was and is gone."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from archive.tables.metadata import metadata

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
