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
        keys = [lock.get(name) for name in ("/O", "/U")]
        handler, algorithm, revision = (lock.get(name) for name in ("/Filter", "/V", "/R"))
    except FAULTS:
        return Lock.SOUND
    if handler != "/Standard":
        return Lock.UNKNOWN
    if any(key is None for key in keys):
        return Lock.DAMAGED
    if algorithm not in _ALGORITHMS or revision not in _KEY_BYTES:
        return Lock.UNKNOWN
    lengths = [len(getattr(key, "original_bytes", b"")) for key in keys]
    return Lock.SOUND if min(lengths) >= _KEY_BYTES[revision] else Lock.DAMAGED
