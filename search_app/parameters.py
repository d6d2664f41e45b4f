"""What the address of a search says, read and checked once for pages and programs alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from werkzeug.datastructures import MultiDict

from archive import Anchor, Archive, ChangeKind, Kind, is_quote
from index import FACETS, Found, SearchEngine, Sort, find
from search_app.disagreements import KINDS
from search_app.errors import BadParameter
from search_app.links import Pair
from search_app.upload_limits import MAX_BATCH_FILES

MAX_QUERY_LENGTH = 3000
"""Characters. A pasted paragraph fits; with more, an address grows too long for servers on the way."""

MAX_LIMIT = 100
"""Passages a program may ask for at once."""

MAX_LIMIT_SAID = 999_999
"""A higher limit than the highest is lowered and not refused: programs ask for “all” by saying a great number."""

MAX_VALUES = 50
"""Values of one filter. On the page each has a link that says all the others: 5,000 of them were a page that took
52 seconds to make."""

MAX_OFFSET = 100_000

MAX_PAGE = 999_999
"""The highest page number that is understood in a parameter."""

MAX_EDITION = 99_999

MAX_QUOTE_LENGTH = 3000
"""Characters, as for a query: a long paragraph."""

MAX_AROUND_LENGTH = 300
"""Characters before and after a quote: four times what our own links keep. With 1,000, a word that stands two
thousand times in a document takes 0.4 s to weigh."""

LEXICON_LANGUAGES = ("en", "es")
MAX_TRANSLATIONS = 6
"""Of a word that the lexicon keeps."""

HITS_PER_PAGE = 20
CHANGES_PER_PAGE = 50

LANGUAGE_PATTERN = "[a-z]{2,3}"
DOCUMENT_PATTERN = r"[^\x00-\x1f]{1,200}"
YEAR_PATTERN = "[0-9]{4}"

QUOTE_EXPECTED = f"words as they stand in the document, at most {MAX_QUOTE_LENGTH} characters of them"

Arguments = MultiDict[str, str]
"""The parameters of an address, each with one or several values."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One search: words, values allowed by facet, order, and which stretch of the hits."""

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = HITS_PER_PAGE

    @property
    def page(self) -> int:
        """Which page of results this is, from 1."""
        return self.offset // self.limit + 1

    def pairs(self) -> list[Pair]:
        """Give the parameters that say this search on the search page; what is usual is left out."""
        said = [("q", self.q)]
        said += [(name, value) for name in FACETS for value in self.filters.get(name, ())]
        if self.sort is not Sort.RELEVANCE:
            said.append(("sort", self.sort.value))
        if self.page > 1:
            said.append(("page", str(self.page)))
        return said

    def kept(self) -> list[Pair]:
        """Give the parameters that stay when other words are searched for."""
        return [(name, value) for name, value in self.pairs() if name not in {"q", "page"}]

    def toggled(self, facet: str, value: str) -> Self:
        """Allow this value of a facet, or no longer allow it; from the first page."""
        values = self.filters.get(facet, ())
        changed = tuple(each for each in values if each != value) if value in values else (*values, value)
        return replace(self, filters={**self.filters, facet: changed}, offset=0)

    def only(self, facet: str, value: str) -> Self:
        """Allow nothing but this value of a facet; from the first page."""
        return replace(self, filters={**self.filters, facet: (value,)}, offset=0)

    def unfiltered(self) -> Self:
        """Take all filters off; from the first page."""
        return replace(self, filters={}, offset=0)

    def sorted_by(self, sort: Sort) -> Self:
        """Change the order; from the first page."""
        return replace(self, sort=sort, offset=0)

    def at_page(self, page: int) -> Self:
        """Turn to another page of results."""
        return replace(self, offset=(page - 1) * self.limit)

    @property
    def is_filtered(self) -> bool:
        """Whether any facet allows only some values."""
        return any(self.filters.values())


@dataclass(frozen=True, slots=True)
class AskedChanges:
    """Which editions are compared (None: those that are usual), and which stretch of which changes."""

    old: int | None
    new: int | None
    kinds: frozenset[ChangeKind]
    offset: int = 0
    limit: int = CHANGES_PER_PAGE

    @property
    def page(self) -> int:
        """Which page of changes this is, from 1."""
        return self.offset // self.limit + 1


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word or a term, in these languages, and how many translations in each direction."""

    word: str
    languages: tuple[str, ...]
    limit: int


@dataclass(frozen=True, slots=True)
class AskedDisagreements:
    """Which two versions (empty: those that are usual), and which stretch of which disagreements."""

    from_version: str
    to_version: str
    kinds: tuple[str, ...]
    offset: int = 0
    limit: int = CHANGES_PER_PAGE

    @property
    def page(self) -> int:
        """Which page of disagreements this is, from 1."""
        return self.offset // self.limit + 1


def read_page_search(arguments: Arguments) -> Asked:
    """Read a search of the search page, with `page`. Raises: BadParameter."""
    page = _number(arguments, "page", 1, range(1, MAX_OFFSET // HITS_PER_PAGE + 1))
    return replace(_read(arguments), offset=(page - 1) * HITS_PER_PAGE, limit=HITS_PER_PAGE)


def read_program_search(arguments: Arguments) -> Asked:
    """Read a search of a program, with `offset` and `limit`; a higher limit is lowered. Raises: BadParameter."""
    offset, limit = _stretch(arguments, HITS_PER_PAGE)
    return replace(_read(arguments), offset=offset, limit=limit)


def read_anchor(arguments: Arguments) -> Anchor:
    """Read a quote with its page and the words around it, of too many the nearest. Raises: BadParameter."""
    quote = arguments.get("quote", "")
    if len(quote) > MAX_QUOTE_LENGTH or not is_quote(quote):
        raise BadParameter("quote", quote, QUOTE_EXPECTED)
    page = _number(arguments, "page", 1, range(1, MAX_PAGE + 1)) if arguments.get("page") else None
    prefix, suffix = arguments.get("prefix", ""), arguments.get("suffix", "")
    return Anchor(quote, prefix[-MAX_AROUND_LENGTH:], suffix[:MAX_AROUND_LENGTH], page)


def read_page_changes(arguments: Arguments) -> AskedChanges:
    """Read which changes a page shows, with `page`. Raises: BadParameter."""
    page = _number(arguments, "page", 1, range(1, MAX_OFFSET // CHANGES_PER_PAGE + 1))
    return replace(_changes(arguments), offset=(page - 1) * CHANGES_PER_PAGE)


def read_program_changes(arguments: Arguments) -> AskedChanges:
    """Read which changes a program asks for, with `offset` and `limit`. Raises: BadParameter."""
    offset, limit = _stretch(arguments, CHANGES_PER_PAGE)
    return replace(_changes(arguments), offset=offset, limit=limit)


def read_disagreements(arguments: Arguments) -> AskedDisagreements:
    """Read which disagreements are meant, wherever they begin. Raises: BadParameter."""
    from_version, to_version = (read_version(arguments, name) for name in ("from", "to"))
    return AskedDisagreements(from_version, to_version, tuple(dict.fromkeys(_kinds(arguments, KINDS))))


def read_page_disagreements(arguments: Arguments) -> AskedDisagreements:
    """Read which disagreements a page shows, with `page`. Raises: BadParameter."""
    page = _number(arguments, "page", 1, range(1, MAX_OFFSET // CHANGES_PER_PAGE + 1))
    return replace(read_disagreements(arguments), offset=(page - 1) * CHANGES_PER_PAGE)


def read_program_disagreements(arguments: Arguments) -> AskedDisagreements:
    """Read which disagreements a program asks for, with `offset` and `limit`. Raises: BadParameter."""
    offset, limit = _stretch(arguments, CHANGES_PER_PAGE)
    return replace(read_disagreements(arguments), offset=offset, limit=limit)


def read_version(arguments: Arguments, name: str) -> str:
    """Read the id of a version. Raises: BadParameter."""
    value = arguments.get(name, "")
    if value and not re.fullmatch("[0-9a-z]{1,40}", value):
        raise BadParameter(name, value, "the id of a version")
    return value


def read_word(arguments: Arguments) -> AskedWord:
    """Read which word the lexicon is asked for; a higher limit is lowered. Raises: BadParameter."""
    word, language = arguments.get("word", "").strip(), arguments.get("language", "")
    if not word or len(word) > MAX_QUERY_LENGTH:
        raise BadParameter("word", word, f"a word or a term of at most {MAX_QUERY_LENGTH} characters")
    if language and language not in LEXICON_LANGUAGES:
        raise BadParameter("language", language, _one_of(LEXICON_LANGUAGES))
    limit = _number(arguments, "limit", MAX_TRANSLATIONS, range(MAX_LIMIT_SAID + 1))
    return AskedWord(word, (language,) if language else LEXICON_LANGUAGES, min(limit, MAX_TRANSLATIONS))


def read_batch_page(arguments: Arguments) -> int:
    """Read which page of the files that were sent together is shown, from 1. Raises: BadParameter."""
    return _number(arguments, "page", 1, range(1, MAX_BATCH_FILES + 1))


def answer(asked: Asked, archive: Archive, engine: SearchEngine) -> Found:
    """Search for what was asked."""
    allowed = {name: frozenset(values) for name, values in asked.filters.items() if values}
    return find(archive, engine, asked.q, filters=allowed, sort=asked.sort, offset=asked.offset, limit=asked.limit)


def _read(arguments: Arguments) -> Asked:
    q = arguments.get("q", "").strip()
    if len(q) > MAX_QUERY_LENGTH:
        raise BadParameter("q", q, f"at most {MAX_QUERY_LENGTH} characters long")
    return Asked(q, {name: _values(arguments, name) for name in FACETS}, _sort(arguments))


def _changes(arguments: Arguments) -> AskedChanges:
    kinds = _kinds(arguments, list(ChangeKind))
    old, new = (_number(arguments, name, 0, range(MAX_EDITION + 1)) or None for name in ("from", "to"))
    return AskedChanges(old, new, frozenset(map(ChangeKind, kinds)))


def _kinds(arguments: Arguments, known: Sequence[str]) -> list[str]:
    kinds = [value for value in arguments.getlist("kind") if value]
    for value in kinds:
        if value not in known:
            raise BadParameter("kind", value, _one_of(known))
    return kinds


def _stretch(arguments: Arguments, usual: int) -> tuple[int, int]:
    """Read how many to pass over, and how many to give: of more than there may be, as many as there may."""
    offset = _number(arguments, "offset", 0, range(MAX_OFFSET + 1))
    limit = _number(arguments, "limit", usual, range(MAX_LIMIT_SAID + 1))
    return offset, min(limit, MAX_LIMIT)


def _values(arguments: Arguments, name: str) -> tuple[str, ...]:
    given = [value for value in arguments.getlist(name) if value]
    if len(given) > MAX_VALUES:
        raise BadParameter(name, given[MAX_VALUES], f"one of at most {MAX_VALUES} values")
    values = tuple(dict.fromkeys(given))
    is_value, expected = _CHECKS[name]
    for value in values:
        if not is_value(value):
            raise BadParameter(name, value, expected)
    return values


def _sort(arguments: Arguments) -> Sort:
    value = arguments.get("sort", "") or Sort.RELEVANCE.value
    if value not in set(Sort):
        raise BadParameter("sort", value, _one_of(list(Sort)))
    return Sort(value)


def _number(arguments: Arguments, name: str, default: int, allowed: range) -> int:
    value = arguments.get(name, "") or str(default)
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) not in allowed:
        raise BadParameter(name, value, f"a whole number from {allowed[0]} to {allowed[-1]}")
    return int(value)


def _one_of(values: Sequence[str]) -> str:
    return "one of " + ", ".join(values)


_CHECKS: dict[str, tuple[Callable[[str], object], str]] = {
    "language": (re.compile(LANGUAGE_PATTERN).fullmatch, "a language code such as en or es"),
    "document": (re.compile(DOCUMENT_PATTERN).fullmatch, "a document's name in addresses"),
    "kind": (set(Kind).__contains__, _one_of(list(Kind))),
    "year": (re.compile(YEAR_PATTERN).fullmatch, "a year of four digits"),
}
