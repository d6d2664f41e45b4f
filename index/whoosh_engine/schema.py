"""Passage -> the terms that Whoosh keeps of it.

Rule: no text is stored. Words stand as written with their positions (`words`), as stems in the passage's own
language (`stems_en`, `stems_es`; both when the language is none of ours), and title, section and the header of
a table row as stems of both languages and, behind a sign of their own, as folded words.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from whoosh import columns, fields, formats

from index.analysis import LANGUAGES, fold, languages_of, stem, tokens, word_positions
from index.engine import FACETS, Entry

SCHEMA_VERSION = 3
"""Raise it with every change of this module or of index/analysis: older indexes are then rebuilt."""

WORDS = "words"
STEMS = {language: f"stems_{language}" for language in LANGUAGES}
HEADINGS = ("title", "section", "header")
VERSION = "version"
PASSAGE = "passage"
PLACE = "place"

FOLDED = "="
"""Stands before the folded words in the fields of HEADINGS; no stem begins with it."""

PLACE_FORMAT = struct.Struct("<IIId")
PLACE_COLUMNS = np.dtype([("page_number", "<u4"), ("ordinal", "<u4"), ("length", "<u4"), ("weight", "<f8")])
"""Page number, ordinal, length in words, weight: as each is written, and as all are read."""


class Counted(formats.Format):  # type: ignore[misc]  # Whoosh carries no types
    """How often a term stands in a passage, as its weight; nothing else is written."""

    posting_size = 0


class Placed(formats.Format):  # type: ignore[misc]
    """Where a term stands: its positions as native 32-bit numbers; the weight is their count."""

    posting_size = -1


class Terms(fields.FieldType):  # type: ignore[misc]
    """A field whose terms come ready made, so that it needs no analyzer."""

    def __init__(self, posting_format: formats.Format) -> None:
        super().__init__(posting_format, None)


class PassageTerms(NamedTuple):
    """A passage as it is indexed: each word's positions, how often each other term stands in each field."""

    words: Mapping[str, Sequence[int]]
    counts: Mapping[str, Mapping[str, int]]
    length: int


def make_schema() -> fields.Schema:
    """Give the fields of an index."""
    counted = [*STEMS.values(), *HEADINGS, VERSION, *(f"facet_{facet}" for facet in FACETS)]
    return fields.Schema(
        **{name: Terms(Counted()) for name in counted},
        **{
            WORDS: Terms(Placed()),
            PASSAGE: fields.COLUMN(columns.VarBytesColumn()),
            PLACE: fields.COLUMN(columns.FixedBytesColumn(PLACE_FORMAT.size)),
        },
    )


def terms_of(version_id: str, entry: Entry) -> PassageTerms:
    """Analyse a passage."""
    words, length = word_positions(entry.text)
    counts: dict[str, Mapping[str, int]] = {VERSION: {version_id: 1}}
    for language in languages_of(entry.language):
        counts[STEMS[language]] = _stems(words, language)
    for field, heading in zip(HEADINGS, (entry.title, entry.section, entry.header), strict=True):
        counts[field] = _heading(heading)
    for facet, value in _facets(entry):
        counts[f"facet_{facet}"] = {value: 1}
    return PassageTerms(words, counts, length)


def _stems(words: Mapping[str, Sequence[int]], language: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word, at in words.items():
        stemmed = stem(word, language)
        counts[stemmed] = counts.get(stemmed, 0) + len(at)
    return counts


@lru_cache(10_000)
def _heading(text: str) -> Mapping[str, int]:
    """Give a heading's terms; the same one comes with every passage below it, so they are remembered."""
    words = {token.word for token in tokens(text)}
    terms = {stem(word, language) for word in words for language in LANGUAGES}
    terms.update(FOLDED + fold(word) for word in words)
    return dict.fromkeys(terms, 1)


def _facets(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "document", entry.document_id
    yield "language", entry.language
    yield "kind", entry.kind
    if entry.year is not None:
        yield "year", str(entry.year)
