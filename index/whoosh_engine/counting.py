"""How often a word, a phrase or a shape of words stands in each text or heading, and where: arithmetic on places.

A place is a document and a position in one integer (`segments.POSITION_BITS`), so that what stands near each other
is found by comparing integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import fold, forms, languages_typed, parts, stem
from index.tree import STRETCH, Carried, Fuzzy, Near, Node, Phrase, Rendering, Term, Wildcard
from index.whoosh_engine.schema import FOLDED, STEMS, WORDS, paired
from index.whoosh_engine.segments import POSITION_BITS
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import (
    NO_IDS,
    Counts,
    Ids,
    Mask,
    Numbers,
    distinct,
    firsts,
    found_in,
    has_all,
    has_any,
)

forms_of = lru_cache(1_000)(forms)
"""The same word is looked up in texts, in each heading and where it stands."""

Places = npt.NDArray[np.int64]
Leaf = Term | Phrase | Near | Wildcard | Fuzzy
Counted = Phrase | Near | Wildcard | Fuzzy


def counts(node: Counted, snapshot: Snapshot) -> Counts:
    """Give how often a leaf stands in each text that has it; `words` has that of single words."""
    match node:
        case Phrase(words):
            return phrase_counts(snapshot, words)
        case Near(words, distance):
            return stretches([snapshot.places(WORDS, word) for word in words], snapshot).within(distance)
        case Wildcard() | Fuzzy():
            return snapshot.standing_for(WORDS, node)


def rendered(rendering: Rendering, language: str, snapshot: Snapshot) -> Counts:
    """Give how often what stands for a word is said in each text of its language."""
    if len(rendering.stems) == 1:
        return Counts(*snapshot.postings(STEMS[language], rendering.stems[0]))
    places = [snapshot.places(STEMS[language], stem) for stem in rendering.stems]
    return stretches(places, snapshot).within(STRETCH)


def in_heading(node: Leaf | Carried, snapshot: Snapshot, field: str) -> Ids:
    """Give the documents in whose heading a leaf stands; headings have no positions, but pairs of words."""
    match node:
        case Term(word, language):
            stems = {form for each in languages_typed(language) for form in forms_of(word, each)}
            return _heading_has(snapshot, field, {*stems, FOLDED + fold(word)})
        case Phrase(words) if len(words) > 1:
            each = [_heading_has(snapshot, field, [paired(*pair)]) for pair in pairwise(words)]
            return has_all(each, snapshot.size)
        case Phrase(words) | Near(words, _):  # near is all that stands in one heading
            each = [_heading_has(snapshot, field, [FOLDED + fold(word)]) for word in words]
            return has_all(each, snapshot.size)
        case Wildcard() | Fuzzy():
            return snapshot.standing_for(field, node).ids
        case Carried(_, _, renderings):
            found = [
                has_all([_heading_has(snapshot, field, [stem]) for stem in each.stems], snapshot.size)
                for each in renderings
            ]
            return has_any(found, snapshot.size)


def places_of(node: Node, snapshot: Snapshot, among: Ids) -> Places:
    """Give where in some documents a word stands, in any of its forms, or what stands for it in another language.

    Of a compound, whose places are remembered, all are given.
    """
    match node:
        case Term(word, language):
            sought = sought_stems(word, language)
            if not all(field in sought.get(stem(word, each), ()) for each, field in STEMS.items()):
                sought.setdefault(word, set()).add(WORDS)  # which no stem of these tells
            found = [snapshot.places_of(sought, among), *_places_of_parts(word, snapshot)]
        case Carried(own, language, renderings):
            there = {each.stems[0]: (STEMS[language],) for each in renderings if len(each.stems) == 1}
            found = [places_of(own, snapshot, among), snapshot.places_of(there, among)]
        case _:
            return NO_IDS
    return distinct(found) if len(found) > 1 else found[0]


def side_by_side(words: Sequence[Term | Wildcard], snapshot: Snapshot) -> Counts:
    """Count in each text where words stand one after the other, each in any of its forms."""
    each: list[tuple[int, list[Places]]] = []
    width = 0
    for word in words:
        each.append((width, _standing(word, snapshot)))
        width += len(parts(word.word)) or 1 if isinstance(word, Term) else 1
    # The rarest first, so that where words that are everywhere stand is asked of few places.
    each.sort(key=lambda found: sum(map(len, found[1])))
    (first, places), *others = each
    begins = distinct(places) - first
    for step, places in others:
        stands = np.zeros(len(begins), dtype=bool)
        for held in places:
            stands |= _contains(held, begins + step)
        begins = begins[stands]
    return _per_document(begins)


class Stretches(NamedTuple):
    """Where stretches of text end that hold all of some words, and how many other words are among these."""

    ends: Places
    between: Numbers

    def within(self, distance: int) -> Counts:
        """Count in each text those in which no more other words are among them."""
        return _per_document(self.ends[self.between <= distance])


def stretches(places: Sequence[Places], snapshot: Snapshot) -> Stretches:
    """Give the shortest stretches that end at one of the words and hold all of them, within a text."""
    places = _in_shared_texts(places, snapshot.size)
    if not all(len(each) for each in places):
        return Stretches(NO_IDS, NO_IDS)
    bits = len(places).bit_length()
    keys = np.concatenate([each << bits | number for number, each in enumerate(places)])
    keys.sort()
    ends, numbers = keys >> bits, keys & (1 << bits) - 1
    # The last place so far of each word; 0 where it did not stand yet, and so all places are one more.
    lasts = [np.maximum.accumulate((ends + 1) * (numbers == number)) for number in range(len(places))]
    begins = reduce(np.minimum, lasts) - 1
    are_last = firsts(ends[::-1])[::-1]  # of what stands at one place
    ends, begins = ends[are_last], begins[are_last]
    is_same = (begins >= 0) & (begins >> POSITION_BITS == ends >> POSITION_BITS)
    return Stretches(ends[is_same], (ends - begins + 1 - len(places))[is_same])


def _in_shared_texts(places: Sequence[Places], size: int) -> list[Places]:
    """Leave out the places in texts that have not all of the words."""
    documents = [each >> POSITION_BITS for each in places]
    shared, *others = sorted(documents, key=len)
    for each in others:
        shared = shared[found_in(shared, each, size)[1]]
    return [each[found_in(own, shared, size)[1]] for each, own in zip(places, documents, strict=True)]


def _standing(word: Term | Wildcard, snapshot: Snapshot) -> list[Places]:
    """Give where a word stands in any of its forms; what is given together is in order, each by itself."""
    if isinstance(word, Wildcard):
        return [snapshot.places(WORDS, each) for each in snapshot.words_for(WORDS, word).words]
    return _places_of_forms(word.word, word.language, snapshot)


def _places_of_forms(word: str, language: str, snapshot: Snapshot) -> list[Places]:
    return [snapshot.places_of(sought_stems(word, language)), *_places_of_parts(word, snapshot)]


def sought_stems(word: str, language: str) -> dict[str, set[str]]:
    """Give the forms of a word, each with the fields of texts in which it is sought."""
    sought: dict[str, set[str]] = {}
    for each in languages_typed(language):
        for form in forms_of(word, each):
            sought.setdefault(form, set()).add(STEMS[each])
    return sought


def _places_of_parts(word: str, snapshot: Snapshot) -> list[Places]:
    """Give where each part of a compound stands, if a word is one."""
    if compound := parts(word):
        begins = _phrase_places(snapshot, compound)
        return [begins + step for step in range(len(compound))]
    return []


def _heading_has(snapshot: Snapshot, field: str, terms: Iterable[str]) -> Ids:
    return has_any([snapshot.postings(field, term).ids for term in terms], snapshot.size)


def phrase_counts(snapshot: Snapshot, words: Sequence[str]) -> Counts:
    """Give how often words follow on each other in each text."""
    return _per_document(_phrase_places(snapshot, words))


def _phrase_places(snapshot: Snapshot, words: Sequence[str]) -> Places:
    """Give where the first of some words stands that follow on each other."""
    places = [snapshot.places(WORDS, word) - step for step, word in enumerate(words)]
    places.sort(key=len)
    begins = places[0]
    for others in places[1:]:
        begins = begins[_contains(others, begins)]
    return begins


def _contains(places: Places, sought: Places) -> Mask:
    if not len(places):
        return np.zeros(len(sought), dtype=bool)
    at = np.minimum(np.searchsorted(places, sought), len(places) - 1)
    return np.asarray(places[at] == sought)


def _per_document(places: Places) -> Counts:
    """Count places by their documents; they come in order."""
    documents = places >> POSITION_BITS
    starts = np.flatnonzero(firsts(documents))
    return Counts(documents[starts], np.diff(starts, append=len(documents)).astype(np.float64))
