"""What addresses are put together from: parts of paths, parameters, names of places within a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus

Pair = tuple[str, str]

_HOLE = "\0"
"""Stands for a value that is put in later; as a value of its own it would stand before that."""

_VALUES_REMEMBERED = 500
"""Each address of a page says the same again, and a page of results has a hundred and fifty."""

_LONGEST_REMEMBERED = 1_000
"""Characters; the hundred words that are read of a search have some 700. What others ask for may have any."""


def segment(name: str) -> str:
    """Give a name as what stands between two slashes."""
    return name if name.isascii() and name.isalnum() else _quoted(name)  # of most, there is nothing to say


def query(parameters: Iterable[Pair]) -> str:
    """Give parameters as an address says them, without those that have no value."""
    said = "&".join([f"{_said(name)}={_said(value)}" for name, value in parameters if value])
    return f"?{said}" if said else ""


def with_each(
    address: Callable[[Iterable[Pair]], str], before: Iterable[Pair], name: str, after: Iterable[Pair]
) -> Callable[[str], str]:
    """Give what makes addresses of which one parameter has another value each time; the rest is written once."""
    start, said, end = address([*before, (name, _HOLE), *after]).rpartition(f"{name}={quote(_HOLE)}")
    start += said.removesuffix(quote(_HOLE))
    return lambda value: f"{start}{_said(value)}{end}"


def anchor_name(passage_id: str) -> str:
    """Give the name a passage has on its page as drawn: that is where a link leads."""
    return f"p-{passage_id}"


def text_anchor_name(passage_id: str) -> str:
    """Give the name a passage has in the text beside the page."""
    return f"t-{passage_id}"


def quote_said(quote: tuple[int, int] | None) -> str:
    """Say in an address which characters of a passage are quoted; nothing where none are."""
    return f"{quote[0]}-{quote[1]}" if quote else ""


def _remembering(make: Callable[[str], str]) -> Callable[[str], str]:
    remembered = lru_cache(_VALUES_REMEMBERED)(make)
    return lambda value: (remembered if len(value) <= _LONGEST_REMEMBERED else make)(value)


@_remembering
def _quoted(name: str) -> str:
    return quote(name, safe="")


@_remembering
def _said(value: str) -> str:
    return quote_plus(value)
