"""What is known of a version by which it is compared: its words, its signs, and what it says of itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from archive import Archive, Signature, Version
from ingest.likeness import MADE, Hashes, bands, hashes_of, minhash, shingles, words_of
from ingest.likeness_signs import Signs, folded
from ingest.naming import base_name

LEAST_WORDS = 20
"""Two files that hold nothing but “Annex 1” have nothing to do with each other."""

_LANGUAGE_WORDS = {"en", "eng", "english", "ingles", "translation", "version"} | {
    *("es", "esp", "spa", "spanish", "espanol", "castellano", "traduccion"),
}
"""What names of files say of their language."""

_NAME_WORD = re.compile(r"[^\W\d_]+|\d+")


class Told:
    """What a text is compared by; its words themselves, which are most of it, are let go."""

    def __init__(self, text: str) -> None:
        words = words_of(text)
        self._text = text
        self.word_count = len(words)
        self.sha256 = hashlib.sha256(" ".join(words).encode()).hexdigest()
        """The hash of its words."""
        self.shingles = shingles(words)
        """The hashes of its shingles."""

    @cached_property
    def signs(self) -> Signs:
        """What a translation keeps."""
        return Signs.of(self._text)


_remembered = lru_cache(8)(Told)
"""What comes in is like what came just before: of 40 that 41 versions were held against 35 were remembered."""

_LONGEST_REMEMBERED = 200_000
"""Characters of a text, so that all that are remembered take 8 MB."""


@dataclass(frozen=True)
class Facts:
    """A version with its text; what follows from it is made when it is first asked for."""

    version: Version
    text: str

    @cached_property
    def _told(self) -> Told:
        return (_remembered if len(self.text) <= _LONGEST_REMEMBERED else Told)(self.text)

    @property
    def word_count(self) -> int:
        """How many words it has."""
        return self._told.word_count

    @property
    def shingles(self) -> Hashes:
        """The hashes of its shingles."""
        return self._told.shingles

    @property
    def signs(self) -> Signs:
        """What a translation keeps."""
        return self._told.signs

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of its title, without accents."""
        return frozenset(map(folded, _NAME_WORD.findall(self.version.title)))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of its file's name, without those that name a language."""
        return frozenset(map(folded, _NAME_WORD.findall(base_name(self.version.file_name)))) - _LANGUAGE_WORDS

    @property
    def date(self) -> str:
        """When it is from, as exactly as is known; empty where it is not."""
        return self.version.metadata.get("date", "")

    @property
    def text_sha256(self) -> str:
        """The hash of its words; of a version without any, of its name: it is like no other."""
        return self._told.sha256 if self.word_count else hashlib.sha256(self.version.id.encode()).hexdigest()


def facts_of(archive: Archive, version: Version) -> Facts:
    """Look up what is known of a version."""
    return Facts(version, "\n".join(archive.passages.texts_of(version.id)))


def signed(facts: Facts) -> tuple[Signature, list[int]]:
    """Make the signature of a version, and the keys under which it is found; none of what has too few words."""
    words = minhash(facts.shingles)
    signs = minhash(hashes_of(facts.signs.members()))
    found_by = [*bands(words, "words"), *bands(signs, "signs")] if facts.word_count >= LEAST_WORDS else []
    made = Signature(facts.version.id, MADE, facts.text_sha256, words.tobytes(), signs.tobytes())
    return made, found_by
