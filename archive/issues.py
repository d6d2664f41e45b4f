"""Everything that a passage id was ever given to: passages that are held, and those that are no longer.

Rule: an id that was issued once is found here for good, whatever was read again, replaced or removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from archive.around import around_parts
from archive.catalogue import version_of
from archive.database import Database
from archive.errors import PassageNotFound
from archive.identity import PASSAGE_ID_LENGTH
from archive.model import Document, Issued, Kind, PageBoxes, Place, Version
from archive.page_numbers import unnumbered
from archive.passage_names import Given
from archive.remembered import place
from archive.slips import bare, beginnings, slips
from archive.statements import PLACES
from archive.tables import pages, passages, removals, tombstones, versions
from archive.tombstones import places

_IDS_PER_QUERY = 500
"""SQLite before 3.32 takes 999 parameters at most."""

_MOST_LIKE = 10
"""Ids like one that was never issued; where there are more, it was cut too short to be told."""


class Issues:
    """Looks up what ids were given to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, passage_id: str) -> tuple[Issued, ...]:
        """Give all that an id was given to, older editions first. Raises: PassageNotFound."""
        if not passage_id.isascii():  # no id is; bytes of a terminal that are no text cannot even be looked up
            raise PassageNotFound(passage_id)
        with self._database.connect() as connection:
            found = [*_held(connection, passage_id), *_retired(connection, passage_id)]
        if not found:
            raise PassageNotFound(passage_id)
        return tuple(sorted(found, key=lambda each: (each.version.edition, each.version.added_at)))

    def given(self, ids: Iterable[str]) -> dict[str, Given]:
        """Tell what these ids were ever given to, of those that were."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Given] = {}
        document = func.coalesce(versions.c.document_id, removals.c.document_id, "")
        gone = (
            select(tombstones.c.id, tombstones.c.text, document)
            .outerjoin(versions, versions.c.id == tombstones.c.version_id)
            .outerjoin(removals, removals.c.version_id == tombstones.c.version_id)
        )
        held = select(passages.c.id, passages.c.text, versions.c.document_id).join(
            versions, versions.c.id == passages.c.version_id
        )
        with self._database.connect() as connection:
            for start in range(0, len(wanted), _IDS_PER_QUERY):
                some = wanted[start : start + _IDS_PER_QUERY]
                for query, table in ((gone, tombstones), (held, passages)):
                    rows = connection.execute(query.where(table.c.id.in_(some)))
                    found.update((own_id, Given(text, document_id)) for own_id, text, document_id in rows)
        return found

    def find_meant(self, name: str) -> str | None:
        """Give the id that a name is but for capitals and the signs around it; nothing where it is one itself."""
        meant = bare(name)
        return meant if meant != name and self.given([meant]) else None

    def like(self, name: str) -> list[str]:
        """Give the ids that somebody may have meant by a name that is none: a slip away, or cut short to it."""
        plain = bare(name)
        found = set(self.given(slips(plain)))
        with self._database.connect() as connection:
            for beginning in beginnings(plain):
                for table in (passages, tombstones):
                    # Not LIKE, for which SQLite reads the whole index. The last of all ids has but this letter.
                    within = table.c.id.between(beginning, beginning.ljust(PASSAGE_ID_LENGTH, "z"))
                    query = select(table.c.id).where(within).distinct().order_by(table.c.id).limit(_MOST_LIKE)
                    found.update(connection.scalars(query))
        return sorted(found, key=lambda each: (each != plain, each))[:_MOST_LIKE]

    def last_reading(self, version_id: str, retired_at: str | None = None) -> list[tuple[str, str]]:
        """Give the ids and texts of the passages that a version lost last, in order: all, where it was removed.

        Or of those that it lost at some other time, such as when it left a document.
        """
        of_version = tombstones.c.version_id == version_id
        last: Any = retired_at or select(func.max(tombstones.c.retired_at)).where(of_version).scalar_subquery()
        query = select(tombstones.c.id, tombstones.c.text).where(of_version, tombstones.c.retired_at == last)
        with self._database.connect() as connection:
            rows = connection.execute(query.order_by(tombstones.c.ordinal)).all()
            return [(own_id, text) for own_id, text in rows if text is not None]


def _held(connection: Connection, passage_id: str) -> Iterable[Issued]:
    rows = connection.execute(select(passages).where(passages.c.id == passage_id)).mappings().all()
    known = _versions(connection, [row["version_id"] for row in rows])
    for row in rows:
        numbers = dict.fromkeys(part[0] for part in row["parts"])
        query = select(pages.c.number, pages.c.label, pages.c.text)
        on = query.where(pages.c.version_id == row["version_id"], pages.c.number.in_(list(numbers)))
        labels, texts = {}, {}
        for number, label, text in connection.execute(on):
            labels[number], texts[number] = label, text
        bare = unnumbered(connection, row["version_id"])
        prefix, suffix = around_parts(row["parts"], texts)
        found = {"prefix": prefix, "suffix": suffix, "places": places(row["parts"], labels, bare)}
        yield _issued({**row, **found}, *known[row["version_id"]])


def _retired(connection: Connection, passage_id: str) -> Iterable[Issued]:
    rows = connection.execute(select(tombstones).where(tombstones.c.id == passage_id)).mappings().all()
    known = _versions(connection, [row["version_id"] for row in rows])
    return [_issued(dict(row), *known[row["version_id"]]) for row in rows]


def _versions(connection: Connection, ids: list[str]) -> dict[str, tuple[Version, Document]]:
    """Give versions with their documents: those that are held, and of others those that were removed."""
    known: dict[str, tuple[Version, Document]] = {}
    if ids:
        for row in connection.execute(PLACES, {"ids": ids}):
            document, version = place(*row)
            known[version.id] = version, document
    gone = [each for each in ids if each not in known]
    if gone:
        removed = connection.execute(select(removals).where(removals.c.version_id.in_(gone))).mappings()
        known |= {row["version_id"]: (version_of(row["version"]), Document(**row["document"])) for row in removed}
    return known


def _issued(row: Mapping[str, Any], version: Version, document: Document) -> Issued:
    return Issued(
        passage_id=row["id"],
        version=version,
        document=document,
        ordinal=row["ordinal"],
        kind=Kind(row["kind"]),
        section=tuple(row["section"]),
        language=row["language"],
        text=row["text"] or "",
        places=tuple(Place(*place) for place in row["places"]),  # those of older releases count as printed
        prefix=row["prefix"],
        suffix=row["suffix"],
        header=tuple(row["header"]),
        boxes=tuple(
            PageBoxes(number, tuple((x0, y0, x1, y1) for x0, y0, x1, y1 in rects))
            for number, rects in row.get("boxes", ())
        ),
        retired_at=row.get("retired_at"),
        is_purged=row["text"] is None,
    )
