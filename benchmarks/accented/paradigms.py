"""Spanish words -> their singulars and plurals, by rule and by what stands in a corpus.

Rules (Real Academia Española, Nueva gramática, 3.2): a vowel takes -s (guía, guías; menú, menús); -z becomes -ces
(raíz, raíces); any other consonant takes -es (red, redes), whereby an accent on the last syllable goes (región,
regiones; interés, intereses) and one on another may come (imagen, imágenes). What ends in -s otherwise has no
other form (análisis). Of verbs: -n behind the -á of the future, behind -ía, está and esté.

A form counts when it stands in the corpus; nouns in -ción, -sión and -xión have a plural wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.analysis import fold

_ACCENTED = frozenset("áéíóúü")
_VOWELS = frozenset("aeiouáéíóú")
_OF_NOUNS = ("ción", "sión", "xión")
_OF_VERBS = ("rá", "ía")
_WITH_N = frozenset({"está", "esté"})


@dataclass(frozen=True, slots=True)
class Paradigm:
    """A word's singular and plural as they are rightly spelled; one of them is empty where there is none."""

    singular: str
    plural: str

    @property
    def forms(self) -> dict[str, str]:
        """Give the spellings by what they are; without accents only where that is another spelling."""
        found = {}
        for name, word in (("singular", self.singular), ("plural", self.plural)):
            if word and has_accent(word):
                found[f"{name}, accented"] = word
            if word:
                found[f"{name}, not"] = fold(word)
        return found


FORMS = ("singular, accented", "singular, not", "plural, accented", "plural, not")


def has_accent(word: str) -> bool:
    """Tell whether a word has an accent; that of ñ is none."""
    return not _ACCENTED.isdisjoint(word)


def paradigms(words: Sequence[str], counts: Mapping[str, int]) -> list[Paradigm]:
    """Give the paradigms of some words; `counts` tells how often each word stands in the corpus."""
    spelled: dict[str, str] = {}
    for word in sorted(counts, key=lambda each: (counts[each], each)):
        spelled[fold(word)] = word
    singulars: dict[str, list[str]] = {}
    for word in counts:
        for plural in _plurals(word):
            singulars.setdefault(plural, []).append(word)
    found = (each for word in words for each in _of(word, counts, spelled, singulars))
    return list(dict.fromkeys(found))


def _of(
    word: str, counts: Mapping[str, int], spelled: Mapping[str, str], singulars: Mapping[str, list[str]]
) -> Iterator[Paradigm]:
    """Give a word as a singular and as a plural; alone when it is neither. `spelled`: words without accents."""
    found = []
    for plural in _plurals(word):
        written = spelled.get(plural, plural) if plural == fold(plural) else plural
        if written in counts or word.endswith(_OF_NOUNS):
            found.append(Paradigm(word, written))
    for plural in dict.fromkeys((word, fold(word)) if word.endswith("es") else (word,)):
        known = (each for each in singulars.get(plural, ()) if spelled[fold(each)] == each)
        found.extend(Paradigm(singular, word) for singular in known)
    yield from found or [Paradigm(word, "")]


def _plurals(word: str) -> Iterator[str]:
    """Give what may be the plural of a word; that in -es without its accents."""
    last = word[-1:]
    if word.endswith(_OF_VERBS) or word in _WITH_N:
        yield f"{word}n"
    if last in _VOWELS and not word.endswith("rá") and word not in _WITH_N:
        yield f"{word}s"
    elif last == "z":
        yield f"{fold(word[:-1])}ces"
    elif (last.isalpha() and last != "s") or (last == "s" and word[-2:-1] in _ACCENTED):
        yield f"{fold(word)}es"
