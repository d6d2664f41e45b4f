"""Pages of two versions side by side as they are printed, each passage with the name of the row it stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive import Archive
from search_app.bitext_rows import PAGES, Chunk, Extents, Row, far_rows
from search_app.facing import Facing, Side
from search_app.sheet import Sheet, sheet_of

_MOST_PAGES = 3 * PAGES
"""Pages of a version in one column: alignments may jump, and hundreds of pages may have no text."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page and what lies over it; `rows` are by the ids of their passages.

    `far` names those whose sides are too far from each other for the columns to follow.
    """

    side: Side
    sheet: Sheet
    rows: Mapping[str, Row]
    far: Collection[str]


def leaves_of(
    archive: Archive, facing: Facing, rows: Sequence[Row], chunk: Chunk, extents: Mapping[str, Extents]
) -> tuple[list[Leaf], list[Leaf]]:
    """Give the pages of a chunk, and those of the other version that stand beside them."""
    left, right = facing.left, facing.right
    far = far_rows(rows, extents[right.version.id])
    numbers = (
        (left, _own(chunk, left.version.page_count)),
        (right, _beside(rows, far, chunk, extents[right.version.id], right.version.page_count)),
    )
    wanted = [
        (side.version.id, each)
        for side, pages in numbers
        for each, (begin, end) in extents[side.version.id].items()
        if pages and begin <= pages[-1] and end >= pages[0]
    ]
    held = archive.passages.held(wanted)
    held_pages = archive.passages.pages_at(
        (side.version.id, number) for side, pages in numbers for number in pages
    )
    row_of = {each: row for row in rows for each in (*row.left, *row.right)}

    def leaves(side: Side, pages: Iterable[int]) -> list[Leaf]:
        own = [held[each] for each in dict.fromkeys(wanted) if each[0] == side.version.id and each in held]
        return [
            Leaf(
                side,
                sheet_of(page, [(each, ()) for each in own if page.number in each.page_numbers], None),
                row_of,
                far,
            )
            for page in (held_pages[side.version.id, number] for number in pages)
        ]

    ours, theirs = (leaves(side, pages) for side, pages in numbers)
    return ours, theirs


def _own(chunk: Chunk, page_count: int) -> range:
    """Give the pages of the left version that a chunk stands on, and those without text around them."""
    first = max(1 if chunk.before is None else chunk.first_page, chunk.last_page - _MOST_PAGES + 1)
    last = max(chunk.after.page_number - 1, chunk.last_page) if chunk.after else page_count
    return range(first, min(last, first + _MOST_PAGES - 1) + 1)


def _beside(rows: Sequence[Row], far: Collection[str], chunk: Chunk, extents: Extents, page_count: int) -> range:
    """Give the pages of the right version from where the chunk before has come to."""
    begin = rows.index(chunk.rows[0]) if chunk.rows else 0
    own = _places(chunk.rows, far, extents)
    came_to = max((last for _, last in _places(rows[:begin], far, extents)), default=0)
    first = min([came_to + 1, *(first for first, _ in own)])
    last = max((last for _, last in own), default=came_to) if chunk.after else page_count
    return range(first, min(last, first + _MOST_PAGES - 1) + 1)


def _places(rows: Iterable[Row], far: Collection[str], extents: Extents) -> list[tuple[int, int]]:
    return [extents[each] for row in rows if row.key not in far for each in row.right]
