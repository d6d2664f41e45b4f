"""How suggestions are told: in English for the terminal, and what the pages translate.

Rule: as in `report_words.py`, `said` only marks what `messages.py` gathers for translation. Sentences are made of
what was found, sign by sign; none is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archive import Relation, Suggestion, Version
from search_app.report_words import said

Say = Callable[[str], str]
"""Gives a text in the language of whoever reads."""

KINDS = {
    Relation.SAME_TEXT: said("“%(one)s” has the very same words as “%(other)s”, in another file"),
    Relation.NEAR_DUPLICATE: said("“%(one)s” is nearly the same as “%(other)s”"),
    Relation.NEW_EDITION: said("“%(one)s” looks like another edition of “%(other)s”"),
}

LANGUAGES = {
    "en": said("“%(one)s” looks like the English version of “%(other)s”"),
    "es": said("“%(one)s” looks like the Spanish version of “%(other)s”"),
}
OTHER_LANGUAGE = said("“%(one)s” looks like a version of “%(other)s” in another language")

SAME_DATE = said("same date")
DATES = said("dated %(one)s and %(other)s")
NUMBERS = said("%(common)s of %(all)s numbers")
PAGES = said("%(one)s and %(other)s pages")
SAME_PAGES = said("%(one)s pages each")
ONE_PAGE = said("one page each")
TITLE_WORDS = said("“%(words)s” in both titles")
TITLES = said("titles alike")
NAMES = said("files named alike")
OUTLINE = said("outlines built alike, of %(count)s entries")
STEMS = said("words of the same roots")
ALIGNED = said("%(share)s %% of the text stands beside what says the same")
MEANING = said("alike in meaning, too")
ALIKE = said("%(share)s %% of the wording in common")
CONTAINED = said("%(share)s %% of the shorter one stands in the longer one")

_MANY_STEMS = 0.15
"""Of all longer words by how they begin. Single pages that have nothing to do with each other had up to 0.13."""

_LIKE_MEANING = 0.6
"""Cosine of passages that stand beside each other: 0.85 in translations, up to 0.25 in others."""

_MOST_WORDS = 3
"""Words of a title that are told."""

_MUCH_MORE = 0.1
"""So much more of the shorter text must stand in the longer one than of both in common, to be worth a word."""


def head(suggestion: Suggestion, one: Version, other: Version, say: Say = str) -> str:
    """Say what one version may be to the other."""
    if suggestion.kind is Relation.LANGUAGE_VERSION:
        text = LANGUAGES.get(one.language, OTHER_LANGUAGE)
    else:
        text = KINDS[suggestion.kind]
    return say(text) % {"one": one.title, "other": other.title}


def signs(
    evidence: Mapping[str, Any], say: Say = str, number: Callable[[int], str] = "{:,}".format, date: Say = str
) -> Iterator[str]:
    """Say what speaks for it, sign by sign, the strongest first."""
    if "date" in evidence:
        yield say(SAME_DATE)
    if "numbers" in evidence and evidence["numbers"][1]:
        common, every = map(number, evidence["numbers"])
        yield say(NUMBERS) % {"common": common, "all": every}
    yield from _wording(evidence, say)
    if "outline" in evidence:
        yield say(OUTLINE) % {"count": number(evidence["outline"])}
    if "title" in evidence:
        yield say(TITLE_WORDS) % {"words": ", ".join(evidence["title"][:_MOST_WORDS])}
    if evidence.get("titles"):
        yield say(TITLES)
    if evidence.get("names"):
        yield say(NAMES)
    yield from _across(evidence, say)
    one, other = evidence["pages"]
    yield _pages(one, other, say, number)
    if "dates" in evidence:
        one, other = evidence["dates"]
        yield say(DATES) % {"one": date(one), "other": date(other)}


def sentence(suggestion: Suggestion, one: Version, other: Version) -> str:
    """Say all of it in English."""
    return f"{head(suggestion, one, other)}: {', '.join(signs(suggestion.evidence))}."


def _wording(evidence: Mapping[str, Any], say: Say) -> Iterator[str]:
    if "alike" in evidence:
        yield say(ALIKE) % {"share": _percent(evidence["alike"])}
        if evidence["contained"] > evidence["alike"] + _MUCH_MORE:
            yield say(CONTAINED) % {"share": _percent(evidence["contained"])}


def _across(evidence: Mapping[str, Any], say: Say) -> Iterator[str]:
    if "aligned" in evidence:
        yield say(ALIGNED) % {"share": _percent(evidence["aligned"])}
    if evidence.get("meaning", 0) >= _LIKE_MEANING:
        yield say(MEANING)
    if evidence.get("stems", 0) >= _MANY_STEMS:
        yield say(STEMS)


def _pages(one: int, other: int, say: Say, number: Callable[[int], str]) -> str:
    if one == other:
        return say(ONE_PAGE if one == 1 else SAME_PAGES) % {"one": number(one)}
    return say(PAGES) % {"one": number(one), "other": number(other)}


def _percent(share: float) -> str:
    return f"{min(round(share * 100), 99)}"  # a hundred would say that nothing is another
