"""An alignment as a file: a translation memory, a table, one object; web and command line write the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

from archive import Passage
from search_app.aligned import Aligned, Row
from search_app.alignment_objects import aligned_head, alignment_object
from search_app.counterparts import passages_address
from search_app.links import Links
from search_app.rendering import HIDDEN
from search_app.spreadsheets import csv_lines
from search_app.tmx import tmx_lines

_COLUMNS = ("pages", "passages", "text", "link")


class Form(StrEnum):
    """The forms there are, by the ending of their files."""

    TMX = "tmx"
    CSV = "csv"
    JSON = "json"


def file_pieces(form: Form, aligned: Aligned, links: Links) -> Iterator[str]:
    """Give the text of a file piece by piece."""
    return _WRITERS[form](aligned, links)


def _table(aligned: Aligned, links: Links) -> Iterator[str]:
    """Write a row for each alignment; of the ones with nothing on a side that side's cells are empty."""
    bitext = aligned.bitext
    sides = (bitext.from_language, bitext.to_language)
    columns = [f"{side}_{column}" for side in sides for column in _COLUMNS]
    head = ["number", *columns, "confidence", "moved", "corrected", "untranslated"]
    rows = (_cells(number, row, aligned, links) for number, row in enumerate(aligned.rows, start=1))
    return csv_lines(head, rows)


def _cells(number: int, row: Row, aligned: Aligned, links: Links) -> list[object]:
    said = row.alignment
    ours, theirs = (_side(each, aligned, links) for each in (row.from_passages, row.to_passages))
    marks = (said.is_moved, said.is_corrected, row.is_untranslated)
    return [number, *ours, *theirs, f"{said.confidence:.4f}", *map(int, marks)]


def _side(passages: Sequence[Passage], aligned: Aligned, links: Links) -> tuple[str, str, str, str]:
    pages = ", ".join(label for _, label in aligned.places(passages))
    ids = " ".join(each.id for each in passages)
    return pages, ids, "\n".join(each.text for each in passages), passages_address(passages, links)


def _object(aligned: Aligned, links: Links) -> Iterator[str]:
    """Write what `align --json` gives line by line as one object."""
    yield _written(aligned_head(aligned)).removesuffix("}") + ', "alignments": ['
    for number, row in enumerate(aligned.rows):
        yield ("," if number else "") + "\n" + _written(alignment_object(row, aligned, links))
    yield "\n]}\n"


def _written(value: Mapping[str, object]) -> str:
    line = json.dumps(value, ensure_ascii=False)
    return HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


_WRITERS: Mapping[Form, Callable[[Aligned, Links], Iterator[str]]] = {
    Form.TMX: tmx_lines,
    Form.CSV: _table,
    Form.JSON: _object,
}
