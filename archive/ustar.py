"""Files one after the other in a tar stream (POSIX.1-1988 ustar), as any tar program reads it.

Rule: a stream that is read may come from anybody. Only plain files are taken, no extended headers, links, devices
or holes, and every byte is looked at: filling and the end as well.
"""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

_BLOCK = tarfile.BLOCKSIZE
_END = bytes(2 * _BLOCK)
_CHUNK_BYTES = 1 << 20
_PRIVATE = 0o600


class TornStream(Exception):
    """A stream is not as it was written; `name` is the file in which that shows, the one before where none is."""

    def __init__(self, name: str, what: str) -> None:
        self.name, self.what = name, what
        super().__init__(f"{name or 'its beginning'}: {what}")


class Member(NamedTuple):
    """A file in a stream. `chunks` are its bytes, to be read before the next is asked for."""

    name: str
    size_bytes: int
    chunks: Iterator[bytes]


class Writer:
    """Writes a stream; `tell` hears of every portion of bytes."""

    def __init__(self, stream: BinaryIO, tell: Callable[[int], None]) -> None:
        self._stream, self._tell = stream, tell

    def write(self, name: str, size_bytes: int, source: BinaryIO, heard: Callable[[bytes], object]) -> bool:
        """Write one file and let its bytes be heard; tells whether there were as many as was said.

        Where there were fewer, zeros stand in their place: a stream that has begun cannot be taken back.
        """
        header = tarfile.TarInfo(name)
        header.size, header.mode = size_bytes, _PRIVATE
        self._stream.write(header.tobuf(tarfile.GNU_FORMAT))
        left = size_bytes
        while left and (chunk := source.read(min(left, _CHUNK_BYTES))):
            heard(chunk)
            self._put(chunk)
            left -= len(chunk)
        is_whole = not left and not source.read(1)
        while left:
            filling = bytes(min(left, _CHUNK_BYTES))
            self._put(filling)
            left -= len(filling)
        self._stream.write(bytes(-size_bytes % _BLOCK))
        return is_whole

    def end(self) -> None:
        """Write the end of the stream."""
        self._stream.write(_END)

    def _put(self, chunk: bytes) -> None:
        self._stream.write(chunk)
        self._tell(len(chunk))


def members(stream: BinaryIO) -> Iterator[Member]:
    """Give the files of a stream, one after the other. Raises: TornStream."""
    last = ""
    while (header := _exactly(stream, _BLOCK, last)).strip(b"\0"):
        info = _described(header, last)
        last = info.name
        chunks = _chunks(stream, info)
        yield Member(info.name, info.size, chunks)
        for _ in chunks:
            pass  # whoever did not read it to its end
        if _exactly(stream, -info.size % _BLOCK, last).strip(b"\0"):
            raise TornStream(last, "the filling behind it is not empty")
    while rest := stream.read(_CHUNK_BYTES):
        if rest.strip(b"\0"):
            raise TornStream(last, "something stands behind the end")


def _described(header: bytes, last: str) -> tarfile.TarInfo:
    try:
        # One header alone, without what tarfile makes of those behind it.
        info = tarfile.TarInfo.frombuf(header, "ascii", "strict")
    except (tarfile.TarError, ValueError) as error:
        raise TornStream(last, f"what stands behind it is no file ({error})") from error
    if info.type != tarfile.REGTYPE or info.size < 0 or info.linkname:
        raise TornStream(info.name, "it is no plain file")
    return info


def _chunks(stream: BinaryIO, info: tarfile.TarInfo) -> Iterator[bytes]:
    left = info.size
    while left:
        chunk = _exactly(stream, min(left, _CHUNK_BYTES), info.name)
        left -= len(chunk)
        yield chunk


def _exactly(stream: BinaryIO, size_bytes: int, name: str) -> bytes:
    read = b""
    while len(read) < size_bytes:  # a pipe gives what it has
        chunk = stream.read(size_bytes - len(read))
        if not chunk:
            raise TornStream(name, "the backup ends in the middle of it" if name else "it is no backup, or empty")
        read += chunk
    return read
