"""Texts made ready to be held against those of the other side."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from archive import Kind
from ingest.alignment.features import Analysed, by_cognates, by_words
from ingest.alignment.texts import HEADING, Matrix, Texts, Vectors

_GROUPS = {Kind.HEADING: HEADING, Kind.TABLE: 2, Kind.CAPTION: 3, Kind.FOOTNOTE: 4}
"""Kinds that their translations share; paragraphs and list items are taken for each other too often."""

_MARK = re.compile(r"\s*((?:\d{1,3}|[IVXLC]{1,6}|[A-Z])(?:\.\d{1,3})*[.)]?|[a-z][.)]|\(\w{1,3}\))(?=\s)")
"""What headings, articles and list items begin with in both languages: 2.1, IV, a), (ii)."""


_ENDS = re.compile(r"[.!?:;][\W\d]*$")
_WITHIN = re.compile(r"[\W\d]*[^\W\d_A-ZÁÉÍÓÚÑ]")
"""What a text ends with that is whole, and what one begins with that goes on from the one before."""


class Text(NamedTuple):
    """A passage or a sentence: what it says, in which language, and what it is on its page."""

    text: str
    language: str
    kind: Kind = Kind.PARAGRAPH


def side_of(texts: Sequence[Text], analysed: Sequence[Analysed], held: Vectors) -> Texts:
    """Give a side as it is compared."""
    return Texts(
        lengths=np.array([len(each.text) for each in texts], np.float32),
        tokens=np.array([each.token_count for each in analysed], np.float32),
        vectors=held,
        rows=np.arange(len(texts)),
        begins_within=np.array([bool(_WITHIN.match(each.text)) for each in texts], np.bool_),
        ends_within=np.array([not _ENDS.search(each.text) for each in texts], np.bool_),
        kinds=np.array([_GROUPS.get(each.kind, 0) for each in texts], np.int16),
        marks=np.array([_mark(each.text) for each in texts], np.int64),
    )


def with_meanings(texts: Texts, made: Matrix, numbers: Sequence[int]) -> Texts:
    """Give texts with what some of them mean, a row for each; zeros for those that are not embedded.

    Rows are as long as the root of the tokens, so that a paragraph tells more than the heading it is taken with.
    """
    found = np.zeros((len(texts), made.shape[1]), np.float32)
    found[numbers] = made * np.sqrt(texts.tokens[numbers, None])
    return replace(texts, vectors=texts.vectors._replace(meanings=found))


def vectors_of(analysed: Sequence[Analysed], rare: Mapping[str, float], *, is_put: bool = False) -> Vectors:
    """Give the vectors of a side, with nothing but its own words to be held against the other's.

    `is_put`: its words will be put into the other language, so that what looks alike in both is kept by itself.
    """
    cognates, own = by_cognates(analysed, rare), by_words(analysed, rare)
    own += cognates
    return Vectors(own, own, cognates if is_put else own[:0], np.zeros((len(own), 0), np.float32))


def with_translations(texts: Texts, made: Matrix) -> Texts:
    """Give texts with their words in the other language, a row for each, beside what looks alike in both."""
    made += texts.vectors.cognates
    return replace(texts, vectors=texts.vectors._replace(shared=made))


def _mark(text: str) -> int:
    found = _MARK.match(text)
    return zlib.crc32(found[1].strip(".()").encode()) or 1 if found else 0
