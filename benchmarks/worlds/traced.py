"""Text that knows of each of its characters where it stood before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Origins = NDArray[np.int64]

MADE = -1
"""The origin of a character that stood nowhere before."""

_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Traced:
    """A text; `origins` give for each of its characters the offset at which it stood, `MADE` if at none."""

    text: str
    origins: Origins

    @staticmethod
    def standing(text: str, start: int = 0) -> Traced:
        """Give a text that stood as it is, from an offset on."""
        return Traced(text, np.arange(start, start + len(text), dtype=np.int64))

    @staticmethod
    def made(text: str) -> Traced:
        """Give a text that stood nowhere."""
        return Traced(text, np.full(len(text), MADE, np.int64))

    def part(self, start: int, end: int) -> Traced:
        """Give a stretch of it."""
        return Traced(self.text[start:end], self.origins[start:end])

    def words(self) -> list[Traced]:
        """Give its words, each with the white space behind it; what is before the first is left out."""
        return [self.part(*match.span()) for match in _WORD.finditer(self.text)]

    def stripped(self) -> Traced:
        """Give it without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))


def joined(pieces: Iterable[Traced]) -> Traced:
    """Put texts one behind the other."""
    every = list(pieces)
    origins = [each.origins for each in every]
    return Traced("".join(each.text for each in every), np.concatenate([np.zeros(0, np.int64), *origins]))
