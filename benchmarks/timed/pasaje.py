"""Pasaje's engine as the application asks it: with the worth of near words, facets, and what lacks some words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.timed.asked import Asked
from benchmarks.timed.engine import PAGE, Answer, Ask
from index import PutVersion, Search, SearchEngine, create_engine, loosened, open_engine, parse
from index.indexer import BATCH_PASSAGES

NAME = "whoosh"
ARCHIVE = "measured"


class Pasaje:
    """Fulfils `Engine`; documents are committed in portions, as the indexer does."""

    name = "Pasaje"

    def __init__(self, folder: Path, archive_id: str = ARCHIVE) -> None:
        self._folder = folder
        self._archive_id = archive_id

    def fill(self, documents: Iterable[PutVersion]) -> None:
        """Make a new index of documents."""
        engine = create_engine(NAME, self._folder, archive_id=self._archive_id)
        for portion in portions(documents):
            engine.apply(portion)

    def add(self, document: PutVersion) -> None:
        """Add one more to it."""
        engine = open_engine(NAME, self._folder, archive_id=self._archive_id)
        engine.apply([document])
        engine.count()

    def open(self) -> Searching:
        """Open it for searches."""
        return Searching(open_engine(NAME, self._folder, archive_id=self._archive_id))


class Searching:
    """Fulfils `engine.Searching`."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine

    def prepare(self, asked: Asked) -> Ask | None:
        """Make a query ready; None where it cannot be asked."""
        search = search_of(asked)

        def ask() -> Answer:
            found = self._engine.search(search)
            counted = sum(map(len, found.facets.values()))
            return Answer(found.whole, tuple(each.passage_id for each in found.matches), counted)

        return ask

    def close(self) -> None:
        """Give the index back."""
        self._engine.close()  # type: ignore[attr-defined]


def search_of(asked: Asked) -> Search:
    """Give what `index.find` asks the engine for what was typed. Raises: ValueError: it asks for nothing."""
    parsed = parse(asked.typed)
    if parsed.tree is None:
        raise ValueError(f"“{asked.typed}” asks for nothing.")
    filters = {asked.facet: frozenset({asked.value})} if asked.facet else {}
    return Search(parsed.tree, filters, limit=PAGE, further=loosened(parsed.tree), said=parsed.said)


def portions(documents: Iterable[PutVersion]) -> Iterator[Sequence[PutVersion]]:
    """Give documents in portions that fit a commit."""
    held: list[PutVersion] = []
    for document in documents:
        held.append(document)
        if sum(len(each.entries) for each in held) >= BATCH_PASSAGES:
            yield held
            held = []
    if held:
        yield held
