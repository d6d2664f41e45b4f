"""A passage of one edition in another: word for word, changed in its place, or changed somewhere else.

Rule: a place is a passage's own only if that passage is what the place comes from. What stood elsewhere in the
older edition, word for word, and stands in the newer one under its id, is not what became of the passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from archive.anchors.exact_search import is_spelled, quote_of
from archive.anchors.folding import fold
from archive.anchors.locating import Anchor, Located, Match, Search, State
from archive.anchors.near_search import likeness
from archive.anchors.passage_map import PassageMap
from archive.around import around_slices
from archive.comparison.nearness import LEAST_ELSEWHERE
from archive.model import Issued, Page, Passage, Slice, Version
from archive.narrowing import narrowed
from archive.neighbours import Gap, gap_of
from archive.passages import PassageStore

_LEAST_ELSEWHERE = 0.8
"""What is like a passage and stands somewhere else must be very like it."""

_MOST_ELSEWHERE = 5
"""Places elsewhere that are asked for what they come from: each takes as long as all else."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a passage stands in an edition that is held, what stands around it, and the passage, if it is one."""

    version_id: str
    slices: tuple[Slice, ...]
    prefix: str
    suffix: str
    held: Passage | None = None

    @classmethod
    def at(cls, version_id: str, slices: tuple[Slice, ...], pages: Sequence[Page]) -> Self:
        """Make that of a place on pages of a version."""
        anchor = _anchor_at(slices, "", pages)
        return cls(version_id, slices, anchor.prefix, anchor.suffix)


def in_other_edition(
    passages: PassageStore, issued: Issued, origin: Origin | None, version: Version
) -> tuple[Located, list[Page]]:
    """Find a passage in another edition than its own; gives the pages that were searched too.

    Without an origin, of an edition that was removed, only its words and what stood around them tell.
    """
    pages = passages.plain_pages(version.id)
    if origin is None:
        return Search(pages, passages.in_parts(version.id)).answer(_anchor(issued)), pages
    return _Looking(passages, issued, origin, version, pages).found(), pages


class _Looking:
    """One passage looked for in one version."""

    def __init__(
        self, passages: PassageStore, issued: Issued, origin: Origin, version: Version, pages: Sequence[Page]
    ) -> None:
        self._passages, self._issued, self._origin = passages, issued, origin
        self._version_id, self._pages = version.id, pages
        self._search = Search(pages, passages.in_parts(version.id), self._free)
        self._anchor = Anchor(issued.text, origin.prefix, origin.suffix)
        self._letters = len(fold(issued.text).text)

    def found(self) -> Located:
        """Look in its gap for what it became, and elsewhere for its words.

        What stands several times is its own only in its place: elsewhere it is another one.
        """
        is_repeated = self._passages.count_of(self._origin.version_id, self._issued.text) > 1
        gap = gap_of(self._passages, self._origin.held, self._version_id) if self._origin.held else None
        if gap is not None and (is_repeated or self._letters < LEAST_ELSEWHERE):
            return self._within(gap) if is_repeated else self._of_gap(gap) or Located(State.GONE)
        here = self._of_gap(gap) if gap else None
        if here is not None:
            return here
        exact = self._search.exact(self._anchor, fits=is_repeated or self._letters < LEAST_ELSEWHERE)
        if exact.state is State.GONE:
            return self._elsewhere(self._search.near(self._anchor), _LEAST_ELSEWHERE)
        return self._elsewhere(exact, 1.0)

    def _within(self, gap: Gap) -> Located:
        """Give what became of words that stand several times: as ids go, none in the gap is surely the same."""
        exact = self._search.exact(self._anchor)
        same = [each for each in _places(exact) if gap.is_all_of(each)]
        if same:
            return Located(State.UNCERTAIN, None, tuple(same))
        return self._changed_in(gap) or Located(State.GONE)

    def _of_gap(self, gap: Gap) -> Located | None:
        """Give what became of the passage in its place, if it is there, word for word or changed."""
        exact = self._search.exact(self._anchor)
        inside = [each for each in _places(exact) if gap.has(self._passages_at(each.slices))]
        if inside and (self._letters >= LEAST_ELSEWHERE or any(map(gap.is_all_of, inside))):
            return exact if exact.match in inside or len(inside) > 1 else Located(State.EXACT, inside[0])
        return self._changed_in(gap)

    def _changed_in(self, gap: Gap) -> Located | None:
        change = gap.change_of(self._origin.held) if self._origin.held else None
        match = (
            self._changed(change.before, change.after, self._origin.held) if change and self._origin.held else None
        )
        return Located(State.EXACT if match.score == 1 else State.CHANGED, match) if match else None

    def _changed(self, before: Sequence[Passage], after: Sequence[Passage], held: Passage) -> Match | None:
        """Give what stands for the passage in what passages became: all of that, where it alone became it."""
        slices = tuple(Slice(number, start, end) for each in after for number, start, end, _ in each.parts)
        text, there = "\n".join(each.text for each in before), "\n".join(each.text for each in after)
        quote = quote_of(self._issued.text)
        if quote is None:
            return None
        if len(before) > 1:
            span = _span_in(before, held)
            return narrowed(Match(slices, there, 0.0), text, span, {page.number: page for page in self._pages})
        return Match(slices, there, 1.0 if is_spelled(quote, there) else likeness(quote, there))

    def _elsewhere(self, found: Located, least: float) -> Located:
        """Give of places somewhere else those that come from the origin, and are like it."""
        like = [each for each in _places(found)[:_MOST_ELSEWHERE] if each.score >= least]
        from_it = {number: self._comes_from_it(each) for number, each in enumerate(like)}
        own = [each for number, each in enumerate(like) if from_it[number]]
        perhaps = [each for number, each in enumerate(like) if from_it[number] is not False]
        if found.match and own[:1] == [found.match]:
            return replace(found, candidates=tuple(perhaps[1:]))
        return Located(State.UNCERTAIN, None, tuple(perhaps)) if perhaps else Located(State.GONE)

    def _free(self, places: Sequence[tuple[Slice, ...]]) -> list[bool]:
        """Tell which places of the version are not those of passages that stood beside the origin."""
        numbers = {each.page_number for slices in places for each in slices}
        known = PassageMap(self._passages.stands_on(self._version_id, numbers))
        there = [known.passages(slices) for slices in places]
        before = self._passages.held_of(self._origin.version_id, {each for ids in there for each in ids})
        beside = before - self._own()
        return [not ids or not ids <= beside for ids in there]

    def _own(self) -> set[str]:
        """Give the passages that the origin is, or is a part of."""
        numbers = [each.page_number for each in self._origin.slices]
        return PassageMap(self._passages.stands_on(self._origin.version_id, numbers)).passages(self._origin.slices)

    def _passages_at(self, slices: tuple[Slice, ...]) -> set[str]:
        numbers = [each.page_number for each in slices]
        return PassageMap(self._passages.stands_on(self._version_id, numbers)).passages(slices)

    def _comes_from_it(self, match: Match) -> bool | None:
        """Tell whether what stands at a place is likest to the origin, of all that stood beside it.

        Nothing where it is as like to something else.
        """
        anchor = _anchor_at(match.slices, match.text, self._pages)
        found = Search(self._passages.plain_pages(self._origin.version_id)).answer(anchor)
        if found.match:
            return self._is_own(found.match)
        return None if any(map(self._is_own, found.candidates)) else False

    def _is_own(self, place: Match) -> bool:
        return any(
            (one.page_number, one.aside) == (other.page_number, other.aside)
            and one.start < other.end
            and other.start < one.end
            for one in place.slices
            for other in self._origin.slices
        )


def _span_in(together: Sequence[Passage], passage: Passage) -> tuple[int, int]:
    """Give where a passage stands in the joined text of those that became others together with it."""
    number = next(at for at, each in enumerate(together) if each.id == passage.id)
    start = sum(len(each.text) + 1 for each in together[:number])
    return start, start + len(passage.text)


def _places(found: Located) -> list[Match]:
    return [*([found.match] if found.match else []), *found.candidates]


def _anchor(issued: Issued) -> Anchor:
    return Anchor(issued.text, issued.prefix, issued.suffix)


def _anchor_at(slices: Sequence[Slice], text: str, pages: Sequence[Page]) -> Anchor:
    """Make the anchor of what stands at a place, without its page: in another edition that says nothing."""
    return Anchor(text, *around_slices(slices, {page.number: page for page in pages}))
