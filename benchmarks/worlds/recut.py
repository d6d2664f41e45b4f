"""Passages cut at other places than before, as another reader of the same page would."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from archive import Part

from .leaves import Leaf, Owner, Piece
from .traced import Traced

_PARTED, _JOINED = 0.25, 0.25
"""So many passages."""

_FEWEST_WORDS = 8
"""Shorter ones are not parted."""


def cut_anew(leaf: Leaf, chance: random.Random) -> Leaf:
    """Part some passages of a page in two, and join some with the next; none goes on over the page's end."""
    return replace(leaf, pieces=tuple(_cut(leaf, chance)))


def _cut(leaf: Leaf, chance: random.Random) -> Iterator[Piece]:
    owner: Owner | None = None
    goes_on = False
    for piece in leaf.pieces:
        if piece.owner is None:
            yield piece
            continue
        what = chance.random()
        if owner is None or not goes_on:
            owner = _own(piece.owner, piece.traced.text)
        goes_on = what >= 1 - _JOINED
        words = piece.traced.words()
        if what < _PARTED and len(words) >= _FEWEST_WORDS:
            at = sum(len(word.text) for word in words[: chance.randrange(1, len(words))])
            yield from _parted(piece, owner, at)
        else:
            yield Piece(piece.traced, owner)


def _parted(piece: Piece, owner: Owner, at: int) -> Iterator[Piece]:
    ahead, behind = piece.traced.part(0, at), piece.traced.part(at, len(piece.traced.text))
    bare = ahead.stripped()
    yield Piece(bare, owner)
    yield Piece(Traced(ahead.text[len(bare.text) :], ahead.origins[len(bare.text) :]))
    yield Piece(behind, _own(owner, behind.text))


def _own(owner: Owner, text: str) -> Owner:
    draft = replace(owner.draft, text=text, parts=(Part(1, 0, len(text), 0),))
    return Owner(draft, owner.language, None)
