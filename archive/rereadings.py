"""A passage of an earlier reading of a file, in what is read of the file now.

Rule: the file is the same, so what stood in a place on a page stands in it still, whatever is read there now.
Letters may be read otherwise, words cut and joined otherwise, columns read in another order.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.anchors.exact_search import is_spelled, quote_of
from archive.anchors.locating import Anchor, Located, Match, Search, State
from archive.anchors.near_search import likeness
from archive.boxes import within
from archive.model import Issued, Page, Stands
from archive.passages import PassageStore

_LEAST_LIKENESS = 0.5
"""With less in common, what stands in the place may be something else: its words are looked for on the page."""


def in_its_file(passages: PassageStore, issued: Issued) -> tuple[Located, list[Page]]:
    """Find what was issued in its version as that is read now; gives the pages that were searched too.

    A quote that was never a passage is looked for in all of the version: its page is what somebody says.
    """
    if not issued.passage_id:
        return _anywhere(passages, issued)
    numbers = sorted({place.page_number for place in issued.places})
    pages = passages.pages(issued.version.id, numbers)
    there = _in_place(issued, pages)
    if there and there.score == 1:
        return Located(State.EXACT, there), pages
    search = Search(pages, _inside(passages, issued.version.id, numbers))
    exact = search.exact(_anchor(issued))
    same = [each for each in (exact.match, *exact.candidates) if each and there and _shares(each, there)]
    if len(same) == 1:
        return Located(State.EXACT, same[0]), pages
    if there and there.score >= _LEAST_LIKENESS:
        return Located(State.CHANGED, there), pages
    found = search.likeliest(_anchor(issued))
    if found.state is State.GONE:
        found = search.answer(_anchor(issued, numbers[0]))
    return (Located(State.CHANGED, there) if there and found.state is State.GONE else found), pages


def _in_place(issued: Issued, pages: Sequence[Page]) -> Match | None:
    """Give what is read now where the passage stood on its pages."""
    by_number = {page.number: page for page in pages}
    slices = tuple(
        each for number, rects in issued.boxes if number in by_number for each in within(by_number[number], rects)
    )
    quote = quote_of(issued.text)
    if not slices or quote is None:
        return None
    text = " ".join(by_number[each.page_number].text[each.start : each.end] for each in slices)
    score = 1.0 if is_spelled(quote, text) else likeness(quote, text)
    return Match(slices, text, score, is_whole=len(slices) == 1)


def _shares(one: Match, other: Match) -> bool:
    """Tell whether most of one place is in another."""
    common = sum(
        max(min(mine.end, its.end) - max(mine.start, its.start), 0)
        for mine in one.slices
        for its in other.slices
        if mine.page_number == its.page_number and mine.aside == its.aside
    )
    return common > sum(each.end - each.start for each in one.slices) / 2


def _inside(passages: PassageStore, version_id: str, numbers: Sequence[int]) -> list[Stands]:
    """Give the passages in several parts that stand on these pages alone."""
    return [
        each
        for each in passages.stands_on(version_id, numbers)
        if len(each.parts) > 1 and all(part.page_number in numbers for part in each.parts)
    ]


def _anchor(issued: Issued, page_number: int | None = None) -> Anchor:
    return Anchor(issued.text, issued.prefix, issued.suffix, page_number)


def _anywhere(passages: PassageStore, issued: Issued) -> tuple[Located, list[Page]]:
    number = issued.places[0].page_number if issued.places else None
    near_by = [] if number is None else [number, number + 1]
    pages = passages.plain_pages(issued.version.id, with_words=near_by)
    search = Search(pages, passages.in_parts(issued.version.id))
    return search.answer(_anchor(issued, number)), pages
