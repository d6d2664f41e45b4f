"""The words of the interface as templates ask for them.

Rule: what is in which language is for flask_babel to say, once a language; it would be asked for every word.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache
from typing import Any, NamedTuple

from babel.numbers import format_decimal
from flask import Flask, current_app, g
from flask_babel import force_locale, get_locale, get_translations
from flask_babel.speaklater import LazyString
from markupsafe import Markup

_EXTENSION = "pasaje-words"
"""The words of each language that was chosen before."""

_WORDS_REMEMBERED = _NUMBERS_REMEMBERED = 2_000


class Words(NamedTuple):
    """The words of a language of the interface, and its name."""

    translations: Any
    locale: str

    def plain(self, text: str) -> Markup:
        """Give a text that has no variables."""
        return _plain(self.translations, text)


_chosen: ContextVar[Words | None] = ContextVar("chosen", default=None)


def init_words(app: Flask) -> None:
    """Have templates ask here, once the language of a request has been chosen."""
    app.extensions[_EXTENSION] = {}
    app.before_request(_begin)
    app.teardown_request(_end)
    app.jinja_env.globals.update(_=said, gettext=said, ngettext=said_of)
    app.jinja_env.filters["number"] = number


def chosen_words() -> Words:
    """Give the words of the language that was chosen for this request; outside of requests, of the usual one."""
    return _chosen.get() or _choose()


def words_of(language: str) -> Words:
    """Give the words of a language of the interface, in the context of an application."""
    with force_locale(language):
        return _choose()


def said(text: str, **variables: object) -> Markup:
    """Give a text in the language of the interface; what its variables say is escaped."""
    words = chosen_words()
    return _ours(words.translations.ugettext(text)) % variables if variables else words.plain(text)


def lazy_gettext(text: str) -> LazyString:
    """Give a text that is said in the language of the interface whenever it is shown."""
    return LazyString(said, text)


def said_of(one: str, more: str, num: int, **variables: object) -> Markup:
    """Give what is said of one thing, or of more of them; `num` is one of the variables."""
    return _ours(chosen_words().translations.ungettext(one, more, num)) % {"num": num, **variables}


def number(value: float) -> str:
    """Write a number as the language of the interface does."""
    return _written(value, chosen_words().locale)


def _begin() -> None:
    known: dict[str, Words] = current_app.extensions[_EXTENSION]
    language = g.ui
    if language not in known:
        known[language] = _choose()
    _chosen.set(known[language])


def _end(_error: BaseException | None) -> None:
    _chosen.set(None)


def _choose() -> Words:
    return Words(get_translations(), str(get_locale()))


def _ours(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - out of the source and the catalogues that come with it


@lru_cache(_WORDS_REMEMBERED)
def _plain(known: Any, text: str) -> Markup:
    return _ours(known.ugettext(text)) % {}


@lru_cache(_NUMBERS_REMEMBERED)
def _written(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale)
