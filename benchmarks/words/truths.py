"""Which PDFs have a text to be measured against, and where it stands: told by the manifests, never by names.

Three kinds: a transcript whose manifest note names the PDF; a text beside the PDF, or of its stem among the ground
truth (`X.txt`, `X.html`, `X.pdf.txt`); a text of its stem in a folder of its own, for manuals that have one.
"""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .markup import text_of, text_of_pages

_FOLDERS = ("policy", "parallel", "groundtruth")
_TRANSCRIPT = re.compile(r"transcript of\s+(.+\.pdf)", re.IGNORECASE)
_ENDINGS = (".txt", ".txt.gz", ".html", ".htm", ".xhtml", ".pdf.txt", ".pdf-sorted.txt")


@dataclass(frozen=True, slots=True)
class Truth:
    """A PDF and what it says; several texts are versions of the same, of which the likest counts."""

    group: str
    pdf: Path
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The truths, and sentences on what has none."""

    truths: tuple[Truth, ...]
    notes: tuple[str, ...]


def find_truths(corpus: Path, own_texts: Path | None) -> Found:
    """Look through the manifests of a corpus; `own_texts` holds texts or HTML named by the stems of the PDFs."""
    pdfs = {_name(path): path for path in sorted(corpus.rglob("*")) if path.suffix.lower() == ".pdf"}
    truths: dict[Path, Truth] = {}
    without: dict[str, list[str]] = {}
    notes: list[str] = []
    rows = [(folder, row) for folder in _FOLDERS for row in _rows(corpus / folder)]
    for folder, row in rows:
        path = corpus / folder / row["path"]
        if match := _TRANSCRIPT.search(row.get("note") or ""):
            pdf = pdfs.get(_name(Path(match.group(1))))
            if pdf and path.is_file():
                truths[pdf] = Truth(path.parent.name, pdf, (_read(path),))
            else:
                notes.append(f"{path.name}: its PDF {Path(match.group(1)).name} is not in the corpus.")
    for folder, row in rows:
        path = corpus / folder / row["path"]
        if path.suffix.lower() != ".pdf" or path in truths or not path.is_file():
            continue
        if texts := tuple(_texts_for(path, corpus / "groundtruth", own_texts)):
            truths[path] = Truth(path.parent.name if folder == "groundtruth" else folder, path, texts)
        else:
            without.setdefault(folder, []).append(path.name)
    notes += [
        f"{folder}: {len(names)} PDFs without a text: {', '.join(names)}" for folder, names in without.items()
    ]
    return Found(tuple(sorted(truths.values(), key=lambda each: (each.group, each.pdf.name))), tuple(notes))


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    manifest = folder / "manifest.tsv"
    if manifest.is_file():
        with manifest.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _name(path: Path) -> str:
    return unicodedata.normalize("NFC", path.name).lower()  # names come composed or not, as the file system likes


def _texts_for(pdf: Path, groundtruth: Path, own_texts: Path | None) -> Iterator[str]:
    folders = [pdf.parent, *(path for path in sorted(groundtruth.glob("**/")))]
    for folder in [*folders, own_texts] if own_texts else folders:
        found = [folder / (pdf.stem + ending) for ending in _ENDINGS if (folder / (pdf.stem + ending)).is_file()]
        if found:
            yield from map(_read, found)
            return
        if folder is own_texts and (folder / pdf.stem).is_dir():
            yield text_of_pages(folder / pdf.stem)


def _read(path: Path) -> str:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = raw.decode("utf-8-sig", "replace")
    return text_of(text) if path.suffix in (".html", ".htm", ".xhtml") else text
