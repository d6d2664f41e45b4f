"""A concordance as programs and spreadsheets read it; web and command line share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search_app.address_pieces import quote_said
from search_app.concordance import AskedLines, Concordance, Line
from search_app.links import Links
from search_app.presenting import Object, document_ref
from search_app.spreadsheets import csv_lines

_COLUMNS = (
    "before",
    "word",
    "after",
    "document",
    "title",
    "version",
    "language",
    "kind",
    "section",
    "page_number",
    "page_label",
    "link",
)


def concordance_object(made: Concordance, asked: AskedLines, links: Links) -> Object:
    """Give the lines that were asked for, and how many there are."""
    shown = made.lines[asked.offset : asked.offset + asked.limit]
    return {
        "query": made.found.parsed.text,
        "sort": asked.order.value,
        "total": len(made.lines),
        "is_whole": made.is_whole,
        "passages": made.passages,
        "passages_found": made.found.total,
        "expansions": [
            {"from": each.said, "to": each.text, "language": each.language} for each in made.found.expansions
        ],
        "offset": asked.offset,
        "lines": [line_object(line, links) for line in shown],
    }


def line_object(line: Line, links: Links) -> Object:
    """Give one line; `before`, `word` and `after`, put together, are the text with its white space made one."""
    return {
        "before": line.before,
        "word": line.word,
        "after": line.after,
        "passage": line.passage_id,
        "url": address_of(line, links),
        "document": document_ref(line.document),
        "version": line.version_id,
        "language": line.language,
        "kind": line.kind,
        "section": list(line.section),
        "page": {"number": line.page_number, "label": line.page_label},
        "span": list(line.span),
    }


def concordance_lines(lines: Sequence[Line], links: Links) -> Iterator[str]:
    """Write a table with a row for each line."""
    rows = (
        [
            line.before.strip(),
            line.word,
            line.after.strip(),
            line.document.id,
            line.title,
            line.version_id,
            line.language,
            line.kind,
            " › ".join(line.section),
            line.page_number,
            line.page_label,
            address_of(line, links),
        ]
        for line in lines
    )
    return csv_lines(_COLUMNS, rows)


def address_of(line: Line, links: Links, q: str = "") -> str:
    """Give the permalink of the very words."""
    return links.passage(line.passage_id, q=q, quote=quote_said(line.span))
