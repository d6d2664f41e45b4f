"""The likeliest language is what langdetect says, with its profiles, its seed and as many trials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from ingest.likely_language import _TRIALS, _model, likeliest, profile_of

LANGUAGES = ("en", "es", "pt", "ca", "fr", "it", "de")


def by_langdetect(text: str, prior: dict[str, float] | None = None) -> tuple[str, float]:
    factory = DetectorFactory()
    factory.load_json_profile([profile_of(language) for language in LANGUAGES])
    factory.set_seed(0)
    detector = factory.create()
    detector.n_trial = _TRIALS
    if prior:
        detector.set_prior_map({language: max(prior.get(language, 0), 0.01) for language in LANGUAGES})
    detector.append(text)
    try:
        best = max(detector.get_probabilities(), key=lambda each: each.prob)
    except LangDetectException:
        return "und", 0.0
    return best.lang, best.prob


@pytest.mark.parametrize(
    "text",
    [
        "The committee of the two regions will meet in the autumn.",
        "El comité  se reunirá en otoño, véase https://example.org/otoño y ana@example.org",
        "O comitê das duas regiões",
        "NATO and EU Members: ISO 9001 iPhone",
        "if (count > 0) { return value; } // нет",
        "Комитет двух регионов meets",
        "",
        "1984 %",
    ],
)
@pytest.mark.parametrize("prior", [None, {"en": 0.3, "es": 0.6}])
def test_it_is_as_langdetect_says(text: str, prior: dict[str, float] | None) -> None:
    assert likeliest(text, LANGUAGES, prior) == by_langdetect(text, prior)


@given(st.text(alphabet="aábc dAB.ñü'-1\n", max_size=60).filter(lambda text: not text.isupper()))
def test_whatever_the_text_it_is_as_langdetect_says(text: str) -> None:
    lowered = text.lower()  # what is mostly in capitals is lowered before it is asked
    assert likeliest(lowered, LANGUAGES) == by_langdetect(lowered)


def test_what_is_too_long_to_be_a_word_is_not_remembered() -> None:
    """A child reads many files, and a strange one may be made of such words."""
    languages = ("en", "es")
    likeliest("plain words", languages)
    before = _model(languages)._rows_of.cache_info().currsize
    assert likeliest(" ".join(letter * 900 for letter in "abcdefg"), languages) is not None
    assert _model(languages)._rows_of.cache_info().currsize == before
