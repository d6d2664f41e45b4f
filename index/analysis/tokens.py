"""Text -> words with their offsets: what every engine indexes and every mark is drawn on.

Rule: a word is lower-cased and composed (NFKC), its accents kept, and nothing is thrown away as too common.
A compound ("cross-border") and a number with spaces ("1 234,5") are found in their parts, which take a position
each, and whole, at the first of them; an acronym without its dots ("EE. UU."), at one position; a word with an
apostrophe ("l'aigua", "company's") whole, and without what is elided, at one position.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

MAX_WORD_LENGTH = 100
"""Longer ones are no words but data; cut, they still find themselves."""

_MAX_PARTS = 4
"""A chain of more hyphens ("2-3-4-5-6") is no compound: only its parts are words."""

_MEMO_SIZE = 200_000
"""Distinct spellings remembered: some 60 MB, an archive of 100,000 passages has about as many."""

_LONGEST_REMEMBERED = 30
"""Letters; one spelling in ten thousand is longer, and may be a chain of fifty words."""

_LETTER = r"[^\W_¹²³⁰-₟]"
_INSIDE = r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060]"
_WORD = rf"{_LETTER}+(?:{_INSIDE}+{_LETTER}*)*"
_HYPHEN = "[-\u2010\u2011]"
_APOSTROPHE = "['\u2019\u02bc]"

_SPACE = "[ \u00a0\u2009\u202f]"
_GROUPED = rf"[1-9](?<![\d.,].)\d{{0,2}}(?:{_SPACE}\d{{3}}){{1,3}}(?!\d|{_SPACE}\d{{3}}(?!\d))"
_SPACED_NUMBER = rf"{_GROUPED}(?:[.,]\d+)?(?![^\W_]|[.,]\d)"
_DOUBLED = f"(?:{'|'.join(2 * letter for letter in string.ascii_letters)})"
_ACRONYM = r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"
_PLURAL_ACRONYM = rf"{_DOUBLED}\.?{_SPACE}?{_DOUBLED}\b\.?"

_RAW = re.compile(
    rf"{_SPACED_NUMBER}"  # 1 234,5   30 000
    r"|\d++(?:[.,]\d++){1,20}+(?![^\W_])"  # 1,234.56   3.14   2.1.3; bounded, or a page of dots takes hours
    rf"|(?<![^\W_.])(?:{_ACRONYM}|{_PLURAL_ACRONYM})"  # U.S.   e.g.   a.m.   EE. UU.   EE.UU   EE UU
    rf"|{_WORD}(?:(?:{_HYPHEN}|{_APOSTROPHE}){_WORD})*"
)
_SPACED = re.compile(rf"{_SPACED_NUMBER}|(?={_DOUBLED}\.?{_SPACE}){_PLURAL_ACRONYM}")
_SPACES = re.compile(_SPACE)
_DROPPED = re.compile("[\u00ad\u200b-\u200d\u2060]")
_DOTLESS = re.compile("\u0131(?=[\u0300-\u036f])")
"""TeX sets accents on an i that has lost its dot; copied from a PDF, "índice" has it still."""

_HYPHENS = re.compile(_HYPHEN)
_PARTED = re.compile("[- ]")
_APOSTROPHES = re.compile(_APOSTROPHE)

_SHORTEST_ELIDED = 3
_LONGEST_ELISION = 2
"""l', d', qu': up to two letters stand before the apostrophe of an elision, three or more after it."""


class Piece(NamedTuple):
    """A word within a stretch of text; offsets and position count from its beginning."""

    word: str
    start: int
    end: int
    position: int


Place = tuple[int, int, int]
"""Where a word stands in a text (half-open), and which word of the text it is (0-based)."""


class Token(NamedTuple):
    """A word of a text, where it stands (half-open), and which word of the text it is (0-based)."""

    word: str
    start: int
    end: int
    position: int


def tokens(text: str) -> list[Token]:
    """Give the words in order of position; at one position, a compound stands before its first part."""
    found = []
    base = 0
    for start, pieces, width in raw_words(text):
        for word, piece_start, piece_end, position in pieces:
            found.append(Token(word, start + piece_start, start + piece_end, base + position))
        base += width
    return found


def placed_words(text: str) -> dict[str, list[Place]]:
    """Give where each word stands, in order: `tokens` for those who look for few of them."""
    found: dict[str, list[Place]] = {}
    base = end = 0
    for raw in _RAW.findall(text):
        start = text.index(raw, end)  # what is passed over begins no word; it is found sooner than told by a match
        end = start + len(raw)
        if raw.isascii() and raw.isalpha() and len(raw) <= MAX_WORD_LENGTH:
            # As most are: there is nothing to take apart, nor to remember.
            found.setdefault(raw.lower(), []).append((start, end, base))
            base += 1
            continue
        pieces, width = pieces_of(raw)
        for word, piece_start, piece_end, position in pieces:
            at = (start + piece_start, start + piece_end, base + position)
            found.setdefault(word, []).append(at)
        base += width
    return found


def raw_words(text: str) -> Iterator[tuple[int, tuple[Piece, ...], int]]:
    """Give for each stretch its start, its pieces and the number of positions it takes."""
    for match in _RAW.finditer(text):
        pieces, width = pieces_of(match[0])
        yield match.start(), pieces, width


def stretches(text: str) -> list[str]:
    """Give the stretches of a text as they are written: a text repeats most of them."""
    found: list[str] = _RAW.findall(text)
    return found


def words_of(stretch: str) -> tuple[str, ...]:
    """Give the words of a stretch, in their order."""
    return tuple(piece.word for piece in pieces_of(stretch)[0])


def end_of_spaced(text: str, start: int) -> int | None:
    """Give where a word that has spaces in it ends ("1 234,5", "EE. UU."); None when none begins there."""
    found = _SPACED.match(text, start)
    return found.end() if found else None


def normalise(word: str) -> str:
    """Give a word as it is indexed: composed, ligatures resolved, lower case, invisible signs dropped."""
    dotted = _DOTLESS.sub("i", _DROPPED.sub("", word))
    composed = unicodedata.normalize("NFKC", dotted).lower()
    return unicodedata.normalize("NFC", composed)[:MAX_WORD_LENGTH]


def parts(word: str) -> tuple[str, ...]:
    """Give the parts of a compound or of a number with spaces, or nothing when the word is neither."""
    return tuple(_PARTED.split(word)) if "-" in word or " " in word else ()


def pieces_of(raw: str) -> tuple[tuple[Piece, ...], int]:
    """Give the pieces of a stretch, and the number of positions it takes."""
    return _split(raw) if len(raw) > _LONGEST_REMEMBERED else _remembered(raw)


def _split(raw: str) -> tuple[tuple[Piece, ...], int]:
    if raw.isascii() and raw.isalnum():  # as most are: nothing within parts it
        return (Piece(raw.lower()[:MAX_WORD_LENGTH], 0, len(raw), 0),), 1
    has_spaces = _SPACES.search(raw) is not None
    if not raw[0].isdigit() and ("." in raw or has_spaces):
        return (Piece(normalise(_SPACES.sub("", raw).replace(".", "")), 0, len(raw.rstrip(".")), 0),), 1
    pieces: list[Piece] = []
    joints = _SPACES if has_spaces else _HYPHENS
    ends = [match.start() for match in joints.finditer(raw)] + [len(raw)]
    start = 0
    for position, end in enumerate(ends):
        pieces.extend(_elided(raw[start:end], start, position))
        start = end + 1
    if 1 < len(ends) <= _MAX_PARTS:
        sign = " " if has_spaces else "-"
        whole = sign.join(normalise(part) for part in joints.split(raw))[:MAX_WORD_LENGTH]
        pieces.insert(0, Piece(whole, 0, len(raw), 0))
    return tuple(pieces), len(ends)


_remembered = lru_cache(_MEMO_SIZE)(_split)


def _elided(raw: str, start: int, position: int) -> Iterator[Piece]:
    """Give the word with its apostrophe, then what stands before a possessive 's or after an elision."""
    around = _APOSTROPHES.split(raw)
    yield Piece(normalise("'".join(around)), start, start + len(raw), position)
    if len(around) != 2:  # noqa: PLR2004 - one apostrophe
        return
    before, after = around
    if after in {"s", "S"}:
        yield Piece(normalise(before), start, start + len(before), position)
    elif len(before) <= _LONGEST_ELISION and len(after) >= _SHORTEST_ELIDED:
        yield Piece(normalise(after), start + len(before) + 1, start + len(raw), position)
