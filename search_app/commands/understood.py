"""How a query was read, in sentences for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from index import Found
from search_app.remark_words import remark_sentence


def understood(found: Found) -> Iterator[str]:
    """Say what of a query was read otherwise than somebody may think, and what was looked for beside it."""
    yield from map(remark_sentence, found.remarks)
    if found.tree is None:
        yield "There was no word to search for."
    if found.expansions:
        yield f"Also looked for: {', '.join(dict.fromkeys(each.text for each in found.expansions))}."
