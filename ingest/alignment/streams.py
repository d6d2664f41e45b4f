"""What is read one after the other: the text, and the footnotes apart from it.

Where a page ends, its footnotes stand in the middle of the text, and pages end elsewhere in the other language.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from archive import Kind
from ingest.alignment.sides import Text

Stream = tuple[list[int], list[int]]
"""Numbers of texts of each side, in their order."""


def streams(
    ours: Sequence[Text], theirs: Sequence[Text], without: tuple[Collection[int], Collection[int]]
) -> list[Stream]:
    """Give the streams of two sides, without some texts."""
    found = []
    for is_note in (False, True):
        numbers = [
            [at for at, each in enumerate(side) if (each.kind is Kind.FOOTNOTE) == is_note and at not in left_out]
            for side, left_out in zip((ours, theirs), without, strict=True)
        ]
        found.append((numbers[0], numbers[1]))
    return found
