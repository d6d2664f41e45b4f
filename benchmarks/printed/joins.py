"""What a reader did at line ends that cut words, and what of the margins it left in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*-?")
_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Joins:
    """Words joined that the truth has apart, or without their hyphen; words left cut that the truth has whole."""

    false: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]
    """(true, read)"""


def joins_of(true_texts: Iterable[str], read_texts: Iterable[str]) -> Joins:
    """Pair the words that are read too often with those that are read too seldom."""
    read_texts = [" ".join(text.casefold().replace("‐", "-").split()) for text in read_texts]
    truth, read = _words(true_texts), _words(read_texts)
    lacking, surplus = truth - read, read - truth
    false: list[tuple[str, str]] = []
    missed: list[tuple[str, str]] = []
    bare: dict[str, list[str]] = {}
    for word in lacking:
        bare.setdefault(word.replace("-", ""), []).append(word)
    for word in list(surplus):
        for true in bare.get(word.replace("-", ""), ()):
            count = min(surplus[word], lacking[true])
            (false if word.count("-") < true.count("-") else missed).extend([(true, word)] * count)
            surplus[word] -= count
            lacking[true] -= count
    for word in +surplus:
        false += [(f"{one} {other}", word) for one, other in _parts(word) if lacking[one] and lacking[other]]
    flowing = "\n".join(read_texts)
    for word in +lacking:
        halves = [(one, other) for one, other in _parts(word) if _is_apart(one, other, surplus, flowing)]
        missed += [(word, f"{one} {other}") for one, other in halves[:1]]
    return Joins(tuple(false), tuple(missed))


def furniture_left(
    furniture: Sequence[Sequence[str]], true_texts: Sequence[str], read_texts: Sequence[str]
) -> list[str]:
    """Give the lines of the margins, page by page, that stand in what was read more often than in the truth."""
    truth, read = (
        "\n".join(true_texts).casefold(),
        "\n".join(" ".join(text.split()) for text in read_texts).casefold(),
    )
    expected = Counter(line for page in furniture for line in page)
    left = []
    for line, times in expected.items():
        pattern = re.compile(rf"(?<![\w.,]){re.escape(line.casefold())}(?![\w]|[.,-]\w)")
        more = len(pattern.findall(read)) - len(pattern.findall(truth))
        left += [line] * max(0, min(more, times))
    return left


def text_aside(furniture: Sequence[Sequence[str]], true_texts: Sequence[str], aside: Iterable[str]) -> list[str]:
    """Give the lines that were taken for furniture but are text: it is lost to a search."""
    margins = " ".join(_letters(line) for page in furniture for line in page)
    truth = _letters(" ".join(true_texts))
    return [
        line
        for line in aside
        if len(key := _letters(line)) > _SHORTEST_PART and key in truth and key not in margins
    ]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _words(texts: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        found.update(word.casefold().replace("‐", "-") for word in _WORD.findall(text))
    return found


def _parts(word: str) -> list[tuple[str, str]]:
    return [(word[:at], word[at:]) for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)]


def _is_apart(one: str, other: str, surplus: Counter[str], flowing: str) -> bool:
    """Tell whether a word stands in two halves: side by side, or with the hyphen where a line ended."""
    cut = one if one.endswith("-") else f"{one}-"
    if surplus[cut] and surplus[other]:
        return True
    return bool(surplus[one] and surplus[other]) and f"{one} {other}" in flowing
