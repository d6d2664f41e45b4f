"""What an archive learns from its files: which passages say the same, and which words stand for each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from archive import Archive
from search_app import meanings

if TYPE_CHECKING:
    from index.crosslingual import Kept
    from ingest.ahead import Ahead

Tell = Callable[[str], None]
"""Says a sentence to whoever waits."""


def lexicon(archive: Archive) -> Kept:
    """Give the lexicon beside the archive, which is opened when it is asked for."""
    from index.crosslingual import Kept  # noqa: PLC0415 - who only opens an archive does without it

    return Kept(archive.folder, archive.id)


def is_lexicon_due(archive: Archive) -> bool:
    """Tell whether the lexicon is to be learned again."""
    from ingest.lexicon import is_due  # noqa: PLC0415 - who only searches does without it

    return is_due(archive)


def update_lexicon(archive: Archive, *, tell: Tell | None = None) -> bool:
    """Learn the lexicon again where that is due; tells whether it was. For the holder of the writer lock."""
    from ingest.lexicon import update_lexicon as update  # noqa: PLC0415 - who only searches does without it

    return update(archive, tell)


def make_lexicon(archive: Archive) -> None:
    """Learn the lexicon again from all that is aligned; for the holder of the writer lock."""
    from ingest.lexicon import make_lexicon as make  # noqa: PLC0415 - who only searches does without it

    make(archive)


def is_alignment_due(archive: Archive, document_id: str | None = None) -> bool:
    """Tell whether versions of a document, or of any, are to be put side by side, or to be compared that are."""
    from ingest import aligning, comparing  # noqa: PLC0415 - as there

    return bool(aligning.missing(archive, document_id) or comparing.missing(archive, document_id))


def is_due(archive: Archive) -> bool:
    """Tell whether anything is to be done of what comes after the index."""
    return is_alignment_due(archive) or is_lexicon_due(archive) or meanings.is_due(archive)


def ahead(archive: Archive) -> Ahead:
    """Give who puts versions side by side ahead of their turn."""
    from ingest.ahead import Ahead  # noqa: PLC0415 - as there

    return Ahead(archive)


def align_missing(
    archive: Archive,
    tell: Tell | None = None,
    document_id: str | None = None,
    *,
    worked_out: Ahead | None = None,
) -> int:
    """Put the versions of a document, or of all, side by side that are not yet; of all, also learn their words.

    For the holder of the writer lock. Gives how many pairs that were; `tell` is told of each before it is begun.
    What is `worked_out` of them is taken from there.
    """
    from ingest import aligning, comparing  # noqa: PLC0415 - as there

    count = aligning.align_missing(archive, tell, document_id, known=worked_out.found if worked_out else None)
    comparing.compare_missing(archive, document_id, known=worked_out.comparison if worked_out else None)
    if not document_id:
        update_lexicon(archive)
        meanings.make_missing(archive)
    return count


def align_next(
    archive: Archive, begin: Callable[[tuple[str, str]], None], hopeless: Iterable[tuple[str, str]]
) -> bool:
    """Align one pair of versions, else compare one, told to `begin` before; tells whether there was any left.

    For the holder of the writer lock. Of those that are `hopeless` it is kept that they failed.
    """
    from ingest import aligning, comparing  # noqa: PLC0415 - as there

    for pair in hopeless:
        aligning.give_up(archive, pair)
        comparing.give_up(archive, pair)
    return aligning.align_next(archive, begin) or comparing.compare_next(archive, begin)
