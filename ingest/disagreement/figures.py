"""Numbers in digits: where they stand in a text, and what they may be read as.

Rule: English parts thousands by commas, Spanish by points, and much Spanish of America as English does; so a
figure may have two readings, and the other text tells which is meant.
"""

from __future__ import annotations

import re
from decimal import Decimal

_SPACE = r"[ \u00a0\u2009\u202f]"
FIGURE = re.compile(
    rf"(?:(?<![^\W_])|(?<=USD)|(?<=EUR)|(?<=PEN))(?<!\w['’])(?:(?<![^\W\d_]:)[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?![\d]|[.,]\d{{3}})(?:[.,]\d+)?|\d+(?:[.,’']\d+)*)(?![^\W_]*\d)"
)
"""Digits, with what parts them; not within a word. In “I:1 145” two numbers stand beside each other."""

_GROUPED = re.compile(r"[1-9]\d{0,2}([.,’'])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_DECIMALS_ALIKE = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*\1\d{1,2}")
"""“1.130.39”: written with one sign for both, as by a slip of the keyboard."""

_MINUS = re.compile(r"(?:^|[^\s\d-]\s*)(?<![\w.,])[-−–]$")
"""Not the dash of “2 –5 °C”."""

_FURTHEST_BEFORE = 4
_MOST_DIGITS = 30
"""A longer row of digits is a code; no number is read from it."""


def readings(figure: str, language: str) -> tuple[Decimal, ...]:
    """Give what a figure may be read as, the likeliest first; none where it is no number, as in “1.2.3”."""
    figure = re.sub(_SPACE, "", figure)
    if len(figure) > _MOST_DIGITS:
        return ()
    signs = re.findall(r"[.,’']", figure)
    if not signs:
        return (Decimal(figure),)
    if _DECIMALS_ALIKE.fullmatch(figure):
        whole, _, decimals = figure.rpartition(signs[0])
        return (Decimal(f"{whole.replace(signs[0], '')}.{decimals}"),)
    grouped = _grouped(figure, signs[0])
    decimal = Decimal(re.sub("[.,]", ".", figure)) if len(signs) == 1 and signs[0] in ".," else None
    if grouped is None or decimal is None:
        return tuple(each for each in (grouped, decimal) if each is not None)
    is_group_sign = signs[0] == ("," if language == "en" else ".")
    return (grouped, decimal) if is_group_sign else (decimal, grouped)


def is_negative(text: str, start: int) -> bool:
    """Tell whether a minus sign stands before the figure that begins there."""
    return bool(_MINUS.search(text[max(start - _FURTHEST_BEFORE, 0) : start]))


def digits_of(figure: str) -> str:
    """Give the digits of a figure alone."""
    return "".join(filter(str.isdecimal, figure))


def _grouped(figure: str, sign: str) -> Decimal | None:
    if not _GROUPED.fullmatch(figure):
        return None
    return Decimal(figure.replace(sign, "").replace(",", "."))
