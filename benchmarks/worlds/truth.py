"""Where what stood in a document stands after it was changed: known, as it was changed by a script.

A code is a place of a character: page, piece of furniture, offset, packed into one integer so that many are
compared at once.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from archive import Page, Part, Slice
from archive.identity import normalise

from .leaves import Bound
from .traced import MADE

Codes = NDArray[np.int64]

GONE = -1
_TEXT_BITS, _PAGE_BITS = 32, 44
_OFFSETS = (1 << _TEXT_BITS) - 1
_WORD = re.compile(r"\S+")
STANDS = 0.5
"""So many of its words, in order, must be left of a passage for it to stand still."""


class Stretch(NamedTuple):
    """Codes from here to there, all of one text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TruePlace:
    """Where a passage, or a stretch of it, stands now.

    `kept` are the codes of its characters that are seen and are there still, `hull` from where to where they
    reach, part by part; where none is left of a passage that was written anew, it is where that stands. `reach`
    has what was put in beside as well. `share` is how many of its words are left in their order, `text` what
    stands in the hull. `page_number` is where it begins; None where nothing is left.
    """

    kept: Codes
    hull: tuple[Stretch, ...]
    reach: tuple[Stretch, ...]
    share: float
    text: str
    page_number: int | None

    @property
    def stands(self) -> bool:
        """Whether enough is left of it."""
        return self.share >= STANDS


class Texts:
    """The texts of a version by code."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._texts: dict[int, str] = {}
        for page in pages:
            self._texts[code(page.number, None, 0)] = page.text
            for number, piece in enumerate(page.furniture):
                self._texts[code(page.number, number, 0)] = piece.text

    def of(self, stretch: Stretch) -> str:
        """Give what stands in a stretch."""
        base = stretch.start >> _TEXT_BITS << _TEXT_BITS
        return self._texts[base][stretch.start - base : stretch.end - base]

    def whole(self, base: int) -> str:
        """Give the whole text that begins at a code."""
        return self._texts[base]

    def seen(self, stretch: Stretch) -> Codes:
        """Give the codes of a stretch but for those of white space."""
        return np.arange(*stretch, dtype=np.int64)[seen(self.of(stretch))]


class Truth:
    """What became of every character of a document.

    `forward` has the codes of a page's characters as they are now, `GONE` of those that are not. `parts` are where
    passages stand now with all that was put into them, by their ordinals, where that is known.
    """

    def __init__(
        self,
        before: Sequence[Page],
        after: Sequence[Page],
        forward: Mapping[int, Codes],
        parts: Mapping[int, tuple[Part, ...]] | None = None,
    ) -> None:
        self._before = {page.number: page.text for page in before}
        self._forward, self._parts = forward, parts or {}
        self._stood = np.sort(np.concatenate([np.zeros(0, np.int64), *forward.values()]))
        self.texts = Texts(after)

    def place(self, parts: Sequence[Part], ordinal: int, *, is_whole: bool) -> TruePlace:
        """Tell where stretches of the old pages stand now: parts of a passage by its ordinal, or all of it."""
        per_part = [self._kept(part) for part in parts]
        kept = np.concatenate([np.zeros(0, np.int64), *per_part])
        whole = [_stretch(part) for part in self._parts.get(ordinal, ())]
        hull = whole if is_whole or not len(kept) else []
        hull = hull or [stretch for codes in per_part for stretch in _hull(codes)]
        text = " ".join(self.texts.of(each) for each in hull)
        page_number = int(kept[0]) >> _PAGE_BITS if len(kept) else None
        own = [_stretch(part) for part in self._parts.get(ordinal, ())]
        reach = tuple(self._widened(each, own) for each in hull)
        return TruePlace(np.sort(kept), tuple(hull), reach, self._share(parts), text, page_number)

    def _widened(self, stretch: Stretch, own: Sequence[Stretch]) -> Stretch:
        """Add what was put in on either side of a stretch, in its passage or else on its line."""
        start, end = stretch
        base = start >> _TEXT_BITS << _TEXT_BITS
        text = self.texts.whole(base)
        low, high = next((each for each in own if each.start <= start and end <= each.end), (end, start))
        while start > base and (low < start or text[start - base - 1] != "\n") and self._is_new(start - 1, text):
            start -= 1
        while end - base < len(text) and (end < high or text[end - base] != "\n") and self._is_new(end, text):
            end += 1
        return Stretch(start, end)

    def _is_new(self, place: int, text: str) -> bool:
        """Tell whether a character was put in, or is white space, which is nobody's; `text` is all of its text."""
        at = int(np.searchsorted(self._stood, place))
        is_of_old = at < len(self._stood) and bool(self._stood[at] == place)
        return not is_of_old or text[place & _OFFSETS].isspace()

    def _kept(self, part: Part) -> Codes:
        """Give the codes of the characters of a part that are left, in the order in which they stood."""
        text = self._before[part.page_number][part.page_start : part.page_end]
        codes = self._forward[part.page_number][part.page_start : part.page_end]
        kept: Codes = codes[seen(text) & (codes != GONE)]
        return kept

    def _share(self, parts: Sequence[Part]) -> float:
        places = [place for part in parts for place in self._words(part)]
        return _in_order([place for place in places if place != GONE]) / len(places) if places else 0.0

    def _words(self, part: Part) -> Iterable[int]:
        """Give where each word stands now; one is gone of which less than half of the letters are left."""
        text = self._before[part.page_number][part.page_start : part.page_end]
        codes = self._forward[part.page_number][part.page_start : part.page_end]
        for match in _WORD.finditer(text):
            own = codes[match.start() : match.end()]
            left = own[own != GONE]
            yield int(left[0]) if 2 * len(left) >= len(own) else GONE


def truth_of(before: Sequence[Page], bound: Bound) -> Truth:
    """Tell it of leaves that were put together."""
    forward = {page.number: np.full(len(page.text), GONE, np.int64) for page in before}
    for number, leaf in enumerate(bound.leaves, 1):
        if leaf.before is None:
            continue
        origins = np.concatenate([np.zeros(0, np.int64), *(piece.traced.origins for piece in leaf.pieces)])
        stood = origins != MADE
        forward[leaf.before][origins[stood]] = np.flatnonzero(stood) + code(number, None, 0)
    return Truth(before, bound.reading.pages, forward, bound.parts)


def code(page_number: int, aside: int | None, offset: int) -> int:
    """Pack a place."""
    return (page_number << _PAGE_BITS) + ((0 if aside is None else aside + 1) << _TEXT_BITS) + offset


def stretch_of(place: Slice) -> Stretch:
    """Give a slice as a stretch of codes."""
    base = code(place.page_number, place.aside, 0)
    return Stretch(base + place.start, base + place.end)


def clipped(parts: Sequence[Part], span: tuple[int, int]) -> list[Part]:
    """Give the parts of a stretch of a passage."""
    found = []
    for number, page_start, page_end, start in parts:
        first, last = max(span[0] - start, 0), min(span[1] - start, page_end - page_start)
        if first < last:
            found.append(Part(number, page_start + first, page_start + last, max(start - span[0], 0)))
    return found


def seen(text: str) -> NDArray[np.bool_]:
    """Tell of each character whether it is seen."""
    return np.fromiter((not char.isspace() for char in text), bool, len(text))


def strictly(text: str) -> str:
    """Give what two texts share that are the same to a reader."""
    return normalise(text).replace(" ", "")


def loosely(text: str) -> str:
    """Give its letters and digits without case and accents: texts that differ in more are changed for sure."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if char.isalnum())


def _stretch(part: Part) -> Stretch:
    return stretch_of(Slice(part.page_number, part.page_start, part.page_end))


def _hull(codes: Codes) -> list[Stretch]:
    grouped = groupby(sorted(codes.tolist()), key=lambda each: each >> _TEXT_BITS)
    runs = [list(group) for _, group in grouped]
    return [Stretch(run[0], run[-1] + 1) for run in runs]


def _in_order(places: Sequence[int]) -> int:
    """Give the length of the longest run of places that rise (patience sorting)."""
    tops: list[int] = []
    for place in places:
        at = bisect_left(tops, place)
        tops[at : at + 1] = [place]
    return len(tops)
