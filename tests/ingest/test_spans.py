"""Pages of one file read by several children: what comes of it is what one child reads."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import PageState
from ingest import pace, raw_lines, spans
from ingest.laid_by import hand_over, take_up
from ingest.limits import Limits
from ingest.ocr_need import Ocr
from ingest.pace import Pace
from ingest.raw_lines import RawLines, raw_pages
from ingest.reading import read_original
from ingest.rescue import NOTHING
from ingest.spans import SPAN_PAGES, Owned, read_back
from ingest.tallies import Tallies, Tally
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import pdf_bytes

PAGES = 3 * SPAN_PAGES + 2


@pytest.fixture(autouse=True, scope="module")
def _unconfined() -> Iterator[None]:
    """Set no limits on the process that tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pace, "allow", lambda _seconds: None)
        yield


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


def help_with(path: Path, folder: Path, reached: int = 0, tally: Tally | None = None) -> int:
    """Read pages as a helper, of a file whose owner has done some; gives how many it read."""
    tally = tally or Tallies(1, helper_count=1).of(0)
    tally.done(reached, PAGES)
    tally.sent_for(0)
    read_back(path, folder, Pace(tally, 0, NOTHING, Limits()), Ocr())
    return tally.ahead


def hand_overs(folder: Path) -> list[int]:
    """Give the numbers of the pages that were handed over."""
    return sorted(number for each in folder.glob("*.pages") for number in take_up(each))


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
    assert help_with(path, folder) == PAGES - SPAN_PAGES
    read = numbers_read(monkeypatch)
    assert read_original(path, path.name, lambda *_: None, known=Owned(folder, nobody)) == alone
    assert read == list(range(1, SPAN_PAGES + 1))


def test_the_span_in_which_the_owner_is_is_left_to_it(path: Path, folder: Path) -> None:
    """It began it, perhaps, before anybody was sent for, and claimed nothing: there was nowhere to."""
    assert help_with(path, folder, reached=SPAN_PAGES + 3) == PAGES - 2 * SPAN_PAGES
    assert {each.name for each in folder.glob("*.pages")} == {"2.pages", "3.pages"}


def test_a_span_that_the_owner_has_claimed_is_left_to_it(path: Path, folder: Path) -> None:
    owned = Owned(folder, nobody)
    assert [owned.get(number) for number in range(1, SPAN_PAGES + 2)] == [None] * (SPAN_PAGES + 1)
    assert help_with(path, folder) == PAGES - 2 * SPAN_PAGES


def test_helpers_share_what_is_left(path: Path, folder: Path) -> None:
    """What one has claimed the next passes by, and goes on before it."""
    (folder / "3.claimed").touch()
    assert help_with(path, folder) == 2 * SPAN_PAGES
    assert {each.name for each in folder.glob("*.pages")} == {"1.pages", "2.pages"}


def test_a_helper_that_is_no_longer_wanted_ends_at_the_next_page(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tally = Tallies(1, helper_count=1).of(0)
    plain = raw_lines.read_page

    def read_and_dismiss(document: object, number: int) -> object:
        tally.dismiss()
        return plain(document, number)  # type: ignore[arg-type]

    monkeypatch.setattr(raw_lines, "read_page", read_and_dismiss)
    assert help_with(path, folder, tally=tally) == 1
    assert list(folder.glob("*.pages")) == []


def test_without_room_to_hand_pages_over_a_helper_ends(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spans, "hand_over", lambda *_: False)
    assert help_with(path, folder) == 2, "the last span, which nobody takes"


def test_the_time_of_a_file_is_that_of_all_who_read_it(path: Path, folder: Path) -> None:
    tally = Tallies(1, helper_count=1).of(0)
    tally.worked(Tally.OWNER, 1_000.0)
    help_with(path, folder, tally=tally)
    assert hand_overs(folder) == [], "of pages that were not read nothing is handed over"


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
    help_with(path, folder, reached=(4 - claimed) * SPAN_PAGES)
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
