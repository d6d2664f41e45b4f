"""Where two versions that stand side by side disagree, kept as it was found, so that a page looks it up.

Rule: what is kept is of the alignments as they stand. It goes with them, and is not told once a version was read
again or a person has said what stands beside what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, insert, or_, select

from archive.bitext import Bitext, Verdict
from archive.database import Database
from archive.tables import bitexts, comparisons, disagreements

Stretch = tuple[int, int]
"""Half-open character offsets."""


@dataclass(frozen=True, slots=True)
class KeptDisagreement:
    """One thing that passages say differently, or one passage that nothing says on the other side.

    Spans are of the passages joined; span and value are None on the side that lacks it. `missing` is the id of the
    passage beside which nothing stands, None where it is not that.
    """

    kind: str
    from_ids: tuple[str, ...]
    to_ids: tuple[str, ...]
    confidence: float
    from_span: Stretch | None = None
    to_span: Stretch | None = None
    from_value: str | None = None
    to_value: str | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class KeptComparison:
    """All that was found in two versions, in their order, in how many of their pairs of passages.

    `made` is the number of the rules it was found by. `is_whole`: no fault stood in the way of finding it.
    """

    made: int
    compared: int
    pairs: int
    found: tuple[KeptDisagreement, ...]
    is_whole: bool = True


class Disagreements:
    """Reads and writes where versions disagree."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, bitext: Bitext, kept: KeptComparison) -> None:
        """Keep what was found in a bitext, in place of what was kept; nothing where the bitext is gone by now."""
        with self._database.begin() as connection:
            drop(connection, bitext.number)
            if connection.scalar(select(bitexts.c.made).where(bitexts.c.number == bitext.number)) != bitext.made:
                return
            connection.execute(
                insert(comparisons).values(
                    bitext=bitext.number,
                    made=kept.made,
                    compared=kept.compared,
                    pairs=kept.pairs,
                    is_whole=kept.is_whole,
                )
            )
            rows = [_row(bitext.number, place, each) for place, each in enumerate(kept.found)]
            if rows:
                connection.execute(insert(disagreements), rows)

    def find(self, bitext: Bitext, made: int) -> KeptComparison | None:
        """Give what was found in a bitext by the rules of this number; None where that is not known, or no more.

        Where a fault stood in the way it is not whole, and empty.
        """
        query = (
            select(comparisons, disagreements)
            .outerjoin(disagreements, disagreements.c.bitext == comparisons.c.bitext)
            .join(bitexts, bitexts.c.number == comparisons.c.bitext)
            .where(comparisons.c.bitext == bitext.number, comparisons.c.made == made)
            .where(bitexts.c.made > 0)
            .order_by(disagreements.c.place)
        )
        with self._database.connect() as connection:
            rows = connection.execute(query).all()
        if not rows:
            return None
        _, number, compared, pairs, is_whole = rows[0][: len(comparisons.c)]
        found = (row[len(comparisons.c) :] for row in rows)
        return KeptComparison(number, compared, pairs, tuple(_kept(*row[2:]) for row in found if row[0]), is_whole)

    def due(self, made: int) -> tuple[int, ...]:
        """Give the numbers of the bitexts in which nothing was looked for by the rules of this number."""
        with self._database.connect() as connection:
            return tuple(connection.scalars(_due(made)))


def drop(connection: Connection, bitext: int) -> None:
    """Forget what was found in a bitext, in the transaction that changes what stands side by side in it."""
    connection.execute(delete(comparisons).where(comparisons.c.bitext == bitext))


def _due(made: int) -> Select[Any]:
    return (
        select(bitexts.c.number)
        .outerjoin(comparisons, comparisons.c.bitext == bitexts.c.number)
        .where(and_(bitexts.c.verdict == Verdict.ALIGNED.value, bitexts.c.made > 0))
        .where(or_(comparisons.c.made.is_(None), comparisons.c.made != made))
        .order_by(bitexts.c.number)
    )


def _row(number: int, place: int, each: KeptDisagreement) -> dict[str, Any]:
    return {
        "bitext": number,
        "place": place,
        "kind": each.kind,
        "from_ids": list(each.from_ids),
        "to_ids": list(each.to_ids),
        "confidence": each.confidence,
        "from_span": each.from_span,
        "to_span": each.to_span,
        "from_value": each.from_value,
        "to_value": each.to_value,
        "missing": each.missing,
    }


def _kept(
    kind: str,
    from_ids: Sequence[str],
    to_ids: Sequence[str],
    confidence: float,
    from_span: Sequence[int] | None,
    to_span: Sequence[int] | None,
    from_value: str | None,
    to_value: str | None,
    missing: str | None,
) -> KeptDisagreement:
    return KeptDisagreement(
        kind,
        tuple(from_ids),
        tuple(to_ids),
        confidence,
        _stretch(from_span),
        _stretch(to_span),
        from_value,
        to_value,
        missing,
    )


def _stretch(kept: Sequence[int] | None) -> Stretch | None:
    return (kept[0], kept[1]) if kept else None
