"""Which words of a page a search marks."""

from __future__ import annotations

from collections.abc import Sequence

from archive import Passage, Version
from index import Across, Reading, trees_of
from search_app.reading import Marker
from search_app.rendering import Span


def marker_for(q: str, across: Across | None) -> Marker:
    """Mark what answers the search; where nothing on the page does, some of its words, as the search did."""
    trees = trees_of(q, across)

    def mark(version: Version, passages: Sequence[Passage]) -> list[Sequence[Span]]:
        readings = [_read(version, passage) for passage in passages]
        for each in trees:
            found: list[Sequence[Span]] = [reading.marks(each) or () for reading in readings]
            if any(found):
                return found
        return [() for _ in passages]

    return mark


def _read(version: Version, passage: Passage) -> Reading:
    heading = "\n".join((version.title, *passage.section, *passage.header))
    return Reading(passage.text, passage.language, heading)
