"""What addresses are put together from: parts of paths, parameters, names of places within a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus

Pair = tuple[str, str]

_VALUES_REMEMBERED = 500
"""Each address of a page says the same again, and a page of results has a hundred and fifty."""


def segment(name: str) -> str:
    """Give a name as what stands between two slashes."""
    return quote(name, safe="")


def query(parameters: Iterable[Pair]) -> str:
    """Give parameters as an address says them, without those that have no value."""
    said = "&".join(f"{_said(name)}={_said(value)}" for name, value in parameters if value)
    return f"?{said}" if said else ""


def anchor_name(passage_id: str) -> str:
    """Give the name a passage has on its page as drawn: that is where a link leads."""
    return f"p-{passage_id}"


def text_anchor_name(passage_id: str) -> str:
    """Give the name a passage has in the text beside the page."""
    return f"t-{passage_id}"


@lru_cache(_VALUES_REMEMBERED)
def _said(value: str) -> str:
    return quote_plus(value)
