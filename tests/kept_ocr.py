"""What tesseract said of an image, kept for a run of the tests: the same few sheets are scanned in many of them.

Imported where quick children come from (`quick_children.py`). An image that differs by one dot is read anew; so is
every image by a program that stands in for tesseract, in a process that is no such child, and in the next run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from ingest import ocr
from tests.quick_children import KEPT_OCR

_read = ocr._run


def _kept(command: Sequence[str], image: bytes) -> str:
    if Path(command[0]).resolve() != _program:
        return _read(command, image)
    path = _folder / sha256("\0".join(command).encode() + image).hexdigest()
    if not path.exists():
        said = _read(command, image)
        with NamedTemporaryFile("w", dir=_folder, delete=False, encoding="utf-8") as draft:
            draft.write(said)
        Path(draft.name).rename(path)
    return path.read_text(encoding="utf-8")


if KEPT_OCR in os.environ:
    _folder = Path(os.environ[KEPT_OCR])
    # The real one, whatever a test puts before it.
    _program = Path(shutil.which(ocr.PROGRAM, path=os.defpath) or os.devnull).resolve()
    ocr._run = _kept
