"""The program tesseract: an image of a page -> words with boxes and with how sure each is.

Rule: only a killable child runs it, and it ends with that child: a page that is given up leaves no process behind.
It works on one core, for the pages of a scan are read side by side.
"""

from __future__ import annotations

import csv
import ctypes
import io
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ingest.errors import OcrFailed
from ingest.limits import hold
from ingest.ocr_modes import PROGRAM

if TYPE_CHECKING:
    from PIL import Image  # whoever only asks whether the program is there does without

LANGUAGES = {"en": "eng", "es": "spa"}
"""How the program calls the languages that Pasaje reads."""

_MEMORY_BYTES = 700_000_000
"""A page of 8 million pixels takes 200 MB with both languages."""

_CPU_SECONDS = 40
"""A page full of text takes four at the most; a map with thousands of specks ten."""

_WALL_SECONDS = 200
"""Of a machine that does much else too; the child that waits for it has a little more."""

_ANSWER_SECONDS = 10
"""Telling its version is a matter of milliseconds."""

_DIES_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux (prctl(2)); other systems have nothing like it, and hold it to its time alone."""

_WORD_LEVEL = "5"
"""Level of the rows that are words; those above are pages, blocks, paragraphs and lines."""

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Layout(StrEnum):
    """How the words of an image are to be looked for; the program's own numbers."""

    COLUMNS = "3"
    LINE = "7"
    SPARSE = "11"


class SeenWord(NamedTuple):
    """A word on an image: `box` in pixels, `sure` from 0 to 100, and which line it stands on, counted from 0."""

    text: str
    box: tuple[int, int, int, int]
    sure: float
    line: int


@dataclass(frozen=True, slots=True)
class Program:
    """The program as it is installed; `make` tells readings by it from those by another release."""

    path: str
    make: str


def find_program() -> Program | None:
    """Find the program with both languages; nothing where it, or one of them, is not installed."""
    path = shutil.which(PROGRAM)
    if path is None:
        return None
    version = re.match(rf"{PROGRAM} v?(\S+)", _told(path, "--version"))
    known = _told(path, "--list-langs").split()
    if version is None or not set(LANGUAGES.values()) <= set(known):
        return None
    return Program(path, f"{PROGRAM}-{version[1]}")


def _told(path: str, question: str) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 - found by its own name, asked with words of ours
            [path, question], capture_output=True, text=True, timeout=_ANSWER_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout + answer.stderr


def read_image(
    program: Program,
    image: Image.Image,
    dots_per_inch: int,
    languages: Sequence[str],
    layout: Layout = Layout.COLUMNS,
) -> list[SeenWord]:
    """Read the words of a grey image in these languages, in the order in which the program reads them.

    Raises: OcrFailed.
    """
    command = [
        program.path,
        "stdin",
        "stdout",
        *("-l", "+".join(LANGUAGES[each] for each in languages)),
        *("--dpi", str(dots_per_inch)),
        *("--psm", layout.value),
        *("-c", "tessedit_create_tsv=1"),
    ]
    written = io.BytesIO()
    image.save(written, "PPM")
    return list(_words(_run(command, written.getvalue())))


def _run(command: Sequence[str], image: bytes) -> str:
    parent = os.getpid()

    def confine() -> None:
        """Hold the program to its limits, and to the life of this process, before it begins."""
        if _libc is not None:
            _libc.prctl(_DIES_WITH_PARENT, signal.SIGKILL)
            if os.getppid() != parent:  # the child died before it could be said
                os._exit(1)
        hold(resource.RLIMIT_AS, _MEMORY_BYTES)
        hold(resource.RLIMIT_CPU, _CPU_SECONDS)

    try:
        done = subprocess.run(  # noqa: S603 - only numbers and words of ours
            command,
            input=image,
            capture_output=True,
            timeout=_WALL_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            preexec_fn=confine,  # safe: what other thread a child has holds no lock (`staying.py`)
        )
    except subprocess.TimeoutExpired as error:
        raise OcrFailed("it took too long") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrFailed(f"{PROGRAM} could not be run") from error
    if done.returncode == -signal.SIGXCPU:
        raise OcrFailed("it took too long")
    if done.returncode:
        raise OcrFailed(f"{PROGRAM} failed ({done.returncode})")
    return done.stdout.decode("utf-8", "replace")


def _words(table: str) -> Iterator[SeenWord]:
    """Read the program's table: a row a piece of the page, tabs between."""
    lines: dict[tuple[str, ...], int] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] != _WORD_LEVEL or not text:
            continue
        place = (row["block_num"], row["par_num"], row["line_num"])
        left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
        line = lines.setdefault(place, len(lines))
        yield SeenWord(text, (left, top, left + width, top + height), float(row["conf"]), line)
