"""What is done to a document: each scenario makes of its reading another one, and knows what became of all of it.

a  other passage sizes                                 the same file, read again
b  accents, ligatures and hyphens not mended           the same file, read again
c  1, 3, 5 % character noise as OCR makes it           the same file, read again
d  runs of pages inserted and removed                  a new edition
e  10, 30, 50 % of passages edited, lightly or heavily a new edition
f  5, 20 % of passages deleted                         a new edition
g  boilerplate in many places, other ones later        a new edition
h  two columns read across, line by line               the same file, read again
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from archive import Part
from archive.identity import normalise
from ingest.readings import Reading

from .additions import insert, made_leaves, turned_over
from .boxes import truth_by_boxes
from .columns import read_across, regions_of
from .edits import edited
from .inked import boxless, seen_anew
from .leaves import Leaf, Piece, bind, leaves_of, without
from .noise import with_noise
from .prose import LONG_LINES, SHORT_LINES, vocabulary
from .recut import cut_anew
from .rereading import DOUBLED, HALVED, UNREPAIRED
from .truth import Truth, truth_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A document before and after, and the truth of it.

    `tags` class its passages by what was done to them, by their ordinals. `is_mixed`: words of other passages
    stand between those of one.
    """

    before: Reading
    after: Reading
    truth: Truth
    is_new_edition: bool
    tags: Mapping[int, str] = field(default_factory=dict)
    is_mixed: bool = False


Make = Callable[[Reading, Reading, random.Random], Changed]
"""Of a reading, another one, and chance."""


class Scenario(NamedTuple):
    """What is done. The other reading is the file's own, read in another way, or that of another document."""

    make: Make
    way: str | None = None


_EDITED, _DELETED = 0.15, 0.05
"""So many passages of a new edition."""

_LIGHTLY = 0.8

_AHEAD = (1, 3)
"""Pages put in before all others."""

_BOILERPLATE_TIMES = (5, 20)
_REMOVED, _ADDED = 0.25, 0.25
"""So many of the occurrences of boilerplate."""


def read_otherwise(reading: Reading, other: Reading, _: random.Random) -> Changed:
    """Read a file in another way."""
    truth = truth_by_boxes(reading.pages, other.pages)
    return Changed(reading, other, truth, is_new_edition=False)


def across(reading: Reading, _: Reading, chance: random.Random) -> Changed:
    """Read columns across, on the pages that have them."""
    regions = {page.number: regions_of(page) for page in reading.pages}
    leaves = [
        read_across(leaf, regions[leaf.page.number], reading.language) if regions[leaf.page.number] else leaf
        for leaf in leaves_of(reading)
    ]
    bound = bind(reading, leaves)
    # What is left of a passage beside its columns is not all of it.
    truth = truth_of(reading.pages, replace(bound, parts={}))
    spans = {number: [each.span for each in found] for number, found in regions.items()}
    tags = {
        ordinal: "in columns"
        if any(_is_in(part, spans[part.page_number]) for part in draft.parts)
        else "elsewhere"
        for ordinal, draft in enumerate(reading.drafts)
    }
    after = seen_anew(bound.reading, chance)
    return Changed(reading, after, truth, is_new_edition=False, tags=tags, is_mixed=True)


def noise(rate: float, *, is_cut_anew: bool = False, has_boxes: bool = True) -> Make:
    """Misread all text of pages and passages, these perhaps cut at other places; what was set aside stays.

    Words have the boxes that another reading of the same image would give them, or none.
    """

    def make(reading: Reading, _: Reading, chance: random.Random) -> Changed:
        leaves = [_misread(leaf, rate, chance) for leaf in leaves_of(reading)]
        bound = bind(reading, [cut_anew(leaf, chance) for leaf in leaves] if is_cut_anew else leaves)
        after = seen_anew(bound.reading, chance) if has_boxes else boxless(bound.reading)
        return Changed(reading, after, truth_of(reading.pages, bound), is_new_edition=False)

    return make


def _misread(leaf: Leaf, rate: float, chance: random.Random) -> Leaf:
    pieces = (replace(each, traced=with_noise(each.traced, rate, chance)) for each in leaf.pieces)
    return replace(leaf, pieces=tuple(pieces))


def pages(reading: Reading, donor: Reading, chance: random.Random) -> Changed:
    """Remove and insert runs of pages: of another document, and of made text."""
    leaves = turned_over(leaves_of(reading), reading, donor, chance)
    return _changed(reading, leaves, is_new_edition=True)


def edit(share: float, *, is_shifted: bool = False) -> Make:
    """Edit a share of the passages, every second heavily; with made pages before them all, perhaps."""

    def make(reading: Reading, _: Reading, chance: random.Random) -> Changed:
        words = vocabulary(reading)
        drawn = _drawn(len(reading.drafts), share, chance)
        heavily: dict[int | None, bool] = {ordinal: number % 2 == 0 for number, ordinal in enumerate(drawn)}

        def change(piece: Piece) -> Piece:
            if piece.owner is None or piece.owner.ordinal not in heavily:
                return piece
            is_heavy = heavily[piece.owner.ordinal]
            return replace(piece, traced=edited(piece.traced, words, chance, is_heavy=is_heavy))

        leaves = [replace(leaf, pieces=tuple(map(change, leaf.pieces))) for leaf in leaves_of(reading)]
        ahead = made_leaves(reading, chance.randint(*_AHEAD), words, chance) if is_shifted else []
        changed = _changed(reading, [*ahead, *leaves], is_new_edition=True)
        return replace(changed, tags=_left(reading, changed.truth, set(drawn)))

    return make


def delete(share: float) -> Make:
    """Delete a share of the passages, with all of their text."""

    def make(reading: Reading, _: Reading, chance: random.Random) -> Changed:
        dropped = set(_drawn(len(reading.drafts), share, chance))
        leaves = [without(leaf, dropped) for leaf in leaves_of(reading)]
        return _changed(reading, leaves, is_new_edition=True)

    return make


def revise(reading: Reading, donor: Reading, chance: random.Random) -> Changed:
    """Make an edition as they are made: some passages edited, some deleted, pages in and out."""
    words = vocabulary(reading)
    drawn = _drawn(len(reading.drafts), _EDITED + _DELETED, chance)
    count = round(_DELETED * len(reading.drafts))
    dropped, changed = set(drawn[:count]), set(drawn[count:])

    def change(piece: Piece) -> Piece:
        is_changed = piece.owner is not None and piece.owner.ordinal in changed
        return replace(piece, traced=edited(piece.traced, words, chance, is_heavy=False)) if is_changed else piece

    leaves = [without(leaf, dropped) for leaf in leaves_of(reading)]
    leaves = [replace(leaf, pieces=tuple(map(change, leaf.pieces))) for leaf in leaves]
    return _changed(reading, turned_over(leaves, reading, donor, chance), is_new_edition=True)


def boilerplate(reading: Reading, _: Reading, chance: random.Random) -> Changed:
    """Put sentences in at many places; in the next edition some are gone, some are new, and pages have shifted."""
    lines = (*SHORT_LINES, *LONG_LINES)
    first = leaves_of(reading)
    for line in lines:
        for _time in range(chance.randint(*_BOILERPLATE_TIMES)):
            insert(first, line, chance, apart_from=lines)
    before = bind(reading, first).reading
    ordinals = [number for number, draft in enumerate(before.drafts) if draft.text in lines]
    dropped = {each for each in ordinals if chance.random() < _REMOVED}
    leaves = leaves_of(before)
    for _time in range(round(_ADDED * len(ordinals))):
        insert(leaves, chance.choice(lines), chance, apart_from=lines)
    leaves = [without(leaf, dropped) for leaf in leaves]
    words = vocabulary(reading)
    for _time in range(2):
        at = chance.randint(0, len(leaves))
        leaves[at:at] = made_leaves(before, chance.randint(1, 2), words, chance)
    return _changed(before, leaves, is_new_edition=True, tags=_repeats(before))


def _changed(
    reading: Reading, leaves: Sequence[Leaf], *, is_new_edition: bool, tags: Mapping[int, str] | None = None
) -> Changed:
    bound = bind(reading, leaves)
    return Changed(reading, bound.reading, truth_of(reading.pages, bound), is_new_edition, tags or {})


def _is_in(part: Part, spans: Sequence[tuple[int, int]]) -> bool:
    return any(part.page_start < end and start < part.page_end for start, end in spans)


def _drawn(count: int, share: float, chance: random.Random) -> list[int]:
    return chance.sample(range(count), round(share * count))


def _repeats(reading: Reading) -> dict[int, str]:
    counts = Counter(normalise(draft.text) for draft in reading.drafts)
    return {
        ordinal: "repeated" if counts[normalise(draft.text)] > 1 else "single"
        for ordinal, draft in enumerate(reading.drafts)
    }


def _left(reading: Reading, truth: Truth, edited_ones: set[int]) -> dict[int, str]:
    """Class passages by how much is left of those that were edited."""
    tags = {}
    for ordinal, draft in enumerate(reading.drafts):
        share = truth.place(draft.parts, ordinal, is_whole=True).share
        much = "80 % left and more" if share >= _LIGHTLY else "less left"
        tags[ordinal] = much if ordinal in edited_ones else "untouched"
    return tags


SCENARIOS: dict[str, dict[str, Scenario]] = {
    "a": {
        "passages half as long": Scenario(read_otherwise, HALVED),
        "passages twice as long": Scenario(read_otherwise, DOUBLED),
    },
    "b": {"not mended": Scenario(read_otherwise, UNREPAIRED)},
    "c": {f"{rate} % noise": Scenario(noise(rate / 100)) for rate in (1, 3, 5)}
    | {"3 % noise, cut anew": Scenario(noise(0.03, is_cut_anew=True))}
    | {"3 % noise, no boxes": Scenario(noise(0.03, has_boxes=False))},
    "d": {"pages in and out": Scenario(pages)},
    "e": {f"{share} % edited": Scenario(edit(share / 100)) for share in (10, 30, 50)}
    | {"30 % edited, shifted": Scenario(edit(0.3, is_shifted=True))},
    "f": {f"{share} % deleted": Scenario(delete(share / 100)) for share in (5, 20)},
    "g": {"boilerplate": Scenario(boilerplate)},
    "h": {"columns across": Scenario(across)},
}
"""By letter, what is done by name."""
