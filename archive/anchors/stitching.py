"""A quote that stands on a page in pieces: its words follow each other as the eye goes, not as the text was read.

A table is read row by row and copied column by column; a label stands between two lines of another. The letters of
the quote are chained over the words of the page. All pieces but the first and the last are whole stretches of
lines, so that words which stand apart by chance are no quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from archive.anchors.chains import Chain, Link, chains
from archive.anchors.exact_search import Found, Quote, is_spelled, with_signs
from archive.anchors.folding import fold, spelling
from archive.anchors.streams import Stream
from archive.anchors.ways import MOST_SIGNS, Ways
from archive.model import Page

_HANGING = re.compile(r"\S+")
_LOOSE_BEFORE = re.compile(r"(?:\s\S*)+$|^\S+$")
"""Without what hangs on the word before; all of it where no white space parts the two words."""

_LONGEST_KEY = 400
"""Letters; what is longer is not copied across the cells of a table."""


def stitched(quote: Quote, stream: Stream, pages: Sequence[Page], before: str, after: str) -> list[Found]:
    """Give the shortest chains of words that have the letters of the quote; they begin on the first of the pages.

    Those that go through the folded letters `before` and `after` it as well come alone; where there are none,
    those that go through half of them.
    """
    if quote.is_signs or len(quote.key) > _LONGEST_KEY:
        return []
    ways = Ways(pages, stream)
    for choice in (((before, after),), ((before, ""), ("", after)), (("", ""),)):
        found = [each for lead, rest in choice for each in _between(quote, stream, ways, lead, rest)]
        if found:
            cheapest = min(each.cost for each in found)
            return [replace(each, cost=each.cost - cheapest) for each in found]
    return []


def _between(quote: Quote, stream: Stream, ways: Ways, before: str, after: str) -> Iterator[Found]:
    """Give the chains that go through the letters before and after the quote as well."""
    context = (bool(before) + bool(after)) / 2
    for chain in chains(before + quote.key + after, ways):
        part = chain.part(len(before), len(before) + len(quote.key))
        if ways.begins_here(part.links[0].token):
            yield replace(_found(quote, stream, part, ways), cost=chain.cost, context=context)


def _found(quote: Quote, stream: Stream, chain: Chain, ways: Ways) -> Found:
    pieces = list(_pieces(quote, stream.text, chain, ways))
    (start, _), (_, end) = pieces[0], pieces[-1]
    pieces[0] = with_signs(quote, stream.text, *pieces[0])[0], pieces[0][1]
    pieces[-1] = pieces[-1][0], with_signs(quote, stream.text, *pieces[-1])[1]
    text = " ".join(stream.text[start:end] for start, end in pieces)
    folded = stream.folded()
    likeness = 1.0 if is_spelled(quote, text) else 0.0
    return Found(tuple(pieces), folded.place(start), folded.place(end), likeness)


def _pieces(quote: Quote, text: str, chain: Chain, ways: Ways) -> Iterator[tuple[int, int]]:
    """Give the stretches of the text, with those signs between their words that the quote has too."""
    origins = fold(quote.text).origins
    stretches = [_stretch(link, text) for link in chain.links]
    start = stretches[0][0]
    for at, (one, other) in enumerate(pairwise(chain.links), start=1):
        signs = spelling(quote.text[int(origins[other.offset - 1]) + 1 : int(origins[other.offset])])
        end, begin = stretches[at - 1][1], stretches[at][0]
        behind, before = ways.signs_behind(one.token, end), ways.signs_before(other.token, begin)
        is_read_apart = signs and not spelling(behind) and ways.sign_beside(other.token, signs)
        if ways.is_next(one.token, other.token) and spelling(behind) in ("", signs) and not is_read_apart:
            continue
        own, of_other = _dealt(signs, behind, before)
        yield start, end + len(own.rstrip())
        start = begin - len(of_other.lstrip())
        rest = signs.removeprefix(spelling(own))
        if rest and not of_other and (sign := ways.sign_beside(other.token, rest)):
            yield sign
    yield start, stretches[-1][1]


def _stretch(link: Link, text: str) -> tuple[int, int]:
    """Give where the letters of a link stand in the text."""
    token = link.token
    if link.last - link.first == len(token.key):
        return token.start, token.end
    start, end = fold(text[token.start : token.end]).span(link.first, link.last)
    return token.start + start, token.start + end


def _dealt(signs: str, behind: str, before: str) -> tuple[str, str]:
    """Give which of the signs wanted between two words stand behind the one and before the other.

    What hangs on a word is its own; then what stands before the other, as bullets do, then what stands behind.
    """
    hanging, loose = _HANGING.match(behind), _LOOSE_BEFORE.search(before)
    own = _longest(hanging[0] if hanging else "", signs)
    rest = signs.removeprefix(spelling(own))
    of_other = _longest((loose[0] if loose else "")[::-1], rest[::-1], step=-1)
    if rest.removesuffix(spelling(of_other)):
        own = _longest(behind, signs.removesuffix(spelling(of_other))) or own
    return own, of_other


def _longest(signs: str, wanted: str, step: int = 1) -> str:
    """Give as much of these signs, spaces among them, as the wanted ones begin with; backwards with `step` -1.

    What is taken from backwards is given as it stands.
    """
    lengths = range(min(len(signs), MOST_SIGNS), 0, -1)
    taken = (signs[:length] for length in lengths)
    fits = (each for each in taken if each.strip() and wanted.startswith(spelling(each[::step])[::step]))
    return next(fits, "")[::step]
