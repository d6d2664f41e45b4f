"""The tables of what versions have to do with each other."""

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
    String,
    Table,
    UniqueConstraint,
)

from archive.tables.metadata import metadata

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

# What two versions, or the two languages of one, say side by side. `made` is the way in which it was found out; 0
# once either was read again, so that it is found out anew.
bitexts = Table(
    "bitexts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("from_version", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False),
    Column("to_version", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("from_language", String, nullable=False),
    Column("to_language", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("made", Integer, nullable=False),
    Column("means", String, nullable=False),
    Column("made_at", String, nullable=False),
    UniqueConstraint("from_version", "to_version", "from_language", "to_language"),
    sqlite_autoincrement=True,
)

alignments = Table(
    "alignments",
    metadata,
    Column("bitext", ForeignKey("bitexts.number", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("confidence", Float, nullable=False),
    Column("is_moved", Boolean, nullable=False),
    Column("is_corrected", Boolean, nullable=False),
)

aligned_passages = Table(
    "aligned_passages",
    metadata,
    Column("bitext", ForeignKey("bitexts.number", ondelete="CASCADE"), primary_key=True),
    Column("side", String, primary_key=True),
    Column("passage_id", String, primary_key=True, index=True),
    Column("alignment", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Index(None, "bitext", "alignment"),
)

comparisons = Table(
    "comparisons",
    metadata,
    Column("bitext", ForeignKey("bitexts.number", ondelete="CASCADE"), primary_key=True),
    Column("made", Integer, nullable=False),
    Column("compared", Integer, nullable=False),
    Column("pairs", Integer, nullable=False),
    Column("is_whole", Boolean, nullable=False),
)

disagreements = Table(
    "disagreements",
    metadata,
    Column("bitext", ForeignKey("comparisons.bitext", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("from_ids", JSON, nullable=False),
    Column("to_ids", JSON, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("from_span", JSON(none_as_null=True)),
    Column("to_span", JSON(none_as_null=True)),
    Column("from_value", String),
    Column("to_value", String),
    Column("missing", String),
)

# No foreign keys: what a person has said stays when a file goes and comes again.
alignment_corrections = Table(
    "alignment_corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String, nullable=False, index=True),
    Column("from_language", String, nullable=False),
    Column("to_language", String, nullable=False),
    Column("from_ids", JSON, nullable=False),
    Column("to_ids", JSON, nullable=False),
    Column("said_at", String, nullable=False),
    Column("said_by", String, nullable=False),
    sqlite_autoincrement=True,
)
