"""What stands side by side, as programs read it; web and command line share it."""

from __future__ import annotations

from collections.abc import Sequence

from archive import Passage, Version
from search_app.aligned import Aligned, Row
from search_app.counterparts import passages_address
from search_app.links import Links
from search_app.presenting import Object, page_refs

DIGITS = 4
"""Of a confidence, after the point."""


def alignment_object(row: Row, aligned: Aligned, links: Links) -> Object:
    """Give some passages of one side, what says the same on the other, and how likely that is."""
    bitext = aligned.bitext
    return {
        "document": aligned.document.id,
        "from": aligned_side(aligned.from_version, bitext.from_language, row.from_passages, aligned, links),
        "to": aligned_side(aligned.to_version, bitext.to_language, row.to_passages, aligned, links),
        "confidence": round(row.alignment.confidence, DIGITS),
        "moved": row.alignment.is_moved,
        "corrected": row.alignment.is_corrected,
        "untranslated": row.is_untranslated,
    }


def aligned_head(aligned: Aligned) -> Object:
    """Give what an alignment is of: the versions, and how likely they say the same."""
    bitext = aligned.bitext
    return {
        "document": aligned.document.id,
        "from": {"version": aligned.from_version.id, "language": bitext.from_language},
        "to": {"version": aligned.to_version.id, "language": bitext.to_language},
        "score": round(bitext.score, DIGITS),
    }


def aligned_side(
    version: Version, language: str, passages: Sequence[Passage], aligned: Aligned, links: Links
) -> Object:
    """Give passages of one of the two versions; `text` is that of all of them, a line for each."""
    places = aligned.places(passages)
    return {
        "version": version.id,
        "language": language,
        "passages": [each.id for each in passages],
        "url": passages_address(passages, links) or None,
        "pages": page_refs([number for number, _ in places], dict(places)),
        "text": "\n".join(each.text for each in passages),
    }
