"""Whoosh 2.7.4 as it comes: the same words and stems, BM25F, ten hits and the exact total."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

from benchmarks.timed.asked import ANY, COMMON, DISTANCE, FILTERED, FUZZY, NEAR, PHRASE, PREFIX, RARE, TWO, Asked
from benchmarks.timed.engine import PAGE, Answer, Ask, facets_of, stems_asked, terms_of, words_asked
from index import PutVersion

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # strings with escapes of older Pythons
    from whoosh import analysis, fields, index, query
    from whoosh.query import spans

_MOST_MEGABYTES = 128


class StockWhoosh:
    """Fulfils `Engine`."""

    name = "stock Whoosh"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fill(self, documents: Iterable[PutVersion]) -> None:
        """Make a new index of documents."""
        self._folder.mkdir(parents=True, exist_ok=True)
        words = analysis.SpaceSeparatedTokenizer()
        schema = fields.Schema(
            number=fields.STORED(),
            words=fields.TEXT(analyzer=words),
            stems=fields.TEXT(analyzer=words, phrase=False),
            kind=fields.ID(),
            year=fields.ID(),
        )
        self._write(index.create_in(str(self._folder), schema), documents)

    def add(self, document: PutVersion) -> None:
        """Add one more to it."""
        self._write(index.open_dir(str(self._folder)), [document])
        self.open()

    def open(self) -> Searching:
        """Open it for searches."""
        return Searching(index.open_dir(str(self._folder)))

    def _write(self, held: index.Index, documents: Iterable[PutVersion]) -> None:
        writer = held.writer(limitmb=_MOST_MEGABYTES)
        for document in documents:
            for entry in document.entries:
                words, stems = terms_of(entry)
                writer.add_document(
                    number=entry.passage_id, words=" ".join(words), stems=" ".join(stems), **facets_of(entry)
                )
        writer.commit()


class Searching:
    """Fulfils `engine.Searching`."""

    def __init__(self, held: index.Index) -> None:
        self._searcher = held.searcher()

    def prepare(self, asked: Asked) -> Ask | None:
        """Make a query ready; None where it cannot be asked."""
        wanted = _query(asked)
        only = query.Term(asked.facet, asked.value) if asked.facet else None

        def ask() -> Answer:
            found = self._searcher.search(wanted, limit=PAGE, filter=only)
            return Answer(len(found), tuple(each["number"] for each in found))

        return ask

    def close(self) -> None:
        """Give the index back."""
        self._searcher.close()


def _query(asked: Asked) -> query.Query:
    stems = [query.Term("stems", each) for each in stems_asked(asked.words, asked.language)]
    words = words_asked(asked.words)
    if asked.kind in {COMMON, RARE, FILTERED}:
        return stems[0]
    if asked.kind == TWO:
        return query.And(stems)
    if asked.kind == ANY:
        return query.Or(stems)
    if asked.kind == PHRASE:
        return query.Phrase("words", words)
    if asked.kind == NEAR:
        terms = [query.Term("words", each) for each in words]
        return spans.SpanNear2(terms, slop=DISTANCE + 1, ordered=False)
    if asked.kind == FUZZY:
        return query.FuzzyTerm("words", words[0], maxdist=1, prefixlength=0)
    shape = words_asked(asked.pattern.split("*"))
    return query.Prefix("words", shape[0]) if asked.kind == PREFIX else query.Wildcard("words", "*".join(shape))
