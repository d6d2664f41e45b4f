"""What an editor does to a passage: words replaced, put in and left out, numbers changed, sentences moved."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from .prose import sentence
from .traced import Traced, joined

_NUMBER = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*\s+$")

_LIGHT_SHARE, _HEAVY_SHARE = (0.02, 0.1), (0.15, 0.45)
"""So many of its words are edited, at least one."""

_LIGHT_SENTENCE, _HEAVY_SENTENCE = 0.2, 0.7
"""So often something is done to a sentence as well."""

Words = list[Traced]


def edited(traced: Traced, vocabulary: Sequence[str], chance: random.Random, *, is_heavy: bool) -> Traced:
    """Edit a text lightly or heavily."""
    words = traced.words()
    share = chance.uniform(*(_HEAVY_SHARE if is_heavy else _LIGHT_SHARE))
    for _ in range(max(1, round(share * len(words)))):
        words = _edit_word(words, vocabulary, chance)
    if chance.random() < (_HEAVY_SENTENCE if is_heavy else _LIGHT_SENTENCE):
        words = chance.choice(_OF_SENTENCES)(words, vocabulary, chance)
    return joined(words).stripped()


def _edit_word(words: Words, vocabulary: Sequence[str], chance: random.Random) -> Words:
    numbers = [at for at, word in enumerate(words) if _NUMBER.search(word.text)]
    if numbers and chance.random() < 0.25:
        return _with_number(words, chance.choice(numbers), chance)
    # Of what is left, half is replaced, a quarter put in, a quarter left out.
    at, what = chance.randrange(len(words) or 1), chance.random()
    drawn = chance.choice(vocabulary)
    if what < 0.5:
        return [*words[:at], Traced.made(drawn + _space(words[at : at + 1])), *words[at + 1 :]]
    if what < 0.75 or len(words) == 1:
        return [*words[:at], Traced.made(f"{drawn} "), *words[at:]]
    return [*words[:at], *words[at + 1 :]]


def _with_number(words: Words, at: int, chance: random.Random) -> Words:
    changed = _NUMBER.sub(lambda found: str((int(found[0]) + chance.randint(1, 8)) % 10), words[at].text)
    return [*words[:at], Traced.made(changed), *words[at + 1 :]]


def _with_sentence(words: Words, vocabulary: Sequence[str], chance: random.Random) -> Words:
    """Put a sentence in, between two others or at an end."""
    at = chance.choice(_breaks(words))
    ahead = words[:at]
    if ahead and not ahead[-1].text[-1:].isspace():
        ahead = [*ahead, Traced.made(" ")]
    return [*ahead, Traced.made(sentence(vocabulary, chance) + " "), *words[at:]]


def _without_sentence(words: Words, _: Sequence[str], chance: random.Random) -> Words:
    """Leave one of three sentences or more out."""
    breaks = _breaks(words)
    if len(breaks) <= 3:
        return words
    at = chance.randrange(len(breaks) - 1)
    return [*words[: breaks[at]], *words[breaks[at + 1] :]]


def _with_swapped(words: Words, _: Sequence[str], chance: random.Random) -> Words:
    """Let two sentences change places."""
    breaks = _breaks(words)
    if len(breaks) <= 2:
        return words
    at = chance.randrange(len(breaks) - 2)
    start, middle, end = breaks[at : at + 3]
    ahead = words[middle:end]
    if ahead and not ahead[-1].text[-1:].isspace():
        ahead = [*ahead, Traced.made(" ")]
    return [*words[:start], *ahead, *words[start:middle], *words[end:]]


def _breaks(words: Words) -> list[int]:
    """Give where sentences begin, and the end of the last."""
    inner = [at for at, word in enumerate(words, 1) if _SENTENCE_END.search(word.text) and at < len(words)]
    return [0, *inner, len(words)]


def _space(words: Words) -> str:
    text = words[0].text if words else ""
    return text[len(text.rstrip()) :]


_OF_SENTENCES: tuple[Callable[[Words, Sequence[str], random.Random], Words], ...] = (
    _with_sentence,
    _without_sentence,
    _with_swapped,
)
