"""Make the sample PDFs of this folder from their Typst sources.

    python samples/make_samples.py            write the PDFs anew
    python samples/make_samples.py --check    compare them with their sources, and write nothing

Every ``sources/NAME.typ`` gives ``NAME.pdf``; sources whose names begin with an underscore are shared by the
others. The same sources always give the same bytes: each document carries its own date, and only the fonts
that come with Typst are used. A different release of Typst may lay out or write a file differently, so the
release in use is compared with the one the PDFs were made with.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAMPLES = Path(__file__).resolve().parent
SOURCES = SAMPLES / "sources"
TYPST_RELEASE = "0.15.2"


def documents() -> Iterator[tuple[Path, Path]]:
    """Give each source with the PDF that is made from it, in the order of their names."""
    for source in sorted(SOURCES.glob("*.typ")):
        if not source.name.startswith("_"):
            yield source, SAMPLES / f"{source.stem}.pdf"


def compile_source(source: Path) -> bytes:
    """Give the bytes of the PDF that a source makes."""
    made = typst.compile(source, root=SOURCES, ignore_system_fonts=True, format="pdf")
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave no single PDF for {source.name}.")
    return made


def write() -> None:
    """Write every PDF, and say how large each one is."""
    for source, pdf in documents():
        size = pdf.write_bytes(compile_source(source))
        print(f"{pdf.name}: {size:,} bytes")


def stale() -> list[str]:
    """Give a sentence for each PDF that is missing or is not what its source makes."""
    sentences = []
    for source, pdf in documents():
        if not pdf.exists():
            sentences.append(f"{pdf.name} is missing; its source is {source.name}.")
        elif pdf.read_bytes() != compile_source(source):
            sentences.append(f"{pdf.name} differs from what {source.name} gives.")
    return sentences


def main(arguments: Sequence[str] | None = None) -> int:
    """Make or check the samples; give the status the command ends with."""
    parser = argparse.ArgumentParser(description="Make the sample PDFs from their Typst sources.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a PDF is out of date")
    checking: bool = parser.parse_args(arguments).check

    if (release := version("typst")) != TYPST_RELEASE:
        print(f"The samples are made with typst {TYPST_RELEASE}; this is typst {release}.", file=sys.stderr)
        return 1
    if not checking:
        write()
        return 0
    sentences = stale()
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    if sentences:
        print("Run python samples/make_samples.py to make the samples anew.", file=sys.stderr)
        return 1
    print("The samples are what their sources give.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
