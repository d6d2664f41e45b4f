"""Which names stand in the place of others: most words with capitals are translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.disagreement.names import Name, Names, names, words
from ingest.likeness_signs import folded

_NAME_BEFORE = re.compile(r"([^\W\d_a-z][\w.]*)[ \u00a0-]$")
_NAME_AFTER = re.compile(r"[ \u00a0-]([^\W\d_a-z]\w*)")

_FURTHEST = 0.25
"""How far apart, as a share of the texts, two names may stand to be each other's."""


class NamePair(NamedTuple):
    """A name and what stands in its place."""

    one: Name
    other: Name


def name_pairs(one: str, other: str, known: Names) -> Iterator[NamePair]:
    """Give names of one text whose form in the other is known and is not there, with what stands there instead."""
    ours, theirs = _unsaid(one, other, known), _unsaid(other, one, known)
    taken: set[Name] = set()
    for name in ours:
        at = name.span.start / len(one)
        found = [
            (abs(each.span.start / len(other) - at), each)
            for each in theirs
            if each not in taken
            and (_is_known_not_to_say(name, each, known) or _is_alone(one, name, ours, other, each, theirs))
        ]
        away, nearest = min(found, default=(1.0, None))
        if nearest is not None and away <= _FURTHEST and _is_only(name, ours, theirs):
            taken.add(nearest)
            yield NamePair(name, nearest)


def _unsaid(text: str, other: str, known: Names) -> list[Name]:
    there = words(other)
    found = [
        each for each in names(text) if (each.is_within or each.is_short_form) and not known.says(each, there)
    ]
    return [each for each in found if each.is_short_form or each.word not in known.small]


def _is_known_not_to_say(name: Name, other: Name, known: Names) -> bool:
    return name.is_short_form is other.is_short_form and (known.is_known(name) or known.is_known(other))


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


def _neighbours(text: str, name: Name) -> tuple[str, ...]:
    before = _NAME_BEFORE.search(text, 0, name.span.start)
    after = _NAME_AFTER.match(text, name.span.end)
    return tuple(folded(found.group(1)) if found else "" for found in (before, after))
