"""Where two language versions of a document disagree, as far as it is found by rule: one by one, in their order.

Rule: what is listed is to be looked at. Whether it is a fault, and in which of the two, a reader decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from archive import Passage, Side
from ingest.disagreement import DisagreementKind, Span
from search_app.aligned import Aligned, Row
from search_app.differing import BETWEEN, Findings, is_compared, memory

MISSING = "missing"
"""The kind of a passage that nothing on the other side says."""

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
    """All of two versions, and how many pairs of passages were compared, of how many."""

    aligned: Aligned
    all: tuple[Listed, ...]
    compared: int
    pairs: int

    @property
    def counts(self) -> Counter[str]:
        """How many there are of each kind."""
        return Counter(each.kind for each in self.all)

    def of_kinds(self, kinds: Collection[str]) -> Sequence[Listed]:
        """Give those of some kinds; of all where none is named."""
        return [each for each in self.all if not kinds or each.kind in kinds]


def find_all(aligned: Aligned) -> Disagreements:
    """Find all disagreements of two versions: the first time, some ten seconds for 450 pages."""
    held = aligned.held
    ids = tuple(each.id for each in held[0]), tuple(each.id for each in held[1])
    findings = memory.findings(aligned.bitext, aligned.alignments, ids, lambda: held)
    pairs = [row for row in aligned.rows if row.is_pair]
    return Disagreements(
        aligned,
        tuple(each for row in aligned.rows for each in listed_of(findings, *_asked(row))),
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
    findings: Findings, ours: tuple[Passage, ...], theirs: tuple[Passage, ...], confidence: float
) -> Iterator[Listed]:
    """Give in what passages that stand side by side disagree, the English ones first."""
    for each in findings.between(ours, theirs, confidence):
        yield Listed(
            each.kind.value,
            _told(ours, each.from_span, each.from_value),
            _told(theirs, each.to_span, each.to_value),
            confidence,
        )
    for passage in ours:
        if findings.is_missing(Side.FROM, passage):
            yield Listed(MISSING, Told(ours, passage), Told(theirs), confidence)
    for passage in theirs:
        if findings.is_missing(Side.TO, passage):
            yield Listed(MISSING, Told(ours), Told(theirs, passage), confidence)


def _asked(row: Row) -> tuple[tuple[Passage, ...], tuple[Passage, ...], float]:
    return row.from_passages, row.to_passages, row.alignment.confidence


def _told(passages: tuple[Passage, ...], span: Span | None, value: str | None) -> Told:
    return Told(passages, *place_in(passages, span), value) if span else Told(passages)
