"""The receiving of files from programs, described: what is sent, and the batch that comes of it.

Rule: what was received is only noted when it is answered; the batch's address tells what becomes of it.
"""

from __future__ import annotations

from archive import SourceStatus
from search_app.openapi.answered import gives, refused
from search_app.openapi.operations import Operation
from search_app.openapi.shapes import Schema, choice, link, listing, record, ref, text

RECEIVE = "uploads.receive"
"""The view that takes files from programs."""

_WAITING = ("queued", "reading", *SourceStatus)


def receiving_operations() -> dict[str, Operation]:
    """Describe the sending of files."""
    received = gives(
        "Batch", "The files are noted, and read one after the other.", headers={"Location": "The batch."}
    )
    sent = {
        "description": "One or more PDFs, each a part named “files”; their names are kept as they are shown.",
        "required": True,
        "content": {"multipart/form-data": {"schema": _form()}},
    }
    answers = {202: received, **refused(400, 401, 403, 413, 415, 429)}
    return {RECEIVE: Operation("Holdings", answers, body=sent, security=({"token": []},))}


def batch_objects() -> dict[str, Schema]:
    """Describe a batch of files and what became of each."""
    reason = record("Why it failed or waits.", {"code": text(), "message": text()})
    file = record(
        "A file of the batch.",
        {
            "name": text("As it was sent."),
            "status": choice(_WAITING),
            "document": text(),
            "version": text(),
            "reason": reason,
        },
        perhaps=("document", "version", "reason"),
    )
    batch = {"batch": text(), "url": link("Where to see what becomes of it."), "files": listing(ref("BatchFile"))}
    return {"Batch": record("Files that were received together.", batch), "BatchFile": file}


def _form() -> Schema:
    file = text(contentMediaType="application/pdf")
    return record("The form.", {"files": listing(file, minItems=1)})
