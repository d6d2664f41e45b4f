"""Which names stand in the place of others: most words with capitals are translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from ingest.disagreement.name_table import PARTS
from ingest.disagreement.names import Name, Names, is_cognate, names, words
from ingest.likeness_signs import folded

_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w.]*)[ \u00a0-]$")
_WORD_AFTER = re.compile(r"[ \u00a0-]([^\W\d_]\w*)")
_WORD = re.compile(r"[^\W\d_]+")

_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE_LETTERS = 4
"""“La” and “This” begin sentences, and say nothing of what stands beside them."""
_LONGEST_NAME = 40
_MOST_NAMES = 40
"""Of a passage with more that the other does not say, they are a list, or the two do not belong together."""
_SHORT = 20
"""Characters by which two names may stand apart besides: word order shifts short sentences most."""
_SAME_LETTERS = 3
"""Names that begin alike are forms of one: Unices, Unix."""
_FURTHEST = 0.25
"""How far apart, as a share of the texts, two names may stand to be each other's."""


class NamePair(NamedTuple):
    """A name and what stands in its place."""

    one: Name
    other: Name


class _Read:
    """A text with its names and words, each read when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Its names, in their order."""
        return names(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words."""
        return words(self.text)

    @cached_property
    def placed(self) -> list[tuple[str, float]]:
        """Its words without accents, each with where it begins, as a share of the text."""
        return [(folded(each.group()), each.start() / len(self.text)) for each in _WORD.finditer(self.text)]


class _Side(NamedTuple):
    """A text with the names that the other does not say, and those that it has to spare."""

    text: str
    unsaid: list[Name]
    spare: list[Name]


def name_pairs(one: str, other: str, known: Names) -> Iterator[NamePair]:
    """Give names of one text whose form in the other is known and is not there, with what stands there instead.

    What stands there instead may be said by the first too, but less often or in another place.
    """
    mine, its = _Read(one), _Read(other)
    unsaid = _unsaid(mine, its, known), _unsaid(its, mine, known)
    if not any(unsaid):
        return
    sides = (
        _Side(one, unsaid[0], _spare(mine, its, known)),
        _Side(other, unsaid[1], _spare(its, mine, known)),
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


def _unsaid(own: _Read, other: _Read, known: Names) -> list[Name]:
    """Give the names of a text that the other does not say; where a sentence begins, those that are known."""
    likely = (each for each in own.names if each.is_within or known.is_known(each))
    unsaid = (each for each in likely if not known.is_small(each) and not known.says(each, other.words))
    return list(islice(unsaid, _MOST_NAMES))


def _spare(own: _Read, other: _Read, known: Names) -> list[Name]:
    """Give the names that both texts say, this one more often, or in a place where the other is far from it.

    Those made of them count too: Peru, Peruvian.
    """
    found = [each for each in own.names if known.is_known(each) and not each.is_short_form]
    distinct = {each.word: each for each in found}
    said = {
        word: (_places(each, own.placed, known), _places(each, other.placed, known))
        for word, each in distinct.items()
    }
    far = _FURTHEST + _SHORT / max(len(own.text), len(other.text), 1)
    return [each for each in found if _is_spare(each.span.start / len(own.text), *said[each.word], far)][
        :_MOST_NAMES
    ]


def _is_spare(place: float, ours: list[float], theirs: list[float], far: float) -> bool:
    return bool(theirs) and (len(theirs) < len(ours) or min(abs(place - each) for each in theirs) > far)


def _places(name: Name, words_placed: list[tuple[str, float]], known: Names) -> list[float]:
    saying = known.saying(name, {word for word, _ in words_placed})
    return [place for word, place in words_placed if word in saying]


def _may_replace(pair: NamePair, sides: tuple[_Side, _Side], known: Names) -> bool:
    name, instead = pair
    if name.word[:_SAME_LETTERS] == instead.word[:_SAME_LETTERS] and not name.is_short_form:
        return False
    if any(map(known.is_likely_translated, pair)):
        ours, theirs = (_neighbours(side.text, each, known) for side, each in zip(sides, pair, strict=True))
        return ours == theirs and any(ours)
    if not (known.is_known(name) or known.is_known(instead)):
        return _is_alone(pair, sides, known)
    if name.is_short_form and not all(_has_one_short_form(side) for side in sides):
        return False
    ours, theirs = (_neighbours(side.text, each, known) for side, each in zip(sides, pair, strict=True))
    is_beside_same = any(ours) and any(theirs) and _are_among(ours, theirs) and _are_among(theirs, ours)
    is_single = (
        known.is_known(each) or _is_only(each, side, known) for each, side in zip(pair, sides, strict=True)
    )
    if not (is_beside_same or all(is_single)):
        return False
    is_like = known.is_known(name) and _are_among(theirs, ours)
    return is_like or (known.is_known(instead) and _are_among(ours, theirs))


def _is_only(name: Name, side: _Side, known: Names) -> bool:
    """Tell whether the other side lacks no other name of its sort: several are words that were translated."""
    alike = (each for each in side.unsaid if each.is_short_form is name.is_short_form)
    return {each.word for each in alike if not known.is_likely_translated(each)} == {name.word}


def _has_one_short_form(side: _Side) -> bool:
    return len({each.word for each in side.unsaid if each.is_short_form}) == 1


def _is_alone(pair: NamePair, sides: tuple[_Side, _Side], known: Names) -> bool:
    """Tell whether two names stand beside the same one, Ana Ruiz, Ana Paz, or are the only ones, beside none."""
    if pair.one.is_short_form or pair.other.is_short_form:
        return False
    ours, theirs = (_neighbours(side.text, each, known) for side, each in zip(sides, pair, strict=True))
    return ours == theirs and (any(ours) or all(len(side.unsaid) == 1 for side in sides))


def _are_among(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Tell whether names that stand beside a name look like those beside another: República, Republic.

    What any name of its sort has, “Republic of”, may be left out.
    """
    return all(any(is_cognate(each, other) for other in others) for each in some if each and each not in PARTS)


def _neighbours(text: str, name: Name, known: Names) -> tuple[str, ...]:
    """Give the names before and after a name, empty where there are none; after “Peru’s” stands another thing."""
    before = _WORD_BEFORE.search(text[max(name.span.start - _LONGEST_NAME, 0) : name.span.start])
    after = None if _POSSESSIVE.search(text, *name.span) else _WORD_AFTER.match(text, name.span.end)
    found = (folded(each.group(1)) if each and _is_capitalised(each.group(1)) else "" for each in (before, after))
    return tuple("" if each in known.small and len(each) <= _ARTICLE_LETTERS else each for each in found)


def _is_capitalised(word: str) -> bool:
    """Tell whether a word has a capital, and is no short form."""
    return word[0].isupper() and not word.isupper()
