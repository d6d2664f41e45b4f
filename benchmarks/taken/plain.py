"""PDFs indexed plainly, as a first try would: text by pypdf, page by page, into Whoosh as it comes.

A program of its own: `python -m benchmarks.taken.plain INDEX FOLDER...`.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.index import create_in


def main() -> None:
    """Index every PDF below the folders."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    folder, *sources = map(Path, sys.argv[1:])
    folder.mkdir()
    writer = create_in(folder, Schema(path=ID(stored=True), page=NUMERIC(stored=True), text=TEXT)).writer()
    for path, number, text in _pages(sources):
        writer.add_document(path=str(path), page=number, text=text)
    writer.commit()


def _pages(sources: list[Path]) -> Iterator[tuple[Path, int, str]]:
    for source in sources:
        for path in sorted(source.rglob("*.pdf")):
            try:
                for number, page in enumerate(PdfReader(path).pages, 1):
                    yield path, number, page.extract_text()
            except Exception as fault:  # noqa: BLE001 - as a first try would, it goes on with the next file
                print(f"{path}: {fault}", file=sys.stderr)


if __name__ == "__main__":
    main()
