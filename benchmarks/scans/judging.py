"""How well words were read: found at all, with their accents, and where they stand."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from archive import Box, Page

_SAME = 0.5
"""Of the smaller of two boxes: so much lies in both where they are of one word; a neighbour shares less."""


@dataclass(frozen=True, slots=True)
class Read:
    """Counts over the words of a file: true ones, found ones, those read, those with accents."""

    true: int = 0
    found: int = 0
    read: int = 0
    accented: int = 0
    with_letters: int = 0
    """Accented words of which the letters were read in their place, whatever their accents."""
    with_accents: int = 0
    missing: tuple[tuple[str, int], ...] = ()
    misread_accents: tuple[tuple[tuple[str, str], int], ...] = ()

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
    """Compare words, which are in small letters: as bags for what was found, side by side for accents."""
    wanted, got = Counter(true), Counter(read)
    pairs = [(word, seen) for word, seen in _side_by_side(true, read) if _bare(word) != word]
    return Read(
        len(true),
        (wanted & got).total(),
        len(read),
        sum(_bare(word) != word for word in true),
        len(pairs),
        sum(word == seen for word, seen in pairs),
        tuple((wanted - got).most_common(20)),
        tuple(Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(20)),
    )


def _side_by_side(true: Sequence[str], read: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair words of the truth with those of the same letters, whatever their accents, read in their place.

    Each word has one partner at most, and words keep their order: of “más” and “mas” each answers for itself.
    """
    same = LCSseq.opcodes(list(map(_bare, true)), list(map(_bare, read)))
    for tag, start, end, place, _ in same:
        if tag == "equal":
            yield from zip(true[start:end], read[place : place + end - start], strict=True)


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
