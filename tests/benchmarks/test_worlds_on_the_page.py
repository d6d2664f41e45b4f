"""What `benchmarks/worlds` knows by where words stand on the page: other readings of a file, and columns."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from archive import Furniture, Kind, Page, Part, Slice, State, Word, Words
from benchmarks.worlds.boxes import truth_by_boxes
from benchmarks.worlds.columns import read_across, regions_of
from benchmarks.worlds.inked import boxless, seen_anew, words_of
from benchmarks.worlds.judging import Answer, Verdict, judge
from benchmarks.worlds.leaves import bind, leaves_of
from benchmarks.worlds.traced import Traced, joined
from benchmarks.worlds.truth import STANDS, Stretch, code, truth_of
from ingest.drafts import Draft
from ingest.readings import Reading
from tests import factories

ROW_POINTS, LETTER_POINTS = 14.0, 5.0


def set_page(*placed: tuple[str, float, float], number: int = 1) -> Page:
    """Set texts, each at its place, one behind the other in the page's text; a "|" ends a line within a word."""
    text, words = "", []
    for line, x, y in placed:
        text += " " if text and not text.endswith("|") else ""
        text = text.removesuffix("|")
        at = x
        for piece in line.split(" "):
            bare = piece.removesuffix("|")
            right = at + LETTER_POINTS * len(bare)
            start = len(text) + (0 if at == x else 1)
            text += ("" if at == x else " ") + bare
            words.append(Word(start, start + len(bare), (at, y, right, y + 10)))
            at = right + LETTER_POINTS
        text += "|" if line.endswith("|") else ""
    return replace(factories.page(number), text=text, words=Words(words))


def test_words_are_known_by_their_boxes_whatever_is_read_of_them() -> None:
    before = set_page(("The coopera|", 50, 50), ("tion goes on", 50, 64), ("Sección", 50, 78))
    assert before.text == "The cooperation goes on Sección"
    after = set_page(("Seccion", 50, 78), ("The coopera-", 50, 50), ("tion goes on", 50, 64))
    truth = truth_by_boxes([before], [after])
    true = truth.place([Part(1, 0, len("The cooperation goes on"), 0)], 0, is_whole=True)
    assert true.text == "The coopera- tion goes on"
    assert true.share == 1
    assert truth.place([Part(1, 24, 31, 0)], 1, is_whole=True).text == "Seccion"


def test_a_word_that_was_set_aside_is_found_aside() -> None:
    before = set_page(("A head", 50, 20), ("The text", 50, 64))
    after = set_page(("The text", 50, 64))
    head = set_page(("A head", 50, 20))
    after = replace(after, furniture=(Furniture(head.text, (50, 20, 80, 30), head.words),))
    true = truth_by_boxes([before], [after]).place([Part(1, 0, 6, 0)], 0, is_whole=True)
    assert true.hull == (Stretch(code(1, 0, 0), code(1, 0, 6)),)


def test_the_same_word_drawn_twice_is_taken_once_each() -> None:
    page = set_page(("bold", 50, 50), ("bold", 50, 50))
    truth = truth_by_boxes([page], [page])
    assert [truth.place([Part(1, *span, 0)], 0, is_whole=True).hull[0].start for span in ((0, 4), (5, 9))] == [
        code(1, None, 0),
        code(1, None, 5),
    ]


TITLE = "A title over both columns, as wide as the page is from its left to its right"
LEFT = ("The plan names", "four measures", "for the whole of", "the long coast|", "line of the sea")
RIGHT = ("A budget is", "set aside each", "year for them,", "and the region", "looks after it")


def columns() -> Page:
    left = [(line, 50.0, 100 + ROW_POINTS * row) for row, line in enumerate(LEFT)]
    right = [(line, 300.0, 100 + ROW_POINTS * row) for row, line in enumerate(RIGHT)]
    return set_page((TITLE, 50, 60), *left, *right)


def reading_of(page: Page) -> Reading:
    cuts = [0, page.text.index("The plan"), page.text.index("A budget"), len(page.text) + 1]
    spans = [(start, end - 1) for start, end in pairwise(cuts)]
    drafts = [Draft(Kind.PARAGRAPH, (), page.text[start:end], (Part(1, start, end, 0),)) for start, end in spans]
    return Reading("A plan", None, "en", (page,), tuple(drafts), ("en",) * len(drafts), (), {}, ())


def test_columns_are_found_where_the_text_goes_on_higher_up_to_the_right() -> None:
    (region,) = regions_of(columns())
    assert (len(region.left), len(region.right)) == (len(LEFT), len(RIGHT))
    assert regions_of(set_page(*((line, 50, 100 + ROW_POINTS * row) for row, line in enumerate(LEFT)))) == []


def test_columns_read_across_have_all_words_line_by_line() -> None:
    reading = reading_of(columns())
    (page,) = reading.pages
    bound = bind(reading, [read_across(leaves_of(reading)[0], regions_of(page), "en")])
    text = bound.reading.pages[0].text
    assert text.startswith(f"{TITLE} The plan names A budget is four measures set aside each for")
    assert "the long coast- and the region line of the sea looks after it" in text
    assert [draft.text for draft in bound.reading.drafts] == [TITLE, text[len(TITLE) + 1 :]]


def test_what_was_in_a_column_stands_between_the_words_of_the_other() -> None:
    reading = reading_of(columns())
    (page,) = reading.pages
    bound = bind(reading, [read_across(leaves_of(reading)[0], regions_of(page), "en")])
    truth = truth_of(reading.pages, replace(bound, parts={}))
    true = truth.place(reading.drafts[1].parts, 1, is_whole=True)
    text = bound.reading.pages[0].text
    start, end = text.index("The plan"), text.index(" looks after it")
    assert true.share == 1 > STANDS
    assert true.text == text[start:end]
    assert judge(Answer(State.CHANGED, (Slice(1, start, end),)), true, truth.texts) is Verdict.RIGHT


def test_words_that_noise_joins_or_breaks_have_joined_or_cut_boxes() -> None:
    page = set_page(("The coast", 50, 50))
    text = Traced.standing(page.text)
    both = joined([text.part(0, 3), text.part(4, 9)])
    assert list(words_of(both, page.words)) == [Word(0, 8, (50, 50, 95, 60))]
    broken = joined([text.part(0, 6), Traced.made(" "), text.part(6, 9)])
    boxes = [word.box for word in words_of(broken, page.words)]
    assert boxes == [(50, 50, 65, 60), (70, 50, 80, 60), (80, 50, 95, 60)]


def test_a_word_on_two_lines_has_a_box_on_either() -> None:
    page = set_page(("The coast|", 50, 50), ("line", 50, 64))
    text = Traced.standing(page.text)
    words = list(words_of(joined([text.part(0, 8), Traced.made("l"), text.part(9, 13)]), page.words))
    assert [word.box[1] for word in words] == [50, 50, 64]
    assert words[1].end == words[2].start


def test_a_page_seen_anew_has_its_words_nearly_where_they_were() -> None:
    reading = reading_of(columns())
    again = seen_anew(reading, random.Random(1))
    moved = [
        abs(one - other)
        for before, after in zip(reading.pages[0].words, again.pages[0].words, strict=True)
        for one, other in zip(before.box, after.box, strict=True)
    ]
    assert 0 < max(moved) <= 1.5
    assert not boxless(reading).pages[0].words
