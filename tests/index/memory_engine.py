"""A search engine written down as plainly as its contract: it looks at every passage for every query.

It is the oracle of the other engines' tests, so it shares nothing with them but the analysis of words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from index.analysis import LANGUAGES, fold, tokens
from index.engine import (
    COMPLETED_WEIGHT,
    ELSEWHERE_WEIGHT,
    FACETS,
    FEW,
    KIND_WEIGHTS,
    LEAST_MEANT,
    LEAST_MEANT_ALONE,
    MOST_MEANT,
    MOST_TRANSLATED,
    TRANSLATED_WEIGHT,
    Change,
    Entry,
    FacetCount,
    KnownWord,
    Match,
    PutVersion,
    Results,
    Search,
    Sort,
)
from index.tree import Node, as_typed, sought_words
from tests.index.memory_scores import Held, answers_to
from tests.index.memory_words import changes_between
from tests.index.memory_worth import worth_beside


class MemoryEngine:
    """Fulfils `index.engine.SearchEngine`."""

    def __init__(self) -> None:
        self._versions: dict[str, tuple[Entry, ...]] = {}

    def apply(self, changes: Iterable[Change]) -> None:
        versions = dict(self._versions)
        for change in changes:
            versions.pop(change.version_id, None)
            if isinstance(change, PutVersion):
                versions[change.version_id] = change.entries
        self._versions = versions

    def clear(self) -> None:
        self._versions = {}

    def count(self) -> int:
        return len(self._held())

    def words_like(self, word: str, changes: int) -> tuple[KnownWord, ...]:
        found: dict[str, Counter[str]] = {}
        for held in self._held():
            for each in {token.word for token in tokens(held.entry.text)}:
                if changes_between(fold(word), fold(each)) <= changes:
                    found.setdefault(each, Counter())[held.entry.language] += 1
        return tuple(KnownWord(each, found[each]) for each in sorted(found, key=lambda each: (fold(each), each)))

    def search(self, search: Search) -> Results:
        worth = worth_beside(search, self._held())
        elsewhere = set(LANGUAGES) - {search.language} if search.language else set()
        by_words = {
            each: (score + worth[each][0]) * (ELSEWHERE_WEIGHT if each.entry.language in elsewhere else 1.0)
            for each, score in self._answers(search.query).items()
        }
        aligned = self._aligned(search, by_words, elsewhere)
        answers = first = by_words | {each: max(score, by_words.get(each, 0)) for each, score in aligned.items()}
        whole = sum(_passes(each, search, but="") for each in first)
        if whole < FEW and search.sort is Sort.RELEVANCE:
            more = self._answers(search.further) if search.further else {}
            least = LEAST_MEANT if first or more else LEAST_MEANT_ALONE
            near = [each for each in worth if worth[each][1] >= least and _passes(each, search, but="")]
            near = sorted(near, key=lambda each: -worth[each][0])[:MOST_MEANT]
            some = {each: more.get(each, 0.0) + worth[each][0] for each in {*more, *near}}
            answers = some | first
        found = [each for each in answers if _passes(each, search, but="")]
        found.sort(key=lambda each: each.place)
        if search.sort is Sort.RELEVANCE:
            found.sort(key=lambda each: (each not in first, -round(answers[each], 9)))
        elif search.sort is Sort.DATE:
            found.sort(key=lambda each: -(each.entry.year or -1))
        page = found[search.offset : search.offset + search.limit]
        facets = {}
        for facet in FACETS if search.is_counted else ():
            values = [each.facet(facet) for each in answers if _passes(each, search, but=facet)]
            counted = Counter(value for value in values if value is not None)
            ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
            facets[facet] = tuple(FacetCount(value, count) for value, count in ordered)
        matches = tuple(
            Match(
                each.entry.passage_id,
                each.version_id,
                answers[each],
                each.entry.document_id,
                each in first and each not in by_words,
            )
            for each in page
        )
        absent = () if whole else tuple(word for word in sought_words(search.query) if self._is_absent(word))
        return Results(len(found), matches, facets, whole, absent)

    def _aligned(self, search: Search, scores: dict[Held, float], elsewhere: set[str]) -> dict[Held, float]:
        """Give what passages are worth that say the same as the best in which all words stand as typed."""
        if search.aligned is None:
            return {}
        said = worth_beside(replace(search, meant=None), self._held())
        answers = self._answers(as_typed(search.query))
        typed = [each for each in answers if each.entry.language not in elsewhere]
        typed.sort(key=lambda each: (-round(answers[each] + said[each][0], 9), each.place))
        best = {(each.version_id, each.entry.passage_id): scores[each] for each in typed[:MOST_TRANSLATED]}
        told = search.aligned.ordinals(list(best))
        worth: dict[Held, float] = {}
        for held in self._held():
            own = [score for each, score in best.items() if (held.version_id, held.entry.ordinal) in told[each]]
            if own:
                worth[held] = TRANSLATED_WEIGHT * max(own)
        return worth

    def _is_absent(self, word: Node) -> bool:
        return not any(answer.matches for answer in answers_to(word, self._held()))

    def _answers(self, query: Node) -> dict[Held, float]:
        """Give what answers, with its score."""
        held, scores = self._held(), {}
        for each, answer in zip(held, answers_to(query, held), strict=True):
            if answer.matches and answer.is_grounded:
                weight = KIND_WEIGHTS.get(each.entry.kind, 1.0) * each.entry.weight
                scores[each] = answer.score * weight * (1.0 if answer.is_complete else COMPLETED_WEIGHT)
        return scores

    def _held(self) -> list[Held]:
        return [Held(version, entry) for version, entries in self._versions.items() for entry in entries]


def _passes(held: Held, search: Search, *, but: str) -> bool:
    return all(held.facet(facet) in values for facet, values in search.filters.items() if facet != but and values)
