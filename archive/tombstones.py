"""Passages that a version no longer holds: kept with their words and place, so that their links answer.

Rule: written in the transaction that takes a passage away, and never deleted but where its id stands again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from archive.boxes import part_boxes
from archive.model import Part
from archive.page_numbers import unnumbered
from archive.tables import pages, passages, tombstones
from archive.words import Words

CONTEXT_LENGTH = 64
"""Characters before and after a quote: enough to tell it from its repeats (W3C Web Annotation, 4.2.4)."""

_IDS_PER_QUERY = 500


class _Held(NamedTuple):
    label: str
    text: str
    words: Words


def bury(connection: Connection, version_id: str, standing: Collection[str]) -> None:
    """Keep what a version holds, but for the passages that go on standing; these are no longer kept as gone."""
    query = select(passages).where(passages.c.version_id == version_id).order_by(passages.c.ordinal)
    leaving = [row for row in connection.execute(query).mappings() if row["id"] not in standing]
    if leaving:
        _drop(connection, version_id, [row["id"] for row in leaving])
        held = _pages(connection, version_id, {part[0] for row in leaving for part in row["parts"]})
        bare = unnumbered(connection, version_id)
        retired_at = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(insert(tombstones), [_row(row, held, bare, retired_at) for row in leaving])
    _drop(connection, version_id, standing)


def around(text: str, parts: Any, page_texts: Mapping[int, str], span: tuple[int, int]) -> tuple[str, str]:
    """Give what stands before and after a stretch of a passage on its pages; `parts` are those of the passage."""
    (first_page, first_start, _, _), (last_page, _, last_end, _) = parts[0], parts[-1]
    before = page_texts[first_page][:first_start] + text[: span[0]]
    after = text[span[1] :] + page_texts[last_page][last_end:]
    return before[-CONTEXT_LENGTH:], after[:CONTEXT_LENGTH]


def places(parts: Any, labels: Mapping[int, str], bare: Collection[int]) -> list[list[Any]]:
    """Give the pages on which a passage stands, as `Place` has them; `bare` are those that bear no number."""
    starts: dict[int, int] = {}
    for number, _, _, start in parts:
        starts.setdefault(number, start)
    return [[number, labels[number], start, number not in bare] for number, start in starts.items()]


def _row(row: Any, held: Mapping[int, _Held], bare: Collection[int], retired_at: str) -> dict[str, Any]:
    texts = {number: page.text for number, page in held.items()}
    boxes = part_boxes([Part(*part) for part in row["parts"]], {number: held[number].words for number in held})
    prefix, suffix = around(row["text"], row["parts"], texts, (0, len(row["text"])))
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
