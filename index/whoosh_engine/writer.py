"""Changes -> one Whoosh commit.

Rule: a batch becomes one new segment, inverted in memory; older ones are taken into it when they are small,
mostly deleted, or many of one size, so that an archive has few segments and a commit seldom copies much.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader

from index.engine import Change, Entry, PutVersion
from index.errors import IndexBusy
from index.whoosh_engine.damage import reading
from index.whoosh_engine.postings import Codec, Ids, Inversion, read_all, read_postings
from index.whoosh_engine.schema import PASSAGE, PLACE, PLACE_FORMAT, VERSION, WORDS, terms_of

_LOCK_SECONDS = 60.0
_TIER_FACTOR = 8
_SMALLEST_TIER = 500
_MOST_DELETED = 0.3


def write(index: FileIndex, folder: Path, changes: Iterable[Change]) -> bool:
    """Make the changes in one commit, all or none; tells whether there was anything to do.

    Raises: IndexBusy; Damage.
    """
    latest = {change.version_id: change for change in changes}
    try:
        with reading():
            writer = index.writer(timeout=_LOCK_SECONDS, codec=Codec())
    except LockError as error:
        raise IndexBusy(folder, _LOCK_SECONDS) from error
    try:
        writer.pool = Inversion(writer.schema.names())
        changed = _drop(writer, latest)
        for change in latest.values():
            if isinstance(change, PutVersion):
                for entry in change.entries:
                    _add(writer, change.version_id, entry)
                    changed = True
        if changed:
            writer.commit(mergetype=_merge)
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
def _drop(writer: Any, version_ids: Iterable[str]) -> bool:
    reader = writer.reader()
    dropped = False
    try:
        for version_id in version_ids:
            for leaf, offset in reader.leaf_readers() if writer.segments else ():
                postings = read_postings(leaf, VERSION, version_id.encode())
                for document in postings.ids.tolist() if postings else ():
                    if not leaf.is_deleted(document):
                        writer.delete_document(offset + document)
                        dropped = True
    finally:
        reader.close()
    return dropped


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Take into the new segment those of its size or smaller once they are many; give those that stay."""
    kept = []
    for segment in segments:
        if segment.deleted_count() >= segment.doc_count_all():
            continue
        if _is_worth_merging(segment, segments, writer.doc_count()):
            _copy(writer, segment)
        else:
            kept.append(segment)
    return kept


def _is_worth_merging(segment: Any, segments: list[Any], added: int) -> bool:
    size: int = segment.doc_count_all()
    is_small = size <= max(added // _TIER_FACTOR, _SMALLEST_TIER)
    if is_small or segment.deleted_count() > _MOST_DELETED * size:
        return True
    alike = [other for other in segments if size / _TIER_FACTOR < other.doc_count_all() <= size]
    return len(alike) >= _TIER_FACTOR


@reading()
def _copy(writer: Any, segment: Any) -> None:
    """Write what is alive in a segment into the new one."""
    reader = SegmentReader(writer.storage, writer.schema, segment)
    try:
        numbers = _copy_columns(writer, reader)
        for field, term, block in read_all(reader):
            ids = numbers[block.ids]
            alive = ids >= 0
            if alive.any():
                column = writer.pool.fields[field][term]
                column.ids.extend(ids[alive].tolist())
                column.counts.extend(block.counts[alive].tolist())
                column.values.extend(compress(block.values, alive))
    finally:
        reader.close()


def _copy_columns(writer: Any, reader: Any) -> Ids:
    """Give the new number of each document, -1 for the deleted ones."""
    readers = [
        reader.column_reader(name, writer.schema[name].column_type, translate=False) for name in (PASSAGE, PLACE)
    ]
    numbers = np.full(reader.doc_count_all(), -1, dtype=np.int64)
    for document in reader.all_doc_ids():
        numbers[document] = _add_columns(writer, *(column[document] for column in readers))
    return numbers


def _add(writer: Any, version_id: str, entry: Entry) -> None:
    terms = terms_of(version_id, entry)
    place = PLACE_FORMAT.pack(entry.page_number, entry.ordinal, terms.length, entry.weight)
    number = _add_columns(writer, entry.passage_id.encode(), place)
    fields = writer.pool.fields
    for field, counts in terms.counts.items():
        columns = fields[field]
        for term, count in counts.items():
            column = columns[term]
            column.ids.append(number)
            column.counts.append(count)
    columns = fields[WORDS]
    for word, positions in terms.words.items():
        column = columns[word]
        column.ids.append(number)
        column.counts.append(len(positions))
        column.values.append(array("I", positions).tobytes())


def _add_columns(writer: Any, passage_id: bytes, place: bytes) -> int:
    """Give the new document's number."""
    number: int = writer.docnum
    writer.perdocwriter.start_doc(number)
    writer.perdocwriter.add_column_value(PASSAGE, writer.schema[PASSAGE].column_type, passage_id)
    writer.perdocwriter.add_column_value(PLACE, writer.schema[PLACE].column_type, place)
    writer.perdocwriter.finish_doc()
    writer.docnum += 1
    writer._added = True  # noqa: SLF001 - as SegmentWriter.add_document does
    return number
