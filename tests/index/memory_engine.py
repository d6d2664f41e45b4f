"""A search engine written down as plainly as its contract: it looks at every passage for every query.

It is the oracle of the other engines' tests, so it shares nothing with them but the analysis of words.
"""

from __future__ import annotations

import fnmatch
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.analysis import LANGUAGES, fold, forms, languages_of, parts, stem, tokens
from index.engine import (
    ADJACENT_BONUS,
    COMPLETED_WEIGHT,
    FACETS,
    KIND_WEIGHTS,
    UNMEASURED_KIND,
    Change,
    Entry,
    FacetCount,
    Match,
    PutVersion,
    Results,
    Search,
    Sort,
)
from index.tree import And, Every, Fuzzy, Has, In, Near, Node, Not, Or, Pages, Phrase, Term, Wildcard

HEADINGS = {"title": 0.3, "section": 0.5, "header": 0.5}
CONDITIONS = (Every, Not, In, Has, Pages)


@dataclass(frozen=True)
class Held:
    """A passage and where it is held."""

    version_id: str
    entry: Entry

    @property
    def place(self) -> tuple[str, str, int]:
        return self.entry.document_id, self.version_id, self.entry.ordinal

    def facet(self, name: str) -> str | None:
        values = {
            "document": self.entry.document_id,
            "language": self.entry.language,
            "kind": self.entry.kind,
            "year": None if self.entry.year is None else str(self.entry.year),
        }
        return values[name]


@dataclass(frozen=True)
class Answer:
    """Whether a passage matches, whether its text has some of it, or all, and its score."""

    matches: bool
    is_grounded: bool
    is_complete: bool
    score: float = 0.0


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

    def search(self, search: Search) -> Results:
        held = self._held()
        answers = {}
        for each, answer in zip(held, self._find(search.query, held), strict=True):
            if answer.matches and answer.is_grounded:
                weight = KIND_WEIGHTS.get(each.entry.kind, 1.0) * each.entry.weight
                answers[each] = answer.score * weight * (1.0 if answer.is_complete else COMPLETED_WEIGHT)
        found = [each for each in answers if _passes(each, search, but="")]
        found.sort(key=lambda each: each.place)
        if search.sort is Sort.RELEVANCE:
            found.sort(key=lambda each: -round(answers[each], 9))
        elif search.sort is Sort.DATE:
            found.sort(key=lambda each: -(each.entry.year or -1))
        page = found[search.offset : search.offset + search.limit]
        facets = {}
        for facet in FACETS:
            values = [each.facet(facet) for each in answers if _passes(each, search, but=facet)]
            counted = Counter(value for value in values if value is not None)
            ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
            facets[facet] = tuple(FacetCount(value, count) for value, count in ordered)
        matches = tuple(Match(each.entry.passage_id, each.version_id, answers[each]) for each in page)
        return Results(len(found), matches, facets)

    def _held(self) -> list[Held]:
        return [Held(version, entry) for version, entries in self._versions.items() for entry in entries]

    def _find(self, node: Node, held: Sequence[Held], field: str | None = None) -> list[Answer]:
        if isinstance(node, And | Or):
            columns = [self._find(child, held, field) for child in node.children]
            rows = zip(*columns, strict=True)
            bonuses = [1.0 if field else _bonus(node, each.entry) for each in held]
            return [_joined(node, list(row), bonus) for row, bonus in zip(rows, bonuses, strict=True)]
        if isinstance(node, Not):
            return [_yes_or_no(not each.is_grounded) for each in self._find(node.child, held, field)]
        if isinstance(node, In):
            inside = self._find(node.query, held, node.field)
            return [Answer(each.matches, each.matches, each.matches, each.score) for each in inside]
        if isinstance(node, Every):
            return [_yes_or_no(True) for _ in held]
        if isinstance(node, Pages):
            return [_yes_or_no(node.first <= each.entry.page_number <= node.last) for each in held]
        if isinstance(node, Has):
            return [_yes_or_no(each.facet(node.facet) in node.values) for each in held]
        return _scored(node, held, field)


def _joined(node: And | Or, row: list[Answer], bonus: float) -> Answer:
    if isinstance(node, Or):
        return Answer(
            any(each.matches for each in row),
            any(each.is_grounded for each in row),
            any(each.is_complete for each in row),
            sum(each.score for each in row),
        )
    if not all(each.matches for each in row):
        return Answer(False, False, False)
    sought = [each for child, each in zip(node.children, row, strict=True) if not _is_condition(child)]
    is_grounded = not sought or any(each.is_grounded for each in sought)
    is_complete = all(each.is_complete for each in row)
    return Answer(True, is_grounded, is_complete, sum(each.score for each in row) * bonus)


def _bonus(node: And | Or, entry: Entry) -> float:
    if isinstance(node, Or) or node.strict:
        return 1.0
    pairs = [
        (first.word, second.word)
        for first, second in itertools.pairwise(node.children)
        if isinstance(first, Term) and isinstance(second, Term)
    ]
    at = _words_at(entry)
    present = sum(_phrases([*(parts(a) or (a,)), *(parts(b) or (b,))], at) > 0 for a, b in pairs)
    return 1 + ADJACENT_BONUS * present / len(pairs) if pairs else 1.0


def _is_condition(node: Node) -> bool:
    if isinstance(node, And | Or):
        return all(_is_condition(child) for child in node.children)
    return isinstance(node, CONDITIONS)


def _yes_or_no(matches: bool) -> Answer:
    return Answer(matches, matches, matches)


def _scored(node: Node, held: Sequence[Held], field: str | None) -> list[Answer]:
    lengths = [len({token.position for token in tokens(each.entry.text)}) for each in held]
    measured = [
        length for each, length in zip(held, lengths, strict=True) if each.entry.kind != UNMEASURED_KIND
    ] or lengths
    mean = sum(measured) / len(measured) if measured else 1.0
    counts, weights = [], []
    for each, length in zip(held, lengths, strict=True):
        if field is not None:
            counts.append(1)
            weights.append(float(_heading_has(node, getattr(each.entry, field))))
            continue
        count = _count(node, each.entry)
        weight = count / (1 - 0.75 + 0.75 * max(length / mean, 0.6)) if count else 0.0
        if isinstance(node, Term):
            weight += sum(
                share * _heading_has(node, getattr(each.entry, name)) for name, share in HEADINGS.items()
            )
        counts.append(count)
        weights.append(weight)
    with_it = sum(weight > 0 for weight in weights)
    rarity = math.log(1 + (len(held) - with_it + 0.5) / (with_it + 0.5))
    return [
        Answer(
            weight > 0,
            weight > 0 and count > 0,
            weight > 0 and (count > 0 or (field is None and _header_completes(node, each.entry))),
            rarity * 2.2 * weight / (1.2 + weight),
        )
        for each, count, weight in zip(held, counts, weights, strict=True)
    ]


def _header_completes(node: Node, entry: Entry) -> bool:
    return isinstance(node, Term) and _heading_has(node, entry.header)


def _count(node: Node, entry: Entry) -> int:
    words, at = tokens(entry.text), _words_at(entry)
    match node:
        case Term(word):
            stems = [
                sum(stem(token.word, language) in forms(word, language) for token in words)
                for language in languages_of(entry.language)
            ]
            return max(*stems, _phrases(parts(word), at), 0)
        case Phrase(sought):
            return _phrases(sought, at)
        case Near(sought, distance):
            return _stretches(sought, distance, at)
        case Wildcard(pattern):
            return sum(fnmatch.fnmatchcase(fold(token.word), pattern) for token in words)
        case Fuzzy(word, changes):
            return sum(changes_between(word, fold(token.word)) <= changes for token in words)
    raise AssertionError(node)


def _words_at(entry: Entry) -> dict[int, set[str]]:
    at: dict[int, set[str]] = {}
    for token in tokens(entry.text):
        at.setdefault(token.position, set()).add(token.word)
    return at


def _phrases(sought: Sequence[str], at: dict[int, set[str]]) -> int:
    return sum(all(word in at.get(start + step, ()) for step, word in enumerate(sought)) for start in at if sought)


def _stretches(sought: Sequence[str], distance: int, at: dict[int, set[str]]) -> int:
    found = 0
    for end, here in at.items():
        if here.isdisjoint(sought):
            continue
        lasts = [max((p for p in at if p <= end and word in at[p]), default=None) for word in sought]
        if None not in lasts:
            found += end - min(last for last in lasts if last is not None) + 1 - len(sought) <= distance
    return found


def _heading_has(node: Node, heading: str) -> bool:
    words = {token.word for token in tokens(heading)}
    folded = {fold(word) for word in words}
    match node:
        case Term(word):
            return any(stem(each, lang) in _all_forms(word) for each in words for lang in LANGUAGES)
        case Phrase(sought) | Near(sought, _):
            return {fold(word) for word in sought} <= folded
        case Wildcard(pattern):
            return any(fnmatch.fnmatchcase(word, pattern) for word in folded)
        case Fuzzy(word, changes):
            return any(changes_between(word, each) <= changes for each in folded)
    raise AssertionError(node)


def _all_forms(word: str) -> set[str]:
    return {form for language in LANGUAGES for form in forms(word, language)}


def changes_between(a: str, b: str) -> int:
    """Give the optimal string alignment distance, by its textbook table."""
    table = [[max(i, j) if not (i and j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def _passes(held: Held, search: Search, *, but: str) -> bool:
    return all(held.facet(facet) in values for facet, values in search.filters.items() if facet != but and values)
