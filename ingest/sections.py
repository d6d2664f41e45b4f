"""Under which headings a block stands: by the outline where it is good, else by how headings look."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive import Kind, OutlineEntry
from ingest.blocks import Block
from ingest.headings import is_capitals
from ingest.outlines import Told, says_something

_DEEPEST = 6
_LARGER = 1.08
"""The same letters are told a little taller in another font of the same size."""

_NAME_SIZE = 1.3
_RUNNING_WORDS = 25
"""What is shorter may be on a cover."""

_DIVISIONS = (
    ("part", "parte", "libro", "book"),
    ("title", "título", "titulo"),
    ("chapter", "capítulo", "capitulo"),
    ("section", "sección", "seccion"),
    ("article", "artículo", "articulo"),
)
"""What laws are divided into, from the outside in."""

_RANKS = {word: rank for rank, words in enumerate(_DIVISIONS) for word in words}
_ANNEX = ("annex", "anexo", "appendix", "apéndice", "apendice")
_DIVISION = re.compile(rf"^({'|'.join((*_RANKS, *_ANNEX))})\s+(?:n[oº°]\.?\s*)?([^\s.:]+)", re.IGNORECASE)
_ORDINALS = re.compile(
    r"(?:[\divxlc]{1,6}|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten|preliminar|único|única|(?:prim|terc)er[oa]?|"
    r"segund[oa]|cuart[oa]|quint[oa]|sext[oa]|séptim[oa]|octav[oa]|noven[oa]|décim[oa]|first|second|third)"
    r"(?:\.?[ºª°])?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"^(?:(?:table of )?contents|(?:list of )?(?:tables|figures)|(?:tabla de )?contenidos?"
    r"|índice(?: general| de (?:figuras|tablas|cuadros|gráficos|contenidos?))?"
    r"|(?:lista de )?(?:figuras|tablas|cuadros|gráficos))$",
    re.IGNORECASE,
)
_MISSED = 2
"""So many headings between two numbers may have been missed."""

_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)(?:\.?[\s)]|[.)]-?)\s*[^\W\d]")
_ROMAN = re.compile(r"^([IVXLC]+)(?:[.)]|\.-|\s+[-–—])\s*[^\W\d]")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Looks:
    """What tells which of two headings stands under the other.

    `division` is the rank of a part of a law (outermost 0), `numeral` a Roman number, `number` one with dots.
    """

    size: float
    bold: bool = False
    capitals: bool = False
    division: int | None = None
    is_annex: bool = False
    numeral: int = 0
    number: tuple[int, ...] = ()

    @property
    def is_numbered(self) -> bool:
        """Whether it is counted among others."""
        return self.division is not None or bool(self.numeral or self.number)

    def may_name(self, label: Looks) -> bool:
        """Whether it may be the words of a number that stands alone before it."""
        is_alike = label.size / _NAME_SIZE < self.size < label.size * _NAME_SIZE
        return is_alike and not self.is_numbered and not self.is_annex


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading that holds; `is_label` when it is only a number that waits for its words."""

    title: str
    looks: Looks
    level: int = 0
    is_label: bool = False
    is_contents: bool = False
    """Whether it heads a table of contents, and nothing that comes after that."""


@dataclass(slots=True)
class Sections:
    """Follows the headings of a document in reading order; a poor outline only parts what looks tell."""

    follows_outline: bool
    _path: list[_Open] = field(default_factory=list)
    _has_begun: bool = False
    _page: int = 0
    _label_waits: bool = False

    def meet(self, told: Told) -> None:
        """Take in a block: it may begin a section."""
        block, kind, begun = told
        self._leave_cover(kind, block)
        if self.follows_outline:
            for entry in begun.entries:
                self._enter_entry(entry)
            return
        for entry in filter(says_something, begun.unnamed):
            self._enter_entry(entry)
        if kind is Kind.HEADING:
            self._enter_heading(block)
        self._label_waits = kind is Kind.HEADING and bool(self._path) and self._path[-1].is_label

    def current(self) -> tuple[str, ...]:
        """Give the path of headings that hold now, outermost first."""
        return tuple(each.title for each in self._path)

    def _leave_cover(self, kind: Kind, block: Block) -> None:
        """Let go what stands on a page before the text begins: titles, authors, a table of contents."""
        if block.page_number != self._page and not self._has_begun:
            self._path = [each for each in self._path if each.level]
        self._page = block.page_number
        is_running = kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) and block.word_count >= _RUNNING_WORDS
        self._has_begun = self._has_begun or is_running

    def _enter_entry(self, entry: OutlineEntry) -> None:
        above = [each for each in self._path if 0 < each.level < entry.level][: _DEEPEST - 1]
        self._path = [*above, _Open(entry.title, Looks(math.inf), entry.level)]

    def _enter_heading(self, block: Block) -> None:
        text, looks = block.flat, looks_of(block)
        if self._label_waits and looks.may_name(self._path[-1].looks):
            label = self._path.pop()
            self._path.append(_Open(f"{label.title} {text}", label.looks))
            return
        self._path = list(itertools.takewhile(lambda each: not each.is_contents, self._path))
        held = held_above(looks, [each.looks for each in self._path])
        opened = _Open(text, looks, is_label=is_label(text), is_contents=bool(_CONTENTS.match(text)))
        self._path = [*self._path[: min(held, _DEEPEST - 1)], opened]


def looks_of(block: Block) -> Looks:
    """Give what a heading tells of its place among others."""
    text = block.flat
    division = _DIVISION.match(text)
    word = division.group(1).casefold() if division and _ORDINALS.fullmatch(division.group(2)) else ""
    roman, number = _ROMAN.match(text), _NUMBER.match(text)
    return Looks(
        block.size,
        block.bold,
        is_capitals(text) or (block.bold and text.isupper()),
        _RANKS.get(word),
        word in _ANNEX,
        _roman(roman.group(1)) if roman else 0,
        tuple(map(int, number.group(1).split("."))) if number else (),
    )


def is_label(text: str) -> bool:
    """Tell whether a heading is nothing but a number: "Title I", "Annex 2"."""
    match = _DIVISION.match(text)
    return bool(match and _ORDINALS.fullmatch(match.group(2)) and not text[match.end() :].strip(" .:-–—"))


def held_above(looks: Looks, path: Sequence[Looks]) -> int:
    """Tell how many headings of a path still hold when another comes."""
    for at in reversed(range(len(path))):
        if _counts_on(path[at], looks) or _is_sibling(path[at], looks):
            return at
        if _contains(path[at].number, looks.number):
            return at + 1
    if looks.is_annex:
        return next(
            (at for at, each in enumerate(path) if each.is_numbered or each.is_annex), _outranking(looks, path)
        )
    return _outranking(looks, path)


def _outranking(looks: Looks, path: Sequence[Looks]) -> int:
    held = len(path)
    while held and not _outranks(path[held - 1], looks):
        held -= 1
    return held


def _counts_on(before: Looks, looks: Looks) -> bool:
    """Tell whether a number comes after another: 2 after 1, 2.4 after 2.3, IV after III."""
    if looks.numeral and before.numeral:
        return 0 < looks.numeral - before.numeral <= 1 + _MISSED
    if not looks.number or len(looks.number) != len(before.number) or looks.number[:-1] != before.number[:-1]:
        return False
    return 0 < looks.number[-1] - before.number[-1] <= 1 + _MISSED


def _is_sibling(before: Looks, looks: Looks) -> bool:
    """Tell whether two headings without numbers look the same."""
    is_same = (before.bold, before.capitals) == (
        looks.bold,
        looks.capitals,
    ) and before.size * _LARGER >= looks.size
    return is_same and before.size <= looks.size * _LARGER and not (before.is_numbered or looks.is_numbered)


def _contains(outer: tuple[int, ...], inner: tuple[int, ...]) -> bool:
    return 0 < len(outer) < len(inner) and inner[: len(outer)] == outer


def _outranks(above: Looks, below: Looks) -> bool:
    """Tell whether a heading may hold another: the first difference counts."""
    if above.division is not None and below.division is not None:
        return above.division < below.division
    if above.size > below.size * _LARGER:
        return True
    return below.size <= above.size * _LARGER and _order(above) < _order(below)


def _order(looks: Looks) -> tuple[int, ...]:
    """Give the order among headings of one size, outermost first."""
    if looks.division is not None or looks.is_annex:
        counted = (0, 0)
    elif looks.numeral:
        counted = (1, 0)
    else:
        counted = (2, len(looks.number)) if looks.number else (3, 0)
    return (counted[0] > 0, not looks.bold, *counted, not looks.capitals)


def _roman(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[char] for char in numeral]
    return sum(-one if one < other else one for one, other in zip(digits, [*digits[1:], 0], strict=True))
