"""How a child came to its end: what is the file's own, and what is the machine's."""

from __future__ import annotations

import errno
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from archive.derived import Derived
from ingest import recognising
from ingest.endings import page_failure, result_of
from ingest.errors import OcrFailed, OriginalUnreadable
from ingest.limits import Limits
from ingest.ocr import Program
from ingest.ocr_shelf import Shelf
from ingest.recognised import Recognised
from ingest.recognising import recognise

FULL = OSError(errno.ENOSPC, "No space left on device")
STRANGE = OSError(errno.EIO, "Input/output error")


def ended_with(fault: BaseException) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(fault)
    return future


def test_a_full_disk_is_no_fault_of_the_file_or_its_page() -> None:
    """Both go on when there is room."""
    with pytest.raises(OSError, match="No space left"):
        result_of(ended_with(FULL), Limits(), 0, 0)
    with pytest.raises(OSError, match="No space left"):
        page_failure(ended_with(FULL))


def test_other_faults_of_the_system_end_the_file_alone() -> None:
    result = result_of(ended_with(STRANGE), Limits(), 0, 0)
    assert isinstance(result, OriginalUnreadable)
    assert result.reason.code == "crashed"
    assert page_failure(ended_with(STRANGE)) == "OSError: [Errno 5] Input/output error"


@pytest.mark.parametrize(("fault", "expected"), [(FULL, OSError), (STRANGE, OcrFailed)])
def test_a_reading_that_finds_no_room_is_not_taken_for_a_page_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, expected: type[Exception]
) -> None:
    def refuse(*_given: object) -> None:
        raise fault

    monkeypatch.setattr(recognising, "recognise_page", lambda *_given: Recognised((), 0, 0.0))
    monkeypatch.setattr(Derived, "put", refuse)
    with pytest.raises(expected):
        recognise(tmp_path / "a.pdf", 1, Shelf(Derived(tmp_path), "ab" * 32), Program("tesseract", "tesseract-5"))
