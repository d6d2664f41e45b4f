"""What poppler reads of a PDF: pages, blocks, lines and words with their boxes, in its own order."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

Box = tuple[float, float, float, float]

_SPACE = "{http://www.w3.org/1999/xhtml}"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Word:
    """A word as poppler parts them; `line` counts the lines of its page."""

    text: str
    box: Box
    line: int

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of its box."""
        x0, y0, x1, y1 = self.box
        return (x0 + x1) / 2, (y0 + y1) / 2

    @property
    def has_letters(self) -> bool:
        """Whether it has a letter or a digit: leaders, bullets and dashes have none."""
        return any(map(str.isalnum, self.text))


Block = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class PopplerPage:
    """A page: its size in points, and its blocks."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [word for block in self.blocks for word in block]


def read(path: Path) -> list[PopplerPage]:
    """Read a file with pdftotext; what it cannot read has no pages."""
    command = ["pdftotext", "-q", "-bbox-layout", "-cropbox", "-enc", "UTF-8", str(path), "-"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        xml = _NOT_XML.sub("\ufffd", done.stdout.decode("utf-8", "replace"))
        tree = ET.fromstring(xml)  # noqa: S314 - written by a program of this machine, which escapes what it read
    except (subprocess.TimeoutExpired, ET.ParseError):
        return []
    return [_page(number, page) for number, page in enumerate(tree.iter(f"{_SPACE}page"), start=1)]


def _page(number: int, page: ET.Element) -> PopplerPage:
    width, height = float(page.get("width", 0)), float(page.get("height", 0))
    lines = {id(line): at for at, line in enumerate(page.iter(f"{_SPACE}line"))}
    blocks = []
    for block in page.iter(f"{_SPACE}block"):
        words = tuple(
            word for line in block.iter(f"{_SPACE}line") for word in _words(line, lines[id(line)], width, height)
        )
        if words:
            blocks.append(words)
    return PopplerPage(number, width, height, tuple(blocks))


def _words(line: ET.Element, at: int, width: float, height: float) -> Iterator[Word]:
    for word in line.iter(f"{_SPACE}word"):
        x0, y0, x1, y1 = (float(word.get(name, 0)) for name in ("xMin", "yMin", "xMax", "yMax"))
        made = Word(word.text or "", (x0, y0, x1, y1), at)
        x, y = made.centre
        if made.text.strip() and 0 <= x <= width and 0 <= y <= height:
            yield made
