"""Two language versions compared, passage by passage, each with what stands around it.

Rule: what whole versions teach, names and what is missing, is learned first; a pair of passages is compared when
it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.bitext import Alignment, Side
from archive.model import Passage
from ingest.disagreement.finding import find_disagreements
from ingest.disagreement.missing import find_missing
from ingest.disagreement.model import Disagreement
from ingest.disagreement.names import Names
from ingest.disagreement.nearby import Nearby
from ingest.untranslated import is_untranslated

LEAST_CONFIDENCE = 0.5
"""Below it two passages are more likely not to say the same, so that they differ says nothing."""

LEAST_SURE = 0.8
"""Of passages that are less sure to say the same, more is looked at around them."""

BETWEEN = "\n"
"""What stands between passages of a side that are read as one text."""

_NEAR, _NEAR_IN_DOUBT = 2, 4
"""Passages that are looked at before and after."""


class Findings:
    """Two versions, of which passages that say the same are compared.

    `ours` and `theirs` are the passages of either version in their order: of a file in both languages all that it
    holds, of which those in no alignment are left out.
    """

    def __init__(
        self,
        alignments: Iterable[Alignment],
        ours: Sequence[Passage],
        theirs: Sequence[Passage],
        languages: tuple[str, str],
    ) -> None:
        found = list(alignments)
        self._languages = languages
        likely = [each for each in found if each.confidence >= LEAST_CONFIDENCE]
        self._beside = tuple({id_: each for each in likely for id_ in ids(each)} for ids in (_from_ids, _to_ids))
        self._sides = (_beside(found, Side.FROM, ours), _beside(found, Side.TO, theirs))
        self._places = tuple({each.id: place for place, each in enumerate(side)} for side in self._sides)
        self._names = Names.of(
            (joined(one), joined(other))
            for one, other, sure in (self.passages_of(each) for each in found)
            if is_compared(one, other, sure)
        )
        self.missing = find_missing(found, *self._sides, *languages)
        self._missing = frozenset((each.side, each.passage_id) for each in self.missing)
        self._found: dict[int, tuple[Disagreement, ...]] = {}

    def passages_of(self, alignment: Alignment) -> tuple[list[Passage], list[Passage], float]:
        """Give the passages of an alignment that are there, and how likely they say the same."""
        one, other = (
            [side[places[id_]] for id_ in ids if id_ in places]
            for ids, side, places in zip(
                (alignment.from_ids, alignment.to_ids), self._sides, self._places, strict=True
            )
        )
        return one, other, alignment.confidence

    def between(
        self, ours: Sequence[Passage], theirs: Sequence[Passage], confidence: float
    ) -> tuple[Disagreement, ...]:
        """Give what passages of the `from` side and of the other say differently; spans are of them joined.

        What was left untranslated is read in the language in which it is.
        """
        if not is_compared(ours, theirs, confidence):
            return ()
        texts = joined(ours), joined(theirs)
        is_left = is_untranslated(ours, theirs)
        if is_left and texts[0] == texts[1]:  # as lines of code: thousands in a manual
            return ()
        key = hash((texts, confidence < LEAST_SURE))
        if key not in self._found:
            languages = (ours[0].language,) * 2 if is_left else self._languages
            self._found[key] = find_disagreements(
                *texts,
                *languages,
                self._names,
                lambda: (self._nearby(ours, Side.FROM, confidence), self._nearby(theirs, Side.TO, confidence)),
            )
        return self._found[key]

    def is_missing(self, side: Side, passage: Passage) -> bool:
        """Tell whether nothing on the other side says what a passage says, and a reader should look."""
        return (side, passage.id) in self._missing

    def _nearby(self, passages: Sequence[Passage], side: Side, confidence: float) -> Nearby:
        number = 0 if side is Side.FROM else 1
        own, places, is_sure = self._sides[number], self._places[number], confidence >= LEAST_SURE
        at = [places[each.id] for each in passages if each.id in places]
        if not at:
            return Nearby(language=self._languages[number])
        near = _NEAR if is_sure else _NEAR_IN_DOUBT
        before = own[max(min(at) - near, 0) : min(at)]
        after = own[max(at) + 1 : max(at) + 1 + near]
        found = (self._beside[number].get(each.id) for each in (*before, *after))
        there = [self.passages_of(each)[:2] for each in dict.fromkeys(found) if each]
        beside = [passage for each in there for passage in each[1 - number]]
        return Nearby(
            joined(before),
            joined(after),
            self._languages[number],
            joined(beside),
            self._languages[1 - number],
            is_sure=is_sure,
        )


def is_compared(ours: Sequence[Passage], theirs: Sequence[Passage], confidence: float) -> bool:
    """Tell whether passages are held against each other."""
    return bool(ours and theirs) and confidence >= LEAST_CONFIDENCE


def joined(passages: Iterable[Passage]) -> str:
    """Give the text of passages as disagreements are found in it."""
    return BETWEEN.join(each.text for each in passages)


def _from_ids(alignment: Alignment) -> tuple[str, ...]:
    return alignment.from_ids


def _to_ids(alignment: Alignment) -> tuple[str, ...]:
    return alignment.to_ids


def _beside(alignments: Iterable[Alignment], side: Side, passages: Iterable[Passage]) -> list[Passage]:
    """Give what belongs to a side: of a file in both languages, not all that it holds."""
    own = {id_ for each in alignments for id_ in (each.from_ids if side is Side.FROM else each.to_ids)}
    return [each for each in passages if each.id in own]
