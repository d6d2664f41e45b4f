"""Which words an address speaks of: a passage or a stretch of it, and those of the passages that follow.

Rule: a stretch counts the characters of its passage's own text, which never changes. What is no stretch is told
apart from what is absent, for a reader must be told that less is marked than her link says, or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search_app.address_pieces import quote_said

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

Span = tuple[int, int]

MOST_PIECES = 12
"""Passages in one link: a page of a report has about as many, and its address still fits everywhere."""

_STRETCH = re.compile(r"([0-9]{1,7})-([0-9]{1,7})")
_FURTHER = re.compile(r"([0-9a-z]{1,40})(?:\.(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage, or a stretch of it; `is_stretch` is False where what was `said` is none."""

    passage_id: str
    span: Span | None = None
    is_stretch: bool = True
    said: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Quoting:
    """What an address speaks of, the passage of the permalink first.

    `is_cut`: it says more than could be read, too many passages or what is the name of none.
    """

    pieces: tuple[Piece, ...]
    is_cut: bool = False

    @property
    def address(self) -> tuple[str, str, list[str]]:
        """Give what an address says: the first passage, the stretch of it, and the further passages."""
        first, *further = ((piece.passage_id, piece.span) for piece in self.pieces)
        return first[0], quote_said(first[1]), further_said(further)


def read(passage_id: str, arguments: MultiDict[str, str]) -> Quoting:
    """Read `quote=START-END` and `with=ID` or `with=ID.START-END`, as often as that is said."""
    said = [each for each in arguments.getlist("with") if each]
    further = [each for each in map(_further, said) if each is not None]
    pieces = (_piece(passage_id, arguments.get("quote", "")), *further)[:MOST_PIECES]
    return Quoting(pieces, is_cut=len(pieces) <= len(said))


def further_said(pieces: Iterable[tuple[str, Span | None]]) -> list[str]:
    """Say each passage that goes along with the first one."""
    return [f"{passage_id}.{quote_said(span)}" if span else passage_id for passage_id, span in pieces]


def _further(said_piece: str) -> Piece | None:
    found = _FURTHER.fullmatch(said_piece)
    if found is None:
        return None
    return Piece(found[1]) if found[2] is None else _piece(found[1], found[2] or "-")


def _piece(passage_id: str, stretch: str) -> Piece:
    if not stretch:
        return Piece(passage_id)
    found = _STRETCH.fullmatch(stretch)
    if found is None or int(found[1]) >= int(found[2]):
        return Piece(passage_id, None, is_stretch=False, said=stretch)
    return Piece(passage_id, (int(found[1]), int(found[2])), said=stretch)
