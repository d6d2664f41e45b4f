"""How well words were read: found at all, with their accents, and where they stand."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive import Box, Page

_SAME = 0.5
"""Of the smaller of two boxes: so much lies in both where they are of one word; a neighbour shares less."""


@dataclass(frozen=True, slots=True)
class Read:
    """Counts over the words of a file: true ones, found ones, those with accents, those found with these."""

    true: int = 0
    found: int = 0
    read: int = 0
    accented: int = 0
    with_letters: int = 0
    """Accented words of which the letters were read, whatever their accents."""
    with_accents: int = 0
    missing: tuple[tuple[str, int], ...] = ()

    @property
    def recall(self) -> float:
        """Share of the true words that were found."""
        return self.found / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        """Share of the words read that are true."""
        return self.found / self.read if self.read else 1.0

    @property
    def accents(self) -> float:
        """Share of the accented words that were read with their accents, of those whose letters were read."""
        return self.with_accents / self.with_letters if self.with_letters else 1.0


class Placed(NamedTuple):
    """A word with its box."""

    text: str
    box: Box


def judge(true: Sequence[str], read: Sequence[str]) -> Read:
    """Compare words as bags; they are in small letters."""
    wanted, got = Counter(true), Counter(read)
    accented = {word: count for word, count in wanted.items() if _bare(word) != word}
    bare_got: Counter[str] = Counter()
    for word, count in got.items():
        bare_got[_bare(word)] += count
    # A word that stands both with and without an accent, as “más” and “mas”, may use up the letters of the other.
    bare_own = Counter({word: count for word, count in wanted.items() if _bare(word) == word})
    letters = {
        word: min(count, max(bare_got[_bare(word)] - bare_own[_bare(word)], got[word], 0))
        for word, count in accented.items()
    }
    exact = {word: min(count, got[word]) for word, count in accented.items()}
    return Read(
        len(true),
        (wanted & got).total(),
        len(read),
        sum(accented.values()),
        sum(letters.values()),
        sum(exact.values()),
        tuple((wanted - got).most_common(20)),
    )


def total(reads: Iterable[Read]) -> Read:
    """Sum up over files."""
    found = list(reads)
    return Read(
        sum(each.true for each in found),
        sum(each.found for each in found),
        sum(each.read for each in found),
        sum(each.accented for each in found),
        sum(each.with_letters for each in found),
        sum(each.with_accents for each in found),
    )


def placed(page: Page) -> list[Placed]:
    """Give the words of a page, furniture too, with their boxes: pieces with a letter or figure in them."""
    pieces = [(page.text, page.words), *((each.text, each.words) for each in page.furniture)]
    return [
        Placed(_folded(text[start:end]), box)
        for text, words in pieces
        for start, end, box in words
        if any(map(str.isalnum, text[start:end]))
    ]


def in_place(read: Sequence[Placed], true: Sequence[Placed]) -> tuple[int, int]:
    """Count the words read that stand among the true ones, and those whose box is over the true box of one."""
    where: Mapping[str, list[Box]] = {}
    for word in true:
        where.setdefault(word.text, []).append(word.box)  # type: ignore[attr-defined]
    known = [word for word in read if word.text in where]
    return len(known), sum(any(_overlap(word.box, box) >= _SAME for box in where[word.text]) for word in known)


def _overlap(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across * down / smaller if across > 0 and down > 0 and smaller > 0 else 0.0


def _bare(word: str) -> str:
    """Take the accents of a word away; ñ is a letter of its own and bears one too."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold())
