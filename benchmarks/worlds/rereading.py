"""Files read as the pipeline reads them, and kept, so that a second run does not read PDFs again.

Rule: call it in a process that may die: a damaged PDF can end it.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import ingest
from ingest.reading import Reading, read_original


def reading_of(path: Path, kept: Path) -> Reading:
    """Give what is read of a file, from what is kept if it was read by this same pipeline."""
    at = _place(path, kept)
    if at.exists():
        found: Reading = pickle.loads(at.read_bytes())  # noqa: S301 - written by this program
        return found
    made = read_original(path, path.name, _silence)
    at.parent.mkdir(parents=True, exist_ok=True)
    unfinished = at.with_suffix(".part")
    unfinished.write_bytes(pickle.dumps(made))
    unfinished.rename(at)
    return made


def _silence(_done: int, _count: int) -> None:
    pass


def _place(path: Path, kept: Path) -> Path:
    digest = hashlib.sha256(path.read_bytes())
    folder = Path(ingest.__file__).parent
    for module in sorted(folder.glob("*.py")):
        digest.update(module.read_bytes())
    return kept / f"{digest.hexdigest()[:20]}.pickle"
