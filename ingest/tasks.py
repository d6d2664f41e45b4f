"""What a child is given to read: a file, what opens it if it is locked, and what OCR is to read of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.unlocked import Unlocked
from ingest.ocr_modes import OcrMode
from ingest.ocr_shelf import Shelf
from ingest.passwords import NO_PASSWORDS, Passwords


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What opens a file if it is locked, and where its copy goes: under its hash, among those unlocked."""

    copies: Unlocked
    sha256: str
    passwords: Passwords = NO_PASSWORDS


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: its name, what opens it if it is locked, and what OCR is to read of it.

    What that reads is kept on the shelf; without one it is forgotten when the files are done.
    """

    path: Path
    file_name: str
    unlocking: Unlocking | None = None
    ocr: OcrMode = OcrMode.AUTO
    shelf: Shelf | None = None
