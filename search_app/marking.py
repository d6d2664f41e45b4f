"""Which words of a page a search marks."""

from __future__ import annotations

from collections.abc import Sequence

from archive import Passage, Version
from index import loosened, marks, parse
from index.tree import Node
from search_app.reading import Marker
from search_app.rendering import Span


def marker_for(q: str) -> Marker:
    """Mark what answers the search; where nothing on the page does, some of its words, as the search did."""
    tree = parse(q).tree
    trees = [each for each in (tree, loosened(tree) if tree else None) if each is not None]

    def mark(version: Version, passages: Sequence[Passage]) -> list[Sequence[Span]]:
        for each in trees:
            found = [_spans(each, version, passage) for passage in passages]
            if any(found):
                return found
        return [() for _ in passages]

    return mark


def _spans(tree: Node, version: Version, passage: Passage) -> Sequence[Span]:
    heading = "\n".join((version.title, *passage.section, *passage.header))
    return marks(tree, passage.text, passage.language, heading=heading)
