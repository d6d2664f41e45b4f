"""tantivy through its Python package: one writing thread, and what it searches is what it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.timed.asked import ANY, DISTANCE, FUZZY, NEAR, PHRASE, PREFIX, WILDCARD, Asked
from benchmarks.timed.engine import PAGE, Answer, Ask, facets_of, stems_asked, terms_of, words_asked
from index import PutVersion

_HEAP_BYTES = 128_000_000


class Tantivy:
    """Fulfils `Engine`."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library = import_module("tantivy")

    def fill(self, documents: Iterable[PutVersion]) -> None:
        """Make a new index of documents."""
        self._folder.mkdir(parents=True, exist_ok=True)
        builder = self._library.SchemaBuilder()
        builder.add_text_field("number", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
        for facet in ("kind", "year"):
            builder.add_text_field(facet, tokenizer_name="raw", index_option="basic")
        self._write(self._library.Index(builder.build(), path=str(self._folder)), documents)

    def add(self, document: PutVersion) -> None:
        """Add one more to it."""
        index = self._library.Index.open(str(self._folder))
        self._write(index, [document])
        index.reload()

    def open(self) -> Searching:
        """Open it for searches."""
        return Searching(self._library, self._library.Index.open(str(self._folder)))

    def _write(self, index: Any, documents: Iterable[PutVersion]) -> None:
        writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for document in documents:
            for entry in document.entries:
                words, stems = terms_of(entry)
                writer.add_document(
                    self._library.Document(
                        number=entry.passage_id, words=" ".join(words), stems=" ".join(stems), **facets_of(entry)
                    )
                )
        writer.commit()
        writer.wait_merging_threads()


class Searching:
    """Fulfils `engine.Searching`."""

    def __init__(self, library: Any, index: Any) -> None:
        self._library = library
        self._schema = index.schema
        self._searcher = index.searcher()

    def prepare(self, asked: Asked) -> Ask | None:
        """Make a query ready; None where it cannot be asked."""
        library = self._library
        wanted = self._query(asked)
        if asked.facet:
            only = library.Query.const_score_query(self._term(asked.facet, asked.value), 0.0)
            wanted = library.Query.boolean_query([(library.Occur.Must, wanted), (library.Occur.Must, only)])

        def ask() -> Answer:
            found = self._searcher.search(wanted, PAGE)
            best = tuple(self._searcher.doc(address)["number"][0] for _, address in found.hits)
            return Answer(found.count, best)

        return ask

    def close(self) -> None:
        """Leave it to be collected."""

    def _term(self, field: str, value: str) -> Any:
        return self._library.Query.term_query(self._schema, field, value)

    def _query(self, asked: Asked) -> Any:
        library = self._library
        words = words_asked(asked.words)
        if asked.kind == PHRASE:
            return library.Query.phrase_query(self._schema, "words", words)
        if asked.kind == NEAR:
            return library.Query.phrase_query(self._schema, "words", words, slop=DISTANCE)
        if asked.kind == FUZZY:
            return library.Query.fuzzy_term_query(self._schema, "words", words[0], distance=1)
        if asked.kind in {PREFIX, WILDCARD}:
            shape = ".*".join(re.escape(each) for each in words_asked(asked.pattern.split("*")) if each != "_")
            return library.Query.regex_query(self._schema, "words", shape + (".*" if asked.kind == PREFIX else ""))
        occur = library.Occur.Should if asked.kind == ANY else library.Occur.Must
        terms = [(occur, self._term("stems", each)) for each in stems_asked(asked.words, asked.language)]
        return library.Query.boolean_query(terms) if len(terms) > 1 else terms[0][1]
