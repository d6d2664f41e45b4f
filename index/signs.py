"""Signs in a query that are not what they look like: letters of another alphabet, and what cannot be seen."""

from __future__ import annotations

import re
import unicodedata

from index.remarks import About, Remark

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe]")
"""Control characters but for white space, marks of direction, and what U+FFFE is in text that was copied."""

_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00aa-\u024f]")

_LIKE = {
    **dict(zip("аеорсухіјѕԁһкАВЕКМНОРСТУХІЈЅ", "aeopcyxijsdhkABEKMHOPCTYXIJS", strict=True)),  # Cyrillic
    **dict(zip("οανικυρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavikupABEZHIKMNOPTYX", strict=True)),  # Greek
}
"""The letters that a reader cannot tell from Latin ones (after Unicode Technical Standard 39, confusables)."""


def readable(text: str) -> tuple[str, list[Remark]]:
    """Give a text composed, its signs as they look, with what is to be known of that."""
    seen = _INVISIBLE.sub("", text)
    remarks = [Remark(About.INVISIBLE)] if seen != text else []

    def latin(word: re.Match[str]) -> str:
        read = _as_latin(word[0])
        if read != word[0]:
            remarks.append(Remark(About.OTHER_ALPHABET, word[0], read))
        return read

    return _LETTERS.sub(latin, unicodedata.normalize("NFC", seen)), remarks


def _as_latin(word: str) -> str:
    """Give a word of Latin letters and others that look like them in Latin ones; any other as it is."""
    read = "".join(_LIKE.get(letter, letter) for letter in word)
    is_mixed = read != word and _LATIN.search(word)
    return read if is_mixed and all(map(_LATIN.match, read)) else word
