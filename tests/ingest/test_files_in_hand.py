"""A file that is read, whose pictures are read by OCR, and that is then read again with these."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from archive import Warned
from ingest.errors import OriginalUnreadable
from ingest.files_in_hand import FileInHand, Result
from ingest.reading import Reading

PICTURE = Warned("needs_ocr", 1, "Page 1 is a picture.")
FIRST = Reading("Scan", None, "und", (), (), (), (), {}, (PICTURE,), wanting=(1,))


def done(value: Any) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def in_hand(*results: Result) -> FileInHand:
    """Give a file of one page whose readings come to these results, one after the other."""
    left = iter(results)
    return FileInHand(
        begin=lambda _failures, _spared: done(next(left)),
        recognise=lambda _page: done(None),
        outcome=lambda future: future.result(),  # type: ignore[arg-type,return-value]
        failure=lambda _future: None,
        notes=lambda: (),
        counted=lambda: (0, 1),
    )


def test_a_file_that_cannot_be_read_with_the_words_of_ocr_says_so_of_its_pictures() -> None:
    """Else they would seem to wait for OCR, and be given to it for ever."""
    file = in_hand(FIRST, OriginalUnreadable("damaged", "Reading page 1 broke the reader."))
    for _ in range(10):
        file.go_on()
    assert isinstance(file.result, Reading)
    assert [(each.code, each.page) for each in file.result.warnings] == [("needs_ocr", 1), ("ocr_failed", 1)]
    assert "(Reading page 1 broke the reader)" in file.result.warnings[1].message
