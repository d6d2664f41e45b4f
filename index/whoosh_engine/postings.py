"""Whoosh's posting lists and columns <-> arrays: the one place that knows Whoosh from the inside.

Rule: written for Whoosh 2.7.4 and its codec W3 alone, whose format it keeps: Whoosh reads what is written here
and the other way round. Whoosh's own way costs some Python calls for every posting, this one for every term.
"""

from __future__ import annotations

import io
import operator
import pickle
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3TermInfo
from whoosh.reading import TermNotFound

Ids = npt.NDArray[np.int64]

_BLOCK_POSTINGS = 1024
"""Whoosh's 128 serve skipping; blocks are read whole here, and each costs an unpickling."""

_COMPRESSED_BYTES = 200
"""Smaller blocks do not get smaller."""

_COMPRESSION = 1
_PICKLE_PROTOCOL = 2  # as Whoosh writes


class Block(NamedTuple):
    """The postings of a term in one segment: document numbers, ascending; counts; encoded values or none."""

    ids: Ids
    counts: npt.NDArray[np.float64]
    values: list[bytes]


def read_postings(leaf: Any, field: str, term: bytes) -> Block | None:
    """Give a term's postings in one segment, deleted documents among them; None when it has none."""
    try:
        return _decoded(leaf, leaf.term_info(field, term))
    except TermNotFound:
        return None


def read_all(leaf: Any) -> Iterator[tuple[str, str, Block]]:
    """Give field, term and postings of all there is in one segment."""
    for (field, term), information in leaf._terms.items():  # noqa: SLF001 - Whoosh has no public way
        yield field, bytes(term).decode(), _decoded(leaf, information)


def read_fixed(leaf: Any, field: str) -> npt.NDArray[np.uint8]:
    """Give a column of fixed-width values as documents x bytes; documents at the end may have none."""
    column = leaf.schema[field].column_type
    reader = leaf.column_reader(field, column, translate=False)
    width = reader._fixedlen  # noqa: SLF001 - Whoosh has no public way
    rows = np.zeros((leaf.doc_count_all(), width), dtype=np.uint8)
    raw = reader._dbfile.get(reader._basepos, reader._count * width)  # noqa: SLF001 - Whoosh has no public way
    rows[: reader._count] = np.frombuffer(raw, dtype=np.uint8).reshape(-1, width)  # noqa: SLF001 - Whoosh has no public way
    return rows


class Column:
    """The postings of one term as they are gathered."""

    __slots__ = ("counts", "ids", "values")

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.counts: list[float] = []
        self.values: list[bytes] = []


class Inversion:
    """What is written of a batch: field -> term -> postings. It stands in for Whoosh's posting pool.

    Whoosh's pool sorts every posting; here only terms are, for the postings come in order of document.
    """

    def __init__(self, fields: Iterable[str]) -> None:
        self.fields: dict[str, dict[str, Column]] = {field: defaultdict(Column) for field in sorted(fields)}

    def iter_postings(self) -> Inversion:
        """Hand everything to `_FieldWriter.add_postings`."""
        return self

    def cleanup(self) -> None:
        """Forget everything."""
        self.fields.clear()


class Codec(W3Codec):  # type: ignore[misc]  # Whoosh carries no types
    """W3 with a quicker way to write postings."""

    length_stats = False  # lengths stand in a column of our own

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        """Give what writes the terms of a segment."""
        return _FieldWriter(self, storage, segment)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_postings(self, schema: Any, _lengths: Any, items: Inversion) -> None:
        for name, terms in items.fields.items():
            if not terms:
                continue
            self.start_field(name, schema[name])
            key = struct.pack("!H", self._fieldid)
            for term in sorted(terms):  # by code point, which is the order of their UTF-8 bytes
                self._tindex.add(key + term.encode(), self._write(terms[term]))
            self.finish_field()

    def _write(self, column: Column) -> bytes:
        """Write a term's postings; gives what the table of terms says of them."""
        ids, counts = column.ids, column.counts
        is_inlined = len(ids) == 1
        head = W3TermInfo._struct.pack(  # noqa: SLF001 - Whoosh has no public way
            is_inlined, sum(counts), len(ids), 0, 0, max(counts), ids[0], ids[-1]
        )
        if is_inlined:
            inlined = (tuple(ids), tuple(counts), tuple(column.values))
            return bytes(head + pickle.dumps(inlined, _PICKLE_PROTOCOL))
        starts = range(0, len(ids), _BLOCK_POSTINGS)
        blocks = [_block(column, start, is_last=start + _BLOCK_POSTINGS >= len(ids)) for start in starts]
        offset = self._postfile.tell()
        written = b"".join((WHOOSH3_HEADER_MAGIC, *blocks))
        self._postfile.write(written)
        return bytes(head + struct.pack("!qi", offset, len(written)))


def _block(column: Column, start: int, *, is_last: bool) -> bytes:
    ids = column.ids[start : start + _BLOCK_POSTINGS]
    counts = column.counts[start : start + _BLOCK_POSTINGS]
    values = tuple(column.values[start : start + _BLOCK_POSTINGS]) if column.values else None
    steps = (ids[0], *map(operator.sub, ids[1:], ids))
    top = max(counts)
    is_even = top == min(counts)
    weights = None if is_even and top == 1.0 else float(top) if is_even else tuple(counts)
    data = pickle.dumps((steps, weights, values), _PICKLE_PROTOCOL)
    compression = _COMPRESSION if len(data) > _COMPRESSED_BYTES else 0
    if compression:
        data = zlib.compress(data, compression)
    about = pickle.dumps((len(ids), ids[-1], top, compression, 0, 0), _PICKLE_PROTOCOL)
    length = len(about) + len(data)
    return struct.pack("!i", -length if is_last else length) + about + data


def _decoded(leaf: Any, information: Any) -> Block:
    """Read what `_FieldWriter` wrote."""
    if information.is_inlined():
        ids, weights, values = information.inlined_postings()
        return Block(np.array(ids, dtype=np.int64), np.array(weights, dtype=np.float64), list(values))
    offset, (length,) = information.extent()  # Whoosh forgets to unpack the length
    raw = io.BytesIO(leaf._terms._postfile.get(offset, length))  # noqa: SLF001 - Whoosh has no public way
    raw.seek(len(WHOOSH3_HEADER_MAGIC))
    found: list[tuple[Ids, npt.NDArray[np.float64]]] = []
    values = []
    is_last = False
    while not is_last:
        (size,) = struct.unpack("!i", raw.read(4))
        is_last = size < 0
        end = raw.tell() + abs(size)
        _, _, _, compression, _, _ = pickle.load(raw)  # noqa: S301 - the stamp says that the index is ours
        data = raw.read(end - raw.tell())
        steps, weights, block_values = pickle.loads(zlib.decompress(data) if compression else data)  # noqa: S301
        ids = np.cumsum(np.array(steps, dtype=np.int64))
        found.append((ids, np.broadcast_to(np.array(1.0 if weights is None else weights), ids.shape)))
        values.extend(block_values or ())
    if len(found) == 1:
        return Block(*found[0], values)
    return Block(np.concatenate([ids for ids, _ in found]), np.concatenate([each for _, each in found]), values)
