"""Pages that are laid by while OCR reads others of their file."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive import PageState
from ingest import raw_lines
from ingest.laid_by import lay_by, take_up
from ingest.raw_lines import RawLines, raw_pages
from ingest.reading import read_original
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import pdf_bytes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "file.pdf"
    path.write_bytes(pdf_bytes([sheet_of(ENGLISH), sheet_of(SPANISH)]))
    return path


def pages_of(path: Path) -> list[RawLines]:
    return list(raw_pages(path, lambda *_: None))


def never(*_given: object) -> RawLines:
    raise AssertionError("a page was read twice")


def test_a_file_is_made_of_the_pages_that_were_laid_by(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_original(path, path.name, lambda *_: None)
    lay_by(pages_of(path), tmp_path / "aside")
    known = take_up(tmp_path / "aside")
    monkeypatch.setattr(raw_lines, "raw_page", never)
    assert read_original(path, path.name, lambda *_: None, known=known) == whole


@pytest.mark.parametrize(
    "change",
    [lambda page: replace(page, wants_ocr=True), lambda page: replace(page, state=PageState.UNREADABLE)],
    ids=["a picture", "an unreadable one"],
)
def test_what_is_to_be_read_again_is_not_laid_by(
    path: Path, tmp_path: Path, change: Callable[[RawLines], RawLines]
) -> None:
    first, second = pages_of(path)
    lay_by([change(first), second], tmp_path / "aside")
    assert list(take_up(tmp_path / "aside")) == [2]


def test_pages_are_taken_up_once(path: Path, tmp_path: Path) -> None:
    """An archive of scans would fill the disk with them."""
    lay_by(pages_of(path), tmp_path / "aside")
    take_up(tmp_path / "aside")
    assert take_up(tmp_path / "aside") == {}
    assert list(tmp_path.glob("aside*")) == []


def test_without_room_for_them_they_are_read_again(path: Path, tmp_path: Path) -> None:
    aside = tmp_path / "no such folder" / "laid-by" / "aside"
    lay_by(pages_of(path), aside)
    assert take_up(aside) == {}


def test_their_folder_is_made_when_it_is_needed(path: Path, tmp_path: Path) -> None:
    aside = tmp_path / "laid-by" / "aside"
    lay_by(pages_of(path), aside)
    assert list(take_up(aside)) == [1, 2]


def test_pages_that_are_not_whole_any_more_are_read_again(path: Path, tmp_path: Path) -> None:
    """Wherever the file is cut: between what was flushed and what was not, or in the middle of a page."""
    aside = tmp_path / "aside"
    lay_by(pages_of(path), aside)
    whole = aside.read_bytes()
    for length in (1, len(whole) // 4, len(whole) // 2 + 3, len(whole) - 1):
        aside.write_bytes(whole[:length])
        assert take_up(aside) == {}
        assert not aside.exists()


def test_pages_are_laid_by_as_a_whole_or_not_at_all(path: Path, tmp_path: Path) -> None:
    def until_the_disk_is_full() -> Iterator[RawLines]:
        yield pages_of(path)[0]
        raise OSError(errno.ENOSPC, "full")

    lay_by(until_the_disk_is_full(), tmp_path / "laid-by" / "aside")
    assert list((tmp_path / "laid-by").iterdir()) == []
