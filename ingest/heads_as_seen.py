"""Furniture of pages printed sideways: it runs along the text, or stands upright on the page as seen."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.folios import counting_folios, near_pages
from ingest.furniture import SetAside, set_aside
from ingest.lines import Line
from ingest.margins import SAME_HEIGHT_POINTS, without
from ingest.raw_lines import RawLines
from ingest.turning import turn_line, turned_size


def set_aside_as_seen(pages: Sequence[RawLines], counted: Sequence[Line | None]) -> list[SetAside]:
    """Part every page's lines into text and furniture. `counted` are the folios known already."""
    text = [[line for line in page.lines if not line.turned] for page in pages]
    heights = [page.height_points for page in pages]
    parted = [[each] for each in set_aside(text, heights, counted, [page.tabled for page in pages])]
    upright = list(map(_upright_as_seen, pages))
    if any(upright):
        as_seen = [lines or others for lines, others in zip(upright, text, strict=True)]
        heights = [_height(page, is_turned=bool(lines)) for page, lines in zip(pages, upright, strict=True)]
        again = set_aside(as_seen, heights, counting_folios(as_seen, heights), [[] for _ in pages])
        parted = [[*one, each] if lines else one for one, lines, each in zip(parted, upright, again, strict=True)]
    slugs = [_slugs(at, pages) for at in range(len(pages))]
    return [_joined(page.lines, found, slug) for page, found, slug in zip(pages, parted, slugs, strict=True)]


def _slugs(at: int, pages: Sequence[RawLines]) -> list[Line]:
    """Find the lines along the side of a page that two pages around it have too, at the same place."""
    beside = [line for line in pages[at].lines if line.turned]
    near = [[line for line in pages[other].lines if line.turned] for other in near_pages(at, len(pages))]
    return [line for line in beside if sum(any(_is_same(line, each) for each in lines) for lines in near) > 1]


def _is_same(one: Line, other: Line) -> bool:
    apart = max(abs(x - y) for x, y in zip(one.box, other.box, strict=True))
    return one.text == other.text and apart < SAME_HEIGHT_POINTS


def _height(page: RawLines, *, is_turned: bool) -> float:
    return turned_size(page.size, page.turned if is_turned else 0)[1]


def _upright_as_seen(page: RawLines) -> list[Line]:
    """Give the lines of a page printed sideways that stand upright on it as seen, as they stand there."""
    lines = [line for line in page.lines if page.turned and line.turned == page.turned]
    return [turn_line(line, -page.turned, page.size) for line in lines]


def _joined(lines: Sequence[Line], found: Sequence[SetAside], slugs: Sequence[Line]) -> SetAside:
    taken = {line.order for each in found for line in each.aside} | {line.order for line in slugs}
    aside = [line for line in lines if line.order in taken]
    known = {line.order for line in aside}
    boxed = [line for line in found[0].aside if line.order not in known]
    return SetAside(
        tuple(without(lines, aside)),
        (*aside, *boxed),
        next((each.folio for each in found[::-1] if each.folio), None),
    )
