"""What the lexicon says of a word, with passages that show it; web and command line share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive import Archive, Passage, Version
from index.crosslingual import About, Example, Lexicon, LexiconEntry, Translation
from search_app.links import Links

Object = dict[str, Any]
Held = dict[tuple[str, str], Passage]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a word was found to be, in each of the languages that were asked for, and words spelled nearly like it.

    `near` is looked for where nothing was found. `passages` and `versions` are those that the examples speak of.
    """

    word: str
    entries: tuple[LexiconEntry, ...]
    near: tuple[str, ...]
    passages: Held
    versions: dict[str, Version]

    def examples(self, translation: Translation) -> list[Example]:
        """Give those examples of which both passages still stand."""
        return [each for each in translation.examples if self._stands(each.english) and self._stands(each.spanish)]

    def _stands(self, side: tuple[str, str]) -> bool:
        return side in self.passages and side[0] in self.versions


def look_up(archive: Archive, lexicon: Lexicon, word: str, languages: Sequence[str], limit: int) -> Looked:
    """Look a word or a term up. `limit` is of the translations in each direction."""
    found = (lexicon.find(word, language) for language in languages)
    entries = tuple(replace(each, translations=each.translations[:limit]) for each in found if each)
    near = [] if entries else [each for language in languages for each in lexicon.near(word, language)]
    examples = [one for entry in entries for each in entry.translations for one in each.examples]
    passages = archive.passages.held(side for one in examples for side in (one.english, one.spanish))
    versions = archive.catalogue.get_versions({version_id for version_id, _ in passages})
    return Looked(word, entries, tuple(dict.fromkeys(near)), passages, versions)


def translation_objects(looked: Looked, links: Links) -> list[Object]:
    """Give one object a translation, best first, of each language."""
    return [
        {
            "from": {"text": entry.text, "language": entry.language, "seen": entry.seen},
            "to": {"text": each.text, "language": each.language},
            "score": round(each.score, 3),
            "together": each.together,
            "written_down": each.is_written_down,
            "examples": [_example(one, entry.language, looked, links) for one in looked.examples(each)],
        }
        for entry in looked.entries
        for each in entry.translations
    ]


def about_object(about: About | None) -> Object | None:
    """Give what a lexicon was made of and when; nothing of the glossary alone."""
    if about is None:
        return None
    return {
        "entries": about.entries,
        "passages": about.passages,
        "sentences": about.texts,
        "documents": about.bitexts,
        "made_at": about.made_at,
    }


def lexicon_object(looked: Looked, about: About | None, links: Links) -> Object:
    """Give all that is said of a word, or that nothing is."""
    return {
        "word": looked.word,
        "translations": translation_objects(looked, links),
        "near": list(looked.near),
        "made_of": about_object(about),
    }


def sides(example: Example, language: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give the passages of an example, that of a language first."""
    return (example.english, example.spanish) if language == "en" else (example.spanish, example.english)


def _example(example: Example, language: str, looked: Looked, links: Links) -> Object:
    one, other = (_side(looked, side, links) for side in sides(example, language))
    return {"from": one, "to": other}


def _side(looked: Looked, side: tuple[str, str], links: Links) -> Object:
    version, passage = looked.versions[side[0]], looked.passages[side]
    return {
        "passage": passage.id,
        "url": links.passage(passage.id),
        "document": {"id": version.document_id, "title": version.title},
        "version": version.id,
        "text": passage.text,
    }
