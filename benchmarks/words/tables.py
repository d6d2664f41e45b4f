"""Tables of scores: a row a file, a row a set and reader, the same as Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from .scores import Score, mean

_NAME_WIDTH = 26
_MEASURES = ("recall", "precision", "f1", "order")
_HEAD = ("set", "files", "words", "reader", "recall", "precision", "F1", "order", "only aside", "CPU s")


@dataclass(frozen=True, slots=True)
class Row:
    """What one reader made of one file. `only_aside` are true words it has only among page furniture."""

    group: str
    file: str
    reader: str
    score: Score
    true_words: int
    words: int
    only_aside: int | None = None
    failure: str = ""


def file_table(rows: Sequence[Row]) -> Iterator[str]:
    """Give the lines of one set's table: a row a file, four columns a reader, then the mean."""
    readers = list(dict.fromkeys(row.reader for row in rows))
    files = list(dict.fromkeys(row.file for row in rows))
    by_place = {(row.file, row.reader): row for row in rows}
    yield " " * _NAME_WIDTH + "".join(f"  {reader:<19}" for reader in readers) + "   only"
    yield " " * _NAME_WIDTH + "  rec. prec F1   order" * len(readers) + "  aside"
    for file in files:
        of_file = [by_place[file, reader] for reader in readers]
        aside = sum(row.only_aside or 0 for row in of_file)
        yield _line(file, [row.score for row in of_file]) + f"{aside:7}"
    means = [mean([by_place[file, reader].score for file in files]) for reader in readers]
    yield _line("all", means) + f"{sum(row.only_aside or 0 for row in rows):7}"
    for row in rows:
        if row.failure:
            yield f"  {row.reader} has nothing of {row.file}: {row.failure}"


def summary(rows: Sequence[Row], cpu_seconds: dict[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Give the cells of the summary, its head first: a row a set and reader, a star at the best."""
    table: list[tuple[str, ...]] = [_HEAD]
    for group in dict.fromkeys(row.group for row in rows):
        of_group = [row for row in rows if row.group == group]
        readers = list(dict.fromkeys(row.reader for row in of_group))
        means = {reader: mean([row.score for row in of_group if row.reader == reader]) for reader in readers}
        for reader in readers:
            own = [row for row in of_group if row.reader == reader]
            furniture = "" if own[0].only_aside is None else str(sum(row.only_aside or 0 for row in own))
            measures = [_starred(measure, reader, means) for measure in _MEASURES]
            true_words = f"{sum(row.true_words for row in own):,}"
            seconds = f"{cpu_seconds[group, reader]:.1f}"
            table.append((group, str(len(own)), true_words, reader, *measures, furniture, seconds))
    return table


def plain(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table, set off with spaces."""
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def markdown(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table as Markdown."""
    for number, row in enumerate(table):
        yield "| " + " | ".join(cell.replace("*", "\\*") for cell in row) + " |"
        if not number:
            yield "|---" * len(row) + "|"


def json_lines(rows: Sequence[Row], cpu_seconds: dict[tuple[str, str], float]) -> Iterator[str]:
    """Give one object a line: every file and reader, then the processor seconds of every set and reader."""
    for row in rows:
        flat = asdict(row)
        yield json.dumps(flat | flat.pop("score"), ensure_ascii=False)
    for (group, reader), seconds in cpu_seconds.items():
        yield json.dumps({"group": group, "reader": reader, "cpu_seconds": round(seconds, 2)}, ensure_ascii=False)


def _line(name: str, scores: Sequence[Score]) -> str:
    stem = name.removesuffix(".pdf")
    # The language stands at the end of a name, so that it is the middle that goes.
    short = stem if len(stem) <= _NAME_WIDTH else f"{stem[: _NAME_WIDTH // 2]}…{stem[1 - _NAME_WIDTH // 2 :]}"
    cells = ("".join(f" {_short(getattr(each, measure))}" for measure in _MEASURES) for each in scores)
    return short.ljust(_NAME_WIDTH) + "".join(f" {cell} " for cell in cells)


def _short(share: float) -> str:
    return f"{share:.3f}"[1:] if share < 0.9995 else "1.00"


def _starred(measure: str, reader: str, means: dict[str, Score]) -> str:
    values = {each: round(getattr(score, measure), 4) for each, score in means.items()}
    return f"{values[reader]:.3f}" + ("*" if values[reader] == max(values.values()) else "")
