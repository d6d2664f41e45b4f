"""Generated documents read and judged, by Pasaje and by the readers beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .joins import Joins, furniture_left, joins_of, text_aside
from .printing import Printed
from .readers import Read, line_end_hyphens, others, pasaje
from .scores import Judged, judge


@dataclass(frozen=True, slots=True)
class Measured:
    """A document, what became of each piece, and what went wrong at line ends and in the margins."""

    printed: Printed
    judged: tuple[Judged, ...]
    joins: Joins = field(default_factory=lambda: Joins((), ()))
    hyphens: int = 0
    furniture: tuple[str, ...] = ()
    """Lines of the margins that stand in the text."""
    aside: tuple[str, ...] = ()
    """Lines of the text that were taken for margins."""

    def of(self, kind: str) -> list[Judged]:
        """Give the pieces of a kind."""
        return [each for each in self.judged if each.piece.kind == kind]


def measure(documents: Sequence[Printed], workers: int) -> list[Measured]:
    """Let Pasaje read the documents."""
    reads = pasaje([document.path for document in documents], workers)
    return [_measured(document, read) for document, read in zip(documents, reads, strict=True)]


def compare(documents: Sequence[Printed]) -> dict[str, list[Measured]]:
    """Let the other readers read them."""
    paths = [document.path for document in documents]
    return {
        name: [
            Measured(document, tuple(judge(document.made.pieces, read)))
            for document, read in zip(documents, reader(paths), strict=True)
        ]
        for name, reader in others().items()
    }


def _measured(document: Printed, read: Read) -> Measured:
    pieces = document.made.pieces
    true_texts, read_texts = [piece.text for piece in pieces], [unit.text for unit in read.units]
    return Measured(
        document,
        tuple(judge(pieces, read)),
        joins_of(true_texts, read_texts),
        line_end_hyphens(document.path),
        tuple(furniture_left(document.furniture, true_texts, read_texts)),
        tuple(text_aside(document.furniture, true_texts, read.aside)),
    )
