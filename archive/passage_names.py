"""Ids for the passages of a reading: the same words at the same place keep the id that they were issued under.

Words that stand once in a document need no more than themselves. Those that stand several times, such as the
source line below every table, are told apart by what stands around them. Where that does not tell which is which,
they get ids that nobody has yet, and the old ones answer with all places that could be meant: an id never goes to
another place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from archive.anchors.context import LEAST_AROUND, likeness_around
from archive.anchors.folding import fold
from archive.identity import normalise, passage_id

_AROUND = 64
"""Letters and digits on either side."""

_MARGIN = 0.1
"""So much likelier a place must be than the next, from both sides."""

_MOST_PAIRS = 20_000
"""A cell “0” stands a thousand times: then only those are matched around which all is the same."""

Issued = Callable[[Sequence[str]], set[str]]
"""Tells which of some ids were ever given to a passage."""


class Named(NamedTuple):
    """A passage of the reading before, with its id."""

    passage_id: str
    text: str


def name_passages(
    texts: Sequence[str], *, document_id: str, language: str, before: Sequence[Named] = (), issued: Issued
) -> list[str]:
    """Give the ids of the passages of a reading, by their texts in order.

    `before` is the reading that this one comes after, in order: of the same version, or of the edition before.
    """
    earlier_texts = [each.text for each in before]
    now, earlier = _by_words(texts), _by_words(earlier_texts)
    ids: dict[int, str] = {}
    for words, numbers in now.items():
        for old, new in _same(earlier_texts, earlier.get(words, []), texts, numbers):
            ids[new] = before[old].passage_id
    taken = {each.passage_id for each in before}
    ids.update(_new_ids(texts, now, ids, taken, _namer(document_id, language), issued))
    return [ids[number] for number in range(len(texts))]


def _namer(document_id: str, language: str) -> Callable[[str, int], str]:
    return lambda text, repeat: passage_id(text, document_id=document_id, language=language, repeat=repeat)


def _by_words(texts: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        found[normalise(text)].append(number)
    return found


def _new_ids(
    texts: Sequence[str],
    now: Mapping[str, Sequence[int]],
    ids: Mapping[int, str],
    before: set[str],
    name: Callable[[str, int], str],
    issued: Issued,
) -> Iterator[tuple[int, str]]:
    """Give ids to what has none: ids that were never issued, but for words that stood and stand once."""
    waiting = {words: [number for number in numbers if number not in ids] for words, numbers in now.items()}
    waiting = {words: numbers for words, numbers in waiting.items() if numbers}
    looked_up = [name(texts[each[0]], n) for each in waiting.values() for n in range(len(each) + 1)]
    had = issued(looked_up) | before
    for words, numbers in waiting.items():
        text = texts[numbers[0]]
        if len(now[words]) == 1 and name(text, 1) not in had and name(text, 0) not in before:
            yield numbers[0], name(text, 0)
            continue
        asked = (name(text, n) for n in count())
        known = len(numbers) + 1
        free = (each for n, each in enumerate(asked) if each not in had and not (n >= known and issued([each])))
        yield from zip(numbers, free, strict=False)


def _same(
    old_texts: Sequence[str], olds: Sequence[int], new_texts: Sequence[str], news: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Give which places of a text are the same before and now, by their numbers."""
    if len(olds) == len(news) == 1:
        yield olds[0], news[0]
        return
    if not olds:
        return
    left_old = {number: _around(old_texts, number) for number in olds}
    left_new = {number: _around(new_texts, number) for number in news}
    for old, new in _alike(left_old, left_new):
        del left_old[old], left_new[new]
        yield old, new
    if len(left_old) * len(left_new) <= _MOST_PAIRS:
        yield from _likest(left_old, left_new)


def _alike(olds: Mapping[int, tuple[str, str]], news: Mapping[int, tuple[str, str]]) -> list[tuple[int, int]]:
    """Match places around which all is the same, in order, where there are as many as before."""
    by_context: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, places in enumerate((olds, news)):
        for number, around in places.items():
            by_context[around][side].append(number)
    return [
        pair
        for before, after in by_context.values()
        if len(before) == len(after)
        for pair in zip(before, after, strict=True)
    ]


def _likest(olds: Mapping[int, tuple[str, str]], news: Mapping[int, tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Match places that are each other's likest by a clear margin."""
    scores = {(old, new): likeness_around(olds[old], news[new]) for old in olds for new in news}
    best_new = {old: _clear_best({new: scores[old, new] for new in news}) for old in olds}
    best_old = {new: _clear_best({old: scores[old, new] for old in olds}) for new in news}
    yield from ((old, new) for old, new in best_new.items() if new is not None and best_old[new] == old)


def _clear_best(scores: Mapping[int, float]) -> int | None:
    ranked = sorted(scores, key=lambda number: -scores[number])
    if not ranked or scores[ranked[0]] < LEAST_AROUND:
        return None
    is_clear = len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= _MARGIN
    return ranked[0] if is_clear else None


def _around(texts: Sequence[str], number: int) -> tuple[str, str]:
    before, after = "", ""
    for at in range(number - 1, -1, -1):
        if len(before) >= _AROUND:
            break
        before = _folded(texts[at])[-_AROUND:] + before
    for at in range(number + 1, len(texts)):
        if len(after) >= _AROUND:
            break
        after += _folded(texts[at])[:_AROUND]
    return before[-_AROUND:], after[:_AROUND]


def _folded(text: str) -> str:
    return fold(text).text
