"""Pages and passages as rows of their tables, and back."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from archive.model import Furniture, Kind, LabelSource, Page, PageState, Part, Passage
from archive.words import Words


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
        "furniture": [[each.text, list(each.box), list(each.words.values())] for each in page.furniture],
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
        "section": list(passage.section),
        "language": passage.language,
        "first_page": min(numbers),
        "last_page": max(numbers),
        "parts": [list(part) for part in passage.parts],
        "header": list(passage.header),
        "text": passage.text,
    }


def passage_of(row: Any) -> Passage:
    """Give the passage of a row."""
    return Passage(
        id=row["id"],
        version_id=row["version_id"],
        ordinal=row["ordinal"],
        kind=Kind(row["kind"]),
        section=tuple(row["section"]),
        language=row["language"],
        text=row["text"],
        parts=tuple(Part(*part) for part in row["parts"]),
        header=tuple(row["header"]),
    )
