"""What two passages disagree in, as frozen data: the findings, and what is found in a text to be held together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import NamedTuple

from archive.bitext import Side

RULES = 4
"""The number of the rules: raised with every change by which other disagreements are found."""


class DisagreementKind(StrEnum):
    """What it is that differs."""

    NUMBER = "number"
    PERCENTAGE = "percentage"
    AMOUNT = "amount"
    DATE = "date"
    TIME = "time"
    NAME = "name"
    LIST_LENGTH = "list_length"


class Span(NamedTuple):
    """Half-open character offsets in a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that two texts say differently, or that one of them lacks.

    The spans are offsets in each text; span and value are None on the side that lacks it. Values are written the
    same way on both sides, whatever stands in the text: `1234.5 t`, `2013-05-03`, `12 %`.
    """

    kind: DisagreementKind
    from_span: Span | None
    to_span: Span | None
    from_value: str | None
    to_value: str | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A passage that nothing on the other side says; `side` is the one on which it stands."""

    side: Side
    passage_id: str


class Weight(IntEnum):
    """What it means that the other side lacks something.

    `SILENT`: nothing, it may stand for something there; `WEAK`: something only where that has another in its
    place; `NEEDED`: a disagreement.
    """

    SILENT = 0
    WEAK = 1
    NEEDED = 2


class Day(NamedTuple):
    """A date as exactly as it is said: year, month, day, each None where it is not."""

    year: int | None
    month: int | None
    day: int | None

    def __str__(self) -> str:
        """Write it as ISO 8601 does; two dashes for a year that is not said."""
        year = "-" if self.year is None else f"{self.year:04}"
        return "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part is not None)])


@dataclass(frozen=True, slots=True)
class Mention:
    """A number or a date in a text, by what it may be read as; the likeliest reading comes first.

    `readings`: the number as written, before `scale` (a million) and unit; `days`: of a date instead.
    `digits`: the digits as written, of a version, 1.2.3, with what parts them; empty where it is in words.
    `unit` is that of the dimension, `factor` how many of it the unit as written is, `symbol` how that is written.
    """

    kind: DisagreementKind
    span: Span
    weight: Weight
    readings: tuple[Decimal, ...] = ()
    digits: str = ""
    scale: Decimal = Decimal(1)
    unit: str = ""
    factor: Decimal = Decimal(1)
    symbol: str = ""
    days: tuple[Day, ...] = ()
    is_ordinal: bool = False

    @property
    def size(self) -> Decimal:
        """By what a reading is to be multiplied to be so many of the unit of the dimension."""
        return self.scale * self.factor
