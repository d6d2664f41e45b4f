"""What is asked of the catalogue for every list of hits: statements written once.

Rule: to write a statement takes as long as to ask it; these leave open which rows they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, select, tuple_

from archive.remembered import PLACE
from archive.rows import PASSAGE
from archive.tables import documents, pages, passages, versions

Place = tuple[str, int]
"""A page: the id of its version, and its number."""

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
"""The ids that a statement is asked for: `{"ids": [...]}`."""

# Asked by the id of the passage alone, which has an index: SQLite reads the whole table for pairs.
HELD = select(*PASSAGE).where(passages.c.id.in_(IDS))
"""Passages by their ids, as `remembered.passage` takes their rows."""

WITH_LABELS = (
    select(*PASSAGE, pages.c.number.label("of_number"), pages.c.label.label("of_label"))
    .join_from(
        passages,
        pages,
        and_(
            pages.c.version_id == passages.c.version_id,
            pages.c.number.between(passages.c.first_page, passages.c.last_page),
        ),
        isouter=True,
    )
    .where(passages.c.id.in_(IDS))
)
"""The same with the number and the label of each page from a passage's first to its last, a row a page."""

PLACES = (
    select(*PLACE)
    .join_from(documents, versions, versions.c.document_id == documents.c.id)
    .where(versions.c.id.in_(IDS))
)
"""Versions by their ids with their documents, as `remembered.place` takes their rows."""

_IS_AT = and_(
    pages.c.version_id.in_(bindparam("versions", expanding=True)),
    pages.c.number.in_(bindparam("numbers", expanding=True)),
    tuple_(pages.c.version_id, pages.c.number).in_(bindparam("places", expanding=True)),
)
"""SQLite has no index for pairs alone and would read every page of the archive."""

PAGES_AT = select(pages).where(_IS_AT)
LABELS_AT = select(pages.c.version_id, pages.c.number, pages.c.label).where(_IS_AT)
WORDS_AT = select(pages.c.version_id, pages.c.number, pages.c.words).where(_IS_AT)
"""Pages, or their labels or words alone, `at` some places."""


def at(places: Iterable[Place]) -> dict[str, Any]:
    """Give what the statements `AT` are asked with."""
    known = sorted(set(places))
    version_ids, numbers = {each[0] for each in known}, {each[1] for each in known}
    return {"places": known, "versions": sorted(version_ids), "numbers": sorted(numbers)}
