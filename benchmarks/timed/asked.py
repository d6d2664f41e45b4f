"""What is asked: ten classes of queries in both languages, drawn by lot from the texts that are searched.

Rule: every query finds something, for its words come from one passage; only a word with a wrong letter may not.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.timed.growing import words_of
from index.analysis.function_words import FUNCTION_WORDS
from index.engine import Entry

COMMON, RARE, TWO, ANY = "common word", "rare word", "two words", "any of three"
PHRASE, NEAR, PREFIX, WILDCARD, FUZZY, FILTERED = "phrase", "near", "prefix", "wildcard", "fuzzy", "filtered"
CLASSES = (COMMON, RARE, TWO, ANY, PHRASE, NEAR, PREFIX, WILDCARD, FUZZY, FILTERED)

LANGUAGES = ("en", "es")
DISTANCE = 5
"""So many other words may stand between two that are sought near each other."""

_MOST_COMMON = 100
_RAREST = 20
"""No more passages have a rare word."""

_ATTEMPTS = 10_000
"""Passages looked at for one query; of texts in which fewer do, some classes are asked less."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: its class, the language of its words, and these, as they are typed without signs.

    `pattern`: what a prefix or a wildcard looks like. `facet` and `value`: what the hits are narrowed to.
    """

    kind: str
    language: str
    words: tuple[str, ...]
    pattern: str = ""
    facet: str = ""
    value: str = ""

    @property
    def typed(self) -> str:
        """Give what a reader types; what narrows the hits is chosen beside it."""
        words = " ".join(self.words)
        match self.kind:
            case "any of three":
                return " OR ".join(self.words)
            case "phrase":
                return f'"{words}"'
            case "near":
                return f'"{words}"~{DISTANCE}'
            case "prefix" | "wildcard":
                return self.pattern
            case "fuzzy":
                return f"{words}~1"
            case _:
                return words


def draw(
    passages: Sequence[Entry], counted: Mapping[tuple[str, str], int], count: int, seed: int = 1
) -> list[Asked]:
    """Draw so many of each class and language, each once; the classes take turns.

    `counted`: how many of the passages searched have each language and word.
    """
    lot = random.Random(seed)
    drawn: list[Asked] = []
    for language in LANGUAGES:
        own = [each for each in passages if each.language == language]
        common = _common(counted, language)
        for kind in CLASSES:
            found: dict[Asked, None] = {}
            for _ in range(_ATTEMPTS if own else 0):
                if len(found) == count:
                    break
                if one := _one(kind, language, lot.choice(own), counted, common, lot):
                    found[one] = None
            drawn.extend(found)
    lot.shuffle(drawn)
    return drawn


def keep_asked(asked: Iterable[Asked], path: Path) -> None:
    """Write queries to a file."""
    path.write_text(json.dumps([asdict(each) for each in asked], ensure_ascii=False), encoding="utf-8")


def kept_asked(path: Path) -> list[Asked]:
    """Read them again."""
    return [Asked(**{**each, "words": tuple(each["words"])}) for each in json.loads(path.read_text("utf-8"))]


def _common(counted: Mapping[tuple[str, str], int], language: str) -> list[str]:
    own = Counter({word: count for (of, word), count in counted.items() if of == language and _tells(word)})
    return [word for word, _ in own.most_common(_MOST_COMMON)]


def _one(
    kind: str, language: str, entry: Entry, counted: Mapping[tuple[str, str], int], common: Sequence[str],
    lot: random.Random,
) -> Asked | None:  # fmt: skip
    """Make a query of a passage; None where it does not lend itself to it."""
    if kind == COMMON:
        return Asked(kind, language, (lot.choice(common),)) if common else None
    running = words_of(entry.text)
    telling = [word for word in dict.fromkeys(running) if _tells(word)]
    if len(telling) < 3:
        return None
    chosen = lot.sample(telling, 3)
    makers: dict[str, Callable[[], Asked | None]] = {
        RARE: lambda: _rare(language, telling, counted),
        TWO: lambda: Asked(kind, language, tuple(chosen[:2])),
        ANY: lambda: Asked(kind, language, tuple(chosen)),
        PHRASE: lambda: _phrase(language, entry.text, lot),
        NEAR: lambda: _near(language, running, lot),
        PREFIX: lambda: Asked(kind, language, (), f"{chosen[0][:4]}*"),
        WILDCARD: lambda: _wildcard(language, chosen),
        FUZZY: lambda: _fuzzy(language, chosen, lot),
        FILTERED: lambda: _filtered(language, chosen, entry, lot),
    }
    return makers[kind]()


def _tells(word: str) -> bool:
    return len(word) >= 4 and word not in FUNCTION_WORDS


def _rare(language: str, telling: Sequence[str], counted: Mapping[tuple[str, str], int]) -> Asked | None:
    rarest = min(telling, key=lambda word: counted.get((language, word), 0))
    return Asked(RARE, language, (rarest,)) if counted.get((language, rarest), 0) <= _RAREST else None


def _phrase(language: str, text: str, lot: random.Random) -> Asked | None:
    """Take three words that only a space parts, so that every engine holds them side by side."""
    parted = text.lower().split(" ")
    if len(parted) < 3:
        return None
    start = lot.randrange(len(parted) - 2)
    words = tuple(parted[start : start + 3])
    is_sound = all(word.isalpha() for word in words) and any(map(_tells, words))
    return Asked(PHRASE, language, words) if is_sound else None


def _near(language: str, running: Sequence[str], lot: random.Random) -> Asked | None:
    start = lot.randrange(len(running))
    near = [word for word in running[start : start + DISTANCE] if _tells(word)]
    return Asked(NEAR, language, (near[0], near[-1])) if len(set(near)) > 1 and near[0] != near[-1] else None


def _wildcard(language: str, chosen: Sequence[str]) -> Asked | None:
    word = max(chosen, key=len)
    return Asked(WILDCARD, language, (), f"{word[:3]}*{word[-2:]}") if len(word) >= 7 else None


def _fuzzy(language: str, chosen: Sequence[str], lot: random.Random) -> Asked | None:
    word = max(chosen, key=len)
    if len(word) < 6:
        return None
    at = lot.randrange(1, len(word))
    return Asked(FUZZY, language, (word[:at] + lot.choice("aeiou") + word[at + 1 :],))


def _filtered(language: str, chosen: Sequence[str], entry: Entry, lot: random.Random) -> Asked:
    facet, value = lot.choice((("kind", entry.kind), ("year", str(entry.year))))
    return Asked(FILTERED, language, (chosen[0],), "", facet, value)
