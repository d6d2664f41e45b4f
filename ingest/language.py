"""Which language a document and each of its passages is in: a vote of the whole, then each with that as prior.

langdetect (Shuyo's n-gram profiles) behind private factories, so that it is seeded, thread-safe and quick; plain
function words decide where they are clear, for they cost a hundredth.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from ingest.language_codes import ENGLISH, SEVERAL, SPANISH, UNKNOWN

VOTING = ("en", "es", "pt", "ca", "fr", "it", "de")
"""The languages that are known here."""

_OURS = (ENGLISH, SPANISH)
_SHORTEST_VOTE = 20
"""letters; shorter passages do not vote and inherit"""
_OVERRULING = 60
"""letters from which a passage may differ from its document"""
_SURE = 0.9
_SHARE_OF_SEVERAL = 0.2
"""A document is in several languages when both have this share of its running text. Spanish manuals keep up to a
sixth untranslated and are Spanish all the same; a report with a summary in each language has a third or more."""
_NEARLY_ALL = 0.9
_ENOUGH_RUNNING_TEXT = 0.3
_COMMON = 2e-5
"""Share of all groups of three letters: the profiles have few that are rarer."""
_SAMPLE = 120
"""passages that langdetect is asked about for the vote: more do not change the answer of a long document"""

_TRIALS = 3
"""Draws from a text's groups of letters. langdetect makes seven: they differ for three passages in a thousand,
rows of code and names all of them, and take half as long again."""

_ENGLISH_WORDS = """
the of and to in is that for with are by be this from which has have will was not or on as an at it its their
these been between should can such other more than into through also may we they must
"""
_SPANISH_WORDS = """
de la que el en y los se del las por un para con una su al lo como más sus este entre también esta ha son desde
sobre es no o está nos cuando todo ser sin fue han hay donde quien mediante así dicha
"""
_FUNCTION_WORDS = {
    ENGLISH: frozenset(_ENGLISH_WORDS.split()),
    SPANISH: frozenset(_SPANISH_WORDS.split()),
}
_SPANISH_ONLY = frozenset(("y", "los", "las", "el", "del", "con", "por"))
_KIN_WORDS = "os as do da das em não com i els amb et les des il gli di della"
_KIN_ONLY = frozenset(_KIN_WORDS.split())
"""of Portuguese, Catalan, French and Italian, which share most other function words with Spanish"""
_WORDS = re.compile(r"[^\W\d_]+")


def detect_languages(texts: Sequence[str]) -> tuple[str, list[str]]:
    """Give the language of a document and of each of its passages.

    One of `en es pt ca fr it de` or `und`; a document in which English and Spanish both have a share is `mul`.
    """
    shares = _vote(texts)
    document = _document_language(shares)
    likely = max(shares, key=lambda language: shares[language], default=UNKNOWN)
    return document, [_passage_language(text, shares, likely) for text in texts]


@cache
def common_trigrams(language: str) -> frozenset[str]:
    """Give the groups of three letters, or two at an edge of a word, that are common in a language."""
    profile = json.loads(_profile(language))
    least = _COMMON * profile["n_words"][2]
    return frozenset(group for group, count in profile["freq"].items() if len(group) == 3 and count > least)  # noqa: PLR2004


def _vote(texts: Sequence[str]) -> dict[str, float]:
    """Give each language's share of the letters, 0 to 1.

    Running text votes, when there is enough of it: code and lists of names look English in any manual.
    """
    voters = [text for text in texts if _letters(text) >= _SHORTEST_VOTE] or [" ".join(texts)]
    clear = _count((text, _by_function_words(text)) for text in voters)
    running = sum(clear.values())
    if running < _ENOUGH_RUNNING_TEXT * sum(map(_letters, voters)):
        sample = voters[:: max(1, len(voters) // _SAMPLE)]
        clear = _count((text, _by_function_words(text) or _likely_voter(text)) for text in sample)
        running = sum(clear.values())
    return {language: letters / running for language, letters in clear.items()}


def _likely_voter(text: str) -> str:
    """Ask langdetect; a few words look like any language, and count for ours or for none."""
    language, probability = _most_likely(text, VOTING)
    if _letters(text) >= _OVERRULING or (language in _OURS and probability >= _SURE):
        return language
    language, probability = _most_likely(text, _OURS)
    return language if probability >= _SURE else UNKNOWN


def _count(votes: Iterable[tuple[str, str | None]]) -> Counter[str]:
    """Sum up the letters that speak for each language."""
    counted: Counter[str] = Counter()
    for text, language in votes:
        if language and language != UNKNOWN:
            counted[language] += _letters(text)
    return counted


def _document_language(shares: dict[str, float]) -> str:
    if all(shares.get(language, 0) >= _SHARE_OF_SEVERAL for language in _OURS):
        return SEVERAL
    return max(shares, key=lambda language: shares[language], default=UNKNOWN)


def _passage_language(text: str, shares: dict[str, float], likely: str) -> str:
    letters = _letters(text)
    is_nearly_all = shares.get(likely, 0) >= _NEARLY_ALL
    if letters == 0 or (letters < _SHORTEST_VOTE and is_nearly_all):
        return likely
    clear = _by_function_words(text)
    if clear:
        return clear
    if letters < _OVERRULING and (is_nearly_all or likely not in _OURS):
        return likely
    if letters >= _OVERRULING:
        language, probability = _most_likely(text, VOTING)
        if language == likely or (probability >= _SURE and language in (*_OURS, likely)):
            return language
        if likely not in _OURS:
            return likely
    return _most_likely(text, _OURS, prior=shares)[0]


def _by_function_words(text: str) -> str | None:
    """Tell English from Spanish where function words leave no doubt."""
    words = _WORDS.findall(text.lower())
    english = sum(word in _FUNCTION_WORDS[ENGLISH] for word in words)
    spanish = sum(word in _FUNCTION_WORDS[SPANISH] for word in words)
    # A fifth of running text are function words; Portuguese and French share few of these.
    if max(english, spanish) < max(4, len(words) * 0.15):
        return None
    if english > 6 * spanish:
        return ENGLISH
    if spanish > 6 * english and _is_spanish_rather_than_kin(words):
        return SPANISH
    return None


def _is_spanish_rather_than_kin(words: Sequence[str]) -> bool:
    own = sum(word in _SPANISH_ONLY for word in words)
    kin = sum(word in _KIN_ONLY for word in words)
    return own > 3 * kin


def _most_likely(
    text: str, languages: tuple[str, ...], prior: dict[str, float] | None = None
) -> tuple[str, float]:
    detector = _factory(languages).create()
    detector.n_trial = _TRIALS
    if prior:
        detector.set_prior_map({language: max(prior.get(language, 0), 0.01) for language in languages})
    detector.append(_lower_capitals(text))
    try:
        best = max(detector.get_probabilities(), key=lambda each: each.prob)
    except (LangDetectException, ValueError):
        return UNKNOWN, 0.0
    return str(best.lang), float(best.prob)


def _lower_capitals(text: str) -> str:
    # langdetect takes words in capitals for acronyms and leaves them out: "RESUMEN EJECUTIVO" has nothing left.
    upper = sum(map(str.isupper, text))
    return text.lower() if upper > _letters(text) / 2 else text


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _factory(languages: tuple[str, ...]) -> DetectorFactory:
    """Make a factory that knows just these languages and always gives the same answer."""
    factory = DetectorFactory()
    factory.load_json_profile([_profile(language) for language in languages])
    factory.set_seed(0)
    return factory


def _profile(language: str) -> str:
    return (Path(langdetect.__file__).parent / "profiles" / language).read_text("utf-8")
