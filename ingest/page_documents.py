"""To which documents the files go that a web page lists: one document a line, however often the page is read.

Rule: the page decides what belongs together, the file what language it is in. A document that holds one of the
links already takes the others; only a new one is called as on the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from archive import Archive
from archive.identity import slug
from ingest.listed import Link, Listed
from ingest.listings import Listing
from ingest.outcome import Options

TAKEN = ("en", "es", None)
"""Languages of links that are added: others could not be searched, and would stand as editions of each other."""


class Entry(NamedTuple):
    """A link of a page with its number there, from 1, and the document it belongs to."""

    number: int
    document: Listed
    link: Link

    @property
    def is_taken(self) -> bool:
        """Tell whether it is in a language that this archive reads, as far as the page tells."""
        return self.link.language in TAKEN


def entries(listing: Listing) -> list[Entry]:
    """Give all links of a page in its order, numbered."""
    pairs = [(document, link) for document in listing.documents for link in document.links]
    return [Entry(number, document, link) for number, (document, link) in enumerate(pairs, 1)]


def options_for(
    archive: Archive, listing: Listing, page: str, numbers: Collection[int]
) -> Iterator[tuple[Entry, Options]]:
    """Give the links of these numbers, each with where it goes; `page` is the address that was asked for."""
    given: set[str] = set()
    chosen = [each for each in entries(listing) if each.number in numbers]
    for document in listing.documents:
        own = [each for each in chosen if each.document is document]
        known = archive.catalogue.find_sources([link.url for link in document.links])
        document_id = known[0].document_id if known else _free_id(archive, document.title, given)
        given.add(document_id)
        for each in own:
            is_named = not known and each.link.language in (None, listing.language or "en")
            yield (
                each,
                Options(
                    document_id=document_id,
                    title=document.title if is_named else None,
                    page=page,
                    listed_title=document.title,
                    listed_language=each.link.language,
                ),
            )


def _free_id(archive: Archive, title: str, given: Collection[str]) -> str:
    wanted = slug(title)
    number = 1
    name = wanted
    while name in given or archive.catalogue.find_document(name):
        number += 1
        name = f"{wanted}-{number}"
    return name
