"""Numbers in addresses and drawings, however long they are."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter


class PageNumber(IntegerConverter):
    """A page number; Python reads no number of more than 4,300 digits, and an address may have more."""

    regex = r"\d{1,1000}"


def points(value: float) -> str:
    """Give a place in points as drawings have it: with two decimals at the most, whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
