"""User text -> the words, phrases, signs and fields of a query, in order.

Rule: what only looks like syntax (a colon in a time, a question mark at the end, a dash alone) is text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from archive import Kind
from index.analysis import fold, normalise, raw_words
from index.tree import And, Fuzzy, Has, Near, Node, Pages, Phrase, Term, Wildcard


class Sign(Enum):
    """What joins, excludes and groups."""

    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    OPEN = "("
    CLOSE = ")"


@dataclass(frozen=True, slots=True)
class Scope:
    """What follows is asked of this field."""

    field: str


Item = Sign | Scope | Node

_SCOPES = {
    "title": "title", "título": "title", "titulo": "title",
    "section": "section", "sección": "section", "seccion": "section",
}  # fmt: skip
_FACETS = {
    "document": "document", "documento": "document",
    "lang": "language", "language": "language", "idioma": "language", "lengua": "language",
    "kind": "kind", "tipo": "kind",
    "date": "year", "year": "year", "fecha": "year", "año": "year",
    "page": "page", "página": "page", "pagina": "page",
}  # fmt: skip
_LANGUAGES = {
    "english": "en", "inglés": "en", "ingles": "en",
    "spanish": "es", "español": "es", "espanol": "es", "castellano": "es",
}  # fmt: skip

_KINDS = {
    "párrafo": "paragraph", "parrafo": "paragraph",
    "encabezado": "heading", "título": "heading", "titulo": "heading",
    "elemento_de_lista": "list_item", "tabla": "table", "leyenda": "caption", "nota_al_pie": "footnote",
} | {kind.value: kind.value for kind in Kind}  # fmt: skip

_QUOTES = '"“”„‟«»'
_SPACE = re.compile(r"\s*")
_EXCLUDED = re.compile(rf"-(?=[\w({_QUOTES}])")
_NAMED = re.compile(r"([^\W\d_]+):(?=\S)")
_QUOTED = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}](?:~(\d{{1,4}}))?")
_CHUNK = re.compile(rf"[^\s(){_QUOTES}]+")
_OPERATOR = re.compile(r"(?<!\S)(?:AND|OR|NOT)(?!\S)")

_FUZZY = re.compile(r"([^\W_]+)~(\d?)")
_PATTERN = re.compile(r"(?:[^\W_]|[\u0300-\u036f'’*?-])+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_YEARS = re.compile(r"(\d{4})(?:(?:\.\.|-|–)(\d{4})|-\d\d(?:-\d\d)?)?")
_PAGES = re.compile(r"(\d{1,6})(?:(?:\.\.|-|–)(\d{1,6}))?")

_MOST_YEARS = 500
_MOST_CHANGES = 2
_SHORT_WORD = 5
"""A typing error in so short a word is one letter; two would turn it into any other."""
_SHORTEST_FUZZY = 3
_SHORTEST_PATTERN = 2
"""Letters in a pattern: one alone is in half of all words, and says nothing of what is sought."""


class Unreadable(Exception):
    """A text is not the query that it looks like."""


class UnclosedQuotation(Unreadable):
    """A quotation mark has no partner."""


class UnknownValue(Unreadable):
    """A field that is known is asked for what it cannot have."""


class ShortPattern(Unreadable):
    """A pattern has too few letters."""


def scan(text: str) -> list[Item]:
    """Give the items of a query in order. Raises: Unreadable."""
    text = unicodedata.normalize("NFC", text)
    items: list[Item] = []
    at = _SPACE.match(text).end()  # type: ignore[union-attr]  # it always matches
    while at < len(text):
        item, at = _item(text, at)
        if item is not None:
            items.append(item)
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # the same
    return items


def plain_words(text: str) -> list[str]:
    """Give the words of a text, compounds whole, leaving out AND, OR and NOT in capitals."""
    return list(_words(unicodedata.normalize("NFC", _OPERATOR.sub(" ", text))))


def _item(text: str, at: int) -> tuple[Item | None, int]:
    """Read one item; None when it holds no word."""
    if text[at] in "()":
        return (Sign.OPEN if text[at] == "(" else Sign.CLOSE), at + 1
    if match := _EXCLUDED.match(text, at):
        return Sign.NOT, match.end()
    if text[at] in _QUOTES:
        quoted, near, end = _quotation(text, at)
        return _phrase(quoted, near), end
    if (match := _NAMED.match(text, at)) and (field := _SCOPES.get(match[1].lower())):
        return Scope(field), match.end()
    if match and (facet := _FACETS.get(match[1].lower())):
        value, end = _value(text, match.end())
        return _FACET_NODES[facet](value), end
    chunk = _CHUNK.match(text, at)
    assert chunk is not None  # noqa: S101 - neither space, parenthesis nor quotation mark stands here
    if chunk[0] in {"AND", "OR", "NOT"}:
        return Sign(chunk[0]), chunk.end()
    return _leaf(chunk[0]), chunk.end()


def _quotation(text: str, at: int) -> tuple[str, str | None, int]:
    match = _QUOTED.match(text, at)
    if match is None:
        raise UnclosedQuotation
    return match[1], match[2], match.end()


def _value(text: str, at: int) -> tuple[str, int]:
    if text[at] in _QUOTES:
        value, _, end = _quotation(text, at)
        return value, end
    chunk = _CHUNK.match(text, at)
    return (chunk[0], chunk.end()) if chunk else ("", at)


def _phrase(quoted: str, near: str | None) -> Node | None:
    """Read what stood in quotation marks; of a compound its parts are taken, so that either spelling matches."""
    at_position: dict[int, str] = {}
    base = 0
    for _, pieces, width in raw_words(quoted):
        for piece in pieces:
            if "-" not in piece.word:
                at_position.setdefault(base + piece.position, piece.word)
        base += width
    words = tuple(at_position.values())
    if not words:
        return None
    distinct = tuple(dict.fromkeys(words))
    return Near(distinct, int(near)) if near is not None and len(distinct) > 1 else Phrase(words)


def _leaf(chunk: str) -> Node | None:
    if fuzzy := _FUZZY.fullmatch(chunk):
        word = fold(normalise(fuzzy[1]))
        changes = min(int(fuzzy[2]), _MOST_CHANGES) if fuzzy[2] else 1 + (len(word) > _SHORT_WORD)
        return Fuzzy(word, changes) if changes and len(word) >= _SHORTEST_FUZZY else Term(normalise(fuzzy[1]))
    bare = chunk.strip(".,;:!¡¿…").rstrip("?")
    if ("*" in bare or "?" in bare) and _PATTERN.fullmatch(bare) and (pattern := _pattern(bare)):
        return Wildcard(pattern)
    return _conjunction(chunk)


def _pattern(bare: str) -> str | None:
    """Give the folded pattern; None when it has no letters. Raises: ShortPattern."""
    pattern = re.sub(r"\*+", "*", fold(normalise(bare.replace("’", "'"))))
    letters = sum(sign.isalnum() for sign in pattern)
    if 0 < letters < _SHORTEST_PATTERN:
        raise ShortPattern
    return pattern if letters else None


def _conjunction(text: str) -> Node | None:
    terms = tuple(dict.fromkeys(Term(word) for word in _words(text)))
    return And(terms) if len(terms) > 1 else next(iter(terms), None)


def _words(text: str) -> Iterator[str]:
    for _, pieces, _ in raw_words(text):
        if "-" in pieces[0].word:
            yield pieces[0].word
        else:
            yield from {piece.position: piece.word for piece in reversed(pieces)}.values()


def _has(facet: str, values: Iterable[str]) -> Node:
    wanted = frozenset(values)
    if not wanted:
        raise UnknownValue
    return Has(facet, wanted)


def _listed(value: str) -> list[str]:
    return [name for each in value.split(",") if (name := each.strip())]


def _language(value: str) -> Node:
    names = [_LANGUAGES.get(name, name) for name in _listed(value.lower())]
    if not all(_LANGUAGE.fullmatch(name) for name in names):
        raise UnknownValue
    return _has("language", names)


def _kind(value: str) -> Node:
    names = [re.sub(r"[-\s]+", "_", name) for name in _listed(value.lower())]
    if not _KINDS.keys() >= set(names):
        raise UnknownValue
    return _has("kind", (_KINDS[name] for name in names))


def _years(value: str) -> Node:
    first, last = _range(_YEARS, value)
    if last - first >= _MOST_YEARS:
        raise UnknownValue
    return Has("year", frozenset(str(year) for year in range(first, last + 1)))


def _pages(value: str) -> Node:
    return Pages(*_range(_PAGES, value))


def _range(shape: re.Pattern[str], value: str) -> tuple[int, int]:
    match = shape.fullmatch(value)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        raise UnknownValue
    return int(match[1]), int(match[2] or match[1])


_FACET_NODES: dict[str, Callable[[str], Node]] = {
    "document": lambda value: _has("document", _listed(value)),
    "language": _language,
    "kind": _kind,
    "year": _years,
    "page": _pages,
}
