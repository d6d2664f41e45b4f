"""Slips of the hand: which ids of passages a name may have been before somebody typed, cut or quoted it.

Rule: a name is data of strangers. Only its letters and digits count, and only so many of them as an id could have
gathered on its way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from archive.identity import PASSAGE_ID_LENGTH

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
"""Those of an id: base32 (RFC 4648, 6), small."""

_MISREAD = (str.maketrans("018", "olb"), str.maketrans("018", "oib"))
"""Digits that no id has, typed for the letters that look like them; 1 looks like two."""

_SHORTEST_BEGINNING = 6
"""30 bits: of a million ids hardly any two begin with the same six letters."""

_MOST_READ = 100
"""Characters: an id, the signs around it, and some words that ran into it."""


def bare(name: str) -> str:
    """Give the letters and digits of a name, small: capitals and the signs of a sentence are no part of an id."""
    plain = unicodedata.normalize("NFKC", name[:_MOST_READ]).casefold()
    return "".join(filter(str.isalnum, plain))


def slips(name: str) -> set[str]:
    """Give the ids from which a bare name differs by one slip, whether or not they were ever issued.

    One letter is wrong, two are exchanged, one is missing, one is too many, or other words ran into the end.
    """
    return {each for reading in _readings(name) for each in _beside(reading) if len(each) == PASSAGE_ID_LENGTH}


def beginnings(name: str) -> set[str]:
    """Give what an id begins with that a bare name was cut from; nothing for one too short to tell ids apart."""
    is_beginning = _SHORTEST_BEGINNING <= len(name) < PASSAGE_ID_LENGTH
    return _readings(name) if is_beginning else set()


def _readings(name: str) -> set[str]:
    return {name.translate(table) for table in _MISREAD}


def _beside(name: str) -> Iterator[str]:
    yield name[:PASSAGE_ID_LENGTH]
    if len(name) == PASSAGE_ID_LENGTH:
        yield from (name[:at] + letter + name[at + 1 :] for at in range(len(name)) for letter in _LETTERS)
        yield from (name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1))
    elif len(name) == PASSAGE_ID_LENGTH - 1:
        yield from (name[:at] + letter + name[at:] for at in range(len(name) + 1) for letter in _LETTERS)
    elif len(name) == PASSAGE_ID_LENGTH + 1:
        yield from (name[:at] + name[at + 1 :] for at in range(len(name)))
