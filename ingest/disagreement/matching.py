"""Which numbers and dates of one text say the same as those of another, and which have nothing there.

Rule: a pair of readings that agree is agreement. What stands twice on
one side and once on the other is said on both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.disagreement.dates import CLOCK
from ingest.disagreement.model import DisagreementKind, Mention, Weight
from ingest.disagreement.units import CUSTOMARY, DEGREES, MONEY, PERCENT

_MOST_ROUNDED = Decimal("0.01")
"""What is said in a larger unit is rounded: 2.5 million, 2,513,000."""
_MOST_CONVERTED = Decimal("0.1")
"""What is said in miles and then in kilometres is rounded to what is easily said: 6 feet, 2 metres."""
_FREEZING, _FAHRENHEIT = 32, Decimal("1.8")


class Unmet(NamedTuple):
    """What two texts say differently; one of the sides is None where it lacks it."""

    one: Mention | None
    other: Mention | None


def agree(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions may say the same."""
    if one.days or other.days:
        return _same_day(one, other) if one.days and other.days else _is_year_of(one, other)
    if {one.unit, other.unit} & {CLOCK}:
        return _same_time(one, other)
    if {one.unit, other.unit} == DEGREES:
        return _same_heat(one, other)
    if not _units_agree(one.unit, other.unit) or _is_place_of(one, other) or _is_place_of(other, one):
        return False
    if _same_number(one, other):
        return True
    return _is_bare_pair(one, other) or _is_rounded(one, other) or _is_converted(one, other)


def unmet(ours: Sequence[Mention], theirs: Sequence[Mention]) -> Iterator[Unmet]:
    """Give what stands on one side alone, each with what seems to stand in its place on the other."""
    left_ours, left_theirs = _leftovers(ours, theirs)
    lacking = [place for place in left_ours if not _is_met(ours[place], theirs)]
    free = {place for place in left_theirs if not _is_met(theirs[place], ours)}
    spare_ours, spare_theirs = set(left_ours) - set(lacking), set(left_theirs) - free
    for place in list(lacking):
        found = _in_place_of(place, ours, theirs, sorted(free))
        if found is not None:
            lacking.remove(place)
            free.discard(found)
            yield Unmet(ours[place], theirs[found])
    for place, other in _beside_spare(lacking, ours, theirs, spare_theirs):
        yield Unmet(ours[place], None if other is None else theirs[other])
    for place, other in _beside_spare(sorted(free), theirs, ours, spare_ours):
        yield Unmet(None if other is None else ours[other], theirs[place])


def _beside_spare(
    lacking: Sequence[int], ours: Sequence[Mention], theirs: Sequence[Mention], spare: set[int]
) -> Iterator[tuple[int, int | None]]:
    """Give what the other side lacks, with what it says more often than this one, if it says anything such."""
    for place in lacking:
        if ours[place].digits or ours[place].weight is Weight.NEEDED:
            found = _in_place_of(place, ours, theirs, [each for each in sorted(spare) if theirs[each].digits])
            if found is not None or ours[place].weight is Weight.NEEDED:
                spare.discard(-1 if found is None else found)
                yield place, found


def _leftovers(ours: Sequence[Mention], theirs: Sequence[Mention]) -> tuple[list[int], list[int]]:
    """Give what is left of each side when as many as can be are put together, one to one."""
    matched: dict[int, int] = {}

    def is_put(place: int, seen: set[int]) -> bool:
        for other, theirs_one in enumerate(theirs):
            if other not in seen and agree(ours[place], theirs_one):
                seen.add(other)
                if other not in matched or is_put(matched[other], seen):
                    matched[other] = place
                    return True
        return False

    left = [place for place in range(len(ours)) if not is_put(place, set())]
    return left, [place for place in range(len(theirs)) if place not in matched]


def _is_met(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(agree(mention, other) for other in others)


def _in_place_of(
    place: int, ours: Sequence[Mention], theirs: Sequence[Mention], candidates: Sequence[int]
) -> int | None:
    """Choose what stands in the place of one mention: of the same kind, the nearest by its order."""
    mention = ours[place]
    fitting = [each for each in candidates if _may_replace(mention, theirs[each])]
    at = place / max(len(ours), 1)
    return min(fitting, key=lambda each: abs(each / max(len(theirs), 1) - at), default=None)


def _may_replace(one: Mention, other: Mention) -> bool:
    if Weight.SILENT in (one.weight, other.weight):
        return False
    if one.kind is other.kind:
        return bool(one.days) is bool(other.days) or one.kind is not DisagreementKind.DATE
    bare = {DisagreementKind.NUMBER, DisagreementKind.DATE}
    return (one.kind in bare or other.kind in bare) and Weight.WEAK not in (one.weight, other.weight)


def _same_day(one: Mention, other: Mention) -> bool:
    for ours in one.days:
        for theirs in other.days:
            both = [(a, b) for a, b in zip(ours, theirs, strict=True) if a is not None and b is not None]
            if both and all(a == b for a, b in both):
                return True
    return False


def _is_year_of(one: Mention, other: Mention) -> bool:
    """Tell whether a number is the year or the day of a date; the mark of a list is no day."""
    dated, number = (one, other) if one.days else (other, one)
    if number.unit or number.size != 1:
        return False
    is_day = number.weight is not Weight.SILENT
    return any(
        reading == day.year or (is_day and reading == day.day) for reading in number.readings for day in dated.days
    )


def _same_time(one: Mention, other: Mention) -> bool:
    """Tell whether two times are the same, or a number is the hour of one: 15:00, a las 3 de la tarde."""
    if one.unit == other.unit:
        return one.readings[0] == other.readings[0]
    return _is_bare_pair(one, other)


def _units_agree(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    if one.startswith(MONEY) and other.startswith(MONEY):
        return f"{MONEY} $" in (one, other) and {one, other}.isdisjoint({f"{MONEY} EUR", f"{MONEY} GBP"})
    return PERCENT not in (one, other) and not one.startswith(MONEY) and not other.startswith(MONEY)


def _is_place_of(one: Mention, other: Mention) -> bool:
    """Tell whether one is a place in a row and the other so much money, which is no place: ninth, $9."""
    return one.is_ordinal and other.unit.startswith((MONEY, PERCENT))


def _same_number(one: Mention, other: Mention) -> bool:
    """Tell whether the likeliest readings are the same, or others are and the digits as well."""
    if _has_other_dimension(one, other):
        return bool(set(one.readings) & set(other.readings))
    if one.readings[0] * one.size == other.readings[0] * other.size:
        return True
    ours = {reading * one.size for reading in one.readings}
    theirs = {reading * other.size for reading in other.readings}
    is_alike = one.digits == other.digits or not one.digits or not other.digits
    is_sure = len(one.readings) == len(other.readings) == 1
    return (is_alike or is_sure) and bool(ours & theirs)


def _is_bare_pair(one: Mention, other: Mention) -> bool:
    """Tell whether they are the same number, the one with a unit or a scale, the other without: 10 to 15 %."""
    has_bare = not (one.unit and other.unit) and (one.scale == 1 or other.scale == 1)
    return has_bare and bool(set(map(abs, one.readings)) & set(map(abs, other.readings)))


def _is_rounded(one: Mention, other: Mention) -> bool:
    """Tell whether one says more exactly what the other says in a larger unit: 429.437 Gg, 429 million t."""
    if one.size == other.size or _has_other_dimension(one, other):
        return False
    rough, fine = (one, other) if one.size > other.size else (other, one)
    exact = fine.readings[0] * fine.size / rough.size
    return abs(exact - rough.readings[0]) <= exact * _MOST_ROUNDED


def _is_converted(one: Mention, other: Mention) -> bool:
    """Tell whether one says in customary units what the other says in metric ones: five miles, 8 km."""
    if one.unit != other.unit or (one.symbol in CUSTOMARY) is (other.symbol in CUSTOMARY):
        return False
    return _is_about(one.readings[0] * one.size / other.size, other) or _is_about(
        other.readings[0] * other.size / one.size, one
    )


def _same_heat(one: Mention, other: Mention) -> bool:
    celsius, fahrenheit = (one, other) if one.unit == "°C" else (other, one)
    is_celsius = _is_about((fahrenheit.readings[0] - _FREEZING) / _FAHRENHEIT, celsius)
    return is_celsius or _is_about(celsius.readings[0] * _FAHRENHEIT + _FREEZING, fahrenheit)


def _is_about(exact: Decimal, said: Mention) -> bool:
    """Tell whether a number is what was rounded to what is said, to its last digit that is no zero."""
    number = said.readings[0]
    step = Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
    return abs(exact - number) <= min(step / 2, abs(exact) * _MOST_CONVERTED)


def _has_other_dimension(one: Mention, other: Mention) -> bool:
    return one.unit != other.unit and bool(one.unit and other.unit) and not one.unit.startswith(MONEY)
