"""OCR that is killed with the whole of the program: nothing of it runs on, and what was read is not read again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Runner
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.scan_factory import needs_program, write_scan

_PASAJE = "from search_app.cli import main; main()"
_PAGES = 8


@needs_program
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no way to tie a program to its parent")
def test_killed_in_the_middle_it_leaves_no_program_and_the_next_run_goes_on(
    tmp_path: Path, runner: Runner
) -> None:
    """Of the whole: command, children, and the program that they run."""
    data = tmp_path / "data"
    scan = write_scan(tmp_path / "scan.pdf", [sheet_of(ENGLISH), sheet_of(SPANISH)] * (_PAGES // 2))
    command = [sys.executable, "-c", _PASAJE, "--data", str(data), "add", str(scan)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        assert _within(120, lambda: len(_kept(data)) > 1 and "tesseract" in _names_below(running.pid).values())
        begun = _names_below(running.pid)
        running.send_signal(signal.SIGKILL)
    assert _within(60, lambda: not [each for each, name in begun.items() if _name(each) == name])
    kept = _kept(data)
    assert 1 < len(kept) < _PAGES

    assert runner("add", "--json", str(scan)).objects[-1]["pages"] == _PAGES
    after = _kept(data)
    assert len(after) == _PAGES
    assert {path: after[path] for path in kept} == kept


def _kept(data: Path) -> dict[Path, int]:
    """Give the readings of pages, and when each was written."""
    return {path: path.stat().st_mtime_ns for path in data.glob("derived/**/ocr-*") if path.is_file()}


def _names_below(process: int) -> dict[int, str]:
    """Give the children of a process and theirs, by their numbers."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, tail = path.read_text().rpartition(")")
        except OSError:
            continue
        if int(tail.split()[1]) == process:
            number = int(path.parent.name)
            found |= {number: head.partition("(")[2], **_names_below(number)}
    return found


def _name(process: int) -> str | None:
    """Give the name of a process, if it lives."""
    try:
        head, _, tail = Path(f"/proc/{process}/stat").read_text().rpartition(")")
    except OSError:
        return None
    return None if tail.split()[0] == "Z" else head.partition("(")[2]


def _within(seconds: float, holds: Callable[[], object]) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.02)
    return False
