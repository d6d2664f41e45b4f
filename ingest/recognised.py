"""What OCR read on a page, as it is kept: words with places and how sure each is, and how the page lies.

Rule: places are points of the page turned upright and straightened, from its corner; `lean_back` and `turn` lead
to the page as seen. How it is written belongs to the make: `MAKE` changes with anything that changes what is read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

from archive import Box

MAKE = "4"
"""What Pasaje does around the program, drawing, straightening, languages: readings of other makes are not used."""


class RecognisedWord(NamedTuple):
    """A word with its box, `sure` from 0 to 100, and which line it stands on, counted from 0."""

    text: str
    box: Box
    sure: float
    line: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a page in reading order.

    `turned`: by how many degrees clockwise the page as seen was turned for its text to stand upright; `lean`: by
    how many it was then turned back to be straight. `language` is that in which it was read, or nothing where it
    was read as either. `is_blank`: nothing at all is printed on it. `dropped` counts marks that may have been
    words and were left out.
    """

    words: tuple[RecognisedWord, ...]
    turned: int = 0
    lean: float = 0.0
    language: str | None = None
    is_blank: bool = False
    dropped: int = 0

    @property
    def text(self) -> str:
        """All words in one line."""
        return " ".join(word.text for word in self.words)


def to_bytes(recognised: Recognised, program_make: str) -> bytes:
    """Write a reading, with the makes by which it was made."""
    words = [[text, [round(edge, 2) for edge in box], sure, line] for text, box, sure, line in recognised.words]
    told = (recognised.turned, recognised.lean, recognised.language, recognised.is_blank, recognised.dropped)
    kept = [MAKE, program_make, *told, words]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(kept: bytes, program_make: str | None) -> Recognised | None:
    """Restore what `to_bytes` gave; nothing where the makes are others.

    Without a program any reading is good: there is no way to a better one.
    """
    make, by, *told = json.loads(kept)
    if program_make is not None and (make, by) != (MAKE, program_make):
        return None
    turned, lean, language, is_blank, dropped, words = told
    return Recognised(
        tuple(RecognisedWord(text, (x0, y0, x1, y1), sure, line) for text, (x0, y0, x1, y1), sure, line in words),
        turned,
        lean,
        language,
        is_blank,
        dropped,
    )
