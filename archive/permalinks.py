"""What became of a passage, or of a quote in it: one of five answers for every id that was ever issued.

Rule: never another place in silence. Where it is not sure which place is meant, all of them are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.anchors import Anchor, Located, Match, State, in_passages, locate
from archive.anchors.narrowing import narrowed
from archive.catalogue import Catalogue
from archive.claims import Claims, Origin, anchor_at
from archive.errors import PageNotFound, PassagePurged
from archive.issues import Issues
from archive.model import Issued, Kind, Page, Passage, Place, Slice, Version
from archive.passages import PassageStore
from archive.removals import Removals

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a stretch of a passage's text.

    `issued` is the passage as it stood when it had this id, `span` the stretch of its text that is meant.
    `version` is where it was looked for: the newest edition, or None where the document has none any more. `match`
    is its place there; it is None where it is gone or uncertain, and `candidates` are then what could be meant.
    """

    state: State
    issued: Issued
    span: Span
    version: Version | None
    match: Match | None = None
    candidates: tuple[Match, ...] = ()


class Permalinks:
    """Resolves ids over the documents as they are now."""

    def __init__(self, issues: Issues, removals: Removals, catalogue: Catalogue, passages: PassageStore) -> None:
        self._issues, self._removals = issues, removals
        self._catalogue, self._passages = catalogue, passages

    def resolve(self, passage_id: str, span: Span | None = None) -> Resolution:
        """Say what became of a passage, or of a stretch of its text.

        A stretch that reaches outside of the text is cut to it; an empty one is all of it. Raises: PassageNotFound
        for an id that was never issued; PassagePurged.
        """
        known = self._issues.of(passage_id)
        kept = [each for each in known if not each.is_purged]
        if not kept:
            raise PassagePurged(known[-1])
        first, last = kept[0], kept[-1]
        span = _within(last.text, span)
        version = self._catalogue.find_current(last.version.document_id, last.version.language)
        if version is None:
            return Resolution(State.GONE, last, span, None)
        if standing := self._passages.find_in(passage_id, version.id):
            return _standing(standing, first, last, span, version)
        return self._looked_for(last, span, version)

    def find(self, version_id: str, anchor: Anchor) -> Resolution:
        """Say what became of a quote that stands, or stood, in a version and was never a passage.

        Raises: VersionNotFound; PageNotFound where the page is none of the version's.
        """
        removal = self._removals.find(version_id)
        own = removal.version if removal else self._catalogue.get_version(version_id)
        document = removal.document if removal else self._catalogue.get_document(own.document_id)
        page = None if removal or anchor.page_number is None else self._page(own, anchor.page_number)
        places = (Place(page.number, page.label),) if page else ()
        quoted = Issued(
            passage_id="",
            version=own,
            document=document,
            ordinal=0,
            kind=Kind.PARAGRAPH,
            section=(),
            language=own.language,
            text=anchor.exact,
            places=places,
            prefix=anchor.prefix,
            suffix=anchor.suffix,
        )
        version = self._catalogue.find_current(own.document_id, own.language)
        span = (0, len(anchor.exact))
        return self._looked_for(quoted, span, version) if version else Resolution(State.GONE, quoted, span, None)

    def _page(self, version: Version, number: int) -> Page:
        if not 1 <= number <= version.page_count:
            raise PageNotFound(version.id, number, version.page_count)
        return self._passages.page(version.id, number)

    def _looked_for(self, issued: Issued, span: Span, version: Version) -> Resolution:
        """Look for a passage that the version does not hold under its id."""
        if issued.version.id == version.id:
            found, pages = self._in_its_file(issued)
        else:
            found, pages = self._in_other_edition(issued, version)
        found = self._narrowed(found, issued, span, pages)
        if found.state in (State.EXACT, State.MOVED) and found.match and issued.places:
            is_there = found.match.slices[0].page_number == issued.places_of(*span)[0].page_number
            found = replace(found, state=State.EXACT if is_there else State.MOVED)
        return self._answer(found, issued, span, version)

    def _in_its_file(self, issued: Issued) -> tuple[Located, list[Page]]:
        """Look for a passage in the file where it was read, as that is read now: on the page where it stood."""
        number = issued.places[0].page_number if issued.places else None
        near_by = [] if number is None else [number, number + 1]
        pages = self._passages.plain_pages(issued.version.id, with_words=near_by)
        anchor = Anchor(issued.text, issued.prefix, issued.suffix, number)
        return locate(anchor, pages, self._passages.in_parts(issued.version.id)), pages

    def _in_other_edition(self, issued: Issued, version: Version) -> tuple[Located, list[Page]]:
        """Look for a passage in another edition; what comes from other passages of its own is left out."""
        pages = self._passages.plain_pages(version.id)
        in_parts = self._passages.in_parts(version.id)
        anchor, origin = self._origin(issued)
        if origin is None:
            return locate(anchor, pages, in_parts), pages
        claims = Claims(self._passages, origin, version.id)
        found = locate(anchor, pages, in_parts, claims.free)
        if found.state is State.CHANGED and found.match:
            is_own = claims.comes_from_it(found.match, pages)
            if is_own is None:
                found = Located(State.UNCERTAIN, None, (found.match, *found.candidates))
            elif not is_own:
                found = Located(State.GONE)
        return found, pages

    def _origin(self, issued: Issued) -> tuple[Anchor, Origin | None]:
        """Give what is looked for in another edition, and where in its own it stands, if that is still held.

        What an earlier reading of its edition cut in other pieces is first found in the reading of now.
        """
        anchor = Anchor(issued.text, issued.prefix, issued.suffix)
        held = self._passages.find_in(issued.passage_id, issued.version.id)
        if held is not None:
            slices = tuple(Slice(number, start, end) for number, start, end, _ in held.parts)
            return anchor, Origin(issued.version.id, slices)
        if self._catalogue.find_version(issued.version.id) is None:
            return anchor, None
        found, pages = self._in_its_file(issued)
        if found.match is None:
            return anchor, None
        own = Origin(issued.version.id, found.match.slices)
        return anchor_at(own.slices, issued.text, pages), own

    def _narrowed(self, found: Located, issued: Issued, span: Span, pages: Sequence[Page]) -> Located:
        """Give what became of a stretch of the passage, by what became of all of it."""
        if span == (0, len(issued.text)):
            return found
        by_number = {page.number: page for page in pages}
        candidates = tuple(narrowed(each, issued.text, span, by_number) or each for each in found.candidates)
        if found.match is None:
            return replace(found, candidates=candidates)
        match = narrowed(found.match, issued.text, span, by_number)
        if match is None:
            return Located(State.CHANGED, found.match, candidates)
        is_exact = match.score == 1 and found.state is State.CHANGED
        return Located(State.EXACT if is_exact else found.state, match, candidates)

    def _answer(self, found: Located, issued: Issued, span: Span, version: Version) -> Resolution:
        places = [*([found.match] if found.match else []), *found.candidates]
        numbers = sorted({each.page_number for place in places for each in place.slices})
        placed = in_passages(found, self._passages.stands_on(version.id, numbers))
        return Resolution(placed.state, issued, span, version, placed.match, placed.candidates)


def _within(text: str, span: Span | None) -> Span:
    start, end = span or (0, len(text))
    start, end = max(start, 0), min(end, len(text))
    return (start, end) if start < end else (0, len(text))


def _standing(passage: Passage, first: Issued, last: Issued, span: Span, version: Version) -> Resolution:
    """Tell of a passage that stands under its id, on the page where it first stood or on another."""
    slices = []
    for number, page_start, page_end, start in passage.parts:
        begin, end = max(span[0] - start, 0), min(span[1] - start, page_end - page_start)
        if begin < end:
            slices.append(Slice(number, page_start + begin, page_start + end))
    match = Match(tuple(slices), passage.text[slice(*span)], 1.0, passage.id, span)
    has_moved = first.places_of(*span)[0].page_number != slices[0].page_number
    state, issued = (State.MOVED, first) if has_moved else (State.EXACT, last)
    return Resolution(state, issued, span, version, match)
