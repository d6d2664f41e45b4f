"""Where two passages that say the same, one in English and one in Spanish, disagree.

Rule: nothing is said of passages that share so little that they are no translations of each other, nor of tables
of contents, whose numbers are those of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.disagreement.lists import list_marks
from ingest.disagreement.matching import Unmet, unmet
from ingest.disagreement.model import Disagreement, DisagreementKind, Mention, Span, Weight
from ingest.disagreement.name_matching import name_pairs
from ingest.disagreement.names import Names
from ingest.disagreement.quantities import mentions
from ingest.disagreement.values import values_of

_LEADER = re.compile(r"…|\.{4,}|(?:\. ){4,}")
_FEWEST_LEADERS = 2
_MOST_LACKING = 2
"""What one side lacks may be so many things; more are a sentence that stands elsewhere, unless most is there."""

_MOST_MENTIONS = 200
"""Of a passage with more, each is likely to stand somewhere on the other side."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 7
"""Of shorter texts nothing is said that one side lacks."""
_MOST_ITEMS = 4
"""Of a list one item in four may be lacking; where more are, it goes on in another passage."""

_PLAIN = Names()


def find_disagreements(
    from_text: str, to_text: str, from_language: str, to_language: str, names: Names = _PLAIN
) -> tuple[Disagreement, ...]:
    """Find what two texts that say the same say differently, in the order of the first.

    The languages are `en` and `es`. `names` is what the document does with names.
    """
    if min(len(_LEADER.findall(text)) for text in (from_text, to_text)) >= _FEWEST_LEADERS:
        return ()
    found = [
        *_quantities(from_text, to_text, from_language, to_language),
        *_names(from_text, to_text, names),
        *_lists(from_text, to_text),
    ]
    return tuple(sorted(found, key=lambda each: each.from_span or each.to_span or Span(0, 0)))


def _quantities(one: str, other: str, one_language: str, other_language: str) -> Iterator[Disagreement]:
    ours, theirs = mentions(one, one_language), mentions(other, other_language)
    if max(len(ours), len(theirs)) > _MOST_MENTIONS:
        return
    found = list(unmet(ours, theirs))
    has_lacking = any(not each.one or not each.other for each in found)
    if _is_elsewhere(found, ours, theirs) or (has_lacking and _is_scrap(one, other)):
        return
    for each in found:
        one_value, other_value = values_of(each.one, each.other)
        yield Disagreement(_kind(each), _span(each.one), _span(each.other), one_value, other_value)


def _is_elsewhere(found: list[Unmet], ours: tuple[Mention, ...], theirs: tuple[Mention, ...]) -> bool:
    needed = sum(each.weight is Weight.NEEDED for each in (*ours, *theirs))
    missed = sum(2 if each.one and each.other else 1 for each in found)
    return len(found) > _MOST_LACKING and 2 * missed > needed


def _is_scrap(one: str, other: str) -> bool:
    """Tell whether a text is but a label of a figure or a cell, cut otherwise than in the other version."""
    return min(len(_WORD.findall(text)) for text in (one, other)) < _FEWEST_WORDS


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


def _lists(one: str, other: str) -> Iterator[Disagreement]:
    ours, theirs = list_marks(one), list_marks(other)
    if not ours or not theirs or (ours.is_at_start, ours.levels) != (theirs.is_at_start, theirs.levels):
        return
    if 0 < abs(ours.length - theirs.length) <= max(ours.length // _MOST_ITEMS, 1):
        counts = str(ours.length), str(theirs.length)
        yield Disagreement(DisagreementKind.LIST_LENGTH, ours.span, theirs.span, *counts)
