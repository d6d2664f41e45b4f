"""Places of a version that belong to other passages: to those that stood before beside the one that is looked for.

Rule: a place is a passage's own only if that passage is what the place comes from. What stood elsewhere in the
edition before, word for word, and stands here now under its own id, is not what became of the passage.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.anchors import Match
from archive.anchors.locating import Anchor, locate
from archive.anchors.passage_map import PassageMap
from archive.issues import Issues
from archive.model import Issued, Page, Slice
from archive.passages import PassageStore
from archive.tombstones import CONTEXT_LENGTH


class Claims:
    """What else stood where a passage stood, in the same reading of a version."""

    def __init__(self, passages: PassageStore, issues: Issues, issued: Issued, version_id: str) -> None:
        self._passages, self._issues = passages, issues
        self._issued, self._version_id = issued, version_id

    def free(self, places: Sequence[tuple[Slice, ...]]) -> list[bool]:
        """Tell which places of the version are not those of passages that stood beside it before."""
        numbers = {each.page_number for slices in places for each in slices}
        known = PassageMap(self._passages.stands_on(self._version_id, numbers))
        there = [known.passages(slices) for slices in places]
        before = self._issues.issued_in(self._issued.version.id, {each for ids in there for each in ids})
        return [not ids or not ids <= before for ids in there]

    def comes_from_it(self, match: Match, pages: Sequence[Page]) -> bool:
        """Tell whether what stands at a place is likest to the passage, of all that stood beside it before.

        `pages` are those of the version, in order. Of an older edition all is known; of an earlier reading of the
        same file nothing is asked: its pages are the same.
        """
        before = self._passages.find_in(self._issued.passage_id, self._issued.version.id)
        if before is None or self._issued.version.id == self._version_id:
            return True
        anchor = _anchor_of(match, {page.number: page for page in pages})
        origin = locate(anchor, self._passages.plain_pages(before.version_id))
        own = {(part.page_number, at) for part in before.parts for at in range(part.page_start, part.page_end)}
        return origin.match is None or any(
            (each.page_number, at) in own for each in origin.match.slices for at in (each.start, each.end - 1)
        )


def _anchor_of(match: Match, pages: dict[int, Page]) -> Anchor:
    first, last = match.slices[0], match.slices[-1]
    before = pages[first.page_number].text_of(first.aside)[: first.start]
    after = pages[last.page_number].text_of(last.aside)[last.end :]
    return Anchor(match.text, before[-CONTEXT_LENGTH:], after[:CONTEXT_LENGTH])
