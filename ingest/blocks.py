"""The block: what a reader sees as one paragraph, heading, list item or row of a table."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass
from functools import cached_property

from archive import Box
from ingest.lines import Line, around

CAPTION = re.compile(
    r"^(?:figure|fig\.|table|chart|map|box|image|graph|figura|tabla|cuadro|gráfico|gráfica|mapa|"
    r"imagen|recuadro|ilustración)\s*\d+",
    re.IGNORECASE,
)
"""How a caption begins, in both languages."""

_CONTENTS_ENTRY = re.compile(r"…\s*(?:[0-9]+|[ivxlc]+)(?:,\s*[0-9]+)*$")


@dataclass(frozen=True)
class Block:
    """Lines that belong together.

    A row of a table has `cells`: how many of its lines stand in each, left to right. `header` are the cells of the
    header above it; a paragraph in a column of a table has one. What stands `in_box` is apart from the text around
    the box.
    """

    page_number: int
    lines: tuple[Line, ...]
    cells: tuple[int, ...] = ()
    header: tuple[str, ...] = ()
    in_box: bool = False
    cell: int = 0
    """Which cell of its table it stands in, counted from 1; 0 outside of cells."""

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return bool(self.cells)

    @cached_property
    def box(self) -> Box:
        """The box around all lines."""
        return around([line.box for line in self.lines])

    @cached_property
    def size(self) -> float:
        """The usual height of its characters."""
        return statistics.median(line.size for line in self.lines) if len(self.lines) > 1 else self.lines[0].size

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @cached_property
    def is_listing(self) -> bool:
        """Whether it is a listing of a program, line by line."""
        return all(line.is_listing for line in self.lines)

    @cached_property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def word_count(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @cached_property
    def flat(self) -> str:
        """Its text in one line, with single spaces."""
        return " ".join(self.text.split())


def is_contents_entry(text: str) -> bool:
    """Tell whether a line is an entry of a table of contents, with a leader and a page number."""
    return "…" in text and bool(_CONTENTS_ENTRY.search(text))


def is_caption(text: str, above: str) -> bool:
    """Tell whether a line begins a caption: its number is followed by a stop, or what is above has ended."""
    match = CAPTION.match(text)
    ended = above.rstrip().endswith((".", "!", "?", ":", ";"))
    return bool(match) and (ended or text[match.end() :][:1] in (".", ":") if match else False)
