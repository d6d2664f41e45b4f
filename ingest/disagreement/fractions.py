"""Parts of a whole in words: “half”, “a third”, “la mitad”, “dos tercios”, “la quinta parte”.

Rule: such a word may be said as a fraction, in per cent, or as what the whole is divided by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from types import MappingProxyType

from ingest.disagreement.model import DisagreementKind, Mention, Span, Weight

_COUNTS = MappingProxyType({"two": 2, "three": 3, "four": 4, "dos": 2, "tres": 3, "cuatro": 4})
_PARTS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "en": {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10},
        "es": {"mitad": 2, "tercio": 3, "cuarto": 4, "quinto": 5, "décimo": 10}
        | {"tercera": 3, "cuarta": 4, "quinta": 5, "décima": 10},
    }
)
_PATTERNS = MappingProxyType(
    {
        "en": re.compile(
            r"\b(?:(?P<whole>half|halves)"
            r"|(?P<count>an?|one|two|three|four)[ -](?P<part>third|quarter|fifth|tenth)s?"
            r"(?=\s+(?:of|the|as|in|less|more|lower|higher|smaller|larger|by|between)\b|\W*$|[.,;:)]))\b",
            re.IGNORECASE,
        ),
        "es": re.compile(
            r"\b(?:(?P<whole>mitad)|(?P<count>un|dos|tres|cuatro) (?P<part>tercio|cuarto|quinto|décimo)s?"
            r"(?=\s+(?:de|del|menos|más)\b|\W*$|[.,;:)])"
            r"|(?:una|la) (?P<share>tercera|cuarta|quinta|décima) parte)\b",
            re.IGNORECASE,
        ),
    }
)
_SPOKEN = MappingProxyType(
    {language: frozenset(word + end for word in words for end in ("", "s")) for language, words in _PARTS.items()}
)
_HUNDRED, _HALF = 100, Decimal("0.5")


def fractions(text: str, language: str, spoken: AbstractSet[str]) -> Iterator[Mention]:
    """Find the parts of a whole; “a third” is one, “the third” is not.

    `spoken` are the words of the text in lower case: where none is such a part, none is looked for.
    """
    if spoken.isdisjoint(_SPOKEN[language]):
        return
    for found in _PATTERNS[language].finditer(text):
        named = found.groupdict()
        parts = _PARTS[language][
            next(named[each] for each in ("whole", "part", "share") if named.get(each)).lower()
        ]
        count = _COUNTS.get((named["count"] or "").lower(), 1)
        share = Decimal(count) / parts
        yield Mention(
            DisagreementKind.NUMBER, Span(*found.span()), Weight.WEAK, tuple(dict.fromkeys(_said(share, parts)))
        )


def _said(share: Decimal, parts: int) -> Iterator[Decimal]:
    """Give as what a share may be said in digits: .67, .66, 67 and 66 of a hundred, 3 of thirds."""
    for whole in (share, share * _HUNDRED):
        for digits in ("0.01", "0.1", "1"):
            for rounding in (ROUND_HALF_UP, ROUND_DOWN):
                if rounded := whole.quantize(Decimal(digits), rounding):
                    yield rounded.normalize() + 0
    yield Decimal(parts)
    if share == _HALF:
        yield 1 + share  # an hour and a half
