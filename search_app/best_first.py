"""What another order than the best first leaves out, told.

Rule: by date and by place, passages that lack some of the words, or only mean the same, would stand among those
that have all; so they come best first alone, and the reader is told how many there are then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from index import FEW, About, Found, Remark, Sort
from search_app.asked import Asked, answer

if TYPE_CHECKING:
    from search_app.parts import Parts


def answer_and_tell(asked: Asked, its_parts: Parts) -> Found:
    """Search for what was asked, and tell where its order leaves something out."""
    best_first = replace(asked.sorted_by(Sort.RELEVANCE), limit=0)
    return tell(answer(asked, its_parts), asked.sort, lambda: answer(best_first, its_parts))


def tell(found: Found, sort: Sort, best_first: Callable[[], Found]) -> Found:
    """Add a remark where more passages answer when the best come first; `best_first` asks for them."""
    if sort is Sort.RELEVANCE or found.tree is None or found.whole >= FEW:
        return found
    total = best_first().total
    if total <= found.total:
        return found
    remark = Remark(About.MORE_BEST_FIRST, taken=total, among=found.total)
    return replace(found, parsed=replace(found.parsed, remarks=(*found.parsed.remarks, remark)))
