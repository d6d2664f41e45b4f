"""Text is folded to what stays the same between copies, and the way back is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.anchors.folding import BARRIER, cleaned, fold, spelling

texts = st.text(st.characters(exclude_characters=BARRIER), max_size=60)


@given(texts)
def test_every_folded_character_comes_from_one_of_the_text(text: str) -> None:
    """Each stretch of the folded text is what its stretch of the text folds to."""
    folded = fold(text)
    assert len(folded.origins) == len(folded.text)
    assert sorted(folded.origins) == list(folded.origins)
    for at, origin in enumerate(folded.origins.tolist()):
        assert folded.text[at] in fold(text[origin]).text


@given(texts, st.data())
def test_a_span_of_folded_text_lies_within_the_text_and_leads_back(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)
    assert folded.text[start:end] in fold(text[first:last]).text
    assert folded.place(first) <= start


@given(texts, texts)
def test_what_is_folded_in_two_pieces_is_folded_whole(one: str, other: str) -> None:
    assert fold(one + other).text == fold(one).text + fold(other).text


@given(texts)
def test_spelling_a_cleaned_text_changes_nothing(text: str) -> None:
    assert spelling(cleaned(text)) == spelling(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inno-\nvation", "innovation"),
        ("inno- vation", "innovation"),
        ("cross-\nborder", "crossborder"),
        ("cross-border", "Cross‐Border"),
        ("in\u00adnovation", "innovation"),
        ("Secci´on", "Sección"),
        ("pol´ıtica", "política"),
        ("cooperacio\u0301n", "cooperación"),
        ("e\ufb03cient", "efficient"),
        ("“so-called”", '"so-called"'),
        ("2013–2015", "2013-2015"),
        ("two  words", "twowords"),
        ("Contents . . . . . 5", "Contents … 5"),
        ("\uf0b7 first", "• first"),
        ("note²", "note2"),
    ],
)
def test_copies_of_a_text_are_spelled_alike(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"), [("año", "ano"), ("10-12", "1012"), ("yes, no", "yes no"), ("C", "C#"), ("a^b", "a_b")]
)
def test_what_reads_otherwise_is_spelled_otherwise(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


def test_signs_are_kept_where_they_are_all_there_is() -> None:
    assert fold("→ 🙂", signs=True).text == "→🙂"
    assert fold("→ 🙂").text == ""


def test_characters_that_nobody_sees_are_cleaned_away() -> None:
    assert cleaned(f"a\x00\u200b{BARRIER}\u202e b\n\tc") == "a b c"
