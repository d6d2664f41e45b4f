"""Versions in another language: which can be set side by side, and the same place in one.

The place is found by the sections both have, by printed labels, by position.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive import OutlineEntry, Version
from search_app.languages import INTERFACE

BOTH = "mul"
"""The language of a file in both languages."""

_NUMBER = re.compile(r"\s*((?:\d+|[IVXLC]+|[A-Z])(?:\.\d+)*)[.)]?(?=\s)")
"""What headings begin with in every language: 2, 2.1, IV, A.3."""


@dataclass(frozen=True, slots=True)
class Sister:
    """The document in another language, at the page that most likely says the same."""

    version_id: str
    language: str
    page_number: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is in a version: a page, what is printed on it, and the entry of the outline."""

    page_number: int
    label: str
    here: OutlineEntry | None = None


def languages_beside(language: str, others: Collection[str]) -> list[str]:
    """Give the languages of the versions that can be set beside one: another language, or both, or itself.

    A file in both languages is compared with one in English or in Spanish only where there is none in the other.
    """
    both = {BOTH} & {language, *others}
    if language == BOTH:
        alone = [each for each in others if each in INTERFACE]
        return [BOTH, *(alone if len(alone) == 1 else ())]
    if language not in INTERFACE:
        return []
    return [each for each in others if each in INTERFACE] or list(both)


def counterpart_page(place: Place, version: Version, sister: Version, sister_labels: Mapping[int, str]) -> int:
    """Give the page of a sister version where a reader goes on: of the same section, as far into it."""
    pairs = _paired(version.outline, sister.outline)
    if pairs:
        return _between(place, pairs, version.page_count, sister.page_count)
    with_label = (number for number, label in sister_labels.items() if label == place.label)
    return next(with_label, min(place.page_number, sister.page_count))


def _paired(
    ours: Sequence[OutlineEntry], theirs: Sequence[OutlineEntry]
) -> list[tuple[OutlineEntry, OutlineEntry]]:
    """Pair entries: one by one where both outlines are built alike, else those with one number."""
    if [entry.level for entry in ours] == [entry.level for entry in theirs]:
        pairs = list(zip(ours, theirs, strict=True))
    else:
        numbered = _numbered(theirs)
        pairs = [(entry, numbered[number]) for number, entry in _numbered(ours).items() if number in numbered]
    forward = all(one[1].page_number <= other[1].page_number for one, other in pairwise(pairs))
    return pairs if forward else []


def _numbered(outline: Sequence[OutlineEntry]) -> dict[str, OutlineEntry]:
    """Give the entries whose number no other has."""
    found = [(number[1], entry) for entry in outline if (number := _NUMBER.match(entry.title))]
    counts = Counter(number for number, _ in found)
    return {number: entry for number, entry in found if counts[number] == 1}


def _between(
    place: Place, pairs: Sequence[tuple[OutlineEntry, OutlineEntry]], page_count: int, sister_page_count: int
) -> int:
    """Go as far into their section as the reader is into ours."""
    at = next((number for number, (our, _) in enumerate(pairs) if our is place.here), None)
    if at is None:
        before = [number for number, (our, _) in enumerate(pairs) if our.page_number <= place.page_number]
        at = before[-1] if before else -1
    begin, their_begin = (1, 1) if at < 0 else (pairs[at][0].page_number, pairs[at][1].page_number)
    ends = [(our.page_number, their.page_number) for our, their in pairs[at + 1 :] if our.page_number > begin]
    end, their_end = ends[0] if ends else (page_count + 1, sister_page_count + 1)
    share = min(max(place.page_number - begin, 0) / max(end - begin, 1), 1)
    into = int(share * max(their_end - their_begin, 0))
    return min(max(their_begin + into, 1), sister_page_count)
