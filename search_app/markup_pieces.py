"""Pieces of HTML that a page has by the hundred, as filters of templates: languages of words, names of pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from search_app.interface_words import chosen_words
from search_app.interface_words import said as gettext
from search_app.languages import INTERFACE, NO_LANGUAGES, badge_letters
from search_app.words import language_name

Place = tuple[int, str]
"""A page's number in the file, and what is printed on it."""

_LANGUAGES_REMEMBERED = 200

_PAGES_REMEMBERED = 1_000
"""Some 300 KB; most hits stand on one page, and documents have the same numbers."""

_NOTHING = Markup()
_LANG = Markup(' lang="{}"')
_BADGE = Markup('<abbr class="badge" title="{}">{}</abbr>')
_ASIDE = Markup(' <span class="aside">({})</span>')


@lru_cache(_LANGUAGES_REMEMBERED)
def lang(language: str) -> Markup:
    """Give the attribute for words in a language of a document."""
    return _NOTHING if language in NO_LANGUAGES else _LANG.format(language)


def name_lang(language: str) -> Markup:
    """Give the attribute for the name of a language: most are named in the language of the interface."""
    return lang(language) if language in INTERFACE else _NOTHING


def badge(language: str) -> Markup:
    """Give the letters that stand on everything that has a language, with its name."""
    return _badge(language_name(language), badge_letters(language))


@lru_cache(_LANGUAGES_REMEMBERED)
def _badge(name: str, letters: str) -> Markup:
    return _BADGE.format(name, letters)


def pages(places: Sequence[Place]) -> Markup:
    """Name pages by what is printed on them, and by their numbers in the file where these are others."""
    return _pages(tuple(places), chosen_words().locale)


@lru_cache(_PAGES_REMEMBERED)
def _pages(places: tuple[Place, ...], _locale: str) -> Markup:
    first, last = places[0], places[-1]
    if len(places) == 1:
        named, number = gettext("p. %(page)s", page=first[1]), str(first[0])
    else:
        named = gettext("pp. %(first)s–%(last)s", first=first[1], last=last[1])
        number = f"{first[0]}–{last[0]}"
    is_printed = first[1] == str(first[0])
    return named if is_printed else named + _ASIDE.format(gettext("PDF %(page)s", page=number))
