"""What two language versions say side by side, passage by passage: kept, and looked up by passage.

Rule: a bitext is of two versions as they are now. What was found out of an earlier reading stands until it is
found out again, and is told from it (`is_stale`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Connection,
    alias,
    and_,
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from archive.bitext import Alignment, Bitext, Counterpart, Pair, Side, Verdict
from archive.counterpart_rows import read_counterparts
from archive.database import Database
from archive.tables import aligned_passages, alignments, bitexts, passages, versions

_IDS_PER_QUERY = 500
"""SQLite before 3.32 takes 999 parameters at most."""

_DIGEST_BYTES = 16


class Bitexts:
    """Reads and writes bitexts and their alignments."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, bitext: Bitext, found: Sequence[Alignment]) -> None:
        """Keep a bitext with its alignments in their order, in place of an earlier one of the same two."""
        with self._database.begin() as connection:
            connection.execute(delete(bitexts).where(_is_same(bitext)))
            row = {
                "from_version": bitext.from_version,
                "to_version": bitext.to_version,
                "from_language": bitext.from_language,
                "to_language": bitext.to_language,
                "verdict": bitext.verdict.value,
                "score": bitext.score,
                "made": bitext.made,
                "means": bitext.means,
                "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            (number,) = connection.execute(insert(bitexts).values(**row)).inserted_primary_key or (0,)
            write(connection, number, list(enumerate(found)))

    def of_document(self, document_id: str) -> tuple[Bitext, ...]:
        """Give the bitexts of a document, those of the newest editions first."""
        one, other = alias(versions), alias(versions)
        query = (
            select(bitexts)
            .join(one, one.c.id == bitexts.c.from_version)
            .join(other, other.c.id == bitexts.c.to_version)
            .where(one.c.document_id == document_id, other.c.document_id == document_id)
            .order_by(one.c.edition.desc(), other.c.edition.desc(), bitexts.c.number)
        )
        with self._database.connect() as connection:
            return tuple(_bitext(row) for row in connection.execute(query).mappings())

    def all(self) -> tuple[Bitext, ...]:
        """Give all bitexts, in the order in which they were made."""
        with self._database.connect() as connection:
            rows = connection.execute(select(bitexts).order_by(bitexts.c.number)).mappings()
            return tuple(_bitext(row) for row in rows)

    def alignments(self, bitext: Bitext) -> tuple[Alignment, ...]:
        """Give what stands side by side in a bitext, in its order."""
        with self._database.connect() as connection:
            return tuple(each for _, each in read(connection, bitext.number))

    def texts(self, bitext: Bitext) -> tuple[dict[str, str], dict[str, str]]:
        """Give the texts of the passages of both versions, by id."""
        query = select(passages.c.id, passages.c.text)
        with self._database.connect() as connection:
            one, other = (
                {row.id: row.text for row in connection.execute(query.where(passages.c.version_id == each))}
                for each in (bitext.from_version, bitext.to_version)
            )
        return one, other

    def counterparts(self, passage_ids: Iterable[str]) -> dict[str, tuple[Counterpart, ...]]:
        """Give what says the same as each of some passages, the newest edition first; in one query for 500."""
        with self._database.connect() as connection:
            return read_counterparts(connection, passage_ids)

    def made_of(self, version_ids: Iterable[str]) -> str:
        """Give a hash of all that a bitext of these versions is made of: their passages, in their order."""
        digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
        columns = (passages.c.id, passages.c.kind, passages.c.language, passages.c.text)
        with self._database.connect() as connection:
            for version_id in version_ids:
                query = select(*columns).where(passages.c.version_id == version_id).order_by(passages.c.ordinal)
                for row in connection.execute(query):
                    digest.update(repr(tuple(row)).encode())
        return digest.hexdigest()

    def missing(self, made: int, outdone: Iterable[str] = (), document_id: str | None = None) -> list[Pair]:
        """Give the current versions of a document that have no bitext of this make: the English side first.

        Nor one that was found out by other means than those that are `outdone`. Of one document, or of all. A
        version in both languages is paired with itself, and with one in English or in Spanish where that is the
        only one besides: it may be half translated.
        """
        one, other = alias(versions), alias(versions)
        have = (
            select(bitexts.c.number)
            .where(bitexts.c.from_version == one.c.id, bitexts.c.to_version == other.c.id)
            .where(bitexts.c.made == made, bitexts.c.means.not_in(list(outdone)))
        )
        query = (
            select(one.c.id, other.c.id)
            .join(other, one.c.document_id == other.c.document_id)
            .where(_is_pair(one, other), _is_newest(one), _is_newest(other), ~exists(have))
            .where(one.c.passage_count > 0, other.c.passage_count > 0)
            .order_by(one.c.added_at, one.c.id, other.c.id)
        )
        if document_id is not None:
            query = query.where(one.c.document_id == document_id)
        with self._database.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]


_ENGLISH, _SPANISH, _BOTH = "en", "es", "mul"


def set_stale(connection: Connection, version_id: str, *, is_elsewhere: bool) -> None:
    """Note that a version was read again, in the transaction that writes it; of one that left nothing stays."""
    own = (bitexts.c.from_version == version_id) | (bitexts.c.to_version == version_id)
    connection.execute(delete(bitexts).where(own) if is_elsewhere else update(bitexts).where(own).values(made=0))


def drop_unpaired(connection: Connection, document_id: str) -> None:
    """Drop the bitexts of a document whose versions are not to stand side by side any more.

    Such as a file in both languages beside one in English, once there is one in Spanish. In the transaction that
    writes a version.
    """
    one, other = alias(versions), alias(versions)
    pairs = (
        select(bitexts.c.number)
        .join(one, one.c.id == bitexts.c.from_version)
        .join(other, other.c.id == bitexts.c.to_version)
        .where(one.c.document_id == document_id, other.c.document_id == document_id)
    )
    unpaired = list(connection.scalars(pairs.where(not_(_is_pair(one, other)))))
    connection.execute(delete(bitexts).where(bitexts.c.number.in_(unpaired)))


def _is_same(bitext: Bitext) -> Any:
    return and_(
        bitexts.c.from_version == bitext.from_version,
        bitexts.c.to_version == bitext.to_version,
        bitexts.c.from_language == bitext.from_language,
        bitexts.c.to_language == bitext.to_language,
    )


def _is_pair(one: Any, other: Any) -> Any:
    def is_in(version: Any, language: str) -> Any:
        return version.c.language == language

    def has(language: str) -> Any:
        beside = alias(versions)
        query = select(beside.c.id).where(beside.c.document_id == one.c.document_id, is_in(beside, language))
        return exists(query)

    return or_(
        and_(is_in(one, _ENGLISH), is_in(other, _SPANISH)),
        and_(is_in(one, _ENGLISH), is_in(other, _BOTH), ~has(_SPANISH)),
        and_(is_in(one, _BOTH), is_in(other, _SPANISH), ~has(_ENGLISH)),
        and_(is_in(one, _BOTH), one.c.id == other.c.id),
    )


def _is_newest(version: Any) -> Any:
    later = alias(versions)
    newest = (
        select(func.max(later.c.edition))
        .where(later.c.document_id == version.c.document_id, later.c.language == version.c.language)
        .scalar_subquery()
    )
    return version.c.edition == newest


def _bitext(row: Any) -> Bitext:
    return Bitext(**{**row, "verdict": Verdict(row["verdict"])})


def write(connection: Connection, number: int, found: Sequence[tuple[int, Alignment]]) -> None:
    """Write the alignments of a bitext, each with its ordinal."""
    rows = [
        {
            "bitext": number,
            "ordinal": ordinal,
            "confidence": each.confidence,
            "is_moved": each.is_moved,
            "is_corrected": each.is_corrected,
        }
        for ordinal, each in found
    ]
    sides = [
        {"bitext": number, "side": side.value, "passage_id": id_, "alignment": ordinal, "place": place}
        for ordinal, each in found
        for side, ids in ((Side.FROM, each.from_ids), (Side.TO, each.to_ids))
        for place, id_ in enumerate(ids)
    ]
    if rows:
        connection.execute(insert(alignments), rows)
    if sides:
        connection.execute(insert(aligned_passages), sides)


def read(connection: Connection, number: int) -> list[tuple[int, Alignment]]:
    """Give the alignments of a bitext with their ordinals."""
    query = (
        select(alignments, aligned_passages.c.side, aligned_passages.c.passage_id)
        .join(
            aligned_passages,
            and_(
                aligned_passages.c.bitext == alignments.c.bitext,
                aligned_passages.c.alignment == alignments.c.ordinal,
            ),
        )
        .where(alignments.c.bitext == number)
        .order_by(alignments.c.ordinal, aligned_passages.c.side, aligned_passages.c.place)
    )
    rows = connection.execute(query).all()
    return [(ordinal, _alignment(list(group))) for ordinal, group in groupby(rows, key=lambda row: row.ordinal)]


def _alignment(rows: Sequence[Any]) -> Alignment:
    first = rows[0]
    return Alignment(
        tuple(row.passage_id for row in rows if row.side == Side.FROM),
        tuple(row.passage_id for row in rows if row.side == Side.TO),
        first.confidence,
        first.is_moved,
        first.is_corrected,
    )
