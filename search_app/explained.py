"""What is said of an error, and the pieces that its sentences share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from flask_babel import gettext

from search_app.frame import links
from search_app.meant import Meant
from search_app.purged import Purged

_SHOWN_LENGTH = 100
"""Characters of a wrong name that are repeated to the reader."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A status, a heading, a sentence, and where a reader can go from here.

    `meant` are passages that may be meant, `purged` is what stood where nothing does any more. `members` are what
    programs are told besides.
    """

    status: HTTPStatus
    heading: str
    sentence: str
    way: str
    way_words: str
    meant: Sequence[Meant] = ()
    purged: Purged | None = None
    members: Mapping[str, object] = field(default_factory=dict)


def short(text: str) -> str:
    """Cut what somebody typed to what is repeated to her."""
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"


def to_search() -> tuple[str, str]:
    """Give the way to the search."""
    return links().search(), gettext("Search the archive")
