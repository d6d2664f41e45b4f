"""What is printed on each page as its number: the file's own labels, else the folios found, else the position.

Rule: what is printed counts. Programs write labels of their own making, such as “Sec1:12” where 11 is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive import LabelSource

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ENOUGH_FOLIOS = 2


def page_labels(own: Sequence[str], folios: Sequence[str | None]) -> list[tuple[str, LabelSource]]:
    """Give a label for each page. `own` are the file's /PageLabels or nothing; `folios` what the pages show."""
    printed = _from_folios(folios)
    if len(own) == len(folios) and any(own) and not _are_belied(own, folios, printed):
        return [
            (label, LabelSource.PDF) if label else (str(number), LabelSource.POSITION)
            for number, label in enumerate(own, 1)
        ]
    return printed


def _are_belied(
    own: Sequence[str], folios: Sequence[str | None], printed: Sequence[tuple[str, LabelSource]]
) -> bool:
    """Tell whether the file's labels are other than the numbers on its pages, on more pages than not."""
    seen = [
        label == folio
        for label, folio, (_, source) in zip(own, folios, printed, strict=True)
        if folio and source is LabelSource.PRINTED
    ]
    return 2 * sum(seen) < len(seen)


def _from_folios(folios: Sequence[str | None]) -> list[tuple[str, LabelSource]]:
    """Trust folios that count on from page to page; a number that stands alone may be anything."""
    offsets: Counter[tuple[bool, int]] = Counter()
    found: list[tuple[bool, int] | None] = []
    for number, folio in enumerate(folios, 1):
        value = _value(folio) if folio else None
        mark = (not folio.isdecimal(), value - number) if folio and value is not None else None
        found.append(mark)
        if mark:
            offsets[mark] += 1
    labels = []
    for number, (folio, mark) in enumerate(zip(folios, found, strict=True), 1):
        if folio and mark and offsets[mark] >= _ENOUGH_FOLIOS:
            labels.append((folio, LabelSource.PRINTED))
        elif label := _between(found, offsets, number):
            labels.append((label, LabelSource.PRINTED))
        else:
            labels.append((str(number), LabelSource.POSITION))
    return labels


def _between(
    found: Sequence[tuple[bool, int] | None], offsets: Counter[tuple[bool, int]], number: int
) -> str | None:
    """Count on from the folios around a page that shows none, when both sides agree."""
    trusted = [mark if mark and offsets[mark] >= _ENOUGH_FOLIOS else None for mark in found]
    before = next((mark for mark in reversed(trusted[: number - 1]) if mark), None)
    after = next((mark for mark in trusted[number:] if mark), None)
    if before and before == after and not before[0]:
        return str(number + before[1])
    return None


def _value(folio: str) -> int | None:
    if folio.isdecimal():
        return int(folio)
    total = 0
    digits = [_ROMAN[char] for char in folio.lower()]
    for digit, following in zip(digits, [*digits[1:], 0], strict=True):
        total += -digit if digit < following else digit
    return total if 0 < total < 400 else None  # noqa: PLR2004 - front matter is shorter
