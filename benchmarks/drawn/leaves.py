"""The pages of all PDFs as poppler reads them: runs of words, line-end hyphens mended, and where a text stands.

Rule: nothing here comes from Pasaje's own reading, so that what it misreads counts against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise, zip_longest
from pathlib import Path
from typing import NamedTuple

from benchmarks.marked.poppler import Block, Box, PopplerPage, read
from benchmarks.marked.poppler import Word as Seen

_HYPHENS = "-\u2010\u00ad"
_EDGES = re.compile(r"^\W+|[\W_¹²³⁰-₟]+$")
_LETTERS = re.compile(r"[^\W_]+")
_FULL = 0.85
"""of the widest line of a block: ragged lines differ by a word"""

_TOUCHING = 0.5
"""Points"""

_STOPS = ".!?:;…"
_TILDE = "\u0303"


@dataclass(frozen=True, slots=True)
class Word:
    """A word without the signs around it. `raw` is as the file has it; `lines` above 1: a hyphen parts it.

    `is_sure`: whether it can be told what it is: not where letters are drawn over those beside them, as some
    programs make bold type, nor where a word is parted that stands nowhere whole. `is_last`: whether a sentence
    ends with it, or a line that is shorter than those around it, as the last of a paragraph is.
    """

    text: str
    raw: str
    lines: int = 1
    is_sure: bool = True
    is_last: bool = False


Run = tuple[Word, ...]
"""Words of one block, in order."""


class Shape(NamedTuple):
    """How a block is set: how many lines it has, how wide its widest is, and whether its last is about as wide."""

    lines: int
    width_points: float
    is_last_full: bool


@dataclass(frozen=True, eq=False)
class Leaf:
    """A page of a file (number from 1), and its blocks: what each says, and how it is set."""

    path: Path
    number: int
    runs: tuple[Run, ...]
    shapes: tuple[Shape, ...]

    @cached_property
    def said(self) -> str:
        """All its words as `plain` has them, a space at either end."""
        return f" {plain(' '.join(word.text for run in self.runs for word in run))} "


@dataclass(frozen=True)
class Leaves:
    """All pages, file by file."""

    files: tuple[tuple[Leaf, ...], ...]

    def standing(self, text: str) -> list[Leaf]:
        """Give the pages on which a text stands, accents and signs aside."""
        sought = f" {plain(text)} "
        return [leaf for file in self.files for leaf in file if sought in leaf.said]

    def beginning(self, letters: str) -> list[Leaf]:
        """Give the pages on which a word begins with these letters."""
        sought = f" {plain(letters)}"
        return [leaf for file in self.files for leaf in file if sought in leaf.said]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands anywhere, in small letters."""
        return Counter(
            word.text.lower() for file in self.files for leaf in file for run in leaf.runs for word in run
        )


def read_leaves(paths: Sequence[Path]) -> Leaves:
    """Read files with poppler; what it cannot read has no pages."""
    files = [(path, read(path)) for path in paths]
    written = Counter(
        _cleaned(word.text).lower()
        for _, pages in files
        for page in pages
        for block in page.blocks
        for word in block
    )
    return Leaves(tuple(tuple(leaf_of(path, page, written) for page in pages) for path, pages in files if pages))


def leaf_of(path: Path, page: PopplerPage, written: Counter[str]) -> Leaf:
    """Make a leaf of a page; `written`: how often each word stands anywhere, in small letters."""
    runs = [(tuple(_words(block, written)), _shape(block)) for block in page.blocks]
    for at, ((above, _), (below, shape)) in enumerate(pairwise(runs), start=1):
        if above and below and above[-1].raw[-1] in _HYPHENS:  # the rest of a word, perhaps
            runs[at] = ((replace(below[0], is_sure=False), *below[1:]), shape)
    kept = [(run, shape) for run, shape in runs if run]
    return Leaf(path, page.number, tuple(run for run, _ in kept), tuple(shape for _, shape in kept))


def plain(text: str) -> str:
    """Give a text in small letters, with neither accents (but ñ) nor signs, a space between words."""
    return " ".join(_LETTERS.findall(unaccented(unicodedata.normalize("NFKC", text).lower())))


def unaccented(text: str) -> str:
    """Give a text as a keyboard without accents types it; ñ has a key of its own."""
    kept: list[str] = []
    for sign in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(sign) or (sign == _TILDE and kept and kept[-1] in "nN"):
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))


def _shape(block: Block) -> Shape:
    widths = [_width(line) for line in _lines(block)]
    return Shape(len(widths), max(widths), widths[-1] >= _FULL * max(widths))


def _lines(block: Block) -> list[list[Seen]]:
    return [list(line) for _, line in groupby(block, key=lambda word: word.line)]


def _width(line: Sequence[Seen]) -> float:
    return line[-1].box[2] - line[0].box[0]


def _words(block: Block, written: Counter[str]) -> Iterator[Word]:
    """Give the words of a block, those parted by a hyphen at a line end in one."""
    lines = _lines(block)
    widest = max(map(_width, lines))
    unclear = _unclear(block)
    begun: Word | None = None
    for at, line in enumerate(lines):
        is_short = _width(line) < _FULL * widest
        words = list(_raws(line, unclear))
        for place, (raw, is_sure) in enumerate(words):
            is_last_of_line = place == len(words) - 1
            is_last = raw[-1] in _STOPS or (is_last_of_line and is_short)
            word = Word(_cleaned(raw), raw, 1, is_sure, is_last)
            following = lines[at + 1][0].text if at < len(lines) - 1 else ""
            if begun:
                yield _joined(begun, word, written)
                begun = None
            elif is_last_of_line and _is_parted(raw, following):
                begun = word
            elif word.text:
                yield word


def _raws(line: Sequence[Seen], unclear: Set[int]) -> Iterator[tuple[str, bool]]:
    """Give the words of a line, and whether each is clear of those beside it.

    Poppler parts small capitals from the capital before them, which they touch: they are put together.
    """
    whole = ""
    for word, following in zip_longest(line, line[1:]):
        whole += word.text
        gap = following.box[0] - word.box[2] if following else _TOUCHING
        if len(whole) == 1 and whole.isupper() and gap < _TOUCHING and following.text.isupper():
            continue
        yield whole, id(word) not in unclear
        whole = ""


def _unclear(block: Block) -> set[int]:
    """Give the words that are drawn over the one before or after them."""
    pairs = [pair for pair in pairwise(block) if _is_over(*(word.box for word in pair))]
    return {id(word) for pair in pairs for word in pair}


def _is_over(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > _TOUCHING and down > (one[3] - one[1]) / 2


def _is_parted(raw: str, following: str) -> bool:
    return raw[-1:] in _HYPHENS and raw[:-1][-1:].isalpha() and following[:1].islower()


def _joined(one: Word, other: Word, written: Counter[str]) -> Word:
    """Join the halves as the word is mostly written where no line ends in it."""
    whole, compound = _cleaned(one.raw[:-1] + other.raw), _cleaned(f"{one.raw[:-1]}-{other.raw}")
    as_whole, as_compound = written[whole.lower()], written[compound.lower()]
    text = compound if as_compound > as_whole else whole
    is_sure = one.is_sure and other.is_sure and bool(as_whole or as_compound)
    return Word(text, f"{one.raw} {other.raw}", 2, is_sure, other.is_last)


def _cleaned(raw: str) -> str:
    composed = unicodedata.normalize("NFKC", raw.replace("\u00ad", "").replace("\u0131\u0301", "i\u0301"))
    return _EDGES.sub("", composed)
