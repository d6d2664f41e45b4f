"""Is what the engine answers what looking at every passage answers? Totals, counts, the ten best and their scores.

The texts are put into indexes of 1, 4 and 13 segments, and 15 % of the documents are then dropped, which stay in
their segments as deleted: Whoosh's merging is held off for it. The same searches, drawn by lot from all classes,
alone and together, with filters, words in fields, pages and orders, are asked of these indexes and of an engine of
the tests that looks at every passage.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from benchmarks.timed.asked import CLASSES, LANGUAGES, Asked, draw
from benchmarks.timed.engine import PAGE
from benchmarks.timed.growing import words_of
from benchmarks.timed.pasaje import ARCHIVE, NAME
from index import (
    DropVersion,
    PutVersion,
    Results,
    Search,
    SearchEngine,
    Sort,
    create_engine,
    loosened,
    open_engine,
    parse,
)
from index.analysis import tokens
from index.engine import Entry
from tests.index.memory_engine import MemoryEngine

SEGMENTS = (1, 4, 13)
DELETED = 0.15
TOLERANCE = 1e-9
"""What a score may differ by: the engine rounds there before it puts equal ones in reading order."""

_SMALL = 5
"""Passages of a document here, so that a share of the documents is near the same share of the passages."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A search that was answered otherwise, on so many segments: by what, and what was asked."""

    segments: int
    typed: str
    search: Search
    by: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How many searches were compared on each number of segments, how many found something; what differed."""

    searches: int
    answered: int
    passages: int
    deleted: int
    differences: tuple[Difference, ...]


def compare(passages: Sequence[Entry], searches: int, folder: Path, seed: int = 1) -> Compared:
    """Ask so many searches of all indexes and of the plain engine."""
    lot = random.Random(seed)
    documents = _documents(passages)
    dropped = [each.version_id for each in lot.sample(documents, round(DELETED * len(documents)))]
    plain = MemoryEngine()
    plain.apply([*documents, *map(DropVersion, dropped)])
    engines = {count: _segmented(documents, dropped, count, folder / str(count)) for count in SEGMENTS}
    differences, answered = [], 0
    with _words_remembered():
        for typed, search in drawn(passages, searches, lot):
            expected = plain.search(search)
            answered += bool(expected.total)
            for count, engine in engines.items():
                if by := difference(engine.search(search), expected):
                    differences.append(Difference(count, typed, search, by))
    return Compared(searches, answered, len(passages), len(passages) - plain.count(), tuple(differences))


def difference(found: Results, expected: Results) -> str:
    """Say in what two answers differ; nothing where they do not."""
    if (found.total, found.whole) != (expected.total, expected.whole):
        return f"total {found.total} ({found.whole} with all words), not {expected.total} ({expected.whole})"
    if found.facets != expected.facets:
        return "counts of facets"
    ids, wanted = ([each.passage_id for each in one.matches] for one in (found, expected))
    if ids != wanted:
        return f"the best: {ids}, not {wanted}"
    apart = max(
        (abs(a.score - b.score) for a, b in zip(found.matches, expected.matches, strict=True)), default=0.0
    )
    return f"scores, by {apart:.2g}" if apart > TOLERANCE else ""


def drawn(passages: Sequence[Entry], count: int, lot: random.Random) -> Iterator[tuple[str, Search]]:
    """Draw searches: what is typed, and what that asks for."""
    counted = {
        (language, word): 1
        for language in LANGUAGES
        for each in passages
        if each.language == language
        for word in words_of(each.text)
    }
    asked = draw(passages, counted, count // (len(CLASSES) * len(LANGUAGES)) + 1, lot.randrange(10**6))
    for _ in range(count):
        typed = _typed(asked, passages, lot)
        yield typed, _search(typed, lot.choice(passages), lot)


def _typed(asked: Sequence[Asked], passages: Sequence[Entry], lot: random.Random) -> str:
    one, other = (lot.choice(asked).typed for _ in range(2))
    passage = lot.choice(passages)
    word = lot.choice(words_of(passage.title) or ["plan"])
    return lot.choice((
        one, one, one, one, one, one, f"{one} {other}", f"({one}) OR ({other})", f"({one}) AND ({other})",
        f"{one} NOT {other}", f"({one}) -{word}", f"{one} title:{word}", f"{one} OR section:{word}",
        f"{one} page:1..{passage.page_number}",
        f"({one} OR kind:{passage.kind}) {other}",
    ))  # fmt: skip


def _search(typed: str, passage: Entry, lot: random.Random) -> Search:
    parsed = parse(typed)
    assert parsed.tree is not None  # noqa: S101 - every query has a word
    narrowed: dict[str, frozenset[str]] = lot.choice((
        {}, {}, {"kind": frozenset({passage.kind})}, {"year": frozenset({str(passage.year)})},
        {"language": frozenset({passage.language}), "kind": frozenset({passage.kind, "heading"})},
    ))  # fmt: skip
    search = Search(parsed.tree, dict(parsed.filters) | narrowed, limit=PAGE, said=parsed.said)
    return replace(
        search,
        sort=lot.choice((Sort.RELEVANCE, Sort.RELEVANCE, Sort.RELEVANCE, Sort.DATE, Sort.PLACE)),
        offset=lot.choice((0, 0, 0, 5)),
        further=lot.choice((loosened(parsed.tree), None)),
        language=lot.choice(("", passage.language if passage.language in LANGUAGES else "")),
    )


def _documents(passages: Sequence[Entry]) -> list[PutVersion]:
    return [
        PutVersion(
            f"v{start}",
            tuple(
                replace(each, passage_id=f"p{start + at}", document_id=f"d{start}", ordinal=at)
                for at, each in enumerate(passages[start : start + _SMALL])
            ),
        )
        for start in range(0, len(passages), _SMALL)
    ]


def _segmented(documents: Sequence[PutVersion], dropped: Sequence[str], count: int, folder: Path) -> SearchEngine:
    with _without_merging():
        engine = create_engine(NAME, folder, archive_id=ARCHIVE)
        for number in range(count):
            engine.apply(documents[number::count])
        engine.apply(map(DropVersion, dropped))
    held = len(list(folder.glob("*.seg")))
    if held != count:
        raise SystemExit(
            f"The index at {folder} has {held} segments instead of {count}: what is asked of it tells nothing."
        )
    return open_engine(NAME, folder, archive_id=ARCHIVE)


@contextmanager
def _words_remembered() -> Iterator[None]:
    """Have the plain engine read each text once, and not again for every word of every search."""
    with ExitStack() as stack:
        for module in ("memory_scores", "memory_words", "memory_worth"):
            stack.enter_context(patch(f"tests.index.{module}.tokens", lru_cache(100_000)(tokens)))
        yield


@contextmanager
def _without_merging() -> Iterator[None]:
    with patch("index.whoosh_engine.writer.taken_in", lambda _segments, _added: []):
        yield
