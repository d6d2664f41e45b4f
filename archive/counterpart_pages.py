"""On which pages of other versions what says the same as some passages begins: for turning to another language."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import alias, and_, case, func, select

from archive.bitext import Side, Verdict
from archive.database import Database
from archive.tables import aligned_passages, bitexts, passages


class CounterpartPages:
    """Reads places of counterparts alone, without their words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, passage_ids: Iterable[str]) -> dict[str, dict[str, int]]:
        """Give the page on which the counterpart of each of some passages begins, by the version it stands in.

        For as many passages as stand on a page, in one query. What is not there any more is left out.
        """
        asked = alias(aligned_passages)
        is_from = asked.c.side == Side.FROM.value
        other = case((is_from, bitexts.c.to_version), else_=bitexts.c.from_version)
        query = (
            select(asked.c.passage_id, passages.c.version_id, func.min(passages.c.first_page))
            .join(bitexts, bitexts.c.number == asked.c.bitext)
            .join(
                aligned_passages,
                and_(
                    aligned_passages.c.bitext == asked.c.bitext,
                    aligned_passages.c.alignment == asked.c.alignment,
                    aligned_passages.c.side != asked.c.side,
                ),
            )
            .join(passages, and_(passages.c.id == aligned_passages.c.passage_id, passages.c.version_id == other))
            .where(asked.c.passage_id.in_(sorted(set(passage_ids))), bitexts.c.verdict == Verdict.ALIGNED.value)
            .group_by(asked.c.passage_id, passages.c.version_id)
        )
        found: dict[str, dict[str, int]] = {}
        with self._database.connect() as connection:
            for passage_id, version_id, page_number in connection.execute(query):
                found.setdefault(passage_id, {})[version_id] = page_number
        return found
