"""Known items: some words of a passage, remembered, and the passages that say it in either language.

The truth are the beads of `benchmarks/aligned/`, made by reading; which words are remembered is drawn by a seed.
"""

from __future__ import annotations

import hashlib
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive import Kind, Passage
from archive.identity import normalise, version_id
from benchmarks.aligned.gold import read_gold
from benchmarks.sought.collection import LANGUAGES, Collection, Question, split_of
from benchmarks.sought.field import Field, text_id
from index.analysis.function_words import FUNCTION_WORDS

SEED = 500
KEYWORDS, TELLING = 4, 8
"""So many of the most telling words of a passage are typed, in their order."""

_LEAST_WORDS = 12
"""of a passage, those that link not counted: headings and labels say little that could be remembered"""

_LEAST_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")
_KINDS = {Kind.PARAGRAPH, Kind.LIST_ITEM}

Bead = tuple[str, dict[str, Passage]]
"""A name, and the two passages that say the same, by language."""


def known_items(field: Field, corpus: Path) -> Collection:
    """Give questions for passages of the aligned pairs, each asked in both directions and within its language."""
    rarity = {language: word_rarity(field, language) for language in LANGUAGES}
    same = field.same()
    questions = []
    for name, sides in beads(field, corpus):
        for language in LANGUAGES:
            typed = keywords(sides[language].text, rarity[language], random.Random(f"{SEED} {name}"))
            for target in LANGUAGES:
                gains = dict.fromkeys(same[target, normalise(sides[target].text)], 1.0)
                number = f"{name} {language}->{target}"
                questions.append(Question(number, split_of(name), language, target, typed, gains))
    return Collection("known-items", field.texts, questions)


def keywords(text: str, rarity: dict[str, float], chance: random.Random) -> str:
    """Draw from a text's most telling words, and give them in the order in which they stand."""
    counts = Counter(telling_words(text))
    best = sorted(counts, key=lambda word: (-counts[word] * rarity.get(word, 0.0), word))[:TELLING]
    drawn = set(chance.sample(best, min(KEYWORDS, len(best))))
    return " ".join(word for word in counts if word in drawn)


def beads(field: Field, corpus: Path) -> Iterator[Bead]:
    """Give the beads that have one passage, which says something, on either side."""
    held = {version.id: passages for version, passages in field.versions}
    for gold in read_gold(corpus):
        sides = [held.get(version_id(hashlib.sha256(path.read_bytes()).hexdigest()), ()) for path in gold.files]
        pairs, _ = gold.numbered(*([each.text for each in side] for side in sides))
        for one, other in sorted(pairs, key=lambda bead: sorted(bead[0])):
            passages = [
                side[number] for side, numbers in zip(sides, (one, other), strict=True) for number in numbers
            ]
            if [each.language for each in passages] == list(LANGUAGES) and all(map(says_something, passages)):
                name = f"{gold.name} {text_id(passages[0])}"
                yield name, {each.language: each for each in passages}


def says_something(passage: Passage) -> bool:
    """Tell whether a passage has words enough that could be remembered."""
    return passage.kind in _KINDS and len(set(telling_words(passage.text))) >= _LEAST_WORDS


def telling_words(text: str) -> list[str]:
    """Give the words of a text, in lower case, without those that link others and without short ones."""
    return [
        each for each in _WORD.findall(text.lower()) if len(each) >= _LEAST_LETTERS and each not in FUNCTION_WORDS
    ]


def word_rarity(field: Field, language: str) -> dict[str, float]:
    """Give the inverse document frequency of each word of a language."""
    texts: Sequence[str] = [each.text for each in field.texts if each.language == language]
    counts = Counter(word for text in texts for word in set(telling_words(text)))
    return {word: math.log(len(texts) / count) for word, count in counts.items()}
