"""Words that somebody types, found in a passage: how a link to them is made without selecting any."""

from __future__ import annotations

from dataclasses import dataclass

from archive import Anchor, LabelSource, Page, Words, is_quote, locate
from search_app.quoting import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """Where words stand in a text, and how often they do; nowhere, and never, where they do not."""

    span: Span | None = None
    count: int = 0


def find_words(text: str, words: str) -> Wording:
    """Find words as quotes are compared: case, white space, hyphens, forms of quotation marks are free.

    Of several places the first is given; one that is a part of a longer word comes after those that are not.
    """
    if not is_quote(words):
        return Wording()
    page = Page(1, "", LabelSource.POSITION, 0.0, 0.0, text, Words())
    found = locate(Anchor(words), [page])
    best = [found.match] if found.match else []
    others = sorted(found.candidates, key=lambda each: each.slices)
    spans = [(start, end) for each in (*best, *others) if each.score == 1 for _, start, end, _ in each.slices]
    return Wording(spans[0], len(spans)) if spans else Wording()
