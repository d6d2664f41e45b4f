"""What is kept in a row becomes what it was."""

from __future__ import annotations

import json

from sqlalchemy import JSON

from archive import Kind, Part
from archive.rows import PASSAGE, passage_of, passage_row
from archive.tables import passages
from tests.factories import passage


def test_each_column_becomes_what_it_is_named_after() -> None:
    """A row is read by the places of its columns: exchanged, a text would be an id, or a header a section."""
    made = passage(
        "Cusco", ordinal=7, parts=[Part(3, 10, 15, 0)], kind=Kind.TABLE, section=["One", "Two"], header=["City"]
    )
    kept = passage_row(made.version_id, made)
    names = [column.name for column in PASSAGE]
    row = [json.dumps(kept[name]) if isinstance(passages.c[name].type, JSON) else kept[name] for name in names]
    assert passage_of(*row) == made
