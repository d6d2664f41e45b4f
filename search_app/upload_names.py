"""Names of files that somebody sent, as they are kept and shown: words, never paths."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 150
"""Characters: what a table shows in two lines, and any file system takes when the original is saved again."""

NAMELESS = "document.pdf"

_ENDING = 24
"""Characters kept of the end of a name that is too long: “… final version (2).es.pdf” tells it from others."""


def shown_name(sent: str) -> str:
    """Give the last part of a name without what cannot be seen, such as marks that turn the direction of text."""
    last = re.split(r"[/\\]", sent)[-1]
    seen = "".join(" " if each.isspace() else each for each in last if each.isspace() or _is_seen(each))
    name = unicodedata.normalize("NFC", re.sub(r" +", " ", seen).strip())
    if not name.strip(". "):
        return NAMELESS
    return name if len(name) <= LONGEST else f"{name[: LONGEST - _ENDING - 1]}…{name[-_ENDING:]}"


def _is_seen(character: str) -> bool:
    # C is all that is no character to be seen: controls, formats (as U+202E), halves of pairs, private ones.
    return not unicodedata.category(character).startswith("C")
