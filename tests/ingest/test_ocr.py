"""The program that reads images, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest import ocr
from ingest.errors import OcrFailed
from ingest.ocr import Program, find_program, read_image
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import Sheet
from tests.scan_factory import DOTS_PER_INCH, needs_program, picture_of

_CHILD = """
import sys
from PIL import Image
from ingest.ocr import Program, read_image
print("begun", flush=True)
read_image(Program(sys.argv[1], "slow"), Image.new("L", (100, 100), 255), 150, ["en"])
"""


def stand_in(folder: Path, script: str, languages: str = "eng spa osd") -> str:
    """Write a program that answers for tesseract, and does something else when it is to read."""
    path = folder / "tesseract"
    path.write_text(
        "#!/bin/sh\n"
        'case "$1" in\n'
        "--version) echo 'tesseract 9.9';;\n"
        f"--list-langs) for each in {languages}; do echo $each; done;;\n"
        f"*) {script};;\n"
        "esac\n"
    )
    path.chmod(0o755)
    return str(path)


@needs_program
def test_words_have_boxes_and_tell_how_sure_they_are(tmp_path: Path) -> None:
    program = find_program()
    assert program
    picture = picture_of(sheet_of(ENGLISH), tmp_path)
    words = read_image(program, picture, DOTS_PER_INCH, ["en", "es"])
    assert " ".join(word.text for word in words) == ENGLISH
    assert all(0 < word.sure <= 100 for word in words)
    assert len({word.line for word in words}) > 1
    for _, (x0, y0, x1, y1), _, _ in words:
        assert 0 <= x0 < x1 <= picture.width
        assert 0 <= y0 < y1 <= picture.height


@needs_program
def test_an_empty_image_has_no_words(tmp_path: Path) -> None:
    program = find_program()
    assert program
    assert read_image(program, picture_of(Sheet(), tmp_path), DOTS_PER_INCH, ["es"]) == []


def test_without_the_program_none_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program() is None


def test_without_spanish_it_is_as_good_as_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Spanish read as English loses its accents: better that the pages wait."""
    stand_in(tmp_path, "exit 1", languages="eng osd")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert find_program() is None


def test_the_make_names_the_release(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    found = find_program()
    assert found is not None
    assert found.make == "tesseract-9.9"


@pytest.mark.parametrize(("script", "why"), [("exit 3", "failed"), ("exec sleep 30", "too long")])
def test_what_the_program_fails_at_is_told_in_a_few_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, why: str
) -> None:
    monkeypatch.setattr(ocr, "_WALL_SECONDS", 1)
    program = Program(stand_in(tmp_path, script), "stand-in")
    with pytest.raises(OcrFailed, match=why):
        read_image(program, picture_of(Sheet(), tmp_path), DOTS_PER_INCH, ["en"])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no way to tie a program to its parent")
def test_a_child_that_is_killed_leaves_no_program_behind(tmp_path: Path) -> None:
    """The program is ended by the system, for nobody is left who could."""
    told = tmp_path / "process"
    path = stand_in(tmp_path, f"echo $$ > {told}; exec sleep 60")
    with subprocess.Popen([sys.executable, "-c", _CHILD, path], stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        assert _within(20, told.exists)
        assert _within(5, lambda: bool(told.read_text().strip()))
        process = int(told.read_text())
        assert _is_alive(process)
        child.send_signal(signal.SIGKILL)
    assert _within(5, lambda: not _is_alive(process))


def _within(seconds: float, holds: object) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
