"""What an address speaks of, looked up: what became of each passage it names, and what is marked for it now.

Rule: what is marked is where the words stand now, in the newest edition; where none of them do any more, where
they stood, if that can still be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive import Archive, Match, Passage, PassageNotFound, PassagePurged, Resolution, Slice, State, Version
from search_app.quoting import Piece, Quoting
from search_app.rendering import Span
from search_app.standing import Focus, Stretch

_WORST_LAST = (State.EXACT, State.MOVED, State.CHANGED, State.UNCERTAIN, State.GONE)


@dataclass(frozen=True, slots=True)
class Focused:
    """What is meant: what became of each piece, and what is marked in which version, if anything can be.

    `is_stretched`: every stretch lies in its passage; `is_whole`: no passage is left out, as is one of another
    document or language than the first, for a page is of one.
    """

    pieces: tuple[Resolution, ...]
    version: Version | None
    focus: Focus | None
    is_stretched: bool = True
    is_whole: bool = True

    @property
    def first(self) -> Resolution:
        """What became of the passage that the address names first."""
        return self.pieces[0]

    @property
    def together(self) -> list[Resolution]:
        """What became of those pieces that one page can show, the first and what goes along with it."""
        return [each for each in self.pieces if _of(each) == _of(self.first)]

    @property
    def state(self) -> State:
        """What became of all of it: of words of which some are gone or unsure that they are changed."""
        states = [each.state for each in self.together]
        found = [state for state in states if state in (State.EXACT, State.MOVED, State.CHANGED)]
        if found and len(found) < len(states):
            return State.CHANGED
        return max(states, key=_WORST_LAST.index)

    @property
    def page_number(self) -> int:
        """The page on which what is marked begins."""
        first = self.focus.pieces[0] if self.focus else None
        if first is None:
            return 1
        place = first.quote[0] if first.quote else 0
        begun = [part.page_number for part in first.passage.parts if part.start <= place]
        return begun[-1] if begun else first.passage.page_numbers[0]


def focus_on(archive: Archive, asked: Quoting) -> Focused:
    """Look up what an address speaks of. Raises: PassageNotFound, PassagePurged of its first passage."""
    found: list[Resolution] = []
    is_stretched, is_quoting = True, False
    for piece in asked.pieces:
        try:
            resolution = archive.permalinks.resolve(piece.passage_id, piece.span)
        except (PassageNotFound, PassagePurged):
            if not found:
                raise
            continue
        is_stretched = is_stretched and _is_stretched(piece, resolution)
        is_quoting = is_quoting or (piece.span is not None and piece.span == resolution.span)
        found.append(resolution)
    together = [each for each in found if _of(each) == _of(found[0])]
    is_whole = len(together) == len(asked.pieces) and not asked.is_cut
    version, focus = _marked(archive, together, is_quoting=is_quoting)
    return Focused(tuple(found), version, focus, is_stretched, is_whole)


def focus_at(archive: Archive, resolution: Resolution) -> Focused:
    """Look up what is marked for a quote that was never a passage."""
    version, focus = _marked(archive, [resolution], is_quoting=True)
    return Focused((resolution,), version, focus)


def _of(piece: Resolution) -> tuple[str, str]:
    """Give the document and language in which a piece was looked for."""
    version = piece.version or piece.issued.version
    return version.document_id, version.language


def _is_stretched(piece: Piece, resolution: Resolution) -> bool:
    return piece.is_stretch and (piece.span is None or piece.span == resolution.span)


def _marked(
    archive: Archive, found: Sequence[Resolution], *, is_quoting: bool
) -> tuple[Version | None, Focus | None]:
    """Give what is marked now, or else what stood in the edition that the link was made of."""
    standing = [each for each in found if each.match]
    version = standing[0].version if standing else found[0].version
    if version and standing:
        matches = [each.match for each in standing if each.match and each.version == version]
        stretches = tuple(_stretches(archive, version, matches, is_quoting=is_quoting))
        return version, Focus(stretches) if stretches else None
    return _as_it_stood(archive, found)


def _as_it_stood(archive: Archive, found: Sequence[Resolution]) -> tuple[Version | None, Focus | None]:
    first = found[0].issued
    stretches = []
    for each in found:
        held = archive.passages.find_in(each.issued.passage_id, first.version.id)
        if held:
            stretches.append(Stretch(held, each.span if each.span != (0, len(held.text)) else None))
    is_held = archive.catalogue.find_version(first.version.id) is not None
    return (first.version if is_held else None), (Focus(tuple(stretches)) if stretches else None)


def _stretches(
    archive: Archive, version: Version, matches: Iterable[Match], *, is_quoting: bool
) -> Iterable[Stretch]:
    """Give the passages in which places stand, and which of their words are meant: none where all are."""
    for match in matches:
        numbers = sorted({each.page_number for each in match.slices if each.aside is None})
        standing = {each.id: each for number in numbers for each in archive.passages.on_page(version.id, number)}
        for passage in sorted(standing.values(), key=lambda each: each.ordinal):
            spans = _spans(passage, match.slices)
            is_all = spans == [(0, len(passage.text))] and not is_quoting
            yield from (Stretch(passage, None if is_all else span) for span in spans)


def _spans(passage: Passage, slices: Iterable[Slice]) -> list[Span]:
    """Give the stretches of a passage that stand in slices of pages; those with no word between them as one."""
    found: list[Span] = []
    for part in passage.parts:
        shift = part.start - part.page_start
        for each in slices:
            start, end = max(each.start, part.page_start) + shift, min(each.end, part.page_end) + shift
            if each.aside is None and part.page_number == each.page_number and start < end:
                last = found[-1] if found else None
                if last and not any(map(str.isalnum, passage.text[last[1] : start])) and start >= last[0]:
                    found[-1] = (last[0], max(last[1], end))
                else:
                    found.append((start, end))
    return found
