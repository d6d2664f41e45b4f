"""Mend what PDF producers do to characters; every character that leaves keeps the box and the place it came from.

Accents set as characters of their own (old TeX: "Secci´on"), decomposed accents, ligatures, control and
zero-width characters, soft hyphens, dot leaders, letter-spaced words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import numpy as np

from ingest.runs import HYPHEN, Boxes, Sources, bounds_of

_COMBINING = {
    "\u00b4": "\u0301",  # acute
    "`": "\u0300",
    "\u00a8": "\u0308",  # diaeresis
    "\u02dc": "\u0303",  # tilde
    "~": "\u0303",
    "\u02c6": "\u0302",  # circumflex
    "^": "\u0302",
    "\u00b8": "\u0327",  # cedilla
    "\u02c7": "\u030c",  # caron
}
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf071", "•")
"""Where Symbol and Wingdings bullets land in the private use area."""

KNOWN_SIGNS = frozenset((*_BULLETS, HYPHEN))
"""What has no meaning in Unicode and is understood all the same."""

_SOFT_HYPHEN = "\u00ad"
_LEADER_DOTS = 5
_LEADER = re.compile(rf"(?:[.·]\s?){{{_LEADER_DOTS},}}(?<!\s)")
"""Dots that lead the eye across a table of contents."""
_LETTER_SPACED = re.compile(r"(?<!\S)[^\W\d_]{1,2}(?: [^\W\d_]{1,2}){4,}(?!\S)")
_MAY_BE_SPACED = re.compile(r" \S\S? \S\S? \S\S? ")
"""What stands in every such word, and in few lines: it is found in a tenth of the time."""

_SINGLE_SHARE = 0.75
"""Five letters or more, one by one but for pairs that stand close ("S U P P LY"): no sentence has them."""

_WORD_LENGTH = 30
_SPREAD = 3
"""characters of the file for one of the line: spaces and line ends may stand between"""

_SAME_PLACE_POINTS = 1.5
_WIDER = 0.15
"""in heights from descender to ascender"""

_ACCENTS = re.compile("[" + re.escape("".join(_COMBINING)) + "]")
_SPACES = re.compile(r"[^\S\n]")
_DROPPED = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SUSPECT = re.compile(
    "[^\u0020-\\]_a-}\u00a1-\u00a7\u00a9-\u00ac\u00ae-\u00b3\u00b5-\u00b7\u00b9-\u017f"
    "\u2010-\u2027\u2030-\u205e\u20ac\u2022" + HYPHEN + "]"
)
_TO_MEND = re.compile(f"{_SUSPECT.pattern}|{HYPHEN}|{_LEADER.pattern}")


class Mended(NamedTuple):
    """Text, boxes and sources that go together character by character."""

    text: str
    boxes: Boxes
    sources: Sources


def mend(text: str, boxes: Boxes, sources: Sources) -> Mended:
    """Mend one line. A character made of several has the box around them; one split into several, its box."""
    may_be_spaced = bool(_MAY_BE_SPACED.search(text)) and bool(_LETTER_SPACED.search(text))
    if not may_be_spaced and _is_plain(text):  # accents that stand alone are suspect, too
        return Mended(text, boxes, sources)
    line = _accents_first(Mended(text, boxes, sources))
    if may_be_spaced:
        line = _close_up(line)
    if _is_plain(line.text):
        return line
    return _mend_characters(*line)


def _is_plain(text: str) -> bool:
    """Tell whether a text has plain signs alone and no leaders: there is nothing to mend, as in most."""
    may_lead = text.count(".") + text.count("·") >= _LEADER_DOTS
    return not _SUSPECT.search(text) and not (may_lead and _LEADER.search(text))


def _reach(sources: Sources) -> tuple[int, int]:
    """Give the stretch of the file's text that one character came from; the first, where others stand between."""
    start, end = int(sources[:, 0].min()), int(sources[:, 1].max())
    is_whole = end - start <= _SPREAD * len(sources)
    return (start, end) if is_whole else (int(sources[0, 0]), int(sources[0, 1]))


def _accents_first(line: Mended) -> Mended:
    """Put accents that are drawn after the whole word before the letter that they stand over."""
    if not _ACCENTS.search(line.text):
        return line
    order = list(range(len(line.text)))
    for at, char in enumerate(line.text):
        if char in _COMBINING and not (at + 1 < len(order) and _over(line.boxes[at], line.boxes[at + 1])):
            before = range(at - 2, max(-1, at - _WORD_LENGTH), -1)
            if (letter := next((each for each in before if _covers(line, at, each)), None)) is not None:
                order.remove(at)
                order.insert(order.index(letter), at)
    if order == sorted(order):
        return line
    return Mended("".join(line.text[at] for at in order), line.boxes[order], line.sources[order])


def _covers(line: Mended, accent: int, letter: int) -> bool:
    shift = line.boxes[accent, [0, 2]] - line.boxes[letter, [0, 2]]
    return line.text[letter].isalpha() and bool(np.abs(shift).max() < _SAME_PLACE_POINTS)


def _mend_characters(text: str, boxes: Boxes, sources: Sources) -> Mended:
    pieces: list[str] = []
    starts: list[int] = []
    joined: list[tuple[int, int, int]] = []
    position = 0
    while position < len(text):
        if (plain := _plain_until(text, position)) > position:
            pieces.append(text[position:plain])
            starts.extend(range(position, plain))
            position = plain
            continue
        length, made = _next(text, boxes, position)
        pieces.append(made)
        joined.extend((len(starts) + row, position, position + length) for row in range(len(made)) if length > 1)
        starts.extend([position] * len(made))
        position += length
    around, taken = boxes[starts], sources[starts]
    for row, start, end in joined:
        around[row] = bounds_of(boxes[start:end])
        taken[row] = _reach(sources[start:end])
    return Mended("".join(pieces), around, taken)


def _plain_until(text: str, position: int) -> int:
    """Give where the characters end, from here on, that stay as they are."""
    found = _TO_MEND.search(text, position)
    if found is None:
        return len(text)
    is_mark = found.start() > position and unicodedata.combining(text[found.start()])
    return found.start() - 1 if is_mark else found.start()


def _close_up(line: Mended) -> Mended:
    """Take the spaces out of words set with space between their letters: "R E S U M E N" is one word.

    The spaces between such words are wider than those within them.
    """
    kept = np.ones(len(line.text), bool)
    for match in _LETTER_SPACED.finditer(line.text):
        letters = match.group().split(" ")
        if sum(len(each) == 1 for each in letters) < _SINGLE_SHARE * len(letters):
            continue
        spaces = [at for at in range(*match.span()) if line.text[at] == " "]
        gaps = np.array([line.boxes[at + 1, 0] - line.boxes[at - 1, 2] for at in spaces])
        within = gaps <= np.median(gaps) + _WIDER * float(np.median(line.boxes[:, 3] - line.boxes[:, 1]))
        kept[np.array(spaces)[within]] = False
    text = "".join(char for char, stays in zip(line.text, kept.tolist(), strict=True) if stays)
    return Mended(text, line.boxes[kept], line.sources[kept])


def _next(text: str, boxes: Boxes, position: int) -> tuple[int, str]:
    """Give how many characters from here on belong together, and what becomes of them."""
    char = text[position]
    if leader := _LEADER.match(text, position):
        return leader.end() - position, "…"
    if char in (HYPHEN, _SOFT_HYPHEN):
        ends_line = position + 1 == len(text)
        return 1, HYPHEN if ends_line else "-" if char == HYPHEN else ""
    if char in _COMBINING and (found := _accented(text, boxes, position)):
        return found
    length = 1
    while position + length < len(text) and unicodedata.combining(text[position + length]):
        length += 1
    if _DROPPED.match(char):
        return 1, ""
    if _SPACES.match(char):
        return 1, " "
    cluster = _BULLETS.get(char, char) + text[position + 1 : position + length]
    composed = unicodedata.normalize("NFC", cluster)
    return length, "".join(_plain(each) for each in composed)


def _accented(text: str, boxes: Boxes, position: int) -> tuple[int, str] | None:
    """Join an accent with the letter it stands over: before it, as TeX sets it, with or without a space."""
    for length in (2, 3):
        letter = text[position + length - 1 : position + length]
        between = text[position + 1 : position + length - 1]
        if letter.isalpha() and not between.strip() and _over(boxes[position], boxes[position + length - 1]):
            base = {"ı": "i", "ȷ": "j"}.get(letter, letter)
            composed = unicodedata.normalize("NFC", base + _COMBINING[text[position]])
            if len(composed) == 1:
                return length, composed
    return None


def _over(accent: Boxes, letter: Boxes) -> bool:
    middle = (accent[0] + accent[2]) / 2
    return bool(letter[0] - 1 <= middle <= letter[2] + 1)


def _plain(char: str) -> str:
    # Ligatures come apart; other compatibility characters (², ª, ½) say something and stay.
    return unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char
