"""What stands side by side is laid out in the order of the left version, and shown some pages at a time."""

from __future__ import annotations

from collections.abc import Sequence

from archive import Alignment
from search_app.alignment_words import SURE
from search_app.bitext_rows import Row, Start, chunk_at, far_rows, pages_beside, row_with, rows_of


def extents(*pages: str) -> dict[str, tuple[int, int]]:
    """Say which passages, of one letter each, stand on each page."""
    return {each: (number, number) for number, on_page in enumerate(pages, start=1) for each in on_page}


def paired(left: str, right: str, confidence: float = 0.9, *, is_moved: bool = False) -> Alignment:
    return Alignment(tuple(left), tuple(right), confidence, is_moved)


def told(rows: Sequence[Row]) -> list[str]:
    return [f"{''.join(row.left)}|{''.join(row.right)}" for row in rows]


def test_rows_follow_the_left_version_and_what_only_the_right_has_stands_where_it_has_it() -> None:
    found = [paired("a", "A"), paired("", "B"), paired("b", "CD"), paired("c", ""), paired("", "E")]
    left, right = extents("ab", "c"), extents("AB", "CDE")
    assert told(rows_of(found, left, right)) == ["a|A", "|B", "b|CD", "|E", "c|"]
    turned = rows_of(found, right, left, is_turned=True)
    assert told(turned) == ["A|a", "B|", "CD|b", "|c", "E|"]


def test_what_the_right_version_begins_with_stands_first() -> None:
    assert told(rows_of([paired("a", "B"), paired("", "A")], extents("a"), extents("AB"))) == ["|A", "a|B"]


def test_what_was_moved_stands_beside_the_left_and_leads_nothing_after_it() -> None:
    found = [paired("a", "A"), paired("b", "C", is_moved=True), paired("c", "B"), paired("", "D")]
    rows = rows_of(found, extents("abc"), extents("ABCD"))
    assert told(rows) == ["a|A", "b|C", "c|B", "|D"]


def test_passages_that_are_gone_are_left_out_and_new_ones_are_not_compared_yet() -> None:
    """Ids of an earlier reading may stand in a bitext for a while."""
    rows = rows_of([paired("a", "X"), paired("y", "")], extents("ab"), extents("C"))
    assert told(rows) == ["|C", "a|", "b|"]
    assert [row.is_known for row in rows] == [False, False, False]
    assert rows_of([paired("a", "")], extents("a"), extents(""))[0].is_known


def test_in_one_file_passages_of_neither_language_belong_to_no_side() -> None:
    both = extents("aAn")
    assert told(rows_of([paired("a", "A")], both, both, is_one_file=True)) == ["a|A"]


def test_rows_that_may_well_not_match_are_doubtful_unless_somebody_has_said_so() -> None:
    """From where on nothing is said of confidence at a hit, nothing is said of it in a row."""
    assert Row(("a",), ("A",), SURE - 0.01).is_doubtful
    assert not Row(("a",), ("A",), SURE).is_doubtful
    assert not Row(("a",), (), 0.0).is_doubtful
    assert not Row(("a",), ("A",), 0.1, is_corrected=True).is_doubtful


def test_a_chunk_has_some_pages_and_says_where_to_go_on_and_back() -> None:
    left = extents(*"abcdefgh")
    rows = rows_of([paired(each, "") for each in left], left, {})
    chunk = chunk_at(rows, 2)
    assert told(chunk.rows) == ["b|", "c|", "d|", "e|", "f|"]
    assert (chunk.first_page, chunk.last_page, chunk.before, chunk.after) == (2, 6, Start(1), Start(7))
    assert chunk_at(rows, 99).first_page == 8
    assert chunk_at(rows, 7).before == Start(2)


def test_chunks_part_a_document_whatever_pages_are_empty_or_full() -> None:
    left = {f"{page}-{number}": (page, page) for page in (1, 2, 9, 10, 11) for number in range(70)}
    rows = rows_of([Alignment((each,), (), 0.9) for each in left], left, {})
    seen: list[Row] = []
    page: int | None = 1
    while page:
        chunk = chunk_at(rows, page)
        seen += chunk.rows
        assert len(chunk.rows) <= 160
        page = chunk.after.page_number if chunk.after else None
    assert seen == rows


def test_a_page_with_more_rows_than_a_chunk_is_shown_whole() -> None:
    left = {str(number): (1, 1) for number in range(300)}
    rows = rows_of([Alignment((each,), (), 0.9) for each in left], left, {})
    assert len(chunk_at(rows, 1).rows) == 300


def test_a_page_with_the_rows_of_a_book_is_shown_in_pieces_that_have_names() -> None:
    """The same rows by the page alone or with any of their passages; the last ones with the pages after them."""
    left = {str(number): (2 if 0 < number < 901 else number // 900 * 2 + 1, 2) for number in range(903)}
    rows = rows_of([Alignment((each,), (), 0.9) for each in left], left, {})
    seen: list[Row] = []
    start: Start | None = Start(1)
    starts = []
    while start:
        starts.append(start)
        chunk = chunk_at(rows, start.page_number, row_with(rows, start.passage_id))
        assert chunk.is_amid_page == bool(start.passage_id)
        assert len(chunk.rows) <= 400
        seen += chunk.rows
        start = chunk.after
    assert seen == rows
    assert starts == [Start(1), Start(2), Start(2, "401"), Start(2, "801")]
    assert chunk_at(rows, 2, row_with(rows, "555")).rows[0].key == "401"
    assert chunk_at(rows, 2, row_with(rows, "801")).before == Start(2, "401")
    assert chunk_at(rows, 2, row_with(rows, "401")).before == Start(2)


def test_each_page_has_the_page_of_the_right_version_that_goes_with_it() -> None:
    found = [paired("a", "A"), paired("b", "B"), paired("c", "", 0.9), paired("d", "A", is_moved=True)]
    left, right = extents("a", "b", "c", "d"), extents("", "A", "B")
    assert pages_beside(rows_of(found, left, right), right) == {1: 2, 2: 3}


def test_what_was_moved_is_far_from_the_third_page_on_before_or_after_what_precedes_it() -> None:
    """What stands alone on the right says where one has come to as well; what has nothing there is nowhere."""
    moved = [paired("c", "E", is_moved=True), paired("d", "F", is_moved=True), paired("f", "A", is_moved=True)]
    found = [paired("a", "B"), paired("", "C"), paired("b", ""), *moved, paired("e", "D")]
    left, right = extents("abc", "de", "f"), extents("A", "", "B", "CD", "", "E", "F")
    assert far_rows(rows_of(found, left, right), right) == {"d", "f"}


def test_nothing_is_a_chunk_of_nothing() -> None:
    assert chunk_at([], 3).rows == ()


def test_a_passage_is_found_on_either_side() -> None:
    rows = rows_of([paired("a", "AB")], extents("a"), extents("AB"))
    assert row_with(rows, "B") is rows[0]
    assert row_with(rows, "x") is None
