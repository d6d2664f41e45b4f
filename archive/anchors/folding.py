"""Text without what changes between one copy of it and the next, and the way back to the text as it stands.

Folded text is its letters and digits alone: no case, accents, white space, hyphens or other signs. Where two texts
fold alike they may be the same; `spelling` tells whether they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

BARRIER = "\ufdd0"
"""Folds to itself, so that nothing is found across it: a noncharacter, which no quote keeps."""

_SPACING_ACCENTS = {
    "\u00b4": "\u0301",
    "`": "\u0300",
    "\u00a8": "\u0308",
    "\u02dc": "\u0303",
    "~": "\u0303",
    "\u02c6": "\u0302",
    "^": "\u0302",
    "\u00b8": "\u0327",
    "\u02c7": "\u030c",
}
_ACCENT_BEFORE = re.compile(r"((?<=[^\W\d_])[`~^]|[\u00b4\u00a8\u02dc\u02c6\u00b8\u02c7])\s?([^\W\d_])")
"""As old TeX files set them: "Secci´on". Those of ASCII are signs of their own but within a word."""

_DOTLESS = str.maketrans({"ı": "i", "ȷ": "j"})
_HYPHEN_INSIDE = re.compile(r"(?<=[^\W\d_])-+\s*(?=[^\W\d_])")
"""Between letters: a line end may have put it there, or taken it away."""

_DOTS = re.compile(r"(?:[.·∙⋅]\s*){2,}")
"""Leaders of a table of contents are kept as one sign."""

_SPACES = re.compile(r"\s+")
_PLAIN = str.maketrans(
    dict.fromkeys(
        '\u2018\u2019\u201a\u201b\u2032\u02bc\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a"', "'"
    )
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Cs"))
"""Controls, marks of direction, noncharacters."""

_BULLETS = re.compile(r"[\ue000-\uf8ff\u2022\u2023\u2043\u25a0-\u25ff\u2756\u27a2\u2713-\u2714]")
"""Fonts hide theirs in the private use area; which of them is drawn is not told by the code."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origins` tell of each of its characters where in the text it stood."""

    text: str
    origins: NDArray[np.intp]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the text that a stretch of its folded form, not an empty one, stands for."""
        return int(self.origins[start]), int(self.origins[end - 1]) + 1

    def is_edge(self, at: int) -> bool:
        """Tell whether a word ends or begins here: whether something that is not folded stands before."""
        return at in (0, len(self.text)) or int(self.origins[at] - self.origins[at - 1]) > 1

    def place(self, offset: int) -> int:
        """Give where in the folded form the first character stands that comes from here or after."""
        return int(np.searchsorted(self.origins, offset))

    def places(self, offsets: Iterable[int]) -> list[int]:
        """Give the same of many offsets at once."""
        found: list[int] = np.searchsorted(self.origins, np.fromiter(offsets, np.intp)).tolist()
        return found


def fold(text: str, *, signs: bool = False) -> Folded:
    """Fold a text; with `signs` all that is seen is kept, for quotes that have neither letter nor digit."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    size = int(codes.max(initial=0)) + 1
    present = np.zeros(size, bool)
    present[codes] = True
    distinct = np.flatnonzero(present).tolist()
    folded = {code: _fold_character(code, signs) for code in distinct}
    # Few characters become several; each of the others is looked up in a table, all at once.
    table = np.zeros(size, np.uint32)
    for code, made in folded.items():
        table[code] = ord(made) if len(made) == 1 else 0
    kept = table[codes]
    several = [code for code, made in folded.items() if len(made) > 1]
    if several:
        return _with_several(codes, kept, folded, np.isin(codes, several))
    origins = np.flatnonzero(kept)
    return Folded(_text(kept[origins]), origins)


def cleaned(text: str) -> str:
    """Give a text without what nobody sees, white space in single spaces, accents over their letters."""
    seen = "".join(char for char in text if char.isspace() or unicodedata.category(char) not in _UNSEEN)
    return _ACCENT_BEFORE.sub(_accented, " ".join(seen.split()))


def spelling(text: str) -> str:
    """Give what two texts must share to be the same: letters with their accents, digits and signs.

    Case, white space, the form of quotation marks and dashes, ligatures, and hyphens between letters are free.
    """
    composed = unicodedata.normalize("NFKC", cleaned(text.translate(_PLAIN)).translate(_DOTLESS))
    plain = unicodedata.normalize("NFKC", composed.casefold())
    whole = _DOTS.sub("…", _HYPHEN_INSIDE.sub("", plain))
    return _SPACES.sub("", _BULLETS.sub("•", whole))


def is_sign(char: str) -> bool:
    """Tell whether a character is seen, and neither a letter nor a digit."""
    return not char.isspace() and not _letters(ord(char)) and unicodedata.category(char) not in _UNSEEN


def common_start(one: str, other: str) -> int:
    """Give how many characters two texts have in common from their start on."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _accented(found: re.Match[str]) -> str:
    composed = unicodedata.normalize("NFC", found[2].translate(_DOTLESS) + _SPACING_ACCENTS[found[1]])
    return composed if len(composed) == 1 else found[0]


def _with_several(
    codes: NDArray[np.uint32], kept: NDArray[np.uint32], folded: dict[int, str], is_several: NDArray[np.bool_]
) -> Folded:
    lengths = (kept > 0).astype(np.intp)
    places = np.flatnonzero(is_several)
    made = [folded[code] for code in codes[places].tolist()]
    lengths[places] = [len(each) for each in made]
    origins = np.repeat(np.arange(len(codes)), lengths)
    characters = kept[origins]
    ends = np.cumsum(lengths)[places]
    for end, each in zip(ends.tolist(), made, strict=True):
        characters[end - len(each) : end] = [ord(char) for char in each]
    return Folded(_text(characters), origins)


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _fold_character(code: int, signs: bool) -> str:  # noqa: FBT001 - private, and called in one place
    return _signs(code) if signs else _letters(code)


@cache
def _letters(code: int) -> str:
    char = chr(code)
    if char == BARRIER:
        return char
    apart = unicodedata.normalize("NFKD", char.translate(_DOTLESS).casefold())
    return "".join(each for each in apart if each.isalnum())


@cache
def _signs(code: int) -> str:
    char = chr(code)
    if char == BARRIER:
        return char
    return "" if char.isspace() else spelling(char)
