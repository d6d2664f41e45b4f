"""A passage of an earlier edition in a later one: at once, or by way of the editions in between.

Rule: what was edited a little in every edition is in the last hardly like what it was in the first; each step is
told by what stands around it, as that between two editions is.
"""

from __future__ import annotations

from dataclasses import replace

from archive.anchors.exact_search import is_spelled, quote_of
from archive.anchors.locating import Located, Match, State, in_passages
from archive.anchors.near_search import likeness
from archive.catalogue import Catalogue
from archive.editions import Origin, in_other_edition
from archive.identity import normalise
from archive.issues import Issues
from archive.model import Issued, Page, Slice, Version
from archive.passages import PassageStore
from archive.rereadings import in_its_file


class Lineage:
    """Follows passages through the editions that are held."""

    def __init__(self, issues: Issues, catalogue: Catalogue, passages: PassageStore) -> None:
        self._issues, self._catalogue, self._passages = issues, catalogue, passages

    def found(self, issued: Issued, version: Version) -> tuple[Located, list[Page]]:
        """Find what was issued in a version that does not hold it under its id; gives the pages searched too."""
        if issued.version.id == version.id:
            return in_its_file(self._passages, issued)
        found, pages = in_other_edition(self._passages, issued, self._origin(issued), version)
        if found.match is None and (by_way := self._by_way(issued, version)):
            return by_way, self._passages.plain_pages(version.id)
        return found, pages

    def _origin(self, issued: Issued) -> Origin | None:
        """Give where a passage stands in its own edition, if that is still held.

        What an earlier reading of the edition cut in other pieces is first found in the reading of now.
        """
        held = self._passages.find_in(issued.passage_id, issued.version.id)
        if held is not None:
            slices = tuple(Slice(number, start, end) for number, start, end, _ in held.parts)
            return Origin(issued.version.id, slices, issued.prefix, issued.suffix, held)
        if self._catalogue.find_version(issued.version.id) is None:
            return None
        found, pages = in_its_file(self._passages, issued)
        return Origin.at(issued.version.id, found.match.slices, pages) if found.match else None

    def _by_way(self, issued: Issued, version: Version) -> Located | None:
        """Find what became of a passage in the edition that came next, and then what became of that."""
        following = self._following(issued.version, version)
        became = self._became(issued, following) if following else None
        if became is None:
            return None
        standing = self._passages.find_in(became.passage_id, version.id)
        if standing is None:
            found, _ = self.found(became, version)
            return _told(found, issued) if found.match else None
        slices = tuple(Slice(number, start, end) for number, start, end, _ in standing.parts)
        return _told(Located(State.EXACT, Match(slices, standing.text, 1.0)), issued)

    def _following(self, version: Version, last: Version) -> Version | None:
        """Give the edition that came next, if it is held and is not the last."""
        if last.edition <= version.edition + 1:
            return None
        between = [
            each
            for each in self._catalogue.versions(version.document_id)
            if each.language == version.language and version.edition < each.edition < last.edition
        ]
        return min(between, key=lambda each: each.edition, default=None)

    def _became(self, issued: Issued, version: Version) -> Issued | None:
        """Give the passage that one became: all of it, and nothing else."""
        found, _ = in_other_edition(self._passages, issued, self._origin(issued), version)
        if found.match is None:
            return None
        stands = self._passages.stands_on(version.id, [each.page_number for each in found.match.slices])
        placed = in_passages(found, stands).match
        if placed is None or placed.passage_id is None:
            return None
        became = next(each for each in self._issues.of(placed.passage_id) if each.version.id == version.id)
        return became if normalise(became.text) == normalise(placed.text) else None


def _told(found: Located, issued: Issued) -> Located:
    """Say how like what is found is to what was issued first."""
    quote = quote_of(issued.text)
    if found.match is None or quote is None:
        return found
    text = found.match.text
    match = replace(found.match, score=1.0 if is_spelled(quote, text) else likeness(quote, text))
    return replace(found, state=State.EXACT if match.score == 1 else State.CHANGED, match=match)
