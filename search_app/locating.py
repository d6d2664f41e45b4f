"""Where a quote stands in a version, told as the object of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive import (
    Anchor,
    Archive,
    Located,
    Match,
    Page,
    Version,
    in_passages,
    locate,
    slice_boxes,
)
from search_app.address_pieces import quote_said
from search_app.links import Links
from search_app.presenting import Object, Pages, box_objects, page_refs
from search_app.reading import get_page


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a quote in a version, with the pages of all its places by number."""

    version: Version
    found: Located
    pages: Pages


def find_quote(archive: Archive, version: Version, anchor: Anchor) -> Answer:
    """Find a quote. Raises: PageNotFound when its page is none of the version's."""
    number = anchor.page_number
    near_by = [] if number is None else [number, number + 1]
    if number is not None:
        get_page(archive, version, number)
    passages = archive.passages
    found = locate(anchor, passages.plain_pages(version.id, with_words=near_by), passages.in_parts(version.id))
    places = [*([found.match] if found.match else []), *found.candidates]
    numbers = sorted({each.page_number for place in places for each in place.slices})
    found = in_passages(found, passages.stands_on(version.id, numbers))
    return Answer(version, found, {page.number: page for page in passages.pages(version.id, numbers)})


def located_object(answer: Answer, links: Links) -> Object:
    """Give what became of a quote as other programs read it."""
    match = answer.found.match
    return {
        "state": answer.found.state.value,
        **(place_object(match, answer, links) if match else _NOWHERE),
        "candidates": [place_object(each, answer, links) for each in answer.found.candidates],
    }


def place_object(match: Match, answer: Answer, links: Links) -> Object:
    """Give one place of a quote."""
    labels = {number: page.label for number, page in answer.pages.items()}
    return {
        "passage": match.passage_id,
        "url": place_link(match, answer.version, links),
        "pages": page_refs(page_numbers(match), labels),
        "text": match.text,
        "boxes": box_objects(slice_boxes(match.slices, answer.pages)),
        "score": round(match.score, 4),
    }


def place_link(match: Match, version: Version, links: Links) -> str:
    """Give the link to the quote in its passage, or else to its page."""
    if match.passage_id and match.passage_span:
        return links.passage(match.passage_id, quote=quote_said(match.passage_span))
    return links.page(version.document_id, version.language, page_numbers(match)[0], edition=version.edition)


def page_numbers(match: Match) -> list[int]:
    """Give the pages of a place, in the order in which it is read."""
    return list(dict.fromkeys(each.page_number for each in match.slices))


def pages_of(archive: Archive, version: Version, matches: Iterable[Match]) -> dict[int, Page]:
    """Give the pages on which places stand, by number."""
    numbers = {number for match in matches for number in page_numbers(match)}
    return {page.number: page for page in archive.passages.pages(version.id, sorted(numbers))}


_NOWHERE: Object = {"passage": None, "url": None, "pages": [], "text": None, "boxes": [], "score": 0.0}
