"""The words of the interface as templates ask for them, some two hundred times a page.

Rule: what is in which language is for flask_babel to say, once a request; it would be asked for every word.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from babel.numbers import format_decimal
from flask import Flask
from flask_babel import get_locale, get_translations
from markupsafe import Markup

_WORDS_REMEMBERED = _NUMBERS_REMEMBERED = 2_000

_translations: ContextVar[Any] = ContextVar("translations", default=None)


def init_words(app: Flask) -> None:
    """Have templates ask here, once the language of a request has been chosen."""
    app.before_request(_begin)
    app.teardown_request(_end)
    app.jinja_env.globals.update(_=said, gettext=said, ngettext=said_of)
    app.jinja_env.filters["number"] = number


def said(text: str, **variables: object) -> Markup:
    """Give a text in the language of the interface; what its variables say is escaped."""
    known = _known()
    return _ours(known.ugettext(text)) % variables if variables else _plain(known, text)


def said_of(one: str, more: str, num: int, **variables: object) -> Markup:
    """Give what is said of one thing, or of more of them; `num` is one of the variables."""
    return _ours(_known().ungettext(one, more, num)) % {"num": num, **variables}


def number(value: float) -> str:
    """Write a number as the language of the interface does."""
    return _written(value, str(get_locale()))


def _begin() -> None:
    _translations.set(get_translations())


def _end(_error: BaseException | None) -> None:
    _translations.set(None)


def _known() -> Any:
    return _translations.get() or get_translations()  # what is written outside of requests


def _ours(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - out of the source and the catalogues that come with it


@lru_cache(_WORDS_REMEMBERED)
def _plain(known: Any, text: str) -> Markup:
    return _ours(known.ugettext(text)) % {}


@lru_cache(_NUMBERS_REMEMBERED)
def _written(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale)
