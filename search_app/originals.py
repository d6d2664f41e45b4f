"""The PDFs as they were received."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request, send_file

from archive import Version
from search_app.frame import parts

blueprint = Blueprint("originals", __name__, url_prefix="/versions")

_NAME_LENGTH = 120
_KEPT_SECONDS = 3600
"""After that a browser asks again, and is told in a line that nothing changed."""


@blueprint.get("/<version>/original.pdf")
def original(version: str) -> Response:
    """Send the bytes of a version, or the ranges asked for."""
    archive = parts().archive
    known = archive.catalogue.get_version(version)
    if not _asks_for_one_range():
        request.environ.pop("HTTP_RANGE", None)
    return send_file(
        archive.originals.path(known.original_sha256).resolve(),
        mimetype="application/pdf",
        download_name=safe_name(known),
        conditional=True,
        etag=known.original_sha256,
        max_age=_KEPT_SECONDS,
    )


def _asks_for_one_range() -> bool:
    """Tell whether part of the bytes is asked for in a way that is answered by a part.

    Anything else gets all of it, as it may (RFC 9110, 14.2): other units, several ranges, what is no range.
    """
    asked = request.range
    return asked is not None and asked.units == "bytes" and len(asked.ranges) == 1


def safe_name(version: Version, part: str = "", ending: str = "pdf") -> str:
    """Give the name under which a reader saves a file, or a part of it: hers, without what headers abuse."""
    stem = _plain(re.sub(r"(?i)\.pdf$", "", version.file_name))[:_NAME_LENGTH]
    return f"{_plain(f'{stem or version.document_id} {part}')}.{ending}"


def _plain(name: str) -> str:
    kept = "".join(character if character.isprintable() else " " for character in name)
    return re.sub(r'[\s/\\:*?"<>|;]+', " ", kept).strip(" .")
