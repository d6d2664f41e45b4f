"""In which language a query was typed, by the words that only one language has; both where that cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis import LANGUAGES
from index.analysis.function_words import function_word_counts
from index.crosslingual.lexicon import Lexicon

_SURE = 0.6
"""Share of what speaks for a language, from which on the other is not thought of."""


def asked_languages(text: str, words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Give the languages that a query may be in, likelier first; `words` are those of it that are sought."""
    evidence = {language: float(count) for language, count in function_word_counts(text).items()}
    for word in words:
        entries = {language: lexicon.find(word, language) for language in LANGUAGES}
        seen = {language: entry.seen + 1 for language, entry in entries.items() if entry}
        for language, times in seen.items():
            evidence[language] += times / sum(seen.values())
    ranked = sorted(LANGUAGES, key=lambda language: -evidence[language])
    is_sure = 0 < evidence[ranked[0]] >= _SURE * sum(evidence.values())
    return tuple(ranked[:1] if is_sure else ranked)
