"""What a person names -> the files to read: files as they are, folders with every PDF below them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, NoReturn

from archive import Reason
from ingest.errors import OriginalUnreadable
from ingest.outcome import Options
from ingest.received import HEAD_BYTES, PDF_MARK

MAXIMUM_BYTES = 1_000_000_000
"""Larger files are films of pages, or hostile: a scan of 1,000 pages in colour has half of it."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
"""A scheme and two slashes (RFC 3986, 3); no file is named so by hand."""

Refused = tuple[str, Reason]


class Brought(NamedTuple):
    """The bytes of a source, for as long as they are looked at: where they lie, and the name of the file."""

    path: Path
    file_name: str


@dataclass(frozen=True, slots=True)
class Found:
    """One source: how it is called, and how its bytes are brought, which may raise OriginalUnreadable.

    `options`: what is known of this one beside what is asked for all.
    """

    source: str
    bring: Callable[[], AbstractContextManager[Brought]]
    options: Options | None = None


def is_address(name: str | os.PathLike[str]) -> bool:
    """Tell an address of the web from a path."""
    return isinstance(name, str) and bool(_ADDRESS.match(name))


def expand(names: Iterable[str | os.PathLike[str]]) -> Iterator[Found | Refused]:
    """Give each file once, in the order named, a folder's by path; or the name and the reason why it cannot be."""
    seen: set[Path] = set()
    for name in names:
        for found in _below(Path(name).absolute()):
            if isinstance(found, tuple):
                yield found
            elif (resolved := Path(os.path.realpath(found))) not in seen:  # Path.resolve breaks at circles
                seen.add(resolved)
                yield file(resolved)


def file(path: Path) -> Found:
    """Give a file as a source."""
    brought = Brought(path, printable(path.name))
    return Found(printable(path), lambda: nullcontext(brought))


def not_come(source: str, reason: Reason, options: Options | None = None) -> Found:
    """Give a source whose bytes cannot be had, with what was asked for with it: it fails with the reason."""

    def bring() -> NoReturn:
        raise OriginalUnreadable(reason.code, reason.message)

    return Found(source, bring, options)


def refusal(path: Path) -> Reason | None:
    """Say why a file cannot be a PDF, before anything opens it; None when it may be one."""
    try:
        if path.exists() and not path.is_file():
            return Reason("not_a_pdf", "It is no ordinary file: name a PDF, or a folder of them.")
        with path.open("rb") as reader:
            head, size_bytes = reader.read(HEAD_BYTES), os.fstat(reader.fileno()).st_size
    except OSError as error:
        return Reason(
            "unreachable", f"It cannot be read ({error.strerror or error}): check its name and permissions."
        )
    if not head:
        return Reason("not_a_pdf", "It is empty (0 bytes): copy or download it again.")
    if PDF_MARK not in head:
        return Reason("not_a_pdf", "It does not begin as a PDF: save or export it as PDF and add that.")
    if size_bytes > MAXIMUM_BYTES:
        told = (
            f"It has {size_bytes // 1_000_000:,} MB; Pasaje takes up to {MAXIMUM_BYTES // 1_000_000:,} MB a file"
        )
        return Reason("too_large", f"{told}: split it, or save it smaller.")
    return None


def printable(path: str | os.PathLike[str]) -> str:
    """Give a path as text that can be stored and shown; bytes of its name that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def pdfs_below(folder: Path, tell: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """Give the PDFs in a folder and all below it, by path, hidden ones left out; faults are told of."""
    for inner, folders, files in os.walk(folder, onerror=tell):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(".pdf") and not name.startswith("."):
                yield Path(inner, name)


def _below(path: Path) -> Iterator[Path | Refused]:
    try:
        if path.is_dir():
            faults: list[OSError] = []
            yield from pdfs_below(path, faults.append)
            for fault in faults:
                yield printable(fault.filename), Reason("unreachable", f"It cannot be read ({fault.strerror}).")
            return
        if path.exists():
            yield path
            return
    except OSError as error:
        yield (
            printable(path),
            Reason("unreachable", f"It cannot be read ({error.strerror or error}): check its permissions."),
        )
        return
    yield printable(path), Reason("unreachable", "There is no such file or folder: check the name.")
