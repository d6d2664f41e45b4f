"""What somebody says of an alignment, made of ids of passages: which side each is on is looked up.

Rule: the English side goes first, as in all that stands side by side, in whichever order they are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive import Archive, Bitext, Correction, Passage, Side, Verdict
from search_app.aligned import find_bitexts
from search_app.errors import NotBeside


@dataclass(frozen=True, slots=True)
class Stand:
    """Some passages on one side of two versions that stand side by side, in their order."""

    bitext: Bitext
    side: Side
    passages: tuple[Passage, ...]

    @property
    def version_id(self) -> str:
        """The version they stand in."""
        return self.bitext.from_version if self.side is Side.FROM else self.bitext.to_version

    @property
    def language(self) -> str:
        """The language of this side."""
        return self.bitext.from_language if self.side is Side.FROM else self.bitext.to_language

    @property
    def opposite(self) -> Stand:
        """The other side, and no passages of it."""
        return Stand(self.bitext, Side.TO if self.side is Side.FROM else Side.FROM, ())

    def is_of(self, passage: Passage) -> bool:
        """Tell whether a passage may be on this side: in a file with both languages, if it is not in the other."""
        if self.version_id == self.opposite.version_id:
            return passage.language != self.opposite.language
        return passage.version_id == self.version_id


def find_stand(archive: Archive, document_id: str, ids: Sequence[str]) -> Stand:
    """Say where passages stand. Raises: DocumentNotFound, NotBeside."""
    stands = _stands(archive, document_id, ids)
    if not stands:
        raise NotBeside(document_id, ids)
    return stands[0]


def correction_of(
    archive: Archive, document_id: str, ids: Sequence[str], counterpart_ids: Sequence[str], by: str
) -> Correction:
    """Say that passages say the same as some of the other side, or that nothing there does, if none are named.

    Raises: DocumentNotFound, NotBeside.
    """
    for stand in _stands(archive, document_id, ids):
        others = _held(archive, stand.opposite, counterpart_ids)
        if others is None:
            continue
        sides = (stand.passages, others) if stand.side is Side.FROM else (others, stand.passages)
        ours, theirs = (tuple(each.id for each in side) for side in sides)
        return Correction(
            document_id, stand.bitext.from_language, stand.bitext.to_language, ours, theirs, said_by=by
        )
    raise NotBeside(document_id, [*ids, *counterpart_ids])


def corrections_about(said: Iterable[Correction], passage_id: str) -> list[Correction]:
    """Give those corrections that speak of a passage."""
    return [each for each in said if passage_id in (*each.from_ids, *each.to_ids)]


def correction_object(said: Correction, replaced: Iterable[Correction] = ()) -> Mapping[str, object]:
    """Give a correction for programs, with those that it has just replaced."""
    return {
        "number": said.number,
        "document": said.document_id,
        "from": {"language": said.from_language, "passages": list(said.from_ids)},
        "to": {"language": said.to_language, "passages": list(said.to_ids)},
        "by": said.said_by,
        "at": said.said_at,
        "replaced": [correction_object(each) for each in replaced],
    }


def _stands(archive: Archive, document_id: str, ids: Sequence[str]) -> list[Stand]:
    aligned = [each for each in find_bitexts(archive, document_id) if each.verdict is Verdict.ALIGNED]
    sides = (Stand(bitext, side, ()) for bitext in aligned for side in Side)
    found = ((each, _held(archive, each, ids)) for each in sides)
    return [replace(stand, passages=held) for stand, held in found if held]


def _held(archive: Archive, stand: Stand, ids: Sequence[str]) -> tuple[Passage, ...] | None:
    """Give passages in their order, None where any of them is not on this side."""
    held = archive.passages.held((stand.version_id, id_) for id_ in ids).values()
    if len(held) < len(set(ids)) or not all(map(stand.is_of, held)):
        return None
    return tuple(sorted(held, key=lambda each: each.ordinal))
