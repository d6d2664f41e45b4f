"""Passages of an archive made as many as are wanted, with a vocabulary that grows as that of the texts themselves.

Rule: first come the texts as they are; then they come again, and in each copy one word in SHARE is another (of
four letters and more). How many distinct words so many words of text have is read off the texts (Heaps' law,
V = K n^b, fitted by least squares on its logarithms): where a copy lags behind it, a word is made up of syllables
that was never there; else one that was made before is taken, the more often the more often it was taken
(H. A. Simon, On a class of skew distribution functions, Biometrika 1955). So common words are as common at every
size, and rare ones go on coming.

Documents have at most DOCUMENT_PASSAGES passages and a year of their own.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.sought.field import Field
from index.engine import Entry, PutVersion
from index.indexer import entries

SHARE = 10
"""One word in so many is another in a copy; of fewer, Heaps' law would ask for more new words than there are."""

DOCUMENT_PASSAGES = 300

_YEARS = range(1975, 2027)
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
"""Shorter words are the language's own; a made-up one in their place would make no sentence."""

_POINTS = 30
"""So many places of the running text at which words are counted for the fit, as far apart as their logarithms."""

_SYLLABLES = {
    "en": ("ba", "ber", "con", "der", "fen", "gar", "hol", "ing", "ker", "lan", "mor", "nis", "por", "rud", "sten",
           "tor", "ver", "wick", "yor", "thal"),
    "es": ("ba", "cor", "de", "fra", "gue", "lla", "men", "no", "par", "que", "ra", "sol", "ta", "vi", "zan",
           "ción", "lio", "mar", "dor", "nía"),
}  # fmt: skip


class Heaps(NamedTuple):
    """So many distinct words have n words of text: factor x n^power."""

    factor: float
    power: float

    def distinct(self, words: int) -> float:
        """Give how many distinct words so many words have."""
        return self.factor * words**self.power


@dataclass(frozen=True, slots=True)
class Growth:
    """What became of some texts: how many there are, of how many words, of how many distinct ones."""

    passages: int
    words: int
    distinct: int
    law: Heaps


def documents_of(field: Field) -> list[PutVersion]:
    """Give what is searched of an archive, in documents that are not too long."""
    found: list[PutVersion] = []
    for version, passages in field.versions:
        document = field.archive.catalogue.get_document(version.document_id)
        held = entries(document, version, passages)
        found.extend(
            PutVersion(f"{version.id}-{start}", held[start : start + DOCUMENT_PASSAGES])
            for start in range(0, len(held), DOCUMENT_PASSAGES)
        )
    return found


def heaps_of(texts: Sequence[str], seed: int = 1) -> Heaps:
    """Fit Heaps' law to texts in an order drawn by lot. Raises: ValueError: they have fewer than 100 words."""
    words = [word for text in random.Random(seed).sample(texts, len(texts)) for word in words_of(text)]
    if len(words) < 100:
        raise ValueError("The texts have too few words to tell how a vocabulary grows: give more files.")
    at = {round(len(words) ** (0.5 + 0.5 * step / _POINTS)) for step in range(1, _POINTS + 1)}
    seen: set[str] = set()
    points = []
    for number, word in enumerate(words, start=1):
        seen.add(word)
        if number in at:
            points.append((math.log(number), math.log(len(seen))))
    means = [sum(column) / len(points) for column in zip(*points, strict=True)]
    along = sum((x - means[0]) ** 2 for x, _ in points)
    power = sum((x - means[0]) * (y - means[1]) for x, y in points) / along
    return Heaps(math.exp(means[1] - power * means[0]), power)


def words_of(text: str) -> list[str]:
    """Give the words of a text in lower case, without its numbers."""
    return _WORD.findall(text.lower())


class Growing:
    """Documents made more; what was made is the same for the same texts and seed, whatever the number wanted."""

    def __init__(self, documents: Sequence[PutVersion], seed: int = 1) -> None:
        self._documents = documents
        self._draw = random.Random(seed)
        self._law = heaps_of([each.text for document in documents for each in document.entries])
        self._taken: dict[str, list[str]] = {language: [] for language in _SYLLABLES}
        self._known = {word for document in documents for each in document.entries for word in words_of(each.text)}
        self._distinct: set[str] = set()
        self._words = self._passages = 0

    @property
    def growth(self) -> Growth:
        """Tell what has been made so far."""
        return Growth(self._passages, self._words, len(self._distinct), self._law)

    def documents(self, count: int) -> Iterator[PutVersion]:
        """Give documents of so many passages in all; the last may be cut short."""
        copy = 0
        while self._passages < count:
            for number, document in enumerate(self._documents):
                left = count - self._passages
                if left <= 0:
                    return
                yield self._copied(document, f"v{copy}-{number}", copy, left)
            copy += 1

    def _copied(self, document: PutVersion, name: str, copy: int, most: int) -> PutVersion:
        year = self._draw.choice(_YEARS)
        made = []
        for ordinal, each in enumerate(document.entries[:most]):
            text = self._varied(each.text, each.language) if copy else each.text
            self._note(text)
            values = asdict(each) | {
                "passage_id": f"p{self._passages}", "document_id": f"d{name}", "year": year, "ordinal": ordinal,
                "text": text, "title": f"{each.title} {copy}" if copy else each.title,
            }  # fmt: skip
            made.append(Entry(**values))
            self._passages += 1
        return PutVersion(name, tuple(made))

    def _note(self, text: str) -> None:
        words = words_of(text)
        self._words += len(words)
        self._distinct.update(words)

    def _varied(self, text: str, language: str) -> str:
        of = language if language in _SYLLABLES else "en"

        def another(found: re.Match[str]) -> str:
            word = found[0]
            if len(word) < _SHORTEST or self._draw.random() * SHARE >= 1:
                return word
            taken = self._new(of) if self._is_due(of) else self._draw.choice(self._taken[of])
            self._taken[of].append(taken)
            self._distinct.add(taken)
            return taken

        return _WORD.sub(another, text)

    def _is_due(self, language: str) -> bool:
        return not self._taken[language] or len(self._distinct) < self._law.distinct(self._words)

    def _new(self, language: str) -> str:
        syllables = _SYLLABLES[language]
        while True:
            word = "".join(self._draw.choices(syllables, k=self._draw.randint(3, 5)))
            if word not in self._known:
                self._known.add(word)
                return word


def keep(documents: Iterable[PutVersion], path: Path) -> Counter[tuple[str, str]]:
    """Write documents to a file, a line each; gives how many passages have each language and word."""
    counted: Counter[tuple[str, str]] = Counter()
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as lines:
        for document in documents:
            rows = [list(asdict(each).values()) for each in document.entries]
            lines.write(json.dumps([document.version_id, rows], ensure_ascii=False) + "\n")
            for each in document.entries:
                counted.update((each.language, word) for word in set(words_of(each.text)))
    draft.rename(path)
    return counted


def kept(path: Path) -> Iterator[PutVersion]:
    """Read the documents of a file again, one after the other."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            version, rows = json.loads(line)
            yield PutVersion(version, tuple(Entry(*row) for row in rows))
