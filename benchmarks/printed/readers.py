"""What Pasaje and plain readers make of a PDF, as units: what each takes for one paragraph, item or row."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from pypdf import PdfReader

from archive import CELL, ROW
from ingest.errors import OriginalUnreadable
from ingest.limits import Limits
from ingest.ocr_modes import OcrMode
from ingest.readings import Reading
from ingest.sandbox import read_all
from ingest.tasks import Task

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\f")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage, or a line of one that holds several items or rows; `kind` is empty where a reader tells none."""

    text: str
    kind: str = ""
    page_number: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells, if it is a row of a table; one cell else."""
        return tuple(" ".join(cell.split()) for cell in self.text.split(CELL))


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of one file; `aside` are the lines it took for furniture."""

    units: tuple[Unit, ...]
    aside: tuple[str, ...] = ()


def readings(paths: Sequence[Path], workers: int) -> Iterator[tuple[Path, Reading | OriginalUnreadable]]:
    """Read files as the product does, in children that can be killed."""
    tasks = [Task(path, path.name, ocr=OcrMode.NEVER) for path in paths]
    for number, result in read_all(tasks, workers=workers, limits=Limits(), advance=lambda *_: None):
        yield paths[number], result


def pasaje(paths: Sequence[Path], workers: int) -> Iterator[Read]:
    """Give what Pasaje reads, file by file.

    Raises: OriginalUnreadable: a file is refused; none of ours should be.
    """
    for _, reading in readings(paths, workers):
        if isinstance(reading, OriginalUnreadable):
            raise reading
        aside = tuple(line.text for page in reading.pages for line in page.furniture)
        yield Read(tuple(units_of(reading)), aside)


def units_of(reading: Reading) -> Iterator[Unit]:
    """Give the passages of a reading; lists and tables line by line."""
    for draft in reading.drafts:
        kind = draft.kind.value
        parted = draft.text.split(ROW) if kind in ("list_item", "table") else [draft.text]
        for text in parted:
            yield Unit(text, kind, draft.parts[0].page_number)


def pdftotext(paths: Iterable[Path]) -> Iterator[Read]:
    """Give poppler's text in reading order, which joins cut words itself, cut at blank lines."""
    for path in paths:
        done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
        yield _at_blank_lines(done.stdout.decode())


def plain_pdfium(paths: Iterable[Path]) -> Iterator[Read]:
    """Give pdfium's text as it comes, cut at blank lines and page ends."""
    for path in paths:
        document = pdfium.PdfDocument(path)
        yield _at_blank_lines("\f".join(page.get_textpage().get_text_range() for page in document))


def plain_pypdf(paths: Iterable[Path]) -> Iterator[Read]:
    """Give pypdf's text as it comes, cut at blank lines and page ends."""
    for path in paths:
        yield _at_blank_lines("\f".join(page.extract_text() for page in PdfReader(path).pages))


def others() -> dict[str, Callable[[Sequence[Path]], Iterator[Read]]]:
    """Give the readers that stand beside Pasaje, those of this machine."""
    found: dict[str, Callable[[Sequence[Path]], Iterator[Read]]] = {}
    if shutil.which("pdftotext"):
        found["pdftotext"] = pdftotext
    return found | {"pdfium, blank lines": plain_pdfium, "pypdf, blank lines": plain_pypdf}


def line_end_hyphens(path: Path) -> int:
    """Count the line ends with a hyphen after which a letter follows, as pdfium tells them."""
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(path)]
    return sum(len(re.findall(r"(?<=\w)(?:\ufffe\s*|[-‐]\r?\n)(?=\w)", text)) for text in pages)


def _at_blank_lines(text: str) -> Read:
    unix = text.replace("\r\n", "\n").replace(_SOFT_HYPHEN, "").replace("\ufffe", "-\n")
    return Read(tuple(Unit(" ".join(part.split())) for part in _BLANK_LINE.split(unix) if part.strip()))
