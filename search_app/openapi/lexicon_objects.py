"""What the lexicon says, described."""

from __future__ import annotations

from search_app.limits import LEXICON_LANGUAGES
from search_app.openapi.objects import DOCUMENT, PASSAGE, SCORE, TOTAL, VERSION
from search_app.openapi.shapes import Schema, choice, flag, link, listing, or_null, record, ref, text

_LANGUAGE = choice(LEXICON_LANGUAGES)


def lexicon_objects() -> dict[str, Schema]:
    """Describe what is said of a word."""
    made_of = {
        "entries": TOTAL,
        "passages": TOTAL,
        "sentences": TOTAL,
        "documents": TOTAL,
        "made_at": text(format="date-time"),
    }
    return {
        "Lexicon": record(
            "What stands for a word or a term in the other language.",
            {
                "word": text("As it was asked for."),
                "translations": listing(ref("Translation"), "Best first; the English word's before the Spanish."),
                "near": listing(text(), "Words spelled nearly so, where nothing is known."),
                "made_of": or_null(
                    record("What the lexicon was learned from; null for the glossary alone.", made_of)
                ),
            },
        ),
        "Translation": _translation(),
    }


def _translation() -> Schema:
    side = record(
        "One of two passages that say the same.",
        {
            "passage": PASSAGE,
            "url": link("The permalink."),
            "document": DOCUMENT,
            "version": VERSION,
            "text": text(),
        },
    )
    word = {"text": text("As it is mostly written."), "language": _LANGUAGE}
    return record(
        "Two words or terms that stand for each other. The score is about how likely that is right.",
        {
            "from": record("What was asked for.", {**word, "seen": TOTAL}),
            "to": record("What stands for it.", word),
            "score": SCORE,
            "together": TOTAL,
            "written_down": flag("Whether it is in the glossary."),
            "examples": listing(record("Passages in which both stand.", {"from": side, "to": side})),
        },
    )
