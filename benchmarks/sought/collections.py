"""The collections by name, each opened with an archive that holds its texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from benchmarks.sought.abstracts import read_cisi, read_cranfield
from benchmarks.sought.field import open_field
from benchmarks.sought.filling import filled
from benchmarks.sought.known_items import known_items
from benchmarks.sought.opened import Opened
from benchmarks.sought.wikipedia import read_squad_es, read_xquad

_READ = {"xquad": read_xquad, "squad-es": read_squad_es, "cranfield": read_cranfield, "cisi": read_cisi}

_HAS_QUESTIONS = find_spec("benchmarks.questions") is not None

COLLECTIONS = (*(("questions",) if _HAS_QUESTIONS else ()), *_READ, "known-items")


@contextmanager
def opened(name: str, corpus: Path, data: Path) -> Iterator[Opened]:
    """Open a collection; archives below the data folder are filled where they are not yet."""
    if name in _READ:
        with filled(_READ[name](corpus), data) as one:
            yield one
        return
    with open_field(corpus, data) as field:
        if name == "questions":
            from benchmarks.sought.questions import field_questions  # noqa: PLC0415 - where they are there

            collection = field_questions(field)
        else:
            collection = known_items(field, corpus)
        yield Opened(collection, field.archive, field.names)
