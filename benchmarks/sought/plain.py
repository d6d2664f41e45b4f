"""What plain BM25 finds, in SQLite FTS5 and in tantivy: stems without accents, any word of the question.

Each language has an index of its own, so that words are as rare as they are in that language; a question is
stemmed as the passages are that it is asked of.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import Stemmer
import tantivy as library

from benchmarks.sought.collection import Collection, Text
from benchmarks.sought.measures import DEPTH, Rank

_STEMMERS = {"en": Stemmer.Stemmer("english"), "es": Stemmer.Stemmer("spanish")}
_WORD = re.compile(r"\w+")


def words(text: str, language: str) -> list[str]:
    """Give the stems of a text, in lower case, without any accents."""
    stems = _STEMMERS[language].stemWords(_WORD.findall(text.lower()))
    return [_unaccented(each) for each in stems]


def fts5(collection: Collection) -> Rank:
    """Index a collection in SQLite, in memory."""
    connection = sqlite3.connect(":memory:")
    for language, texts in _by_language(collection):
        connection.execute(f"CREATE VIRTUAL TABLE {language} USING fts5(id UNINDEXED, words)")
        rows = ((each.id, " ".join(words(each.text, language))) for each in texts)
        connection.executemany(f"INSERT INTO {language} VALUES (?, ?)", rows)  # noqa: S608 - a language of ours

    def rank(text: str, target: str) -> Sequence[str]:
        sought = " OR ".join(f'"{each}"' for each in dict.fromkeys(words(text, target)))
        query = f"SELECT id FROM {target} WHERE words MATCH ? ORDER BY bm25({target}) LIMIT {DEPTH}"  # noqa: S608 - ours
        return [each for (each,) in connection.execute(query, (sought,))] if sought else []

    return rank


def tantivy(collection: Collection) -> Rank:
    """Index a collection in tantivy, in memory."""
    builder = library.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("words", tokenizer_name="whitespace")
    schema = builder.build()
    indexes: dict[str, Any] = {}
    for language, texts in _by_language(collection):
        indexes[language] = library.Index(schema)
        writer = indexes[language].writer(num_threads=1)
        for each in texts:
            writer.add_document(library.Document(id=each.id, words=" ".join(words(each.text, language))))
        writer.commit()
        writer.wait_merging_threads()
        indexes[language].reload()
    searchers = {language: index.searcher() for language, index in indexes.items()}

    def rank(text: str, target: str) -> Sequence[str]:
        sought = dict.fromkeys(words(text, target))
        terms = [(library.Occur.Should, library.Query.term_query(schema, "words", each)) for each in sought]
        hits = searchers[target].search(library.Query.boolean_query(terms), DEPTH).hits if terms else ()
        return [searchers[target].doc(address)["id"][0] for _, address in hits]

    return rank


def _by_language(collection: Collection) -> list[tuple[str, list[Text]]]:
    ordered = sorted(collection.texts, key=lambda each: each.language)
    found = [(language, list(texts)) for language, texts in groupby(ordered, lambda each: each.language)]
    return [(language, texts) for language, texts in found if language in _STEMMERS]


def _unaccented(word: str) -> str:
    signs = unicodedata.normalize("NFD", word)
    return "".join(each for each in signs if not unicodedata.combining(each))
