"""Text as HTML: nothing that a document says may act."""

from __future__ import annotations

import re
import sys

from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from search_app.rendering import (
    CELL_EXCERPT_LENGTH,
    EXCERPT_LENGTH,
    HIDDEN,
    Cut,
    Noted,
    before_comma,
    cell_excerpt,
    cells,
    cells_with_notes,
    compared,
    excerpt,
    harmless,
    in_sentences,
    marked,
    neutral,
)
from tests.search_app.holdings import HOSTILE, LONG

texts = st.text(max_size=200) | st.text(alphabet="<>&\"'/ a\n\u202e\x00", max_size=60)
spans = st.lists(st.tuples(st.integers(-5, 220), st.integers(-5, 220)), max_size=8)
OUR_TAGS = re.compile(r'</?mark>|<span class="quote">|</span>')


@given(texts, spans, st.none() | st.tuples(st.integers(-5, 220), st.integers(-5, 220)))
@example(HOSTILE, [(0, 8), (4, 20)], (2, 6))
def test_without_its_tags_a_marked_text_is_the_escaped_text(
    text: str, marks: list[tuple[int, int]], quote: tuple[int, int] | None
) -> None:
    """Whatever is marked, and however spans overlap or stick out."""
    assert OUR_TAGS.sub("", marked(text, marks, quotes=[quote] if quote else [])) == escape(neutral(text))


def test_no_character_that_is_made_harmless_can_be_printed() -> None:
    """By this a text that has none is told without looking for them; tables have tabs and line ends."""
    hidden = {chr(code) for code in range(sys.maxunicode + 1) if HIDDEN.match(chr(code))}
    assert {"\x01", "\u202e", "\ud800"} <= hidden
    assert not any(each.isprintable() for each in hidden)
    assert neutral("a\tb\u202e\n\x07c") == "a\tb\u2060\n\ufffdc"


@given(texts, spans)
def test_only_our_own_tags_are_there(text: str, marks: list[tuple[int, int]]) -> None:
    assert set(re.findall(r"<[^>]*>", marked(text, marks))) <= {"<mark>", "</mark>"}


@given(texts)
def test_neutral_text_has_the_same_length_and_no_controls(text: str) -> None:
    """Offsets must hold, and nothing may turn or end the text around it."""
    safe = neutral(text)
    assert len(safe) == len(text)
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]", safe
    )


@given(st.text(alphabet="ab \n", max_size=1500), spans)
def test_an_excerpt_lies_within_the_text(text: str, marks: list[tuple[int, int]]) -> None:
    inside = [(start, end) for start, end in marks if 0 <= start < end <= len(text)]
    cut = excerpt(text, inside)
    assert 0 <= cut.start <= cut.end <= len(text)
    assert cut.end - cut.start <= EXCERPT_LENGTH * 1.5


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("short", []) == Cut(0, 5)


def test_an_excerpt_shows_the_stretch_with_most_marks() -> None:
    """A lone mark at the beginning gives way to two that stand together."""
    start = LONG.index("regional innovation systems")
    cut = excerpt(LONG, [(4, 10), (start, start + 8), (start + 9, start + 19)])
    assert cut.start < start < start + 19 < cut.end
    assert LONG[cut.start - 1] == LONG[cut.end] == " "


def test_a_mark_longer_than_an_excerpt_is_shown_from_its_beginning() -> None:
    cut = excerpt("x" * 2000, [(700, 1900)])
    assert cut.start <= 700 < cut.end


def test_marks_outside_of_the_cut_are_left_out() -> None:
    assert marked("one two three", [(0, 3), (4, 7)], cut=Cut(4, 13)) == "<mark>two</mark> three"


def test_a_mark_across_the_edge_of_a_quote_is_marked_on_both_sides() -> None:
    """Tags must nest."""
    shown = marked("abcdef", [(1, 3), (5, 6)], quotes=[(2, 4)])
    assert shown == 'a<mark>b</mark><span class="quote"><mark>c</mark>d</span>e<mark>f</mark>'


def test_templates_show_neutral_text_and_leave_markup_alone() -> None:
    assert harmless("a\u202eb\u200f\u200e\u061c") == "a\u2060b\u2060\u2060\u2060"
    assert harmless(Markup("<b>")) == "<b>"
    assert harmless(7) == 7


def test_two_texts_show_what_went_and_what_came() -> None:
    """The words for screen readers are told by the style sheet, and not copied with the text."""
    before, after = compared("Roads <b>were</b> mended.", "Roads & bridges mended.")
    assert before == 'Roads <del data-told="removed">&lt;b&gt;were&lt;/b&gt;</del> mended.'
    assert after == 'Roads <ins data-told="added">&amp; bridges</ins> mended.'


@given(texts, texts)
@example(HOSTILE, HOSTILE[::-1])
def test_without_their_tags_two_compared_texts_are_the_escaped_texts(before: str, after: str) -> None:
    for text, shown in zip((before, after), compared(before, after), strict=True):
        assert re.sub(r'</?(?:del|ins)>|<(?:del|ins) data-told="\w+">', "", shown) == escape(neutral(text))


def test_long_stretches_that_two_texts_share_can_be_left_out() -> None:
    """The words around what differs stay, whole."""
    before = f"{LONG} The bridge was closed. {LONG}"
    after = before.replace("closed", "opened")
    shown, _ = compared(before, after, around=20)
    assert shown == ' … The bridge was <del data-told="removed">closed</del>. The border region … '
    assert compared("The bridge was closed.", "The bridge was opened.", around=20)[1].startswith("The bridge was")


def test_cells_lie_between_tabs_and_line_ends() -> None:
    text = "a\t\tbc\nd"
    assert [[text[start:end] for start, end in row] for row in cells(text)] == [["a", "", "bc"], ["d"]]
    assert [[text[start:end] for start, end in row] for row in cells(text, Cut(3, 6))] == [["bc"], [""]]


def test_each_cell_of_a_row_keeps_the_words_around_its_own_marks() -> None:
    """A long cell must not push the others out of sight."""
    text = f"Cusco\t{LONG}\t412"
    start = text.index("regional innovation")
    name, told, figure = (cell_excerpt(text, [(0, 5), (start, start + 8)], cell) for cell in cells(text)[0])
    assert (text[slice(*name)], text[slice(*figure)]) == ("Cusco", "412")
    assert told.start < start < told.end
    assert told.end - told.start <= CELL_EXCERPT_LENGTH * 1.5


@given(texts, spans, spans)
def test_what_is_noted_of_a_text_leaves_its_words_as_they_are(
    text: str, sentences: list[tuple[int, int]], noted: list[tuple[int, int]]
) -> None:
    notes = [Noted(span, 'a "note"', "heard") for span in noted]
    shown = in_sentences(text, list(enumerate(sentences)), notes)
    assert re.sub("</?(?:u|span)[^>]*>", "", shown) == escape(neutral(text))


def test_what_is_noted_is_underlined_also_across_sentences_and_in_cells() -> None:
    note = Noted((3, 9), "Not so", "differs")
    begin = '<u title="Not so" data-told="differs">'
    shown = in_sentences("It is. So it.", [(0, (0, 6)), (1, (7, 13))], [note])
    assert shown == (
        f'<span data-sentence="0">It {begin}is.</u></span>{begin} </u>'
        f'<span data-sentence="1">{begin}So</u> it.</span>'
    )
    assert cells_with_notes("a\tbc\nd", [Noted((2, 4), "Not so", "differs")]) == [["a", f"{begin}bc</u>"], ["d"]]


def test_a_comma_is_not_doubled() -> None:
    """Titles that were read from a page may end in the middle of a line."""
    assert f"{before_comma('COSTA RICA San José, ')}, p. 16" == "COSTA RICA San José, p. 16"
    assert before_comma("Study, of regions.") == "Study, of regions."
