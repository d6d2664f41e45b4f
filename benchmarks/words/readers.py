"""The readers that are compared: Pasaje, pdftotext, pypdf and plain pdfium, each in children that can be killed.

Each gives its text as a user of it would get it, with its default options.
"""

from __future__ import annotations

import logging
import multiprocessing
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as WallTimeout
from dataclasses import dataclass, replace
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from ingest.errors import OriginalUnreadable
from ingest.limits import Limits
from ingest.ocr_modes import OcrMode
from ingest.sandbox import read_all
from ingest.tasks import Task


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of one file; `aside` are lines it took for furniture, `failure` why it has nothing."""

    text: str = ""
    aside: tuple[str, ...] = ()
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Reads:
    """What a reader made of all files, one by one, and the processor time of its children with their start."""

    reader: str
    files: tuple[Read, ...]
    cpu_seconds: float


Reader = Callable[[Sequence[Path], int], Iterator[Read]]
"""Given paths and a limit in seconds a file, gives what became of each, in order."""


def read(reader: str, paths: Sequence[Path], seconds: int) -> Reads:
    """Let one of `READERS` read all files, and count what it costs."""
    before = _cpu_seconds()
    files = tuple(READERS[reader](paths, seconds))
    return Reads(reader, files, _cpu_seconds() - before)


def missing_program() -> str:
    """Say which program of the comparison is not on this machine; empty when all are."""
    return "" if shutil.which("pdftotext") else "pdftotext is not installed (Debian: poppler-utils): left out."


def _pasaje(paths: Sequence[Path], seconds: int) -> Iterator[Read]:
    """Give the passages in reading order: what can be found by a search."""
    tasks = [Task(path, path.name, ocr=OcrMode.NEVER) for path in paths]
    limits = replace(Limits(), wall_seconds=seconds, cpu_seconds=seconds)
    for _, reading in read_all(tasks, workers=1, limits=limits, advance=lambda *_: None):
        if isinstance(reading, OriginalUnreadable):
            yield Read(failure=str(reading))
            continue
        aside = tuple(each.text for page in reading.pages for each in page.furniture)
        yield Read("\n".join(draft.text for draft in reading.drafts), aside)


def _pdftotext(paths: Sequence[Path], seconds: int) -> Iterator[Read]:
    for path in paths:
        try:
            done = subprocess.run(
                ["pdftotext", "-q", "-enc", "UTF-8", path, "-"], capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            yield Read(failure=f"took more than {seconds} seconds")
            continue
        text = done.stdout.decode("utf-8", "replace")
        yield Read(text, failure="" if text.strip() or not done.returncode else f"ended with {done.returncode}")


def _pypdf(paths: Sequence[Path], seconds: int) -> Iterator[Read]:
    return _in_child(_pypdf_text, paths, seconds)


def _pdfium(paths: Sequence[Path], seconds: int) -> Iterator[Read]:
    return _in_child(_pdfium_text, paths, seconds)


READERS: dict[str, Reader] = {"Pasaje": _pasaje, "pdftotext": _pdftotext, "pypdf": _pypdf, "pdfium": _pdfium}


def _in_child(text_of: Callable[[Path], str], paths: Sequence[Path], seconds: int) -> Iterator[Read]:
    with ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn")) as pool:
        for path in paths:
            try:
                yield Read(pool.schedule(text_of, args=(path,), timeout=seconds).result())
            except WallTimeout:
                yield Read(failure=f"took more than {seconds} seconds")
            except ProcessExpired:
                yield Read(failure="ended its process")
            except Exception as fault:  # noqa: BLE001 - whatever a reader makes of a strange file is its result
                yield Read(failure=f"{type(fault).__name__}: {fault}"[:100])


def _pypdf_text(path: Path) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 - a child loads only the reader it measures

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says much about odd files, and reads them
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _pdfium_text(path: Path) -> str:
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - as above

    document = PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _cpu_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime
