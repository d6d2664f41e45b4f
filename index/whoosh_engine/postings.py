"""Whoosh's posting lists and columns <-> arrays: the one place that knows Whoosh from the inside.

Rule: written for Whoosh 2.7.4 and its codec W3 alone, whose format it keeps: Whoosh reads what is written here
and the other way round. Whoosh's own way costs some Python calls for every posting, this one for every term.
"""

from __future__ import annotations

import io
import pickle
import struct
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise, repeat
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter

from index.whoosh_engine.inversion import Block, FieldPostings, Segment, portions, starts_of
from index.whoosh_engine.schema import WORDS
from index.whoosh_engine.term_file import TermFile

_BLOCK_POSTINGS = 1024
"""Whoosh's 128 serve skipping; blocks are read whole here, and each costs an unpickling."""

_COMPRESSED_BYTES = 200
"""Smaller blocks do not get smaller."""

_COMPRESSION = 1
_PICKLE_PROTOCOL = 3
"""Whoosh reads any and writes 2, which spells positions out as text: half as long again, and slower."""

_AT_ONCE = 50_000
"""Postings that are lists at a time: some 10 MB."""

_LENGTH = struct.Struct("!i")
_EXTENT = struct.Struct("!qi")
_HEAD = np.dtype(
    [
        ("is_inlined", "u1"),
        ("weight", ">f4"),
        ("passages", ">u4"),
        ("lengths", "u1", 2),
        ("most", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
    ]
)
"""What `W3TermInfo` packs; lengths are not told."""


def read_all(leaf: Any, fields: Collection[str]) -> dict[str, dict[str, Block]]:
    """Give the postings of all there is in some fields of one segment, by field and term."""
    found: dict[str, dict[str, Block]] = {name: {} for name in fields}
    for (field, term), information in leaf._terms.items():  # noqa: SLF001 - Whoosh has no public way
        if field in found:
            found[field][bytes(term).decode()] = _decoded(leaf, information)
    return found


def read_fixed(leaf: Any, field: str) -> npt.NDArray[np.uint8]:
    """Give a column of fixed-width values as documents x bytes; documents at the end may have none."""
    column = leaf.schema[field].column_type
    reader = leaf.column_reader(field, column, translate=False)
    width = reader._fixedlen  # noqa: SLF001 - Whoosh has no public way
    rows = np.zeros((leaf.doc_count_all(), width), dtype=np.uint8)
    raw = reader._dbfile.get(reader._basepos, reader._count * width)  # noqa: SLF001 - Whoosh has no public way
    rows[: reader._count] = np.frombuffer(raw, dtype=np.uint8).reshape(-1, width)  # noqa: SLF001 - Whoosh has no public way
    return rows


def read_column(leaf: Any, field: str) -> list[bytes]:
    """Give a column of values of any length, one for each document."""
    reader = leaf.column_reader(field, leaf.schema[field].column_type, translate=False)
    return [bytes(reader[document]) for document in range(leaf.doc_count_all())]


class Codec(W3Codec):  # type: ignore[misc]  # Whoosh carries no types
    """W3 with a quicker way to write postings."""

    length_stats = False  # lengths stand in a column of our own

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        """Give what writes the terms of a segment."""
        return _FieldWriter(self, storage, segment)


class StockCodec(W3Codec):  # type: ignore[misc]
    """W3 as Whoosh itself writes it, one posting after the other: a commit takes two to three times as long."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        """Give what writes the terms of a segment."""
        return _StockFieldWriter(self, storage, segment)


class _StockFieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_postings(self, schema: Any, _lengths: Any, segment: Segment) -> None:
        super().add_postings(schema, None, _one_by_one(segment))


def _one_by_one(segment: Segment) -> Iterator[tuple[str, bytes, int, float, bytes]]:
    """Give field, term, document, weight and value of each posting, in the order in which Whoosh wants them."""
    for name, portion in _portions(segment):
        written = _Written(portion, has_positions=name == WORDS)
        for term, (start, end) in zip(portion.terms, pairwise(written.bounds), strict=True):
            values = written.values_of(start, end) or repeat(b"")
            for document, count, value in zip(
                written.ids[start:end], written.counts[start:end], values, strict=False
            ):
                yield name, term.encode(), document, float(count), value


def _portions(segment: Segment) -> Iterator[tuple[str, FieldPostings]]:
    """Give the terms of each field in order, as many at a time as have so many postings together."""
    for name, field in segment.fields.items():
        position_starts = starts_of(field.counts)[field.starts]
        for first, last in portions(field.starts, _AT_ONCE):
            start, end = field.starts[first], field.starts[last]
            yield (
                name,
                FieldPostings(
                    field.terms[first:last],
                    field.starts[first : last + 1] - start,
                    field.ids[start:end],
                    field.counts[start:end],
                    field.positions[position_starts[first] : position_starts[last]],
                ),
            )


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._tindex: TermFile = TermFile(self._tindex.dbfile)
        self._tindex.extras["fieldmap"] = self._fieldmap

    def add_postings(self, schema: Any, _lengths: Any, segment: Segment) -> None:
        for name, field in groupby(_portions(segment), itemgetter(0)):
            self.start_field(name, schema[name])
            key = struct.pack("!H", self._fieldid)
            for _, portion in field:
                told, postings = _encoded(portion, self._postfile.tell(), has_positions=name == WORDS)
                self._tindex.add_portion([key + term.encode() for term in portion.terms], told)
                self._postfile.write(postings)
            self.finish_field()


def _encoded(field: FieldPostings, offset: int, *, has_positions: bool) -> tuple[list[bytes], bytes]:
    """Give what the table of terms says of each term, and the postings, which stand from `offset` on.

    A term that has but one has it in the table.
    """
    written = _Written(field, has_positions=has_positions)
    told: list[bytes] = []
    pieces: list[bytes] = []
    for head, (start, end) in zip(_heads(field), pairwise(written.bounds), strict=True):
        if end - start == 1:
            inlined = (written.ids[start],), (written.counts[start],), written.values_of(start, end)
            told.append(head + pickle.dumps(inlined, _PICKLE_PROTOCOL))
            continue
        blocks = [
            _block(written, at, min(at + _BLOCK_POSTINGS, end), end) for at in range(start, end, _BLOCK_POSTINGS)
        ]
        piece = b"".join((WHOOSH3_HEADER_MAGIC, *blocks))
        told.append(head + _EXTENT.pack(offset, len(piece)))
        pieces.append(piece)
        offset += len(piece)
    return told, b"".join(pieces)


def _heads(field: FieldPostings) -> list[bytes]:
    """Give what is told of each term of a field before its postings, or their place."""
    firsts, lasts = field.starts[:-1], field.starts[1:] - 1
    heads = np.zeros(len(field.terms), dtype=_HEAD)
    heads["is_inlined"] = firsts == lasts
    heads["weight"] = np.add.reduceat(field.counts, firsts, dtype=np.int64)
    heads["passages"] = lasts - firsts + 1
    heads["most"] = np.maximum.reduceat(field.counts, firsts)
    heads["first"], heads["last"] = field.ids[firsts], field.ids[lasts]
    raw = heads.tobytes()
    return [raw[at : at + _HEAD.itemsize] for at in range(0, len(raw), _HEAD.itemsize)]


class _Written:
    """A field's postings as lists, out of which single terms are cut faster than out of arrays."""

    def __init__(self, field: FieldPostings, *, has_positions: bool) -> None:
        self.bounds: list[int] = field.starts.tolist()
        self.ids: list[int] = field.ids.tolist()
        self.steps: list[int] = np.diff(field.ids.astype(np.int64), prepend=0).tolist()
        self.counts: list[int] = field.counts.tolist()
        self._raw = field.positions.astype(np.uint32).tobytes() if has_positions else b""
        self._ends: list[int] = (4 * starts_of(field.counts)).tolist() if self._raw else []

    def values_of(self, start: int, end: int) -> tuple[bytes, ...]:
        """Give the positions of postings as they are encoded; nothing in a field without."""
        ends = self._ends[start : end + 1]
        return tuple([self._raw[here:there] for here, there in pairwise(ends)])


def _block(field: _Written, start: int, end: int, last: int) -> bytes:
    steps, counts = (field.ids[start], *field.steps[start + 1 : end]), field.counts[start:end]
    top = max(counts)
    is_even = top == min(counts)
    weights = None if is_even and top == 1 else float(top) if is_even else tuple(counts)
    data = pickle.dumps((steps, weights, field.values_of(start, end) or None), _PICKLE_PROTOCOL)
    compression = _COMPRESSION if len(data) > _COMPRESSED_BYTES else 0
    if compression:
        data = zlib.compress(data, compression)
    about = pickle.dumps((end - start, field.ids[end - 1], top, compression, 0, 0), _PICKLE_PROTOCOL)
    length = len(about) + len(data)
    return _LENGTH.pack(-length if end == last else length) + about + data


def _decoded(leaf: Any, information: Any) -> Block:
    """Read what `_FieldWriter` wrote."""
    if information.is_inlined():
        return _block_of(*information.inlined_postings())
    offset, (length,) = information.extent()  # Whoosh forgets to unpack the length
    raw = io.BytesIO(leaf._terms._postfile.get(offset, length))  # noqa: SLF001 - Whoosh has no public way
    raw.seek(len(WHOOSH3_HEADER_MAGIC))
    ids: list[int] = []
    counts: list[float] = []
    values: list[bytes] = []
    is_last = False
    while not is_last:
        (size,) = _LENGTH.unpack(raw.read(_LENGTH.size))
        is_last = size < 0
        end = raw.tell() + abs(size)
        _, _, _, compression, _, _ = pickle.load(raw)  # noqa: S301 - the stamp says that the index is ours
        data = raw.read(end - raw.tell())
        steps, weights, block_values = pickle.loads(zlib.decompress(data) if compression else data)  # noqa: S301 - as above
        ids.extend(accumulate(steps))
        counts.extend(weights if isinstance(weights, tuple) else repeat(weights or 1.0, len(steps)))
        values.extend(block_values or ())
    return _block_of(ids, counts, values)


def _block_of(ids: Sequence[int], counts: Sequence[float], values: Iterable[bytes]) -> Block:
    return Block(np.array(ids, np.int64), np.array(counts, np.uint32), np.frombuffer(b"".join(values), np.uint32))
