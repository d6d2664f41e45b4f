"""What an address speaks of, looked up: the passages of one version that it names, as far as they are there."""

from __future__ import annotations

from dataclasses import dataclass

from archive import Archive
from search_app.quoting import Piece, Quoting
from search_app.standing import Focus, Stretch


@dataclass(frozen=True, slots=True)
class Focused:
    """What is meant. `is_stretched`: every stretch lies in its passage; `is_whole`: no passage is left out."""

    focus: Focus
    is_stretched: bool
    is_whole: bool


def focus_on(archive: Archive, asked: Quoting) -> Focused:
    """Look up what an address speaks of, all in the version of its first passage. Raises: PassageNotFound."""
    first = archive.passages.get(asked.pieces[0].passage_id)
    pieces: list[Piece] = []
    stretches: list[Stretch] = []
    for piece in asked.pieces:
        is_first = piece.passage_id == first.id
        passage = first if is_first else archive.passages.find_in(piece.passage_id, first.version_id)
        if passage is not None:
            pieces.append(piece.within(passage.text))
            stretches.append(Stretch(passage, pieces[-1].span))
    is_whole = len(pieces) == len(asked.pieces) and not asked.is_cut
    return Focused(Focus(tuple(stretches)), all(each.is_stretch for each in pieces), is_whole)
