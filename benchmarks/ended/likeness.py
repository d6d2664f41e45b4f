"""All that an archive holds and finds, so that two can be held against each other."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive import Archive
from index import SearchEngine, find, open_engine

PASAJE = (sys.executable, "-c", "from search_app.cli import main; main()")

_QUERIES = 40


def pasaje(data: Path, *arguments: str) -> tuple[int, list[Any], str]:
    """Run a command to its end; gives its exit code, its JSON objects, and what it said."""
    done = subprocess.run([*PASAJE, "--data", str(data), *arguments], capture_output=True, text=True, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def picture(data: Path) -> dict[str, Any]:
    """Give all that an archive holds but for the time at which it was added, and what searches find in it."""
    with Archive.open(data) as archive:
        versions = {each.id: replace(each, added_at="") for each in archive.catalogue.versions()}
        held: dict[str, Any] = {
            "documents": {each.id: each for each in archive.catalogue.documents()},
            "versions": versions,
            "pages": {each: archive.passages.pages(each) for each in versions},
            "passages": {each: archive.passages.of_version(each) for each in versions},
            "given": archive.issues.given(_ids(archive)),
            "originals": list(archive.originals.hashes()),
            "failed": [(each.source, each.reason) for each in archive.intakes.all()],
            "waiting": archive.queue.waiting(),
            "behind": len(archive.changes.pending()),
        }
        engine = open_engine("whoosh", data / "index", archive_id=archive.id)
        held["found"] = {query: _found(archive, engine, query) for query in _queries(archive)}
    return held


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Say in which of its parts an archive is another."""
    return [part for part in one if one[part] != other[part]]


def _ids(archive: Archive) -> list[str]:
    versions = archive.catalogue.versions()
    return sorted({each.id for version in versions for each in archive.passages.of_version(version.id)})


def _queries(archive: Archive) -> list[str]:
    """Give common and rare words of the archive, always the same ones for the same archive."""
    texts = (
        each.text for version in archive.catalogue.versions() for each in archive.passages.of_version(version.id)
    )
    counted = Counter(word.lower() for text in texts for word in re.findall(r"[^\W\d_]{4,}", text))
    ordered = sorted(counted, key=lambda word: (-counted[word], word))
    return ordered[: _QUERIES // 2] + ordered[:: max(1, len(ordered) * 2 // _QUERIES)]


def _found(archive: Archive, engine: SearchEngine, query: str) -> tuple[int, list[tuple[str, str]]]:
    """Give how many passages a search finds, and the first of them in order, with their scores."""
    found = find(archive, engine, query)
    return found.total, [(hit.passage.id, f"{hit.score:.6f}") for hit in found.hits]
