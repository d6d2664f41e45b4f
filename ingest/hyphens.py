"""What becomes of a hyphen at a line end: it cut a word, or belongs to it.

It goes where the document's own vocabulary says that it cut a word: "coopera-tion" is joined, "well-known" and
"franco-peruano" keep theirs. Where the document writes neither form, it goes unless something speaks for a
compound, or the document cuts no words at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ingest.lines import Line
from ingest.runs import HYPHEN

HYPHENS = ("-", "\u2010", HYPHEN)
_DASHES = ("\u2013", "\u2014")
_OPENS_ASIDE = re.compile(r"(?:^|\s)[\u2013\u2014]\w")
"""Spanish dashes stand like brackets, with the space outside; the second closes what the first opened."""

_HYPHEN_CLASS = "[-\u2010" + HYPHEN + "]"
_VOCABLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_WORD = 60
"""Looked at from the line end; no word of the two languages is longer."""

_HEAD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)" + _HYPHEN_CLASS + "$")
_TAIL = re.compile(r"[^\W\d_]+")
_WHOLE_WORD_LETTERS = 4
"""Two halves at least this long, each a word of the document, are taken for a compound."""

_HABIT = 0.05
"""A file that cuts words knows some of them uncut; below this the few are chance."""

_ENOUGH_LINE_ENDS = 4
"""With fewer the habit cannot be told."""

_FIRST_PARTS = """
all cross double five four full half long low non one self single six three twenty two well
"""
_PREFIXES = frozenset(_FIRST_PARTS.split())
"""What is written with a hyphen before a whole word, and is seldom a syllable that begins a word."""

_STEM_LETTERS, _ENDING_LETTERS = 5, 3
_ENGLISH_PREFIXES = frozenset(("anti", "mid", "post", "pro", "semi"))
_ENGLISH_FIRST_PARTS = frozenset(("centre", "socio"))
_SECOND_PART_WORDS = """
based born bound built called centred dependent derived driven economic effective free friendly funded
intensive known led level like maker makers making owned paid private quality related right scale sector
sensitive sex side specific style term threatening time type war wide
"""
_SECOND_PARTS = frozenset(_SECOND_PART_WORDS.split())
"""What English, and not Spanish, writes with a hyphen, and how its compounds end."""

_NATION_WORDS = "anglo austro chino franco germano greco hispano italo luso ruso sino turco"
_NATIONS = frozenset(_NATION_WORDS.split())
"""Two of them make a compound in both languages: "hispano-francés", "Anglo-Irish"."""

_ONE_WORD = re.compile(r"americ|filia|fobia|fon|hablant|man[ao]|parlant|phil|phob|phon|saj|tirador")
"""What follows them without a hyphen: "hispanoamericano", "anglophone"."""

_PARTICLES = frozenset(("in", "on", "out"))
"""What stands behind a verb, if that is a word of the document: "lead-in"; long words may end so too."""

_SURE_PARTICLES = frozenset(("off", "up"))
"""What no word that is cut ends with: "follow-up"."""

_SYLLABLES = frozenset(("all", "one", "six"))
"""Prefixes that begin Spanish words cut in two as well: "oneroso"."""

_CLOSED = frozenset(("be", "in", "mis", "out", "over", "re", "un", "under", "up"))
"""What makes one word with what follows, though that is often a second part: "independent", "outside"."""

_ENDING = re.compile(r"(?:er|ing|ish|ly|ness)[a-z]{0,2}")
"""What follows a prefix when that is the beginning of a longer word: "crossing", "fullness"."""

_TWO_PRONOUNS = re.compile(r"(?:[mst]e|nos|os)l[aeo]s?$")
"""Spanish verbs with two pronouns have accents further from their end than other words: "comunicándoselo"."""

_SYLLABLES_AFTER_ACCENT = 2
_LINKS = frozenset(("a", "al", "and", "by", "de", "in", "of", "on", "the", "to", "up", "y"))
"""What stands between the parts of black-and-white and up-to-date."""

_NUMBER_ENDS = ("teen", "ty", "teenth", "tieth")
_ADVERB = "mente"
_VOWELS = re.compile(r"[aeiouyáéíóúü]+")
_ACCENT = re.compile(r"[áéíóú]")


@dataclass(frozen=True)
class Vocabulary:
    """The words of a document with how often they occur, and whether it cuts words at line ends at all."""

    counts: Counter[str] = field(default_factory=Counter)
    cuts_words: bool = True

    def __getitem__(self, word: str) -> int:
        return self.counts[word]

    def begins(self, word: str) -> bool:
        """Tell whether the document has a word that begins as this one: "anticipated" for "anticipates"."""
        stem = word[:-_ENDING_LETTERS]
        at = bisect_left(self.ordered, stem)
        return at < len(self.ordered) and self.ordered[at].startswith(stem)

    @cached_property
    def ordered(self) -> list[str]:
        """The words in order."""
        return sorted(self.counts)


def vocabulary_of(lines: Iterable[Line]) -> Vocabulary:
    """Count the words of a document, leaving out both halves of what its line ends cut."""
    whole: list[str] = []
    texts = [line.text for line in lines]
    halves = [found for above, below in pairwise(texts) if (found := _halves(above, below))]
    for above, text in pairwise(["", *texts]):
        start = match.end() if above.endswith(HYPHENS) and (match := _TAIL.match(text)) else 0
        end = text.rfind(" ") + 1 if text.endswith(HYPHENS) else len(text)
        whole.append(text[start:end])
    counted = Counter(_VOCABLE.findall("\n".join(whole).lower()))
    joined = sum(counted[first + second] > 0 for first, second in halves)
    is_habit = joined >= _HABIT * len(halves) if len(halves) >= _ENOUGH_LINE_ENDS else True
    return Vocabulary(counted, is_habit)


def _halves(above: str, below: str) -> tuple[str, str] | None:
    """Give what a hyphen at a line end parts, in small letters."""
    if not above.endswith(HYPHENS):
        return None
    head, tail = _HEAD.search(above[-_LONGEST_WORD:]), _TAIL.match(below)
    if not head or not tail:
        return None
    return head.group(1).lower().rsplit("-", 1)[-1], tail.group().lower()


def joint_of(above: str, below: str, vocabulary: Vocabulary) -> str:
    """Tell what stands between two lines of one paragraph.

    Gives a space; "" where the hyphen that ends `above` is dropped; "-" where it stays and nothing follows it.
    """
    halves = _halves(above, below)
    if not halves:
        is_bound = above.endswith(HYPHENS) or (above.endswith(_DASHES) and not _OPENS_ASIDE.search(above))
        return "-" if is_bound and below[:1].isalnum() and above[-2:-1].isalnum() else " "
    first, second = halves
    joined, compound = vocabulary[first + second], vocabulary[f"{first}-{second}"]
    if joined or compound:
        return "" if joined >= compound else "-"
    return "-" if _is_compound(above, below, first, second, vocabulary) else ""


def _is_too_long_after_accent(first: str, second: str) -> bool:
    """Tell whether three syllables or more would follow a written accent: no Spanish word but adverbs has that."""
    accent = next(_ACCENT.finditer(first), None)
    if not accent or (first + second).endswith(_ADVERB) or _TWO_PRONOUNS.search(second):
        return False
    after = first[accent.end() :] + second
    return bool(_ACCENT.search(after)) or len(_VOWELS.findall(after)) > _SYLLABLES_AFTER_ACCENT


def _is_compound(above: str, below: str, first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Tell whether two halves that the document writes neither as one word nor with a hyphen are a compound."""
    is_name = below[0].isupper() and not (above[-2:-1].isupper() and below[:2].isupper())
    head = _HEAD.search(above[-_LONGEST_WORD:])
    is_chain = head is not None and "-" in head.group(1) and first in _LINKS
    is_chain = is_chain or (second in _LINKS and below[len(second) :].startswith("-"))
    if not vocabulary.cuts_words or len(first) == 1 or is_name or is_chain:
        return True
    is_english = vocabulary["the"] > vocabulary["de"]
    if _is_prefixed(first, second, is_english=is_english) or (first in _NATIONS and not _ONE_WORD.match(second)):
        return True
    if not (_VOWELS.search(first) and _VOWELS.search(second)) or _is_too_long_after_accent(first, second):
        return True
    if is_english and _is_english_compound(first, second, vocabulary):
        return True
    both_words = min(vocabulary[first], vocabulary[second]) > 0
    return both_words and second != _ADVERB and min(len(first), len(second)) >= _WHOLE_WORD_LETTERS


def _is_prefixed(first: str, second: str, *, is_english: bool) -> bool:
    is_prefix = first in _PREFIXES and (is_english or first not in _SYLLABLES)
    return is_prefix and second not in _NUMBER_ENDS and not _ENDING.fullmatch(second)


def _is_english_compound(first: str, second: str, vocabulary: Vocabulary) -> bool:
    is_particle = second in _SURE_PARTICLES or (second in _PARTICLES and vocabulary[first] > 0)
    if is_particle and len(first) >= _WHOLE_WORD_LETTERS:
        return True
    if first in _ENGLISH_FIRST_PARTS or (second in _SECOND_PARTS and first not in _CLOSED):
        return True
    is_stem = len(second) >= _STEM_LETTERS and not vocabulary.begins(first + second)
    return first in _ENGLISH_PREFIXES and is_stem
