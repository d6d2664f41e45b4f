"""Where in other versions stands what says the same as some passages: for turning to it, and for finding it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ScalarSelect, Select, alias, and_, case, func, or_, select

from archive.bitext import Side, Verdict
from archive.database import Database
from archive.statements import IDS
from archive.tables import aligned_passages, alignments, bitexts, passages


class CounterpartPages:
    """Reads places of counterparts alone, without their words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, passage_ids: Iterable[str]) -> dict[str, dict[str, int]]:
        """Give the page on which the counterpart of each of some passages begins, by the version it stands in.

        For as many passages as stand on a page, in one query. What is not there any more is left out.
        """
        found: dict[str, dict[str, int]] = {}
        with self._database.connect() as connection:
            for passage_id, version_id, page_number in connection.execute(_PAGES, _ids(passage_ids)):
                found.setdefault(passage_id, {})[version_id] = page_number
        return found

    def ordinals(self, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[str, int]]]:
        """Give the version and the ordinal of what says all that each of some passages says; in one query.

        Passages are named by their version's id and their own. Left out is what is not there any more, what is
        only perhaps the same, and what is spread over several passages: none of them says it all.
        """
        ids = _ids(passage_id for _, passage_id in wanted)
        found: dict[tuple[str, str], list[tuple[str, int]]] = {each: [] for each in wanted}
        with self._database.connect() as connection:
            for own, passage_id, version_id, ordinal in connection.execute(_ORDINALS, ids).all():
                if (own, passage_id) in found:
                    found[own, passage_id].append((version_id, ordinal))
        return found


_SURE = 0.8
"""Confidence from which what is aligned is taken for the same; so it is shown, too."""

_ASKED = alias(aligned_passages)
_IS_FROM = _ASKED.c.side == Side.FROM.value
_OWN = case((_IS_FROM, bitexts.c.from_version), else_=bitexts.c.to_version)
_OTHER = case((_IS_FROM, bitexts.c.to_version), else_=bitexts.c.from_version)


def _how_many_say_it() -> ScalarSelect[int]:
    each = alias(aligned_passages)
    beside = and_(
        each.c.bitext == _ASKED.c.bitext, each.c.alignment == _ASKED.c.alignment, each.c.side != _ASKED.c.side
    )
    return select(func.count()).select_from(each).where(beside).correlate(_ASKED).scalar_subquery()


def _ids(passage_ids: Iterable[str]) -> dict[str, list[str]]:
    return {"ids": sorted(set(passage_ids))}


def _beside(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(_ASKED)
        .join(bitexts, bitexts.c.number == _ASKED.c.bitext)
        .join(
            aligned_passages,
            and_(
                aligned_passages.c.bitext == _ASKED.c.bitext,
                aligned_passages.c.alignment == _ASKED.c.alignment,
                aligned_passages.c.side != _ASKED.c.side,
            ),
        )
        .join(passages, and_(passages.c.id == aligned_passages.c.passage_id, passages.c.version_id == _OTHER))
        .where(_ASKED.c.passage_id.in_(IDS), bitexts.c.verdict == Verdict.ALIGNED.value)
    )


# Written once: see `statements`.
_ORDINALS = (
    _beside(_OWN, _ASKED.c.passage_id, passages.c.version_id, passages.c.ordinal)
    .join(alignments, and_(alignments.c.bitext == _ASKED.c.bitext, alignments.c.ordinal == _ASKED.c.alignment))
    .where(or_(alignments.c.confidence >= _SURE, alignments.c.is_corrected), _how_many_say_it() == 1)
)
_PAGES = _beside(_ASKED.c.passage_id, passages.c.version_id, func.min(passages.c.first_page)).group_by(
    _ASKED.c.passage_id, passages.c.version_id
)
