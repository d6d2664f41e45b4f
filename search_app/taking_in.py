"""Files that somebody sends: looked at, kept, and noted in the queue, before anybody is told that they are here.

Rule: what is told of a file is on the disk by then. Its name is words to be shown, and never a path.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from flask import Request

from archive import NO_ROOM, Actor, Archive, Reason, SourceStatus
from ingest.outcome import Outcome
from ingest.sources import refusal
from search_app.errors import BatchFull, DiskFull
from search_app.upload_limits import HELD_BYTES, MAX_BATCH_FILES, MAX_FILE_BYTES
from search_app.upload_names import shown_name


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: its name, and its bytes while the request lasts."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was told of a file at once: `outcome` is there where nothing is left to do with it."""

    name: str
    outcome: Outcome | None = None


class SpoolingRequest(Request):
    """A request whose files are received in the archive's folder, without names: nothing of them can be left."""

    spool: str | None = None

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - of the framework
        content_type: str | None,  # noqa: ARG002 - as above
        filename: str | None = None,  # noqa: ARG002 - as above
        content_length: int | None = None,  # noqa: ARG002 - as above
    ) -> IO[bytes]:
        return tempfile.SpooledTemporaryFile(HELD_BYTES, "w+b", dir=self.spool)


def new_batch() -> str:
    """Give a name for what is sent together that nobody guesses: 22 characters."""
    return secrets.token_urlsafe(16)


def take_in(
    archive: Archive, batch: str, files: Iterable[Sent], *, options: Mapping[str, str], by: Actor
) -> list[Taken]:
    """Keep files and have them wait; those that cannot be read are noted with the reason.

    Raises: BatchFull before the first that is too many; DiskFull. What came before is in.
    """
    taken = []
    count = archive.queue.count_batch(batch)
    for number, sent in enumerate(files, count + 1):
        if number > MAX_BATCH_FILES:
            raise BatchFull(batch)
        try:
            taken.append(_take(archive, batch, sent, options, by))
        except OSError as fault:
            if fault.errno in NO_ROOM:
                raise DiskFull from fault
            raise
    return taken


def _take(archive: Archive, batch: str, sent: Sent, options: Mapping[str, str], by: Actor) -> Taken:
    name = shown_name(sent.name)
    sha256 = ""
    outcome = _refused(sent)
    if outcome is None:
        sha256 = archive.originals.put(_place(sent.stream)).sha256
        version = archive.catalogue.find_original(sha256)
        outcome = Outcome.unchanged(version, "") if version else None
    kept: dict[str, Any] | None = outcome.to_keep() if outcome else None
    archive.queue.put_upload(batch, name, sha256, options=options, by=by, outcome=kept)
    if outcome is None and not archive.originals.has(sha256):
        # Somebody purged the same bytes before they were noted; who purges now leaves them.
        archive.originals.put(_place(sent.stream))
    return Taken(name, outcome)


def _refused(sent: Sent) -> Outcome | None:
    size = sent.stream.seek(0, 2)
    if size > MAX_FILE_BYTES:
        told = f"It has {size:,} bytes, and up to {MAX_FILE_BYTES:,} are taken: send it in parts."
        reason: Reason | None = Reason("too_large", told)
    else:
        reason = refusal(_place(sent.stream))
    return Outcome("", SourceStatus.FAILED, 0.0, reason=reason) if reason else None


def _place(stream: Any) -> Path:
    """Give a path to the bytes of a file that has no name (fd(4)); it is good while the file is open."""
    if hasattr(stream, "rollover"):
        stream.rollover()
    stream.flush()
    stream.seek(0)  # where such a path shares the place that is read from
    return Path(f"/dev/fd/{stream.fileno()}")
