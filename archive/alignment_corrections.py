"""What people say of alignments: kept for good, and laid over what was found out.

Rule: what a person has said goes first, today and whenever the versions are aligned again; it ends when somebody
says otherwise of the same passages, or when these are purged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, alias, delete, exists, func, insert, or_, select, update

from archive.bitext import Alignment, Correction
from archive.bitexts import read, write
from archive.database import Database
from archive.disagreements import drop
from archive.tables import aligned_passages, alignment_corrections, alignments, bitexts, passages, tombstones


class AlignmentCorrections:
    """Reads and writes what people say of alignments."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def correct(self, said: Correction) -> tuple[Correction, ...]:
        """Keep what a person says of an alignment, and have it stand at once in the bitexts that have all of it.

        Whatever else was said of the same passages of these two languages goes, and is given back; passages that
        stood with them in other alignments are left there without them.
        """
        with self._database.begin() as connection:
            own = _ids(said)
            replaced = tuple(each for each in _corrections(connection, said.document_id) if own & _ids(each))
            _drop(connection, replaced)
            row = {
                "document_id": said.document_id,
                "from_language": said.from_language,
                "to_language": said.to_language,
                "from_ids": list(said.from_ids),
                "to_ids": list(said.to_ids),
                "said_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "said_by": said.said_by,
            }
            connection.execute(insert(alignment_corrections).values(**row))
            for number in _bitexts_with(connection, own):
                if _has_all(connection, number, own):
                    _lay_over(connection, number, said)
            return replaced

    def of_document(self, document_id: str) -> tuple[Correction, ...]:
        """Give what people have said of the alignments of a document, in the order in which they did."""
        with self._database.connect() as connection:
            return tuple(_corrections(connection, document_id))

    def withdraw(self, number: int) -> None:
        """Take back what a person has said; the bitexts it stands in are stale until they are made again."""
        with self._database.begin() as connection:
            query = select(alignment_corrections).where(alignment_corrections.c.number == number)
            row = connection.execute(query).mappings().first()
            if row is None:
                return
            connection.execute(delete(alignment_corrections).where(alignment_corrections.c.number == number))
            for each in _bitexts_with(connection, {*row["from_ids"], *row["to_ids"]}):
                connection.execute(update(bitexts).where(bitexts.c.number == each).values(made=0))


def forget_purged(connection: Connection, version_id: str) -> None:
    """Delete what was said of passages that were purged with a version and stand nowhere else: it holds no more.

    In the transaction that purges it, after its tombstones have lost their words.
    """
    told = alias(tombstones)
    elsewhere = or_(
        exists().where(passages.c.id == tombstones.c.id),
        exists().where(told.c.id == tombstones.c.id, told.c.text.is_not(None)),
    )
    gone = set(
        connection.scalars(select(tombstones.c.id).where(tombstones.c.version_id == version_id, ~elsewhere))
    )
    _drop(connection, (each for each in _corrections(connection) if gone & _ids(each)))


def _drop(connection: Connection, said: Iterable[Correction]) -> None:
    for each in said:
        connection.execute(delete(alignment_corrections).where(alignment_corrections.c.number == each.number))


def _ids(said: Correction) -> set[str]:
    return {*said.from_ids, *said.to_ids}


def _corrections(connection: Connection, document_id: str | None = None) -> list[Correction]:
    query = select(alignment_corrections).order_by(alignment_corrections.c.number)
    if document_id is not None:
        query = query.where(alignment_corrections.c.document_id == document_id)
    return [
        Correction(**{**row, "from_ids": tuple(row["from_ids"]), "to_ids": tuple(row["to_ids"])})
        for row in connection.execute(query).mappings()
    ]


def _bitexts_with(connection: Connection, ids: Iterable[str]) -> list[int]:
    query = select(aligned_passages.c.bitext).where(aligned_passages.c.passage_id.in_(list(ids))).distinct()
    return sorted(connection.scalars(query))


def _has_all(connection: Connection, number: int, ids: Collection[str]) -> bool:
    """Tell whether a bitext has all of some passages: one of older editions may have only some of them."""
    query = select(func.count()).where(
        aligned_passages.c.bitext == number, aligned_passages.c.passage_id.in_(list(ids))
    )
    return connection.scalar(query) == len(ids)


def _lay_over(connection: Connection, number: int, said: Correction) -> None:
    """Have a bitext say what a person says; what it said of other passages stays."""
    own = _ids(said)
    laid = Alignment(said.from_ids, said.to_ids, 1.0, is_corrected=True)
    found: list[Alignment] = []
    for _, each in read(connection, number):
        if not own & {*each.from_ids, *each.to_ids}:
            found.append(each)
            continue
        if laid not in found:
            found.append(laid)
        left = Alignment(
            tuple(id_ for id_ in each.from_ids if id_ not in own),
            tuple(id_ for id_ in each.to_ids if id_ not in own),
            each.confidence,
            each.is_moved,
        )
        if not (left.from_ids and left.to_ids):
            left = replace(left, confidence=0.0)  # that nothing says it is a guess until all is aligned again
        found += [left] if left.from_ids or left.to_ids else []
    for table in (aligned_passages, alignments):
        connection.execute(delete(table).where(table.c.bitext == number))
    write(connection, number, list(enumerate(found)))
    drop(connection, number)
