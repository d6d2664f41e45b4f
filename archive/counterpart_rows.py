"""What says the same as some passages, out of the alignments that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, alias, and_, select

from archive.bitext import Counterpart, Side, Verdict
from archive.statements import IDS
from archive.tables import aligned_passages, alignments, bitexts, versions

_IDS_PER_QUERY = 500
"""SQLite before 3.32 takes 999 parameters at most."""


def read_counterparts(connection: Connection, passage_ids: Iterable[str]) -> dict[str, tuple[Counterpart, ...]]:
    """Give what says the same as each of some passages, the newest edition first; in one query for 500."""
    found: dict[str, list[Counterpart]] = {}
    wanted = sorted(set(passage_ids))
    for start in range(0, len(wanted), _IDS_PER_QUERY):
        rows = connection.execute(_COUNTERPARTS, {"ids": wanted[start : start + _IDS_PER_QUERY]}).mappings()
        for (asked, _), group in groupby(rows, key=lambda row: (row["asked"], row["number"])):
            found.setdefault(asked, []).append(_counterpart(list(group)))
    return {each: tuple(those) for each, those in found.items()}


def _query() -> Any:
    """Give the query for all passages in the alignments of some, with the one that was asked for."""
    asked = alias(aligned_passages)
    one, other = alias(versions), alias(versions)
    return (
        select(
            asked.c.passage_id.label("asked"),
            asked.c.side.label("asked_side"),
            aligned_passages.c.side,
            aligned_passages.c.passage_id,
            alignments.c.confidence,
            alignments.c.is_moved,
            alignments.c.is_corrected,
            bitexts,
        )
        .join(alignments, and_(alignments.c.bitext == asked.c.bitext, alignments.c.ordinal == asked.c.alignment))
        .join(
            aligned_passages,
            and_(
                aligned_passages.c.bitext == asked.c.bitext,
                aligned_passages.c.alignment == asked.c.alignment,
            ),
        )
        .join(bitexts, bitexts.c.number == asked.c.bitext)
        .join(one, one.c.id == bitexts.c.from_version)
        .join(other, other.c.id == bitexts.c.to_version)
        .where(asked.c.passage_id.in_(IDS), bitexts.c.verdict == Verdict.ALIGNED.value)
        .order_by(
            asked.c.passage_id,
            one.c.edition.desc(),
            other.c.edition.desc(),
            bitexts.c.number,
            aligned_passages.c.side,
            aligned_passages.c.place,
        )
    )


_COUNTERPARTS = _query()
"""Written once: see `statements`."""


def _counterpart(rows: Sequence[Any]) -> Counterpart:
    first = rows[0]
    is_from = first["asked_side"] == Side.FROM
    return Counterpart(
        version_id=first["to_version"] if is_from else first["from_version"],
        language=first["to_language"] if is_from else first["from_language"],
        passage_ids=tuple(row["passage_id"] for row in rows if row["side"] != row["asked_side"]),
        beside=tuple(row["passage_id"] for row in rows if row["side"] == row["asked_side"]),
        confidence=first["confidence"],
        is_moved=first["is_moved"],
        is_corrected=first["is_corrected"],
        own_version_id=first["from_version"] if is_from else first["to_version"],
    )
