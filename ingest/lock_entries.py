"""What a locked file says of its lock, by pypdf: whether there is anything that a password could open.

Rule: only a killable child calls this, after pdfium has found the file locked.
"""

from __future__ import annotations

import io
from enum import Enum, auto
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from ingest.pdf_structure import FAULTS

_KEY_BYTES = {2: 32, 3: 32, 4: 32, 5: 48, 6: 48}
"""Length of /O and /U by the revision /R: ISO 32000-2, table 21."""

_ALGORITHMS = (1, 2, 4, 5)
"""/V that are published: ISO 32000-2, table 20."""

_MAXIMUM_BYTES = 100_000_000
"""All of the file is held for it; of a larger one it is believed that its lock is sound."""

_ENTRY, _MASKED = "/Encrypt", "/Encrypx"
"""Under a name that pypdf does not know, it tries no password and reads the entry like any other."""


class Lock(Enum):
    """What can be said of a lock."""

    SOUND = auto()
    UNKNOWN = auto()
    DAMAGED = auto()


def lock_of(path: Path) -> Lock:
    """Tell whether a lock has the keys that passwords are tried on; sound where that cannot be told."""
    if path.stat().st_size > _MAXIMUM_BYTES:
        return Lock.SOUND
    plain = path.read_bytes().replace(_ENTRY.encode(), _MASKED.encode())
    try:
        lock: Any = PdfReader(io.BytesIO(plain), strict=False).trailer[_MASKED].get_object()
        said = {name: lock[name] for name in lock}  # what stands elsewhere is fetched
    except FAULTS:
        return Lock.SOUND
    keys = [said.get(name) for name in ("/O", "/U")]
    revision = said.get("/R")
    least = _KEY_BYTES.get(revision) if isinstance(revision, int) else None
    if said.get("/Filter") != "/Standard":
        return Lock.UNKNOWN
    if any(key is None for key in keys):
        return Lock.DAMAGED
    if said.get("/V") not in _ALGORITHMS or least is None:
        return Lock.UNKNOWN
    return Lock.SOUND if all(len(getattr(key, "original_bytes", b"")) >= least for key in keys) else Lock.DAMAGED
