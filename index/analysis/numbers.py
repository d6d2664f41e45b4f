"""Numbers in any notation -> one spelling: 1.234,5 and 1,234.5 and 1 234,5 are 1234.5.

Rule: where one sign alone could be either, three digits behind it make it one of thousands: so it is nearly
always, and a number of three decimals is found by its digits all the same.
"""

from __future__ import annotations

import re

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,](\d+))?")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_SIGNS = str.maketrans("", "", "., ")


def number(word: str) -> str | None:
    """Give a number with a point before its decimals and nothing else; None for what is no number.

    Dates and sections (2.1.3) are no numbers.
    """
    if found := _THOUSANDS.fullmatch(word):
        decimals = found[2]
        if decimals is None:
            return word.translate(_SIGNS)
        return f"{word[: -len(decimals) - 1].translate(_SIGNS)}.{decimals}"
    found = _DECIMAL.fullmatch(word)
    return f"{found[1]}.{found[2]}" if found else None
