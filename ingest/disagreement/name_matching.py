"""Which names stand in the place of others: most words with capitals are translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from typing import NamedTuple

from ingest.disagreement.names import Name, Names, is_cognate, names, words
from ingest.likeness_signs import folded

_NAME_BEFORE = re.compile(r"([^\W\d_a-z][\w.]*)[ \u00a0-]$")
_NAME_AFTER = re.compile(r"[ \u00a0-]([^\W\d_a-z]\w*)")
_WORD = re.compile(r"[^\W\d_]+")

_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE_LETTERS = 4
"""“La” and “This” begin sentences, and say nothing of what stands beside them."""
_LONGEST_NAME = 40
_MOST_NAMES = 40
"""Of a passage with more that the other does not say, they are a list, or the two do not belong together."""
_SHORT = 20
"""Characters by which two names may stand apart besides: word order shifts short sentences most."""
_FURTHEST = 0.25
"""How far apart, as a share of the texts, two names may stand to be each other's."""


class NamePair(NamedTuple):
    """A name and what stands in its place."""

    one: Name
    other: Name


class _Side(NamedTuple):
    """A text with the names that the other does not say, and those that it says less often."""

    text: str
    unsaid: list[Name]
    spare: list[Name]


def name_pairs(one: str, other: str, known: Names) -> Iterator[NamePair]:
    """Give names of one text whose form in the other is known and is not there, with what stands there instead.

    What stands there instead may be said by the first too, but less often.
    """
    sides = (
        _Side(one, _unsaid(one, other, known), _oftener(one, other, known)),
        _Side(other, _unsaid(other, one, known), _oftener(other, one, known)),
    )
    ours, theirs = sides
    pairs = [
        NamePair(*each)
        for each in (
            *product(ours.unsaid, theirs.unsaid),
            *product(ours.unsaid, theirs.spare),
            *product(ours.spare, theirs.unsaid),
        )
        if each[0].is_short_form is each[1].is_short_form and _may_replace(NamePair(*each), sides, known)
    ]
    taken: set[Name] = set()
    for away, pair in sorted((_away(one, other, pair), pair) for pair in pairs):
        if away <= _FURTHEST and taken.isdisjoint(pair):
            taken |= set(pair)
            yield pair


def _away(one: str, other: str, pair: NamePair) -> float:
    """Give how far apart two names stand, as a share of the texts; of short ones somewhat less."""
    ours, theirs = pair.one.span.start / len(one), pair.other.span.start / len(other)
    return abs(ours - theirs) - _SHORT / max(len(one), len(other))


def _unsaid(text: str, other: str, known: Names) -> list[Name]:
    """Give the names of a text that the other does not say; where a sentence begins, those that are known."""
    there = words(other)
    likely = (each for each in names(text) if each.is_within or known.is_known(each))
    return list(
        islice((each for each in likely if not known.is_small(each) and not known.says(each, there)), _MOST_NAMES)
    )


def _oftener(text: str, other: str, known: Names) -> list[Name]:
    """Give the names that both texts say, this one more often; those made of them count too: Peru, Peruvian."""
    found = {each.word: each for each in names(text) if known.is_known(each) and not each.is_short_form}
    here, there = ([folded(word) for word in _WORD.findall(each)] for each in (text, other))
    oftener = {word for word, each in found.items() if 0 < known.count(each, there) < known.count(each, here)}
    return [each for each in names(text) if each.word in oftener][:_MOST_NAMES]


def _may_replace(pair: NamePair, sides: tuple[_Side, _Side], known: Names) -> bool:
    name, instead = pair
    if not (known.is_known(name) or known.is_known(instead)):
        return _is_alone(pair, sides, known)
    if name.is_short_form and not all(_has_one_short_form(side) for side in sides):
        return False
    if not all(known.is_known(each) or _is_only(each, side) for each, side in zip(pair, sides, strict=True)):
        return False
    ours, theirs = (_neighbours(side.text, each, known) for side, each in zip(sides, pair, strict=True))
    is_like = known.is_known(name) and _are_among(theirs, ours)
    return is_like or (known.is_known(instead) and _are_among(ours, theirs))


def _is_only(name: Name, side: _Side) -> bool:
    """Tell whether the other side lacks no other name of its sort: several are words that were translated."""
    return {each.word for each in side.unsaid if each.is_short_form is name.is_short_form} == {name.word}


def _has_one_short_form(side: _Side) -> bool:
    return len({each.word for each in side.unsaid if each.is_short_form}) == 1


def _is_alone(pair: NamePair, sides: tuple[_Side, _Side], known: Names) -> bool:
    """Tell whether two names stand beside the same one, Ana Ruiz, Ana Paz, or are the only ones, beside none."""
    if pair.one.is_short_form or pair.other.is_short_form:
        return False
    ours, theirs = (_neighbours(side.text, each, known) for side, each in zip(sides, pair, strict=True))
    return ours == theirs and (any(ours) or all(len(side.unsaid) == 1 for side in sides))


def _are_among(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Tell whether names that stand beside a name look like those beside another: República, Republic."""
    return all(any(is_cognate(each, other) for other in others) for each in some if each)


def _neighbours(text: str, name: Name, known: Names) -> tuple[str, ...]:
    """Give the names before and after a name, empty where there are none; after “Peru’s” stands another thing."""
    before = _NAME_BEFORE.search(text[max(name.span.start - _LONGEST_NAME, 0) : name.span.start])
    after = None if _POSSESSIVE.search(text, *name.span) else _NAME_AFTER.match(text, name.span.end)
    found = ("" if each is None or each.group(1).isupper() else folded(each.group(1)) for each in (before, after))
    return tuple("" if each in known.small and len(each) <= _ARTICLE_LETTERS else each for each in found)
