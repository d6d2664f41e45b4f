"""Where two language versions of a document disagree, as far as it is found by rule: one by one, in their order.

Rule: what is listed is to be looked at. Whether it is a fault, and in which of the two, a reader decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from archive import Archive, KeptComparison, Passage, Side
from ingest.comparing import MISSING
from ingest.disagreement import BETWEEN, RULES, Disagreement, DisagreementKind, Span, is_compared
from search_app.aligned import Aligned, Row, find_aligned, with_rows
from search_app.differing import Found, disagreement, memory

KINDS: tuple[str, ...] = (*(kind.value for kind in DisagreementKind), MISSING)


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a disagreement: its passages, and what they say, with its place in one of them.

    All but the passages is None where the side lacks it, the span and its passage also where a whole passage is
    meant. `value` is written alike on both sides: `1234.5 t`, `2013-05-03`, `12 %`.
    """

    passages: tuple[Passage, ...]
    passage: Passage | None = None
    span: Span | None = None
    value: str | None = None

    @property
    def words(self) -> str | None:
        """What stands in the text."""
        return self.passage.text[slice(*self.span)] if self.passage and self.span else None


@dataclass(frozen=True, slots=True)
class Listed:
    """One disagreement, its sides, the English one first, and how likely it is that these say the same."""

    kind: str
    from_: Told
    to: Told
    confidence: float

    @property
    def first(self) -> Passage:
        """The passage that it is shown by: the one that has what the other lacks."""
        return next(
            each for each in (self.from_.passage, self.to.passage, *self.from_.passages, *self.to.passages) if each
        )


@dataclass(frozen=True, slots=True)
class Disagreements:
    """Some of the disagreements of two versions, and how many there are of each kind.

    `total` are all of the kinds that were asked for, of which `listed` are some; `compared` of `pairs` of passages
    were compared. Of `aligned` no rows are read where what was found had been kept.
    """

    aligned: Aligned
    listed: tuple[Listed, ...]
    total: int
    counts: Counter[str]
    compared: int
    pairs: int
    is_whole: bool = True
    """No fault stood in the way of comparing."""


def find_all(
    archive: Archive,
    document_id: str,
    versions: tuple[str, str] = ("", ""),
    kinds: Collection[str] = (),
    part: slice = slice(None),
) -> Disagreements:
    """Find disagreements of two versions, of some kinds or all, and of these a part.

    In milliseconds where they were kept; else the first time, some ten seconds for 450 pages. `versions` are their
    ids where there are several pairs. Raises: DocumentNotFound, NothingAligned, AlignmentRefused.
    """
    head = find_aligned(archive, document_id, *versions)
    kept = archive.disagreements.find(head.bitext, RULES)
    if kept is None:
        return _found(with_rows(archive, head), kinds, part)
    return _kept(archive, head, kept, kinds, part)


def _kept(
    archive: Archive, head: Aligned, kept: KeptComparison, kinds: Collection[str], part: slice
) -> Disagreements:
    chosen = [each for each in kept.found if not kinds or each.kind in kinds]
    bitext, shown = head.bitext, chosen[part]
    sides = ((bitext.from_version, "from_ids"), (bitext.to_version, "to_ids"))
    held = archive.passages.held(
        (version, id_) for version, ids in sides for each in shown for id_ in getattr(each, ids)
    )
    listed = []
    for each in shown:
        # What was read again since is not there.
        ours, theirs = (
            tuple(held[version, id_] for id_ in getattr(each, ids) if (version, id_) in held)
            for version, ids in sides
        )
        if (len(ours), len(theirs)) != (len(each.from_ids), len(each.to_ids)):
            continue
        if each.missing:
            listed.append(_lone(each.missing, ours, theirs, each.confidence))
        else:
            listed.append(_listed(disagreement(each), ours, theirs, each.confidence))
    return Disagreements(
        replace(head, labels=archive.passages.labels_of(held.values()) if held else {}),
        tuple(listed),
        len(chosen),
        Counter(each.kind for each in kept.found),
        kept.compared,
        kept.pairs,
        kept.is_whole,
    )


def _found(aligned: Aligned, kinds: Collection[str], part: slice) -> Disagreements:
    held = aligned.held
    ids = tuple(each.id for each in held[0]), tuple(each.id for each in held[1])
    findings = memory.findings(aligned.bitext, aligned.alignments, ids, lambda: held)
    pairs = [row for row in aligned.rows if row.is_pair]
    every = [each for row in aligned.rows for each in listed_of(findings, *_asked(row))]
    chosen = [each for each in every if not kinds or each.kind in kinds]
    return Disagreements(
        aligned,
        tuple(chosen[part]),
        len(chosen),
        Counter(each.kind for each in every),
        sum(is_compared(*_asked(row)) for row in pairs),
        len(pairs),
    )


def place_in(passages: Sequence[Passage], span: Span) -> tuple[Passage, Span]:
    """Give in which of some passages a stretch of them joined begins, and which stretch of it that is."""
    begin = 0
    for passage in passages:
        end = begin + len(passage.text)
        if span.start < end or passage is passages[-1]:
            break
        begin = end + len(BETWEEN)
    return passage, Span(max(span.start - begin, 0), min(span.end - begin, len(passage.text)))


def listed_of(
    findings: Found, ours: tuple[Passage, ...], theirs: tuple[Passage, ...], confidence: float
) -> Iterator[Listed]:
    """Give in what passages that stand side by side disagree, the English ones first."""
    for each in findings.between(ours, theirs, confidence):
        yield _listed(each, ours, theirs, confidence)
    for side, passages in ((Side.FROM, ours), (Side.TO, theirs)):
        for passage in passages:
            if findings.is_missing(side, passage):
                yield _lone(passage.id, ours, theirs, confidence)


def _listed(
    found: Disagreement, ours: tuple[Passage, ...], theirs: tuple[Passage, ...], confidence: float
) -> Listed:
    return Listed(
        found.kind.value,
        _told(ours, found.from_span, found.from_value),
        _told(theirs, found.to_span, found.to_value),
        confidence,
    )


def _lone(id_: str, ours: tuple[Passage, ...], theirs: tuple[Passage, ...], confidence: float) -> Listed:
    """Give the listing of a passage that nothing says on the other side."""
    one, other = (next((each for each in side if each.id == id_), None) for side in (ours, theirs))
    return Listed(MISSING, Told(ours, one), Told(theirs, None if one else other), confidence)


def _asked(row: Row) -> tuple[tuple[Passage, ...], tuple[Passage, ...], float]:
    return row.from_passages, row.to_passages, row.alignment.confidence


def _told(passages: tuple[Passage, ...], span: Span | None, value: str | None) -> Told:
    return Told(passages, *place_in(passages, span), value) if span else Told(passages)
