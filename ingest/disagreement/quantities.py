"""The numbers and dates of a text, each with its unit: what two texts are held together by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal

from ingest.disagreement.dates import YEARS, dates, lone_months, times
from ingest.disagreement.figures import FIGURE, digits_of, is_negative, readings
from ingest.disagreement.fractions import fractions
from ingest.disagreement.left_out import digits_within, left_out
from ingest.disagreement.model import DisagreementKind, Mention, Span, Weight
from ingest.disagreement.number_words import number_words
from ingest.disagreement.units import DEGREES, MONEY, PERCENT, PHYSICAL, Unit, after, money_before

_ROMAN = re.compile(r"(?<![\w.])(?=[IVX])(X{0,3}(?:IX|IV|V?I{0,3}))(?:a|o|ª|º|th|st|nd|rd)?(?!\w)")
_AFTER_ROMAN_WORD = re.compile(
    r"(?:siglo|century|annex|anexo|part|parte|title|título|chapter|capítulo|phase|fase|table|tabla|section|sección"
    r"|appendix|apéndice|article|artículo|book|libro|volume|volumen|tomo|world war|guerra mundial)\s$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:sections?|sec(?:ción|ciones)|chapters?|cap(?:ítulos?)?|figures?|figuras?|fig"
    r"|tables?|tablas?|cuadros?)[. ]{1,2}$|\w\($",
    re.IGNORECASE,
)
"""What leads elsewhere, as in “crontab(5)”, stands in notes as well, and these are set in other places."""
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_WITH_DIGITS = re.compile(r"\d|primero", re.IGNORECASE)
"""A date needs digits but for its day: “primero de mayo”."""

_SPOKEN = re.compile(r"[^\W\d_]+")

_ORDINAL_SIGN = re.compile(r"(?:st|nd|rd|th|er|ra|ro|do|da|ero|to|ta|mo|ma|vo|va|[.]?[ºª°]|[oa])(?!\w)")
_DECADE_SIGN = re.compile(r"['’]?s(?!\w)")
_BELOW_ZERO = re.compile(r"\s(?:below zero|bajo cero)\b")
_LONGEST_WORD = 16
"""Characters of what is looked for before a number."""
_YEAR_DIGITS = 4
_MOST_DIGITS = 28
"""Of a longer row no more are compared: so many a decimal number holds."""
_CENTURY, _DECADE = 100, 10


def mentions(text: str, language: str) -> tuple[Mention, ...]:
    """Find the numbers and dates of a text, in its order; no two of them overlap."""
    taken = bytearray(len(text))
    found: list[Mention] = []
    for step in _steps(text, language):
        for each in list(step):
            if not any(taken[each.span.start : each.span.end]):
                found.append(each)
                _take(taken, each.span)
    return tuple(sorted(found, key=lambda each: each.span))


def _steps(text: str, language: str) -> Iterator[Iterable[Mention]]:
    """Give all that there may be, what says more first; what is written with digits only where there are any."""
    has_digits = bool(_WITH_DIGITS.search(text))
    spoken = frozenset(_SPOKEN.findall(text.lower()))
    if has_digits:
        yield dates(text, language, spoken)
        yield times(text)
        yield _set_aside(text, left_out(text))
    yield lone_months(text, language, spoken)
    if has_digits:
        yield _figures(text, language)
    yield fractions(text, language, spoken)
    yield _words(text, language, spoken)
    yield _romans(text)


def _take(taken: bytearray, span: Span) -> None:
    taken[span.start : span.end] = b"\1" * (span.end - span.start)


def _set_aside(text: str, spans: list[Span]) -> Iterator[Mention]:
    for span, digits in digits_within(text, spans):
        yield Mention(DisagreementKind.NUMBER, span, Weight.SILENT, (Decimal(digits[:_MOST_DIGITS]),), digits)


def _figures(text: str, language: str) -> Iterator[Mention]:
    for found in FIGURE.finditer(text):
        figure = found.group()
        if not (numbers := readings(figure, language)):
            yield _version(figure, found.span())
            continue
        money = money_before(text, found.start())
        end = found.end()
        if ordinal := _ORDINAL_SIGN.match(text, end):
            yield Mention(
                DisagreementKind.NUMBER,
                Span(found.start(), ordinal.end()),
                Weight.WEAK if numbers[0] == 1 else Weight.NEEDED,
                numbers,
                digits_of(figure),
                is_ordinal=True,
            )
        elif decade := _DECADE_SIGN.match(text, end):
            both = (*numbers, numbers[0] % _CENTURY)
            yield Mention(
                DisagreementKind.DATE, Span(found.start(), decade.end()), Weight.NEEDED, both, digits_of(figure)
            )
        else:
            yield _quantity(text, Span(found.start(), end), numbers, digits_of(figure), language, money)


def _version(figure: str, span: tuple[int, int]) -> Mention:
    """Make a mention of what has digits and is no number, as a version, 1.2.3, or a date in an odd form."""
    number = Decimal(digits_of(figure)[:_MOST_DIGITS])
    return Mention(DisagreementKind.NUMBER, Span(*span), Weight.WEAK, (number,), figure)


def _words(text: str, language: str, spoken: AbstractSet[str]) -> Iterator[Mention]:
    for word in number_words(text, language, spoken):
        if word.is_ordinal:
            yield Mention(DisagreementKind.NUMBER, word.span, Weight.WEAK, (word.value,), is_ordinal=True)
        else:
            yield _quantity(text, word.span, (word.value,), "", language, None)


def _quantity(
    text: str, span: Span, numbers: tuple[Decimal, ...], digits: str, language: str, money: tuple[Unit, int] | None
) -> Mention:
    scaled = after(text, span.end, language, is_money=money is not None)
    unit, start = scaled.unit, span.start
    if money and (unit is None or not unit.base.startswith(MONEY)):
        unit, start = money
    base, factor, symbol = unit or ("", Decimal(1), "")
    if base in DEGREES and (is_negative(text, start) or _BELOW_ZERO.match(text, scaled.end)):
        numbers = tuple(-number for number in numbers)
    is_needed = (
        bool(digits)
        and (numbers[0] * scaled.scale != 1 or bool(base))
        and not _REFERENCE.search(text[max(start - _LONGEST_WORD, 0) : start])
    )
    return Mention(
        kind=_kind(base, digits, numbers[0], scaled.scale),
        span=Span(start, scaled.end),
        weight=Weight.NEEDED if is_needed else Weight.WEAK,
        readings=numbers,
        digits=digits,
        scale=scaled.scale,
        unit=base,
        factor=factor,
        symbol=symbol,
    )


def _kind(base: str, digits: str, number: Decimal, scale: Decimal) -> DisagreementKind:
    if base == PERCENT:
        return DisagreementKind.PERCENTAGE
    if base.startswith(MONEY) or base in PHYSICAL:
        return DisagreementKind.AMOUNT
    is_year = not base and scale == 1 and len(digits) == _YEAR_DIGITS and int(digits) in YEARS
    return DisagreementKind.DATE if is_year and number == int(digits) else DisagreementKind.NUMBER


def _romans(text: str) -> Iterator[Mention]:
    for found in _ROMAN.finditer(text):
        roman = found.group(1)
        if len(roman) > 1 or (
            roman and _AFTER_ROMAN_WORD.search(text[max(found.start() - _LONGEST_WORD, 0) : found.start()])
        ):
            yield Mention(DisagreementKind.NUMBER, Span(*found.span()), Weight.WEAK, (Decimal(_value(roman)),))


def _value(roman: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in roman]
    following = [*values[1:], 0]
    return sum(-value if value < after_ else value for value, after_ in zip(values, following, strict=True))
