"""What is no query, or is more than one should be asked to answer."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.typed.queries import Typed

_TEXTS: dict[str, list[str]] = {
    "quotation marks": [
        '"regional innovation', '""""', '"regional" innovation"', "«regional “innovation", '"' * 2_999,
    ],
    "parentheses": [
        "(regional", "regional)", "((regional) OR (", ")(" * 1_500, "(" * 2_000 + "regional" + ")" * 2_000,
        "(" * 1_400 + "regional" + ")" * 1_400, "(regional OR " * 300,
    ],
    "operators": [
        "AND", "regional AND", "OR OR OR", "NOT NOT NOT regional", "-" * 3_000, "-regional", "NOT " * 900,
        "regional AND NOT", "title:" * 500, "title:section:lang:es",
    ],
    "patterns": [
        "*", "a*", "*a*", "??????", "*ab*", "*es*", "*er*", "*ion*", "s*", "in*", "?????????*", "*a*e*i*o*",
        "*er* *es* *an* *in* *on* *ar*", "a" + "*a" * 900, "?" * 2_999, "??a??????", "a?" * 1_000,
        '"regional inno*"',
    ],
    "fuzzy": [
        "con~", "aaa~2", "~" * 3_000, "x" * 2_999 + "~",
        "regoinal~2 innovacoin~2 desarollo~2 politcia~2 sistemsa~2 nacionla~",
    ],
    "regular expressions": ["(a+)+$", "(a|a)*b" * 400, ".*" * 1_500, "[a-z]{1,99999}", "\\" * 1_000 + "*"],
    "long": [
        "word " * 10_000, " ".join(f"w{number}" for number in range(10_000)), "x" * 100_000,
        "regional-" * 10_000, "de la el the of and y en " * 500, '"' + "de la " * 1_000 + '"',
        '"de la el the"~9999', "1 234 567 " * 1_000,
        "desarrollo política regional innovación sistema nacional programa público " * 12,
    ],
    "signs": [
        "regional\x00\x07\x1b[31m", "\u202eregional\u202c", "\ufeffregional", "e" + "\u0301" * 2_000,
        "\udcff\ud800", "🦙" * 1_500, "\t\n\u3000\u2028" * 500, "%s %(x)s {0} ${x} <b>'\";--",
    ],
    "alphabets": [
        "r\u0435gional innov\u0430tion", "\u0440\u0435\u0433\u0438\u043e\u043d", "regi\u03bfnal", "地域 革新",
    ],
    "fields": [
        "budget:regional", "lang:quechua", "kind:", "page:9..2", "date:9999999", "date:..", "document:nothing",
        "lang:" + "es," * 900, "page:999999..", "date:0000..9999", 'title:"', "year:2013-99-99", "x:y:z:" * 400,
    ],
}  # fmt: skip


_SEED = 8
_WORDS = ("desarrollo", "política", "regional", "innovación", "sistema", "nacional", "elecciones", "gobierno")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _unknown(count: int, length: int) -> str:
    """Give words that no archive has."""
    drawing = random.Random(_SEED)
    return " ".join("".join(drawing.choices(_LETTERS, k=length)) for _ in range(count))


def _mistyped(count: int) -> str:
    """Give words of the field, each with a letter that is another."""
    drawing = random.Random(_SEED)
    return " ".join(f"{word[:at]}x{word[at + 1 :]}" for word, at in _places(count, drawing))


def _places(count: int, drawing: random.Random) -> Iterator[tuple[str, int]]:
    for _ in range(count):
        word = drawing.choice(_WORDS)
        yield word, drawing.randrange(1, len(word) - 1)


_UNKNOWN = [
    _unknown(250, 10), _unknown(50, 10), _unknown(6, 10), f'"{_unknown(60, 8)}"',
    " ".join(f"word{number}" for number in range(1, 401)), _mistyped(100), _mistyped(20), _mistyped(6),
]  # fmt: skip
"""What stands nowhere is compared with all the words of the archive, and searched for in other words."""


def hostile() -> Iterator[Typed]:
    """Give them all, kind by kind."""
    for kind, texts in {**_TEXTS, "unknown words": _UNKNOWN}.items():
        for text in texts:
            yield Typed(f"! {kind}", text)
