"""Character noise as OCR makes it: letters that look alike, accents and signs lost, spaces lost and added."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

import numpy as np

from .traced import MADE, Traced

_PAIRS = """
rn:m m:rn cl:d d:cl vv:w w:vv ri:n ii:u nn:m li:h fi:h tt:it
l:1 l:I 1:l 1:I I:l I:1 i:l i:j j:i O:0 0:O o:0 0:o o:c c:e e:c c:o a:o e:o h:b b:h n:u u:n n:r r:t
t:f f:t t:l s:5 S:5 5:S 5:6 6:5 8:B B:8 3:8 8:3 g:9 g:q q:g y:v v:y E:F F:P P:F D:O Q:O G:C C:G Z:2 2:Z z:2
"""
"""What is taken for what: shapes that are alike in print; on the left one letter or two that touch."""

_TABLE: dict[str, list[str]] = {}
for _pair in _PAIRS.split():
    _read, _as = _pair.split(":")
    _TABLE.setdefault(_read, []).append(_as)

_SPACES = 0.2
"""A fifth of the mistakes of an engine on clean scans are lost and added spaces."""

_KEPT = frozenset("\n\t")
"""Rows and cells are told by where they stand on the page, not by what is read."""


def with_noise(traced: Traced, rate: float, chance: random.Random) -> Traced:
    """Misread a text: so many mistakes a character, as near as chance allows."""
    pieces = list(_misread(traced.text, rate, chance))
    text = "".join(made for made, _ in pieces)
    origins = [
        traced.origins[at] if at != MADE else MADE
        for made, at in pieces
        for at in (at, *[MADE] * (len(made) - 1))[: len(made)]
    ]
    return Traced(text, np.array(origins, np.int64))


def _misread(text: str, rate: float, chance: random.Random) -> Iterator[tuple[str, int]]:
    """Give what is read and the offset of what it is read from: of several letters the first has it."""
    at = 0
    while at < len(text):
        char = text[at]
        if char in _KEPT or chance.random() >= rate:
            yield char, at
            at += 1
            continue
        length, made = _mistake(text, at, chance)
        yield made, at
        at += length


def _mistake(text: str, at: int, chance: random.Random) -> tuple[int, str]:
    """Give how many characters are misread, and as what."""
    char = text[at]
    if char == " ":
        return 1, ""
    if char.isalnum() and chance.random() < _SPACES:
        return 1, f"{char} "
    plain = unicodedata.normalize("NFD", char)[0]
    if plain != char:
        return 1, plain
    if not char.isalnum():
        return 1, chance.choice(("", "", ".", ",", "'"))
    pair = text[at : at + 2]
    if pair in _TABLE and chance.random() < 0.5:
        return 2, chance.choice(_TABLE[pair])
    return 1, chance.choice(_TABLE.get(char) or ["", "", char * 2])
