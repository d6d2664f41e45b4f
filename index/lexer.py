"""User text -> the words, phrases, signs and fields of a query, in order.

Rule: what only looks like syntax (a colon in a time, a question mark at the end, a dash alone) is text; what is
syntax and cannot be meant (a quotation mark alone, an unknown field) is text too, and a remark says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from index.analysis import end_of_spaced, fold, normalise, parts, raw_words
from index.fields import FACETS, SCOPES, UnknownValue, asked_of, is_within_a_year
from index.remarks import About, Remark
from index.tree import And, Fuzzy, Near, Node, Phrase, Term, Wildcard


class Sign(Enum):
    """What joins, excludes and groups."""

    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    OPEN = "("
    CLOSE = ")"


@dataclass(frozen=True, slots=True)
class Scope:
    """What follows is asked of this field; `typed` is how it was called."""

    field: str
    typed: str = ""


Item = Sign | Scope | Node

MAX_PATTERNS = 5
"""Words with `*`, `?` or `~`: each may stand for hundreds, and all of those are looked up."""

_QUOTES = '"“”„‟«»'
_SPACE = re.compile(r"\s*")
_EXCLUDED = re.compile(rf"-(?=[\w({_QUOTES}])")
_NAMED = re.compile(r"([^\W\d_]+):(?=[^\s/)])")
_NAME_ALONE = re.compile(r"([^\W\d_]+):(?=[\s)]|$)")
_QUOTED = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}](?:~(\d{{1,4}}))?")
_CHUNK = re.compile(rf"[^\s(){_QUOTES}]+")

_FUZZY = re.compile(r"([^\W_]+)~(\d?)")
_PATTERN = re.compile(r"(?:[^\W_]|[\u0300-\u036f'’ʼ*?-])+")
_LETTERLESS = re.compile(r"\*[*?]*|\?[*?]+")

_MOST_CHANGES = 2
_SHORT_WORD = 5
"""A typing error in so short a word is one letter; two would turn it into any other."""
_SHORTEST_FUZZY = 3
_SHORTEST_PATTERN = 2
"""Letters in a pattern: one alone is in half of all words, and says nothing of what is sought."""


def scan(text: str) -> tuple[list[Item], list[Remark]]:
    """Give the items of a query in order, with what is to be known of how they were read."""
    scanner = _Scanner(text)
    items: list[Item] = []
    while not scanner.is_at_end():
        item = scanner.item()
        if item is not None:
            items.append(item)
    return items, scanner.remarks


def stretches(text: str) -> Iterator[tuple[Item | None, int, int]]:
    """Give each item of a query with where it starts and ends; None for a stretch that holds no word."""
    scanner = _Scanner(text)
    while not scanner.is_at_end():
        start = scanner.at
        yield scanner.item(), start, scanner.at


class _Scanner:
    """A place in a text that moves on item by item."""

    def __init__(self, text: str) -> None:
        self.remarks: list[Remark] = []
        self.at = 0
        self._text = text
        self._patterns = 0

    def is_at_end(self) -> bool:
        """Tell whether nothing but white space is left, and pass over it."""
        self._take(_SPACE)
        return self.at == len(self._text)

    def item(self) -> Item | None:
        """Read one item; None when it holds no word."""
        if self._text[self.at] in "()":
            self.at += 1
            return Sign.OPEN if self._text[self.at - 1] == "(" else Sign.CLOSE
        if self._take(_EXCLUDED):
            return Sign.NOT
        if self._text[self.at] in _QUOTES:
            return self._quotation()
        if named := _NAMED.match(self._text, self.at):
            return self._field(named)
        spaced = end_of_spaced(self._text, self.at)
        if spaced is not None:
            start, self.at = self.at, spaced
            return _conjunction(self._text[start:spaced])
        return self._chunk()

    def _quotation(self) -> Node | None:
        quoted = self._take(_QUOTED)
        if quoted:
            if "*" in quoted[1]:
                self._remark(About.QUOTED_PATTERN, quoted[1])
            return _phrase(quoted[1], quoted[2])
        self.at += 1
        self._remark(About.QUOTATION_ALONE)
        return None

    def _field(self, named: re.Match[str]) -> Item | None:
        name = named[1].lower()
        if name in SCOPES:
            self.at = named.end()
            return Scope(SCOPES[name], named[0])
        if name not in FACETS:
            self._remark(About.UNKNOWN_FIELD, named[0])
            return self._chunk()
        value = _QUOTED.match(self._text, named.end()) or _CHUNK.match(self._text, named.end())
        if value is None:  # a quotation mark without a partner, or a parenthesis
            self._remark(About.UNKNOWN_VALUE, named[0])
            return self._chunk()
        typed = self._text[self.at : value.end()]
        self.at = value.end()
        asked = value[1] if value.re is _QUOTED else value[0]
        try:
            node = asked_of(FACETS[name], asked)
        except UnknownValue:
            self._remark(About.UNKNOWN_VALUE, typed)
            return _conjunction(typed)
        if is_within_a_year(FACETS[name], asked):
            self._remark(About.WHOLE_YEAR, typed, asked[: len("2013")])
        return node

    def _chunk(self) -> Item | None:
        alone = _NAME_ALONE.match(self._text, self.at)
        if alone and (alone[1].lower() in SCOPES or alone[1].lower() in FACETS):
            self._remark(About.FIELD_ALONE, alone[0])
        chunk = self._take(_CHUNK)
        assert chunk is not None  # noqa: S101 - neither space, parenthesis nor quotation mark stands here
        if chunk[0] in {"AND", "OR", "NOT"}:
            return Sign(chunk[0])
        return self._pattern(chunk[0]) or _conjunction(chunk[0])

    def _pattern(self, chunk: str) -> Node | None:
        """Read a fuzzy word or a word with wildcards; None when it is neither, or is to be read as words."""
        if _LETTERLESS.fullmatch(chunk):
            self._remark(About.WIDE_PATTERN, chunk)
            return None
        node = _fuzzy(chunk) or _wildcard(chunk)
        if node is None or isinstance(node, Term):
            return node
        if isinstance(node, Wildcard) and sum(sign.isalnum() for sign in node.pattern) < _SHORTEST_PATTERN:
            self._remark(About.WIDE_PATTERN, chunk)
            return None
        self._patterns += 1
        if self._patterns > MAX_PATTERNS:
            self.remarks.append(Remark(About.MANY_PATTERNS, taken=MAX_PATTERNS))
            return None
        return node

    def _take(self, shape: re.Pattern[str]) -> re.Match[str] | None:
        match = shape.match(self._text, self.at)
        if match:
            self.at = match.end()
        return match

    def _remark(self, about: About, typed: str = "", read: str = "") -> None:
        self.remarks.append(Remark(about, typed, read))


def _phrase(quoted: str, near: str | None) -> Node | None:
    """Read what stood in quotation marks; of a compound its parts are taken, so that either spelling matches."""
    at_position: dict[int, str] = {}
    base = 0
    for _, pieces, width in raw_words(quoted):
        for piece in pieces:
            if not parts(piece.word):
                at_position.setdefault(base + piece.position, piece.word)
        base += width
    words = tuple(at_position.values())
    if not words:
        return None
    distinct = tuple(dict.fromkeys(words))
    return Near(distinct, int(near)) if near is not None and len(distinct) > 1 else Phrase(words)


def _fuzzy(chunk: str) -> Fuzzy | Term | None:
    """Read a word that may be mistyped; a word that is too short for it, or is to have no change, is that word."""
    fuzzy = _FUZZY.fullmatch(chunk)
    if fuzzy is None:
        return None
    word = fold(normalise(fuzzy[1]))
    changes = min(int(fuzzy[2]), _MOST_CHANGES) if fuzzy[2] else 1 + (len(word) > _SHORT_WORD)
    return Fuzzy(word, changes) if changes and len(word) >= _SHORTEST_FUZZY else Term(normalise(fuzzy[1]))


def _wildcard(chunk: str) -> Wildcard | None:
    """Read a word with wildcards, folded; None when it is none, or has no letter."""
    bare = chunk.strip(".,;:!¡¿…").rstrip("?")
    if not ("*" in bare or "?" in bare) or not _PATTERN.fullmatch(bare):
        return None
    pattern = re.sub(r"\*+", "*", fold(normalise(re.sub("[’ʼ]", "'", bare))))
    return Wildcard(pattern) if any(sign.isalnum() for sign in pattern) else None


def _conjunction(text: str) -> Node | None:
    terms = tuple(dict.fromkeys(Term(word) for word in _words(text)))
    return And(terms) if len(terms) > 1 else next(iter(terms), None)


def _words(text: str) -> Iterator[str]:
    for _, pieces, _ in raw_words(text):
        if parts(pieces[0].word):
            yield pieces[0].word
        else:
            yield from {piece.position: piece.word for piece in reversed(pieces)}.values()
