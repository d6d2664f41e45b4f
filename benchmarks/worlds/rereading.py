"""Files read as the pipeline reads them, or in another way, and kept: a second run does not read PDFs again.

Rule: call it in a process that may die: a damaged PDF can end it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import ingest
from ingest import cutting, gathering, page_text, segmentation, set_apart
from ingest.reading import read_original
from ingest.readings import Reading
from ingest.repair import Mended

AS_IT_IS, HALVED, DOUBLED, UNREPAIRED = "as it is", "halved", "doubled", "unrepaired"

_SIZES = ((cutting, "LONGEST_WORDS"), (cutting, "_TARGET_WORDS"), (segmentation, "_GROUP_WORDS"))
"""How long a passage may be, is when cut, and is when made of several."""


def reading_of(path: Path, kept: Path, way: str = AS_IT_IS) -> Reading:
    """Give what is read of a file, from what is kept if it was read in this way by this same pipeline."""
    at = _place(path, kept, way)
    if at.exists():
        found: Reading = pickle.loads(at.read_bytes())  # noqa: S301 - written by this program
        return found
    with _reading_in(way):
        made = read_original(path, path.name, _silence)
    at.parent.mkdir(parents=True, exist_ok=True)
    unfinished = at.with_suffix(".part")
    unfinished.write_bytes(pickle.dumps(made))
    unfinished.rename(at)
    return made


@contextmanager
def _reading_in(way: str) -> Iterator[None]:
    """Change the pipeline of this process for a while."""
    if way in (HALVED, DOUBLED):
        with ExitStack() as changed:
            for module, name in _SIZES:
                size = getattr(module, name)
                changed.enter_context(patch.object(module, name, size // 2 if way == HALVED else size * 2))
            yield
    elif way == UNREPAIRED:
        with (
            patch.object(gathering, "mend", Mended),
            patch.object(set_apart, "mend", Mended),
            patch.object(segmentation, "joint_of", _joint),
            patch.object(page_text, "joint_of", _joint),
        ):
            yield
    else:
        yield


def _joint(*_: Any) -> str:
    """Part lines by a space, whatever they end with."""
    return " "


def _silence(_done: int, _count: int) -> None:
    pass


def _place(path: Path, kept: Path, way: str) -> Path:
    digest = hashlib.sha256(path.read_bytes())
    folder = Path(ingest.__file__).parent
    for module in (*sorted(folder.glob("*.py")), Path(__file__)):
        digest.update(module.read_bytes())
    return kept / f"{digest.hexdigest()[:20]} {way}.pickle"
