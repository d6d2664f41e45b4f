"""Where versions that stand side by side disagree, found when they are aligned, and kept.

Rule: what is kept is a copy of what can be found again. Where there is none yet, it is found as it is asked for;
where it could not be found, nothing is told, and nobody tries again before the rules are others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from archive import (
    Alignment,
    Archive,
    ArchiveError,
    Bitext,
    KeptComparison,
    KeptDisagreement,
    Passage,
    Side,
)
from archive.bitext import Pair
from ingest.disagreement import RULES

if TYPE_CHECKING:
    from ingest.disagreement import Findings

MISSING = "missing"
"""The kind of a passage that nothing on the other side says."""

_FAILED = KeptComparison(RULES, 0, 0, (), is_whole=False)
"""Of a pair that ended who compared it, or in which a fault stood in the way."""

Known = Callable[[Pair], KeptComparison | None]
"""Gives what was found in two versions ahead of their turn, if it was, and still holds."""

_log = logging.getLogger(__name__)


def missing(archive: Archive, document_id: str | None = None) -> list[Bitext]:
    """Give the bitexts of a document, or of all, that are not compared yet by these rules."""
    due = set(archive.disagreements.due(RULES))
    if not due:
        return []
    held = archive.bitexts.of_document(document_id) if document_id else archive.bitexts.all()
    return [each for each in held if each.number in due]


def compare_missing(archive: Archive, document_id: str | None = None, *, known: Known | None = None) -> int:
    """Compare what is aligned and was not compared by these rules; gives how many pairs that were.

    What is `known` of a pair ahead of its turn is kept as it is. For the holder of the writer lock.
    """
    due = missing(archive, document_id)
    for bitext in due:
        found = known((bitext.from_version, bitext.to_version)) if known else None
        archive.disagreements.put(bitext, found or _compared(archive, bitext))
    return len(due)


def compare_next(archive: Archive, begin: Callable[[Pair], None]) -> bool:
    """Compare a pair that is not yet, told to `begin` before; tells whether there was any.

    For the holder of the writer lock.
    """
    for bitext in missing(archive)[:1]:
        begin((bitext.from_version, bitext.to_version))
        archive.disagreements.put(bitext, _compared(archive, bitext))
        return True
    return False


def give_up(archive: Archive, pair: Pair) -> None:
    """Keep of a pair that it cannot be compared, if it still waits for it. For the holder of the writer lock."""
    for bitext in missing(archive):
        if (bitext.from_version, bitext.to_version) == pair:
            archive.disagreements.put(bitext, _FAILED)


def _compared(archive: Archive, bitext: Bitext) -> KeptComparison:
    try:
        return compare(archive, bitext)
    except ArchiveError:
        raise  # as of a full disk: it is gone on with
    except Exception:  # noqa: BLE001 - whatever strange text does to one pair must not cost the others
        _log.exception("%s and %s could not be compared.", bitext.from_version, bitext.to_version)
        return _FAILED


def compare(archive: Archive, bitext: Bitext) -> KeptComparison:
    """Find where two versions disagree, in the order of what stands side by side."""
    versions = (bitext.from_version, bitext.to_version)
    held = archive.passages.of_versions(versions)
    alignments = archive.bitexts.alignments(bitext)
    languages = (bitext.from_language, bitext.to_language)
    return compared(alignments, held[versions[0]], held[versions[1]], languages)


def compared(
    alignments: Sequence[Alignment], ours: Sequence[Passage], theirs: Sequence[Passage], languages: tuple[str, str]
) -> KeptComparison:
    """Do the same with what is at hand: what stands side by side, and all passages of both versions."""
    # Here and not above: whoever adds asks what is to be compared, and mostly nothing is.
    from ingest.disagreement import Findings, is_compared  # noqa: PLC0415 - see above

    findings = Findings(alignments, ours, theirs, languages)
    rows = [(each, *findings.passages_of(each)[:2]) for each in alignments]
    pairs = [row for row in rows if row[1] and row[2]]
    return KeptComparison(
        RULES,
        sum(is_compared(one, other, alignment.confidence) for alignment, one, other in pairs),
        len(pairs),
        tuple(kept for row in rows for kept in _found(findings, *row)),
    )


def _found(
    findings: Findings, alignment: Alignment, ours: Sequence[Passage], theirs: Sequence[Passage]
) -> Iterator[KeptDisagreement]:
    ids = tuple(each.id for each in ours), tuple(each.id for each in theirs)
    for each in findings.between(ours, theirs, alignment.confidence):
        yield KeptDisagreement(
            each.kind.value,
            *ids,
            alignment.confidence,
            each.from_span,
            each.to_span,
            each.from_value,
            each.to_value,
        )
    for side, passages in ((Side.FROM, ours), (Side.TO, theirs)):
        for passage in passages:
            if findings.is_missing(side, passage):
                yield KeptDisagreement(MISSING, *ids, alignment.confidence, missing=passage.id)
