"""Addresses of places that versions left: where what stood there is to be found now."""

from __future__ import annotations

import string
from urllib.parse import quote, urlencode

from flask import request, url_for

from archive import DocumentNotFound, Version
from search_app.errors import EditionNotFound, LanguageNotFound
from search_app.frame import parts

_CHANGES = "changes.show"
"""Compares editions by numbers that say nothing elsewhere: it leads to the document."""


def address_now(error: DocumentNotFound | LanguageNotFound | EditionNotFound) -> str | None:
    """Give the address of this request at the place where the version is now, with all that was asked of it.

    Nothing where no version left the place, or where none is held for it any more.
    """
    asked = dict(request.view_args or {})
    if request.method not in ("GET", "HEAD") or request.endpoint is None or "document" not in asked:
        return None
    version = _stands_there(error, str(asked["document"]), str(asked.get("language", "")))
    if version is None:
        return None
    moved = {"document": version.document_id, "language": version.language}
    there = asked | {name: value for name, value in moved.items() if name in asked}
    if request.endpoint == _CHANGES:
        return url_for("documents.show", document=version.document_id)
    if "language" in asked and ("edition" in request.args or not _is_newest(version)):
        return url_for(request.endpoint, **there) + _query(version)
    query = quote(request.query_string, safe=string.punctuation)  # as it was, and nothing that is no address
    return url_for(request.endpoint, **there) + (f"?{query}" if query else "")


def _stands_there(
    error: DocumentNotFound | LanguageNotFound | EditionNotFound, document_id: str, language: str
) -> Version | None:
    departures, catalogue = parts().archive.departures, parts().archive.catalogue
    edition = error.edition if isinstance(error, EditionNotFound) else request.args.get("edition", type=int)
    found = departures.from_place(document_id, language, edition)
    if found is None and isinstance(error, DocumentNotFound):
        found = departures.from_place(document_id, language) or departures.from_place(document_id)
    return catalogue.find_version(found) if found else None


def _is_newest(version: Version) -> bool:
    newest = parts().archive.catalogue.find_current(version.document_id, version.language)
    return newest is not None and newest.id == version.id


def _query(version: Version) -> str:
    """Give what was asked, with the number that the edition has now; the newest is asked for without one."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "edition"]
    said = [*kept, *([] if _is_newest(version) else [("edition", str(version.edition))])]
    return f"?{urlencode(said)}" if said else ""
