"""Numbers in addresses, however long somebody writes them."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter


class PageNumber(IntegerConverter):
    """A page number; Python reads no number of more than 4,300 digits, and an address may have more."""

    regex = r"\d{1,1000}"
