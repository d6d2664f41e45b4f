"""Which names stand in the place of others: most words with capitals are translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from ingest.disagreement.names import Name, Names, is_cognate, names, words
from ingest.likeness_signs import folded

_NAME_BEFORE = re.compile(r"([^\W\d_a-z][\w.]*)[ \u00a0-]$")
_NAME_AFTER = re.compile(r"[ \u00a0-]([^\W\d_a-z]\w*)")
_WORD = re.compile(r"[^\W\d_]+")

_SHORT = 20
"""Characters by which two names may stand apart besides: word order shifts short sentences most."""
_FURTHEST = 0.25
"""How far apart, as a share of the texts, two names may stand to be each other's."""


class NamePair(NamedTuple):
    """A name and what stands in its place."""

    one: Name
    other: Name


def name_pairs(one: str, other: str, known: Names) -> Iterator[NamePair]:
    """Give names of one text whose form in the other is known and is not there, with what stands there instead.

    What stands there instead may be said by the first too, but less often.
    """
    ours, theirs = _unsaid(one, other, known), _unsaid(other, one, known)
    spare_ours, spare_theirs = _oftener(one, other, known), _oftener(other, one, known)
    pairs = [
        NamePair(name, instead)
        for name, instead in (*product(ours, theirs), *product(ours, spare_theirs), *product(spare_ours, theirs))
        if _may_replace(one, name, ours, other, instead, theirs, known)
    ]
    taken: set[Name] = set()
    for away, pair in sorted((_away(one, other, pair), pair) for pair in pairs):
        if away <= _FURTHEST and pair.one.is_short_form is pair.other.is_short_form and taken.isdisjoint(pair):
            taken |= set(pair)
            yield pair


def _away(one: str, other: str, pair: NamePair) -> float:
    """Give how far apart two names stand, as a share of the texts; of short ones somewhat less."""
    ours, theirs = pair.one.span.start / len(one), pair.other.span.start / len(other)
    return abs(ours - theirs) - _SHORT / max(len(one), len(other))


def _unsaid(text: str, other: str, known: Names) -> list[Name]:
    """Give the names of a text that the other does not say; where a sentence begins, those that are known."""
    there = words(other)
    found = [each for each in names(text) if not known.says(each, there) and not known.is_small(each)]
    return [each for each in found if each.is_within or known.is_known(each)]


def _oftener(text: str, other: str, known: Names) -> list[Name]:
    """Give the names that both texts say, this one more often; those made of them count too: Peru, Peruvian."""
    found = [each for each in names(text) if known.is_known(each) and not each.is_short_form]
    here, there = ([folded(word) for word in _WORD.findall(each)] for each in (text, other))
    counts = {each.word: known.count(each, here) for each in found}
    return [each for each in found if 0 < known.count(each, there) < counts[each.word]]


def _may_replace(
    one: str, name: Name, ours: list[Name], other: str, instead: Name, theirs: list[Name], known: Names
) -> bool:
    if not (known.is_known(name) or known.is_known(instead)):
        return _is_alone(one, name, ours, other, instead, theirs)
    if not _is_only(name, ours, theirs):
        return False
    is_like = known.is_known(name) and _has_like_neighbours(one, name, other, instead)
    return is_like or (known.is_known(instead) and _has_like_neighbours(other, instead, one, name))


def _is_only(name: Name, ours: list[Name], theirs: list[Name]) -> bool:
    """Tell whether a short form is the only one on each side; nothing is asked of other names."""
    if not name.is_short_form:
        return True
    return all(len({each.word for each in those if each.is_short_form}) == 1 for those in (ours, theirs))


def _is_alone(one: str, name: Name, ours: list[Name], other: str, instead: Name, theirs: list[Name]) -> bool:
    """Tell whether two names are the only ones, and stand between the same ones or none: Ana Ruiz, Ana Paz."""
    if name.is_short_form or instead.is_short_form or len(ours) != 1 or len(theirs) != 1:
        return False
    return _neighbours(one, name) == _neighbours(other, instead)


def _has_like_neighbours(one: str, name: Name, other: str, instead: Name) -> bool:
    """Tell whether the names that a name stands beside stand beside the other too."""
    ours, theirs = ([each for each in _neighbours(*those) if each] for those in ((one, name), (other, instead)))
    return all(any(is_cognate(mine, each) for mine in ours) for each in theirs)


def _neighbours(text: str, name: Name) -> tuple[str, ...]:
    before = _NAME_BEFORE.search(text, 0, name.span.start)
    after = _NAME_AFTER.match(text, name.span.end)
    return tuple(folded(found.group(1)) if found else "" for found in (before, after))
