"""A file that is read, whose pictures are read by OCR, and that is then read again with these."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from archive import Warned
from ingest.errors import OriginalUnreadable
from ingest.files_in_hand import FileInHand, OcrUse, Result
from ingest.readings import Reading, Wanting
from ingest.rescue import Spared
from ingest.tallies import Tallies

PICTURE = Warned("needs_ocr", 1, "Page 1 is a picture.")
WANTING = Wanting(1, (1,))
WITHOUT = Reading("Scan", None, "und", (), (), (), (), {}, (PICTURE,), wanting=(1,))
WITH = Reading("Scan", None, "en", (), (), (), (), {}, ())
DAMAGED = OriginalUnreadable("damaged", "Reading page 1 broke the reader.")


def done(value: Any) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def in_hand(*results: Result | Wanting, used: list[OcrUse] | None = None) -> FileInHand:
    """Give a file of one page whose readings come to these results; `used` gets what each was to do."""
    left, used = iter(results), [] if used is None else used
    tally = Tallies(1, helper_count=0).of(0)
    tally.done(0, 1)

    def begin(use: OcrUse, _failures: Mapping[int, str], _spared: Spared) -> Future[Any]:
        used.append(use)
        return done(next(left))

    return FileInHand(
        begin=begin,
        send_help=lambda _helper: done(None),
        recognise=lambda _page, _language: done(None),
        outcome=lambda future: future.result(),  # type: ignore[arg-type,return-value]
        failure=lambda _future: None,
        notes=lambda: (),
        tally=tally,
    )


def test_a_file_that_cannot_be_read_with_the_words_of_ocr_says_so_of_its_pictures() -> None:
    """Else they would seem to wait for OCR, and be given to it for ever."""
    used: list[OcrUse] = []
    file = in_hand(WANTING, DAMAGED, WITHOUT, used=used)
    for _ in range(10):
        file.go_on()
    assert used == [OcrUse.FIRST, OcrUse.WITH, OcrUse.WITHOUT]
    assert isinstance(file.result, Reading)
    assert [(each.code, each.page) for each in file.result.warnings] == [("needs_ocr", 1), ("ocr_failed", 1)]
    assert "(Reading page 1 broke the reader)" in file.result.warnings[1].message


def test_of_a_file_with_pictures_all_is_made_once_when_ocr_has_read_them() -> None:
    used: list[OcrUse] = []
    file = in_hand(WANTING, WITH, used=used)
    for _ in range(10):
        file.go_on()
    assert file.result == WITH
    assert used == [OcrUse.FIRST, OcrUse.WITH]


def test_a_file_that_can_be_read_neither_way_fails_with_its_first_reason() -> None:
    file = in_hand(WANTING, DAMAGED, OriginalUnreadable("timed_out", "It took more than 9 seconds."))
    for _ in range(10):
        file.go_on()
    assert file.result == DAMAGED


def test_the_seconds_of_a_file_are_those_of_all_its_tries_and_of_ocr() -> None:
    file = in_hand(replace(WANTING, seconds=2.0), replace(WITH, seconds=3.0))
    for _ in range(10):
        file.go_on()
    assert isinstance(file.result, Reading)
    assert 5.0 <= file.result.seconds < 6.0


def test_a_file_that_cannot_be_read_took_its_time_too() -> None:
    file = in_hand(OriginalUnreadable("not_a_pdf", "It is a song."))
    for _ in range(3):
        file.go_on()
    assert isinstance(file.result, OriginalUnreadable)
    assert 0.0 < file.result.seconds < 5.0


def begun(helper_count: int = 2) -> tuple[FileInHand, Future[Any], list[Future[None]]]:
    """Give a file of 100 pages that is being read, that reading, and the helpers that are sent for."""
    reading: Future[Any] = Future()
    helpers: list[Future[None]] = []

    def send_help(_helper: int) -> Future[None]:
        helpers.append(Future())
        return helpers[-1]

    file = replace(in_hand(), begin=lambda *_: reading, send_help=send_help, tally=Tallies(1, helper_count).of(0))
    file.go_on()
    file.tally.done(10, 100)
    return file, reading, helpers


def test_what_helpers_have_read_ahead_is_told_as_done() -> None:
    file, _, _ = begun()
    file.be_helped()
    file.tally.read_ahead(0, 30)
    assert file.progress == (40, 100)
    file.tally.done(90, 100)
    assert file.progress == (100, 100)


def test_a_file_may_be_helped_with_the_pages_that_are_left() -> None:
    file, _, _ = begun()
    assert (file.helpable, file.children) == (90, 1)
    file.be_helped()
    file.tally.read_ahead(0, 30)
    assert (file.helpable, file.children) == (60, 2)
    file.be_helped()
    assert (file.helpable, file.children) == (0, 3), "it has as many as there is room for"


def test_a_file_whose_helper_is_gone_gets_no_other() -> None:
    """It has read all that was left, or a page ended it."""
    file, _, helpers = begun()
    file.be_helped()
    helpers[0].set_result(None)
    assert (file.helpable, file.children) == (0, 1)


def test_a_file_that_ended_its_child_is_read_again_without_help() -> None:
    """A page is left out then, and a helper knows of none."""
    file, reading, _ = begun()
    reading.set_result(OriginalUnreadable("crashed", "Reading page 11 broke the reader."))
    file.go_on()
    assert file.helpable == 0


def test_no_more_of_a_file_is_read_ahead_once_it_is_read() -> None:
    file, reading, helpers = begun()
    file.be_helped()
    file.tally.sent_for(0)
    reading.set_result(WITH)
    file.go_on()
    assert file.result == WITH
    assert not file.tally.is_helped, "whoever is at work still is to end"
    assert (file.helpable, file.children) == (0, 1), "the helper has not ended yet"
    helpers[0].set_result(None)
    assert file.children == 0
