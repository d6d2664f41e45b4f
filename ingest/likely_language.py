"""The likeliest language of a text, as langdetect tells it: naive Bayes over groups of a few letters (Shuyo).

Rule: langdetect is let in here alone, behind private factories, so that it is seeded and thread-safe. What it
counts and draws is counted and drawn here, a word and a row of figures at once: the same answers, sooner.
"""

from __future__ import annotations

import random
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, repeat
from pathlib import Path

import langdetect
from langdetect.detector import Detector
from langdetect.detector_factory import DetectorFactory
from langdetect.utils.ngram import NGram

from ingest.language_codes import UNKNOWN

_TRIALS = 3
"""Draws from a text's groups of letters. langdetect makes seven: they differ for three passages in a thousand,
rows of code and names all of them, and take half as long again."""

_DRAWN_AT_ONCE = 5
"""Groups of letters between two looks at what is likely, as langdetect does: its answers hang on it."""

_LEAST_PRIOR = 0.01
_LONGEST_GROUP = 3
_KNOWN_WORDS = 20_000
"""of which the groups are kept; a document has a few thousand"""

_LONGEST_KNOWN = 40
"""Letters; what is longer is no word that comes again, and its groups take sixteen bytes a letter."""

_BEYOND_LATIN = "\u0300"
"""From here on langdetect may leave out what is Latin in a text of another script."""

_SPACES = re.compile(" +")

Row = Sequence[float]
"""How likely a group of letters is in each language."""


def likeliest(
    text: str,
    languages: tuple[str, ...],
    prior: Mapping[str, float] | None = None,
    roughly: Container[str] = (),
) -> tuple[str, float]:
    """Give which of the languages a text is in, and how likely, 0 to 1; `prior` are their shares around it.

    Of those in `roughly` it need not be known how likely they are: trials end when one is the likeliest for sure.
    """
    model = _model(languages)
    probabilities = model.probabilities(_lower_capitals(text), prior, roughly)
    if not probabilities:
        return UNKNOWN, 0.0
    best = max(probabilities)
    return model.languages[probabilities.index(best)], best


def profile_of(language: str) -> str:
    """Give langdetect's profile of a language: JSON with how often each group of letters stands in it."""
    return (Path(langdetect.__file__).parent / "profiles" / language).read_text("utf-8")


def _lower_capitals(text: str) -> str:
    # langdetect takes words in capitals for acronyms and leaves them out: "RESUMEN EJECUTIVO" has nothing left.
    upper = sum(map(str.isupper, text))
    return text.lower() if upper > sum(map(str.isalpha, text)) / 2 else text


class _Model:
    """What langdetect knows of some languages."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._factory = DetectorFactory()
        self._factory.load_json_profile([profile_of(language) for language in languages])
        self.languages: Sequence[str] = self._factory.langlist
        self._longest = self._factory.create().max_text_length
        self._rows_of = lru_cache(_KNOWN_WORDS)(self._rows)

    def probabilities(self, text: str, prior: Mapping[str, float] | None, roughly: Container[str]) -> list[float]:
        """Give how likely each language is; nothing where the text has no letters that it knows."""
        *words, last = self._cleaned(text).translate(_PLAIN).split(" ")
        kept, plain = self._rows_of, self._rows
        rows = [row for word in words for row in (kept if len(word) <= _LONGEST_KNOWN else plain)(f"{word} ")]
        rows += plain(last)
        if not rows:
            return []
        drawing = random.Random(0)  # noqa: S311 - always the same draws
        begun = self._begun(prior)
        alpha, width = Detector.ALPHA_DEFAULT, Detector.ALPHA_WIDTH
        trials: list[list[float]] = []
        while len(trials) < _TRIALS and not (trials and self._last(trials) in roughly and _is_settled(trials)):
            trials.append(_drawn(rows, begun, alpha + drawing.gauss(0.0, 1.0) * width, drawing))
        return [sum(each / len(trials) for each in found) for found in zip(*trials, strict=True)]

    def _last(self, trials: Sequence[Sequence[float]]) -> str:
        """Give the language that the last trial tells."""
        return self.languages[trials[-1].index(max(trials[-1]))]

    def _begun(self, prior: Mapping[str, float] | None) -> list[float]:
        shares = [max(prior.get(each, 0), _LEAST_PRIOR) if prior else 1.0 for each in self.languages]
        return [share / sum(shares) for share in shares]

    def _cleaned(self, text: str) -> str:
        text = Detector.URL_RE.sub(" ", text) if "://" in text else text
        text = NGram.normalize_vi(Detector.MAIL_RE.sub(" ", text) if "@" in text else text)
        text = _SPACES.sub(" ", text[: self._longest])
        if text and max(text) >= _BEYOND_LATIN:
            detector = self._factory.create()
            detector.text = text
            detector.cleaning_text()
            return str(detector.text)
        return str(text)

    def _rows(self, word: str) -> list[Row]:
        known = self._factory.word_lang_prob_map
        return [known[group] for group in _groups(word) if group in known]


def _groups(word: str) -> Iterator[str]:
    """Give the groups that end with each letter of a word, or with the space after it; within capitals none."""
    spaced = f" {word}"
    is_in_capitals = False
    for at, letter in enumerate(word, 1):
        is_in_capitals = letter.isupper() and (is_in_capitals or spaced[at - 1].isupper())
        if not is_in_capitals:
            yield from (
                group
                for length in range(1, min(at + 1, _LONGEST_GROUP) + 1)
                if (group := spaced[at + 1 - length : at + 1]) != " "
            )


class _Plain(dict[int, str]):
    """What langdetect takes each character for, by its code point, once it has been asked."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = str(NGram.normalize(chr(code)))
        return plain


_PLAIN = _Plain()


@cache
def _model(languages: tuple[str, ...]) -> _Model:
    return _Model(languages)


def _drawn(rows: Sequence[Row], begun: Sequence[float], alpha: float, drawing: random.Random) -> list[float]:
    """Give how likely each language is by groups that are drawn until one is nearly sure."""
    weight = alpha / Detector.BASE_FREQ
    numbers = map(drawing.getrandbits, repeat(len(rows).bit_length()))
    drawn = map(rows.__getitem__, filter(len(rows).__gt__, numbers))
    likely = _in_all_one([share * (weight + its) for share, its in zip(begun, next(drawn), strict=True)])
    for _ in range(Detector.ITERATION_LIMIT // _DRAWN_AT_ONCE):
        if max(likely) > Detector.CONV_THRESHOLD:
            break
        likely = _in_all_one(
            [
                each * (weight + a) * (weight + b) * (weight + c) * (weight + d) * (weight + e)
                for each, a, b, c, d, e in zip(likely, *islice(drawn, _DRAWN_AT_ONCE), strict=True)
            ]
        )
    return likely


def _in_all_one(likely: list[float]) -> list[float]:
    in_all = sum(likely)
    return [each / in_all for each in likely]


def _is_settled(trials: Sequence[Sequence[float]]) -> bool:
    """Tell whether the likeliest language stays that whatever the trials tell that are not made."""
    second, first = sorted(map(sum, zip(*trials, strict=True)))[-2:]
    return first - second > _TRIALS - len(trials)
