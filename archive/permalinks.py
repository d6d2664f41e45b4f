"""What became of a passage, or of a quote in it: one of five answers for every id that was ever issued.

Rule: never another place in silence. Where it is not sure which place is meant, all of them are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.anchors.locating import Anchor, Located, Match, State, in_passages
from archive.catalogue import Catalogue
from archive.departures import Departures
from archive.errors import PageNotFound, PassagePurged
from archive.issues import Issues
from archive.lineage import Lineage
from archive.model import Issued, Kind, Page, Passage, Place, Slice, Version
from archive.narrowing import narrowed
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

    def __init__(
        self,
        issues: Issues,
        removals: Removals,
        departures: Departures,
        catalogue: Catalogue,
        passages: PassageStore,
    ) -> None:
        self._issues, self._removals, self._departures = issues, removals, departures
        self._catalogue, self._passages = catalogue, passages
        self._lineage = Lineage(issues, catalogue, passages)

    def resolve(self, passage_id: str, span: Span | None = None) -> Resolution:
        """Say what became of a passage, or of a stretch of its text.

        What is no stretch of the text stands for all of it. Raises: PassageNotFound for an id that was never
        issued; PassagePurged.
        """
        known = self._issues.of(passage_id)
        kept = [each for each in known if not each.is_purged]
        if not kept:
            raise PassagePurged(known[-1])
        known_there = _of_one_document(kept)
        first, last = known_there[0], known_there[-1]
        span = _within(last.text, span)
        version = self._newest(last)
        if version is None:
            return Resolution(State.GONE, last, span, None)
        standing = self._passages.find_in(passage_id, version.id)
        # Before ids were kept for the very same characters alone, a stretch could count in others.
        if standing and standing.text == last.text:
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
        quoted = Issued(
            passage_id="",
            version=own,
            document=document,
            ordinal=0,
            kind=Kind.PARAGRAPH,
            section=(),
            language=own.language,
            text=anchor.exact,
            places=(Place(page.number, page.label),) if page else (),
            prefix=anchor.prefix,
            suffix=anchor.suffix,
        )
        version = self._newest(quoted)
        span = (0, len(anchor.exact))
        return self._looked_for(quoted, span, version) if version else Resolution(State.GONE, quoted, span, None)

    def _newest(self, issued: Issued) -> Version | None:
        """Give the edition in which what was issued is looked for: the newest of its document.

        Of a file that was taken out as a copy, that of the document of which it was one.
        """
        stands_as = self._departures.stands_for(issued.version.id) or issued.version.id
        other = self._catalogue.find_version(stands_as) if stands_as != issued.version.id else None
        own = other or issued.version
        return self._catalogue.find_current(own.document_id, own.language)

    def _page(self, version: Version, number: int) -> Page:
        if not 1 <= number <= version.page_count:
            raise PageNotFound(version.id, number, version.page_count)
        return self._passages.page(version.id, number)

    def _looked_for(self, issued: Issued, span: Span, version: Version) -> Resolution:
        """Look for a passage that the version does not hold under its id."""
        found, pages = self._lineage.found(issued, version)
        found = _narrowed(found, issued, span, pages)
        if found.state in (State.EXACT, State.MOVED) and found.match and issued.places:
            is_there = found.match.slices[0].page_number == issued.places_of(*span)[0].page_number
            found = replace(found, state=State.EXACT if is_there else State.MOVED)
        return self._placed(found, issued, span, version)

    def _placed(self, found: Located, issued: Issued, span: Span, version: Version) -> Resolution:
        """Tell in which passages the places stand."""
        places = [*([found.match] if found.match else []), *found.candidates]
        numbers = sorted({each.page_number for place in places for each in place.slices})
        placed = in_passages(found, self._passages.stands_on(version.id, numbers))
        return Resolution(placed.state, issued, span, version, placed.match, placed.candidates)


def _of_one_document(known: Sequence[Issued]) -> Sequence[Issued]:
    """Give what an id was given to in one document: that where it stands, or else where it stood last.

    A version that was moved to another document was given it as well as those that stayed.
    """
    if len({each.version.document_id for each in known}) == 1:
        return known
    standing = [each for each in known if each.retired_at is None]
    last = standing[-1] if standing else max(known, key=lambda each: each.retired_at or "")
    return [each for each in known if each.version.document_id == last.version.document_id]


def _within(text: str, span: Span | None) -> Span:
    return span if span and 0 <= span[0] < span[1] <= len(text) else (0, len(text))


def _narrowed(found: Located, issued: Issued, span: Span, pages: Sequence[Page]) -> Located:
    """Give what became of a stretch of a passage, by what became of all of it."""
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
