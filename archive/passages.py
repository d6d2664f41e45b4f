"""The pages and passages of versions: read one by one, replaced as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    cast,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from archive.bitexts import drop_unpaired, set_stale
from archive.catalogue import keep_name, version_row
from archive.confirmed import title_to_keep
from archive.database import Database
from archive.departures import depart
from archive.errors import PageNotFound
from archive.left_behind import name_anew
from archive.model import Page, Part, Passage, Stands, Version
from archive.page_numbers import unnumbered
from archive.remembered import passage
from archive.rows import PASSAGE, page_of, page_row, passage_of, passage_row
from archive.statements import HELD, LABELS_AT, PAGES_AT, WORDS_AT, at
from archive.tables import changes, documents, pages, passages, removals, versions
from archive.tombstones import bury
from archive.words import Words

_MORE_PAGES_THAN_ANY = 1 << 31
_IDS_PER_QUERY = 500
"""SQLite before 3.32 takes 999 parameters at most."""


class PassageStore:
    """Reads pages and passages; `replace_version` is the only way to write them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace_version(
        self, version: Version, new_pages: Sequence[Page], new_passages: Sequence[Passage]
    ) -> None:
        """Write a version with all its pages and passages, and note the change, in one transaction.

        What the version held before is kept as tombstones where it does not stand again. When it comes as a new
        edition, older ones leave the index, and when it leaves another document or language, the edition before
        it comes back there; the place it leaves leads on, and a document left empty goes. A title that people have
        confirmed goes before that of the version.
        """
        row = version_row(version)
        held = select(versions).where(versions.c.id == version.id)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        places = {(version.document_id, version.language)}
        with self._database.begin() as connection:
            row["title"] = title_to_keep(connection, version)
            if left := connection.execute(held).mappings().first():
                places.add((left["document_id"], left["language"]))
                set_stale(connection, version.id, is_elsewhere=left["document_id"] != version.document_id)
                if _place(left) != _place(row):
                    depart(connection, left, stands_as=version.id, left_at=now)
                connection.execute(update(versions).where(versions.c.id == version.id).values(**row))
            else:
                connection.execute(insert(versions).values(**row))
            connection.execute(delete(removals).where(removals.c.version_id == version.id))
            keep_name(connection, version.document_id)
            bury(connection, version.id, {each.id for each in new_passages}, now)
            for table in (passages, pages):
                connection.execute(delete(table).where(table.c.version_id == version.id))
            if new_pages:
                connection.execute(insert(pages), [page_row(version.id, page) for page in new_pages])
            if new_passages:
                connection.execute(insert(passages), [passage_row(version.id, each) for each in new_passages])
            drop_unpaired(connection, version.document_id)
            there = tuple_(versions.c.document_id, versions.c.language).in_(places)
            touched = select(versions.c.id).where(there)
            connection.execute(insert(changes).from_select(["version_id"], touched))
            if left and left["document_id"] != version.document_id:
                is_empty = documents.c.id.not_in(select(versions.c.document_id))
                connection.execute(delete(documents).where(documents.c.id == left["document_id"], is_empty))
                name_anew(connection, left)

    def held(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Passage]:
        """Give the passages that there are of these, by version id and own id."""
        pairs = set(wanted)
        ids = sorted({passage_id for _, passage_id in pairs})
        found: dict[tuple[str, str], Passage] = {}
        with self._database.connect() as connection:
            for start in range(0, len(ids), _IDS_PER_QUERY):
                rows = connection.execute(HELD, {"ids": ids[start : start + _IDS_PER_QUERY]}).all()
                found |= {(each.version_id, each.id): each for each in (passage(*row) for row in rows)}
        return {key: each for key, each in found.items() if key in pairs}

    def find_in(self, passage_id: str, version_id: str) -> Passage | None:
        """Give the passage of this id that a version holds, if it does."""
        query = select(*PASSAGE).where(passages.c.id == passage_id, passages.c.version_id == version_id)
        return next(iter(self._passages(query)), None)

    def held_of(self, version_id: str, ids: Iterable[str]) -> set[str]:
        """Tell which of these passages a version holds."""
        wanted = list(ids)
        found: set[str] = set()
        with self._database.connect() as connection:
            for start in range(0, len(wanted), _IDS_PER_QUERY):
                some = passages.c.id.in_(wanted[start : start + _IDS_PER_QUERY])
                query = select(passages.c.id).where(passages.c.version_id == version_id, some)
                found.update(connection.scalars(query))
        return found

    def between(self, version_id: str, first: int, last: int) -> list[Passage]:
        """Give the passages of a version with these ordinals, in order."""
        in_it = passages.c.version_id == version_id
        return self._passages(select(*PASSAGE).where(in_it, passages.c.ordinal.between(first, last)))

    def ordinals(self, version_id: str, ids: Iterable[str]) -> dict[str, int]:
        """Give the ordinals that passages have in a version, of those that it holds, by their ids."""
        some = passages.c.id.in_(list(ids))
        query = select(passages.c.id, passages.c.ordinal).where(passages.c.version_id == version_id, some)
        with self._database.connect() as connection:
            return {row.id: row.ordinal for row in connection.execute(query)}

    def count_of(self, version_id: str, text: str) -> int:
        """Tell how often a text stands on the pages of a version, character for character."""
        taken = func.length(pages.c.text) - func.length(func.replace(pages.c.text, text, ""))
        query = select(func.sum(taken)).where(pages.c.version_id == version_id)
        with self._database.connect() as connection:
            return int(connection.scalar(query) or 0) // max(len(text), 1)

    def of_version(self, version_id: str) -> list[Passage]:
        """Give a version's passages in reading order."""
        return self._passages(select(*PASSAGE).where(passages.c.version_id == version_id))

    def texts_of(self, version_id: str) -> list[str]:
        """Give the texts alone of a version's passages, in reading order."""
        query = select(passages.c.text).where(passages.c.version_id == version_id).order_by(passages.c.ordinal)
        with self._database.connect() as connection:
            return list(connection.scalars(query))

    def of_versions(self, version_ids: Iterable[str]) -> dict[str, list[Passage]]:
        """Give the passages of versions in reading order, by version id, in one query."""
        found: dict[str, list[Passage]] = {version_id: [] for version_id in version_ids}
        for each in self._passages(select(*PASSAGE).where(passages.c.version_id.in_(found))):
            found[each.version_id].append(each)
        return found

    def on_page(self, version_id: str, page_number: int) -> list[Passage]:
        """Give the passages that stand on a page, wholly or in part, in reading order."""
        return self._passages(
            select(*PASSAGE).where(
                passages.c.version_id == version_id,
                passages.c.first_page <= page_number,
                passages.c.last_page >= page_number,
            )
        )

    def page(self, version_id: str, page_number: int) -> Page:
        """Give one page. Raises: PageNotFound."""
        query = select(pages).where(pages.c.version_id == version_id, pages.c.number == page_number)
        with self._database.connect() as connection:
            # A number no database can hold is no page either.
            is_possible = 0 < page_number < _MORE_PAGES_THAN_ANY
            row = connection.execute(query).mappings().first() if is_possible else None
            if row is None:
                count = select(versions.c.page_count).where(versions.c.id == version_id)
                raise PageNotFound(version_id, page_number, connection.scalar(count) or 0)
            return page_of(row)

    def pages(self, version_id: str, numbers: Iterable[int] | None = None) -> list[Page]:
        """Give the pages of a version in order, all or those with these numbers."""
        query = select(pages).where(pages.c.version_id == version_id).order_by(pages.c.number)
        if numbers is not None:
            query = query.where(pages.c.number.in_(list(numbers)))
        with self._database.connect() as connection:
            return [page_of(row) for row in connection.execute(query).mappings()]

    def plain_pages(self, version_id: str, with_words: Collection[int] = ()) -> list[Page]:
        """Give all pages of a version in order, without the boxes of their words, which are most of them.

        `with_words` are the numbers of pages that are given with these.
        """
        columns = [column for column in pages.c if column is not pages.c.words]
        query = select(*columns).where(pages.c.version_id == version_id).order_by(pages.c.number)
        whole = {page.number: page for page in self.pages(version_id, with_words)} if with_words else {}
        with self._database.connect() as connection:
            rows = connection.execute(query).mappings()
            return [whole.get(row["number"]) or page_of(row, Words()) for row in rows]

    def stretches(self, version_ids: Collection[str]) -> dict[str, list[tuple[str, Part]]]:
        """Give where the passages of versions stand and in which language each is, in reading order."""
        columns = (passages.c.version_id, passages.c.language, passages.c.parts)
        query = select(*columns).where(passages.c.version_id.in_(version_ids))
        found: dict[str, list[tuple[str, Part]]] = {version_id: [] for version_id in version_ids}
        with self._database.connect() as connection:
            for version_id, language, parts in connection.execute(query.order_by(passages.c.ordinal)):
                found[version_id] += [(language, Part(*part)) for part in parts]
        return found

    def stands_on(self, version_id: str, page_numbers: Collection[int]) -> list[Stands]:
        """Give where the passages of these pages stand, and perhaps some of pages between them."""
        first, last = min(page_numbers, default=0), max(page_numbers, default=0)
        return self._stands(version_id, passages.c.first_page <= last, passages.c.last_page >= first)

    def in_parts(self, version_id: str) -> list[Stands]:
        """Give where those of a version's passages stand that have several parts, in reading order."""
        # Told by the text of the list: to read thousands of short ones takes longer than all else of a search.
        return self._stands(version_id, cast(passages.c.parts, Text).like("%]%[%]%"))

    def _stands(self, version_id: str, *conditions: ColumnElement[bool]) -> list[Stands]:
        query = select(passages.c.id, passages.c.parts).where(passages.c.version_id == version_id, *conditions)
        with self._database.connect() as connection:
            rows = connection.execute(query.order_by(passages.c.ordinal)).all()
            return [Stands(own_id, tuple(Part(*part) for part in parts)) for own_id, parts in rows]

    def places(self, version_id: str, ids: Iterable[str]) -> dict[str, int]:
        """Give on which page each of these passages begins, by its id, in reading order; others are left out."""
        wanted = list(dict.fromkeys(ids))
        found: list[tuple[int, str, int]] = []
        with self._database.connect() as connection:
            for start in range(0, len(wanted), _IDS_PER_QUERY):
                some = passages.c.id.in_(wanted[start : start + _IDS_PER_QUERY])
                query = select(passages.c.ordinal, passages.c.id, passages.c.first_page)
                rows = connection.execute(query.where(passages.c.version_id == version_id, some))
                found += [(ordinal, passage_id, page_number) for ordinal, passage_id, page_number in rows]
        return {passage_id: page_number for _, passage_id, page_number in sorted(found)}

    def extents(self, version_ids: Iterable[str]) -> dict[str, dict[str, tuple[int, int]]]:
        """Give the first and last page of all passages of versions, in reading order, by version id and own id."""
        columns = (passages.c.version_id, passages.c.id, passages.c.first_page, passages.c.last_page)
        found: dict[str, dict[str, tuple[int, int]]] = {version_id: {} for version_id in version_ids}
        query = select(*columns).where(passages.c.version_id.in_(found)).order_by(passages.c.ordinal)
        with self._database.connect() as connection:
            for version_id, own_id, first, last in connection.execute(query):
                found[version_id][own_id] = first, last
        return found

    def pages_of(self, passages_wanted: Iterable[Passage]) -> dict[tuple[str, int], Page]:
        """Give the pages these passages stand on, by version id and page number."""
        return self.pages_at(_places_of(passages_wanted))

    def words_of(self, passages_wanted: Iterable[Passage]) -> dict[tuple[str, int], Words]:
        """Give the words of the pages these passages stand on, with their boxes, as `pages_of` does the pages."""
        with self._database.connect() as connection:
            rows = connection.execute(WORDS_AT, at(_places_of(passages_wanted))).all()
            return {(version_id, number): Words.from_bytes(packed) for version_id, number, packed in rows}

    def pages_at(self, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Page]:
        """Give pages of several versions by version id and page number; those that there are not are left out."""
        with self._database.connect() as connection:
            rows = connection.execute(PAGES_AT, at(places)).mappings()
            return {(row["version_id"], row["number"]): page_of(row) for row in rows}

    def labels_of(self, passages_wanted: Iterable[Passage]) -> dict[tuple[str, int], str]:
        """Give the labels of the pages these passages stand on, by version id and page number."""
        return self._labels(LABELS_AT, at(_places_of(passages_wanted)))

    def page_labels(self, version_ids: Iterable[str]) -> dict[tuple[str, int], str]:
        """Give the label of every page of these versions, by version id and page number."""
        query = select(pages.c.version_id, pages.c.number, pages.c.label)
        return self._labels(query.where(pages.c.version_id.in_(list(version_ids))))

    def _labels(self, query: Select[Any], of: Mapping[str, Any] | None = None) -> dict[tuple[str, int], str]:
        with self._database.connect() as connection:
            return {(version_id, number): label for version_id, number, label in connection.execute(query, of)}

    def unnumbered_pages(self, version_id: str) -> set[int]:
        """Give the pages that bear no number where others of the version do: their labels are positions alone."""
        with self._database.connect() as connection:
            return unnumbered(connection, version_id)

    def find_label(self, version_id: str, label: str) -> int | None:
        """Give the number of the first page with this printed label, if there is one."""
        query = (
            select(pages.c.number)
            .where(pages.c.version_id == version_id, pages.c.label == label)
            .order_by(pages.c.number)
            .limit(1)
        )
        with self._database.connect() as connection:
            return connection.scalar(query)

    def _passages(self, query: Select[Any]) -> list[Passage]:
        with self._database.connect() as connection:
            return [passage_of(*row) for row in connection.execute(query.order_by(passages.c.ordinal))]


def _place(row: Any) -> tuple[str, str, int]:
    return row["document_id"], row["language"], row["edition"]


def _places_of(passages_wanted: Iterable[Passage]) -> set[tuple[str, int]]:
    return {(passage.version_id, number) for passage in passages_wanted for number in passage.page_numbers}
