"""Files that are copied while somebody looks are told of when they are whole, and once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.settling import Settling, has_both_ends, is_being_written, stamps

WHOLE = b"%PDF-1.4\n" + b"x" * 3000 + b"\n%%EOF\n"


@pytest.fixture(autouse=True)
def deaf() -> Iterator[None]:
    before = signal.signal(signal.SIGIO, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGIO, before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(WHOLE)
    return path


def looks(settling: Settling, path: Path, *times: float) -> list[bool]:
    """Tell at which of these times the file is told of."""
    return [settling.look(stamps([path]), now) == [path] for now in times]


def test_a_whole_file_is_told_of_once_when_it_has_been_quiet(file: Path) -> None:
    assert looks(Settling(), file, 0, 1.9, 2, 3, 100) == [False, False, True, False, False]


def test_a_file_that_grows_is_waited_for(file: Path) -> None:
    settling = Settling()
    file.write_bytes(WHOLE[:100])
    assert looks(settling, file, 0, 1) == [False, False]
    file.write_bytes(WHOLE[:200])
    assert looks(settling, file, 2, 3.9, 5) == [False, False, False]
    file.write_bytes(WHOLE)
    assert settling.is_waiting
    assert looks(settling, file, 6, 7.9, 8) == [False, False, True]
    assert not settling.is_waiting


@pytest.mark.parametrize("body", [b"", WHOLE[:-8], b"a text", WHOLE[9:]])
def test_what_has_no_end_or_beginning_is_told_of_when_it_has_been_quiet_for_long(file: Path, body: bytes) -> None:
    """It may be damaged, or no PDF at all: that is for others to say."""
    file.write_bytes(body)
    assert looks(Settling(), file, 0, 2, 29, 30, 31) == [False, False, False, True, False]


def test_a_file_that_changes_is_told_of_again(file: Path) -> None:
    settling = Settling()
    looks(settling, file, 0, 2)
    file.write_bytes(WHOLE + WHOLE)
    assert looks(settling, file, 3, 5, 6) == [False, True, False]


def test_a_file_put_in_its_place_is_told_of_though_it_looks_alike(file: Path) -> None:
    settling = Settling()
    looks(settling, file, 0, 2)
    other = file.with_suffix(".new")
    other.write_bytes(WHOLE)
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)
    assert looks(settling, file, 3, 5) == [False, True]


def test_a_file_that_went_and_came_back_is_waited_for_anew(file: Path) -> None:
    settling = Settling()
    looks(settling, file, 0, 2)
    assert settling.look({}, 3) == []
    assert looks(settling, file, 4, 6) == [False, True]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_a_file_that_somebody_has_open_for_writing_is_not_whole(file: Path) -> None:
    """However long nothing comes: a copy over a line that has stalled keeps its file open."""
    writer = "import sys; file = open(sys.argv[1], 'ab'); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", writer, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        assert is_being_written(file)
        settling = Settling()
        assert looks(settling, file, 0, 100) == [False, False]
        process.communicate(b"")
        assert looks(settling, file, 101) == [True]
    with file.open("rb"):
        assert not is_being_written(file)


def test_what_cannot_be_looked_at_is_no_fault(tmp_path: Path) -> None:
    gone = tmp_path / "gone.pdf"
    assert stamps([gone]) == {}
    assert not has_both_ends(gone)
    assert not is_being_written(gone)
