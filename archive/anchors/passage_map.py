"""Which passage slices of pages belong to, and where in it they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from archive.model import Part, Slice, Stands


class PassageMap:
    """The passages of a version by the pages they stand on."""

    def __init__(self, stands: Iterable[Stands]) -> None:
        self._on_page: dict[int, list[tuple[str, Part]]] = defaultdict(list)
        for passage_id, parts in stands:
            for part in parts:
                self._on_page[part.page_number].append((passage_id, part))

    def find(self, slices: Sequence[Slice], *, is_whole: bool) -> tuple[str | None, tuple[int, int] | None]:
        """Give the passage in which the first slice begins, if it is in any, and the span of all of them in it.

        There is such a span where they are one piece of the text (`is_whole`), all in this passage.
        """
        first, last = self._place(slices[0], slices[0].start), self._place(slices[-1], slices[-1].end - 1)
        if first is None:
            return None, None
        is_inside = is_whole and last is not None and last[0] == first[0]
        return first[0], (first[1], last[1] + 1) if is_inside and last else None

    def passages(self, slices: Sequence[Slice]) -> set[str]:
        """Give all passages that share something with the slices."""
        return {
            passage_id
            for each in slices
            for passage_id, part in (self._on_page[each.page_number] if each.aside is None else ())
            if part.page_start < each.end and each.start < part.page_end
        }

    def _place(self, of: Slice, offset: int) -> tuple[str, int] | None:
        """Give the passage that has a character of a page, and the character's place in it."""
        for passage_id, part in self._on_page[of.page_number] if of.aside is None else ():
            if part.page_start <= offset < part.page_end:
                return passage_id, part.start + offset - part.page_start
        return None
