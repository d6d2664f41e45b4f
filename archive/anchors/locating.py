"""Find a quote again in the text of a version, and say what became of it.

Rule: pure functions of what the archive holds. The same quote and hints give the same answer in every process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from archive.anchors.context import (
    Hints,
    hints_of,
    is_between,
    is_cut,
    is_fitting,
    is_on,
    merit,
    singled_out,
    weigh,
)
from archive.anchors.exact_search import Found, Quote, occurrences, quote_of
from archive.anchors.near_search import found_at, likeness, near
from archive.anchors.passage_map import PassageMap
from archive.anchors.stitching import stitched
from archive.anchors.streams import Stream, stream_of
from archive.model import Page, Slice, Stands

_MOST_PLACES = 2_000
"""A letter stands on every page a thousand times; more places than this are not weighed."""

_MOST_LETTERS = 200_000
"""Nor more than so many letters of longer quotes; two and more places are uncertain in any case."""

_MOST_APART = 200
"""With so many places of the same likeness it is uncertain in any case."""

_AROUND = 64
"""Letters on either side that a chain of words goes through."""

MOST_CANDIDATES = 20
"""More are no help to choose from."""


class State(StrEnum):
    """What became of a quote."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    UNCERTAIN = "uncertain"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote with what was known of its place: the text before and after it, and its page."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    page_number: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A place where the quote stands, or something like it, as slices of its pages.

    `text` is what stands there; `score` is 1 where that is the quote, and less the more letters differ.
    `passage_id` is the passage in which it begins, and `passage_span` where it stands in that, if it does in one
    piece: both once `in_passages` has told them.
    """

    slices: tuple[Slice, ...]
    text: str
    score: float
    passage_id: str | None = None
    passage_span: tuple[int, int] | None = None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Located:
    """What became of a quote; `candidates` are other places where it may stand, the likeliest first.

    `match` is missing where the quote is gone, or stands at several places of which none is singled out.
    """

    state: State
    match: Match | None = None
    candidates: tuple[Match, ...] = ()


Free = Callable[[Sequence[tuple[Slice, ...]]], Sequence[bool]]
"""Tells of places whether they can be the quote's, or are known to be something else's."""


def is_quote(text: str) -> bool:
    """Tell whether a text has anything that can be looked for: a letter, a digit, a sign that is seen."""
    return quote_of(text) is not None


def locate(
    anchor: Anchor, pages: Sequence[Page], in_parts: Sequence[Stands] = (), free: Free | None = None
) -> Located:
    """Find a quote in a version.

    `pages` are all of its pages in order; of the one that is named, and the next, the words are needed too.
    `in_parts` are the passages that have several parts, between which other things may stand. `free` puts places
    out of question.
    """
    return Search(pages, in_parts, free).answer(anchor)


def in_passages(located: Located, stands: Iterable[Stands]) -> Located:
    """Tell in which passages the places of a quote begin, by the passages of their pages."""
    passages = PassageMap(stands)
    match = _placed(located.match, passages) if located.match else None
    candidates = tuple(_placed(each, passages) for each in located.candidates)
    return replace(located, match=match, candidates=candidates)


class Search:
    """One version, made ready to be searched; its pages, their parts and what is free are as for `locate`."""

    def __init__(self, pages: Sequence[Page], in_parts: Sequence[Stands] = (), free: Free | None = None) -> None:
        self._pages, self._free = pages, free
        self._stream = stream_of(pages, in_parts)

    def answer(self, anchor: Anchor) -> Located:
        """Find a quote word for word, or where nothing but something like it stands."""
        found = self.exact(anchor)
        return self.near(anchor) if found.state is State.GONE else found

    def exact(self, anchor: Anchor, *, fits: bool = False) -> Located:
        """Find a quote word for word; `fits`: only where the words around speak for it too."""
        quote, hints = _read(anchor)
        if quote is None:
            return _GONE
        places = [place for place in self._standing(quote, hints) if self._is_exact(place, hints)]
        if fits:
            places = [place for place in places if is_fitting(place, self._stream, hints)]
        return self._told(places, hints)

    def near(self, anchor: Anchor) -> Located:
        """Find something like a quote; where it stands word for word is left out."""
        quote, hints = _read(anchor)
        if quote is None:
            return _GONE
        standing = self._standing(quote, hints)
        exact = [place for place in standing if self._is_exact(place, hints)]
        unlike = [self._unlike(place, quote) for place in standing if place not in exact]
        found = [*unlike, *self._freed(near(quote, self._stream))]
        return self._told(_apart([each for each in found if not any(_overlap(each, one) for one in exact)]), hints)

    def likeliest(self, anchor: Anchor) -> Located:
        """Find a quote, or something like it, by its words and those around it together.

        A place word for word is not more than one that is only like it, where the words around say so.
        """
        quote, hints = _read(anchor)
        if quote is None:
            return _GONE
        standing = [
            place if self._is_exact(place, hints) else self._unlike(place, quote)
            for place in self._standing(quote, hints)
        ]
        return self._told(_apart([*standing, *self._freed(near(quote, self._stream))]), hints)

    def _standing(self, quote: Quote, hints: Hints) -> list[Found]:
        """Give where the quote's letters stand, as they are read and as the eye goes."""
        near_by = [page for page in self._pages if hints.page_number in (page.number, page.number - 1)]
        found = _once(self._stream, _standing(quote, self._stream, near_by[0] if near_by else None))
        if near_by and not self._is_certain(found, hints):
            chained = stitched(quote, self._stream, near_by, hints.before[-_AROUND:], hints.after[:_AROUND])
            found = _once(self._stream, [*chained, *found])
        return self._freed(found)

    def _is_exact(self, place: Found, hints: Hints) -> bool:
        return place.likeness == 1 and not is_cut(place, self._stream.text, hints)

    def _unlike(self, place: Found, quote: Quote) -> Found:
        """Tell how like the quote a place is that has its letters, and not its spelling or its words."""
        if place.likeness == 1 and len(place.spans) == 1:
            folded = self._stream.folded(signs=quote.is_signs)
            return found_at(quote, self._stream, folded, *folded.places(place.spans[0]))
        return replace(place, likeness=likeness(quote, self._text(place)))

    def _freed(self, places: Sequence[Found]) -> list[Found]:
        if self._free is None or not places:
            return list(places)
        free = self._free([_slices(place, self._stream) for place in places])
        return [place for place, is_free in zip(places, free, strict=True) if is_free]

    def _is_certain(self, found: Sequence[Found], hints: Hints) -> bool:
        """Tell whether it stands on the page that was named, once between the words around it if any are known."""
        exact = [place for place in found if place.likeness == 1]
        on_page = [place for place in exact if is_on(place, self._stream, hints.page_number)]
        if not hints.before and not hints.after:
            return bool(on_page)
        return sum(is_between(place, self._stream, hints) for place in on_page) == 1

    def _told(self, places: Sequence[Found], hints: Hints) -> Located:
        if not places:
            return _GONE
        weighed = weigh(places, self._stream, hints)
        best = singled_out(weighed)
        others = [place for _, place in weighed if place is not best][:MOST_CANDIDATES]
        candidates = tuple(map(self._match, others))
        if best is None:
            return Located(State.UNCERTAIN, None, candidates)
        is_there = hints.page_number is None or is_on(best, self._stream, hints.page_number)
        standing = State.EXACT if is_there else State.MOVED
        return Located(standing if best.likeness == 1 else State.CHANGED, self._match(best), candidates)

    def _match(self, place: Found) -> Match:
        is_whole = len(place.spans) == 1
        return Match(_slices(place, self._stream), self._text(place), place.likeness, is_whole=is_whole)

    def _text(self, place: Found) -> str:
        return " ".join(self._stream.text[start:end] for start, end in place.spans)


def _read(anchor: Anchor) -> tuple[Quote | None, Hints]:
    return quote_of(anchor.exact), hints_of(anchor.prefix, anchor.suffix, anchor.page_number)


def _placed(match: Match, passages: PassageMap) -> Match:
    passage_id, span = passages.find(match.slices, is_whole=match.is_whole)
    return replace(match, passage_id=passage_id, passage_span=span)


def _standing(quote: Quote, stream: Stream, page: Page | None) -> Iterator[Found]:
    """Give where the quote's letters stand: on the page that was named, and then on all."""
    most = min(_MOST_PLACES, _MOST_LETTERS // len(quote.key) + 2)
    start = stream.start_of(page.number) if page else None
    if page and start is not None:
        yield from islice(occurrences(quote, stream, (start, start + len(page.text))), most)
    yield from islice(occurrences(quote, stream), most)


def _once(stream: Stream, places: Iterable[Found]) -> list[Found]:
    """Give each place once: what stands in an interrupted passage stands on its pages as well."""
    found: dict[tuple[Slice, ...], Found] = {}
    for place in places:
        slices = _slices(place, stream)
        if slices and (slices not in found or merit(place) > merit(found[slices])):
            found[slices] = place
    return list(found.values())


def _slices(place: Found, stream: Stream) -> tuple[Slice, ...]:
    return tuple(each for span in place.spans for each in stream.slices(*span))


def _apart(places: Sequence[Found]) -> list[Found]:
    """Give of places that overlap the likest; as many as can be told apart in little time."""
    found: list[Found] = []
    for place in sorted(places, key=lambda each: (-each.likeness, each.start)):
        if len(found) == _MOST_APART:
            break
        if not any(_overlap(place, each) for each in found):
            found.append(place)
    return found


def _overlap(one: Found, other: Found) -> bool:
    return any(start < end and begin < stop for start, stop in one.spans for begin, end in other.spans)


_GONE = Located(State.GONE)
