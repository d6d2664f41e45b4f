"""Passages and versions of rows that were seen lately: what is JSON in them is read once.

Rule: a row is known by all that stands in it; one that has changed is another.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Table

from archive.catalogue import version_of
from archive.model import Document, Passage, Version
from archive.rows import as_text, passage_of
from archive.tables import documents, versions

_PASSAGES_REMEMBERED = 2_000
"""Of a thousand characters each as a rule: some 4 MB in each process."""

_VERSIONS_REMEMBERED = 200
"""With an outline of a hundred lines each as a rule: as much again."""


PLACE = [documents.c.title.label("of_title"), documents.c.date.label("of_date"), *as_text(versions)]
"""The columns of which `place` makes a document and its version."""


@lru_cache(_PASSAGES_REMEMBERED)
def passage(*row: Any) -> Passage:
    """Give the passage of a row of `PASSAGE`."""
    return passage_of(*row)


@lru_cache(_VERSIONS_REMEMBERED)
def place(title: str, date: str | None, *row: Any) -> tuple[Document, Version]:
    """Give the document and the version of a row of `PLACE`."""
    version = version_of(_read(versions, row))
    return Document(version.document_id, title, date), version


def _read(table: Table, row: tuple[Any, ...]) -> dict[str, Any]:
    named = zip(table.c, row, strict=True)
    return {each.name: json.loads(value) if isinstance(each.type, JSON) else value for each, value in named}
