"""Words of several passages in one address, read and said again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from search_app.quoting import MOST_PIECES, Piece, Quoting, further_said, read

SPANS = st.none() | st.tuples(st.integers(0, 5000), st.integers(1, 5000)).map(lambda two: (two[0], sum(two)))
NAMES = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=13, max_size=13)


@given(st.lists(st.tuples(NAMES, SPANS), min_size=1, max_size=MOST_PIECES))
def test_what_is_said_is_read_again(pieces: list[tuple[str, tuple[int, int] | None]]) -> None:
    asked = Quoting(tuple(Piece(*each) for each in pieces))
    name, quote, further = asked.address
    assert read(name, MultiDict([("quote", quote), *(("with", each) for each in further)])) == asked


@given(st.text(), st.lists(st.text(), max_size=20))
def test_nothing_that_is_said_fails_to_be_read(quote: str, further: list[str]) -> None:
    asked = read("abcdefghijklm", MultiDict([("quote", quote), *(("with", each) for each in further)]))
    assert 1 <= len(asked.pieces) <= MOST_PIECES
    assert asked.pieces[0].passage_id == "abcdefghijklm"


@pytest.mark.parametrize("quote", ["9-3", "4-4", "a-b", "3", "-1-4", "0-99999999", "٣-٤", "1-2-3", ".*"])
def test_what_is_no_stretch_is_told_apart_from_what_is_absent(quote: str) -> None:
    (piece,) = read("first", MultiDict({"quote": quote})).pieces
    assert piece == Piece("first", None, is_stretch=False)
    assert read("first", MultiDict({"quote": ""})).pieces == (Piece("first"),)
    assert read("first", MultiDict({"with": f"second.{quote}"})).pieces[1] == Piece("second", is_stretch=False)


def test_more_passages_than_a_quotation_has_are_left_out() -> None:
    many = MultiDict([("with", f"p{number}") for number in range(MOST_PIECES)])
    assert read("first", many) == Quoting(
        (Piece("first"), *(Piece(f"p{number}") for number in range(MOST_PIECES - 1))), is_cut=True
    )
    assert read("first", MultiDict([("with", "../no name")])) == Quoting((Piece("first"),), is_cut=True)
    assert not read("first", MultiDict([("with", "")])).is_cut


def test_a_piece_is_its_name_and_its_stretch() -> None:
    assert further_said([("second", None), ("third", (0, 45))]) == ["second", "third.0-45"]
