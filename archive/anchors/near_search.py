"""Where something like a quote stands: short pieces of it vote for places, which are then compared with it.

Rule: the only module of this package that knows rapidfuzz.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from archive.anchors.exact_search import Found, Quote, with_signs
from archive.anchors.folding import BARRIER, Folded, spelling
from archive.anchors.streams import Stream

_PIECE_LETTERS = 6
"""About a word: a mistake every seventh letter still leaves some pieces whole."""

_SHORTEST_PIECE = 3
_MOST_PIECES = 48
_MOST_VOTES = 400
"""places of one piece: one that stands more often tells nothing"""

_MOST_PLACES = 12
"""places that are looked at"""

_LEAST_KEPT = 0.4
"""Of the key, in one stretch of likeness: with less, the whole is not like it either."""

_MOST_EDGES = 40
"""Words that are tried at either end: there is as much in dispute as a long sentence has."""

_LEAST_LIKENESS = 0.7
"""With a third of its letters other ones, it is another sentence."""

_LEAST_LIKENESS_SHORT = 0.8
_SHORT_LETTERS = 12
_MOST_LIKE = 0.99
"""What differs in an accent alone is near, and not the same."""


def near(quote: Quote, stream: Stream) -> list[Found]:
    """Give the places where something like the quote stands; some may overlap."""
    if quote.is_signs or len(quote.key) < _SHORTEST_PIECE:
        return []
    folded = stream.folded()
    bounds = dict.fromkeys(_aligned(quote.key, folded, place) for place in _places(quote.key, folded.text))
    made = [found_at(quote, stream, folded, *each) for each in bounds if each]
    least = _LEAST_LIKENESS if len(quote.key) >= _SHORT_LETTERS else _LEAST_LIKENESS_SHORT
    return [each for each in made if each.likeness >= least]


def likeness(quote: Quote, text: str) -> float:
    """Tell how like the quote a text is that is not the same."""
    return min(_MOST_LIKE, Levenshtein.normalized_similarity(quote.spelling, spelling(text)))


def context_likeness(one: str, other: str) -> float:
    """Tell how like two folded texts are, 0 where they have no more in common than any two."""
    if not one or not other:
        return 0.0
    return max(0.0, 2 * Levenshtein.normalized_similarity(one, other) - 1)


def steps(one: str, other: str) -> Iterator[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Give the stretches by which one text becomes another, and whether they are the same in both."""
    for each in Levenshtein.opcodes(one, other):
        yield each.tag == "equal", (each.src_start, each.src_end), (each.dest_start, each.dest_end)


def found_at(quote: Quote, stream: Stream, folded: Folded, start: int, end: int) -> Found:
    """Give what stands from here to there in the folded text, whole words of it."""
    first, last = folded.span(start, end)
    first, last = whole_words(stream.text, first, last)
    first, last = with_signs(quote, stream.text, first, last)
    return Found(
        ((first, last),), folded.place(first), folded.place(last), likeness(quote, stream.text[first:last])
    )


def _places(key: str, text: str) -> list[int]:
    """Give where the key would begin in the text, by the votes of its pieces, the most likely first."""
    size = min(_PIECE_LETTERS, max(_SHORTEST_PIECE, len(key) // 4))
    width = max(8, len(key) // 4)
    votes: Counter[int] = Counter()
    for at in _spread(len(key) - size + 1):
        places = list(_all(key[at : at + size], text))
        # Each place votes for two windows that overlap: none is parted by where windows happen to end.
        for window in {
            (place - at + half) // width * 2 + (half > 0) for place in places for half in (0, width // 2)
        }:
            votes[window] += 1
    likely = sorted(votes, key=lambda window: (-votes[window], window))[:_MOST_PLACES]
    return sorted({window // 2 * width - (width // 2 if window % 2 else 0) for window in likely})


def _spread(count: int) -> Sequence[int]:
    step = max(1, -(-count // _MOST_PIECES))
    return range(0, count, step)


def _all(piece: str, text: str) -> Iterator[int]:
    at = text.find(piece)
    for _ in range(_MOST_VOTES):
        if at < 0:
            return
        yield at
        at = text.find(piece, at + 1)


def _aligned(key: str, folded: Folded, place: int) -> tuple[int, int] | None:
    """Give from where to where the text has what is likest to the key, near a place."""
    text = folded.text
    slack = max(8, len(key) // 4) + 4
    low, high = max(place - slack, 0), min(place + len(key) + 2 * slack, len(text))
    low = text.rfind(BARRIER, low, max(place, low)) + 1 or low
    barrier = text.find(BARRIER, max(place, low), high)
    window = text[low : barrier if barrier >= 0 else high]
    kept = _kept(key, window)
    if kept is None or kept[2] - kept[1] < _LEAST_KEPT * len(key):
        return None
    before, start, end, behind = kept
    return _with_ends(key, folded, (low + start, low + end), before, behind)


def _with_ends(key: str, folded: Folded, kept: tuple[int, int], before: int, behind: int) -> tuple[int, int]:
    """Add what stands where the quote begins or ends otherwise: as many words as make it likeliest."""
    text, (start, end) = folded.text, kept
    ends = _edges(folded, range(end + 1, min(end + 2 * behind + _PIECE_LETTERS, len(text)) + 1)) if behind else ()
    starts = (
        _edges(folded, range(start - 1, max(start - 2 * before - _PIECE_LETTERS, 0) - 1, -1)) if before else ()
    )
    longer = _likest(key[len(key) - behind :], [text[end:at] for at in ends])
    earlier = _likest(key[:before][::-1], [text[at:start][::-1] for at in starts])
    return start - earlier, end + longer


def _edges(folded: Folded, places: range) -> list[int]:
    """Give the nearest of these places at which words begin or end, up to where something else begins."""
    found: list[int] = []
    for at in places:
        if folded.text[min(at, at - places.step)] == BARRIER or len(found) == _MOST_EDGES:
            break
        if folded.is_edge(at):
            found.append(at)
    return found


def _likest(rest: str, others: Sequence[str]) -> int:
    """Give the length of the text that is likest to a rest of the key; nothing at all is one of them."""
    return min([(len(rest), 0), *((Levenshtein.distance(rest, each), len(each)) for each in others)])[1]


def _kept(key: str, window: str) -> tuple[int, int, int, int] | None:
    """Give the stretch that has most of the key, and how much of the key is missing before and behind it."""
    best, kept = 0, None
    begun, score = (0, 0), 0
    for is_same, (at, until), (start, end) in steps(key, window):
        if not is_same:
            score -= max(end - start, until - at)
            continue
        if score <= 0:
            begun, score = (at, start), 0
        score += end - start
        if score > best:
            best, kept = score, (begun[0], begun[1], end, len(key) - until)
    return kept


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch of a text that begins or ends within a word."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
