"""Accents folded away, so that "cooperacion" and "cooperación" meet; ñ stays, for año is not ano."""

from __future__ import annotations

import unicodedata

_TILDE = "\u0303"


def fold(word: str) -> str:
    """Drop the accents of a lower-case word, but not the tilde of ñ."""
    if word.isascii():
        return word
    kept: list[str] = []
    for sign in unicodedata.normalize("NFD", word):
        if unicodedata.combining(sign) and not (sign == _TILDE and kept and kept[-1] == "n"):
            continue
        kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))
