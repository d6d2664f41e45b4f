"""Edits of one side of a pair, of five kinds: a number, a date, an amount, a name, something left out.

Rule: what is edited is found without the code that is measured: by its looks, and by standing in the other
language too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive import Passage
from archive.model import Kind
from benchmarks.altered.pair import Compared, Pair, joined

KINDS = ("number", "date", "amount", "name", "left out")

_FIGURE = re.compile(r"(?<![\w.,'/\\=>(-])\d+(?:[.,]\d+)*(?![\w'/\\=(>-]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT_BEFORE = re.compile(r"(?:US\$|USD|\$|€|EUR|S/)\s?$")
_AMOUNT_AFTER = re.compile(
    r"\s?(?:%|per cent|percent|por ciento|(?:million |billion |millones de |MM )?(?:dollars|dólares|euros)"
    r"|[kMG]?t(?:CO2\w*)?\b|ton|tonn?es|toneladas|Gg|[kMGT]W(?:h)?\b|km|ha\b|hect|hectáreas|°C|mm\b|cm\b|MB\b)"
)
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
_LEADER = "…"
_WORD = re.compile(r"[^\W\d_]+")
_REFERENCE_BEFORE = re.compile(r"(?:\b(?:pages?|páginas?|p\.|pp\.|pág\.)\s|\[)$", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,] )[A-ZÁÉÍÓÚÑ][a-zà-ÿ]{3,}(?![\w/_=({.\\-])")
_ITEM = re.compile(r"(?:^|(?<=\s))(?:[●•▪–-]|\(?[a-z]\)|\(?\d{1,2}\))\s")
_FEWEST_ITEMS, _FEWEST_WORDS = 3, 12
_CODE = re.compile(r"[{}\\$|=<>]")
_FEW_SIGNS = 3
_RUNNING = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.TABLE, Kind.FOOTNOTE, Kind.CAPTION})


@dataclass(frozen=True)
class Edit:
    """One thing changed on one side, in one passage: `after` is None where the passage is left out."""

    kind: str
    side: str
    passage_id: str
    counterpart_id: str
    before: str
    after: str | None
    words: str


def edits_of(compared: Compared, pool: Sequence[str], chance: random.Random) -> Iterator[Edit]:
    """Give all edits that can be made of a pair, in the order of its passages; `pool` are names to put in.

    Nothing is edited in code, in tables of contents and in what was not translated.
    """
    for one, other in compared.beads:
        for side, ours, theirs in (("en", one, other), ("es", other, one)):
            for passage in ours:
                if passage.kind in _RUNNING and passage.language == side and _is_text(passage.text):
                    yield from _edits(side, passage, ours, theirs, pool, chance)


def apply(pair: Pair, edits: Sequence[Edit]) -> Pair:
    """Give a copy of a pair with edits made in it."""
    changed = {(each.side, each.passage_id): each.after for each in edits}

    def side(language: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        texts = [(each, changed.get((language, each.id), each.text)) for each in passages]
        return tuple(replace(each, text=text) for each, text in texts if text is not None)

    return replace(pair, english=side("en", pair.english), spanish=side("es", pair.spanish))


def names_of(compared: Sequence[Compared]) -> list[str]:
    """Give the words that look like names, are written alike on both sides, and small nowhere in all works."""
    found: set[str] = set()
    small: set[str] = set()
    for one, other in (bead for each in compared for bead in each.beads):
        here, there = joined(one), joined(other)
        small |= {word for text in (here, there) for word in _WORD.findall(text) if word.islower()}
        if {each.language for each in one} == {"en"} and {each.language for each in other} == {"es"}:
            found |= {each.group() for each in _NAME.finditer(here) if each.group() in _names(there)}
    return sorted(name for name in found if name.lower() not in small)


def _is_text(text: str) -> bool:
    return len(_CODE.findall(text)) < _FEW_SIGNS and _LEADER not in text


def _edits(
    side: str,
    passage: Passage,
    ours: Sequence[Passage],
    theirs: Sequence[Passage],
    pool: Sequence[str],
    chance: random.Random,
) -> Iterator[Edit]:
    text, there = passage.text, joined(theirs)

    def edit(kind: str, start: int, end: int, new: str) -> Edit:
        after = text[:start] + new + text[end:]
        words = f"{text[max(start - 20, 0) : start]}[{text[start:end]} -> {new}]{text[end : end + 20]}"
        return Edit(kind, side, passage.id, theirs[0].id, text, after, words)

    for found in _FIGURE.finditer(text):
        before = text[: found.start()]
        kind = _kind(text, found)
        # A number at the beginning of a line is its mark; one that stands in a cell may be of a page.
        is_matter = kind != "number" or not before.endswith(("\n", "\t"))
        if before and is_matter and _stands_in(found.group(), there) and not _REFERENCE_BEFORE.search(before):
            if kind == "date" and (month := _month_before(text, found.start(), side)):
                new = chance.choice([each for each in _MONTHS[side] if each != month.group(1)])
                yield edit(kind, month.start(1), month.end(1), new)
            else:
                yield edit(kind, *found.span(), _with_other_digit(found.group(), kind, chance))
    for found in _NAME.finditer(text):
        others = [each for each in pool if each[:3] != found.group()[:3] and each not in text + there]
        if others and found.group() in pool and found.group() in _names(there):
            yield edit("name", *found.span(), chance.choice(others))
    items = list(_ITEM.finditer(text))
    if len(items) >= _FEWEST_ITEMS and len(ours) == len(theirs) == 1 and len(items) == len(_ITEM.findall(there)):
        place = chance.randrange(len(items) - 1)
        yield edit("left out", items[place].start(), items[place + 1].start(), "")
    is_plain = len(ours) == len(theirs) == 1 and passage.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
    if is_plain and len(text.split()) >= _FEWEST_WORDS:
        yield Edit("left out", side, passage.id, theirs[0].id, text, None, f"passage: {text[:60]}")


def _stands_in(figure: str, text: str) -> bool:
    digits = re.sub("[.,]", "", figure)
    return any(re.sub("[.,]", "", each) == digits for each in _FIGURE.findall(text))


def _kind(text: str, found: re.Match[str]) -> str:
    if _AMOUNT_BEFORE.search(text[: found.start()]) or _AMOUNT_AFTER.match(text[found.end() :]):
        return "amount"
    return "date" if _YEAR.fullmatch(found.group()) else "number"


def _month_before(text: str, end: int, side: str) -> re.Match[str] | None:
    return re.search(rf"\b({'|'.join(_MONTHS[side])})(?:,? | del? )$", text[:end])


def _with_other_digit(figure: str, kind: str, chance: random.Random) -> str:
    """Change a digit: of a year one of the last two, of others any but in a way that leaves a number."""
    places = [place for place, sign in enumerate(figure) if sign.isdecimal()]
    place = chance.choice(places[-2:] if kind == "date" else places)
    return (
        figure[:place]
        + chance.choice([each for each in "123456789" if each != figure[place]])
        + figure[place + 1 :]
    )


def _names(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[A-ZÁÉÍÓÚÑ][a-zà-ÿ]{3,}\b", text))
