"""The language versions of documents put side by side, as they come: archive -> alignment -> archive.

Rule: what a person has laid down stands. A pair that cannot be aligned is kept as refused, with its score.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Self

from archive import (
    Alignment,
    Archive,
    ArchiveError,
    Bitext,
    Correction,
    Passage,
    PassageNotFound,
    PassagePurged,
    Verdict,
)
from archive.bitext import Pair
from index.crosslingual import Embed, find_embedder, known_words

if TYPE_CHECKING:
    from ingest.alignment import Bead, Text

MADE = 3
"""The way in which bitexts are made: raised with every change that gives any pair others, or another score."""

MOST_PASSAGES = 10_000
"""Of each side: so many of thirty words took 40 seconds and 1 GB."""

_log = logging.getLogger(__name__)

LANGUAGES = _ENGLISH, _SPANISH = "en", "es"
"""Of the two sides."""

_WORDS, _MEANINGS = "words", "words and meanings"
"""The means: what was found out by words alone is found out again once there are vectors."""

Tell = Callable[[str], None]


class Found(NamedTuple):
    """What two versions come to side by side."""

    verdict: Verdict
    score: float = 0.0
    alignments: tuple[Alignment, ...] = ()


Known = Callable[[Pair], Found | None]
"""Gives what was found of two versions ahead of their turn, if it was, and still holds."""


def missing(archive: Archive, document_id: str | None = None) -> list[Pair]:
    """Give the pairs of a document, or of all, that are not aligned yet as they would be today."""
    return archive.bitexts.missing(MADE, [_WORDS] if find_embedder() else [], document_id)


def align_missing(
    archive: Archive, tell: Tell | None = None, document_id: str | None = None, *, known: Known | None = None
) -> int:
    """Align what is not yet; gives how many pairs that were. For the holder of the writer lock.

    What is `known` of a pair ahead of its turn is kept as it is. Where aligning goes wrong with a pair the others
    are aligned all the same; it is not tried again until one of the two is read again, or aligning has changed.
    """
    pairs = missing(archive, document_id)
    for pair in pairs:
        if tell:
            tell(_said(archive, pair))
        if known and (found := known(pair)):
            _keep(archive, pair, found)
        else:
            _align_or_fail(archive, pair)
    return len(pairs)


def align_next(archive: Archive, begin: Callable[[Pair], None]) -> bool:
    """Align one pair that is not yet; tells whether there was any. For the holder of the writer lock.

    `begin` is told which it is before it is begun.
    """
    pairs = missing(archive)[:1]
    for pair in pairs:
        begin(pair)
        _align_or_fail(archive, pair)
    return bool(pairs)


def give_up(archive: Archive, pair: Pair) -> None:
    """Keep a pair as one that cannot be aligned, if it still waits for it. For the holder of the writer lock."""
    if pair in missing(archive):
        _keep(archive, pair, Found(Verdict.FAILED))


def align_pair(archive: Archive, from_version: str, to_version: str) -> Verdict:
    """Align two versions, the English side first, or the two languages of one, and keep what was found."""
    pair = from_version, to_version
    found = find(sides_of(archive, pair, archive.passages.of_versions(pair)), find_embedder())
    _keep(archive, pair, found)
    return found.verdict


def sides_of(archive: Archive, pair: Pair, held: Mapping[str, Sequence[Passage]]) -> Sides:
    """Give what is to be aligned of two versions, of which the passages are `held`."""
    ours, theirs = held[pair[0]], held[pair[1]]
    if pair[0] == pair[1]:
        ours, theirs = _in(ours, _ENGLISH), _in(theirs, _SPANISH)
    one, other = _Side.of(ours), _Side.of(theirs)
    document_id = archive.catalogue.get_version(pair[0]).document_id
    return Sides(one, other, _laid(archive, archive.alignment_corrections.of_document(document_id), one, other))


def find(sides: Sides, embed: Embed | None) -> Found:
    """Align two sides: what says the same, or that they are no translations of each other."""
    # Here and not above: whoever adds asks what is to be aligned, and mostly nothing is.
    from ingest.alignment import align  # noqa: PLC0415 - see above

    ours, theirs, laid = sides
    if max(len(ours.ids), len(theirs.ids)) > MOST_PASSAGES:
        return Found(Verdict.TOO_LONG)
    found = align(ours.texts, theirs.texts, laid=laid, known=known_words(), embed=embed)
    verdict = Verdict.REFUSED if found.is_refused else Verdict.ALIGNED
    alignments = tuple(_alignment(each, ours.ids, theirs.ids) for each in found.beads)
    return Found(verdict, found.score, alignments)


def _align_or_fail(archive: Archive, pair: Pair) -> None:
    try:
        align_pair(archive, *pair)
    except ArchiveError:
        raise  # as of a full disk: it is gone on with
    except Exception:  # noqa: BLE001 - whatever strange text does to one pair must not cost the others
        _log.exception("%s and %s could not be put side by side.", *pair)
        _keep(archive, pair, Found(Verdict.FAILED))


def _keep(archive: Archive, pair: Pair, found: Found) -> None:
    means = _MEANINGS if find_embedder() else _WORDS
    bitext = Bitext(*pair, _ENGLISH, _SPANISH, found.verdict, round(found.score, 3), MADE, means)
    archive.bitexts.put(bitext, found.alignments)


def _said(archive: Archive, pair: Pair) -> str:
    version = archive.catalogue.get_version(pair[0])
    known = archive.bitexts.of_document(version.document_id)
    is_known = any(each.made and (each.from_version, each.to_version) == pair for each in known)
    why = (
        " again, now that there is a better way" if is_known else ""
    )  # vectors came, or a release that does it better
    return f"Putting the two languages of “{version.title}” side by side{why} ..."


class _Side(NamedTuple):
    """What is held against the other side: ids and texts, for passages whole take as much room again."""

    ids: list[str]
    texts: list[Text]

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> Self:
        from ingest.alignment import Text  # noqa: PLC0415 - as above

        held = [(each.id, Text(each.text, each.language, each.kind)) for each in passages]
        return cls([own_id for own_id, _ in held], [text for _, text in held])


class Sides(NamedTuple):
    """Two sides to be aligned, and by numbers what people have laid down of them."""

    ours: _Side
    theirs: _Side
    laid: list[tuple[tuple[int, ...], tuple[int, ...]]]


def _in(passages: Iterable[Passage], language: str) -> list[Passage]:
    """Give what is in a language, and what is in none that is known where it follows on that."""
    found, last = [], ""
    for each in passages:
        if each.language in (_ENGLISH, _SPANISH):
            last = each.language
        if last == language:
            found.append(each)
    return found


def _laid(
    archive: Archive, said: Iterable[Correction], ours: _Side, theirs: _Side
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Give what people have laid down, by numbers; what speaks of words that are gone is left out.

    Of what meets on one passage by now, as two readings may make one of two, the later word holds.
    """
    one, other = ({own_id: number for number, own_id in enumerate(side.ids)} for side in (ours, theirs))
    found: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for each in sorted(said, key=lambda each: -each.number):
        from_numbers, to_numbers = _numbers(archive, each.from_ids, one), _numbers(archive, each.to_ids, other)
        if from_numbers is None or to_numbers is None:
            continue
        if taken[0].isdisjoint(from_numbers) and taken[1].isdisjoint(to_numbers):
            found.append((from_numbers, to_numbers))
            taken[0].update(from_numbers)
            taken[1].update(to_numbers)
    return found


def _numbers(archive: Archive, ids: Iterable[str], held: dict[str, int]) -> tuple[int, ...] | None:
    """Give where some passages stand now; nothing where one of them does not."""
    found = set()
    for passage_id in ids:
        now = passage_id if passage_id in held else _stands_as(archive, passage_id)
        if now not in held:
            return None
        found.add(held[now])
    return tuple(sorted(found))


def _stands_as(archive: Archive, passage_id: str) -> str:
    """Give the id under which a passage of an earlier reading or edition stands now."""
    try:
        match = archive.permalinks.resolve(passage_id).match
    except (PassageNotFound, PassagePurged):
        return ""
    return (match.passage_id if match else None) or ""


def _alignment(bead: Bead, ours: Sequence[str], theirs: Sequence[str]) -> Alignment:
    return Alignment(
        tuple(ours[number] for number in bead.one),
        tuple(theirs[number] for number in bead.other),
        round(bead.likely, 3),
        is_moved=bead.is_moved,
        is_corrected=bead.is_laid_down,
    )
