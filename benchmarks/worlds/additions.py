"""What is put into documents: pages of others, pages of made text, passages in between."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from archive import Kind, Part
from ingest.drafts import Draft
from ingest.readings import Reading

from .leaves import Leaf, Owner, Piece, leaves_of
from .prose import paragraphs, vocabulary
from .traced import Traced

_RUN = (1, 5)
"""Pages inserted or removed at one place."""

_RUNS_SHARE = 0.03
"""So many runs for each page: of 100 pages three runs are taken out, and three put in."""

_SHORTEST_TO_CUT = 4
"""A file of fewer pages keeps them all."""

_MADE_PARAGRAPHS = (3, 6)

_NEAR_LEAVES = 3
"""So many pages on either side hold a run of lines that were put in, empty ones among them."""


def turned_over(leaves: list[Leaf], reading: Reading, donor: Reading, chance: random.Random) -> list[Leaf]:
    """Take runs of pages out and put others in, of another document or of made text."""
    runs = max(1, round(_RUNS_SHARE * len(leaves)))
    if len(leaves) >= _SHORTEST_TO_CUT:
        leaves = _without_runs(leaves, runs, chance)
    others = leaves_of(donor, is_other=True)
    words = vocabulary(reading)
    for _ in range(runs):
        length = chance.randint(*_RUN)
        start = chance.randrange(len(others))
        is_other = chance.random() < 0.5
        run = others[start : start + length] if is_other else made_leaves(reading, length, words, chance)
        at = chance.randint(0, len(leaves))
        leaves[at:at] = run
    return leaves


def made_leaves(reading: Reading, count: int, words: Sequence[str], chance: random.Random) -> list[Leaf]:
    """Make so many pages of sentences of no meaning."""
    return [_made_leaf(reading, words, chance) for _ in range(count)]


def insert(leaves: list[Leaf], line: str, chance: random.Random, *, apart_from: Sequence[str] = ()) -> None:
    """Put a passage in behind another one, somewhere.

    With lines that it is to stand apart from, it goes into no run of these that has the same one: of two alike
    between the same neighbours nobody could tell which is the new one.
    """
    places = [place for place in _ends(leaves) if line not in _run(leaves, place, apart_from)]
    if not places:
        return
    number = chance.choice(sorted({number for number, _ in places}))
    at = chance.choice([end for on, end in places if on == number])
    leaf = leaves[number]
    section = owner.draft.section if at and (owner := leaf.pieces[at - 1].owner) else ()
    new = _new(line, owner.language if section and owner else "en", section)
    pieces = (*leaf.pieces[:at], Piece(Traced.made("\n")), new, *leaf.pieces[at:])
    leaves[number] = replace(leaf, pieces=pieces)


_Place = tuple[int, int]
"""The number of a leaf, and of the piece on it before which something is put in."""


def _ends(leaves: Sequence[Leaf]) -> list[_Place]:
    """Give the places behind passages; of a page without any its start."""
    found = []
    for number, leaf in enumerate(leaves):
        ends = [at for at, piece in enumerate(leaf.pieces, 1) if piece.owner]
        found += [(number, end) for end in ends or [0]]
    return found


def _run(leaves: Sequence[Leaf], place: _Place, lines: Sequence[str]) -> set[str]:
    """Give those of these lines that stand side by side around a place, over page breaks too."""
    number, at = place
    before = [*leaves[number].pieces[:at][::-1], *_pieces(leaves[:number][::-1], step=-1)]
    behind = [*leaves[number].pieces[at:], *_pieces(leaves[number + 1 :], step=1)]
    run = set()
    for side in (before, behind):
        # What began elsewhere and goes on here is no neighbour: passages stand in the order of their beginnings.
        texts = (piece.traced.text for piece in side if piece.owner and not piece.part)
        run.update(takewhile(lambda text: text in lines, texts))
    return run


def _pieces(leaves: Sequence[Leaf], step: int) -> Iterator[Piece]:
    for leaf in leaves[:_NEAR_LEAVES]:
        yield from leaf.pieces[::step]


def _without_runs(leaves: Sequence[Leaf], runs: int, chance: random.Random) -> list[Leaf]:
    kept = list(leaves)
    for _ in range(runs):
        length = min(chance.randint(*_RUN), len(kept) // 2)
        at = chance.randint(0, len(kept) - length)
        del kept[at : at + length]
    return kept


def _made_leaf(reading: Reading, words: Sequence[str], chance: random.Random) -> Leaf:
    pieces: list[Piece] = []
    for text in paragraphs(words, chance.randint(*_MADE_PARAGRAPHS), chance):
        pieces += [Piece(Traced.made("\n"))] if pieces else []
        pieces.append(_new(text, reading.language))
    return Leaf(replace(reading.pages[0], number=0, text="", furniture=()), None, tuple(pieces))


def _new(text: str, language: str, section: tuple[str, ...] = ()) -> Piece:
    draft = Draft(Kind.PARAGRAPH, section, text, (Part(1, 0, len(text), 0),))
    return Piece(Traced.made(text), Owner(draft, language, None))
