"""Texts inverted all at once hold what each has by itself."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.analysis import tokens
from index.whoosh_engine.texts import inverted


@given(st.lists(st.text(alphabet="ab'-. 1,é\u0301")))
def test_indexing_sees_the_words_of_each_text_at_their_positions(texts: list[str]) -> None:
    postings, lengths = inverted(texts)
    rows = list(pairwise(postings.starts.tolist()))
    found, at = [], 0
    for term, (start, end) in zip(postings.terms, rows, strict=True):
        for text, count in zip(postings.ids[start:end].tolist(), postings.counts[start:end].tolist(), strict=True):
            found += [(term, text, position) for position in postings.positions[at : at + count].tolist()]
            at += count
    read = list(map(tokens, texts))
    expected = {(each.word, text, each.position) for text, words in enumerate(read) for each in words}
    assert found == sorted(found)
    assert set(found) == expected
    assert len(found) == sum(map(len, read)) == len(postings.positions)
    assert lengths.tolist() == [len({each.position for each in words}) for words in read]
