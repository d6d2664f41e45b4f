"""What the address of a search says, read and checked once for pages and programs alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from archive import Anchor, ChangeKind, Kind, is_quote
from index import FILTERS, Sort
from search_app.asked import DOCUMENTS_PER_PAGE, HITS_PER_PAGE, Asked
from search_app.concordance import LINES_PER_PAGE, MOST_LINES, AskedLines, Order
from search_app.disagreements import KINDS
from search_app.errors import BadParameter
from search_app.limits import (
    CARDS_PER_PAGE,
    CHANGES_PER_PAGE,
    LEXICON_LANGUAGES,
    MAX_AROUND_LENGTH,
    MAX_EDITION,
    MAX_LIMIT,
    MAX_LIMIT_SAID,
    MAX_OFFSET,
    MAX_PAGE,
    MAX_QUERY_LENGTH,
    MAX_QUOTE_LENGTH,
    MAX_RENDERING_LENGTH,
    MAX_TRANSLATIONS,
    MAX_TYPED_LENGTH,
    MAX_VALUES,
    as_searched,
)
from search_app.paging import most_pages
from search_app.upload_limits import MAX_BATCH_FILES

LANGUAGE_PATTERN = "[a-z]{2,3}"
DOCUMENT_PATTERN = ISSUER_PATTERN = r"[^\x00-\x1f]{1,200}"
YEAR_PATTERN = "[0-9]{4}"

QUOTE_EXPECTED = f"words as they stand in the document, at most {MAX_QUOTE_LENGTH} characters of them"

Arguments = MultiDict[str, str]
"""The parameters of an address, each with one or several values."""


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
    """Read a search of the search page, with `page` and `group`. Raises: BadParameter."""
    is_grouped = _is_grouped(arguments)
    limit = DOCUMENTS_PER_PAGE if is_grouped else HITS_PER_PAGE
    page = _number(arguments, "page", 1, range(1, most_pages(limit) + 1))
    return replace(_read(arguments), offset=(page - 1) * limit, limit=limit, is_grouped=is_grouped)


def read_shelf_page(arguments: Arguments) -> int:
    """Read which page of the documents is asked for, from 1. Raises: BadParameter."""
    return _number(arguments, "page", 1, range(1, most_pages(CARDS_PER_PAGE) + 1))


def read_program_search(arguments: Arguments) -> Asked:
    """Read a search of a program, with `offset` and `limit`; a higher limit is lowered. Raises: BadParameter."""
    offset, limit = _stretch(arguments, HITS_PER_PAGE)
    return replace(_read(arguments), offset=offset, limit=limit)


def read_narrowing(arguments: Arguments) -> Asked:
    """Read what is searched for, in no order and from the first on. Raises: BadParameter."""
    return replace(read_marked(arguments), filters={name: _values(arguments, name) for name in FILTERS})


def read_marked(arguments: Arguments) -> Asked:
    """Read which words are marked, and how they are carried over. Raises: BadParameter."""
    is_across = _choice(arguments, "across", ("1", "0")) == "1"
    return Asked(as_searched(arguments.get("q", "")), is_across=is_across, without=_without(arguments))


def read_typed(arguments: Arguments) -> str:
    """Read what somebody has typed so far, as it is; of too much, the beginning."""
    return arguments.get("q", "")[:MAX_TYPED_LENGTH]


def read_lines(arguments: Arguments) -> AskedLines:
    """Read which concordance is meant, wherever it begins. Raises: BadParameter."""
    return AskedLines(read_narrowing(arguments), Order(_choice(arguments, "sort", list(Order))))


def read_page_lines(arguments: Arguments) -> AskedLines:
    """Read a concordance that is shown, with `page`. Raises: BadParameter."""
    page = _number(arguments, "page", 1, range(1, MOST_LINES // LINES_PER_PAGE + 1))
    return replace(read_lines(arguments), offset=(page - 1) * LINES_PER_PAGE)


def read_program_lines(arguments: Arguments) -> AskedLines:
    """Read a concordance for a program, with `offset` and `limit`. Raises: BadParameter."""
    offset, limit = _stretch(arguments, LINES_PER_PAGE)
    return replace(read_lines(arguments), offset=offset, limit=limit)


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
    page = _number(arguments, "page", 1, range(1, most_pages(CHANGES_PER_PAGE) + 1))
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
    page = _number(arguments, "page", 1, range(1, most_pages(CHANGES_PER_PAGE) + 1))
    return replace(read_disagreements(arguments), offset=(page - 1) * CHANGES_PER_PAGE)


def read_program_disagreements(arguments: Arguments) -> AskedDisagreements:
    """Read which disagreements a program asks for, with `offset` and `limit`. Raises: BadParameter."""
    offset, limit = _stretch(arguments, CHANGES_PER_PAGE)
    return replace(read_disagreements(arguments), offset=offset, limit=limit)


def read_edition(arguments: Arguments) -> int | None:
    """Read which edition is meant; the newest where none is named. Raises: BadParameter."""
    value = arguments.get("edition", "")
    if value and not re.fullmatch("[0-9]{1,5}", value):
        raise BadParameter("edition", value, "a whole number")
    return int(value) if value else None


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


def _read(arguments: Arguments) -> Asked:
    return replace(read_narrowing(arguments), sort=Sort(_choice(arguments, "sort", list(Sort))))


def _is_grouped(arguments: Arguments) -> bool:
    value = arguments.get("group", "")
    if value not in {"", "document"}:
        raise BadParameter("group", value, "document")
    return bool(value)


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


def _without(arguments: Arguments) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(value for value in arguments.getlist("without") if value))
    for value in given[MAX_VALUES:] or (each for each in given if len(each) > MAX_RENDERING_LENGTH):
        raise BadParameter("without", value, f"one of at most {MAX_VALUES} words or terms")
    return given


def _choice(arguments: Arguments, name: str, allowed: Sequence[str]) -> str:
    """Read one of several words; nothing says the first."""
    value = arguments.get(name, "") or allowed[0]
    if value not in allowed:
        raise BadParameter(name, value, _one_of(allowed))
    return value


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
    "issuer": (re.compile(ISSUER_PATTERN).fullmatch, "the name of an issuing body"),
}
