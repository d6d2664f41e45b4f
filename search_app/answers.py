"""What became of a link's passage or quote, told as the passage object of the contract.

Rule: `text`, `pages` and `boxes` are those of now where the words stand now, and of then where they do not; `was`
tells of then wherever that is not the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive import (
    Archive,
    Issued,
    Match,
    PageBoxes,
    Passage,
    Resolution,
    State,
    Version,
    around_slices,
    boxes,
    slice_boxes,
)
from search_app.address_pieces import quote_said
from search_app.counterparts import Translation, find_translations
from search_app.links import Links
from search_app.locating import page_numbers, pages_of, place_link
from search_app.presenting import Object, box_objects, counterpart_refs, document_ref, page_refs

_STANDING = (State.EXACT, State.MOVED, State.CHANGED)


def answer_object(archive: Archive, found: Resolution, links: Links, *, asked: str = "") -> Object:
    """Give what became of a stretch of a passage; `found` is as the archive resolved it.

    `asked` is the address to tell for a quote that was never a passage.
    """
    issued, version = found.issued, found.version
    now = _now(archive, found.match, version) if found.match and version else _then(archive, issued, found.span)
    document = archive.catalogue.find_document(now.version.document_id) or issued.document
    of = now.passage or issued
    start, end = now.span
    return {
        "passage": issued.passage_id or None,
        "url": asked or address(issued, found.span, links),
        "state": found.state.value,
        "document": document_ref(document),
        "version": now.version.id,
        "edition": now.version.edition,
        "language": of.language,
        "kind": of.kind.value,
        "section": list(of.section),
        "pages": now.pages,
        "text": now.text,
        "header": list(of.header),
        "boxes": box_objects(now.boxes),
        "anchor": {"exact": now.text[start:end], **now.around, "start": start, "end": end},
        "was": None if found.state is State.EXACT else _was(issued, found.span),
        "candidates": _candidates(archive, found.candidates, version, links) if version else [],
        "counterparts": counterpart_refs(translations_of(archive, found), links),
    }


def translations_of(archive: Archive, found: Resolution) -> Sequence[Translation]:
    """Give what says the same in another language as the passage in which the words stand now, or stood."""
    passage_id = (found.match.passage_id if found.match else None) or found.issued.passage_id
    return find_translations(archive, [passage_id]).get(passage_id, ()) if passage_id else ()


def address(issued: Issued, span: tuple[int, int], links: Links) -> str:
    """Give the link to a stretch of what was issued, or to all of it."""
    is_all = span == (0, len(issued.text))
    return links.passage(issued.passage_id, quote="" if is_all else quote_said(span))


class _Told:
    """What is told of a place: its version and passage, its text with the stretch of it that is meant."""

    def __init__(
        self,
        version: Version,
        passage: Passage | None,
        text: str,
        span: tuple[int, int],
        pages: list[Object],
        found: Sequence[PageBoxes],
        around: tuple[str, str],
    ) -> None:
        self.version, self.passage, self.text, self.span = version, passage, text, span
        self.pages, self.boxes = pages, found
        self.around = {"prefix": around[0], "suffix": around[1]}


def _now(archive: Archive, match: Match, version: Version) -> _Told:
    """Tell of a place where the words stand: of their passage, where they stand in that in one piece."""
    pages = pages_of(archive, version, [match])
    around = around_slices(match.slices, pages)
    passage = archive.passages.find_in(match.passage_id, version.id) if match.passage_id else None
    rects = slice_boxes(match.slices, pages)
    if passage and match.passage_span:
        numbers = passage.page_numbers
        labels = {place.number: place.label for place in archive.passages.pages(version.id, numbers)}
        return _Told(version, passage, passage.text, match.passage_span, page_refs(numbers, labels), rects, around)
    numbers = tuple(page_numbers(match))
    labels = {number: page.label for number, page in pages.items()}
    return _Told(version, passage, match.text, (0, len(match.text)), page_refs(numbers, labels), rects, around)


def _then(archive: Archive, issued: Issued, span: tuple[int, int]) -> _Told:
    """Tell of what was issued as it stood."""
    held = archive.passages.find_in(issued.passage_id, issued.version.id)
    rects: Sequence[PageBoxes] = issued.boxes
    if held:
        words = {number: words for (_, number), words in archive.passages.words_of([held]).items()}
        rects = boxes(held, [span], words)
    return _Told(issued.version, held, issued.text, span, _places(issued), rects, issued.around(*span))


def _was(issued: Issued, span: tuple[int, int]) -> Object:
    return {
        "version": issued.version.id,
        "edition": issued.version.edition,
        "pages": _places(issued, span),
        "text": issued.text[slice(*span)],
    }


def _places(issued: Issued, span: tuple[int, int] | None = None) -> list[Object]:
    places = issued.places_of(*span) if span and issued.places else issued.places
    return [{"number": place.page_number, "label": place.label} for place in places]


def _candidates(archive: Archive, found: Sequence[Match], version: Version, links: Links) -> list[Object]:
    pages = pages_of(archive, version, found)
    labels = {number: page.label for number, page in pages.items()}
    return [
        {
            "passage": each.passage_id,
            "score": round(each.score, 4),
            "url": place_link(each, version, links),
            "pages": page_refs(sorted(page_numbers(each)), labels),
            "text": each.text,
        }
        for each in found
    ]
