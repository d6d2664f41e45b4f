"""Passages as they stand on one page: as much of each as is there, the rows of one table together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from markupsafe import Markup

from archive import CELL, ROW, Kind, Passage
from search_app.rendering import Cut, Shown, Span, marked, table

_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage and the quote in it, or all of it."""

    passage: Passage
    quote: Span | None = None


@dataclass(frozen=True, slots=True)
class Focus:
    """What a permalink opens: passages of one version, the first of them its own; one may come several times."""

    pieces: tuple[Stretch, ...]

    @classmethod
    def on(cls, passage: Passage, quote: Span | None = None) -> Self:
        """Focus on one passage, or a quote in it."""
        return cls((Stretch(passage, quote),))

    @property
    def passage(self) -> Passage:
        """The passage that the link names first."""
        return self.pieces[0].passage

    @property
    def page_numbers(self) -> tuple[int, ...]:
        """The pages on which any of its passages stands, in order."""
        return tuple(sorted({number for each in self.pieces for number in each.passage.page_numbers}))

    def has(self, passage: Passage) -> bool:
        """Tell whether a passage, or something in it, is meant."""
        return any(each.passage.id == passage.id for each in self.pieces)

    def quotes(self, passage: Passage) -> tuple[Span, ...]:
        """Give what is quoted of a passage: all of it too, where it goes along with words of others.

        Nothing where the link quotes no words, but passages: they are told from others by themselves.
        """
        if not any(each.quote for each in self.pieces):
            return ()
        whole = (0, len(passage.text))
        return tuple(each.quote or whole for each in self.pieces if each.passage.id == passage.id)


@dataclass(frozen=True, slots=True)
class Standing:
    """A passage as far as it stands on this page, and the pages from and to which it goes on.

    `text` has a character for each of the passage's own, from `start` in that on. `rows` are those of a table, and
    nothing for other kinds. `is_focus`: a link means it or something in it;
    `is_first`: it is the one that the link names first.
    """

    passage: Passage
    text: Markup
    start: int
    rows: Sequence[Sequence[Shown]]
    is_focus: bool
    is_first: bool
    is_quoted: bool
    comes_from: int | None
    goes_on_to: int | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table of one row; nothing for all else."""
        passage = self.passage
        return tuple(passage.text.split(CELL)) if passage.kind is Kind.TABLE and ROW not in passage.text else ()

    @property
    def level(self) -> int:
        """The level of the HTML heading, if it is one: the page's own heading has 1."""
        return min(1 + max(len(self.passage.section), 1), _DEEPEST_HEADING)


@dataclass(frozen=True, slots=True)
class Block:
    """A passage on the page, the rows of one table, or what stands in one column of a table as running text.

    `header`: the cells of its header row, and nothing for what is no table with one; `head` is that row itself
    where it stands above the rows on this page. `column`: what heads running text in a table.
    """

    standings: tuple[Standing, ...]
    header: tuple[str, ...] = ()
    head: Standing | None = None
    column: tuple[str, ...] = ()


def blocks_of(
    page_number: int, passages: Iterable[tuple[Passage, Sequence[Span]]], focus: Focus | None = None
) -> tuple[Block, ...]:
    """Set what stands on a page, with the spans to be marked in each passage.

    Rows that follow each other under one header are put together to the table that they are on the page.
    """
    standings = [_standing(passage, page_number, spans, focus) for passage, spans in passages]
    blocks: list[Block] = []
    for (header, is_table), group in groupby(standings, key=_table):
        rows = tuple(group)
        if not header:
            blocks.extend(Block((each,)) for each in rows)
            continue
        if not is_table:
            blocks.append(Block(rows, column=header))
            continue
        above = blocks[-1].standings[0] if blocks and not blocks[-1].header else None
        is_head = above is not None and above.cells == header
        if is_head:
            blocks.pop()
        blocks.append(Block(rows, header, above if is_head else None))
    return tuple(blocks)


def _table(standing: Standing) -> tuple[tuple[str, ...], bool]:
    return standing.passage.header, standing.passage.kind is Kind.TABLE


def _standing(passage: Passage, page_number: int, spans: Sequence[Span], focus: Focus | None) -> Standing:
    cut = _stretch(passage, page_number)
    is_focus = focus is not None and focus.has(passage)
    numbers = passage.page_numbers
    place = numbers.index(page_number)
    quotes = focus.quotes(passage) if focus else ()
    is_table = passage.kind is Kind.TABLE
    return Standing(
        passage=passage,
        text=marked(passage.text, spans, cut=cut, quotes=quotes),
        start=cut.start,
        rows=table(passage.text, spans, cut=cut, quotes=quotes) if is_table else (),
        is_focus=is_focus,
        is_first=focus is not None and focus.passage.id == passage.id,
        is_quoted=bool(quotes),
        comes_from=numbers[place - 1] if place else None,
        goes_on_to=numbers[place + 1] if place + 1 < len(numbers) else None,
    )


def _stretch(passage: Passage, page_number: int) -> Cut:
    parts = [part for part in passage.parts if part.page_number == page_number]
    return Cut(
        min(part.start for part in parts),
        max(part.start + part.page_end - part.page_start for part in parts),
    )
