"""What became of a passage, or of a quote in it: one of five answers for every id that was ever issued.

Rule: never another place in silence. Where it is not sure which place is meant, all of them are given.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.anchors import Anchor, Match, State, in_passages, locate
from archive.catalogue import Catalogue
from archive.errors import PassagePurged
from archive.issues import Issues
from archive.model import Issued, Passage, Slice, Version
from archive.passages import PassageStore


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a stretch of a passage's text.

    `issued` is the passage as it stood when it had this id, `span` the stretch of its text that is meant.
    `version` is where it was looked for: the newest edition, or None where the document has none any more. `match`
    is its place there; it is None where it is gone or uncertain, and `candidates` are then what could be meant.
    """

    state: State
    issued: Issued
    span: tuple[int, int]
    version: Version | None
    match: Match | None = None
    candidates: tuple[Match, ...] = ()


class Permalinks:
    """Resolves ids over the documents as they are now."""

    def __init__(self, issues: Issues, catalogue: Catalogue, passages: PassageStore) -> None:
        self._issues, self._catalogue, self._passages = issues, catalogue, passages

    def resolve(self, passage_id: str, span: tuple[int, int] | None = None) -> Resolution:
        """Say what became of a passage, or of a stretch of its text.

        Raises: PassageNotFound for an id that was never issued; PassagePurged.
        """
        known = self._issues.of(passage_id)
        kept = [each for each in known if not each.is_purged]
        if not kept:
            raise PassagePurged(known[-1])
        first, last = kept[0], kept[-1]
        span = span or (0, len(last.text))
        version = self._catalogue.find_current(last.version.document_id, last.version.language)
        if version is None:
            return Resolution(State.GONE, last, span, None)
        standing = self._passages.find_in(passage_id, version.id)
        if standing:
            state = State.EXACT if first.places[0].page_number == standing.parts[0].page_number else State.MOVED
            return Resolution(state, first if state is State.MOVED else last, span, version, _own(standing, span))
        anchor = Anchor(last.text[slice(*span)], last.prefix, last.suffix, None)
        found = locate(anchor, self._passages.plain_pages(version.id), self._passages.in_parts(version.id))
        places = [*([found.match] if found.match else []), *found.candidates]
        numbers = sorted({each.page_number for place in places for each in place.slices})
        found = in_passages(found, self._passages.stands_on(version.id, numbers))
        return Resolution(found.state, last, span, version, found.match, found.candidates)


def _own(passage: Passage, span: tuple[int, int]) -> Match:
    """Give a stretch of a passage that stands as it was."""
    slices = []
    for number, page_start, page_end, start in passage.parts:
        first, last = max(span[0] - start, 0), min(span[1] - start, page_end - page_start)
        if first < last:
            slices.append(Slice(number, page_start + first, page_start + last))
    return Match(tuple(slices), passage.text[slice(*span)], 1.0, passage.id, span)
