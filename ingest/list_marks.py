"""The marks that items of lists begin with: bullets, numbers, letters."""

from __future__ import annotations

import re

BULLETS = "•‣◦▪▫●○■□◆–—*·►➢✓>-"
_RING = "o"
"""A ring set as a letter: it is one where a capital follows, for no sentence goes on so."""

_ITEM = re.compile(
    rf"^(?:[{re.escape(BULLETS)}]|\(?(?:[0-9]{{1,2}}|[a-zA-Z]|[ivxIVX]{{1,4}})[.)])\s+\S"
    rf"|^{_RING}\s+[^\W\d_a-zà-ÿ]|^[0-9]{{1,2}}\.-\s*\S"
)


def starts_item(text: str) -> bool:
    """Tell whether a line begins with a bullet or a short number, as items of a list do."""
    return bool(_ITEM.match(text))


def is_list_mark(text: str) -> bool:
    """Tell whether a text is nothing but a bullet or a short number."""
    return len(text.split()) == 1 and starts_item(text.strip() + " X")
