"""Tables as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the names of the columns, and rows of cells; numbers stand at the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def plain(table: Table) -> str:
    """Give a table with its columns one below the other."""
    cells = [table.columns, *(tuple(map(str, row)) for row in table.rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(table.columns))]
    lines = [
        "  ".join(cell.ljust(width) if at == 0 else cell.rjust(width)
                  for at, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in cells
    ]  # fmt: skip
    return "\n".join([table.title, "", *lines, ""])


def markdown(table: Table) -> str:
    """Give a table as Markdown."""
    rule = "|---" * len(table.columns) + "|"
    rows = ["| " + " | ".join(map(str, row)) + " |" for row in (table.columns, *table.rows)]
    return "\n".join([f"**{table.title}**", "", rows[0], rule, *rows[1:], ""])


def share(part: int, whole: int) -> str:
    """Give a part as per cent with one decimal; a dash of nothing."""
    return f"{100 * part / whole:.1f}" if whole else "-"


def per_thousand(part: int, whole: int) -> str:
    """Give a part of a thousand with one decimal; a dash of nothing."""
    return f"{1000 * part / whole:.1f}" if whole else "-"


def clip(text: str, width: int) -> str:
    """Cut a text that is too long for its line."""
    return text if len(text) <= width else text[: width - 1] + "…"


def spread(judged: Sequence[bool]) -> str:
    """Give the share of those that are true."""
    return share(sum(judged), len(judged))
