"""Blocks -> the text of a page and its words with boxes: lines joined, line-end hyphens resolved.

A hyphen at a line end goes where the document's own vocabulary says that it cut a word: "coopera-tion" is joined,
"well-known" and "franco-peruano" keep theirs. Where the document writes neither form, it goes unless something
speaks for a compound, or the document cuts no words at all.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from archive import CELL, ROW, Words
from archive.words import UNITS_PER_POINT
from ingest.blocks import Block
from ingest.lines import Line
from ingest.runs import HYPHEN, Boxes, Sources

_HYPHENS = ("-", "\u2010", HYPHEN)
_DASHES = ("\u2013", "\u2014")
_OPENS_ASIDE = re.compile(r"(?:^|\s)[\u2013\u2014]\w")
"""Spanish dashes stand like brackets, with the space outside; the second closes what the first opened."""

_HYPHEN_CLASS = "[-\u2010" + HYPHEN + "]"
_VOCABLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_WORD = 60
"""Looked at from the line end; no word of the two languages is longer."""

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Accents and vowel signs of Latin, Hebrew and Arabic letters: part of the word they stand on."""

_PIECE = re.compile(rf"[\w{_MARKS}]+|[^\w\s{_MARKS}]+")
_HEAD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)" + _HYPHEN_CLASS + "$")
_TAIL = re.compile(r"[^\W\d_]+")
_WHOLE_WORD_LETTERS = 4
"""Two halves at least this long, each a word of the document, are taken for a compound."""

_HABIT = 0.05
"""A file that cuts words knows some of them uncut; below this the few are chance."""

_ENOUGH_LINE_ENDS = 4
"""With fewer the habit cannot be told."""

_FIRST_PARTS = """
all cross double five four franco full half long low non one self single six three twenty two well
"""
_PREFIXES = frozenset(_FIRST_PARTS.split())
"""What is written with a hyphen before a whole word, and is seldom a syllable that begins a word."""

_STEM_LETTERS, _ENDING_LETTERS = 5, 3
_ENGLISH_PREFIXES = frozenset(("anti", "mid", "post", "pro", "semi"))
_ENGLISH_FIRST_PARTS = frozenset(("centre", "socio"))
_SECOND_PART_WORDS = """
based born bound built centred dependent derived driven economic effective free friendly funded intensive known led
level like maker makers making owned paid private quality related right scale sector sensitive sex side specific
style term threatening time type war wide
"""
_SECOND_PARTS = frozenset(_SECOND_PART_WORDS.split())
"""What English, and not Spanish, writes with a hyphen, and how its compounds end."""

_SYLLABLES_AFTER_ACCENT = 2
_LINKS = frozenset(("a", "al", "and", "by", "de", "in", "of", "on", "the", "to", "up", "y"))
"""What stands between the parts of black-and-white and up-to-date."""

_NUMBER_ENDS = ("teen", "ty", "teenth", "tieth")
_ADVERB = "mente"
_VOWELS = re.compile(r"[aeiouyáéíóúü]+")
_ACCENT = re.compile(r"[áéíóú]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document with how often they occur, and whether it cuts words at line ends at all."""

    counts: Counter[str] = field(default_factory=Counter)
    cuts_words: bool = True

    def __getitem__(self, word: str) -> int:
        return self.counts[word]

    def begins(self, word: str) -> bool:
        """Tell whether the document has a word that begins as this one: "anticipated" for "anticipates"."""
        stem = word[:-_ENDING_LETTERS]
        return any(known.startswith(stem) for known in self.counts)


class PageText:
    """A page's text as it grows, with the box and the source of every character."""

    def __init__(self) -> None:
        self.text = ""
        self._boxes: list[Boxes] = []
        self._sources: list[Sources] = []
        self._cuts: list[int] = []
        """Offsets at which a line begins within a word."""

    def add(self, block: Block, vocabulary: Vocabulary, follower: Block | None) -> tuple[int, int]:
        """Append a block and give where it stands. `follower` is the block it runs on into, if it does."""
        if self.text:
            self._part(ROW)
        start = len(self.text)
        ends = cell_ends(block)
        self._part(CELL * ends.get(0, 0))
        for number, (line, below) in enumerate(zip(block.lines, (*block.lines[1:], None), strict=True), 1):
            if number in ends and below:
                self._append(line)
                self._part(CELL * ends[number])
                continue
            following = below.text if below else follower.lines[0].text if follower else ""
            joint = ROW if block.is_listing else joint_of(line.text, following, vocabulary)
            is_dropped = joint == "" and line.text.endswith(_HYPHENS) and bool(following)
            self._append(line, drop_hyphen=is_dropped)
            if below and joint in (" ", ROW):
                self._part(joint)
        return start, len(self.text)

    def words(self, as_seen: Callable[[Boxes], Boxes] = lambda boxes: boxes) -> Words:
        """Give the words with their boxes; `as_seen` tells where these stand on the page as seen."""
        spans = [span for match in _PIECE.finditer(self.text) for span in self._uncut(*match.span())]
        if not spans:
            return Words()
        boxes = np.concatenate([*self._boxes, np.zeros((1, 4))])
        bounds = np.array(spans).ravel()
        low = np.minimum.reduceat(boxes[:, :2], bounds)[::2]
        high = np.maximum.reduceat(boxes[:, 2:], bounds)[::2]
        rounded = np.rint(as_seen(np.concatenate((low, high), axis=1)) * UNITS_PER_POINT)
        values = array("i")
        values.frombytes(np.concatenate((np.array(spans), rounded), axis=1).astype(np.int32).tobytes())
        return Words.from_values(values)

    def sources(self) -> Sources:
        """Give which characters of the file's own text each character came from."""
        return np.concatenate(self._sources) if self._sources else np.zeros((0, 2), np.int32)

    def _append(self, line: Line, *, drop_hyphen: bool = False) -> None:
        text, boxes, sources = line.text, line.boxes, line.sources
        if drop_hyphen:
            # The cut word's hyphen belongs to its box and to its source: the mark covers what a reader sees.
            text, boxes, sources = text[:-1], boxes[:-1].copy(), sources[:-1].copy()
            boxes[-1, :2] = np.minimum(boxes[-1, :2], line.boxes[-1, :2])
            boxes[-1, 2:] = np.maximum(boxes[-1, 2:], line.boxes[-1, 2:])
            sources[-1, 1] = max(sources[-1, 1], line.sources[-1, 1])
        self._cuts.append(len(self.text))
        self.text += text.replace(HYPHEN, "-")
        self._boxes.append(boxes)
        self._sources.append(sources)

    def _part(self, separator: str) -> None:
        if not separator:
            return
        self.text += separator
        self._boxes.append(np.zeros((len(separator), 4)))
        place = self._sources[-1][-1, 1] if self._sources else 0
        self._sources.append(np.full((len(separator), 2), place, np.int32))

    def _uncut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give a word in the pieces that stand on one line each."""
        first = bisect_right(self._cuts, start)
        inner = self._cuts[first : bisect_left(self._cuts, end)]
        yield from pairwise((start, *inner, end))


def cell_ends(block: Block) -> dict[int, int]:
    """Give after how many lines a cell ends, and how many cells begin there: empty ones count too."""
    ends: dict[int, int] = {}
    taken = 0
    for count in block.cells[:-1]:
        taken += count
        ends[taken] = ends.get(taken, 0) + 1
    return ends


def vocabulary_of(lines: Iterable[Line]) -> Vocabulary:
    """Count the words of a document, leaving out both halves of what its line ends cut."""
    counted: Counter[str] = Counter()
    texts = [line.text for line in lines]
    halves = [found for above, below in pairwise(texts) if (found := _halves(above, below))]
    for above, text in pairwise(["", *texts]):
        start = match.end() if above.endswith(_HYPHENS) and (match := _TAIL.match(text)) else 0
        end = text.rfind(" ") + 1 if text.endswith(_HYPHENS) else len(text)
        counted.update(_VOCABLE.findall(text[start:end].lower()))
    joined = sum(counted[first + second] > 0 for first, second in halves)
    is_habit = joined >= _HABIT * len(halves) if len(halves) >= _ENOUGH_LINE_ENDS else True
    return Vocabulary(counted, is_habit)


def _halves(above: str, below: str) -> tuple[str, str] | None:
    """Give what a hyphen at a line end parts, in small letters."""
    if not above.endswith(_HYPHENS):
        return None
    head, tail = _HEAD.search(above[-_LONGEST_WORD:]), _TAIL.match(below)
    if not head or not tail:
        return None
    return head.group(1).lower().rsplit("-", 1)[-1], tail.group().lower()


def joint_of(above: str, below: str, vocabulary: Vocabulary) -> str:
    """Tell what stands between two lines of one paragraph.

    Gives a space; "" where the hyphen that ends `above` is dropped; "-" where it stays and nothing follows it.
    """
    halves = _halves(above, below)
    if not halves:
        is_bound = above.endswith(_HYPHENS) or (above.endswith(_DASHES) and not _OPENS_ASIDE.search(above))
        return "-" if is_bound and below[:1].isalnum() and above[-2:-1].isalnum() else " "
    first, second = halves
    joined, compound = vocabulary[first + second], vocabulary[f"{first}-{second}"]
    if joined or compound:
        return "" if joined >= compound else "-"
    return "-" if _is_compound(above, below, first, second, vocabulary) else ""


def _is_too_long_after_accent(first: str, second: str) -> bool:
    """Tell whether three syllables or more would follow a written accent: no Spanish word but adverbs has that."""
    accent = next(_ACCENT.finditer(first), None)
    if not accent or (first + second).endswith(_ADVERB):
        return False
    after = first[accent.end() :] + second
    return bool(_ACCENT.search(after)) or len(_VOWELS.findall(after)) > _SYLLABLES_AFTER_ACCENT


def _is_compound(above: str, below: str, first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Tell whether two halves that the document writes neither as one word nor with a hyphen are a compound."""
    is_name = below[0].isupper() and not (above[-2:-1].isupper() and below[:2].isupper())
    head = _HEAD.search(above[-_LONGEST_WORD:])
    is_chain = head is not None and "-" in head.group(1) and first in _LINKS
    is_chain = is_chain or (second in _LINKS and below[len(second) :].startswith("-"))
    if not vocabulary.cuts_words or len(first) == 1 or is_name or is_chain:
        return True
    is_teen = second in _NUMBER_ENDS
    if (first in _PREFIXES and not is_teen) or not (_VOWELS.search(first) and _VOWELS.search(second)):
        return True
    if _is_too_long_after_accent(first, second):
        return True
    is_english = vocabulary["the"] > vocabulary["de"]
    if is_english and (first in _ENGLISH_FIRST_PARTS or second in _SECOND_PARTS):
        return True
    if (
        is_english
        and first in _ENGLISH_PREFIXES
        and len(second) >= _STEM_LETTERS
        and not vocabulary.begins(first + second)
    ):
        return True
    both_words = min(vocabulary[first], vocabulary[second]) > 0
    return both_words and second != _ADVERB and min(len(first), len(second)) >= _WHOLE_WORD_LETTERS
