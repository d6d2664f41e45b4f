"""What two versions may be to each other, by all they have in common.

Rule: who judges says what it judged by, sign by sign, as figures: they become sentences where somebody reads them.
The figures below were set by hand, looking at some forty real files (`benchmarks/relatives.py`); a reader decides.
"""

from __future__ import annotations

import math
from typing import Any

from archive import Relation, Suggestion
from ingest.likeness import jaccard, shared
from ingest.likeness_facts import LEAST_WORDS, Facts

_NEARLY_ALL = 0.9
"""Of shingles alike: one word in sixty is another, or one page in twenty is not in both."""

_MUCH = 0.25
"""Of shingles alike. Where every fifth word is another it is a third; licences and forms that unrelated manuals
share came to 0.11."""

_MOST_OF_ONE = 0.6
"""Of the shingles of the shorter in the longer: it is a part of it, or a short form. Unrelated: 0.36."""

_SOME = 0.12
"""Of shingles alike, where the titles are alike too."""

_ALIKE_TITLES = 0.6
"""Of the words of two titles, so that a year or a number may be another."""

_LIKELY = 0.75
"""Below it nothing is suggested: one that is wrong costs more trust than one that is missed."""

_LONGEST_RATIO = 2.0
"""A translation is not twice as long; Spanish ones of English had 0.7 to 1.25 of its letters."""

_FEW = 2
"""Numbers that count as not shared, so that three of three say less than thirty of thirty."""

_TITLE_LETTERS = 4
"""Words of a title that are shorter, such as “de” and “a”, say nothing."""


def judge(one: Facts, other: Facts) -> Suggestion | None:
    """Say what two versions may be to each other; nothing where they have little in common."""
    if one.version.document_id == other.version.document_id:
        return None
    if min(one.word_count, other.word_count) < LEAST_WORDS:
        return None
    later, earlier = sorted((one, other), key=lambda each: (each.version.added_at, each.version.id))[::-1]
    # A file in two languages may hold all of one in either: that is no translation of it.
    if later.version.language != earlier.version.language and _contained(later, earlier) < _MOST_OF_ONE:
        return _across(later, earlier)
    return _within(later, earlier)


def _within(later: Facts, earlier: Facts) -> Suggestion | None:
    """Judge two texts in one language by their words."""
    alike = jaccard(later.shingles, earlier.shingles)
    if later.text_sha256 == earlier.text_sha256:
        return _suggestion(Relation.SAME_TEXT, later, earlier, 1.0, {})
    contained = _contained(later, earlier)
    titles = _alike_titles(later, earlier)
    if not (alike >= _MUCH or contained >= _MOST_OF_ONE or (alike >= _SOME and titles)):
        return None
    is_near = alike >= _NEARLY_ALL and not _other_date(later, earlier)
    kind = Relation.NEAR_DUPLICATE if is_near else Relation.NEW_EDITION
    signs = {"alike": round(alike, 3), "contained": round(contained, 3)}
    return _suggestion(kind, later, earlier, max(alike, contained), signs | ({"titles": True} if titles else {}))


def _contained(one: Facts, other: Facts) -> float:
    """Tell which share of the shorter text stands in the longer one."""
    return shared(one.shingles, other.shingles) / max(min(len(one.shingles), len(other.shingles)), 1)


def _across(later: Facts, earlier: Facts) -> Suggestion | None:
    """Judge two texts in different languages by what a translation keeps."""
    likely = 1 / (1 + math.exp(-_weighed(later, earlier)))
    if likely < _LIKELY:
        return None
    ours, theirs = later.signs, earlier.signs
    signs: dict[str, Any] = {"numbers": [_common_numbers(later, earlier), _most_numbers(later, earlier)]}
    if names := _common_title_words(later, earlier):
        signs["title"] = names
    if _same_outline(later, earlier):
        signs["outline"] = len(later.version.outline)
    signs["stems"] = round(_ratio(len(ours.stems & theirs.stems), len(ours.stems | theirs.stems)), 3)
    return _suggestion(Relation.LANGUAGE_VERSION, later, earlier, likely, signs)


def _weighed(later: Facts, earlier: Facts) -> float:
    """Weigh the signs against each other: above 0 it is more likely that one is a translation of the other."""
    ours, theirs = later.signs, earlier.signs
    numbers = _common_numbers(later, earlier) / (_most_numbers(later, earlier) + _FEW)
    order = len(ours.neighbours & theirs.neighbours) / (len(ours.neighbours | theirs.neighbours) + _FEW)
    stems = _ratio(len(ours.stems & theirs.stems), len(ours.stems | theirs.stems))
    lengths = sorted((len(later.text), len(earlier.text)))
    return (
        -6.0
        + 7.0 * numbers
        + 6.0 * order
        + 14.0 * stems
        + 1.0 * _same_date(later, earlier)
        + 1.0 * _same_outline(later, earlier)
        + 2.0 * _alike_names(later, earlier)
        + 0.5 * (len(_common_title_words(later, earlier)) > 1)
        - 4.0 * (lengths[1] > lengths[0] * _LONGEST_RATIO)
    )


def _suggestion(kind: Relation, later: Facts, earlier: Facts, score: float, signs: dict[str, Any]) -> Suggestion:
    """Put together what was found, with what is told of every kind: dates, names, pages and passages."""
    told = dict(signs)
    if _same_date(later, earlier):
        told["date"] = earlier.date
    elif later.date and earlier.date:
        told["dates"] = [later.date, earlier.date]
    if _alike_names(later, earlier):
        told["names"] = True
    told["pages"] = [later.version.page_count, earlier.version.page_count]
    told["passages"] = [later.version.passage_count, earlier.version.passage_count]
    return Suggestion(kind, later.version.id, earlier.version.id, round(score, 3), told)


def _common_numbers(one: Facts, other: Facts) -> int:
    return (one.signs.numbers & other.signs.numbers).total()


def _most_numbers(one: Facts, other: Facts) -> int:
    return max(one.signs.numbers.total(), other.signs.numbers.total())


def _common_title_words(one: Facts, other: Facts) -> list[str]:
    return sorted(each for each in one.title_words & other.title_words if len(each) >= _TITLE_LETTERS)


def _alike_titles(one: Facts, other: Facts) -> bool:
    return (
        _ratio(len(one.title_words & other.title_words), len(one.title_words | other.title_words)) >= _ALIKE_TITLES
    )


def _alike_names(one: Facts, other: Facts) -> bool:
    """Tell whether files are named alike but for a language, by more than numbers."""
    names = one.name_words
    return names == other.name_words and any(len(each) >= _TITLE_LETTERS and each.isalpha() for each in names)


def _same_outline(one: Facts, other: Facts) -> bool:
    levels = [[entry.level for entry in each.version.outline] for each in (one, other)]
    return levels[0] == levels[1] and len(levels[0]) > _FEW


def _same_date(one: Facts, other: Facts) -> bool:
    """Tell whether both are of one day or month; a year says little."""
    return one.date == other.date and len(one.date) > len("2013")


def _other_date(one: Facts, other: Facts) -> bool:
    exactness = min(len(one.date), len(other.date))
    return one.date[:exactness] != other.date[:exactness]


def _ratio(part: int, whole: int) -> float:
    return part / max(whole, 1)
