"""Whether two versions in different languages say the same, passage by passage, before that is suggested.

What a translation keeps (`likeness_signs.py`) two manuals of one series, or two reports on one subject, may share.
"""

from __future__ import annotations

from dataclasses import replace

from archive import Archive, Suggestion
from index.crosslingual import find_embedder, known_words
from ingest.alignment import LEAST_SCORE, Text, resemblance

_LANGUAGES = ("en", "mul", "es")
"""In the order in which they are put side by side: the English side first."""

_SIDES = 2

_MOST_PASSAGES = 3_000
"""Of each: they take two seconds. Longer ones are suggested unlooked at, and refused when they are aligned."""


def confirmed(archive: Archive, suggestion: Suggestion) -> Suggestion | None:
    """Give a suggestion with how much of the text says the same; nothing where too little does, or one is gone."""
    versions = list(archive.catalogue.get_versions([suggestion.version_id, suggestion.other_id]).values())
    if len(versions) < _SIDES:
        return None
    if any(each.language not in _LANGUAGES or each.passage_count > _MOST_PASSAGES for each in versions):
        return suggestion
    sides = [
        [Text(each.text, each.language, each.kind) for each in archive.passages.of_version(version.id)]
        for version in sorted(versions, key=lambda each: _LANGUAGES.index(each.language))
    ]
    score, meant = resemblance(*sides, known=known_words(), embed=find_embedder())
    if score < LEAST_SCORE:
        return None
    told = {"aligned": round(score, 3)} | ({} if meant is None else {"meaning": round(meant, 3)})
    return replace(suggestion, evidence={**suggestion.evidence, **told})
