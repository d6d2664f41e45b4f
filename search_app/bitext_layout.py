"""All that stands side by side in two versions: its rows, and what is known of where the two disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive import Alignment, Archive, Bitext
from ingest.disagreement import RULES
from search_app.bitext_rows import Extents, Row, rows_of
from search_app.differing import Found, Kept, memory
from search_app.facing import Facing

_MOST_FOUND = 3_000
"""Alignments of which it is found out as a page is asked for: some 2 ms each, and a moment later it is kept."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of two versions in the order of the left one; `extents` are by the ids of the versions.

    `found` is where the two disagree, if that was asked for and is known.
    """

    rows: Sequence[Row]
    extents: Mapping[str, Extents]
    found: Found | None


def lay_out(archive: Archive, facing: Facing, *, is_compared: bool) -> Layout:
    """Read what stands side by side, without its words. `is_compared`: also where the two disagree."""
    left, right = facing.left.version, facing.right.version
    alignments = archive.bitexts.alignments(facing.bitext) if facing.bitext else ()
    extents, found = _known(archive, facing, alignments, is_compared=is_compared)
    rows = rows_of(
        alignments,
        extents[left.id],
        extents[right.id],
        is_turned=facing.is_turned,
        is_one_file=facing.is_one_file,
    )
    return Layout(rows, extents, found)


def _known(
    archive: Archive, facing: Facing, alignments: Sequence[Alignment], *, is_compared: bool
) -> tuple[Mapping[str, Extents], Found | None]:
    """Give where passages stand, and where the two disagree: as it was kept, else found, if that is soon done."""
    bitext, versions = facing.bitext, {facing.left.version.id, facing.right.version.id}
    if bitext is None or not is_compared:
        return archive.passages.extents(versions), None
    if kept := archive.disagreements.find(bitext, RULES):
        return archive.passages.extents(versions), Kept(kept)
    if len(alignments) > _MOST_FOUND:
        return archive.passages.extents(versions), None
    return _found(archive, bitext, alignments)


def _found(
    archive: Archive, bitext: Bitext, alignments: Sequence[Alignment]
) -> tuple[Mapping[str, Extents], Found | None]:
    """Find out where the two disagree: all of both is read for it, and where it stands is known with it."""
    versions = (bitext.from_version, bitext.to_version)
    held = archive.passages.of_versions(versions)
    extents = {
        version: {each.id: (each.page_numbers[0], each.page_numbers[-1]) for each in those}
        for version, those in held.items()
    }
    sides = held[versions[0]], held[versions[1]]
    ids = tuple(each.id for each in sides[0]), tuple(each.id for each in sides[1])
    return extents, memory.findings(bitext, alignments, ids, lambda: sides)
