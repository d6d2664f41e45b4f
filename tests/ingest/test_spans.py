"""Pages of one file read by several children: what comes of it is what one child reads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import PageState
from ingest import raw_lines, spans
from ingest.laid_by import hand_over
from ingest.ocr_need import Ocr
from ingest.raw_lines import RawLines, every_page, raw_pages
from ingest.reading import read_original
from ingest.spans import SPAN_PAGES, Owned, read_back
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import pdf_bytes

PAGES = 3 * SPAN_PAGES + 2


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spans") / "file.pdf"
    said = [ENGLISH, SPANISH]
    path.write_bytes(pdf_bytes([sheet_of(said[at % 2], f"This is sheet {at}.") for at in range(PAGES)]))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "0.spans"
    folder.mkdir()
    return folder


def help_with(path: Path, folder: Path, reached: Callable[[], int] = lambda: 0) -> list[tuple[int, int]]:
    """Read pages as a helper; gives what it told."""
    told: list[tuple[int, int]] = []
    read_back(path, folder, lambda done, count: told.append((done, count)), every_page, Ocr(), reached)
    return told


def nobody() -> bool:
    return False


def numbers_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note which pages are read from now on."""
    read: list[int] = []
    plain = raw_lines.read_page

    def noted(document: object, number: int) -> object:
        read.append(number)
        return plain(document, number)  # type: ignore[arg-type]

    monkeypatch.setattr(raw_lines, "read_page", noted)
    return read


def test_a_file_whose_pages_were_read_by_a_helper_is_the_same(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = read_original(path, path.name, lambda *_: None)
    assert help_with(path, folder)[-1] == (PAGES, PAGES)
    read = numbers_read(monkeypatch)
    assert read_original(path, path.name, lambda *_: None, known=Owned(folder, nobody)) == alone
    assert read == []


def test_a_helper_reads_from_the_last_pages_back_as_far_as_nobody_has(path: Path, folder: Path) -> None:
    owned = Owned(folder, nobody)
    assert [owned.get(number) for number in range(1, SPAN_PAGES + 2)] == [None] * (SPAN_PAGES + 1)
    told = help_with(path, folder)
    assert told[-1] == (PAGES - 2 * SPAN_PAGES, PAGES)
    assert {each.name for each in folder.glob("*.pages")} == {"2.pages", "3.pages"}


def test_a_helper_that_comes_late_reads_no_page_that_is_done(path: Path, folder: Path) -> None:
    told = help_with(path, folder, reached=lambda: 2 * SPAN_PAGES + 1)
    assert told[-1] == (2, PAGES)


def test_a_helper_of_a_file_that_is_done_with_ends(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        help_with(path, tmp_path / "no such folder")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    claimed=st.integers(0, 4),
    lost=st.sets(st.integers(0, 3)),
    torn=st.sets(st.integers(0, 3)),
)
def test_what_helpers_do_not_hand_over_is_read_by_the_owner(
    path: Path, tmp_path_factory: pytest.TempPathFactory, claimed: int, lost: set[int], torn: set[int]
) -> None:
    """Wherever they ended: with a span claimed, while it was written, or with the folder gone."""
    folder = tmp_path_factory.mktemp("some.spans")
    help_with(path, folder, reached=lambda: (4 - claimed) * SPAN_PAGES)
    for span in lost:
        (folder / f"{span}.pages").unlink(missing_ok=True)
    for span in torn:
        if (pages := folder / f"{span}.pages").exists():
            pages.write_bytes(pages.read_bytes()[:-7])
    texts = [[line.text for line in page.lines] for page in raw_pages(path, lambda *_: None)]
    shared = raw_pages(path, lambda *_: None, known=Owned(folder, nobody))
    assert [[line.text for line in page.lines] for page in shared] == texts


def test_the_owner_waits_for_a_span_that_a_helper_is_reading(path: Path, folder: Path) -> None:
    pages = list(raw_pages(path, lambda *_: None))
    (folder / "0.claimed").touch()
    helper = threading.Timer(0.2, hand_over, (pages[:SPAN_PAGES], folder / "0.pages"))
    helper.start()
    given = Owned(folder, lambda: True).get(1)
    assert given is not None
    assert [line.text for line in given.lines] == [line.text for line in pages[0].lines]
    helper.join()


def test_the_owner_waits_for_nobody_who_is_gone(folder: Path) -> None:
    (folder / "0.claimed").touch()
    gone_at = time.monotonic() + 0.2
    assert Owned(folder, lambda: time.monotonic() < gone_at).get(1) is None


def test_pages_that_ocr_should_read_are_handed_over_and_those_that_nobody_could_are_not(
    path: Path, folder: Path
) -> None:
    first, second, third = list(raw_pages(path, lambda *_: None))[:3]
    picture, unread = replace(first, wants_ocr=True), replace(second, state=PageState.UNREADABLE)
    (folder / "0.claimed").touch()
    hand_over([picture, unread, third], folder / "0.pages")
    owned = Owned(folder, nobody)
    given: list[RawLines | None] = [owned.get(number) for number in (1, 2, 3)]
    assert [page.wants_ocr if page else None for page in given] == [True, None, False]


def test_pages_beyond_what_a_file_may_say_are_left_out_whoever_read_them(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    length = sum(page.length for page in list(raw_pages(path, lambda *_: None))[: PAGES - 3])
    monkeypatch.setattr(raw_lines, "_FILE_CHARACTERS", length)
    help_with(path, folder)
    states = [page.state for page in raw_pages(path, lambda *_: None, known=Owned(folder, nobody))]
    assert states == [page.state for page in raw_pages(path, lambda *_: None)]
    assert states[-3:] == [PageState.UNREADABLE] * 3


def test_without_room_to_claim_anything_the_owner_reads_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spans, "_claim", full)
    owned = Owned(folder, lambda: True)
    assert [owned.get(number) for number in range(1, 30)] == [None] * 29
