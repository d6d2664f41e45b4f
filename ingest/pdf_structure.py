"""What a PDF says of itself: metadata, by pypdf, its page labels and its outline.

Rule: only a killable child calls this. Nothing here may cost the text: what cannot be read is left out and said.
"""

from __future__ import annotations

import logging
import re
import signal
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import EncodedStreamObject, TextStringObject

from archive import OutlineEntry, Warned
from ingest.pdf_navigation import bookmarks, labels_of_pages

_MAXIMUM_ENTRIES = 2000
_MAXIMUM_FIELDS = 5000
_MAXIMUM_DEPTH = 8
FAULTS = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OSError,
    RecursionError,
    AssertionError,
    NotImplementedError,
    OverflowError,
    ZeroDivisionError,
)
"""What pypdf is known to raise on damaged files; its own root does not cover all."""


@dataclass(frozen=True, slots=True)
class Structure:
    """`labels` holds a label a page, or nothing when the file has none of its own."""

    metadata: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    warnings: tuple[Warned, ...] = ()


UNREAD = Structure(
    warnings=(Warned("structure_unread", None, "The file's metadata, page labels and outline could not be read."),)
)
"""What stands for it where reading it ended the child."""


def read_structure(path: Path, *, seconds: float = 10.0) -> Structure:
    """Read what there is, for so long at most; a part that cannot be read becomes a warning."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    warnings: list[Warned] = []
    parts: dict[str, Any] = {}
    try:
        with _no_longer_than(seconds), path.open("rb") as opened:  # pypdf reads all of a file that it opens itself
            reader = PdfReader(opened, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                return Structure()
            for name, read in (
                ("metadata", partial(_metadata, reader)),
                ("page labels", partial(_labels, reader, path)),
                ("outline", partial(_outline, path)),
                ("form fields", partial(_filled_in, reader)),
            ):
                try:
                    parts[name] = read()
                except (*FAULTS, MemoryError) as fault:
                    warnings.append(_unread(name, fault))
    except (*FAULTS, MemoryError, _TookTooLong) as fault:
        warnings.append(_unread("structure", fault))
    if parts.get("form fields"):
        warnings.append(_FILLED_IN)
    return Structure(
        metadata=parts.get("metadata", {}),
        labels=parts.get("page labels", ()),
        outline=parts.get("outline", ()),
        warnings=tuple(warnings),
    )


_FILLED_IN = Warned("form_values", None, "What is filled into its form fields is not read: it cannot be found.")


def undecoded_pages(path: Path, numbers: Sequence[int], *, seconds: float = 5.0) -> set[int]:
    """Give those of these pages (1-based), on which pdfium found nothing, whose content cannot be unpacked.

    pdfium passes over what is packed in a way that it does not know: such a page is not blank, but lost.
    """
    lost: set[int] = set()
    try:
        with _no_longer_than(seconds), path.open("rb") as opened:
            reader = PdfReader(opened, strict=False)
            if reader.is_encrypted:
                reader.decrypt("")
            for number in numbers:
                if not _unpacks(reader.pages[number - 1]):
                    lost.add(number)
    except (*FAULTS, MemoryError, _TookTooLong):
        return lost
    return lost


def _unpacks(page: Mapping[str, Any]) -> bool:
    """Tell whether something comes of a page's content, where it has any."""
    content = page.get("/Contents")
    streams = content if isinstance(content, list) else [content]
    for each in streams:
        found = getattr(each, "get_object", lambda: None)()
        try:
            if isinstance(found, EncodedStreamObject) and found._data.strip() and not found.get_data():  # noqa: SLF001 - there is no other way to what is packed
                return False
        except (*FAULTS, zlib.error):
            return False
    return True


class _TookTooLong(Exception):
    """The time for the structure is up."""


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Stop what runs when so much processor time is up: a knotted outline must not cost a file its text.

    By the clock, what is found would hang on what else the machine does.
    """

    def stop(_signal: int, _frame: object) -> None:
        raise _TookTooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _unread(name: str, fault: BaseException) -> Warned:
    return Warned("structure_unread", None, f"The file's {name} could not be read ({type(fault).__name__}).")


def _metadata(reader: PdfReader) -> dict[str, str]:
    found = {}
    information: Mapping[str, Any] = reader.metadata or {}
    for key, name in (
        ("/Title", "title"),
        ("/Author", "author"),
        ("/Subject", "subject"),
        ("/Keywords", "keywords"),
        ("/CreationDate", "created"),
    ):
        if cleaned := _cleaned(_text(information, key)):
            found[name] = cleaned
    if language := _text(reader.root_object, "/Lang").strip():
        found["language"] = language
    return found


def _text(entries: Mapping[str, Any], key: str) -> str:
    """Give the text of an entry, wherever in the file it stands; nothing where there is none."""
    try:
        value = entries[key]  # `get` gives the reference to what stands elsewhere
    except FAULTS:
        return ""
    return value if isinstance(value, str) else ""


def _cleaned(value: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", value).split())[:500]


def _labels(reader: PdfReader, path: Path) -> tuple[str, ...]:
    if "/PageLabels" not in reader.root_object:
        return ()
    return tuple(map(_cleaned, labels_of_pages(path)))


def _outline(path: Path) -> tuple[OutlineEntry, ...]:
    told = ((_cleaned(title), number, level) for title, number, level in bookmarks(path, _MAXIMUM_DEPTH))
    return tuple(islice((OutlineEntry(*each) for each in told if each[0]), _MAXIMUM_ENTRIES))


def _filled_in(reader: PdfReader) -> bool:
    """Tell whether words are filled into the fields of a form; pdfium gives none of them."""
    form = reader.root_object.get("/AcroForm")
    waiting = list(form.get_object().get("/Fields", ())) if form is not None else []
    seen = 0
    while waiting and seen < _MAXIMUM_FIELDS:
        seen += 1
        field = waiting.pop().get_object()
        value = field.get("/V")
        if isinstance(value, TextStringObject) and value.strip():
            return True
        waiting.extend(field.get("/Kids", ()))
    return False
