"""Passages that a version no longer holds: kept with their words and place, so that their links answer.

Rule: written in the transaction that takes a passage away, and never deleted but where its id stands again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from archive.around import around_parts
from archive.boxes import part_boxes
from archive.model import Part
from archive.page_numbers import unnumbered
from archive.tables import pages, passages, tombstones
from archive.words import Words

_IDS_PER_QUERY = 500


class _Held(NamedTuple):
    label: str
    text: str
    words: Words


def bury(
    connection: Connection, version_id: str, standing: Collection[str], retired_at: str | None = None
) -> None:
    """Keep what a version holds, but for the passages that go on standing; these are no longer kept as gone."""
    query = select(passages).where(passages.c.version_id == version_id).order_by(passages.c.ordinal)
    leaving = [row for row in connection.execute(query).mappings() if row["id"] not in standing]
    if leaving:
        _drop(connection, version_id, [row["id"] for row in leaving])
        held = _pages(connection, version_id, {part[0] for row in leaving for part in row["parts"]})
        bare = unnumbered(connection, version_id)
        retired_at = retired_at or datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(insert(tombstones), [_row(row, held, bare, retired_at) for row in leaving])
    if (
        connection.scalar(select(tombstones.c.id).where(tombstones.c.version_id == version_id).limit(1))
        is not None
    ):
        _drop(connection, version_id, standing)


def places(parts: Any, labels: Mapping[int, str], bare: Collection[int]) -> list[list[Any]]:
    """Give the pages on which a passage stands, as `Place` has them; `bare` are those that bear no number."""
    starts: dict[int, int] = {}
    for number, _, _, start in parts:
        starts.setdefault(number, start)
    return [[number, labels[number], start, number not in bare] for number, start in starts.items()]


def _row(row: Any, held: Mapping[int, _Held], bare: Collection[int], retired_at: str) -> dict[str, Any]:
    texts = {number: page.text for number, page in held.items()}
    boxes = part_boxes([Part(*part) for part in row["parts"]], {number: held[number].words for number in held})
    prefix, suffix = around_parts(row["parts"], texts)
    kept = ("version_id", "id", "ordinal", "kind", "section", "language", "header", "text")
    return {
        **{name: row[name] for name in kept},
        "places": places(row["parts"], {number: page.label for number, page in held.items()}, bare),
        "boxes": [[number, [list(rect) for rect in rects]] for number, rects in boxes],
        "prefix": prefix,
        "suffix": suffix,
        "retired_at": retired_at,
    }


def _pages(connection: Connection, version_id: str, numbers: Collection[int]) -> dict[int, _Held]:
    """Give what is kept of pages of a version, by number."""
    every, found = sorted(numbers), {}
    columns = select(pages.c.number, pages.c.label, pages.c.text, pages.c.words)
    for start in range(0, len(every), _IDS_PER_QUERY):
        some = pages.c.number.in_(every[start : start + _IDS_PER_QUERY])
        query = columns.where(pages.c.version_id == version_id, some)
        for number, label, text, words in connection.execute(query):
            found[number] = _Held(label, text, Words.from_bytes(words))
    return found


def _drop(connection: Connection, version_id: str, ids: Collection[str]) -> None:
    every = list(ids)
    for start in range(0, len(every), _IDS_PER_QUERY):
        some = tombstones.c.id.in_(every[start : start + _IDS_PER_QUERY])
        connection.execute(delete(tombstones).where(tombstones.c.version_id == version_id, some))
