"""A quote is found again where it stands, whatever became of the text around it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive import (
    Anchor,
    Box,
    Furniture,
    Located,
    Page,
    Part,
    Stands,
    State,
    Word,
    Words,
    in_passages,
    is_quote,
    locate,
)
from tests.factories import page, words

PAGES = (
    page(1, "The regional innovation\nsystem of Cusco. Its actors are few."),
    page(2, "Firms work with universi-\nties. Its actors are few."),
    page(3, "Año nuevo, vida nueva.\nHeading\nItem one\nItem two"),
)

letters = st.text("ab \n-ñ.", min_size=1, max_size=12)
page_texts = st.lists(st.text("ab \n-ñ.", max_size=30), min_size=1, max_size=4)


def found(quote: str, pages: Sequence[Page] = PAGES, stands: Sequence[Stands] = (), **hints: str | int) -> Located:
    return locate(Anchor(quote, **hints), pages, stands)  # type: ignore[arg-type]  # hints by name


def places(located: Located) -> list[tuple[int, int, int]]:
    assert located.match
    return [(each.page_number, each.start, each.end) for each in located.match.slices]


@given(page_texts, st.data())
def test_any_stretch_of_a_page_is_found_with_its_page_and_context(texts: list[str], data: st.DataObject) -> None:
    """Its letters are found where they stand; white space and signs at its edges are free."""
    pages = [page(number, text) for number, text in enumerate(texts, start=1)]
    on = data.draw(st.sampled_from(pages))
    assume(on.text)
    start = data.draw(st.integers(0, len(on.text) - 1))
    end = data.draw(st.integers(start + 1, len(on.text)))
    assume(any(map(str.isalnum, on.text[start:end])))
    before, after = "\n".join(texts[: on.number - 1]), "\n".join(texts[on.number :])
    located = found(
        on.text[start:end],
        pages,
        prefix=f"{before}\n{on.text[:start]}",
        suffix=f"{on.text[end:]}\n{after}",
        page_number=on.number,
    )
    inked = [at for at in range(start, end) if on.text[at].isalnum()]
    assert located.state is State.EXACT
    ((number, first, last),) = places(located)
    assert number == on.number
    assert start <= first <= inked[0] <= inked[-1] < last <= end


@given(letters, page_texts)
def test_whatever_is_found_lies_within_its_pages(quote: str, texts: list[str]) -> None:
    pages = {number: page(number, text) for number, text in enumerate(texts, start=1)}
    for hint in (None, 1):
        located = locate(Anchor(quote, page_number=hint), list(pages.values()))
        matches = [*([located.match] if located.match else []), *located.candidates]
        for each in (each for match in matches for each in match.slices):
            assert 0 <= each.start < each.end <= len(pages[each.page_number].text)
        assert all(0 <= match.score <= 1 for match in matches)


@pytest.mark.parametrize(
    "quote",
    [
        "regional innovation system",
        "REGIONAL  Innovation\n system",
        "regional inno-\nvation system",
        "regional inno- vation sys-",
        "regionalinnovationsystem",
    ],
)
def test_line_ends_hyphens_spaces_and_capitals_are_free(quote: str) -> None:
    located = found(quote)
    assert located.state is State.EXACT
    assert located.match
    assert located.match.text.startswith("regional innovation\nsys")


def test_a_hyphen_that_stayed_in_the_text_is_free_too() -> None:
    assert places(found("universities")) == [(2, 16, 30)]


def test_a_quote_over_a_page_break_stands_on_both_pages() -> None:
    assert places(found("are few. Firms work")) == [(1, 52, 60), (2, 0, 10)]


def test_a_quote_goes_on_behind_what_interrupts_its_passage() -> None:
    """A note stands between the two parts of a sentence."""
    pages = [page(1, "It begins here\n1 A note."), page(2, "A head\nand ends there.")]
    stands = [Stands("p", (Part(1, 0, 14, 0), Part(2, 7, 22, 15)))]
    located = found("begins here and ends", pages, stands)
    assert places(located) == [(1, 3, 14), (2, 7, 15)]
    match = in_passages(located, stands).match
    assert match
    assert (match.passage_id, match.passage_span) == ("p", (3, 23))


def test_a_quote_that_stands_twice_is_uncertain_and_both_places_are_told() -> None:
    located = found("Its actors are few.")
    assert (located.state, located.match) == (State.UNCERTAIN, None)
    assert [each.slices[0].page_number for each in located.candidates] == [1, 2]


@pytest.mark.parametrize(
    "hints", [{"page_number": 2}, {"prefix": "with universities. "}, {"suffix": " Año nuevo"}]
)
def test_a_page_or_the_words_around_single_one_out(hints: dict[str, str | int]) -> None:
    located = found("Its actors are few.", **hints)
    assert located.state is State.EXACT
    assert places(located)[0][0] == 2
    assert [each.slices[0].page_number for each in located.candidates] == [1]


def test_a_quote_that_stands_on_another_page_has_moved() -> None:
    located = found("Firms work", page_number=1)
    assert (located.state, places(located)) == (State.MOVED, [(2, 0, 10)])


def test_a_word_is_preferred_to_a_part_of_one() -> None:
    located = found("art", [page(1, "A party of partners, and art.")])
    assert (located.state, places(located)) == (State.EXACT, [(1, 25, 28)])


@pytest.mark.parametrize("quote", ["Ano nuevo, vida nueva", "Año nuevo; vida nueva", "Año nuevo, la vida nueva"])
def test_what_reads_nearly_so_has_changed_and_its_text_is_told(quote: str) -> None:
    located = found(quote)
    assert (located.state, places(located)) == (State.CHANGED, [(3, 0, 21)])
    assert located.match
    assert located.match.text == "Año nuevo, vida nueva"
    assert 0.8 < located.match.score < 1


def test_other_words_at_its_end_belong_to_what_changed() -> None:
    located = found("The regional innovation network of Cusco")
    assert located.match
    assert located.match.text == "The regional innovation\nsystem of Cusco"


@pytest.mark.parametrize("quote", ["Nothing of this kind was ever written", "zz", "§", "🙂"])
def test_what_nothing_comes_near_is_gone(quote: str) -> None:
    assert found(quote) == Located(State.GONE)


@pytest.mark.parametrize("quote", ["", " \n", "\x00\u200b", "\u202e"])
def test_what_nobody_can_see_is_no_quote(quote: str) -> None:
    assert not is_quote(quote)
    assert found(quote) == Located(State.GONE)


def test_signs_alone_are_found_as_signs() -> None:
    pages = [page(1, "So → it goes 🙂. שלום עולם")]
    assert places(found("→", pages)) == [(1, 3, 4)]
    assert places(found("🙂.", pages)) == [(1, 13, 15)]
    assert places(found("שלום", pages)) == [(1, 16, 20)]


def test_the_words_around_tell_which_of_several_signs_is_meant() -> None:
    pages = [page(1, "In → here, out → there, and back → again.")]
    assert places(found("→", pages, prefix="here, out", suffix="there")) == [(1, 15, 16)]


def test_brackets_and_quotation_marks_of_a_quote_are_marked_with_it() -> None:
    pages = [page(1, "It is (as they say) “new”, and so on.")]
    assert places(found('(as they say) "new"', pages)) == [(1, 6, 25)]


def test_text_set_aside_is_found_in_its_piece_of_furniture() -> None:
    head = Furniture("Study of regions 12", (72.0, 30.0, 200.0, 40.0), words("Study of regions 12"))
    located = found("of regions", [replace(page(1, "Text."), furniture=(head,)), page(2, "More.")])
    assert located.match
    assert located.match.slices[0]._asdict() == {"page_number": 1, "start": 6, "end": 16, "aside": 0}
    assert in_passages(located, [Stands("p", (Part(1, 0, 5, 0),))]).match == located.match


def test_nothing_is_found_from_furniture_into_text_or_other_pages() -> None:
    pages = [replace(page(n, f"text {n}"), furniture=(Furniture(f"head {n}", (0, 0, 1, 1)),)) for n in (1, 2)]
    assert found("text 2 head 1", pages).state is not State.EXACT
    assert found("head 1 head 2", pages).state is not State.EXACT


def test_the_cells_of_a_column_are_found_one_below_the_other() -> None:
    """A table is read row by row; what is copied from it may be a column."""
    located = found("Puno Tacna", [page(1, "Cusco\t12\nPuno \t34\nTacna\t56")], page_number=1)
    assert (located.state, places(located)) == (State.EXACT, [(1, 9, 13), (1, 18, 23)])


def test_a_label_that_was_read_between_two_lines_of_another_is_left_out() -> None:
    text = "Emissions with 500 conditions"
    boxes = [(72, 72, 130, 82), (134, 72, 160, 82), (40, 78, 60, 88), (72, 86, 130, 96)]
    spans = [(0, 9), (10, 14), (15, 18), (19, 29)]
    made = Words(Word(*span, box) for span, box in zip(spans, boxes, strict=True))
    located = found("with conditions", [replace(page(1, text), words=made)], page_number=1)
    assert (located.state, places(located)) == (State.EXACT, [(1, 10, 14), (1, 19, 29)])


def test_words_that_stand_apart_by_chance_are_no_quote() -> None:
    located = found("actors system few", page_number=1)
    assert located.state in (State.CHANGED, State.GONE)


def test_the_words_around_tell_which_of_two_cells_is_meant() -> None:
    """In the order in which they were read both stand between the same words."""
    text = "Cusco\tyes\nPuno \tyes\nTacna\tno"
    located = found("yes", [page(1, text)], prefix="yes", suffix="no", page_number=1)
    assert places(located) == [(1, 16, 19)]


def test_an_answer_does_not_hang_on_how_often_it_was_asked() -> None:
    assert found("Its actors are fewer") == found("Its actors are fewer")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_the_cells_of_a_column_are_found_on_pages_that_are_turned(turn: int) -> None:
    upright = page(1, "Cusco\t12\nPuno \t34\nTacna\t56")
    turned = replace(
        upright,
        width_points=upright.width_points if turn == 180 else upright.height_points,
        height_points=upright.height_points if turn == 180 else upright.width_points,
        words=Words(Word(start, end, as_turned(box, turn)) for start, end, box in upright.words),
    )
    located = found("Puno Tacna", [turned], page_number=1)
    assert (located.state, places(located)) == (State.EXACT, [(1, 9, 13), (1, 18, 23)])


def as_turned(box: Box, turn: int) -> Box:
    """Give where a box of a page of A4 stands once that is turned clockwise."""
    x0, y0, x1, y1 = box
    width, height = 595.0, 842.0
    return {
        90: (height - y1, x0, height - y0, x1),
        180: (width - x1, height - y1, width - x0, height - y0),
        270: (y0, width - x1, y1, width - x0),
    }[turn]


def test_a_bullet_is_of_the_word_it_stands_before() -> None:
    """Behind the end of an item stands the bullet of the next, which is not of the quote."""
    located = found("at an end. • two", [page(1, "• two\nIt is at an end.\n• three")], page_number=1)
    assert located.match
    assert located.state is State.EXACT
    assert located.match.text.split() == ["at", "an", "end.", "•", "two"]
    assert places(located)[-1] == (1, 0, 5)


def test_bullets_that_were_read_by_themselves_are_found_beside_their_words() -> None:
    text = "first\nsecond\n• •"
    boxes = [(90, 72, 120, 82), (90, 86, 130, 96), (72, 72, 78, 82), (72, 86, 78, 96)]
    spans = [(0, 5), (6, 12), (13, 14), (15, 16)]
    made = Words(Word(*span, box) for span, box in zip(spans, boxes, strict=True))
    located = found("first • second", [replace(page(1, text), words=made)], page_number=1)
    assert (located.state, places(located)) == (State.EXACT, [(1, 0, 5), (1, 15, 16), (1, 6, 12)])


def test_a_column_goes_on_at_the_head_of_the_next_page() -> None:
    pages = [page(1, "Cusco\t12\nPuno \t34"), page(2, "Tacna \t56\nPiura\t78")]
    located = found("Puno Tacna Piura", pages, page_number=1)
    assert (located.state, places(located)) == (State.EXACT, [(1, 9, 13), (2, 0, 5), (2, 10, 15)])


@pytest.mark.parametrize("quote", ["a " * 400, "a" * 3000, "a"])
def test_a_text_that_repeats_itself_is_answered_soon(quote: str) -> None:
    """Its places and ways are too many to be weighed one by one; it is uncertain in any case."""
    pages = [page(number, "\n".join(["a " * 40] * 40)) for number in (1, 2)]
    begun = time.process_time()
    assert found(quote, pages, page_number=1, prefix="b a", suffix="a c").state in (State.UNCERTAIN, State.GONE)
    assert time.process_time() - begun < 5
