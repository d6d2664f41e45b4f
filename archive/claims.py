"""Where a passage comes from in an older edition, and what in a newer one comes from somewhere else.

Rule: a place is a passage's own only if that passage is what the place comes from. What stood elsewhere in the
older edition, word for word, and stands in the newer one under its id, is not what became of the passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.anchors import Anchor, Match, locate
from archive.anchors.passage_map import PassageMap
from archive.model import Page, Slice
from archive.passages import PassageStore
from archive.tombstones import CONTEXT_LENGTH


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a passage stands in an edition that is held: what is looked for in another."""

    version_id: str
    slices: tuple[Slice, ...]


class Claims:
    """The places of a version, by what they come from in the edition of an origin."""

    def __init__(self, passages: PassageStore, origin: Origin, version_id: str) -> None:
        self._passages, self._origin, self._version_id = passages, origin, version_id

    def free(self, places: Sequence[tuple[Slice, ...]]) -> list[bool]:
        """Tell which places of the version are not those of passages that stood beside the origin."""
        numbers = {each.page_number for slices in places for each in slices}
        known = PassageMap(self._passages.stands_on(self._version_id, numbers))
        there = [known.passages(slices) for slices in places]
        before = self._passages.held_of(self._origin.version_id, {each for ids in there for each in ids})
        beside = before - self._own()
        return [not ids or not ids <= beside for ids in there]

    def comes_from_it(self, match: Match, pages: Sequence[Page]) -> bool | None:
        """Tell whether what stands at a place is likest to the origin, of all that stood beside it.

        `pages` are those of the version, in order. Nothing where it is as like to something else.
        """
        anchor = anchor_at(match.slices, match.text, pages)
        found = locate(anchor, self._passages.plain_pages(self._origin.version_id))
        if found.match:
            return self._is_own(found.match)
        return None if any(map(self._is_own, found.candidates)) else False

    def _own(self) -> set[str]:
        """Give the passages that the origin is, or is a part of."""
        numbers = [each.page_number for each in self._origin.slices]
        return PassageMap(self._passages.stands_on(self._origin.version_id, numbers)).passages(self._origin.slices)

    def _is_own(self, place: Match) -> bool:
        return any(
            one.page_number == other.page_number and one.start < other.end and other.start < one.end
            for one in place.slices
            for other in self._origin.slices
        )


def anchor_at(slices: Sequence[Slice], text: str, pages: Sequence[Page]) -> Anchor:
    """Make the anchor of what stands at a place, without its page: in another edition that says nothing."""
    by_number = {page.number: page for page in pages}
    first, last = slices[0], slices[-1]
    before = by_number[first.page_number].text_of(first.aside)[: first.start]
    after = by_number[last.page_number].text_of(last.aside)[last.end :]
    return Anchor(text, before[-CONTEXT_LENGTH:], after[:CONTEXT_LENGTH])
