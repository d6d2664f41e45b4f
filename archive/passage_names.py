"""Ids for the passages of a reading: the same words at the same place keep the id that they were issued under.

Words that stand once in a document, and are more than a cell or a number, need no more than themselves. Those that
stand several times, such as the source line below every table, are told apart by the order in which they stand
between the others; those that went elsewhere, by what stands around them. Where neither tells which is which, they
get ids that nobody has yet, and the old ones answer with all places that could be meant: an id never goes to
another place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple

from archive.anchors.context import side_likeness
from archive.anchors.folding import fold
from archive.comparison.twins import SAYS_ENOUGH
from archive.identity import id_of_words, normalise
from archive.standing import Standing

_LETTERS = 64
"""Letters and digits on either side."""

_LEAST = 0.7
"""So much of what stood on one side at least must stand there still, of what lost its place in the order."""

_MARGIN = 0.5
"""So much likelier a place must be than the next, from both sides: half of what stands around it."""

_MOST_PAIRS = 20_000
"""A cell “0” stands a thousand times: then only those are matched around which all is the same."""


class Given(NamedTuple):
    """What an id was given to: the text, None where that was purged, and its document."""

    text: str | None
    document_id: str


Issued = Callable[[Sequence[str]], Mapping[str, Given]]
"""Tells of some ids what they were ever given to, of those that were."""

_Name = Callable[[str, int], str]
"""Gives the id that normalised words have, so many repeats on."""


class Named(NamedTuple):
    """A passage of the reading before, with its id; where that was of the same file, with its first page too."""

    passage_id: str
    text: str
    page_number: int | None = None


class _Around(NamedTuple):
    """What stands around a passage: so many letters, and all of the passages right beside it."""

    before: str
    after: str
    previous: str
    following: str


def name_passages(
    texts: Sequence[str],
    *,
    document_id: str,
    language: str,
    before: Sequence[Named] = (),
    page_numbers: Sequence[int] = (),
    issued: Issued,
) -> list[str]:
    """Give the ids of the passages of a reading, by their texts in order.

    `before` is the reading that this one comes after, in order: of the same version, or of the edition before. Of
    the same file nothing goes to another page: there `page_numbers` are those on which the passages begin.
    """
    earlier_texts = [each.text for each in before]
    words, earlier_words = [normalise(text) for text in texts], [normalise(text) for text in earlier_texts]
    now, earlier = _by_words(words), _by_words(earlier_words)
    ids: dict[int, str] = {}
    order = Standing(earlier_words, words)
    for each, numbers in now.items():
        for old, new in _same(earlier_texts, earlier[each], texts, numbers, order) if each in earlier else ():
            is_on_page = not page_numbers or before[old].page_number in (None, page_numbers[new])
            # A quote counts characters: with one ligature less, the same id would speak of other words.
            if is_on_page and earlier_texts[old] == texts[new]:
                ids[new] = before[old].passage_id
    taken = {each.passage_id for each in before}
    ids.update(_new_ids(texts, now, ids, taken, _namer(document_id, language), issued, document_id))
    return [ids[number] for number in range(len(texts))]


def _namer(document_id: str, language: str) -> _Name:
    return lambda words, repeat: id_of_words(words, document_id=document_id, language=language, repeat=repeat)


def _by_words(words: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(words):
        found[each].append(number)
    return found


def _new_ids(
    texts: Sequence[str],
    now: Mapping[str, Sequence[int]],
    ids: Mapping[int, str],
    before: set[str],
    name: _Name,
    issued: Issued,
    document_id: str,
) -> Iterator[tuple[int, str]]:
    """Give ids to what has none: ids that were never issued, but for words that stood and stand once."""
    waiting = {words: [number for number in numbers if number not in ids] for words, numbers in now.items()}
    # Of each words one more than are asked for: it tells whether they ever stood twice.
    names = {words: [name(words, n) for n in range(len(each) + 1)] for words, each in waiting.items() if each}
    given = issued([each for some in names.values() for each in some])
    had = {*given, *before}
    for words, known in names.items():
        numbers = waiting[words]
        first, second = known[:2]
        is_single = len(now[words]) == 1 and second not in had and first not in before
        if is_single and _is_same(given.get(first), texts[numbers[0]], document_id):
            yield numbers[0], first
            continue
        more = (each for n in count(len(known)) if not issued([each := name(words, n)]))
        yield from zip(numbers, (each for each in chain(known, more) if each not in had), strict=False)


def _is_same(given: Given | None, text: str, document_id: str) -> bool:
    """Tell whether an id that a text would have was never given to anything else."""
    return given is None or (given.document_id == document_id and given.text in (text, None))


def _same(
    old_texts: Sequence[str], olds: Sequence[int], new_texts: Sequence[str], news: Sequence[int], order: Standing
) -> Iterator[tuple[int, int]]:
    """Give which places of a text are the same before and now, by their numbers."""
    if len(olds) == len(news) == 1 and len(normalise(old_texts[olds[0]])) >= SAYS_ENOUGH:
        yield olds[0], news[0]
        return
    sure = {old: order.sure[old] for old in olds if old in order.sure}
    yield from sure.items()
    left_old = {number: _around(old_texts, number) for number in olds if number not in sure}
    left_new = {number: _around(new_texts, number) for number in sorted(set(news) - set(sure.values()))}
    for old, new in _alike(left_old, left_new):
        del left_old[old], left_new[new]
        yield old, new
    if len(left_old) * len(left_new) <= _MOST_PAIRS:
        alone = {number: around for number, around in left_old.items() if not _is_in_row(old_texts, number)}
        yield from _likest(alone, left_new, order)


def _is_in_row(texts: Sequence[str], number: int) -> bool:
    """Tell whether the same words stand right beside: where one of them goes, nobody can tell which."""
    beside = [*texts[max(number - 1, 0) : number], *texts[number + 1 : number + 2]]
    return normalise(texts[number]) in map(normalise, beside)


def _alike(olds: Mapping[int, _Around], news: Mapping[int, _Around]) -> list[tuple[int, int]]:
    """Match places around which all is the same, in order, where there are as many as before."""
    by_context: dict[_Around, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, places in enumerate((olds, news)):
        for number, around in places.items():
            by_context[around][side].append(number)
    return [
        pair
        for before, after in by_context.values()
        if len(before) == len(after)
        for pair in zip(before, after, strict=True)
    ]


def _likest(
    olds: Mapping[int, _Around], news: Mapping[int, _Around], order: Standing
) -> Iterator[tuple[int, int]]:
    """Match places in one gap that are each other's likest by a clear margin."""
    scores = {
        (old, new): _likeness(olds[old], news[new]) for old in olds for new in news if order.shares_gap(old, new)
    }
    best_new = {old: _clear_best({new: scores[old, new] for new in news if (old, new) in scores}) for old in olds}
    best_old = {new: _clear_best({old: scores[old, new] for old in olds if (old, new) in scores}) for new in news}
    yield from ((old, new) for old, new in best_new.items() if new is not None and best_old[new] == old)


def _clear_best(scores: Mapping[int, float]) -> int | None:
    ranked = sorted(scores, key=lambda number: -scores[number])
    if not ranked or scores[ranked[0]] < _LEAST:
        return None
    is_clear = len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= _MARGIN
    return ranked[0] if is_clear else None


def _likeness(one: _Around, other: _Around) -> float:
    """Tell how like the liker side is: that of a place where something was put in or left out on the other.

    The same words right beside are as good as all: what was put in beside one repeat may itself be a repeat.
    """
    if "" != one.previous == other.previous or "" != one.following == other.following:
        return 1.0
    return max(side_likeness(one.before[::-1], other.before[::-1]), side_likeness(one.after, other.after))


def _around(texts: Sequence[str], number: int) -> _Around:
    before, after = "", ""
    for at in range(number - 1, -1, -1):
        if len(before) >= _LETTERS:
            break
        before = _folded(texts[at])[-_LETTERS:] + before
    for at in range(number + 1, len(texts)):
        if len(after) >= _LETTERS:
            break
        after += _folded(texts[at])[:_LETTERS]
    beside = texts[number - 1] if number else "", texts[number + 1] if number + 1 < len(texts) else ""
    return _Around(before[-_LETTERS:], after[:_LETTERS], *map(_folded, beside))


def _folded(text: str) -> str:
    return fold(text).text
