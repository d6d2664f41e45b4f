"""The fields of a query: what they are called, in both languages, and what they can be asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from archive import Kind
from index.tree import Has, Node, Pages

SCOPES = {
    "title": "title", "título": "title", "titulo": "title",
    "section": "section", "sección": "section", "seccion": "section",
}  # fmt: skip
"""Where words are sought."""

FACETS = {
    "document": "document", "documento": "document",
    "lang": "language", "language": "language", "idioma": "language", "lengua": "language",
    "kind": "kind", "tipo": "kind",
    "date": "year", "year": "year", "fecha": "year", "año": "year",
    "page": "page", "página": "page", "pagina": "page",
}  # fmt: skip
"""What passages must be."""

_LANGUAGES = {
    "english": "en", "inglés": "en", "ingles": "en",
    "spanish": "es", "español": "es", "espanol": "es", "castellano": "es",
}  # fmt: skip

_KINDS = {
    "párrafo": "paragraph", "parrafo": "paragraph",
    "encabezado": "heading", "título": "heading", "titulo": "heading",
    "elemento_de_lista": "list_item", "tabla": "table", "leyenda": "caption", "nota_al_pie": "footnote",
} | {kind.value: kind.value for kind in Kind}  # fmt: skip

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DAY = re.compile(r"(\d{4})-\d\d(?:-\d\d)?")
_YEARS = re.compile(r"(\d{4})?(?:(\.\.|-|–)(\d{4})?)?")
_PAGES = re.compile(r"(\d{1,6})?(?:(\.\.|-|–)(\d{1,6})?)?")

_KNOWN_YEARS = (1000, 2999)
"""What stands for an end that is left open: a document of another millennium has no four digits or is not yet."""
_KNOWN_PAGES = (1, 999_999)


class UnknownValue(Exception):
    """A field that is known is asked for what it cannot have."""


def asked_of(facet: str, value: str) -> Node:
    """Give what a facet is asked for. Raises: UnknownValue."""
    return _READERS[facet](value)


def is_within_a_year(facet: str, value: str) -> bool:
    """Tell whether a month or a day is asked for; documents are only found by their year."""
    return facet == "year" and _DAY.fullmatch(value) is not None


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
    day = _DAY.fullmatch(value)
    first, last = _range(_YEARS, day[1] if day else value, _KNOWN_YEARS)
    return Has("year", frozenset(map(str, range(first, last + 1))))


def _pages(value: str) -> Node:
    return Pages(*_range(_PAGES, value, _KNOWN_PAGES))


def _range(shape: re.Pattern[str], value: str, known: tuple[int, int]) -> tuple[int, int]:
    """Read a number, or two with a sign between them, one of which may be left out."""
    match = shape.fullmatch(value)
    if match is None or not (match[1] or match[3]):
        raise UnknownValue
    first = int(match[1] or known[0])
    last = int(match[3] or known[1]) if match[2] else first
    if last < first:
        raise UnknownValue
    return first, last


_READERS: dict[str, Callable[[str], Node]] = {
    "document": lambda value: _has("document", _listed(value)),
    "language": _language,
    "kind": _kind,
    "year": _years,
    "page": _pages,
}
