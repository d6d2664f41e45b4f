"""Units of a reader against the pieces of the truth: which came out exactly, and what became of the others.

A piece is `exact` when one unit says it and nothing else, after white space, raised digits and the bullets of
items are made alike (headings also without case: small capitals are capitals in a PDF). Else it is
  spelled    one unit has all its letters and no others, but hyphens, spaces or marks differ
  split      several units one after the other have it between them, and nothing else
  merged     it stands whole in one unit, with something else
  shifted    several units one after the other have it, and something else
  aside      it was taken for page furniture
  scrambled  its letters stand nowhere one after the other: other text is between them, or some are missing
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .documents import Piece
from .readers import Read, Unit

VERDICTS = ("exact", "spelled", "split", "merged", "shifted", "aside", "scrambled")
KINDS = {
    "paragraph": "paragraph",
    "heading": "heading",
    "list item": "list_item",
    "footnote": "footnote",
    "caption": "caption",
    "table row": "table",
}
"""What Pasaje calls each kind of piece."""

_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BULLET = re.compile(r"^[•◦▪–-]\s*")
_NOTE_NUMBER = re.compile(r"^([0-9]{1,3})\s*(?=\D)")
_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a piece. `found` are the units that have it, or the likest; `is_kind`: its kind is right."""

    piece: Piece
    verdict: str
    found: tuple[Unit, ...] = ()
    is_kind: bool = False


def judge(pieces: Sequence[Piece], read: Read) -> list[Judged]:
    """Judge every piece; a unit makes one piece exact and no second."""
    stream = _Stream(read.units)
    free = [True] * len(read.units)
    judged = []
    for piece in pieces:
        whole = [at for at in stream.whole(piece) if free[at]]
        # A running head left in the text says what its heading says: the unit of the right kind is the heading.
        at = next((at for at in whole if read.units[at].kind == KINDS[piece.kind]), whole[0] if whole else None)
        if at is not None:
            free[at] = False
            unit = read.units[at]
            judged.append(Judged(piece, "exact", (unit,), unit.kind == KINDS[piece.kind]))
        else:
            verdict, found = stream.told(piece)
            if verdict == "scrambled" and key_of(piece.text) in key_of(" ".join(read.aside)):
                verdict = "aside"
            judged.append(Judged(piece, verdict, found))
    return judged


def is_exact(piece: Piece, unit: Unit) -> bool:
    """Tell whether a unit says a piece and nothing else."""
    if piece.cells:
        return unit.cells == piece.cells
    return alike(piece.text, piece.kind) == alike(unit.text, piece.kind)


def alike(text: str, kind: str) -> str:
    """Take out of a text what does not count for a kind."""
    text = " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN_DIGITS).split())
    if kind == "heading":
        return text.casefold()
    if kind == "list item":
        return _BULLET.sub("", text)
    return _NOTE_NUMBER.sub(r"\1 ", text) if kind == "footnote" else text


def key_of(text: str) -> str:
    """Give a text's letters and digits alone, without case."""
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFC", text).translate(_PLAIN_DIGITS)).casefold()


class _Stream:
    """All units one after the other, by their letters."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._keys = [key_of(unit.text) for unit in units]
        self._text = "".join(self._keys)
        self._starts = [0]
        for key in self._keys:
            self._starts.append(self._starts[-1] + len(key))
        self._words = [Counter(unit.text.split()) for unit in units]

    def whole(self, piece: Piece) -> list[int]:
        """Give the units that say a piece exactly."""
        key = key_of(piece.text)
        return [at for at, unit in enumerate(self._units) if self._keys[at] == key and is_exact(piece, unit)]

    def told(self, piece: Piece) -> tuple[str, tuple[Unit, ...]]:
        """Tell what became of a piece that is not exact, and which units have it."""
        key = key_of(piece.text)
        start = self._text.find(key)
        if start < 0:
            return "scrambled", self._likest(piece)
        end = start + len(key)
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1) - 1
        found = tuple(self._units[first : last + 1])
        is_alone = self._starts[first] == start and self._starts[last + 1] == end
        if first == last:
            return ("spelled" if is_alone else "merged"), found
        return ("split" if is_alone else "shifted"), found

    def _likest(self, piece: Piece) -> tuple[Unit, ...]:
        words = Counter(piece.text.split())
        shared = [(sum((words & each).values()), -at) for at, each in enumerate(self._words)]
        best = max(shared, default=(0, 0))
        return (self._units[-best[1]],) if best[0] else ()
