"""A concordance: every place that a search marks, in its context."""

from __future__ import annotations

from collections.abc import Sequence

from archive import Document, Part
from index import Found, Hit, parse
from index.marks import marks
from search_app.asked import Asked
from search_app.concordance import MOST_LINES, Concordance, Order, concordance
from tests.factories import make_version, passage

LONG = "before it " * 40 + "the harbour" + " behind it" * 40


class Searching:
    """A search of texts, each of which answers; it notes which hits were asked for."""

    def __init__(self, texts: Sequence[str], parts: Sequence[Part] = ()) -> None:
        self.asked: list[tuple[int, int]] = []
        version = make_version("study")
        self._hits = [
            (passage(text, of=version, ordinal=at, parts=parts), version) for at, text in enumerate(texts)
        ]

    def __call__(self, asked: Asked) -> Found:
        self.asked.append((asked.offset, asked.limit))
        parsed = parse(asked.q)
        assert parsed.tree is not None
        hits = tuple(
            Hit(each, Document("study", "Study"), version, {1: "i"}, 1.0, marks(parsed.tree, each.text, "en"))
            for each, version in self._hits[asked.offset : asked.offset + asked.limit]
        )
        return Found(parsed, parsed.tree, len(self._hits), hits)


def gather(q: str, *texts: str, order: Order = Order.PLACE) -> Concordance:
    return concordance(Searching(texts), Asked(q), order)


def words(made: Concordance) -> list[tuple[str, str, str]]:
    return [(line.before, line.word, line.after) for line in made.lines]


def test_each_place_is_a_line_with_what_stands_around_it() -> None:
    """Put together again, the three are the text."""
    made = gather("harbour", "The harbour, and (harbours).")
    assert words(made) == [
        ("The ", "harbour", ", and (harbours)."),
        ("The harbour, and (", "harbours", ")."),
    ]
    assert (made.passages, made.is_whole) == (1, True)
    assert made.lines[1].span == (18, 26)


def test_a_phrase_is_one_keyword() -> None:
    assert words(gather('"old harbour"', "An old harbour.")) == [("An ", "old harbour", ".")]


def test_words_found_side_by_side_are_one_keyword() -> None:
    """But not where anything stands between them, for then each has its own neighbours."""
    made = gather("old harbour", "The old harbour is an old, deep harbour.")
    assert [line.word for line in made.lines] == ["old harbour", "old", "harbour"]


def test_a_line_is_one_line_cut_between_words() -> None:
    (line,) = gather("harbour", LONG.replace("the harbour", "the\nharbour\t")).lines
    assert line.before.startswith(("before it", "it before"))
    assert line.before.endswith("it the ")
    assert line.after.startswith(" behind it")
    assert not line.after.endswith(("i", "be", "behi"))
    assert all(len(side) <= 80 for side in (line.before, line.after))


def test_lines_are_sorted_by_what_follows_or_precedes() -> None:
    """Word by word, accents and capitals aside; what precedes counts from the nearest word."""
    texts = ("A new port zone.", "Our old port Área.", "Two old port bars.", "An old port.")
    assert [line.after for line in gather("port", *texts, order=Order.AFTER).lines] == [
        ".", " Área.", " bars.", " zone.",
    ]  # fmt: skip
    assert [line.before for line in gather("port", *texts, order=Order.BEFORE).lines] == [
        "A new ", "An old ", "Our old ", "Two old ",
    ]  # fmt: skip


def test_a_line_stands_on_the_page_of_its_word() -> None:
    parts = (Part(1, 0, 12, 0), Part(2, 0, 8, 13))
    made = concordance(Searching(["The harbour, harbour."], parts), Asked("harbour"))
    assert [(line.page_number, line.page_label) for line in made.lines] == [(1, "i"), (2, "2")]


def test_a_long_list_is_found_in_portions_and_ends() -> None:
    """However much there is, no more is read than is shown, and the list says that there is more."""
    search = Searching(["The harbour."] * (MOST_LINES + 300))
    made = concordance(search, Asked("harbour", offset=40, limit=20))
    assert (len(made.lines), made.is_whole) == (MOST_LINES, False)
    assert search.asked[:2] == [(0, 500), (500, 500)]
    assert len(search.asked) == MOST_LINES / 500


def test_a_passage_with_more_places_than_are_shown_is_cut() -> None:
    made = gather("harbour", "harbour. " * (MOST_LINES + 5))
    assert (len(made.lines), made.is_whole) == (MOST_LINES, False)


def test_passages_without_a_mark_have_no_line_and_are_not_read_for_ever() -> None:
    search = Searching(["Nothing here."] * (2 * MOST_LINES))
    made = concordance(search, Asked("harbour"))
    assert (made.lines, made.is_whole) == ((), False)
    assert len(search.asked) == MOST_LINES / 500
