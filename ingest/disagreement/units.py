"""What stands before and after a number: million, per cent, dollars, hectares; in English and Spanish.

Rule: units of one dimension are brought to one unit, so that 24 months are two years and 1 Gg is 1,000 t.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

PERCENT, MONEY = "%", "money"
DEGREES = frozenset({"°C", "°F"})
PHYSICAL = frozenset({"m", "m2", "m3", "t", "W", "Wh", "byte", "hz"}) | DEGREES
"""Units that make an amount of a number; so many days or people stay numbers."""


class Unit(NamedTuple):
    """A unit by the one of its dimension, how many of that it is, and how it is written."""

    base: str
    factor: Decimal
    symbol: str


class Scaled(NamedTuple):
    """What follows a number: its scale, its unit if there is one, and where that ends in the text."""

    scale: Decimal
    unit: Unit | None
    end: int


def _unit(base: str, factor: str, words: str) -> dict[str, Unit]:
    symbol = words.split(maxsplit=1)[0]
    return {word: Unit(base, Decimal(factor), symbol) for word in words.split()}


_WORDS: Mapping[str, Unit] = MappingProxyType(
    _unit("m", "1000", "km kilometre kilometres kilometer kilometers kilómetro kilómetros")
    | _unit("m", "1", "m metre metres meter meters metro metros")
    | _unit("m", "0.01", "cm centimetre centimetres centimeter centimeters centímetro centímetros")
    | _unit("m", "0.001", "mm millimetre millimetres millimeter millimeters milímetro milímetros")
    | _unit("m", "1609.344", "mile miles milla millas")
    | _unit("m", "0.9144", "yard yards yarda yardas")
    | _unit("m", "0.3048", "ft foot feet pie pies")
    | _unit("m", "0.0254", "inch inches pulgada pulgadas")
    | _unit("m2", "4046.856", "acre acres")
    | _unit("m2", "10000", "ha has hectare hectares hectárea hectáreas")
    | _unit("m2", "1000000", "km2 km²")
    | _unit("m2", "1", "m2 m²")
    | _unit("m3", "1", "m3 m³")
    | _unit("m3", "0.001", "l litre litres liter liters litro litros")
    | _unit("m3", "0.003785", "gallon gallons galón galones")
    | _unit("t", "1", "t ton tons tonne tonnes tonelada toneladas Mg")
    | _unit("t", "1000", "kt kton Gg gigagramos gigagrams kilotoneladas kilotonnes kilotons")
    | _unit("t", "1000000", "Mt Mton MTon Tg megatoneladas megatonnes megatons")
    | _unit("t", "1000000000", "Gt Gton gigatoneladas gigatonnes gigatons")
    | _unit("t", "0.001", "kg kilo kilos kilogram kilograms kilogramo kilogramos")
    | _unit("t", "0.000001", "g gram grams gramo gramos")
    | _unit("t", "0.00045359", "lb lbs pound pounds libra libras")
    | _unit("t", "0.00002835", "oz ounce ounces onza onzas")
    | _unit("W", "1", "W watt watts vatio vatios")
    | _unit("W", "1000", "kW kilowatts kilovatios")
    | _unit("W", "1000000", "MW megawatts megavatios")
    | _unit("W", "1000000000", "GW gigawatts gigavatios")
    | _unit("Wh", "1000", "kWh")
    | _unit("Wh", "1000000", "MWh")
    | _unit("Wh", "1000000000", "GWh")
    | _unit("Wh", "1000000000000", "TWh")
    | _unit("°C", "1", "°C ºC °c")
    | _unit("°F", "1", "°F ºF")
    | _unit("byte", "1000", "kB KB")
    | _unit("byte", "1000000", "MB")
    | _unit("byte", "1000000000", "GB")
    | _unit("byte", "1000000000000", "TB")
    | _unit("hz", "1", "Hz")
    | _unit("hz", "1000", "kHz")
    | _unit("hz", "1000000", "MHz")
    | _unit("hz", "1000000000", "GHz")
    | _unit("month", "12", "year years año años")
    | _unit("month", "1", "month months mes meses")
    | _unit("day", "7", "week weeks semana semanas")
    | _unit("day", "1", "day days día días")
    | _unit("second", "3600", "hour hours hora horas")
    | _unit("second", "60", "minute minutes minuto minutos")
    | _unit("second", "1", "second seconds segundo segundos")
    | _unit(PERCENT, "1", "%")
    | _unit(MONEY + " USD", "1", "USD US$ U$S")
    | _unit(MONEY + " $", "1", "$ dollar dollars dólar dólares peso pesos")
    | _unit(MONEY + " EUR", "1", "EUR € euro euros")
    | _unit(MONEY + " PEN", "1", "PEN S/ S/. sol soles")
    | _unit(MONEY + " GBP", "1", "GBP £")
)
"""A dollar sign is any dollar or peso: it agrees with each of them."""

CUSTOMARY = frozenset({"mile", "yard", "ft", "inch", "acre", "gallon", "lb", "oz"})
"""Symbols of units that translations convert, and round."""

_SCALES: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "en": {"thousand": 10**3, "million": 10**6, "millions": 10**6, "billion": 10**9, "billions": 10**9}
        | {"trillion": 10**12, "bn": 10**9, "mn": 10**6, "hundred": 100, "thousand million": 10**9},
        "es": {"mil": 10**3, "mil millones": 10**9, "miles de millones": 10**9, "millón": 10**6, "millon": 10**6}
        | {"millones": 10**6, "mill.": 10**6, "billón": 10**12, "billones": 10**12},
    }
)
_LETTER_SCALES = MappingProxyType({"MM": 10**6, "M": 10**6, "k": 10**3})
"""“USD 1.5 MM”, “429 M ton”: an M is a million only with a unit."""


def _one_of(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_GAP = r"[ \u00a0\u2009\u202f]?"
_LINK = rf"{_GAP}(?:(?:of|de|US|estadounidenses){_GAP})?"
_PER_CENT = re.compile(rf"{_GAP}(?:%|per{_GAP}cent\b|por{_GAP}ciento\b|percentage points?|puntos porcentuales)")
_SCALE = {
    language: re.compile(rf"(?:{_GAP}|-)({_one_of(words)})(?![^\W_])", re.IGNORECASE)
    for language, words in _SCALES.items()
}
_UNIT = re.compile(rf"(?:{_LINK}|-)({_one_of(_WORDS)})(?=[^\w²³]|[CС][OО][2₂]|_|$)")
_LETTER_SCALE = re.compile(rf"{_GAP}({_one_of(_LETTER_SCALES)})(?=[^\w]|$)")
_BEFORE = re.compile(r"(US\$|U\$S|USD|RD\$|\$|€|EUR|£|GBP|S/\.?|PEN)[ \u00a0\u2009\u202f]?$")


def after(text: str, end: int, language: str, *, is_money: bool = False) -> Scaled:
    """Read the scale and the unit that follow a number; `is_money`: a currency stands before it."""
    alone = end
    if per_cent := _PER_CENT.match(text, end):
        return Scaled(Decimal(1), _WORDS[PERCENT], per_cent.end())
    scale = Decimal(1)
    if found := _SCALE[language].match(text, end):
        scale, end = Decimal(_SCALES[language][found.group(1).lower()]), found.end()
    elif found := _LETTER_SCALE.match(text, end):
        scale, end = Decimal(_LETTER_SCALES[found.group(1)]), found.end()
    if unit := _UNIT.match(text, end):
        return Scaled(scale, _WORDS[unit.group(1)], unit.end())
    if found and found.re is _LETTER_SCALE and not is_money:
        return Scaled(Decimal(1), None, alone)
    return Scaled(scale, None, end)


def money_before(text: str, start: int) -> tuple[Unit, int] | None:
    """Read the currency that stands before a number, and where it begins."""
    found = _BEFORE.search(text, max(start - 6, 0), start)
    if not found:
        return None
    return _WORDS.get(found.group(1), _WORDS["$"]), found.start()
