"""What changed between two editions, as programs read it; web and command line share them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from archive import Change, ChangeKind, Passage, Version, differences
from search_app.editions import Compared
from search_app.links import Links
from search_app.presenting import Object, document_ref, page_refs

_DIGITS = 4
"""Of a likeness, after the point."""


def changes_object(
    compared: Compared, kinds: Collection[ChangeKind], offset: int, limit: int, links: Links
) -> Object:
    """Give some of the changes of these kinds, and how many there are of each kind."""
    listed = compared.listed(kinds)
    return {
        "document": document_ref(compared.document),
        "language": compared.new.language,
        "from": _edition_ref(compared.old),
        "to": _edition_ref(compared.new),
        "url": links.changes(
            compared.document.id, compared.new.language, old=compared.old.edition, new=compared.new.edition
        ),
        "without_text": list(compared.without_text),
        "counts": {kind.value: count for kind, count in compared.comparison.counts.items()},
        "shifts": [
            {"from_page": first, "to_page": last, "pages": pages}
            for first, last, pages in compared.comparison.shifts
        ],
        "total": len(listed),
        "offset": offset,
        "changes": [change_object(each, compared, links) for each in listed[offset : offset + limit]],
    }


def change_object(change: Change, compared: Compared, links: Links) -> Object:
    """Give one change: its kind, both sides, and where their texts differ, as offsets in each."""
    return {
        "kind": change.kind.value,
        "moved": change.is_moved,
        "likeness": round(change.likeness, _DIGITS),
        "before": _side(change.before, change.text_before, compared, links),
        "after": _side(change.after, change.text_after, compared, links),
        "differences": [
            {"before": list(each.before), "after": list(each.after)}
            for each in differences(change.text_before, change.text_after)
            if change.kind is ChangeKind.CHANGED
        ],
    }


def _side(passages: Sequence[Passage], text: str, compared: Compared, links: Links) -> Object | None:
    if not passages:
        return None
    places = compared.places(passages)
    return {
        "passages": [each.id for each in passages],
        "url": compared.address(passages, links),
        "kind": passages[0].kind.value,
        "section": list(passages[0].section),
        "pages": page_refs([number for number, _ in places], dict(places)),
        "text": text,
    }


def _edition_ref(version: Version) -> Object:
    return {"version": version.id, "edition": version.edition}
