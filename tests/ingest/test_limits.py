"""Pages that no reader would print: each is read within its limits, or left out, and the others do not notice."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive import Page, PageState
from ingest import raw_lines as raw_lines_module
from ingest import reading as reading_module
from ingest.blocks import Block
from ingest.errors import OriginalUnreadable, PageUnreadable
from ingest.limits import Limits
from ingest.pdf_text import MAXIMUM_CHARACTERS, Opened, RawPage, read_page
from ingest.readings import Reading
from ingest.sandbox import read_all
from ingest.tasks import Task
from tests.ingest.conftest import Read
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import Sheet, assemble, pdf_bytes

LIMITS = replace(Limits(), cpu_seconds=20)
"""A stalled page takes minutes of work; the slowest of these takes a few seconds."""

GOOD = "The council meets twice a year."


def between_pages(hostile: Sheet) -> bytes:
    """Put a page between two that are as they should be."""
    return pdf_bytes([Sheet().put(GOOD, y=142), hostile, Sheet().put(GOOD, y=142)])


def column_of_small_text() -> bytes:
    return between_pages(_set((40, 10 + y, 1, "abcd " * 25) for y in range(820)))


def words_of_small_text() -> bytes:
    return between_pages(_set((10 + 36 * (at % 16), 10 + at // 16, 1, "abcd abcd") for at in range(12_000)))


def letters_of_small_text() -> bytes:
    return between_pages(_set((5 + 3 * (at % 195), 5 + 3 * (at // 195), 1, "A") for at in range(33_000)))


def one_long_line() -> bytes:
    return between_pages(Sheet().put("a" * 2 * MAXIMUM_CHARACTERS, y=300))


def text_over_itself() -> bytes:
    return between_pages(_set((72, 300, 11, "over and over again") for _ in range(6000)))


def scattered_words() -> bytes:
    chance = random.Random(1)
    return between_pages(
        _set((chance.uniform(10, 560), chance.uniform(10, 830), 4, "scatter") for _ in range(6000))
    )


def words_between_level_rules() -> bytes:
    chance = random.Random(3)
    sheet = _set((12 + 9.2 * (at % 60) + chance.random(), 12 + 3 * (at // 60), 1, "abcde") for at in range(16_000))
    for y in range(10, 840, 160):
        sheet.rule(5, y, 590, y)
    return between_pages(sheet)


def a_table_of_nine_hundred_rows() -> bytes:
    rows = ((x, 5 + 0.9 * at, 1, "abc") for at in range(900) for x in ((20, 120) if at % 2 else (120,)))
    return between_pages(_set(rows))


def ten_thousand_fonts() -> bytes:
    """Give a page on which each word has a font of its own."""
    count = 10_000
    marks = (
        b"BT /F%d 3 Tf %d %d Td (abcd) Tj ET" % (at, 10 + 14 * (at % 40), 830 - 3 * (at // 40))
        for at in range(count)
    )
    names = b"".join(b"/F%d %d 0 R" % (at, 9 + at) for at in range(count))
    return _three_pages(b"\n".join(marks), names, [_FONT] * count)


def thousands_of_paths() -> bytes:
    chance = random.Random(2)
    sheet = sheet_of(ENGLISH)
    for at in range(30_000):
        x, y, length = chance.uniform(0, 590), chance.uniform(0, 840), chance.uniform(5, 200)
        sheet.area(x, y, *((x + length, y + 0.5) if at % 2 else (x + 0.5, y + length)))
    return between_pages(sheet)


def a_grid_of_thousands_of_lines() -> bytes:
    sheet = sheet_of(ENGLISH)
    return between_pages(sheet.grid([at / 5 for at in range(2900)], [at / 5 for at in range(4000)]))


def a_grid_full_of_words() -> bytes:
    """Give a grid that is just small enough to be read as a table."""
    xs, ys = [10 + 9.0 * at for at in range(62)], [10 + 12.9 * at for at in range(63)]
    sheet = _set((x + 1, y + 9, 4, "abc") for x in xs[:-1] for y in ys[:-1])
    return between_pages(sheet.grid(xs, ys))


def hundreds_of_boxes() -> bytes:
    sheet = _set((6 + 19 * (at % 30), 15 + 20 * (at // 30), 4, "ab") for at in range(1200))
    for at in range(1200):
        x, y = 5 + 19 * (at % 30), 8 + 20 * (at // 30)
        sheet.grid((x, x + 14), (y, y + 14))
    return between_pages(sheet)


def _set(marks: Iterator[tuple[float, float, float, str]]) -> Sheet:
    sheet = Sheet()
    for x, y, size, text in marks:
        sheet.put(text, x=x, y=y, size=size)
    return sheet


HOSTILE: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "column of 1-point text": (column_of_small_text, ["too_much_text"]),
    "words of 1-point text": (words_of_small_text, ["too_much_text"]),
    "letters of 1-point text": (letters_of_small_text, []),
    "one long line": (one_long_line, ["hidden_text"]),
    "text over itself": (text_over_itself, []),
    "scattered words": (scattered_words, ["order_uncertain"]),
    "words between level rules": (words_between_level_rules, []),
    "a table of nine hundred rows": (a_table_of_nine_hundred_rows, []),
    "ten thousand fonts": (ten_thousand_fonts, []),
    "thirty thousand paths": (thousands_of_paths, []),
    "a grid of thousands of lines": (a_grid_of_thousands_of_lines, []),
    "a grid full of words": (a_grid_full_of_words, []),
    "hundreds of boxes": (hundreds_of_boxes, []),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading | OriginalUnreadable]:
    """Read all hostile files as the pipeline does, side by side."""
    tasks = []
    for name, (made, _) in HOSTILE.items():
        path = tmp_path_factory.mktemp("hostile") / "file.pdf"
        path.write_bytes(made())
        tasks.append(Task(path, name))
    done = read_all(tasks, workers=2, limits=LIMITS, advance=lambda *_: None)
    return {tasks[number].file_name: result for number, result in done}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_neither_stalls_nor_blows_up(
    results: dict[str, Reading | OriginalUnreadable], name: str
) -> None:
    """What is too much is left out with a code; the pages around it are read to their end."""
    result = results[name]
    assert isinstance(result, Reading), result
    assert [page.state for page in result.pages] == [PageState.TEXT] * 3
    assert [result.pages[at].text for at in (0, 2)] == [GOOD, GOOD]
    told = [warned.code for warned in result.warnings if warned.page == 2]
    assert set(HOSTILE[name][1]) <= set(told)
    assert {warned.page for warned in result.warnings} <= {2}


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_TEXT = b"BT /F1 11 Tf 72 700 Td (%s) Tj ET" % GOOD.encode()
_PACKED = zlib.compress(_TEXT)
_STREAM = b"<</Length %d>>\nstream\n%s\nendstream"


def _three_pages(content: bytes, fonts: bytes = b"/F1 9 0 R", more: list[bytes] | None = None) -> bytes:
    """Give three pages, the second with this content; object 4 is its page, 7 its content, 9 the first font."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<<%s>>>>>>"
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>",
            *(page % (at, fonts) for at in (6, 7, 8)),
            *(_STREAM % (len(each), each) for each in (_TEXT, content, _TEXT)),
            *(more or [_FONT]),
        ]
    )


def _with_page(body: bytes, *more: bytes) -> bytes:
    """Give three pages, the second with this body; further objects count from 10."""
    whole = _three_pages(_TEXT, more=[_FONT, *more])
    start = whole.index(b"4 0 obj\n") + len(b"4 0 obj\n")
    end = whole.index(b"\nendobj", start)
    # As long as what it takes the place of, so that the table of places still holds.
    return whole[:start] + body.ljust(end - start)[: max(len(body), end - start)] + whole[end:]


_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 7 0 R/Resources<<>>>>"
BROKEN = {
    "operators that mean nothing": _three_pages(b"q q q Q ( BT /F1 [ 9 9 9 Td <zz> Tj ET 1 0 0 cm \xff\x00 Do"),
    "text without a font": _three_pages(b"BT /F7 11 Tf 72 700 Td (words) Tj ET"),
    "text of no size": _three_pages(b"BT /F1 0 Tf 72 700 Td (words of no size) Tj ET"),
    "text beyond all bounds": _three_pages(b"BT /F1 1e30 Tf 1e38 -1e38 Td (words) Tj ET"),
    "a squashed matrix": _three_pages(b"0 0 0 0 0 0 cm BT /F1 11 Tf 72 700 Td (words) Tj ET"),
    "paths beyond all bounds": _three_pages(b"-1e38 -1e38 m 1e38 1e38 l S 1e38 0 1e38 1e38 re f\n" + _TEXT),
    "a page that is none": _with_page(b"null"),
    "a page that is a number": _with_page(b"42"),
    "a page without an area": _with_page(_PAGE % b"0 0 0 0"),
    "a page inside out": _with_page(_PAGE % b"595 842 0 0"),
    "a page without end": _with_page(_PAGE % b"0 0 1e38 1e38"),
    "a page of four words": _with_page(_PAGE % b"/a /b /c /d"),
    "a page whose content is itself": _with_page(b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>"),
    "a page that turns by a seventh": _with_page(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Rotate 51>>"),
    "a content that unfolds to nothing": _with_page(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 10 0 R>>",
        b"<</Filter/FlateDecode/Length 9>>\nstream\n%s\nendstream" % zlib.compress(_TEXT)[:9],
    ),
    "a form that draws itself": _with_page(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 10 0 R/Resources<</XObject<</A 11 0 R>>>>>>",
        _STREAM % (5, b"/A Do"),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 11 0 R>>>>/Length 5>>\n"
        b"stream\n/A Do\nendstream",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_page_does_not_lose_the_others(read: Read, name: str) -> None:
    """It is there, as what could be read of it, and the pages before and after it are whole."""
    pages = read(BROKEN[name]).pages
    assert [page.number for page in pages] == [1, 2, 3]
    assert [pages[at].text for at in (0, 2)] == [GOOD, GOOD]


def test_a_page_that_cannot_be_loaded_is_named_in_the_warnings(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept as an empty page, so that the numbers of the others stay."""

    def read_all_but_one(document: Opened, number: int) -> RawPage:
        if number == 2:
            raise PageUnreadable("Page 2 cannot be loaded.")
        return read_page(document, number)

    monkeypatch.setattr(raw_lines_module, "read_page", read_all_but_one)
    reading = read(between_pages(sheet_of(ENGLISH)))
    assert [page.state for page in reading.pages] == [PageState.TEXT, PageState.UNREADABLE, PageState.TEXT]
    assert [(warned.code, warned.page) for warned in reading.warnings] == [("page_unreadable", 2)]
    assert _is_empty(reading.pages[1])
    assert {part.page_number for draft in reading.drafts for part in draft.parts} == {1, 3}


@pytest.mark.parametrize("step", ["read_page", "part", "state_of"])
@pytest.mark.parametrize("fault", [ValueError, ZeroDivisionError, IndexError, RecursionError])
def test_a_page_that_provokes_a_fault_loses_no_other(
    read: Read, monkeypatch: pytest.MonkeyPatch, step: str, fault: type[Exception]
) -> None:
    """Whatever one strange page does to a step of its reading, it alone is left out."""
    step_of_all = getattr(raw_lines_module, step)
    calls = iter((1, 2, 3))

    def fail_at_the_second(*given: object) -> object:
        if next(calls) == 2:
            raise fault
        return step_of_all(*given)

    monkeypatch.setattr(raw_lines_module, step, fail_at_the_second)
    reading = read(between_pages(sheet_of(ENGLISH)))
    assert [page.text for page in reading.pages] == [GOOD, "", GOOD]
    assert [(warned.code, warned.page) for warned in reading.warnings] == [("page_unreadable", 2)]


def test_a_page_that_cannot_be_laid_out_is_read_line_by_line(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words are found, though its paragraphs are not told."""

    def fail(*given: object) -> list[Block]:
        raise ValueError

    monkeypatch.setattr(reading_module, "blocks_of", fail)
    reading = read(between_pages(sheet_of(ENGLISH)))
    assert reading.pages[1].text.split() == ENGLISH.split()
    assert ("order_uncertain", 2) in [(warned.code, warned.page) for warned in reading.warnings]
    assert [page.state for page in reading.pages] == [PageState.TEXT] * 3


@pytest.mark.parametrize(
    "packed",
    [
        b"<</Filter/XXXDecode/Length %d>>\nstream\n%s\nendstream" % (len(_PACKED), _PACKED),
        b"<</Filter/FlateDecode/Length 5>>\nstream\nwords\nendstream",
    ],
    ids=["a filter that nobody knows", "no Flate"],
)
def test_a_page_that_cannot_be_unpacked_is_not_called_blank(read: Read, packed: bytes) -> None:
    """Its words are lost, and a reader is told so."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 10 0 R>>"
    reading = read(_with_page(page, packed))
    assert [(warned.code, warned.page) for warned in reading.warnings] == [("page_unreadable", 2)]
    assert [page.text for page in reading.pages] == [GOOD, "", GOOD]


def test_a_page_without_anything_on_it_is_blank(read: Read) -> None:
    assert not read(_with_page(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")).warnings


def test_a_page_that_is_none_is_named_in_the_warnings(read: Read) -> None:
    """So is one that the file itself does not have."""
    reading = read(BROKEN["a page that is none"])
    assert reading.pages[1].state is PageState.UNREADABLE
    assert [(warned.code, warned.page) for warned in reading.warnings] == [("page_unreadable", 2)]


def test_a_thousand_pages_are_read_one_by_one(tmp_path: Path) -> None:
    """None is lost, and a file of many pages costs what its pages cost."""
    sheets = [Sheet().put(f"Page {number} says one thing.", y=300) for number in range(1, 1001)]
    path = tmp_path / "file.pdf"
    path.write_bytes(pdf_bytes(sheets))
    ((_, result),) = read_all([Task(path, "file.pdf")], workers=1, limits=LIMITS, advance=lambda *_: None)
    assert isinstance(result, Reading)
    assert [page.text for page in result.pages] == [sheet.marks[0][-1] for sheet in sheets]


def _is_empty(page: Page) -> bool:
    return not page.text and not list(page.words) and not page.furniture
