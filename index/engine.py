"""The seam: what a search engine is given and gives back, whatever it is built on.

Rule: an engine matches, ranks and counts. It knows passage ids, never the text a reader sees; and all it
holds can be made again from the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.tree import Fuzzy, Node, Term, Wildcard


class Sort(StrEnum):
    """Best first; newest document first; or document by document in reading order."""

    RELEVANCE = "relevance"
    DATE = "date"
    PLACE = "place"


FACETS = ("document", "language", "year", "kind")
"""The fields whose values are counted and can be filtered by."""

KIND_WEIGHTS = {"heading": 0.15, "caption": 0.8, "table": 0.5}
"""What the score of a passage of this kind is multiplied by; others count whole. A heading that has all the words
stands under itself and is short: unweighted, it would come before every paragraph below it. A table row is as
short, and comes after the paragraph of usual length that says the same in a sentence.
"""

UNMEASURED_KIND = "table"
"""Passages of this kind do not count for the mean length: a thousand rows of four words would make every paragraph
a long one, and its words weigh little.
"""

CONTENTS_WEIGHT = 0.05
"""`Entry.weight` of a table of contents: it names what a reader looks for, and is never what she looks for."""

COMPLETED_WEIGHT = 0.3
"""What the score of a passage is multiplied by when some of the words it should have stand in its title or section
alone: short of great differences, it comes after those that have them all in the text.
"""

NEAR_BONUSES = ((4, 0.1), (0, 0.15))
"""With at most so many other words between two that were typed side by side, a text scores more, by this share of
what so rare a pair is worth; with none between them, by both (`benchmarks/retrieval.py`).
"""

MEANING_WEIGHT = 4.0
"""What a cosine of 1 is worth, times the logarithm of how many passages there are: so the scores of words grow."""

MEANT_WORDS, MEANT_POWER = 25, 0.2
"""What fewer words mean counts less, by this power of their share: a heading is near to all that it is about."""

MOST_MEANT, LEAST_MEANT = 50, 0.3
"""So many passages may answer by their meaning alone, the nearest; none whose cosine is less."""

LEAST_MEANT_ALONE = 0.4
"""The same where no passage has any of the words. Of 50 searches for nonsense, or for matters that no paper of the
field speaks of, none was as near to any passage (.37 at most). Of some 90 in words that mean something and stand
nowhere, six were, four of these rightly: below it as much was wrong as right.
"""

SAID_WEIGHT, LEAST_SAID = 1.0, 3
"""What a passage gains in which all words stand side by side as they were typed, those that only link too: for
each but the first, so many times what so rare a phrase is worth, whatever its kind. NEAR_BONUSES see to pairs.
"""

CARRIED_WEIGHT = 0.9
"""What the score of a word in another language counts: as good a hit in the reader's own words comes first."""

ELSEWHERE_WEIGHT = 0.75
"""What a passage with all the words counts that is not in the language that was typed: as good a one in the
reader's own comes first. Of those that lack some, the other language has what the reader looks for as often."""

TRANSLATED_WEIGHT = 0.75
"""What a passage counts of the score of another, in the language that was typed and with all the words as they
were typed, which it is aligned with: it says them all, whatever the lexicon knows of it."""

MOST_TRANSLATED = 10
"""Of the best of those, so many are looked up: a page of them."""

MOST_OF_PATTERN = 500
"""Of the words that `in*` or `*ion` stands for so many are looked for, the most frequent: each is to be read."""

FEW = 20
"""Where fewer passages have all the words, those that lack some follow: a page of them is enough."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of one passage. `year` is that of its document, `ordinal` its place in the version.

    `weight`: what its score is multiplied by, beside the weight of its kind. `header`: the header row that a table
    row stands under; its words complete the row's own, and never find it alone.
    """

    passage_id: str
    document_id: str
    language: str
    kind: str
    year: int | None
    page_number: int
    ordinal: int
    title: str
    section: str
    text: str
    weight: float = 1.0
    header: str = ""


@dataclass(frozen=True, slots=True)
class PutVersion:
    """Index these passages as all there is of a version, whatever was there before."""

    version_id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DropVersion:
    """Forget a version; nothing happens when it is not there."""

    version_id: str


Change = PutVersion | DropVersion


@dataclass(frozen=True, slots=True)
class Search:
    """One question to an engine. `filters` maps a facet to the values allowed; none means all.

    `further` is what else may answer, after what answers the query itself, where that is fewer than FEW and the
    best come first. `said` are the words as they were typed: a text in which they stand so, side by side, is
    better. `meant` is what the query means: it has a part in what is best, and may answer, too. `language` is the
    one in which was typed, where that is known. `is_counted`: whether facets are wanted. `aligned` tells what says
    the same in the other language: what says so of the best by their words answers, too, whatever the filters.
    """

    query: Node
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    further: Node | None = None
    meant: Meant | None = None
    said: tuple[Term | Wildcard, ...] = ()
    language: str = ""
    is_counted: bool = True
    aligned: Aligned | None = None


class Match(NamedTuple):
    """A passage that answers, as its version has it; scores compare within one search only.

    `is_aligned`: it has not all the words, and says the same as one that has them.
    """

    passage_id: str
    version_id: str
    score: float
    document_id: str
    is_aligned: bool = False


class FacetCount(NamedTuple):
    """How many matches carry this value."""

    value: str
    count: int  # type: ignore[assignment]  # nobody counts values in it by that name


@dataclass(frozen=True, slots=True)
class Capped:
    """A pattern that stands for too many words: those that were looked for in texts, and how many there are."""

    node: Wildcard | Fuzzy
    words: frozenset[str]
    among: int


@dataclass(frozen=True, slots=True)
class Results:
    """The exact number of matches, one page of them, and the counts; `whole` of them answer the query itself.

    Among these are those that are aligned with one of the best that do.

    `absent`: where none does, the words of the query that no passage has, whatever the filters, nor its headings.
    `capped`: the patterns of which not all words were looked for.
    `facets` are empty where they were not wanted.
    A facet's own filter does not narrow its own counts, so that a reader sees what the others would give.
    """

    total: int
    matches: tuple[Match, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    whole: int
    absent: tuple[Node, ...] = ()
    capped: tuple[Capped, ...] = ()


class Meant(Protocol):
    """What a query means; `index.meaning` has it."""

    def likeness(
        self, versions: Sequence[str], of_version: NDArray[np.integer], ordinals: NDArray[np.integer]
    ) -> NDArray[np.float64]:
        """Give the cosine of each of many passages with it, 0 where that is not known.

        Each is of the version at `of_version` in `versions` (-1: of none) and has its place there in `ordinals`.
        """


class Aligned(Protocol):
    """What says the same as a passage in the other language, where that is known; the archive has it."""

    def ordinals(self, wanted: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], Sequence[tuple[str, int]]]:
        """Give the version and the ordinal of what says the same as each of some passages.

        Passages are named by their version's id and their own.
        """


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word as some text has it, and how many passages in each language have it."""

    word: str
    passages: Mapping[str, int]


class SearchEngine(Protocol):
    """The five methods every engine has; `tests/index/engine_contract.py` says what they must do."""

    def apply(self, changes: Iterable[Change]) -> None:
        """Make the changes, all or none, and let every later search see them."""

    def search(self, search: Search) -> Results:
        """Find, rank, count."""

    def clear(self) -> None:
        """Forget everything."""

    def count(self) -> int:
        """Give the number of passages held."""

    def words_like(self, word: str, changes: int) -> tuple[KnownWord, ...]:
        """Give the words of the texts that become this one in so many changes of a letter, accents aside."""
