"""How many items the lists of a passage have, by their marks.

Rule: a mark counts only where others of its row stand: “b)” after “a)”, a bullet beside bullets. A dash within
a line counts only where the text begins with one, for dashes stand within sentences as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.disagreement.likeness import share_said
from ingest.disagreement.model import Span

_DASH_ON_LINE = re.compile(r"^[-–—](?=\s)|[•‣◦▪▫●○■□◆►➢✓]", re.MULTILINE)
_DASH = re.compile(r"(?:^|(?<=\s))[-–—](?=\s)|[•‣◦▪▫●○■□◆►➢✓]")
_DASH_OR_BULLET = re.compile("[-–—•‣◦▪▫●○■□◆►➢✓]")
_LETTER = re.compile(r"(?<!\w)\(?([a-z])\)(?=\s)")
_ROMAN = re.compile(r"(?<!\w)\(?(i{1,3}|iv|vi{0,3}|ix|xi{0,3}|xiv|xv)\)(?=\s)")
_NUMBER = re.compile(r"(?<![\w.,(])\(?(\d{1,2})\)(?=\s)|(?:^|(?<=[;:.]\s)|(?<=\n))(\d{1,2})\.(?=\s[^\W\d])")
_DIGIT = re.compile(r"\d")
_ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SAID, _SURELY = 0.5, 0.2
"""Of the words of an item that is there half are found; of one that stands elsewhere, more there than here."""
_FEWEST = 2
"""One mark is no list."""


class Marks(NamedTuple):
    """The longest list of a text: its items, where it is, whether the text begins with it, its sorts of marks."""

    items: tuple[str, ...]
    span: Span
    is_at_start: bool
    levels: int

    @property
    def length(self) -> int:
        """How many items it has."""
        return len(self.items)


def list_marks(text: str) -> Marks | None:
    """Find the longest list of a text; None where there is none."""
    rows = [row for row in (*_ordered(text), _bullets(text)) if len(row) >= _FEWEST]
    if not rows:
        return None
    longest = max(rows, key=len)
    span = Span(longest[0].start, longest[-1].end)
    levels = len({text[each.start] for each in longest} - set(_LETTERS + "0123456789"))
    ends = [*(each.start for each in longest[1:]), len(text)]
    items = tuple(text[each.end : end].strip() for each, end in zip(longest, ends, strict=True))
    return Marks(items, span, not text[: span.start].strip(), levels)


def is_cut_otherwise(longer: Marks, shorter: Marks, around: str) -> bool:
    """Tell whether lists have the same items, but one of them ends elsewhere, or has two in one.

    `around` is what stands around the shorter one.
    """
    there = "\n".join(shorter.items)
    said = [(share_said(each, there), share_said(each, around)) for each in longer.items]
    return all(within >= _SAID for within, _ in said) or any(
        beyond >= _SAID and beyond > within + _SURELY for within, beyond in said
    )


def _bullets(text: str) -> list[Span]:
    if not _DASH_OR_BULLET.search(text):
        return []
    pattern = _DASH if text.lstrip().startswith(("-", "–", "—")) else _DASH_ON_LINE
    return [Span(*found.span()) for found in pattern.finditer(text)]


def _ordered(text: str) -> Iterator[list[Span]]:
    if ")" not in text and not _DIGIT.search(text):
        return
    romans = [
        (_ROMANS.index(each[1]) + 1, Span(*each.span())) for each in _ROMAN.finditer(text) if each[1] in _ROMANS
    ]
    letters = [(_LETTERS.index(each[1]) + 1, Span(*each.span())) for each in _LETTER.finditer(text)]
    numbers = [(int(each[1] or each[2]), Span(*each.span())) for each in _NUMBER.finditer(text)]
    for marks in (romans, letters, numbers):
        yield _rising(marks)


def _rising(marks: list[tuple[int, Span]]) -> list[Span]:
    """Give the longest row of marks that count up, with gaps of one: an item may have lost its mark."""
    best: list[Span] = []
    row: list[tuple[int, Span]] = []
    for number, span in marks:
        if row and 0 < number - row[-1][0] <= _FEWEST:
            row.append((number, span))
        else:
            row = [(number, span)]
        if len(row) > len(best):
            best = [each for _, each in row]
    return best
