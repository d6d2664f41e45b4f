"""Changes -> one Whoosh commit.

Rule: a batch becomes one new segment, inverted in memory, and takes in older ones (`merging`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex, LockError

from index.engine import Change, Entry, PutVersion
from index.errors import IndexBusy
from index.whoosh_engine.arrays import SegmentArrays, gathered, keep_arrays
from index.whoosh_engine.damage import reading
from index.whoosh_engine.inversion import Inversion
from index.whoosh_engine.merging import Held, taken_in
from index.whoosh_engine.schema import (
    GATHERED,
    PASSAGE,
    PLACE,
    PLACE_FORMAT,
    VERSION,
    WORDS,
    terms_of,
)
from index.whoosh_engine.texts import gather

_LOCK_SECONDS = 60.0


ArraysOf = Callable[[Any], SegmentArrays]
"""Gives the arrays of a segment, of which all was compared with what was written: the index is changed by them."""


def write(index: FileIndex, folder: Path, changes: Iterable[Change], arrays_of: ArraysOf, codec: W3Codec) -> bool:
    """Make the changes in one commit, all or none; tells whether there was anything to do.

    Raises: IndexBusy; Damage; Torn.
    """
    latest = {change.version_id: change for change in changes}
    try:
        with reading():
            writer = index.writer(timeout=_LOCK_SECONDS, codec=codec)
    except LockError as error:
        raise IndexBusy(folder, _LOCK_SECONDS) from error
    try:
        writer.pool = Inversion(GATHERED)
        changed = _drop(writer, arrays_of, latest)
        puts = [change for change in latest.values() if isinstance(change, PutVersion)]
        if entries := [(change.version_id, entry) for change in puts for entry in change.entries]:
            _add(writer, entries)
            changed = True
        if changed:
            writer.commit(mergetype=partial(_merge, arrays_of))
            if writer._added:  # noqa: SLF001 - as SegmentWriter.commit does
                keep_arrays(folder, writer.get_segment(), gathered(writer.pool.segment()))
        else:
            writer.cancel()
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    return changed


def write_nothing(index: FileIndex, folder: Path) -> None:
    """Forget every passage in one commit. Raises: IndexBusy."""
    try:
        writer = index.writer(timeout=_LOCK_SECONDS)
    except LockError as error:
        raise IndexBusy(folder, _LOCK_SECONDS) from error
    writer.commit(mergetype=lambda _writer, _segments: [])


@reading()
def _drop(writer: Any, arrays_of: ArraysOf, version_ids: Collection[str]) -> bool:
    """Mark the passages of versions as deleted, wherever they are; tells whether there were any. Raises: Torn."""
    dropped = False
    for segment in writer.segments:
        held = arrays_of(segment)
        for version_id in version_ids:
            for document in held.documents_of(VERSION, version_id.encode()):
                if not segment.is_deleted(document):
                    segment.delete_document(document)
                    dropped = True
    return dropped


def _merge(arrays_of: ArraysOf, writer: Any, segments: list[Any]) -> list[Any]:
    """Take segments into the new one; give those that stay."""
    sizes = [Held(each.doc_count_all(), each.deleted_count()) for each in segments]
    taken = set(taken_in(sizes, writer.doc_count()))
    for at in taken:
        _copy(writer, arrays_of(segments[at]), segments[at])
    return [segment for at, segment in enumerate(segments) if at not in taken]


@reading()
def _copy(writer: Any, held: SegmentArrays, segment: Any) -> None:
    """Write what is alive in a segment into the new one. Raises: Torn."""
    numbers = np.full(held.size, -1, dtype=np.int64)
    alive = np.setdiff1d(np.arange(held.size), list(segment.deleted_docs()))
    places = held.places()
    for document in alive.tolist():
        numbers[document] = _add_columns(writer, held.passage(document).encode(), places[document])
    for name, field in writer.pool.fields.items():
        field.take(held.field(name), numbers)


def _add(writer: Any, entries: Sequence[tuple[str, Entry]]) -> None:
    """Gather passages, each with the id of its version."""
    first, fields = writer.docnum, writer.pool.fields
    lengths = gather([entry.text for _, entry in entries], fields[WORDS], first)
    for (_, entry), length in zip(entries, lengths, strict=True):
        place = PLACE_FORMAT.pack(entry.page_number, entry.ordinal, length, entry.weight)
        _add_columns(writer, entry.passage_id.encode(), place)
    for field, terms in terms_of(entries).items():
        fields[field].add_all(first, terms)


def _add_columns(writer: Any, passage_id: bytes, place: bytes) -> int:
    """Gather where a passage stands; gives the new document's number."""
    number: int = writer.docnum
    writer.perdocwriter.start_doc(number)
    writer.perdocwriter.add_column_value(PASSAGE, writer.schema[PASSAGE].column_type, passage_id)
    writer.perdocwriter.add_column_value(PLACE, writer.schema[PLACE].column_type, place)
    writer.perdocwriter.finish_doc()
    writer.pool.passages.append(passage_id)
    writer.pool.places += place
    writer.docnum += 1
    writer._added = True  # noqa: SLF001 - as SegmentWriter.add_document does
    return number
