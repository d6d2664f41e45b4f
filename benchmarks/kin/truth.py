"""Which files of the corpus are one work in two languages, by its manifests and the names of files.

Rule: only the benchmark sees these names; the archive is given neutral ones.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_PAIR = re.compile(r"\bpair ([\w-]+)")
_BY_NAME = {
    "fvr-6-25-14-eng": "voter-form",
    "fvr-6-25-14-esp": "voter-form",
    "modernizing-vote_gov-brief": "vote-brief",
    "vote_gov-se-moderniza-sinopsis": "vote-brief",
}
"""Pairs that no note names."""


@dataclass(frozen=True)
class Source:
    """A file of the corpus; `work` is the same for the two languages of one work, `half` is 0 or 1 by work."""

    path: Path
    work: str
    half: int


def sources_below(folder: Path, parts: Iterable[str]) -> list[Source]:
    """Give the files of these parts of the corpus."""
    works: dict[Path, str] = {}
    for part in parts:
        notes = _notes(folder / part)
        for path in sorted((folder / part).rglob("*.pdf")):
            noted = _PAIR.search(notes.get(path.relative_to(folder / part).as_posix(), ""))
            works[path] = noted.group(1) if noted else _BY_NAME.get(path.stem, path.stem)
    numbers = {work: number for number, work in enumerate(dict.fromkeys(works.values()))}
    return [Source(path, work, numbers[work] % 2) for path, work in works.items()]


def texts_below(folder: Path) -> dict[str, dict[str, Path]]:
    """Give the text files of works in two languages, by work and language: “HND-first_ndc-ES.txt”."""
    works: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in sorted(folder.glob("*.txt")):
        work, language = path.stem.removesuffix("_TR").rsplit("-", 1)
        works[work][language.lower()] = path
    return {work: found for work, found in works.items() if len(found) > 1}


def _notes(folder: Path) -> Mapping[str, str]:
    manifest = folder / "manifest.tsv"
    if not manifest.is_file():
        return {}
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["path"]: row["note"] or "" for row in rows}
