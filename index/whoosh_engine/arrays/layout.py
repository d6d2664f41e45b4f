"""Named arrays <-> one file, mapped into memory.

A file is eight signs that say what it is, the length of a heading, the heading, and the arrays, each at a multiple
of 64 bytes. The heading is JSON and tells each array's type, length and place, what the file is about, and its own
checksum and that of what follows.

Rule: a file is written beside its place and moved there, so that it is whole or not there; what opens it trusts
only what it has checked: the heading by its sum, the rest by its size. `verify` reads everything.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import threading
import zlib
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

SUFFIX = ".arrays"

FORMAT = 3
"""Raise it with every change of what the arrays of a segment are: older files are then made again."""

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")

Array = npt.NDArray[Any]
Arrays = dict[str, Array]

_SIGN = b"pasaje\x00\n"
_HEAD = struct.Struct("<8sII")
"""The sign, the heading's length and its CRC-32."""

_ALIGNED = 64


class Torn(Exception):
    """An array file does not hold what was written into it, or was written by another release."""


def reading(read: Callable[_Given, _Read]) -> Callable[_Given, _Read]:
    """Take whatever goes wrong while arrays are read for damage of their file. Raises: Torn."""

    @wraps(read)
    def reads(*given: _Given.args, **named: _Given.kwargs) -> _Read:
        try:
            return read(*given, **named)
        except (LookupError, ValueError) as error:
            raise Torn(f"{type(error).__name__}: {error}") from error

    return reads


def write(path: Path, about: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """Write arrays of one dimension under their names, and what they are about (JSON)."""
    table: dict[str, tuple[str, int, int]] = {}
    at = 0
    pieces: list[bytes] = []
    for name, array in arrays.items():
        table[name] = (array.dtype.str, len(array), at)
        raw = np.ascontiguousarray(array).tobytes()
        pieces.append(raw + bytes(-len(raw) % _ALIGNED))
        at += len(pieces[-1])
    body = b"".join(pieces)
    said = {"format": FORMAT, "order": sys.byteorder, "about": about, "arrays": table, "size": at}
    heading = json.dumps(said | {"sum": zlib.crc32(body)}).encode()
    heading += b" " * (-(_HEAD.size + len(heading)) % _ALIGNED)
    draft = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        with draft.open("wb") as file:
            file.write(_HEAD.pack(_SIGN, len(heading), zlib.crc32(heading)))
            file.write(heading)
            file.write(body)
            file.flush()
            os.fsync(file.fileno())  # or it could have its name and size before what is in it
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read(path: Path, about: Mapping[str, Any]) -> Arrays:
    """Map the arrays of a file that is about just this. Raises: Torn; OSError."""
    mapped, said, start = _opened(path)
    if said["about"] != about:
        raise Torn(f"{path.name} is about another segment")
    found = {}
    for name, (kind, length, at) in said["arrays"].items():
        found[name] = np.frombuffer(mapped, dtype=kind, count=length, offset=start + at)
    return found


def verify(path: Path) -> None:
    """Read everything and compare it with its checksum. Raises: Torn; OSError."""
    mapped, said, start = _opened(path)
    if zlib.crc32(memoryview(mapped)[start:]) != said["sum"]:
        raise Torn(f"{path.name} does not hold what was written")


def _opened(path: Path) -> tuple[mmap.mmap, dict[str, Any], int]:
    with open(path, "rb", opener=_without_waiting) as file:
        try:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            sign, length, checksum = _HEAD.unpack_from(mapped)
        except (ValueError, struct.error) as error:
            raise Torn(f"{path.name} is too short") from error
    start = _HEAD.size + length
    heading = mapped[_HEAD.size : start]
    if sign != _SIGN or zlib.crc32(heading) != checksum:
        raise Torn(f"{path.name} is no array file")
    said: dict[str, Any] = json.loads(heading)
    if said["format"] != FORMAT or said["order"] != sys.byteorder:
        raise Torn(f"{path.name} was made by another release, or on another machine")
    if len(mapped) != start + said["size"]:
        raise Torn(f"{path.name} is not as long as it says")
    return mapped, said, start


def _without_waiting(path: str, flags: int) -> int:
    """Open a pipe that lies there at once, which then cannot be mapped, in place of waiting for who writes."""
    return os.open(path, flags | os.O_NONBLOCK)
