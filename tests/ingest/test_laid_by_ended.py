"""A run that is ended while OCR reads: what it laid by lies in the data folder, until somebody writes there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from archive import Archive
from tests.ingest.test_ocr import stand_in
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import write_pdf
from tests.scan_factory import write_scan

ENDED = """
import os, sys
from ingest.files_in_hand import FileInHand
ending = int(sys.argv.pop())
FileInHand._take_pages = lambda _: os.kill(os.getpid(), ending)
from search_app.cli import main
main()
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_what_was_laid_by_is_left_in_the_data_folder_and_the_next_writer_takes_it_away(
    tmp_path: Path, ending: signal.Signals
) -> None:
    """And nothing of a file's text in the folder of the system, where nobody would look for it."""
    path, data, temporary = tmp_path / "half.pdf", tmp_path / "data", tmp_path / "temporary"
    writer = PdfWriter()
    for each in (write_pdf(path, [sheet_of(ENGLISH)]), write_scan(tmp_path / "scan.pdf", [sheet_of(ENGLISH)])):
        writer.append(PdfReader(each))
    writer.write(path)
    temporary.mkdir()
    stand_in(tmp_path, "exit 7")
    command = [sys.executable, "-c", ENDED, "--data", str(data), "add", str(path), str(int(ending))]
    where = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "TMPDIR": str(temporary)}
    done = subprocess.run(command, env=where, capture_output=True, check=False)
    assert done.returncode == -ending, done.stderr

    with Archive.open(data) as archive:
        assert [each.name for each in archive.laid_by.iterdir()] == ["0.pages"]
        with archive.writing("purging"):
            assert not archive.laid_by.exists()
    assert not [each for each in temporary.rglob("*") if each.is_file()]
