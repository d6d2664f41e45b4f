"""Passage -> the terms that Whoosh keeps of it.

Rule: no text is stored. Words stand as written with their positions (`words`), as stems in the passage's own
language (`stems_en`, `stems_es`; both when the language is none of ours), and title, section and the header of
a table row as stems of both languages, as folded words behind a sign of their own, and as pairs of folded words
that follow on each other: so a phrase is found in them without positions (H. E. Williams, J. Zobel and D. Bahle,
Fast phrase querying with combined indexes, TOIS 2004). Of a phrase of three words and more each two neighbours
stand side by side somewhere in the heading, which does not always say that all of it does: runs of three would
make the index 4 % larger, and its making 5 % slower.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import numpy as np
from whoosh import columns, fields, formats

from index.analysis import LANGUAGES, fold, stem, tokens
from index.engine import FACETS, Entry

SCHEMA_VERSION = 8
"""Raise it with every change of what is written of the same passages (terms, positions, values), wherever that is
made, and of how it is written, unless a file itself tells: older indexes are then rebuilt."""

WORDS = "words"
STEMS = {language: f"stems_{language}" for language in LANGUAGES}
HEADINGS = ("title", "section", "header")
VERSION = "version"
LANGUAGE = "language"
VALUED = (VERSION, *(f"facet_{facet}" for facet in FACETS))
"""The fields of which each passage has one value at most."""

GATHERED = (WORDS, *HEADINGS, *VALUED)
"""The fields whose terms come with a passage; stems are worked out of its words."""

PASSAGE = "passage"
PLACE = "place"

FOLDED = "="
"""Stands before the folded words in the fields of HEADINGS; no stem begins with it."""

PAIRED = "+"
"""Stands before pairs of them."""

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


def make_schema() -> fields.Schema:
    """Give the fields of an index."""
    counted = [*STEMS.values(), *HEADINGS, *VALUED]
    return fields.Schema(
        **{name: Terms(Counted()) for name in counted},
        **{
            WORDS: Terms(Placed()),
            PASSAGE: fields.COLUMN(columns.VarBytesColumn()),
            PLACE: fields.COLUMN(columns.FixedBytesColumn(PLACE_FORMAT.size)),
        },
    )


@lru_cache(10_000)
def heading_terms(text: str) -> frozenset[str]:
    """Give a heading's terms; the same one comes with every passage below it, so they are remembered."""
    words = {token.word for token in tokens(text)}
    return frozenset(
        {stem(word, language) for word in words for language in LANGUAGES}
        | {FOLDED + fold(word) for word in words}
        | {pair for line in text.split("\n") for pair in _pairs(line)}
    )


def _pairs(line: str) -> Iterator[str]:
    """Give the terms of what follows on each other; each line is a heading, or a cell of a header, by itself."""
    at: dict[int, list[str]] = {}
    for token in tokens(line):
        at.setdefault(token.position, []).append(token.word)
    for place, here in at.items():
        yield from (paired(word, following) for word in here for following in at.get(place + 1, ()))


def paired(word: str, following: str) -> str:
    """Give the term of two words that follow on each other in a heading."""
    return f"{PAIRED}{fold(word)} {fold(following)}"


def terms_of(entries: Sequence[tuple[str, Entry]]) -> dict[str, list[Collection[str]]]:
    """Give the terms of passages in the fields that are GATHERED, but their words; each with its version's id."""
    return {
        VERSION: [(version_id,) for version_id, _ in entries],
        "facet_document": [(entry.document_id,) for _, entry in entries],
        "facet_language": [(entry.language,) for _, entry in entries],
        "facet_year": [() if entry.year is None else (str(entry.year),) for _, entry in entries],
        "facet_kind": [(entry.kind,) for _, entry in entries],
        "title": [heading_terms(entry.title) for _, entry in entries],
        "section": [heading_terms(entry.section) for _, entry in entries],
        "header": [heading_terms(entry.header) for _, entry in entries],
    }
