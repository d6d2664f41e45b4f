"""Made-up languages: sentences of words that stand for each other by a known dictionary."""

from __future__ import annotations

import random

from index.crosslingual import AlignedText, Example

_ENGLISH_BEGINS, _SPANISH_BEGINS = (
    ("bl", "dr", "fl", "gr", "pl", "sk", "st", "tw"),
    ("ch", "gu", "ll", "m", "n", "qu", "t", "z"),
)
_VOWELS = "aeiou"


def dictionary(size: int) -> list[tuple[str, str]]:
    """Give so many pairs of words, none like another of its language."""
    return [(_word(number, _ENGLISH_BEGINS, "k"), _word(number, _SPANISH_BEGINS, "b")) for number in range(size)]


def sentences(
    pairs: list[tuple[str, str]], count: int, seed: int, *, length: int = 6, noise: float = 0.0
) -> list[AlignedText]:
    """Give sentences of words drawn by Zipf's law with linking words between; some say other words (`noise`)."""
    drawn = random.Random(seed)
    weights = [1 / (rank + 3) for rank in range(len(pairs))]
    found = []
    for number in range(count):
        chosen = list(dict.fromkeys(drawn.choices(pairs, weights, k=length)))
        english = [one for one, _ in chosen]
        spanish = [other if drawn.random() >= noise else drawn.choice(pairs)[1] for _, other in chosen]
        drawn.shuffle(spanish)
        place = Example(("english", f"e{number}"), ("spanish", f"s{number}"))
        found.append(AlignedText(_said(english, "and the", drawn), _said(spanish, "y los", drawn), place))
    return found


def _said(words: list[str], linking: str, drawn: random.Random) -> str:
    return " ".join(f"{word}, {linking}" if drawn.random() < 0.7 else word for word in words) + "."


def _word(number: int, begins: tuple[str, ...], middle: str) -> str:
    made = []
    for _ in range(3):
        number, at = divmod(number, len(begins) * len(_VOWELS))
        made.append(begins[at % len(begins)] + _VOWELS[at // len(begins)])
    return middle.join(made)
