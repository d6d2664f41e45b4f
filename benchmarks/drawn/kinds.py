"""Kinds of what is typed, and the phrases and words of each, drawn by lot.

Rule: what is drawn stands on one page of all files, so that there is one right answer; it goes over no end of a
sentence, and two of its words say something, or nobody would type them.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from index.analysis.function_words import FUNCTION_WORDS

from .leaves import Leaf, Leaves, Run, Word, unaccented

WORDS = 5
_WORDS_WITH_PREFIX = 3
_TELLING = 2
_LEAST_LETTERS = 4
_LEAST_PREFIX = 5
_LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+")
_PROSE = re.compile(r"[(¿¡\"'“‘«]?\w[\w’'-]*[)\"'”’».,;:?!%]*")
_ALIKE = 0.8
_TRIES = 20_000
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed, and where it stands: on a page, or over several."""

    kind: str
    text: str
    path: Path
    pages: frozenset[int]


Kind = Callable[[Leaves, random.Random], Typed | None]
"""Draws once; nothing where what was drawn is not of the kind."""


def draw(leaves: Leaves, count: int, seed: int) -> list[Typed]:
    """Draw so many of each kind, or as many as are soon found."""
    found: list[Typed] = []
    for name, kind in KINDS.items():
        chance = random.Random(f"{seed} {name}")
        drawn: dict[str, Typed] = {}
        for _ in range(_TRIES):
            if len(drawn) == count:
                break
            typed = kind(leaves, chance)
            if typed and typed.text not in drawn:
                drawn[typed.text] = typed
        found += drawn.values()
    return found


def _plain(leaves: Leaves, chance: random.Random) -> Typed | None:
    leaf, words = _phrase(leaves, chance)
    return _typed("plain", " ".join(_texts(words)), leaf, words, leaves)


def _quoted(leaves: Leaves, chance: random.Random) -> Typed | None:
    leaf, words = _phrase(leaves, chance)
    return _typed("in quotation marks", f'"{" ".join(_texts(words))}"', leaf, words, leaves)


def _without_accents(leaves: Leaves, chance: random.Random) -> Typed | None:
    leaf, words = _phrase(leaves, chance)
    text = " ".join(_texts(words))
    return _typed("accents not typed", unaccented(text), leaf, words, leaves) if unaccented(text) != text else None


def _hyphenated(leaves: Leaves, chance: random.Random) -> Typed | None:
    leaf = _some_leaf(leaves, chance)
    places = [(run, at) for run in leaf.runs for at, word in enumerate(run) if word.lines > 1]
    if not places:
        return None
    run, at = chance.choice(places)
    start = max(0, min(at - chance.randrange(WORDS), len(run) - WORDS))
    words = run[start : start + WORDS]
    return _typed("hyphenated at a line end", " ".join(_texts(words)), leaf, words, leaves)


def _ligatures_typed(leaves: Leaves, chance: random.Random) -> Typed | None:
    """Draw what another program's clipboard gives: ligatures, and accents as signs of their own."""
    leaf, words = _phrase(leaves, chance)
    text = " ".join(_texts(words))
    typed = unicodedata.normalize("NFD", text)
    for letters, ligature in _LIGATURES.items():
        typed = typed.replace(letters, ligature)
    return _typed("ligatures, accents apart: typed", typed, leaf, words, leaves) if typed != text else None


def _ligatures_held(leaves: Leaves, chance: random.Random) -> Typed | None:
    """Draw what a file has so, typed as a keyboard does."""
    leaf = _some_leaf(leaves, chance)
    runs = [run for run in leaf.runs if any(_is_apart(word) for word in run)]
    if not runs:
        return None
    words = _window(chance.choice(runs), WORDS, chance)
    text = unicodedata.normalize("NFC", " ".join(_texts(words)))
    name = "ligatures, accents apart: in the file"
    return _typed(name, text, leaf, words, leaves) if any(map(_is_apart, words)) else None


def _other_number(leaves: Leaves, chance: random.Random) -> Typed | None:
    leaf, words = _phrase(leaves, chance)
    said = list(_texts(words))
    typed = [_in_other_number(each, leaves.counts) for each in said]
    return _typed("other number", " ".join(typed), leaf, words, leaves) if typed != said else None


def _over_page_break(leaves: Leaves, chance: random.Random) -> Typed | None:
    """Draw where the text goes on: after a full line without a stop, with a small letter, as wide as before."""
    file = chance.choice(leaves.files)
    breaks = list(pairwise(file))
    if not breaks:
        return None
    one, other = chance.choice(breaks)
    above, below = _outermost(one, file, last=True), _outermost(other, file, last=False)
    if above is None or below is None:
        return None
    ending, going_on = one.runs[above], other.runs[below]
    narrower, wider = sorted((one.shapes[above].width_points, other.shapes[below].width_points))
    is_alike = narrower >= _ALIKE * wider
    if (
        not is_alike
        or ending[-1].is_last
        or not one.shapes[above].is_last_full
        or not going_on[0].raw[0].islower()
    ):
        return None
    before = chance.randint(1, WORDS - 1)
    words = (*ending[-before:], *going_on[: WORDS - before])
    text = " ".join(_texts(words))
    if not all(map(_is_of_prose, words)) or not can_be_asked(list(_texts(words))) or leaves.standing(text):
        return None
    return Typed("across a page break", text, one.path, frozenset({one.number, other.number}))


def _prefix(leaves: Leaves, chance: random.Random) -> Typed | None:
    leaf, words = _phrase(leaves, chance, 1)
    cut = _cut(words[0].text, chance) if words and words[0].is_sure else None
    if cut is None or leaves.beginning(cut) != [leaf]:
        return None
    return Typed("prefix", f"{cut}*", leaf.path, frozenset({leaf.number}))


def _prefix_among_words(leaves: Leaves, chance: random.Random) -> Typed | None:
    leaf, words = _phrase(leaves, chance, _WORDS_WITH_PREFIX)
    texts = list(_texts(words))
    longest = max(texts, key=len, default="")
    cut = _cut(longest, chance)
    if cut is None:
        return None
    typed = " ".join(f"{cut}*" if each == longest else each for each in texts)
    return _typed("prefix among words", typed, leaf, words, leaves)


KINDS: Mapping[str, Kind] = {
    "plain": _plain,
    "in quotation marks": _quoted,
    "accents not typed": _without_accents,
    "hyphenated at a line end": _hyphenated,
    "ligatures, accents apart: typed": _ligatures_typed,
    "ligatures, accents apart: in the file": _ligatures_held,
    "other number": _other_number,
    "across a page break": _over_page_break,
    "prefix": _prefix,
    "prefix among words": _prefix_among_words,
}


def _phrase(leaves: Leaves, chance: random.Random, count: int = WORDS) -> tuple[Leaf, Run]:
    leaf = _some_leaf(leaves, chance)
    runs = [run for run in leaf.runs if len(run) >= count]
    words = _window(chance.choice(runs), count, chance) if runs else ()
    return leaf, words if all(word.lines == 1 for word in words) else ()


def _some_leaf(leaves: Leaves, chance: random.Random) -> Leaf:
    """Draw a file, then a page, so that long manuals are not most of it."""
    return chance.choice(chance.choice(leaves.files))


def _window(run: Run, count: int, chance: random.Random) -> Run:
    start = chance.randint(0, max(0, len(run) - count))
    return run[start : start + count]


def _typed(kind: str, text: str, leaf: Leaf, words: Run, leaves: Leaves) -> Typed | None:
    is_sound = all(word.is_sure for word in words) and not any(word.is_last for word in words[:-1])
    if not is_sound or not can_be_asked(list(_texts(words))) or len(leaves.standing(" ".join(_texts(words)))) != 1:
        return None
    return Typed(kind, text, leaf.path, frozenset({leaf.number}))


def can_be_asked(texts: Sequence[str]) -> bool:
    """Tell whether somebody might type these words to find where they stand."""
    return sum(map(is_telling, texts)) >= _TELLING and all(any(map(str.isalpha, each)) for each in texts)


def is_telling(word: str) -> bool:
    """Tell whether a word says what a text is about."""
    return (
        _LETTERS.fullmatch(word) is not None and len(word) >= _LEAST_LETTERS and word.lower() not in FUNCTION_WORDS
    )


def _texts(words: Sequence[Word]) -> Iterator[str]:
    return (word.text for word in words)


def _is_of_prose(word: Word) -> bool:
    """Tell whether a word is one as people write them: lines of programs and addresses end where they end."""
    return _PROSE.fullmatch(word.raw) is not None


def _is_apart(word: Word) -> bool:
    return any(unicodedata.combining(sign) or "\ufb00" <= sign <= "\ufb06" for sign in word.raw)


def _outermost(leaf: Leaf, file: Sequence[Leaf], *, last: bool) -> int | None:
    """Give the last or the first block of a page that is neither running head nor folio; none of single lines."""
    order = reversed(range(len(leaf.runs))) if last else range(len(leaf.runs))
    for at in order:
        if leaf.shapes[at].lines > 1:
            return at
        masked = _masked(leaf.runs[at])
        if masked != "#" and not any(masked in map(_masked, each.runs) for each in file if each is not leaf):
            return None
    return None


def _masked(run: Run) -> str:
    return re.sub(r"\d+", "#", " ".join(_texts(run)))


def _cut(word: str, chance: random.Random) -> str | None:
    if not is_telling(word) or len(word) <= _LEAST_PREFIX:
        return None
    return word[: chance.randint(_LEAST_PREFIX, len(word) - 1)]


def _in_other_number(word: str, written: Counter[str]) -> str:
    """Give the plural of a singular or the reverse, where both are written somewhere; else the word."""
    if not is_telling(word) or not word.islower():
        return word
    others = [*_plurals(word), *(short for short in _singulars(word) if word in _plurals(short))]
    return max(others, key=lambda each: written[each], default=word) if any(map(written.get, others)) else word


def _singulars(word: str) -> Iterator[str]:
    """Give what a plural may be the plural of."""
    if word.endswith("iones"):
        yield word[:-4] + "ón"
    if word.endswith("ces"):
        yield word[:-3] + "z"
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def _plurals(word: str) -> list[str]:
    if word.endswith("ión"):
        return [word[:-2] + "ones"]
    if word.endswith("z"):
        return [word[:-1] + "ces"]
    if word.endswith("y"):
        return [word[:-1] + "ies", word + "s"]
    if word.endswith(("s", "x", "ch", "sh", "l", "r", "d", "n")):
        return [word + "es", word + "s"]
    return [word + "s"]
