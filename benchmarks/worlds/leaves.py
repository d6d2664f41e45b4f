"""A reading taken apart into pieces of pages, and put together again after something was done to them.

Rule: a piece is a stretch of a page that is of one part of one passage, or of none; what is done to a piece is
done to the page and to the passage alike, and every character goes on knowing where it stood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive import LabelSource, Page, Part
from ingest.drafts import Draft
from ingest.readings import Reading

from .inked import words_of
from .traced import Traced, joined


@dataclass(frozen=True, slots=True)
class Owner:
    """A passage to which pieces belong; `language` is its own. `ordinal` is None where it is no passage of old."""

    draft: Draft
    language: str
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page's text, and of which passage it is which part."""

    traced: Traced
    owner: Owner | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page in pieces; `before` is the page it was, if it was one of this document."""

    page: Page
    before: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """Leaves put together: a reading, and where the passages of old stand in it, by their ordinals."""

    reading: Reading
    leaves: tuple[Leaf, ...]
    parts: dict[int, tuple[Part, ...]]


def leaves_of(reading: Reading, *, is_other: bool = False) -> list[Leaf]:
    """Take a reading apart; with `is_other` it is another document, of which nothing stood here before."""
    spans: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    for ordinal, draft in enumerate(reading.drafts):
        for number, part in enumerate(draft.parts):
            spans[part.page_number].append((part.page_start, part.page_end, ordinal, number))
    owners = [
        Owner(draft, language, None if is_other else ordinal)
        for ordinal, (draft, language) in enumerate(zip(reading.drafts, reading.languages, strict=True))
    ]
    return [_leaf(page, sorted(spans[page.number]), owners, is_other=is_other) for page in reading.pages]


def bind(reading: Reading, leaves: Sequence[Leaf]) -> Bound:
    """Put leaves together to pages and passages; all else is as in the reading."""
    pages, parts = [], defaultdict(list)
    for number, leaf in enumerate(leaves, 1):
        at = 0
        for piece in leaf.pieces:
            end = at + len(piece.traced.text)
            if piece.owner and end > at:
                # By identity: two passages may be the same in all they have.
                parts[id(piece.owner)].append(
                    (piece.owner, piece.part, Part(number, at, end, 0), piece.traced.text)
                )
            at = end
        pages.append(_page(leaf, number))
    bound = [_passage(each) for each in parts.values()]
    bound.sort(key=lambda each: each[1].parts[0][:2])
    made = replace(
        reading,
        pages=tuple(pages),
        drafts=tuple(draft for _, draft in bound),
        languages=tuple(owner.language for owner, _ in bound),
    )
    stood = {owner.ordinal: draft.parts for owner, draft in bound if owner.ordinal is not None}
    return Bound(made, tuple(leaves), stood)


def without(leaf: Leaf, dropped: set[int]) -> Leaf:
    """Take passages from a leaf, by their ordinals, and the white space that parts them from others."""
    pieces: list[Piece] = []
    is_behind = False
    for piece in leaf.pieces:
        if piece.owner and piece.owner.ordinal in dropped:
            is_behind = True
        elif not (is_behind and piece.owner is None and not piece.traced.text.strip()):
            pieces.append(piece)
            is_behind = False
    if is_behind and pieces and pieces[-1].owner is None:
        del pieces[-1]
    return replace(leaf, pieces=tuple(pieces))


def _leaf(
    page: Page, spans: Sequence[tuple[int, int, int, int]], owners: Sequence[Owner], *, is_other: bool
) -> Leaf:
    stands = Traced.made(page.text) if is_other else Traced.standing(page.text)
    pieces, at = [], 0
    for start, end, ordinal, number in spans:
        if start > at:
            pieces.append(Piece(stands.part(at, start)))
        pieces.append(Piece(stands.part(start, end), owners[ordinal], number))
        at = end
    if at < len(page.text):
        pieces.append(Piece(stands.part(at, len(page.text))))
    return Leaf(page, None if is_other else page.number, tuple(pieces))


def _page(leaf: Leaf, number: int) -> Page:
    """Give a leaf as a page: one that stands elsewhere now is counted anew."""
    whole = joined(piece.traced for piece in leaf.pieces)
    page = leaf.page if leaf.page.number == number else _renumbered(leaf.page, number)
    return page if whole.text == page.text else replace(page, text=whole.text, words=words_of(whole, page.words))


def _renumbered(page: Page, number: int) -> Page:
    return replace(page, number=number, label=str(number), label_source=LabelSource.POSITION)


def _passage(pieces: Sequence[tuple[Owner, int, Part, str]]) -> tuple[Owner, Draft]:
    """Join the pieces of a passage, with what stood between them."""
    owner = pieces[0][0]
    text, parts, last = "", [], -1
    for _, number, part, piece in sorted(pieces, key=lambda each: each[1]):
        text += _joint(owner.draft, last, number) if text else ""
        last = number
        parts.append(part._replace(start=len(text)))
        text += piece
    return owner, replace(owner.draft, text=text, parts=tuple(parts))


def _joint(draft: Draft, last: int, number: int) -> str:
    """Give what stands in a passage before one of its parts; between two pieces of one it is a space."""
    if last == number:
        return " "
    before = draft.parts[number - 1]
    return draft.text[before.start + before.page_end - before.page_start : draft.parts[number].start]
