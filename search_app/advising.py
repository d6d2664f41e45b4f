"""What else to search for where little is found, or very much: other spellings, fewer words, no quotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index import (
    FEW,
    MOST_WORDS_COUNTED,
    Across,
    Found,
    SearchEngine,
    Spelling,
    as_phrase,
    as_spelt,
    count_whole,
    parse,
    spellings,
    unquoted,
    without_words,
    words_of,
)

MANY = 100
"""More passages than these are not read through."""

_WORDS_TRIED = 6
"""Each costs a search, and of a long one fewer are tried; more words than these are seldom all wrong."""

_OMISSIONS_SHOWN = 3

Count = Callable[[str], int]
"""How many passages have all the words of a search."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """The search in other words, and how many passages have them all; `left_out`: the words it does without."""

    text: str
    total: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """Searches that are one step away and find something; `as_phrase` only where very much was found."""

    spellings: tuple[Spelling, ...] = ()
    omissions: tuple[Rewording, ...] = ()
    unquoted: Rewording | None = None
    as_phrase: Rewording | None = None
    without_filters: int = 0


def counting(
    engine: SearchEngine,
    across: Across | None,
    filters: Mapping[str, frozenset[str]] | None = None,
) -> Count:
    """Give what counts the passages that have all the words of a search."""

    def count(text: str) -> int:
        return count_whole(engine, text, filters=filters or {}, across=across)

    return count


def advise(found: Found, engine: SearchEngine, across: Across | None, count: Count) -> Advice:
    """Give other searches; `count` holds to the filters that were set."""
    text = found.parsed.text
    if found.whole >= FEW:
        phrase = as_phrase(text) if found.whole > MANY else ""
        narrower = _reworded(as_spelt(engine, phrase, count), text, count) if phrase else None
        return Advice(as_phrase=narrower if narrower and narrower.total < found.whole else None)
    meant = spell(found, engine, across, count)
    if found.whole or found.by_heading:
        return Advice(meant)
    return Advice(meant, _omissions(found, text, count), _reworded(unquoted(text), text, count))


def spell(found: Found, engine: SearchEngine, across: Across | None, count: Count) -> tuple[Spelling, ...]:
    """Give what may have been meant, likelier first; nothing where enough was found."""
    if found.tree is None or found.whole >= FEW:
        return ()
    return spellings(engine, found.parsed.text, count, across.lexicon if across else None)


def _omissions(found: Found, text: str, count: Count) -> tuple[Rewording, ...]:
    """Leave out the words that stand nowhere; where that is not enough, each of the others in turn."""
    words = words_of(parse(text).tree)
    absent = tuple(word for word in words if word in found.missing)
    if absent and (total := count(rest := without_words(text, absent))):
        return (Rewording(rest, total, absent),)
    most = min(_WORDS_TRIED, MOST_WORDS_COUNTED // max(1, len(words)))
    left = [word for word in words if word not in absent][:most]
    tried = [(*absent, word) for word in left] if len(words) - len(absent) > 1 else []
    made = [Rewording(rest := without_words(text, out), count(rest), out) for out in tried]
    # Fewest first: what is left of the search says most.
    return tuple(sorted((each for each in made if each.total), key=lambda each: each.total)[:_OMISSIONS_SHOWN])


def _reworded(made: str, text: str, count: Count) -> Rewording | None:
    total = count(made) if made and made != text else 0
    return Rewording(made, total) if total else None
