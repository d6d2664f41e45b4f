"""Phrases of five words, drawn by lot from what poppler reads of a file."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .poppler import Block, PopplerPage, Word

WORDS = 5
_CONTEXT_CHARACTERS = 64
"""About as many as an anchor keeps on either side."""

_HYPHENS = ("-", "\u2010", "\u00ad")
_STOPS = ".!?:;…"
_BODY_LINES = 2
"""Running heads and folios are single lines."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be found: each with its page, the first on the page that is named; and the words around."""

    words: tuple[tuple[int, Word], ...]
    prefix: str
    suffix: str

    @property
    def page_number(self) -> int:
        """The page on which it begins."""
        return self.words[0][0]

    @property
    def text(self) -> str:
        """The words with a space between."""
        return " ".join(word.text for _, word in self.words)


def any_phrases(pages: Sequence[PopplerPage]) -> list[Phrase]:
    """Give every phrase within a block."""
    found = []
    for page in pages:
        words = [(page.number, word) for word in page.words]
        begun = 0
        for block in page.blocks:
            found += [_phrase(words, begun + start, begun + end) for start, end in _windows(block)]
            begun += len(block)
    return found


def over_line_ends(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Choose those that begin on one line and end on another."""
    return [each for each in phrases if each.words[0][1].line != each.words[-1][1].line]


def over_hyphens(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Choose those in which a line ends with a hyphen behind a letter."""
    return [
        each
        for each in phrases
        if any(
            one.line != other.line and one.text.endswith(_HYPHENS) and one.text[:-1][-1:].isalpha()
            for (_, one), (_, other) in pairwise(each.words)
        )
    ]


def over_page_breaks(pages: Sequence[PopplerPage], chance: random.Random) -> list[Phrase]:
    """Give a phrase over each page break at which the text goes on."""
    found = []
    for one, other in pairwise(pages):
        above, below = _last_body(one), _first_body(other)
        if not above or not below or above[-1].text[-1] in _STOPS or not below[0].text[0].islower():
            continue
        before, behind = _up_to(one, above), _from(other, below)
        words = [(one.number, word) for word in before] + [(other.number, word) for word in behind]
        wanted = chance.randint(1, WORDS - 1)
        phrases = [
            _phrase(words, len(before) - len(above) + start, len(before) - len(above) + end)
            for start, end in _windows([*above, *below])
            if start < len(above) < end
        ]
        phrases.sort(key=lambda each: abs(sum(number == one.number for number, _ in each.words) - wanted))
        found += phrases[:1]
    return found


def draw(phrases: Sequence[Phrase], count: int, chance: random.Random) -> list[Phrase]:
    """Draw so many of them, or all, in their order."""
    chosen = chance.sample(range(len(phrases)), min(count, len(phrases)))
    return [phrases[at] for at in sorted(chosen)]


def _windows(block: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Give from where to where each five words go; signs between them are of the phrase."""
    lettered = [at for at, word in enumerate(block) if word.has_letters]
    for first, last in zip(lettered, lettered[WORDS - 1 :], strict=False):
        yield first, last + 1


def _phrase(words: Sequence[tuple[int, Word]], start: int, end: int) -> Phrase:
    before = " ".join(word.text for _, word in words[max(start - _CONTEXT_CHARACTERS, 0) : start])
    after = " ".join(word.text for _, word in words[end : end + _CONTEXT_CHARACTERS])
    return Phrase(tuple(words[start:end]), before[-_CONTEXT_CHARACTERS:], after[:_CONTEXT_CHARACTERS])


def _last_body(page: PopplerPage) -> Block | None:
    return next((block for block in page.blocks[::-1] if _is_body(block)), None)


def _first_body(page: PopplerPage) -> Block | None:
    return next((block for block in page.blocks if _is_body(block)), None)


def _up_to(page: PopplerPage, last: Block) -> list[Word]:
    at = next(number for number, block in enumerate(page.blocks) if block is last)
    return [word for block in page.blocks[: at + 1] for word in block]


def _from(page: PopplerPage, first: Block) -> list[Word]:
    at = next(number for number, block in enumerate(page.blocks) if block is first)
    return [word for block in page.blocks[at:] for word in block]


def _is_body(block: Block) -> bool:
    return len({word.line for word in block}) >= _BODY_LINES
