"""Matches of an engine -> hits: passages with what is marked in them, what they lack, and how they were found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive import Archive, Document, Passage, Version
from index.asked_query import Answer, Query
from index.engine import Match
from index.marks import Reading, Span
from index.tree import Node, Some, loosened, plain_terms


class MatchKind(StrEnum):
    """How a passage was found: by words as they were typed, by what says the same, or by what it means alone."""

    DIRECT = "direct"
    TRANSLATION = "translation"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers, with what is marked in its text and the labels of its pages by number.

    `lacking`: the words it has neither in its text nor above it, where it does not have all; none where it is
    aligned with a passage that has them, and so says them.
    """

    passage: Passage
    document: Document
    version: Version
    labels: Mapping[int, str]
    score: float
    spans: tuple[Span, ...]
    match: MatchKind = MatchKind.DIRECT
    lacking: tuple[str, ...] = ()


def _match(
    query: Query, typed: Node, reading: Reading, spans: Sequence[Span], lacking: Sequence[str]
) -> MatchKind:
    """Tell how a passage was found by its words: in translation where something is marked that nobody typed.

    `typed`: what any of the words as they were typed would be marked for.
    """
    if lacking and len(lacking) == len(plain_terms(query.tree)):
        return MatchKind.MEANING
    if not query.expansions:
        return MatchKind.DIRECT
    return MatchKind.DIRECT if set(spans) <= set(reading.marks(typed) or ()) else MatchKind.TRANSLATION


def hits_of(archive: Archive, query: Query, answer: Answer) -> tuple[Hit, ...]:
    """Give the hits of an answer, with their texts from the archive."""
    results = answer.results
    held = archive.in_place.of((match.version_id, match.passage_id) for match in results.matches)
    only: dict[Node, frozenset[str]] = {each.node: each.words for each in results.capped}
    trees = [tree for tree in ((answer.tree,) if answer.by_heading else (query.tree, query.further)) if tree]
    typed = loosened(query.typed) or query.typed

    def hit(matched: Match) -> Hit:
        passage, document, version, labels = held[matched.version_id, matched.passage_id]
        heading = "\n".join((version.title, *passage.section, *passage.header))
        own_labels = {number: labels.get(number, str(number)) for number in passage.page_numbers}
        reading = Reading(passage.text, passage.language, heading, only)
        read = ((tree, spans) for tree in trees if (spans := reading.marks(tree)) is not None)
        answered, spans = next(read, (None, ()))
        has_all = answered is query.tree and not isinstance(answered, Some)
        # What is aligned with a passage that has all the words says them, in whatever words.
        lacking = () if has_all or answer.by_heading or matched.is_aligned else reading.lacks(query.tree)
        match = MatchKind.TRANSLATION if matched.is_aligned else _match(query, typed, reading, spans, lacking)
        return Hit(passage, document, version, own_labels, matched.score, spans, match, lacking)

    # What has left its version, or the archive, since the index was written has nothing to show.
    return tuple(hit(each) for each in results.matches if (each.version_id, each.passage_id) in held)
