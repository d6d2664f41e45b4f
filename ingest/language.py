"""Which language a document and each of its passages is in: a vote of the whole, then each with that as prior.

Plain function words decide where they are clear, for they cost a hundredth of asking of which groups of letters a
text is made (`likely_language.py`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.language_codes import ENGLISH, SEVERAL, SPANISH, UNKNOWN
from ingest.likely_language import likeliest, profile_of

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
"""passages that are asked for their letters in the vote: more do not change the answer of a long document"""

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
    told = {text: _told(text) for text in texts}
    shares = _vote([told[text] for text in texts])
    document = _document_language(shares)
    likely = max(shares, key=lambda language: shares[language], default=UNKNOWN)
    languages = {text: _passage_language(each, shares, likely) for text, each in told.items()}
    return document, [languages[text] for text in texts]


def language_of(texts: Sequence[str]) -> str:
    """Give the language that texts are in together, as that of a document."""
    return _document_language(_vote(list(map(_told, texts)))) if texts else UNKNOWN


def language_of_lines(lines: Sequence[str]) -> str:
    """Give the language that the lines of a page are in together, as that of a document.

    Every line is asked: where OCR misread its accents, its function words may not tell, and those of the other
    language would speak for the page.
    """
    told = _voters(list(map(_told, lines)))
    return _document_language(_shares(_count((each, each.clear or _likely_voter(each)) for each in told)))


@cache
def common_trigrams(language: str) -> frozenset[str]:
    """Give the groups of three letters, or two at an edge of a word, that are common in a language."""
    profile = json.loads(profile_of(language))
    least = _COMMON * profile["n_words"][2]
    return frozenset(group for group, count in profile["freq"].items() if len(group) == 3 and count > least)  # noqa: PLR2004 - trigrams


@dataclass(frozen=True, slots=True)
class _Told:
    """A text, how many letters it has, and its language where its function words leave no doubt."""

    text: str
    letters: int
    clear: str | None


def _told(text: str) -> _Told:
    return _Told(text, _letters(text), _by_function_words(text))


def _vote(texts: Sequence[_Told]) -> dict[str, float]:
    """Give each language's share of the letters, 0 to 1.

    Running text votes, when there is enough of it: code and lists of names look English in any manual.
    """
    voters = _voters(texts)
    clear = _count((each, each.clear) for each in voters)
    if sum(clear.values()) < _ENOUGH_RUNNING_TEXT * sum(each.letters for each in voters):
        sample = voters[:: max(1, len(voters) // _SAMPLE)]
        clear = _count((each, each.clear or _likely_voter(each)) for each in sample)
    return _shares(clear)


def _voters(texts: Sequence[_Told]) -> list[_Told]:
    voters = [each for each in texts if each.letters >= _SHORTEST_VOTE]
    return voters or [_told(" ".join(each.text for each in texts))]


def _shares(letters: Counter[str]) -> dict[str, float]:
    in_all = letters.total()
    return {language: count / in_all for language, count in letters.items()}


def _likely_voter(told: _Told) -> str:
    """Ask of which letters a text is made; a few words look like any language, and count for ours or for none."""
    language, probability = likeliest(told.text, VOTING)
    if told.letters >= _OVERRULING or (language in _OURS and probability >= _SURE):
        return language
    language, probability = likeliest(told.text, _OURS)
    return language if probability >= _SURE else UNKNOWN


def _count(votes: Iterable[tuple[_Told, str | None]]) -> Counter[str]:
    """Sum up the letters that speak for each language."""
    counted: Counter[str] = Counter()
    for each, language in votes:
        if language and language != UNKNOWN:
            counted[language] += each.letters
    return counted


def _document_language(shares: dict[str, float]) -> str:
    if all(shares.get(language, 0) >= _SHARE_OF_SEVERAL for language in _OURS):
        return SEVERAL
    return max(shares, key=lambda language: shares[language], default=UNKNOWN)


def _passage_language(told: _Told, shares: dict[str, float], likely: str) -> str:
    letters = told.letters
    is_nearly_all = shares.get(likely, 0) >= _NEARLY_ALL
    if letters == 0 or (letters < _SHORTEST_VOTE and is_nearly_all):
        return likely
    if told.clear:
        return told.clear
    if letters < _OVERRULING and (is_nearly_all or likely not in _OURS):
        return likely
    if letters >= _OVERRULING:
        language, probability = likeliest(told.text, VOTING, roughly=(likely,))
        if language == likely or (probability >= _SURE and language in (*_OURS, likely)):
            return language
        if likely not in _OURS:
            return likely
    return likeliest(told.text, _OURS, shares, roughly=_OURS)[0]


def _by_function_words(text: str) -> str | None:
    """Tell English from Spanish where function words leave no doubt."""
    words = _WORDS.findall(text.lower())
    english = sum(map(_FUNCTION_WORDS[ENGLISH].__contains__, words))
    spanish = sum(map(_FUNCTION_WORDS[SPANISH].__contains__, words))
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


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
