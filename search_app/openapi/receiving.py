"""The receiving of files from programs, described: what is sent, and the batch that comes of it.

Rule: what was received is only noted when it is answered; the batch's address tells what becomes of it.
"""

from __future__ import annotations

from archive import SourceStatus
from search_app.batches import Step
from search_app.languages import INTERFACE
from search_app.openapi.answered import gives, refused
from search_app.openapi.operations import Operation
from search_app.openapi.shapes import (
    Schema,
    choice,
    flag,
    link,
    listing,
    number,
    or_null,
    record,
    ref,
    text,
    whole,
)
from search_app.upload_limits import MAX_FILE_BYTES, MAX_SENT_BYTES, MAX_SENT_FILES

RECEIVE, FOLLOW = "upload_api.send", "upload_api.progress"
"""The views that take files from programs, and that tell what became of them."""

_SENDERS: tuple[dict[str, list[str]], ...] = ({"token": []}, {"page": []})
_CURATORS: tuple[dict[str, list[str]], ...] = ({"token": []}, {})
"""Whoever has signed in in a browser, or sits at the machine where there are no accounts, needs no token."""


def receiving_operations() -> dict[str, Operation]:
    """Describe the sending of files, and the looking after them."""
    noted = "The files are noted, and read one after the other."
    received = gives("Received", noted, headers={"Location": "The batch."})
    most = f"Up to {MAX_FILE_BYTES:,} bytes a file, {MAX_SENT_BYTES:,} and {MAX_SENT_FILES} files in all."
    sent = {
        "description": most,
        "required": True,
        "content": {"multipart/form-data": {"schema": _form()}},
    }
    answers = {202: received, **refused(400, 403, 413, 415, 503, 507)}
    followed = {200: gives("Batch", "What became of each file so far."), **refused(403, 404)}
    return {
        RECEIVE: Operation("Holdings", answers, body=sent, security=_SENDERS),
        FOLLOW: Operation("Holdings", followed, security=_CURATORS),
    }


def batch_objects() -> dict[str, Schema]:
    """Describe files as they were received, and what became of each."""
    named = {"batch": text(), "url": link("What becomes of it."), "page": link("The same for people.")}
    counts = {kind: whole(least=0) for kind in ("total", "in", "held", "unchanged", "failed", "open")}
    followed = {"done": flag("Whether nothing more is to come."), "counts": record("Of files.", counts)}
    return {
        "Received": record("Files that were received together.", {**named, "files": listing(_received())}),
        "Batch": record(
            "What became of files that were received together.",
            {**named, **followed, "files": listing(ref("BatchFile"))},
        ),
        "BatchFile": _followed(),
    }


def _received() -> Schema:
    return record(
        "A file as it was received.",
        {
            "name": text("As it is shown."),
            "status": choice(("received", SourceStatus.UNCHANGED, SourceStatus.FAILED)),
            "document": or_null(text()),
            "version": or_null(text()),
            "reason": _reason(),
        },
    )


def _followed() -> Schema:
    warning = {"code": text(), "page": or_null(whole(least=1)), "message": text()}
    return record(
        "A file and how far it is; `status` is there when it is read, the version where it is held.",
        {
            "name": text("As it is shown."),
            "stage": choice(Step),
            "pages_done": whole(least=0),
            "page_count": whole("0 until it is known.", least=0),
            "seconds_left": or_null(number("As far as it can be told.", least=0)),
            "status": or_null(choice([*SourceStatus])) | {"enum": [*SourceStatus, None]},
            "document": or_null(text()),
            "version": or_null(text()),
            "title": or_null(text()),
            "language": or_null(text()),
            "pages": or_null(whole(least=0)),
            "passages": or_null(whole(least=0)),
            "warnings": listing(record("What is to be known of it.", warning)),
            "reason": _reason(),
        },
    )


def _reason() -> Schema:
    return or_null(record("Why it failed or waits.", {"code": text(), "message": text()}))


def _form() -> Schema:
    file = text(contentMediaType="application/pdf")
    told = {
        "document": text("The id of the document it belongs to; else one of its own, or as its name says."),
        "language": choice(INTERFACE, "Of the file; else as it is found."),
        "title": text("Of one file sent by itself.", maxLength=500),
        "date": text("Of one file sent by itself: as 2013, 2013-05 or 2013-05-20."),
    }
    return record("The form.", {"file": listing(file, minItems=1), **told}, perhaps=told)
