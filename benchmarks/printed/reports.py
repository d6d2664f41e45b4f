"""What was measured, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from .measures import Measured
from .real import Folder
from .scores import KINDS, VERDICTS, Judged
from .tables import Table, per_thousand, share


def tables(
    measured: Sequence[Measured], beside: Mapping[str, Sequence[Measured]], real: Sequence[Folder]
) -> list[Table]:
    """Give all tables there is something for."""
    found = [_kinds(measured), _features(measured), _styles(measured), _line_ends(measured)]
    found += [_readers({"Pasaje": measured, **beside})] if beside else []
    return found + ([_real(real)] if real else [])


def _kinds(measured: Sequence[Measured]) -> Table:
    rows = []
    for columns in (0, 1, 2, 3):
        chosen = [each for each in measured if columns in (0, each.printed.made.style.columns)]
        for kind in KINDS:
            judged = [each for document in chosen for each in document.of(kind)]
            if judged:
                rows.append((f"{kind}, {columns or 'all'} columns", *_row(judged)))
    return Table("Exact, in per cent, and what became of the others", ("", *_COLUMNS), tuple(rows))


_COLUMNS = ("pieces", "exact", "kind", *VERDICTS[1:])


def _row(judged: Sequence[Judged]) -> tuple[object, ...]:
    verdicts = Counter(each.verdict for each in judged)
    right = sum(each.is_kind for each in judged)
    return (
        len(judged),
        share(verdicts["exact"], len(judged)),
        share(right, len(judged)),
        *(verdicts[verdict] for verdict in VERDICTS[1:]),
    )


def _features(measured: Sequence[Measured]) -> Table:
    features: dict[str, list[Judged]] = {}
    for each in (each for document in measured for each in document.judged):
        features.setdefault(f"{each.piece.kind}: {each.piece.feature}", []).append(each)
    rows = tuple((name, *_row(features[name])) for name in sorted(features))
    return Table("By what they are", ("", *_COLUMNS), rows)


def _styles(measured: Sequence[Measured]) -> Table:
    rows = []
    for each in measured:
        paragraphs = each.of("paragraph")
        shares = [share(_exact(each.of(kind)), len(each.of(kind))) for kind in KINDS if kind != "paragraph"]
        rows.append((
            each.printed.made.style.name, each.printed.made.style.columns, len(paragraphs),
            share(_exact(paragraphs), len(paragraphs)), *shares, len(each.furniture),
        ))  # fmt: skip
    names = (
        "style",
        "columns",
        "paragraphs",
        "exact",
        "headings",
        "items",
        "notes",
        "captions",
        "rows",
        "heads left",
    )
    return Table("Exact by style, in per cent", names, tuple(rows))


def _exact(judged: Sequence[Judged]) -> int:
    return sum(each.verdict == "exact" for each in judged)


def _line_ends(measured: Sequence[Measured]) -> Table:
    rows = []
    for columns in (0, 1, 2, 3):
        chosen = [each for each in measured if columns in (0, each.printed.made.style.columns)]
        hyphens = sum(each.hyphens for each in chosen)
        false, missed = (sum(len(getattr(each.joins, name)) for each in chosen) for name in ("false", "missed"))
        left = sum(len(each.furniture) for each in chosen)
        lines = sum(len(page) for each in chosen for page in each.printed.furniture)
        rows.append((f"{columns or 'all'} columns", hyphens, per_thousand(false, hyphens),
                     per_thousand(missed, hyphens), lines, left,
                     sum(len(each.aside) for each in chosen)))  # fmt: skip
    names = (
        "",
        "line-end hyphens",
        "false joins ‰",
        "missed joins ‰",
        "heads and folios",
        "left in text",
        "text set aside",
    )
    return Table("Line ends and margins", names, tuple(rows))


def _readers(readers: Mapping[str, Sequence[Measured]]) -> Table:
    rows = []
    for name, measured in readers.items():
        cells: list[str] = []
        for columns in (0, 1, 2, 3):
            chosen = [each for each in measured if columns in (0, each.printed.made.style.columns)]
            judged = [each for document in chosen for each in document.of("paragraph")]
            cells.append(share(_exact(judged), len(judged)))
        headings = [each for document in measured for each in document.of("heading")]
        rows.append((name, *cells, share(_exact(headings), len(headings))))
    names = ("reader", "all", "1 column", "2 columns", "3 columns", "headings")
    return Table("Exact paragraphs beside other readers, in per cent", names, tuple(rows))


def _real(real: Sequence[Folder]) -> Table:
    rows = tuple(
        (each.name, each.files, each.passages, share(len(each.ended), each.passages),
         share(len(each.begun), each.passages), len(each.heads), each.head_lines, each.marginal)
        for each in real
    )  # fmt: skip
    names = (
        "folder",
        "files",
        "running passages",
        "cut at end %",
        "at start %",
        "standing lines",
        "on pages",
        "in the margin",
    )
    return Table("Real PDFs", names, rows)
