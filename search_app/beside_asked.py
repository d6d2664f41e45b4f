"""What the address of two versions side by side says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from search_app.errors import BadParameter
from search_app.facing import PAGES, TEXT
from search_app.languages import INTERFACE

_VIEWS = {"": TEXT, "text": TEXT, "pages": PAGES}
_MAX_NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address says; `page` is 0 where it names none."""

    view: str
    first: str
    passage: str
    page: int
    edition: int | None


def read_asked(said: Mapping[str, str]) -> Asked:
    """Read the parameters. Raises: BadParameter."""
    view, first = said.get("view", ""), said.get("first", "")
    if view not in _VIEWS:
        raise BadParameter("view", view, "text or pages")
    if first not in {"", *INTERFACE}:
        raise BadParameter("first", first, "en or es")
    page, edition = (_number(said, name) for name in ("page", "edition"))
    return Asked(_VIEWS[view], first, said.get("passage", "")[:_MAX_NAME_LENGTH], page or 0, edition)


def _number(said: Mapping[str, str], name: str) -> int | None:
    value = said.get(name, "")
    if value and not re.fullmatch("[1-9][0-9]{0,4}", value):
        raise BadParameter(name, value, "a whole number from 1 on")
    return int(value) if value else None
