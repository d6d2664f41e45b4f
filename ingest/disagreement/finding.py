"""Where two passages that say the same, one in English and one in Spanish, disagree.

Rule: nothing is said of passages that share so little that they are no translations of each other, nor of tables
of contents, whose numbers are those of pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.disagreement.lists import is_cut_otherwise, list_marks
from ingest.disagreement.matching import Unmet, unmet
from ingest.disagreement.model import Disagreement, DisagreementKind, Mention, Span, Weight
from ingest.disagreement.name_matching import name_pairs
from ingest.disagreement.names import Names
from ingest.disagreement.nearby import MOST_MENTIONS, NOWHERE, Nearby
from ingest.disagreement.quantities import mentions
from ingest.disagreement.values import values_of

_LEADER = re.compile(r"…|\.{4,}|(?:\. ){4,}")
_ENTRY = re.compile(r"(?:…|(?<!\.)\.{4,}|(?<!\. )(?:\. ){4,})[ \t]{0,20}\d+(?:[ \t]+\d+)*$", re.MULTILINE)
_FEWEST_LEADERS = 2
_MOST_LACKING = 2
"""What one side lacks may be so many things; more are a sentence that stands elsewhere, unless most is there."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 7
"""Of shorter texts nothing is said that one side lacks."""
_MOST_LONGER = 1.5
"""Spanish is longer than English by a sixth; of texts that hardly say the same, one longer by more says more."""
_MOST_ITEMS = 4
"""Of a list one item in four may be lacking; where more are, it goes on in another passage."""

_MOST_CHARACTERS = 30_000
"""Of texts that are compared: a few passages of the longest there are."""

_PLAIN = Names()

Near = Callable[[], tuple[Nearby, Nearby]]


def _nowhere() -> tuple[Nearby, Nearby]:
    return NOWHERE, NOWHERE


def find_disagreements(
    from_text: str,
    to_text: str,
    from_language: str,
    to_language: str,
    names: Names = _PLAIN,
    near: Near = _nowhere,
) -> tuple[Disagreement, ...]:
    """Find what two texts that say the same say differently, in the order of the first.

    The languages are `en` and `es`. `names` is what the document does with names, `near` gives what stands
    around each, where it is asked for.
    """
    if max(len(from_text), len(to_text)) > _MOST_CHARACTERS or all(map(_is_contents, (from_text, to_text))):
        return ()
    found = [
        *_quantities(from_text, to_text, (from_language, to_language), near),
        *_names(from_text, to_text, names),
        *_lists(from_text, to_text, near),
    ]
    return tuple(sorted(found, key=lambda each: each.from_span or each.to_span or Span(0, 0)))


def _is_contents(text: str) -> bool:
    return len(_LEADER.findall(text)) >= _FEWEST_LEADERS or bool(_ENTRY.search(text))


def _quantities(one: str, other: str, languages: tuple[str, str], near: Near) -> Iterator[Disagreement]:
    ours, theirs = mentions(one, languages[0]), mentions(other, languages[1])
    if max(len(ours), len(theirs)) > MOST_MENTIONS:
        return
    found = list(unmet(ours, theirs))
    if not found or _is_elsewhere(found, ours, theirs):
        return
    around = near()
    is_doubtful = _is_scrap(one, other) or (not around[0].is_sure and _is_far_longer(one, other))
    for each in found:
        if not (is_doubtful and _is_lacking(each)) and not _is_nearby(each, around):
            one_value, other_value = values_of(each.one, each.other)
            yield Disagreement(_kind(each), _span(each.one), _span(each.other), one_value, other_value)


def _is_lacking(found: Unmet) -> bool:
    return found.one is None or found.other is None


def _is_nearby(found: Unmet, near: tuple[Nearby, Nearby]) -> bool:
    """Tell whether what one side lacks stands next to it.

    Of two that stand in each other's place both must, and only where that is no chance: in doubt, or where they
    lead to other places of the document.
    """
    is_here = found.one is None or near[1].says(found.one), found.other is None or near[0].says(found.other)
    if found.one and found.other:
        if found.one.weight is found.other.weight is Weight.WEAK:
            return any(is_here) or not near[0].is_sure
        return all(is_here) and not near[0].is_sure
    return all(is_here)


def _is_elsewhere(found: list[Unmet], ours: tuple[Mention, ...], theirs: tuple[Mention, ...]) -> bool:
    needed = sum(each.weight is Weight.NEEDED for each in (*ours, *theirs))
    missed = sum(2 if each.one and each.other else 1 for each in found)
    return len(found) > _MOST_LACKING and 2 * missed > needed


def _is_scrap(one: str, other: str) -> bool:
    """Tell whether a text is but a label of a figure or a cell, cut otherwise than in the other version."""
    return min(len(_WORD.findall(text)) for text in (one, other)) < _FEWEST_WORDS


def _is_far_longer(one: str, other: str) -> bool:
    """Tell whether one text goes on for longer, so that what the other lacks is what stands there."""
    return max(len(one), len(other)) > _MOST_LONGER * min(len(one), len(other))


def _kind(found: Unmet) -> DisagreementKind:
    """Give the kind that says more: an amount beside a bare number is a matter of amounts."""
    kinds = [each.kind for each in (found.one, found.other) if each]
    return next((kind for kind in kinds if kind is not DisagreementKind.NUMBER), kinds[0])


def _span(mention: Mention | None) -> Span | None:
    return mention.span if mention else None


def _names(one: str, other: str, known: Names) -> Iterator[Disagreement]:
    for ours, theirs in name_pairs(one, other, known):
        values = one[slice(*ours.span)], other[slice(*theirs.span)]
        yield Disagreement(DisagreementKind.NAME, ours.span, theirs.span, *values)


def _lists(one: str, other: str, near: Near) -> Iterator[Disagreement]:
    if not (ours := list_marks(one)) or not (theirs := list_marks(other)):
        return
    if (ours.is_at_start, ours.levels) != (theirs.is_at_start, theirs.levels):
        return
    if not 0 < abs(ours.length - theirs.length) <= max(ours.length // _MOST_ITEMS, 1):
        return
    shorter, longer, side = (theirs, ours, 1) if ours.length > theirs.length else (ours, theirs, 0)
    around = near()[side]
    if not is_cut_otherwise(longer, shorter, f"{around.before}\n{around.after}"):
        counts = str(ours.length), str(theirs.length)
        yield Disagreement(DisagreementKind.LIST_LENGTH, ours.span, theirs.span, *counts)
