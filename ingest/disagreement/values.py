"""Numbers and dates as they are shown beside each other: written in one way, whatever stands in the texts."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from ingest.disagreement.dates import CLOCK
from ingest.disagreement.model import Mention

_HOUR = 60


def values_of(one: Mention | None, other: Mention | None) -> tuple[str | None, str | None]:
    """Write two mentions; of several readings those are meant that lie nearest to each other.

    Where thousands may be meant on both sides, they are.
    """
    if one is None or other is None:
        return (None if one is None else _written(one, 0)), (None if other is None else _written(other, 0))
    if one.days or other.days:
        return _written(one, 0), _written(other, 0)
    places = product(range(len(one.readings)), range(len(other.readings)))
    ours, theirs = min(places, key=lambda pair: (_ratio(one, pair[0], other, pair[1]), -one.readings[pair[0]]))
    return _written(one, ours), _written(other, theirs)


def _ratio(one: Mention, ours: int, other: Mention, theirs: int) -> Decimal:
    sizes = sorted((one.readings[ours] * one.size, other.readings[theirs] * other.size))
    return sizes[1] / sizes[0] if sizes[0] else Decimal("Infinity")


def _written(mention: Mention, reading: int) -> str:
    if mention.days:
        return str(mention.days[0])
    if not mention.digits.isdecimal() and mention.digits:
        return mention.digits
    number = mention.readings[reading] * mention.scale
    if mention.unit == CLOCK:
        return f"{int(number) // _HOUR}:{int(number) % _HOUR:02}"
    return f"{_plain(number)} {mention.symbol}".rstrip()


def _plain(number: Decimal) -> str:
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
