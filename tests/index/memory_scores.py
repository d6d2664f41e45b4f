"""How each passage answers a query in the plain engine, and what that is worth."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis import tokens
from index.engine import CARRIED_WEIGHT, NEAR_BONUSES, UNMEASURED_KIND, Entry
from index.tree import And, Carried, Every, Has, In, Maybe, Node, Not, Or, Pages, Some, Term
from tests.index.memory_words import count_of, heading_has, least_between, rendered

HEADINGS = {"title": 0.3, "section": 0.5, "header": 0.5}
CONDITIONS = (Every, Maybe, Not, In, Has, Pages)


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


def answers_to(node: Node, held: Sequence[Held], field: str | None = None) -> list[Answer]:
    """Give for each passage how it answers; with `field`, how its title or section path does."""
    if isinstance(node, And | Or | Some):
        columns = [answers_to(child, held, field) for child in node.children]
        rows = zip(*columns, strict=True)
        bonuses = [0.0] * len(held) if field else _bonuses(node, columns, held)
        return [_joined(node, list(row), bonus) for row, bonus in zip(rows, bonuses, strict=True)]
    if isinstance(node, Carried):
        own = answers_to(node.own, held, field)
        return list(map(_better, own, _scored(node, held, field)))
    if isinstance(node, Not):
        return [_yes_or_no(not each.is_grounded) for each in answers_to(node.child, held, field)]
    if isinstance(node, In):
        inside = answers_to(node.query, held, node.field)
        return [Answer(each.matches, each.matches, each.matches, each.score) for each in inside]
    if isinstance(node, Maybe):
        return [Answer(True, True, True, each.score) for each in answers_to(node.child, held, field)]
    if isinstance(node, Every | Pages | Has):
        return [_yes_or_no(_meets(node, each)) for each in held]
    return _scored(node, held, field)


def _meets(node: Every | Pages | Has, held: Held) -> bool:
    match node:
        case Pages(first, last):
            return first <= held.entry.page_number <= last
        case Has(facet, values):
            return held.facet(facet) in values
    return True


def _better(own: Answer, other: Answer) -> Answer:
    return Answer(
        own.matches or other.matches,
        own.is_grounded or other.is_grounded,
        own.is_complete or other.is_complete,
        max(own.score, other.score),
    )


def _joined(node: And | Or | Some, row: list[Answer], bonus: float) -> Answer:
    score = sum(each.score for each in row) + bonus
    if not isinstance(node, And):
        return Answer(
            any(each.matches for each in row),
            any(each.is_grounded for each in row),
            any(each.is_complete for each in row),
            score if any(each.matches for each in row) else 0.0,
        )
    if not all(each.matches for each in row):
        return Answer(False, False, False)
    sought = [each for child, each in zip(node.children, row, strict=True) if not _is_condition(child)]
    is_grounded = not sought or any(each.is_grounded for each in sought)
    return Answer(True, is_grounded, all(each.is_complete for each in row), score)


def _bonuses(node: And | Or | Some, columns: Sequence[list[Answer]], held: Sequence[Held]) -> list[float]:
    """Give for each passage what it is worth that words stand near each other as they were typed."""
    bonuses = [0.0] * len(held)
    if isinstance(node, Or) or (isinstance(node, And) and node.strict):
        return bonuses
    rarities = [rarity(sum(each.is_grounded for each in column), len(held)) for column in columns]
    for at, (first, second) in enumerate(itertools.pairwise(node.children)):
        if isinstance(first, Term | Carried) and isinstance(second, Term | Carried):
            apart = [least_between(first, second, each.entry) for each in held]
            for most_between, bonus in NEAR_BONUSES:
                near = [each <= most_between for each in apart]
                worth = min(rarity(sum(near), len(held)), rarities[at] + rarities[at + 1])
                bonuses = [each + bonus * worth * is_near for each, is_near in zip(bonuses, near, strict=True)]
    return bonuses


def _is_condition(node: Node) -> bool:
    if isinstance(node, And | Or | Some):
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
            counts.append(1.0)
            weights.append(float(heading_has(node, getattr(each.entry, field))))
            continue
        count = count_of(node, each.entry)
        weight = count / (1 - 0.75 + 0.75 * max(length / mean, 0.6)) if count else 0.0
        if isinstance(node, Term | Carried):
            weight += sum(share * heading_has(node, getattr(each.entry, name)) for name, share in HEADINGS.items())
        counts.append(count)
        weights.append(weight)
    with_it = float(sum(weight > 0 for weight in weights))
    if isinstance(node, Carried) and field is None:
        with_it = sum(
            each.share * sum(rendered(each, node.language, one.entry) > 0 for one in held)
            for each in node.renderings
        )
    worth = rarity(with_it, len(held)) * (CARRIED_WEIGHT if isinstance(node, Carried) and field is None else 1)
    return [
        Answer(
            weight > 0,
            weight > 0 and count > 0,
            weight > 0 and (count > 0 or (field is None and _header_completes(node, each.entry))),
            worth * 2.2 * weight / (1.2 + weight),
        )
        for each, count, weight in zip(held, counts, weights, strict=True)
    ]


def _header_completes(node: Node, entry: Entry) -> bool:
    return isinstance(node, Term | Carried) and heading_has(node, entry.header)


def rarity(with_it: float, count: int) -> float:
    return math.log(1 + (count - with_it + 0.5) / (with_it + 0.5))
