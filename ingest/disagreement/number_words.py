"""Numbers in words, cardinal and ordinal, in English and Spanish: “two hundred and five”, “doscientas cinco”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ingest.disagreement.model import Span
from ingest.likeness_signs import folded


class NumberWord(NamedTuple):
    """A number in words: where it stands and what it says."""

    span: Span
    value: Decimal
    is_ordinal: bool


def number_words(text: str, language: str, spoken: AbstractSet[str]) -> Iterator[NumberWord]:
    """Find the numbers in words; “one” and “un” are articles as well, so that they count only within others.

    `spoken` are the words of the text in lower case: where none says more than one, none is looked for.
    """
    accented = (folded(word) for word in spoken if not word.isascii())
    if spoken.isdisjoint(_MORE_THAN_ONE[language]) and _MORE_THAN_ONE[language].isdisjoint(accented):
        return
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        has_gap = bool(run) and not _BETWEEN.fullmatch(text, run[-1].end(), word.start())
        if run and (has_gap or not _goes_on([*run, word], language)):
            yield from _read(run, language)
            run = []
        if run or _starts(word.group(), language):
            run.append(word)
    yield from _read(run, language)


_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[ \u00a0\n-]{1,2}")

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis "
    "veintisiete veintiocho veintinueve"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPANISH_TENS = "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_SPANISH_HUNDREDS = (
    "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_SPANISH_ORDINALS = "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo undecimo duodecimo"
_SPANISH_ORDINAL_TENS = "decimo vigesimo trigesimo cuadragesimo quincuagesimo"


def _numbered(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


def _in_both_genders(words: Mapping[str, int]) -> dict[str, int]:
    return {**words, **{word[:-1] + "a": value for word, value in words.items() if word.endswith("o")}}


_HUNDREDS = _numbered(_SPANISH_HUNDREDS, 100, 100)
_SMALL: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "en": _numbered(_ENGLISH)
        | _numbered(_ENGLISH_TENS, 20, 10)
        | {"a": 1, "dozen": 12, "both": 2}
        | {"fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90},
        "es": _numbered(_SPANISH)
        | _numbered(_SPANISH_TENS, 20, 10)
        | _HUNDREDS
        | {word.removesuffix("os") + "as": value for word, value in _HUNDREDS.items()}
        | {"ciento": 100, "un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "docena": 12}
        | {"ambos": 2, "ambas": 2},
    }
)
"""“A” and “un” begin numbers, “a hundred”, “un millón”, and are none by themselves."""

_LARGE: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
        | {"millions": 10**6, "billions": 10**9},
        "es": {"mil": 1000, "millon": 10**6, "millones": 10**6, "billon": 10**12, "billones": 10**12},
    }
)
_ORDINAL: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "en": _numbered(_ENGLISH_ORDINALS, 1)
        | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100},
        "es": _in_both_genders(
            _numbered(_SPANISH_ORDINALS, 1)
            | _numbered(_SPANISH_ORDINAL_TENS, 10, 10)
            | {"primer": 1, "tercer": 3, "setimo": 7, "decimoprimero": 11, "decimosegundo": 12}
            | {"decimotercero": 13, "decimocuarto": 14, "decimoquinto": 15, "vigesimoprimero": 21, "tercio": 3}
        ),
    }
)
_MORE_THAN_ONE = MappingProxyType(
    {
        language: frozenset(
            word for table in (_SMALL, _LARGE, _ORDINAL) for word, value in table[language].items() if value != 1
        )
        for language in _SMALL
    }
)
_LINK = MappingProxyType({"en": "and", "es": "y"})
_HUNDRED, _THOUSAND, _TEN = 100, 1000, 10
_MOST_WORDS = 12
"""Of one number: a row of “mil mil mil” is none."""


@lru_cache(30_000)
def _starts(word: str, language: str) -> bool:
    key = folded(word)
    return key in _SMALL[language] or key in _ORDINAL[language] or key == "mil"


def _goes_on(run: list[re.Match[str]], language: str) -> bool:
    """Tell whether words are one number, or may become one with the next."""
    words = [folded(each.group()) for each in run]
    if len(words) > _MOST_WORDS:
        return False
    if words[-1] == _LINK[language]:
        return _valued(words[:-1], language) is not None
    return _valued(words, language) is not None


def _read(run: list[re.Match[str]], language: str) -> Iterator[NumberWord]:
    words = [folded(each.group()) for each in run]
    while words and words[-1] == _LINK[language]:
        words, run = words[:-1], run[:-1]
    valued = _valued(words, language) if words else None
    if valued is None or (len(words) == 1 and valued == 1):
        return
    is_ordinal = words[-1] in _ORDINAL[language]
    yield NumberWord(Span(run[0].start(), run[-1].end()), Decimal(valued), is_ordinal)


def _valued(words: list[str], language: str) -> int | None:
    """Give what words say as a number, or None where they are not one."""
    total, part = 0, 0
    for place, word in enumerate(words):
        if word == _LINK[language]:
            continue
        large, small = _LARGE[language].get(word), _small(word, language)
        if large is not None:
            is_alone = part == 0 and total == 0 and (word != "mil" or place > 0)
            if is_alone or (large == _HUNDRED and not 0 < part % _THOUSAND < _TEN):
                return None
            total, part = _multiplied(total, part, large)
        elif small is None or (place and not _fits(part, small)) or _is_ended(words[:place], language):
            return None
        else:
            part += small
    return total + part


def _small(word: str, language: str) -> int | None:
    return _SMALL[language].get(word, _ORDINAL[language].get(word))


def _is_ended(words: list[str], language: str) -> bool:
    """Tell whether an ordinal has ended the number: in English nothing follows one."""
    return language == "en" and bool(words) and words[-1] in _ORDINAL[language]


def _multiplied(total: int, part: int, large: int) -> tuple[int, int]:
    if large == _HUNDRED:
        return total, part + part % _THOUSAND * (large - 1)
    if large == _THOUSAND:
        return total, (part or 1) * large
    return (total + part) * large, 0


def _fits(part: int, small: int) -> bool:
    """Tell whether a small number can follow: five after twenty or two hundred, not after three."""
    if part == 0:
        return True
    if small < _TEN:
        return part % _TEN == 0 and part % _HUNDRED != _TEN and small > 0
    return part % _HUNDRED == 0 if small < _HUNDRED else part % _THOUSAND == 0 and small % _HUNDRED == 0
