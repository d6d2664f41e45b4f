"""What a command says: results on standard output, words for people on standard error.

Rule: text of documents and names of files may hold anything; nothing of it may steer the terminal.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from archive import CELL, ROW, Passage, differences
from search_app.errors import CannotPrint
from search_app.rendering import HIDDEN, Cut, Span, before_comma, cell_excerpt, cells, excerpt, neutral

MARGIN = 3
"""Spaces before what belongs to the line above."""

_MARK_STYLE = "not dim bold black on yellow"
_WENT_STYLE, _CAME_STYLE = "red strike", "green underline"
_WENT_SIGNS, _CAME_SIGNS = ("[-", "-]"), ("{+", "+}")
"""As wdiff writes them, for files and for terminals without colour."""

_READABLE_WIDTH = 100
"""Longer lines are hard to follow, however wide the terminal."""


_TWO_COLUMNS_WIDTH = 100
"""Narrower, a column would have less than 45 characters."""

_GUTTER = " │ "


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    click.echo(one_line(sentence), err=True)


def json_line(value: Mapping[str, Any]) -> None:
    """Print one JSON object as one line; hidden characters are written as escapes and mean the same."""
    line = json.dumps(value, ensure_ascii=False)
    print_line(HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", line))


def print_line(line: str) -> None:
    """Print a line on standard output. Raises: CannotPrint."""
    with _printing():
        click.echo(line)


def print_text(text: str) -> None:
    """Print a piece of a file as it is; on a terminal it can steer nothing. Raises: CannotPrint."""
    with _printing():
        click.echo(neutral(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text, nl=False)


def one_line(text: str) -> str:
    """Put text on one line and make hidden characters harmless."""
    return " ".join(neutral(text).split())


def counted(number: int, noun: str) -> str:
    """Say how many: “1 page”, “2 pages”."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def place(title: str, passage: Passage, labels: Mapping[int, str]) -> str:
    """Say where a passage stands: title, printed page and position where they differ, language."""
    return f"{place_on(title, passage.page_numbers, labels)} · {passage.language}"


def place_on(title: str, page_numbers: Iterable[int], labels: Mapping[int, str]) -> str:
    """Say on which pages something stands: title, printed page and position where they differ."""
    pages = ", ".join(page_words(number, labels.get(number)) for number in page_numbers)
    return f"{before_comma(title)} · p. {pages}"


def page_words(number: int, label: str | None) -> str:
    """Name a page by what is printed on it, and by its number where that is another."""
    return f"{label} (PDF {number})" if label and label != str(number) else str(number)


def marked(
    text: str, spans: Iterable[Span] = (), cut: Cut | None = None, *, before: str = "", after: str = ""
) -> Text:
    """Give a stretch of a text with its spans in the colour of a marker, on one line."""
    whole = Text(neutral(text).replace("\n", " ").replace("\t", " "))
    for start, end in spans:
        whole.stylize(_MARK_STYLE, start, end)
    shown = whole[cut.start : cut.end] if cut else whole
    return Text(before) + shown + Text(after)


def compared(before: str, after: str, *, in_colour: bool) -> Text:
    """Give two texts as one, on one line: what went before what came in its place."""
    line = Text()
    place, gap = 0, ""
    for went, came in differences(before, after):
        line += _kept(after[place : came[0]], gap)
        ahead = before[: went[0]] if went[0] < went[1] else after[: came[0]]
        gap = " " * (bool(line) and ahead[-1:].isspace())
        if went[0] < went[1]:
            line += Text(gap) + _set_off(before[slice(*went)], _WENT_SIGNS, _WENT_STYLE, in_colour=in_colour)
            gap = " "
        if came[0] < came[1]:
            line += Text(gap) + _set_off(after[slice(*came)], _CAME_SIGNS, _CAME_STYLE, in_colour=in_colour)
        behind = after[came[1] :] if came[0] < came[1] else before[went[1] :]
        place, gap = came[1], " " * behind[:1].isspace()
    return line + _kept(after[place:], gap)


def marked_passage(passage: Passage, cut: Cut | None = None) -> Text:
    """Give a passage or a stretch of it; each cell of a table row behind the words it stands under."""
    shown = cut or Cut(0, len(passage.text))
    if passage.header:
        return _row(passage, (), cells(passage.text, shown))
    return _stretch(passage, (), shown)


def marked_excerpt(passage: Passage, spans: Sequence[Span]) -> Text:
    """Give the stretch of a passage with most marks; of a table row, that of each cell."""
    text = passage.text
    if passage.header:
        return _row(passage, spans, [[cell_excerpt(text, spans, cell) for cell in row] for row in cells(text)])
    return _stretch(passage, spans, excerpt(text, spans))


class Paper(Console):
    """Standard output for styled lines; plain and unwrapped where it is no terminal."""

    def __init__(self) -> None:
        super().__init__(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def write(self, line: str | Text, *, indent: int = 0, style: str = "", wrapped: bool = True) -> None:
        """Write a text with a margin, on a terminal wrapped between words to a width that reads well."""
        text = Text(one_line(line)) if isinstance(line, str) else line
        width = min(self.width, _READABLE_WIDTH) - indent
        parts = text.wrap(self, width) if wrapped and self.is_terminal else [text]
        for part in parts:
            part.rstrip()
            self.print(Text(" " * indent) + part, style=style)

    def write_beside(self, ours: Sequence[Text], theirs: Sequence[Text], *, indent: int = 0) -> None:
        """Write texts in two columns on a wide terminal, else one above the other; either may be missing."""
        if not self.is_terminal or self.width < _TWO_COLUMNS_WIDTH:
            for text in (*ours, *theirs):
                self.write(text, indent=indent)
            return
        width = (min(self.width, 2 * _READABLE_WIDTH) - indent - len(_GUTTER)) // 2
        sides = [[line for text in side for line in text.wrap(self, width)] for side in (ours, theirs)]
        for one, other in zip_longest(*sides, fillvalue=Text()):
            one.rstrip()
            one.pad_right(width - one.cell_len)
            other.rstrip()
            self.print(Text(" " * indent) + one + Text(_GUTTER, "dim") + other)

    @property
    def is_coloured(self) -> bool:
        """Whether styles are seen."""
        return self.is_terminal and not self.no_color

    def print(self, *pieces: Any, **how: Any) -> None:
        """Print. Raises: CannotPrint."""
        with _printing():
            super().print(*pieces, **how)

    def on_broken_pipe(self) -> None:
        """Leave the decision to the program; Rich would end it with code 1."""
        raise BrokenPipeError


@contextmanager
def _printing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read us has gone, and that is no fault
    except OSError as error:
        raise CannotPrint(error.strerror or str(error)) from error


def _kept(text: str, gap: str) -> Text:
    words = one_line(text)
    return Text(gap + words if words else "")


def _set_off(text: str, signs: tuple[str, str], style: str, *, in_colour: bool) -> Text:
    words = one_line(text)
    return Text(words, style) if in_colour else Text(words.join(signs))


def _stretch(passage: Passage, spans: Sequence[Span], cut: Cut) -> Text:
    before, after = "… " * (cut.start > 0), " …" * (cut.end < len(passage.text))
    return marked(passage.text, spans, cut, before=before, after=after)


def _row(passage: Passage, spans: Sequence[Span], rows: Sequence[Sequence[Cut]]) -> Text:
    """Give the cells that are not empty with their columns: “Region: Cusco | Year: 2013”."""
    text = passage.text
    pieces = []
    for cell in (cell for row in rows for cell in row):
        column = text.count(CELL, text.rfind(ROW, 0, cell.start) + 1, cell.start)
        name = one_line(passage.header[column]) if column < len(passage.header) else ""
        value = marked(text, spans, cell)
        if value.plain.strip():
            pieces.append(Text(f"{name}: ") + value if name else value)
    return Text(" | ").join(pieces)
