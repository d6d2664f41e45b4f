"""Texts inverted together hold what each has by itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import tokens
from index.whoosh_engine import inversion, texts
from index.whoosh_engine.inversion import Field, stemmed
from index.whoosh_engine.texts import inverted

WORDS = ["innovación", "innovations", "innovation", "a", "región", "regions", "x-y", "de"]


@given(st.lists(st.text(alphabet="ab'-. 1,é\u0301")))
def test_indexing_sees_the_words_of_each_text_at_their_positions(given_texts: list[str]) -> None:
    postings, lengths = inverted(given_texts)
    rows = list(pairwise(postings.starts.tolist()))
    found, at = [], 0
    for term, (start, end) in zip(postings.terms, rows, strict=True):
        for text, count in zip(postings.ids[start:end].tolist(), postings.counts[start:end].tolist(), strict=True):
            found += [(term, text, position) for position in postings.positions[at : at + count].tolist()]
            at += count
    read = list(map(tokens, given_texts))
    expected = {(each.word, text, each.position) for text, words in enumerate(read) for each in words}
    assert found == sorted(found)
    assert set(found) == expected
    assert len(found) == sum(map(len, read)) == len(postings.positions)
    assert lengths.tolist() == [len({each.position for each in words}) for words in read]


def inverted_in(at_once: int, patch: pytest.MonkeyPatch) -> list[list[list[int] | list[str]]]:
    """Invert forty texts, so much at once: their words, and their stems where they are read as English."""
    for module in (inversion, texts):
        patch.setattr(module, "AT_ONCE", at_once)
    field = Field()
    lengths = texts.gather([" ".join(WORDS[: number % 8] * 2) for number in range(40)], field, 3)
    words = field.inverted()
    stems = stemmed(words, "en", np.arange(43) % 3 != 0)
    return [[lengths], *([each.terms, *map(np.ndarray.tolist, each[1:])] for each in (words, stems))]


def test_what_is_worked_on_in_portions_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = inverted_in(1_000_000, monkeypatch)
    assert len(whole[2][0]) == 7
    assert [inverted_in(size, monkeypatch) for size in (1, 7, 60)] == [whole] * 3
