"""A page that ends its child costs itself: the file is tried again without it, and the others are whole."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from archive import PageState
from ingest.errors import OriginalUnreadable
from ingest.limits import Limits
from ingest.reading import read_original
from ingest.readings import Reading
from ingest.rescue import Rescue, Spared
from ingest.sandbox import read_all
from ingest.tasks import Task
from tests.pdf_factory import assemble

LIMITS = replace(Limits(), memory_bytes=300_000_000)

GOOD = "The council meets twice a year."
_TEXT = b"BT /F1 11 Tf 72 700 Td (%s) Tj ET" % GOOD.encode()
BOMB = b"BT /F1 9 Tf 9 9 Td (aaaaaaaa) Tj ET\n" * 3_000_000
"""Kilobytes that unfold to more than the limit on memory."""


def pages_of(*contents: bytes) -> bytes:
    """Give a file with a page of each content; objects 3 to 3 + n are the font and the pages."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (4 + at) for at in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    packed = [zlib.compress(content, 9) for content in contents]
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            *(page % (4 + count + at) for at in range(count)),
            *(b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(each), each) for each in packed),
        ]
    )


def read(path: Path, made: bytes, limits: Limits = LIMITS) -> Reading | OriginalUnreadable:
    path.write_bytes(made)
    ((_, result),) = read_all([Task(path, path.name)], workers=1, limits=limits, advance=lambda *_: None)
    return result


def test_a_page_that_ends_the_reader_is_left_out_and_the_others_are_whole(tmp_path: Path) -> None:
    """Two of five do; each is named, and no other is lost."""
    result = read(tmp_path / "file.pdf", pages_of(_TEXT, BOMB, _TEXT, BOMB, _TEXT))
    assert isinstance(result, Reading), result
    assert [page.text for page in result.pages] == [GOOD, "", GOOD, "", GOOD]
    assert [(each.code, each.page) for each in result.warnings] == [("page_unreadable", 2), ("page_unreadable", 4)]
    assert [page.state is PageState.UNREADABLE for page in result.pages] == [False, True, False, True, False]


def test_a_page_that_takes_too_long_is_left_out_and_the_others_are_whole(tmp_path: Path) -> None:
    """It has its own time, so that the others have theirs."""
    limits = Limits(memory_bytes=8_000_000_000, page_seconds=1)
    result = read(tmp_path / "file.pdf", pages_of(_TEXT, BOMB, _TEXT), limits)
    assert isinstance(result, Reading), result
    assert [page.text for page in result.pages] == [GOOD, "", GOOD]


def test_a_file_of_nothing_but_such_pages_fails_with_its_reason(tmp_path: Path) -> None:
    """It is not called one without text."""
    result = read(tmp_path / "file.pdf", pages_of(BOMB, BOMB))
    assert isinstance(result, OriginalUnreadable)
    assert result.reason.code == "out_of_memory"
    assert "page 1" in result.reason.message


def test_pages_beyond_the_time_of_the_file_are_left_out(tmp_path: Path) -> None:
    """A file whose every page is slow ends with what was read of it, and does not begin again."""
    slow = b"BT /F1 9 Tf 9 9 Td (aaaaaaaa) Tj ET\n" * 60_000
    limits = Limits(memory_bytes=2_000_000_000, cpu_seconds=1, seconds_a_page=0.01)
    result = read(tmp_path / "file.pdf", pages_of(_TEXT, *[slow] * 60, _TEXT), limits)
    assert isinstance(result, Reading), result
    assert result.pages[0].text == GOOD
    assert result.pages[-1].state is PageState.UNREADABLE
    assert ("page_unreadable", 62) in [(each.code, each.page) for each in result.warnings]


FAILURE = OriginalUnreadable("crashed", "Reading page 3 broke the reader.")


@pytest.mark.parametrize(
    ("done", "count", "spared"),
    [
        (2, 9, Spared(pages=frozenset({3}))),
        (9, 9, Spared(structure=True)),
        (0, 0, None),
        (0, 1, None),
    ],
    ids=["at a page", "after the pages", "at its opening", "at the only page"],
)
def test_what_the_next_try_leaves_out_is_where_the_last_one_ended(
    done: int, count: int, spared: Spared | None
) -> None:
    rescue = Rescue()
    assert rescue.goes_on(FAILURE, done, count) is (spared is not None)
    assert rescue.spared == (spared or Spared())


def test_the_same_failure_without_its_cause_ends_the_tries() -> None:
    """Where the structure was left out and all pages were read, there is nothing more to leave out."""
    rescue = Rescue()
    assert rescue.goes_on(FAILURE, 9, 9)
    assert not rescue.goes_on(FAILURE, 9, 9)
    assert rescue.end(OriginalUnreadable("timed_out", "Reading it took too long.")) is FAILURE


def test_what_takes_too_long_after_the_pages_is_not_tried_again() -> None:
    """The structure has a time of its own; it would take as long again."""
    assert not Rescue().goes_on(OriginalUnreadable("timed_out", "Reading it took too long."), 9, 9)


def test_a_content_that_stands_on_every_page_is_read_until_the_file_has_said_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages beyond are named."""
    monkeypatch.setattr("ingest.raw_lines._FILE_CHARACTERS", 50)
    path = tmp_path / "file.pdf"
    path.write_bytes(pages_of(*[_TEXT] * 4))
    reading = read_original(path, "file.pdf", lambda done, count: None)
    assert [page.state is PageState.UNREADABLE for page in reading.pages] == [False, False, True, True]


def test_reasons_of_the_file_as_a_whole_are_not_tried_again() -> None:
    """A locked file is locked, however often it is opened."""
    assert not Rescue().goes_on(OriginalUnreadable("encrypted", "It is locked."), 0, 0)


def test_when_patience_is_out_the_rest_is_left_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a file of hundreds of such pages ends too."""
    rescue = Rescue()
    assert rescue.goes_on(FAILURE, 2, 9)
    monkeypatch.setattr("ingest.rescue.time.monotonic", lambda: float("inf"))
    assert rescue.goes_on(FAILURE, 5, 9)
    assert rescue.spared == Spared(pages=frozenset({3}), from_page=6)
    assert not rescue.goes_on(FAILURE, 4, 9)
