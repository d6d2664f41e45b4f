"""What is told of a passage whose words were purged: where they stood and how that is cited, and no words."""

from __future__ import annotations

from dataclasses import dataclass

from archive import Archive, Issued
from search_app.citations import chicago
from search_app.citations.wording import Wording
from search_app.citing import cite_purged
from search_app.links import Links
from search_app.presenting import Object, document_ref


@dataclass(frozen=True, slots=True)
class Purged:
    """A passage without its words, its citation, and when they were purged (empty where that is not known)."""

    issued: Issued
    citation: str
    purged_at: str
    is_document_held: bool


def what_was_purged(archive: Archive, issued: Issued, links: Links, wording: Wording) -> Purged:
    """Gather what is known of a passage whose words were purged."""
    removal = archive.removals.find(issued.version.id)
    return Purged(
        issued,
        chicago(cite_purged(archive, issued, links), wording),
        removal.removed_at if removal and removal.is_purged else "",
        archive.catalogue.find_document(issued.version.document_id) is not None,
    )


def purged_object(purged: Purged) -> Object:
    """Tell other programs what stood there."""
    issued = purged.issued
    return {
        "passage": issued.passage_id,
        "document": document_ref(issued.document),
        "version": issued.version.id,
        "edition": issued.version.edition,
        "language": issued.version.language,
        "pages": [{"number": place.page_number, "label": place.label} for place in issued.places],
        "citation": purged.citation,
        "purged_at": purged.purged_at or None,
    }
