"""Queries of every ordinary kind, drawn by seed from the words of an archive.

Rule: what is drawn stands somewhere in the archive, so that most of it finds something.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from archive import Passage, Version
from index.analysis import Token, fold, tokens

SEED = 20_130_514

_MOST_DRAWN = 100_000
"""Passages that are drawn until every kind has its queries."""

_LONG_WORD = 6
"""Letters of a word that is worth a pattern."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A query and the kind it is of."""

    kind: str
    text: str


def ordinary(
    versions: Sequence[tuple[Version, Sequence[Passage]]], each: int, *, titles: bool = True
) -> list[Typed]:
    """Draw so many queries of each ordinary kind. `titles`: whether any title has a word worth seeking.

    Raises: ValueError when the archive has no words for a kind.
    """
    drawing = random.Random(SEED)
    passages = [
        (version, passage) for version, held in versions for passage in held if passage.language in "en es"
    ]
    made: list[Typed] = []
    counts = {kind: 0 for kind in KINDS if titles or kind != "title"}
    for _ in range(_MOST_DRAWN):
        if min(counts.values()) >= each:
            return made
        version, passage = drawing.choice(passages)
        words = tokens(passage.text)
        for kind, count in counts.items():
            if count < each and (text := KINDS[kind](words, version, passage, drawing)):
                made.append(Typed(kind, text))
                counts[kind] += 1
    lacking = ", ".join(kind for kind, count in counts.items() if count < each)
    raise ValueError(f"The archive has too few words to draw queries of these kinds from: {lacking}.")


def _some(words: Sequence[Token], drawing: random.Random, count: int) -> list[str]:
    long = sorted({each.word for each in words if len(each.word) >= _LONG_WORD and each.word.isalpha()})
    return drawing.sample(long, count) if len(long) >= count else []


def _stretch(words: Sequence[Token], drawing: random.Random, count: int) -> list[Token]:
    """Give words that follow on each other, none of them part of a compound."""
    simple = [each for each in words if each.word.isalpha()]
    if len(simple) <= count:
        return []
    at = drawing.randrange(len(simple) - count)
    found = simple[at : at + count]
    return found if found[-1].position - found[0].position == count - 1 else []


def _word(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    return " ".join(_some(words, drawing, 1))


def _words(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    return " ".join(_some(words, drawing, 3))


def _unaccented(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    accented = sorted({fold(each.word) for each in words if each.word.isalpha() and fold(each.word) != each.word})
    return drawing.choice(accented) if accented else ""


def _phrase(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    stretch = _stretch(words, drawing, drawing.choice((2, 3, 4)))
    return f'"{" ".join(each.word for each in stretch)}"' if stretch else ""


def _quoted_word(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    return "".join(f'"{each}"' for each in _some(words, drawing, 1))


def _near(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    stretch = _stretch(words, drawing, 4)
    return f'"{stretch[3].word} {stretch[0].word}"~{drawing.choice((2, 3, 5))}' if stretch else ""


def _prefix(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    return "".join(f"{each[:5]}*" for each in _some(words, drawing, 1))


def _wildcard(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    return "".join(f"{each[:3]}?{each[4:]}" for each in _some(words, drawing, 1))


def _fuzzy(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    return "".join(f"{each[:2]}{each[3]}{each[2]}{each[4:]}~" for each in _some(words, drawing, 1))


def _boolean(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    some = _some(words, drawing, 3)
    return f"({some[0]} OR {some[1]}) -{some[2]}" if some else ""


def _fields(words: Sequence[Token], version: Version, passage: Passage, drawing: random.Random) -> str:
    some = _some(words, drawing, 1)
    return f"{some[0]} lang:{passage.language} page:1..{version.page_count} kind:{passage.kind}" if some else ""


def _titles(words: Sequence[Token], version: Version, _p: Passage, drawing: random.Random) -> str:
    some, title = _some(words, drawing, 1), _some(tokens(version.title), drawing, 1)
    return f"{some[0]} title:{title[0]}" if some and title else ""


def _compound(words: Sequence[Token], _v: Version, _p: Passage, drawing: random.Random) -> str:
    found = sorted({each.word for each in words if "-" in each.word and each.word.replace("-", "").isalpha()})
    return drawing.choice(found) if found else ""


KINDS = {
    "word": _word,
    "words": _words,
    "unaccented": _unaccented,
    "phrase": _phrase,
    "quoted word": _quoted_word,
    "near": _near,
    "prefix": _prefix,
    "wildcard": _wildcard,
    "fuzzy": _fuzzy,
    "and or not": _boolean,
    "fields": _fields,
    "title": _titles,
    "compound": _compound,
}
