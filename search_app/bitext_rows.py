"""The rows of a bitext: what stands side by side, in the order of the version on the left, and some pages of it.

Rule: every passage of either version stands in one row. What has nothing beside it stands alone, where its own
version has it: what only the right one has comes after what precedes it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive import Alignment
from search_app.alignment_words import SURE

Extents = Mapping[str, tuple[int, int]]
"""The first and last page of the passages of a version, by id, in reading order."""

PAGES = 5
"""Pages of the left version that are shown together."""

_MOST_ROWS = 160
"""Rows that are shown together, unless a page alone has more: a manual has up to a hundred on a page."""

_NEAR_PAGES = 2
"""How far columns of pages follow what was moved: tables drift a page or two, errors go farther."""

_MOST_OF_PAGE = 400
"""Rows of one page that are shown together: a page may go on for the length of a book, or have one beside it."""


@dataclass(frozen=True, slots=True)
class Row:
    """Ids of passages that say the same; one of the sides may be empty.

    `page_number` is of the left version, and never lower than that of the row above. `is_known`: it was found out
    that nothing stands beside it; else nobody has looked yet.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    confidence: float = 0.0
    is_moved: bool = False
    is_corrected: bool = False
    is_known: bool = True
    page_number: int = 1

    @property
    def key(self) -> str:
        """Its name: the id of its first passage."""
        return (self.left or self.right)[0]

    @property
    def is_paired(self) -> bool:
        """Whether both sides have something."""
        return bool(self.left and self.right)

    @property
    def is_doubtful(self) -> bool:
        """Whether its sides may well not say the same."""
        return self.is_paired and not self.is_corrected and self.confidence < SURE


@dataclass(frozen=True, slots=True)
class Start:
    """Where rows begin: a page, and a passage of it where they begin amid the page."""

    page_number: int
    passage_id: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows, and the pages of the left version they stand on; where to go on and where to go back to."""

    rows: tuple[Row, ...]
    first_page: int
    last_page: int
    before: Start | None
    after: Start | None
    is_amid_page: bool = False


def rows_of(
    found: Iterable[Alignment],
    left: Extents,
    right: Extents,
    *,
    is_turned: bool = False,
    is_one_file: bool = False,
) -> list[Row]:
    """Lay out a bitext; passages that are not there any more are left out.

    `is_turned`: the side it calls `from` is on the right. `is_one_file`: both sides are passages of the same
    file, so that those in neither language belong to none.
    """
    rows = list(_held(found, left, right, is_turned=is_turned))
    if not is_one_file:
        placed = {each for row in rows for each in (*row.left, *row.right)}
        rows += [Row((each,), (), is_known=False) for each in left if each not in placed]
        rows += [Row((), (each,), is_known=False) for each in right if each not in placed]
    place = {each: number for number, each in enumerate(left)}
    leading = sorted((row for row in rows if row.left), key=lambda row: min(place[each] for each in row.left))
    return list(_numbered(_with_followers(leading, rows, right), left))


def chunk_at(rows: Sequence[Row], page_number: int, focus: Row | None = None) -> Chunk:
    """Give the rows from a page on; from the last page with any where that is not so far.

    Of a page with too many, those among which `focus` is, or the first.
    """
    pieces = _pieces(rows)
    start = next((at for at, each in enumerate(pieces) if each[0].page_number >= page_number), len(pieces) - 1)
    if not pieces:
        return Chunk((), 1, 1, None, None)
    of_page = [at for at, each in enumerate(pieces) if each[0].page_number == pieces[start][0].page_number]
    start = next((at for at in of_page if focus in pieces[at]), start)
    shown = pieces[start : start + _fitting(pieces[start:])]
    before = pieces[:start][::-1]
    return Chunk(
        rows=tuple(row for piece in shown for row in piece),
        first_page=shown[0][0].page_number,
        last_page=shown[-1][0].page_number,
        before=_start(pieces, start - _fitting(before)) if before else None,
        after=_start(pieces, start + len(shown)) if start + len(shown) < len(pieces) else None,
        is_amid_page=start > of_page[0],
    )


def row_with(rows: Iterable[Row], passage_id: str) -> Row | None:
    """Find the row in which a passage stands."""
    return next((row for row in rows if passage_id in row.left or passage_id in row.right), None)


def pages_beside(rows: Iterable[Row], right: Extents) -> dict[int, int]:
    """Give for pages of the left version the page of the right one that goes with each, where one does."""
    found: dict[int, int] = {}
    for row in rows:
        if row.is_paired and not row.is_moved:
            found.setdefault(row.page_number, right[row.right[0]][0])
    return found


def far_rows(rows: Iterable[Row], right: Extents) -> frozenset[str]:
    """Give the names of the rows that were moved far from what precedes them on the right."""
    found: set[str] = set()
    came_to = 1
    for row in rows:
        if not row.right:
            continue
        page_number = right[row.right[0]][0]
        if not row.is_moved:
            came_to = page_number
        elif abs(page_number - came_to) > _NEAR_PAGES:
            found.add(row.key)
    return frozenset(found)


def _held(found: Iterable[Alignment], left: Extents, right: Extents, *, is_turned: bool) -> Iterator[Row]:
    for each in found:
        sides = (each.to_ids, each.from_ids) if is_turned else (each.from_ids, each.to_ids)
        ours, theirs = (
            tuple(id_ for id_ in ids if id_ in held) for ids, held in zip(sides, (left, right), strict=True)
        )
        if ours or theirs:
            # What lost its other side since is not known to stand alone.
            is_known = bool(ours and theirs) or not all(sides)
            yield Row(ours, theirs, each.confidence, each.is_moved, each.is_corrected, is_known)


def _with_followers(leading: Sequence[Row], rows: Iterable[Row], right: Extents) -> Iterator[Row]:
    """Give the rows that have something on the left, each with those after it that have not."""
    row_of = {each: row for row in rows for each in row.right}
    followers: dict[str, list[Row]] = {"": []}
    last = ""
    for each in right:
        row = row_of.get(each)
        if row is None or row.is_moved:
            continue
        if row.left:
            last = row.key
        elif each == row.key:
            followers.setdefault(last, []).append(row)
    moved_alone = [row for row in rows if not row.left and row.is_moved]
    yield from followers[""]
    for row in leading:
        yield row
        yield from followers.get(row.key, ())
    yield from moved_alone


def _numbered(rows: Iterable[Row], left: Extents) -> Iterator[Row]:
    page_number = 1
    for row in rows:
        page_number = max([page_number, *(left[each][0] for each in row.left[:1])])
        yield replace(row, page_number=page_number)


def _pieces(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """Part rows into pages, and what is too much for one into several."""
    pages = (list(group) for _, group in groupby(rows, key=lambda row: row.page_number))
    return [page[at : at + _MOST_OF_PAGE] for page in pages for at in range(0, len(page), _MOST_OF_PAGE)]


def _start(pieces: Sequence[Sequence[Row]], at: int) -> Start:
    first = pieces[at][0]
    is_amid_page = at > 0 and pieces[at - 1][0].page_number == first.page_number
    return Start(first.page_number, first.key if is_amid_page else "")


def _fitting(pieces: Sequence[Sequence[Row]]) -> int:
    """Tell how many of these pieces are shown together, from the first on: at least one."""
    shown = 0
    for number, piece in enumerate(pieces):
        shown += len(piece)
        is_far = abs(piece[0].page_number - pieces[0][0].page_number) >= PAGES
        if number and (is_far or shown > _MOST_ROWS):
            return number
    return len(pieces)
