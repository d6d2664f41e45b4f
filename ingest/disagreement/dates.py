"""Dates and times of day as they are written in English and Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from types import MappingProxyType

from ingest.disagreement.model import Day, DisagreementKind, Mention, Span, Weight

LAST_MONTH, LAST_DAY = 12, 31
YEARS = range(1500, 2101)
"""A number of four digits among these is read as a year."""

_FULL = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
}


def _months(language: str) -> dict[str, int]:
    rows = (_FULL[language], _SHORT[language])
    found = {word.lower(): place for row in rows for place, word in enumerate(row.split(), 1)}
    return found | ({"sept": 9} if language == "en" else {"setiembre": 9, "sept": 9})


MONTHS: Mapping[str, Mapping[str, int]] = MappingProxyType({each: _months(each) for each in _FULL})
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d]|[.,]\d)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"


def _month(language: str) -> str:
    words = sorted(MONTHS[language], key=len, reverse=True)
    if language == "en":
        words = [written for word in words for written in (word.capitalize(), word.upper())]
    return rf"(?<!\w)(?P<month>{'|'.join(words)})\b\.?"


_PATTERNS: Mapping[str, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        "en": tuple(
            re.compile(each)
            for each in (
                rf"(?<![\w.,]){_DAY}(?:st|nd|rd|th)?(?: day)?(?: of)? {_month('en')},?(?: of)?(?: {_YEAR})?",
                rf"{_month('en')} {_DAY}(?:st|nd|rd|th)?(?![\w]|[.,]\d)(?:,? (?:of )?{_YEAR})?",
                rf"{_month('en')},?(?: of)? {_YEAR}",
            )
        ),
        "es": tuple(
            re.compile(each, re.IGNORECASE)
            for each in (
                rf"(?<![\w.,]){_DAY}(?:\.?[ºo°])?(?: de)? {_month('es')}(?:,?(?: del?)?(?: año)? {_YEAR})?",
                rf"{_month('es')} {_DAY}(?![\w]|[.,]\d),?(?: del?)?(?: año)? {_YEAR}",
                rf"(?P<first>primero) de {_month('es')}(?:,?(?: del?)?(?: año)? {_YEAR})?",
                rf"{_month('es')},?(?: del?)?(?: año)? {_YEAR}",
            )
        ),
    }
)
_ALONE = MappingProxyType(
    {
        "en": re.compile(rf"(?<!\w)(?P<month>{_FULL['en'].replace(' ', '|')})\b"),
        "es": re.compile(rf"(?<!\w)(?P<month>{_FULL['es'].replace(' ', '|')}|setiembre)\b", re.IGNORECASE),
    }
)
_ISO = re.compile(
    r"(?<![\w-])(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])"
)
_SLASHED = re.compile(r"(?<![\w/.])(\d{1,2})([/.-])(\d{1,2})\2(1[5-9]\d\d|20\d\d)(?![\w/])")
_TIME = re.compile(
    r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?"
    r"(?: ?(?P<half>[ap]\.? ?m\b\.?)| ?(?P<mark>h|hrs?|horas|hours)\b)"
    r"|(?<![\w.,:])(?P<plain_hour>[01]?\d|2[0-3]):(?P<plain_minute>[0-5]\d)(?![\w:])",
    re.IGNORECASE,
)
_NOON = 12
CLOCK = "clock"
"""The unit of times of day."""


def dates(text: str, language: str, spoken: AbstractSet[str]) -> Iterator[Mention]:
    """Find the dates that say a day or a month; a year by itself is a number.

    Those of the other language too, which stand where works are cited. `spoken` are the words of the text in lower
    case: where none is the name of a month, none is looked for.
    """
    for found in _ISO.finditer(text):
        yield _date(found, (_day(found, language),), Weight.NEEDED)
    for tongue in sorted(_PATTERNS, key=lambda each: each != language):
        for pattern in () if spoken.isdisjoint(MONTHS[tongue]) else _PATTERNS[tongue]:
            for found in pattern.finditer(text):
                yield _date(found, (_day(found, tongue),), Weight.NEEDED)
    for found in _SLASHED.finditer(text):
        one, _, other, year = found.groups()
        both = (Day(int(year), int(other), int(one)), Day(int(year), int(one), int(other)))
        if days := tuple(each for each in both if _is_day(each)):
            yield _date(found, days, Weight.NEEDED)


def lone_months(text: str, language: str, spoken: AbstractSet[str]) -> Iterator[Mention]:
    """Find the names of months, which may stand within dates; “May” and “March” are words besides."""
    if spoken.isdisjoint(MONTHS[language]):
        return
    for found in _ALONE[language].finditer(text):
        yield _date(found, (Day(None, MONTHS[language][found["month"].lower()], None),), Weight.WEAK)


def times(text: str) -> Iterator[Mention]:
    """Find the times of day, read as minutes after midnight; full hours by their hour as well."""
    for found in _TIME.finditer(text):
        hour, minute = found["hour"] or found["plain_hour"], found["minute"] or found["plain_minute"]
        if found["mark"] and not minute:
            continue  # so many hours
        minutes = int(hour) * 60 + int(minute or 0)
        half = (found["half"] or "").lower()
        if half.startswith("p") and int(hour) < _NOON:
            minutes += _NOON * 60
        if half.startswith("a") and int(hour) == _NOON:
            minutes -= _NOON * 60
        span = Span(*found.span())
        hours = () if minutes % 60 else (minutes // 60, minutes // 60 % _NOON)
        readings = tuple(map(Decimal, (minutes, *hours)))
        yield Mention(DisagreementKind.TIME, span, Weight.NEEDED, readings, unit=CLOCK)


def _day(found: re.Match[str], language: str) -> Day:
    parts = found.groupdict()
    month = MONTHS[language].get(parts["month"].lower()) or int(parts["month"])
    day = 1 if parts.get("first") else parts.get("day")
    return Day(int(parts["year"]) if parts["year"] else None, month, int(day) if day else None)


def _is_day(day: Day) -> bool:
    return day.month is not None and 1 <= day.month <= LAST_MONTH and 1 <= (day.day or 1) <= LAST_DAY


def _date(found: re.Match[str], days: tuple[Day, ...], weight: Weight) -> Mention:
    return Mention(DisagreementKind.DATE, Span(*found.span()), weight, days=days)
