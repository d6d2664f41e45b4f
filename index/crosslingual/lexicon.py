"""Which words and terms of English and Spanish stand for each other, with what speaks for it: looked up by stem.

Rule: a lexicon is lines of bytes in order, one a word or term: what it is looked up by, a tab, an object of JSON.
So it is opened without being read, whether it lies in a file (`lexicon_file.py`) or in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice, product
from mmap import mmap

from index.analysis import LANGUAGES, forms, stem, tokens
from index.analysis.folding import fold
from index.crosslingual.linking_words import WITHIN_TERMS

MOST_WORDS_ASKED = 6
"""Content words of a term; the longest of the glossary have five."""

_MOST_FORMS = 64
"""Ways to spell a term with and without its accents that are looked up."""

_MOST_REMEMBERED = 2_000
"""Answers: a search that is tried in other words asks for the same words again and again. Some 4 MB."""

_MOST_TERMS = 8_000
"""Whose stems are remembered: those of the glossary are asked for several times as a lexicon is learned."""

_NEAR = 0.75
"""Likeness of spellings (R. W. Floyd's ratio, as in difflib) from which on one is offered."""

_OTHER_ENDING = 4
"""Letters: a word that ends so much otherwise is another word, and not only another form."""


@dataclass(frozen=True, slots=True)
class Example:
    """Two passages that say the same, one in each language, each by its version's id and its own."""

    english: tuple[str, str]
    spanish: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Translation:
    """A word or term of the other language, as it is mostly written, and the stems of its content words.

    `score` is about how likely it is right, from 0 to 1, where nothing is known of what is meant. `together` is in
    how many pairs of sentences both were seen; `is_written_down` whether the glossary has it.
    """

    text: str
    language: str
    stems: tuple[str, ...]
    score: float
    together: int
    is_written_down: bool
    examples: tuple[Example, ...] = ()
    own: str = ""
    """How the word of its own language is mostly written beside it: words of one stem are told apart by it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or term as it is mostly written, in how many sentences it was seen, what stands for it."""

    text: str
    language: str
    stems: tuple[str, ...]
    seen: int
    translations: tuple[Translation, ...]


class Lexicon:
    """Looks words and terms up. `lines` holds entries from `start` on, in the order of their bytes."""

    def __init__(self, lines: bytes | mmap, start: int = 0) -> None:
        self._lines, self._start = lines, start
        self._remembered = lru_cache(_MOST_REMEMBERED)(self._found)

    def find(self, text: str, language: str) -> Entry | None:
        """Give what is known of a word or a term of a language; accents may be left out, linking words count not.

        Of several that it may be without its accents, the one that is seen most.
        """
        return self._remembered(text, language)

    def _found(self, text: str, language: str) -> Entry | None:
        words = content_words(text, language)
        if not words or len(words) > MOST_WORDS_ASKED:
            return None
        ways = islice(product(*(sorted(forms(word, language)) for word in words)), _MOST_FORMS)
        found = (self.of_stems(way, language) for way in ways)
        known = [each for each in found if each]
        best = max(known, key=lambda each: (each.seen, len(each.translations)), default=None)
        return _as_asked(best, text) if best else None

    def of_stems(self, stems: Sequence[str], language: str) -> Entry | None:
        """Give what is known of a word or a term by the stems of its content words."""
        wanted = key_of(stems, language)
        line = self._line(wanted)
        return _entry(line) if line.startswith(wanted) else None

    def near(self, text: str, language: str, most: int = 3) -> list[str]:
        """Give words and terms of a language that are spelled nearly like this one, nearest first."""
        wanted = fold(text.strip().lower())
        if not wanted or len(wanted) > 60:  # noqa: PLR2004 - no word is longer
            return []
        spelled: dict[str, str] = {}
        for line in self._from(language.encode() + b"\t" + wanted[:1].encode()):
            key = line[: line.find(b"\t", 3)].decode()
            if abs(len(key) - 3 - len(wanted)) <= 6:  # noqa: PLR2004 - of an ending that the stem is without
                written = str(json.loads(line[len(key.encode()) + 1 :])["text"])
                spelled[fold(written.lower())] = written
        return [spelled[each] for each in get_close_matches(wanted, spelled, most, _NEAR)]

    def __iter__(self) -> Iterator[Entry]:
        """Give all entries, the English first."""
        return map(_entry, self._from(b""))

    def _from(self, prefix: bytes) -> Iterator[bytes]:
        """Give all lines that begin with some bytes."""
        at = self._place(prefix)
        while at < len(self._lines):
            end = self._lines.find(b"\n", at)
            line = self._lines[at:end]
            if not line.startswith(prefix):
                return
            yield line
            at = end + 1

    def _line(self, wanted: bytes) -> bytes:
        at = self._place(wanted)
        return self._lines[at : self._lines.find(b"\n", at)] if at < len(self._lines) else b""

    def _place(self, wanted: bytes) -> int:
        """Give where the first line begins that is not before these bytes."""
        low, high = self._start, len(self._lines)
        while low < high:
            middle = self._lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._lines.find(b"\n", middle)
            if self._lines[middle : min(end, middle + len(wanted))] < wanted:
                low = end + 1
            else:
                high = middle
        return low


def content_words(text: str, language: str) -> list[str]:
    """Give the words of a text by which a term is known: one for each place, without "of the" and "de la"."""
    found = {token.position: token.word for token in tokens(text)}
    words = [word for word in found.values() if word not in WITHIN_TERMS[language]]
    return words or list(found.values())


@lru_cache(_MOST_TERMS)
def stems_of(term: str, language: str) -> tuple[str, ...]:
    """Give what a term is known by."""
    return tuple(stem(word, language) for word in content_words(term, language))


def key_of(stems: Sequence[str], language: str) -> bytes:
    """Give what an entry is looked up by, as its line begins."""
    return f"{language}\t{' '.join(stems)}\t".encode()


def line_of(entry: Entry) -> bytes:
    """Give an entry as a line."""
    others = [
        {
            "text": each.text,
            "stems": each.stems,
            "score": round(each.score, 3),
            "together": each.together,
            "written": int(each.is_written_down),
            "own": each.own,
            "examples": [(*one.english, *one.spanish) for one in each.examples],
        }
        for each in entry.translations
    ]
    said = {"text": entry.text, "seen": entry.seen, "translations": others}
    return key_of(entry.stems, entry.language) + json.dumps(said, ensure_ascii=False).encode() + b"\n"


def translations_of(entry: Entry, text: str) -> tuple[Translation, ...]:
    """Give what stands for a word itself, where anything does: for disability, and not for disable.

    Of Spanish all is given, for the endings of its verbs are as long as those that make another word.
    """
    own = tuple(each for each in entry.translations if not _is_of_another(each, text))
    return own if own and entry.language == "en" else entry.translations


def _as_asked(entry: Entry, text: str) -> Entry:
    """Put last what stands for another word of the same stem: of accountability, what stands for account."""
    ranked = sorted(entry.translations, key=lambda each: _is_of_another(each, text))
    return replace(entry, text=ranked[0].own or entry.text, translations=tuple(ranked))


def _is_of_another(translation: Translation, text: str) -> bool:
    return _ending(fold(text.strip().lower()), fold(translation.own.lower())) >= _OTHER_ENDING


def _ending(one: str, other: str) -> int:
    """Give how many letters follow, at most, on those with which both words begin."""
    return max(len(one), len(other)) - _shared(one, other) if other else 0


def _shared(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _entry(line: bytes) -> Entry:
    language, stems, said = line.decode().split("\t", 2)
    known = json.loads(said)
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    translations = tuple(
        Translation(
            each["text"],
            other,
            tuple(each["stems"]),
            each["score"],
            each["together"],
            bool(each["written"]),
            tuple(Example((one[0], one[1]), (one[2], one[3])) for one in each["examples"]),
            each["own"],
        )
        for each in known["translations"]
    )
    return Entry(known["text"], language, tuple(stems.split(" ")), known["seen"], translations)
