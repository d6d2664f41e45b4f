"""From words that somebody points to, to what is cited: the edition and the pages in which these words stand.

Rule: what is quoted stands there. Words that the newest edition has are cited from it; words that it has no
longer, or has otherwise, from the edition in which they stood.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from archive import (
    Archive,
    Description,
    Document,
    Issued,
    Place,
    Resolution,
    State,
    Version,
    around_slices,
)
from search_app import quoting
from search_app.citations import Citable
from search_app.describing import Known
from search_app.errors import BadParameter
from search_app.links import Links
from search_app.quoting import Piece, Quoting, Span


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited, the version it is cited from, and what became of each piece."""

    citable: Citable
    document: Document
    version: Version
    states: tuple[State, ...]

    @property
    def is_of_old(self) -> bool:
        """Whether it is cited from where it stood, because it does not stand so any more."""
        return any(state in (State.CHANGED, State.GONE) for state in self.states)


class _Stand(NamedTuple):
    version: Version
    document: Document
    words: str
    places: tuple[Place, ...]
    prefix: str
    suffix: str


_STANDING = (State.EXACT, State.MOVED)
_KEY_LENGTH = 8


def cite(archive: Archive, asked: Quoting, links: Links) -> Cited:
    """Say what is cited, as of today.

    Raises: BadParameter for what is no stretch of its passage, and for passages that no edition has together;
    PassageNotFound, PassagePurged.
    """
    if asked.is_cut:
        raise BadParameter("with", "", f"names of at most {quoting.MOST_PIECES - 1} further passages")
    pieces = asked.pieces
    resolutions = [_resolved(archive, piece) for piece in pieces]
    stands = [_now(archive, each) for each in resolutions]
    if len({each.version.id for each in stands}) > 1:
        stands = [_then(*each) for each in _together(archive, pieces, resolutions)]
    citable = _citable(archive, asked, stands, links)
    return Cited(citable, stands[0].document, stands[0].version, tuple(each.state for each in resolutions))


def cite_whole(known: Known, version: Version, held: Sequence[Version], links: Links) -> Citable:
    """Say what is cited where all of a version is; `held` are all versions of its document."""
    stand = _Stand(version, known.document, "", (), "", "")
    link = links.document(known.document.id)
    return _described(stand, known.first(version.language), held, f"pasaje-{version.id}", link, links)


def cite_pages(
    archive: Archive, document: Document, version: Version, places: Iterable[Place], link: str, links: Links
) -> Citable:
    """Say what is cited where pages of a version are, at a link."""
    bare = archive.passages.unnumbered_pages(version.id)
    told = tuple(place._replace(is_printed=place.page_number not in bare) for place in places)
    stand = _Stand(version, document, "", told, "", "")
    return _looked_up(archive, stand, f"pasaje-{version.id}", link, links)


def cite_purged(archive: Archive, issued: Issued, links: Links) -> Citable:
    """Say what is cited where the words were purged: their place alone."""
    stand = _then(issued, (0, 0))
    return _looked_up(archive, stand, f"pasaje-{issued.passage_id}", links.passage(issued.passage_id), links)


def _resolved(archive: Archive, piece: Piece) -> Resolution:
    found = archive.permalinks.resolve(piece.passage_id, piece.span)
    if not piece.is_stretch or (piece.span and piece.span != found.span):
        length = len(found.issued.text)
        raise BadParameter("quote", piece.said, f"START-END within 0-{length}")
    return found


def _now(archive: Archive, resolution: Resolution) -> _Stand:
    """Give where words stand now, if they do; else where they stood."""
    version, match = resolution.version, resolution.match
    if version is None or match is None or not match.slices or resolution.state not in _STANDING:
        return _then(resolution.issued, resolution.span)
    numbers = sorted({each.page_number for each in match.slices})
    pages = {page.number: page for page in archive.passages.pages(version.id, numbers)}
    bare = archive.passages.unnumbered_pages(version.id)
    before, after = around_slices(match.slices, pages)
    return _Stand(
        version=version,
        document=archive.catalogue.get_document(version.document_id),
        words=match.text,
        places=tuple(Place(number, pages[number].label, 0, number not in bare) for number in numbers),
        prefix=before,
        suffix=after,
    )


def _together(
    archive: Archive, pieces: Sequence[Piece], resolutions: Sequence[Resolution]
) -> Iterator[tuple[Issued, Span]]:
    """Give passages as they stood in the newest edition that had all of them. Raises: BadParameter."""
    known = [{each.version.id: each for each in archive.issues.of(piece.passage_id)} for piece in pieces]
    common = [each for name, each in known[0].items() if all(name in others for others in known)]
    if not common:
        raise BadParameter("with", pieces[-1].passage_id, "a passage of the same edition of the same document")
    newest = max(common, key=lambda each: each.version.edition).version.id
    for resolution, editions in zip(resolutions, known, strict=True):
        yield editions[newest], resolution.span


def _then(issued: Issued, span: Span) -> _Stand:
    """Give where words stood when their passage got its name."""
    start, end = span
    before, after = issued.around(start, end)
    return _Stand(
        version=issued.version,
        document=issued.document,
        words=issued.text[start:end],
        places=issued.places_of(start, end),
        prefix=before,
        suffix=after,
    )


def _citable(archive: Archive, asked: Quoting, stands: Sequence[_Stand], links: Links) -> Citable:
    """Put pieces together: their words, and all of their pages."""
    whole = _Stand(
        stands[0].version,
        stands[0].document,
        " ".join(each.words for each in stands),
        tuple(sorted({place._replace(start=0) for each in stands for place in each.places})),
        stands[0].prefix,
        stands[-1].suffix,
    )
    name, quote, further = asked.address
    return _looked_up(archive, whole, _key_of(asked), links.passage(name, quote=quote, further=further), links)


def _key_of(asked: Quoting) -> str:
    """Name what is cited: the same words always alike, others in the same passage otherwise."""
    name, quote, further = asked.address
    if not quote and not further:
        return f"pasaje-{name}"
    told = hashlib.sha256(" ".join((name, quote, *further)).encode()).hexdigest()
    return f"pasaje-{name}-{told[:_KEY_LENGTH]}"


def _looked_up(archive: Archive, stand: _Stand, key: str, link: str, links: Links) -> Citable:
    description = archive.descriptions.of(stand.document, stand.version)
    places = tuple(Place(each.page_number, each.label if each.is_printed else "") for each in stand.places)
    held = archive.catalogue.versions(stand.document.id)
    return _described(stand._replace(places=places), description, held, key, link, links)


def _described(
    stand: _Stand, description: Description, held: Sequence[Version], key: str, link: str, links: Links
) -> Citable:
    version = stand.version
    return Citable(
        key=key,
        description=description,
        language=version.language,
        edition=version.edition,
        link=link,
        original=links.original(version.id) if any(each.id == version.id for each in held) else "",
        accessed=datetime.now(UTC).date(),
        words=stand.words,
        places=stand.places,
        prefix=stand.prefix,
        suffix=stand.suffix,
        is_one_of_languages=any(each.language != version.language for each in held),
        is_one_of_editions=version.edition > 1
        or any(each.language == version.language and each.edition != version.edition for each in held),
    )
