"""The array file beside each segment: opened when it is as it should be, made again when it is not."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage
from whoosh.reading import SegmentReader

from index.whoosh_engine.arrays.layout import SUFFIX, Arrays, Torn, verify, write
from index.whoosh_engine.arrays.making import make
from index.whoosh_engine.arrays.segment import SegmentArrays

_log = logging.getLogger(__name__)


def keep_arrays(folder: Path, segment: Any, arrays: Arrays) -> None:
    """Write the arrays of a segment beside it; without room or leave to write there, say so and go on."""
    path = _path(folder, segment)
    try:
        write(path, _about(folder, segment), arrays)
    except OSError as error:
        _log.warning("%s could not be written (%s): it is made again whenever the index is opened.", path, error)


def open_arrays(
    folder: Path,
    storage: Storage,
    schema: Schema,
    segment: Any,
    *,
    thoroughly: bool = False,
    is_kept: bool = True,
) -> SegmentArrays:
    """Give the arrays of a segment; `thoroughly`, when all of the file is as it was written.

    Where what is kept is not to be looked at they are made from the index.

    Raises what Whoosh raises over a segment that is damaged.
    """
    path = _path(folder, segment)
    if not is_kept:
        return _made(folder, storage, schema, segment)
    try:
        if thoroughly:
            verify(path)
        return SegmentArrays.open(path, _about(folder, segment))
    except FileNotFoundError:
        _log.warning("%s is not there, and is made from the index.", path)
    except (Torn, OSError) as error:
        _log.warning("%s is made again from the index: %s", path, error)
    return _made(folder, storage, schema, segment)


def forget_arrays(folder: Path) -> bool:
    """Remove all array files of a folder, so that they are made again; tells whether they are gone."""
    are_gone = True
    for path in folder.glob(f"*{SUFFIX}*"):  # drafts that were left, too
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("%s cannot be removed, and is left alone: %s", path, error)
            are_gone = False
    return are_gone


def check_arrays(folder: Path) -> None:
    """Read every array file, and remove those that do not hold what was written."""
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            verify(path)
        except FileNotFoundError:
            continue  # a commit took it away just now
        except (Torn, OSError) as error:
            _log.warning("%s is made again from the index: %s", path, error)
            with suppress(OSError):
                path.unlink()


def _made(folder: Path, storage: Storage, schema: Schema, segment: Any) -> SegmentArrays:
    leaf = SegmentReader(storage, schema, segment)
    try:
        arrays = make(leaf)
    finally:
        leaf.close()
    keep_arrays(folder, segment, arrays)
    return SegmentArrays(arrays)


def _path(folder: Path, segment: Any) -> Path:
    return folder / f"{segment.segment_id()}{SUFFIX}"


def _about(folder: Path, segment: Any) -> dict[str, Any]:
    """Say which segment: what is made again under the same name has another size."""
    file = folder / f"{segment.segment_id()}.seg"
    return {"segment": segment.segment_id(), "bytes": file.stat().st_size}
