"""What Pasaje finds, asked as page, API and command line ask it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import index as index_package
from archive import Archive
from benchmarks.sought.measures import DEPTH, Rank
from benchmarks.sought.opened import Opened
from index import Across, SearchEngine, find, open_engine, remake
from index.crosslingual import Embed, Lexicon
from index.meaning import Asked, Meanings, fill

_ENGINE = "whoosh"

_READING = {
    "engine.py", "fields.py", "finding.py", "lexer.py", "marks.py", "patterns.py", "query.py", "remarks.py",
    "signs.py", "tree.py", "whoosh_engine/counting.py", "whoosh_engine/engine.py", "whoosh_engine/matching.py",
    "whoosh_engine/nearness.py", "whoosh_engine/snapshot.py", "whoosh_engine/translated.py",
    "whoosh_engine/vocabulary.py",
}  # fmt: skip
"""Modules that only read the index: whoever tunes them does not wait until it is written again."""


def pasaje(opened: Opened, lexicon: Lexicon | None, embed: Embed | None) -> Rank:
    """Give the search of an archive, over an index that today's code has made.

    `lexicon`: what carries queries over into the other language, if they are to be; `embed` what makes vectors.
    """
    engine = indexed(opened.archive)
    across = Across(lexicon) if lexicon else None
    meanings = None
    if embed:
        with opened.archive.writing("measuring"):
            fill(opened.archive, embed)
        meanings = Asked(Meanings(opened.archive.folder), embed)
    search = partial(find, across=across, meanings=meanings)

    def rank(text: str, target: str) -> Sequence[str]:
        found = search(opened.archive, engine, text, filters={"language": frozenset({target})}, limit=DEPTH)
        return [opened.names[hit.version.id, hit.passage.id] for hit in found.hits]

    return rank


def indexed(archive: Archive) -> SearchEngine:
    """Open an archive's index, made again where today's code would make another."""
    folder, mark, code = archive.folder / "index", archive.folder / "index.made-by", _code()
    if mark.is_file() and mark.read_text() == code:
        return open_engine(_ENGINE, folder, archive_id=archive.id)
    with archive.writing("measuring"):
        engine = remake(archive, _ENGINE, folder)
    mark.write_text(code)
    return engine


def _code() -> str:
    """Name the code that writes the index; a module that is not known to read alone may write."""
    package = Path(index_package.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).as_posix() not in _READING and path.parent.name not in {
            "crosslingual",
            "meaning",
        }:
            digest.update(path.read_bytes())
    return digest.hexdigest()
