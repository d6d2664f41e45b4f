"""Which of several places is meant: the one on the page that was named, between the words that stood around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.anchors.exact_search import Found
from archive.anchors.folding import common_start, fold
from archive.anchors.near_search import context_likeness
from archive.anchors.streams import Stream

_CONTEXT_LETTERS = 1_000
"""More than anybody gives; a whole page as context costs no more than this."""

_PAGE = 1.0
"""As much as all the words around: what stands on the page that was named is meant."""

_WHOLE_WORDS = 0.3
_INCOMPLETE = 0.65
"""At most, for words around that are not all the same: less than all of them by more than whole words weigh."""

_IN_PIECES = 0.1
_PER_COST = 0.25
"""Of two ways through the same words the shorter is meant."""

_LIKER_SIDE = 0.7
"""Where something was put in or left out beside a place, the other side is as it was."""

LEAST_AROUND = 0.4
"""With less in common, two places have other text around them."""

_CLEAR = 0.05
"""So much more the best place must weigh than the next."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What was known of a quote: letters and digits before and after it, folded, and its page.

    `begins_word`, `ends_word`: what stood around tells that it was not cut out of the midst of a word.
    """

    before: str
    after: str
    page_number: int | None
    begins_word: bool = False
    ends_word: bool = False


def hints_of(prefix: str, suffix: str, page_number: int | None) -> Hints:
    """Fold the words around a quote."""
    return Hints(
        fold(prefix).text[-_CONTEXT_LETTERS:],
        fold(suffix).text[:_CONTEXT_LETTERS],
        page_number,
        begins_word=bool(prefix) and not prefix[-1].isalnum(),
        ends_word=bool(suffix) and not suffix[0].isalnum(),
    )


def weigh(places: Sequence[Found], stream: Stream, hints: Hints) -> list[tuple[float, Found]]:
    """Give the places with their weight, the heaviest first, else in the order of the text."""
    weighed = [(_weight(place, stream, hints), place) for place in places]
    return sorted(weighed, key=lambda each: (-each[0], each[1].start))


def singled_out(weighed: Sequence[tuple[float, Found]]) -> Found | None:
    """Give the place that is meant, if one weighs clearly more than all others."""
    (weight, best), *others = weighed
    return best if not others or weight - others[0][0] >= _CLEAR else None


def is_on(place: Found, stream: Stream, page_number: int | None) -> bool:
    """Tell whether a place is on a page, wholly or in part; nothing is on none."""
    slices = (each for span in place.spans for each in stream.slices(*span))
    return page_number is not None and any(each.page_number == page_number for each in slices)


def is_between(place: Found, stream: Stream, hints: Hints) -> bool:
    """Tell whether all the words that stood around a quote stand around this place, if any are known."""
    return _context(place, stream, hints) == 1


def is_fitting(place: Found, stream: Stream, hints: Hints) -> bool:
    """Tell whether what stands around a place speaks for it, as far as anything is known of that."""
    if not hints.before and not hints.after:
        return True
    text = stream.folded().text
    before = text[max(place.start - len(hints.before), 0) : place.start]
    after = text[place.end : place.end + len(hints.after)]
    return likeness_around((hints.before, hints.after), (before, after)) >= LEAST_AROUND


def likeness_around(one: tuple[str, str], other: tuple[str, str]) -> float:
    """Tell how alike what stands before and after two places is, in folded letters; 1 is the same."""
    before = side_likeness(one[0][::-1], other[0][::-1])
    after = side_likeness(one[1], other[1])
    return _LIKER_SIDE * max(before, after) + (1 - _LIKER_SIDE) * min(before, after)


def side_likeness(wanted: str, there: str) -> float:
    """Tell how much of the folded words on one side of a quote are there, from the quote outwards; 1 is all."""
    if wanted == there:
        return 1.0
    if not wanted:
        return 0.0
    return (common_start(wanted, there) / len(wanted) + context_likeness(wanted, there)) / 2


def is_cut(place: Found, text: str, hints: Hints) -> bool:
    """Tell whether a place begins or ends within a word of a text, where the quote did not."""
    start, end = place.spans[0][0], place.spans[-1][1]
    begins = hints.begins_word and start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    return begins or (hints.ends_word and text[end - 1].isalnum() and text[end : end + 1].isalnum())


def merit(place: Found) -> float:
    """Tell how much speaks for a place by the way that led to it."""
    return place.context - _PER_COST * place.cost


def _weight(place: Found, stream: Stream, hints: Hints) -> float:
    page = _PAGE if is_on(place, stream, hints.page_number) else 0.0
    words = _WHOLE_WORDS if _is_whole(place, stream.text) else 0.0
    pieces = _IN_PIECES * (len(place.spans) > 1) + _PER_COST * place.cost
    return page + words + _context(place, stream, hints) + place.likeness - pieces


def _is_whole(place: Found, text: str) -> bool:
    start, end = place.spans[0][0], place.spans[-1][1]
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return begins and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))


def _context(place: Found, stream: Stream, hints: Hints) -> float:
    """Give 1 where all the words around are the same, else at most `_INCOMPLETE`."""
    text = stream.folded().text
    sides = []
    if hints.before:
        sides.append(
            side_likeness(hints.before[::-1], text[max(place.start - len(hints.before), 0) : place.start][::-1])
        )
    if hints.after:
        sides.append(side_likeness(hints.after, text[place.end : place.end + len(hints.after)]))
    if not sides:
        return 0.0
    return (
        1.0 if min(sides) == 1 or place.context == 1 else _INCOMPLETE * max(sum(sides) / len(sides), place.context)
    )
