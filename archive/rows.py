"""Pages and passages as rows of their tables, and back."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Table, Text, cast

from archive.model import Furniture, Kind, LabelSource, Page, PageState, Part, Passage
from archive.tables import passages
from archive.words import Words


def as_text(table: Table) -> list[Any]:
    """Give the columns of a table, of which those that are JSON are given as they are kept."""
    return [cast(each, Text).label(each.name) if isinstance(each.type, JSON) else each for each in table.c]


PASSAGE = as_text(passages)
"""The columns of which `passage_of` makes a passage; it reads their JSON itself, most of it only once."""


def page_row(version_id: str, page: Page) -> dict[str, Any]:
    """Give a page of a version as a row."""
    return {
        "version_id": version_id,
        "number": page.number,
        "label": page.label,
        "label_source": page.label_source.value,
        "width_points": page.width_points,
        "height_points": page.height_points,
        "state": page.state.value,
        "furniture": [(each.text, each.box, list(each.words.values())) for each in page.furniture],
        "text": page.text,
        "words": page.words.to_bytes(),
        "sureness": page.sureness or None,
    }


def page_of(row: Any, words: Words | None = None) -> Page:
    """Give the page of a row; `words` in place of those that were not read with it."""
    return Page(
        number=row["number"],
        label=row["label"],
        label_source=LabelSource(row["label_source"]),
        width_points=row["width_points"],
        height_points=row["height_points"],
        text=row["text"],
        words=Words.from_bytes(row["words"]) if words is None else words,
        furniture=tuple(_furniture(*piece) for piece in row["furniture"]),
        state=PageState(row["state"]),
        sureness=row["sureness"] or b"",
    )


def _furniture(text: str, box: Sequence[float], words: Sequence[int]) -> Furniture:
    x0, y0, x1, y1 = box
    return Furniture(text, (x0, y0, x1, y1), Words.from_values(array("i", words)))


def passage_row(version_id: str, passage: Passage) -> dict[str, Any]:
    """Give a passage of a version as a row."""
    numbers = passage.page_numbers
    return {
        "version_id": version_id,
        "ordinal": passage.ordinal,
        "id": passage.id,
        "kind": passage.kind.value,
        "section": passage.section,
        "language": passage.language,
        "first_page": min(numbers),
        "last_page": max(numbers),
        "parts": passage.parts,
        "header": passage.header,
        "text": passage.text,
    }


def passage_of(
    version_id: str,
    ordinal: int,
    own_id: str,
    kind: str,
    section: str,
    language: str,
    _first_page: int,
    _last_page: int,
    parts: str,
    header: str,
    text: str,
) -> Passage:
    """Give the passage of a row of `PASSAGE`."""
    return Passage(
        id=own_id,
        version_id=version_id,
        ordinal=ordinal,
        kind=_KINDS[kind],
        section=_cells(section),
        language=language,
        text=text,
        parts=tuple(map(Part._make, json.loads(parts))),
        header=_cells(header),
    )


@lru_cache(1_000)
def _cells(kept: str) -> tuple[str, ...]:
    """Read a list that comes with every passage of a section, or of a table."""
    return tuple(json.loads(kept))


_KINDS = {kind.value: kind for kind in Kind}
