"""The numbers that say nothing of a text's matter: of sections, pages, notes, in addresses, formulas and code.

Rule: they are never asked for on the other side, and may stand for what is asked for there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.disagreement.model import Span

_NUMBERING = re.compile(
    r"^[ \t]*(?:(?:\(?(?:\d{1,3}|[ivxIVX]{1,5}|[a-zA-Z])[.)]|\d{1,2}(?:\.\d{1,2})+[.:]?|\[\d+\])"
    r"(?=[ \t\u00a0]+(?!million|mil|por|per|[%°]|[kMGT]?Wh?\b|[kMG]?t\b|k?m\b|ha\b|times|veces)|$)"
    r"|\d{1,3}(?=[A-ZÁÉÍÓÚÑ¿¡][a-zà-ÿ])|\d{1,3}(?=[ \t]*$)|\d{1,3}(?=\t+[^\W\d]|[ \u00a0]+[A-ZÁÉÍÓÚÑ]))",
    re.MULTILINE,
)
"""What stands at the beginning of lines: “2.”, “(iv)”, “4.4.1”, “[3]”, “12See”; and page numbers by themselves."""

_PLACES = (
    _NUMBERING,
    re.compile(r"\[\d+(?=[,;\]])|\[(?![^\]\n]{0,80}(?:secti|secci|chapt|cap[íi]t))[^\]\n]{0,40}\d[^\]\n]{0,40}\]"),
    re.compile(r"(?:https?|ftp|git)://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    re.compile(
        r"(?<![^\W\d_])(?:[CС][OО] ?[2₂](?: ?-? ?eq?\b)?|CH4|[CС][НH]4|N2[OО]|SF6|NF3|H2O|PM ?2[.,]5|PM ?10)"
    ),
    re.compile(r"\b(?:pp?|pages?|págs?|páginas?)[. \u00a0]{1,2}\d+(?:[ ,–-]+\d+)*", re.IGNORECASE),
    re.compile(r"^\d[\d.]*[ \t]+[^\d\n]{5,}[ \t]\d{1,3}$", re.MULTILINE),
    # Each way begins with a sign of its own, which is looked for at once: five times as fast.
    re.compile(r"(?:…|\.(?<!\.\.)\.{2,}|\.(?<!\. \.) (?:\. ){2,})\s{0,20}\d+"),
    re.compile(r"(?<!\d)\d*[⁰¹²³⁴-⁹]+\d*"),
    re.compile(r"(?:(?<=[^\s\d][.!?])|(?<=[)”\"»]))[ \u00a0]?\d{1,2}(?=\s*$|\s+\d{1,2}(?=[A-ZÁÉÍÓÚÑ][a-zà-ÿ]))"),
    re.compile(r"(?<=\s)\d{1,3}(?=[A-ZÁÉÍÓÚÑ][a-zà-ÿ]{2,})"),
    re.compile(r"(?<=[a-zà-ÿ]{4}[.!?] )\d{1,2}(?=[ \u00a0][A-ZÁÉÍÓÚÑ][a-zà-ÿ])"),
    re.compile(r"(?<![^\W_])(?!USD|EUR|PEN|GBP|S/)[^\W\d_]+[-_.]{0,2}\d[\d.:-]*\w*(?:,\d+)*"),
    re.compile(
        r"(?<!\w)\d+(?!st\b|nd\b|rd\b|th\b|er\b|ra\b|do\b|da\b|ro\b|ero\b|[oa]\b|s\b"
        r"|km|kt|k?W|[MGT]|m\b|t|ha|h\b|g\b)[a-zA-Zα-ω]\w*"
    ),
    re.compile(r"(?<!\S)(?:\(?[a-z0-9]{1,2}\)|[ivx]{1,4}\))(?=\s)"),
)
"""In this order: numbering; works cited; addresses; formulas; pages; entries of
tables of contents; notes; codes; marks of lists."""

_CODE_SIGN = re.compile(r"[{}\\|=<>]|\$[\w({]*[A-Za-z({]")
_FEWEST_CODE_SIGNS = 3
_LINE = re.compile(r"[^\n]+")
_SPOKEN = re.compile(r"(?<!\S)[(\"“«]?[^\W\d_]{2,}[.,;:)\"”»]*(?!\S)")
_LEAST_SPOKEN = 0.6
"""Of a line of prose with formulas in it so much are words and spaces; of a line of code, a third."""
_FORMULA = re.compile(
    r"(?:(?<!\S)\S{0,80}[ \t]{1,9})?\S{0,80}(?:[{}\\|=<>]|\$[\w({]{0,80}[A-Za-z({])"
    r"\S{0,80}(?:[ \t]{1,9}[\d.,]{1,80})?"
)

_TOKEN = re.compile(r"[\w./-]+")
_DIGITS = re.compile(r"\d+")


def left_out(text: str) -> list[Span]:
    """Give where such numbers stand, in the order of the text; some of them may lie within each other."""
    found = [Span(*each.span()) for pattern in _PLACES for each in pattern.finditer(text)]
    if "_" in text or "/" in text:
        found += [Span(*each.span()) for each in _TOKEN.finditer(text) if _is_path(each.group())]
    found += _code(text)
    return sorted(found)


def _code(text: str) -> Iterator[Span]:
    """Give the lines of code, and the formulas in lines of prose."""
    for line in _LINE.finditer(text):
        if "<<" not in line.group() and len(_CODE_SIGN.findall(line.group())) < _FEWEST_CODE_SIGNS:
            continue
        if not _is_prose(line.group()):
            yield Span(*line.span())
            continue
        for formula in _FORMULA.finditer(text, *line.span()):
            yield Span(*formula.span())


def _is_prose(line: str) -> bool:
    spoken = sum(map(len, _SPOKEN.findall(line)))
    return spoken + line.count(" ") >= _LEAST_SPOKEN * len(line)


def _is_path(token: str) -> bool:
    """Tell whether a word is the name of a file or of a variable; “S/300” are soles."""
    has_sign = "_" in token or ("/" in token and not token.startswith("S/"))
    return has_sign and any(map(str.isalpha, token)) and any(map(str.isdecimal, token))


def digits_within(text: str, spans: list[Span]) -> Iterator[tuple[Span, str]]:
    """Give the digits that stand in some places of a text."""
    for span in spans:
        for each in _DIGITS.finditer(text, *span):
            yield Span(*each.span()), each.group()
