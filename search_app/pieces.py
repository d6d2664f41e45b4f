"""The pieces of text that an address points to: passages, or stretches of them, one after the other.

`/p/<first>?quote=120-512&with=<second>&with=<third>.0-45`: each stretch counts in the text that its passage had
when it got its name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from search_app.errors import BadParameter
from search_app.rendering import Span

MOST_PIECES = 12
"""Passages in one citation: more are no quotation."""

_KEY_LENGTH = 8


class Piece(NamedTuple):
    """A passage, or a stretch of its own text as an address says it."""

    passage_id: str
    quote: str = ""

    @property
    def said(self) -> str:
        """The piece as it follows the first in an address."""
        return f"{self.passage_id}.{self.quote}" if self.quote else self.passage_id


def read_pieces(passage_id: str, quote: str, others: Sequence[str]) -> list[Piece]:
    """Read what an address points to. Raises: BadParameter."""
    pieces = [Piece(passage_id, quote)]
    pieces += [Piece(name, stretch) for name, _, stretch in (other.partition(".") for other in others)]
    if len(pieces) > MOST_PIECES:
        raise BadParameter("with", others[-1], f"one of {MOST_PIECES - 1} further passages at most")
    return pieces


def span_of(piece: Piece, length: int) -> Span:
    """Read which characters of a passage are meant, of as many as it has. Raises: BadParameter."""
    written = re.fullmatch(r"([0-9]{1,7})-([0-9]{1,7})", piece.quote)
    start, end = (int(written[1]), int(written[2])) if written else (0, 0)
    if not start < end <= length:
        raise BadParameter("quote", piece.quote, f"START-END within 0-{length}")
    return start, end


def key_of(pieces: Sequence[Piece]) -> str:
    """Name what is cited: the same words always alike, others in the same passage otherwise."""
    name = f"pasaje-{pieces[0].passage_id}"
    if len(pieces) == 1 and not pieces[0].quote:
        return name
    told = hashlib.sha256(" ".join(piece.said for piece in pieces).encode()).hexdigest()
    return f"{name}-{told[:_KEY_LENGTH]}"
