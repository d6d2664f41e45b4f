"""Long texts are cut into passages that a reader can take in, and a program can mark."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from archive import Kind, Part
from ingest.cutting import LONGEST_CHARACTERS, cut
from ingest.drafts import Draft

ENDLESS = st.sampled_from(["abcd ", "x", "innovación, ", "1.234,5 ", "¿qué? ", "x" * 900 + " ", "y" * 2600 + " "])


def draft_of(text: str) -> Draft:
    """Give a text that stands on two pages as it comes."""
    half = len(text) // 2
    return Draft(Kind.PARAGRAPH, (), text, (Part(1, 7, 7 + half, 0), Part(2, 0, len(text) - half, half)))


@settings(deadline=None)
@given(ENDLESS, st.integers(1, 9_000))
def test_no_passage_is_endless_and_no_letter_is_lost(word: str, count: int) -> None:
    text = (word * count).strip()
    pieces = cut(draft_of(text))
    assert all(0 < len(each.text) <= 1.25 * LONGEST_CHARACTERS for each in pieces)
    assert "".join("".join(each.text.split()) for each in pieces) == "".join(text.split())


@settings(deadline=None)
@given(ENDLESS, st.integers(1, 9_000))
def test_each_piece_tells_where_it_stands(word: str, count: int) -> None:
    text = (word * count).strip()
    pages = {1: "·" * 7 + text[: len(text) // 2], 2: text[len(text) // 2 :]}
    for piece in cut(draft_of(text)):
        for part in piece.parts:
            length = part.page_end - part.page_start
            assert pages[part.page_number][part.page_start : part.page_end] == piece.text[part.start :][:length]
        assert sum(part.page_end - part.page_start for part in piece.parts) == len(piece.text)


def test_words_are_not_parted_where_there_are_spaces() -> None:
    pieces = cut(draft_of("cooperation " * 5_000))
    assert len(pieces) > 1
    assert {word for each in pieces for word in each.text.split()} == {"cooperation"}
