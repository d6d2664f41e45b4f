"""Files by the hundred out of a few: a page with a word of its own, and some pages of a real PDF."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

_MOST_PAGES = 3
_LETTERS = "bcdfghjklmnpqrstvwxz"
"""Without vowels no word of a language comes of them, nor a stem."""


def make_files(folder: Path, sources: Sequence[Path], count: int, draw: random.Random) -> dict[str, Path]:
    """Write so many files; gives each by its own word."""
    readers = [PdfReader(source) for source in sources]
    made = {}
    while len(made) < count:
        word = "q" + "".join(draw.choice(_LETTERS) for _ in range(9))
        if word not in made:
            made[word] = folder / f"file-{len(made):03}.pdf"
            _write(made[word], word, draw.choice(readers), draw)
    return made


def _write(path: Path, word: str, reader: PdfReader, draw: random.Random) -> None:
    writer = PdfWriter()
    _title_page(writer, f"This file is known by the word {word} and by no other.")
    first = draw.randrange(len(reader.pages))
    for page in reader.pages[first : first + draw.randint(1, _MOST_PAGES)]:
        writer.add_page(page)
    writer.add_metadata({"/Title": f"File {word}"})
    with path.open("wb") as file:
        writer.write(file)


def _title_page(writer: PdfWriter, sentence: str) -> None:
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    content = DecodedStreamObject()
    content.set_data(b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % sentence.encode("ascii"))
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001 - a stream stands by itself
