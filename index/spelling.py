"""What was meant by a word that hardly stands in the archive: words of its texts that are a letter or two away.

Rule: a word is doubted only where it and its forms stand almost nowhere, and no lexicon knows it; or where it
stands far more often with a tilde. Which of several is meant is told by how many letters differ, n and ñ aside,
how often each stands in a language, and whether it stands together with the other words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from index.analysis import LANGUAGES, fold, stem
from index.crosslingual import Lexicon
from index.engine import KnownWord, Search, SearchEngine
from index.patterns import changes_between
from index.query import parse
from index.rewording import replaced, words_of
from index.tree import FIELDS, In, Node, Or, Phrase, Term, plain_terms

_MOST_CHANGES = 8
"""Between a word and one that the engine takes for like it; two, as a rule."""

_RARE = 2
"""A word in more passages than these is spelt as it should be: two writers do not slip alike."""

_FAR_MORE = 20
"""A word that stands somewhere is doubted where another, one letter away, stands so many times as often."""

_MOST_DOUBTED = 3
"""Each is compared with all the words of the archive, whether or not one is like it: at some 25 ms a word where
there are 30,000."""

MOST_WORDS_COUNTED = 100
"""Of all searches together that are tried, for each of their words costs: of a long one few are."""

_CANDIDATES = 3
"""Of a word; each is tried together with the other words."""

_TWO_CHANGES_FROM = 6
"""Letters of a word in which two may be wrong; of shorter words nearly everything is two changes away."""

_MOST_SPELT = 4
"""Each costs a search; more words than two are seldom written both with an accent and without."""

_CHANGE_COST, _FIRST_LETTER_COST = 2.5, 1.0
"""In logarithms of passages: a word that is two letters away must stand twelve times as often as one that is one
away. The first letter is seldom wrong."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A search with other words in it, the language of these, and how many passages have all its words."""

    text: str
    language: str
    total: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A word that may be meant; `is_needed` where the doubted one stands nowhere.

    `is_same` where nothing differs but the tilde of an ñ, which many keyboards lack.
    """

    word: str
    language: str
    score: float
    is_needed: bool
    is_same: bool

    @property
    def rank(self) -> tuple[bool, float]:
        return (not self.is_same, -self.score)


def spellings(
    engine: SearchEngine, text: str, count: Callable[[str], int], lexicon: Lexicon | None = None
) -> tuple[Spelling, ...]:
    """Give what may have been meant, likelier first: at most one search for each language.

    `count` says how many passages have all the words of a search.
    """
    tree = parse(text).tree
    plain = {term.word for term in plain_terms(tree)}
    candidates: dict[str, list[_Candidate]] = {}
    words = words_of(tree)
    compared = 0
    for word in words:
        is_quoted = word not in plain
        if _MOST_DOUBTED in {compared, len(candidates)} or _is_known(word, None if is_quoted else lexicon):
            continue
        passages = _passages(engine, word, is_quoted=is_quoted)
        compared += passages <= _RARE
        if found := _candidates(engine, word, passages, is_quoted=is_quoted):
            candidates[word] = found
    if not candidates:
        return ()
    combined = islice(product(*candidates.values()), max(1, MOST_WORDS_COUNTED // len(words)))
    tried = (_Tried(dict(zip(candidates, chosen, strict=True)), text, count) for chosen in combined)
    return _best_by_language(sorted((each for each in tried if each.is_offered), key=lambda each: each.rank))


def as_spelt(engine: SearchEngine, text: str, count: Callable[[str], int]) -> str:
    """Give a text with the accents that most passages have, for quotation marks find words as they are written.

    `count` says how many passages have all the words of a search.
    """
    spelt: dict[str, list[str]] = {}
    for word in words_of(parse(text).tree):
        times = {each.word: sum(each.passages.values()) for each in engine.words_like(word, 0)}
        often = sorted(times, key=lambda each: (-times[each], each != word))
        spelt[word] = [each for each in often if _FAR_MORE * times[each] >= times[often[0]]] or [word]
    chosen = islice(product(*spelt.values()), _MOST_SPELT)
    changes = ({old: new for old, new in zip(spelt, each, strict=True) if old != new} for each in chosen)
    return max((replaced(text, each) for each in changes), key=count)


class _Tried:
    """A search with one candidate for each doubted word."""

    def __init__(self, chosen: dict[str, _Candidate], text: str, count: Callable[[str], int]) -> None:
        made = replaced(text, {word: each.word for word, each in chosen.items()})
        languages = Counter(each.language for each in chosen.values())
        language = languages.most_common(1)[0][0]
        self.is_mixed = len(languages) > 1
        self.spelling = Spelling(made, language, count(made))
        self.is_offered = self.spelling.total > 0 or all(each.is_needed for each in chosen.values())
        same = sum(each.is_same for each in chosen.values())
        self.is_same = same == len(chosen)
        self.rank = (-same, not self.spelling.total, -sum(each.score for each in chosen.values()))


def _best_by_language(tried: list[_Tried]) -> tuple[Spelling, ...]:
    """Give the best of all; and of the other language what is as good and all in that language.

    What lacks nothing but its tilde stands alone: whoever typed “ano” did not mean “and”.
    """
    best: dict[str, Spelling] = {}
    for one in tried[:1] if tried and tried[0].is_same else tried:
        each = one.spelling
        is_as_good = each.total or not any(other.total for other in best.values())
        is_new = each.text not in {other.text for other in best.values()}
        if not best or (is_as_good and is_new and not one.is_mixed):
            best.setdefault(each.language, each)
    return tuple(best.values())


def _is_known(word: str, lexicon: Lexicon | None) -> bool:
    is_word = word.replace("-", "").isalpha()
    return not is_word or (lexicon is not None and any(lexicon.find(word, each) for each in LANGUAGES))


def _passages(engine: SearchEngine, word: str, *, is_quoted: bool) -> int:
    """Tell how many passages have a word in their text or above it."""
    own: Node = Phrase((word,)) if is_quoted else Term(word)
    anywhere = Or((own, *(In(field, own) for field in FIELDS)))
    return engine.search(Search(anywhere, limit=0, is_counted=False)).total


def _candidates(engine: SearchEngine, word: str, total: int, *, is_quoted: bool) -> list[_Candidate]:
    """Give the likeliest words of the archive for one that is doubted; none for one that is not.

    `total` is how many passages have it.
    """
    if total <= _RARE:
        alike = engine.words_like(word, 1 + (len(word) >= _TWO_CHANGES_FROM))
    else:
        # It may stand far more often with a tilde; and quoted, with other accents.
        tilded = (each for each in _with_tilde(word) if engine.search(Search(Term(each), limit=0)).total > total)
        others = [*tilded, *([word] if is_quoted else [])]
        alike = tuple(each for other in others for each in engine.words_like(other, 0))
    weighed = _weighed(word, alike, is_quoted=is_quoted, is_needed=not total)
    least = math.log(_FAR_MORE * total) - _CHANGE_COST if total else -math.inf
    return sorted((each for each in weighed if each.score >= least), key=lambda each: each.rank)[:_CANDIDATES]


def _with_tilde(word: str) -> Iterator[str]:
    """Give the words that one n of a word might make, were it an ñ."""
    return (word[:at] + "ñ" + word[at + 1 :] for at, letter in enumerate(word) if letter == "n")


def _weighed(word: str, alike: tuple[KnownWord, ...], *, is_quoted: bool, is_needed: bool) -> Iterator[_Candidate]:
    by_stem = Counter[tuple[str, str]]()
    for each in alike:
        for language in LANGUAGES:
            by_stem[language, stem(each.word, language)] += each.passages.get(language, 0)
    for each in alike:
        if each.word == word or (fold(each.word) == fold(word) and not is_quoted):
            continue
        is_other_first = _bare(each.word)[0] != _bare(word)[0]
        changes = changes_between(_bare(word), _bare(each.word), _MOST_CHANGES)
        cost = _CHANGE_COST * changes + _FIRST_LETTER_COST * is_other_first
        for language in LANGUAGES:
            if each.passages.get(language):
                passages = by_stem[language, stem(each.word, language)]
                # Of the forms of a word the one that stands most often, were it by a hair.
                own = each.passages[language] / (1000 * passages)
                is_same = _bare(each.word) == _bare(word)
                yield _Candidate(each.word, language, math.log(1 + passages) - cost + own, is_needed, is_same)


def _bare(word: str) -> str:
    return fold(word).replace("ñ", "n")
