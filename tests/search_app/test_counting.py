"""Text that can be counted: what stands in a page's elements is the passage's own text, at the place they say."""

from __future__ import annotations

from html.parser import HTMLParser

from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import CELL, ROW, Archive, Kind, Part
from search_app.rendering import neutral
from search_app.sheet import sheet_of
from search_app.standing import Focus, blocks_of
from tests.factories import page as make_page
from tests.factories import passage as make_passage
from tests.search_app.holdings import current

TEXTS = st.text(
    st.sampled_from("ab é ñ😀𝒜\u0301\u00ad- \n\t<&\"'.\u202e\x07") | st.characters(exclude_categories=["Cs"]),
    min_size=1,
    max_size=60,
)


class Counted(HTMLParser):
    """Collects what stands in elements with `data-at`, by passage and place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._passage, self._depth, self._at = "", 0, 0
        self.found: list[tuple[str, int, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self._passage = said.get("data-passage") or self._passage
        if self._depth:
            self._depth += 1
        elif "data-at" in said:
            self._depth = 1
            self.found.append((self._passage, int(said["data-at"] or ""), ""))

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth)

    def handle_data(self, data: str) -> None:
        if self._depth:
            passage, at, text = self.found[-1]
            self.found[-1] = (passage, at, text + data)


def test_all_that_is_shown_of_the_holdings_can_be_counted(client: FlaskClient, holdings: Archive) -> None:
    """On every page: each piece is its passage's text from its place on, and together they are all of it."""
    version = current(holdings, "study", "en")
    passages = {each.id: each for each in holdings.passages.of_version(version.id)}
    for number in range(1, version.page_count + 1):
        counted = Counted(client.get(f"/documents/study/en/pages/{number}?q=innovation").text).found
        assert counted or number in (2, 4)
        for passage_id, at, text in counted:
            assert in_spaces(neutral(passages[passage_id].text)[at : at + len(text)]) == in_spaces(text)


def test_a_quote_and_marks_change_nothing_in_the_count(client: FlaskClient, holdings: Archive) -> None:
    version = current(holdings, "study", "en")
    row = next(each for each in holdings.passages.of_version(version.id) if each.text.startswith("Puno"))
    counted = Counted(client.get(f"/p/{row.id}?quote=2-12&q=388").text).found
    assert (row.id, 0, "Puno") in counted
    assert (row.id, 5, "388 of <b>them</b>") in counted


@given(TEXTS, st.data())
@settings(deadline=None)
def test_lines_over_a_page_are_the_passage_piece_by_piece(text: str, data: st.DataObject) -> None:
    """Whatever signs it has, over two parts of a page: nothing is lost, and nothing changed but white space."""
    cut = data.draw(st.integers(0, len(text)))
    page = make_page(1, f"{text[:cut]}##{text[cut:]}")
    parts = [Part(1, 0, cut, 0), Part(1, cut + 2, len(text) + 2, cut)]
    (block,) = sheet_of(page, [(make_passage(text, parts=parts), [])], None).blocks
    for piece in block.pieces:
        assert in_spaces(neutral(text)[piece.start : piece.start + len(piece.text)]) == piece.text
    seen = {at for piece in block.pieces for at in range(piece.start, piece.start + len(piece.text))}
    lettered = {at for part in parts for at in range(part.start, part.start + part.page_end - part.page_start)}
    words = {at for at in lettered if text[at].isalnum()}
    assert words <= seen


@given(
    st.lists(st.lists(st.text("ab é😀<&", max_size=6), min_size=1, max_size=3), min_size=1, max_size=3), st.data()
)
@settings(deadline=None)
def test_cells_of_a_table_are_its_text_between_their_signs(rows: list[list[str]], data: st.DataObject) -> None:
    text = ROW.join(CELL.join(row) for row in rows)
    quote = data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted))
    passage = make_passage(text, kind=Kind.TABLE)
    focus = Focus.on(passage, (quote[0], quote[1]))
    (block,) = blocks_of(1, [(passage, [])], focus)
    shown = [cell for row in block.standings[0].rows for cell in row]
    for cell in shown:
        plain = _plain(cell.text)
        assert text[cell.start : cell.start + len(plain)] == plain
    assert CELL.join(_plain(cell.text) for cell in shown) == text.replace(ROW, CELL)


def in_spaces(text: str) -> str:
    """Give the text with a space for each character of white space, as a drawing has it."""
    return "".join(" " if each.isspace() else each for each in text)


def _plain(markup: str) -> str:
    return Counted(f'<p data-passage="x" data-at="0">{markup}</p>').found[0][2]
