"""Whether all that follows reading was done and nothing has changed since: then nothing of it is looked at again.

Rule: it is a note beside the catalogue, and can be deleted at any time. It is written when the archive is closed
and nobody else has it open, and holds only for these very files and this very program.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from archive.placing import CATALOGUE_NAME
from index.extras import are_vectors_installed
from search_app.settings import Settings

FILE_NAME = "settled.json"
"""In the data folder."""

_MADE_OF = (CATALOGUE_NAME, f"{CATALOGUE_NAME}-wal", "index", "index/stamp.json", "lexicon", "meanings")
"""What is brought up to date after reading, and that of which it is made."""

_PROGRAM = Path(__file__).parents[1]
_PACKAGES = ("archive", "index", "ingest", "search_app")

_Told = list[object]


def is_settled(settings: Settings) -> bool:
    """Tell whether nothing has changed since that was noted; before the archive is opened."""
    try:
        return bool(json.loads((settings.data / FILE_NAME).read_bytes()) == _told(settings))
    except (OSError, ValueError):
        return False


def note_settled(settings: Settings) -> None:
    """Note that all is done, once the archive is closed; nothing while others have it open."""
    if (settings.data / f"{CATALOGUE_NAME}-wal").exists():
        return
    with suppress(OSError):  # it is done again next time
        (settings.data / FILE_NAME).write_text(json.dumps(_told(settings)))


def _told(settings: Settings) -> _Told:
    files = [_stamp(settings.data / name) for name in _MADE_OF]
    return [settings.engine, are_vectors_installed(), _newest(), files]


def _stamp(path: Path) -> list[int] | None:
    try:
        told = path.stat()
    except FileNotFoundError:
        return None
    return [told.st_ino, told.st_mtime_ns, told.st_size]


def _newest() -> list[int]:
    """Give how many files this program has, and when the newest was changed."""
    changed = [
        entry.stat().st_mtime_ns
        for package in _PACKAGES
        for folder, _, _ in os.walk(_PROGRAM / package)
        for entry in os.scandir(folder)
        if entry.name.endswith((".py", ".tsv"))
    ]
    return [len(changed), max(changed)]
