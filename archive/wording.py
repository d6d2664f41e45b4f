"""Two wordings of one text, told apart word by word.

Rule: what is free in a quote is free here (case, white space, the form of quotation marks and dashes, hyphens
within words): two texts that are the same quote have no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from archive.model import CELL

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcodes

Span = tuple[int, int]

_TOKEN = re.compile(
    r"""
    (?: [\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]   # letters and digits with what hangs on them or is not seen
      | (?<=[^\W\d_]) ['’\u2010\u2011-] (?=[^\W\d_])  # co-operation, l'eau
      | (?<=\d) [.,:/] (?=\d)                         # 1,234.5
    )+
    | [.·]{2,}                                        # leaders of a table of contents
    | \t                                              # between the cells of a table
    | [^\w\s]
    """,
    re.VERBOSE,
)

_LIGHT_LETTERS = 3
"""Words up to this length are mostly articles and prepositions, in English and in Spanish."""

_MOST_LIGHT = 3
"""Light tokens in a row that are joined: “, y de”. With more, somebody may have kept them on purpose."""

_TIMES_AS_LONG = 3
"""Words that stay between two stretches of other words are there by chance where both are this much longer."""

_DISTINCT_TOKENS_KEPT = 20_000
"""Spellings kept from one comparison to the next: the vocabulary of a long report."""


class Difference(NamedTuple):
    """Where two texts differ: these characters of the one stand for those of the other.

    One of the two spans may be empty; it then lies where the other's words would stand.
    """

    before: Span
    after: Span


class Token(NamedTuple):
    """A word, a number or a sign, and how it is spelled.

    `letters` counts its letters and digits; `weight` does too, but is 0 where it says little by itself.
    """

    start: int
    end: int
    key: str
    letters: int
    weight: int


class Step(NamedTuple):
    """A word of both texts, or what the one has in place of what the other has."""

    before: Span
    after: Span
    is_same: bool


class _Run(NamedTuple):
    """Tokens that are not the same: from and to which number, in the one text and in the other."""

    before: Span
    after: Span


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Give where two texts differ, in order; whole words, numbers and signs of punctuation.

    The same two texts the other way round differ at the same places.
    """
    if before == after:
        return ()
    if before > after:  # of several ways that are as short, the same one is taken in both directions
        return tuple(Difference(each.after, each.before) for each in differences(after, before))
    ours, theirs = tokens(before), tokens(after)
    unlike = [each for each in _opcodes(ours, theirs) if each.tag != "equal"]
    runs = [_Run((each.src_start, each.src_end), (each.dest_start, each.dest_end)) for each in unlike]
    for is_island in (_is_nothing, _is_light, _is_chance):
        runs = _joined(runs, ours, theirs, is_island)
    return tuple(_told(runs, ours, theirs, len(before), len(after)))


def steps(before: str, after: str) -> list[Step]:
    """Give the way from one text to the other, in order: each word that both have, each run that differs."""
    ours, theirs = tokens(before), tokens(after)
    found = []
    for code in _opcodes(ours, theirs):
        one, other = ours[code.src_start : code.src_end], theirs[code.dest_start : code.dest_end]
        if code.tag == "equal":
            pairs = zip(one, other, strict=True)
            found += [Step((mine.start, mine.end), (its.start, its.end), is_same=True) for mine, its in pairs]
            continue
        ours_differ = _span(ours, (code.src_start, code.src_end), len(before))
        theirs_differ = _span(theirs, (code.dest_start, code.dest_end), len(after))
        found.append(Step(ours_differ, theirs_differ, is_same=False))
    return found


class Shared(NamedTuple):
    """Words of one text that another has in the same order: which share of all, and how many letters."""

    share: float
    letters: int


def shared_words(one: str, other: str) -> Shared:
    """Tell how much of the words of a text another has; signs do not count."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - as below

    ours, theirs = ([each for each in tokens(text) if each.letters] for text in (one, other))
    keys = [each.key for each in ours]
    codes = LCSseq.opcodes(keys, [each.key for each in theirs])
    kept = [each for code in codes if code.tag == "equal" for each in ours[code.src_start : code.src_end]]
    return Shared(len(kept) / max(len(ours), 1), sum(each.letters for each in kept))


def tokens(text: str) -> list[Token]:
    """Give the words, numbers and signs of a text, and where the cells of a table end."""
    found = []
    for match in _TOKEN.finditer(text):
        key, letters, weight = _read(match.group())
        if key:
            found.append(Token(match.start(), match.end(), key, letters, weight))
    return found


def _opcodes(ours: Sequence[Token], theirs: Sequence[Token]) -> Opcodes:
    # Here and not above: who shows passages imports this file, and seldom compares any.
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - see above

    return Levenshtein.opcodes([each.key for each in ours], [each.key for each in theirs])


@lru_cache(_DISTINCT_TOKENS_KEPT)
def _read(token: str) -> tuple[str, int, int]:
    """Give how a token is spelled, nothing where it cannot be seen, its letters and its weight."""
    if token == CELL:
        return CELL, 0, 0
    from archive.anchors.folding import spelling  # noqa: PLC0415 - as above

    key = token.lower() if token.isascii() and token.isalnum() else spelling(token)
    letters = sum(char.isalnum() for char in key)
    is_light = letters <= _LIGHT_LETTERS and not any(char.isdigit() for char in key)
    return key, letters, 0 if is_light else letters


_IsIsland = Callable[[Sequence[Token], int], bool]
"""Whether equal words between two runs are none to keep: the words, and the weight of the lighter run."""


def _is_nothing(island: Sequence[Token], _weight: int) -> bool:
    return not island


def _is_light(island: Sequence[Token], _weight: int) -> bool:
    return len(island) <= _MOST_LIGHT and not any(each.weight or each.key == CELL for each in island)


def _is_chance(island: Sequence[Token], weight: int) -> bool:
    is_cut = any(each.key == CELL for each in island)
    return not is_cut and _TIMES_AS_LONG * sum(each.weight for each in island) <= weight


def _joined(
    runs: Sequence[_Run], ours: Sequence[Token], theirs: Sequence[Token], is_island: _IsIsland
) -> list[_Run]:
    """Join runs over the islands of equal words between them."""
    joined: list[_Run] = []
    weight = 0
    for run in runs:
        own = max(_weight(ours, run.before), _weight(theirs, run.after))
        last = joined[-1] if joined else None
        if last and is_island(ours[last.before[1] : run.before[0]], min(weight, own)) and _is_rewritten(last, run):
            joined[-1] = _Run((last.before[0], run.before[1]), (last.after[0], run.after[1]))
        else:
            joined.append(run)
        weight = own
    return joined


def _weight(side: Sequence[Token], span: Span) -> int:
    return sum(each.weight for each in side[slice(*span)])


def _is_rewritten(one: _Run, other: _Run) -> bool:
    """Tell whether words went and words came: what was only put in at two places stays two."""
    went = one.before[0] < one.before[1] or other.before[0] < other.before[1]
    came = one.after[0] < one.after[1] or other.after[0] < other.after[1]
    return went and came


def _told(
    runs: Sequence[_Run], ours: Sequence[Token], theirs: Sequence[Token], our_end: int, their_end: int
) -> Iterator[Difference]:
    for run in runs:
        before, after = _trimmed(ours, run.before), _trimmed(theirs, run.after)
        if before[0] < before[1] or after[0] < after[1]:
            yield Difference(_span(ours, before, our_end), _span(theirs, after, their_end))


def _trimmed(side: Sequence[Token], span: Span) -> Span:
    """Leave out the ends of cells at the edges: they are white space, and hold tokens apart alone."""
    start, end = span
    while start < end and side[start].key == CELL:
        start += 1
    while start < end and side[end - 1].key == CELL:
        end -= 1
    return start, end


def _span(side: Sequence[Token], span: Span, text_end: int) -> Span:
    start, end = span
    if start < end:
        return side[start].start, side[end - 1].end
    place = side[start].start if start < len(side) else text_end
    return place, place
