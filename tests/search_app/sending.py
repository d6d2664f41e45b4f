"""Files sent as a reader or a script of our pages sends them, and what is held of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive import Archive, Stage, Version
from tests.factories import make_version, store_version
from tests.factories import page as make_page
from tests.pdf_factory import Sheet, pdf_bytes
from tests.search_app.signing import OWN, token_in

PDF = pdf_bytes([Sheet().put("Regional innovation", y=100)])
OTHER = pdf_bytes([Sheet().put("Border cooperation", y=100)])

File = tuple[bytes, str]


def send(client: FlaskClient, files: Sequence[File], path: str = "/add", **fields: str) -> TestResponse:
    token = token_in(client.get("/add").text)
    data = {**fields, "csrf_token": token, "file": [(io.BytesIO(content), name) for content, name in files]}
    return client.post(path, data=data, headers=OWN, content_type="multipart/form-data")


def by_script(client: FlaskClient) -> dict[str, str]:
    """Give the headers of what a script on one of our pages sends."""
    return {**OWN, "X-CSRF-Token": token_in(client.get("/add").text)}


def archive_batch(archive: Archive) -> str:
    return next(row.batch or "" for row in archive.queue.waiting())


def queued(folder: Path) -> list[tuple[str, str, Stage]]:
    with Archive.open(folder) as archive:
        rows = archive.queue.of_batch(archive_batch(archive))
        return [(row.source.partition("/")[2], row.file_name, row.stage) for row in rows]


def kept_bytes(folder: Path) -> set[bytes]:
    """Give all originals, but for the one of the document that was there."""
    with Archive.open(folder) as archive:
        held = archive.catalogue.versions("study")[0].original_sha256
        hashes = set(archive.originals.hashes()) - {held}
        return {archive.originals.path(each).read_bytes() for each in hashes}


def hold(archive: Archive, sha256: str) -> Version:
    """Put a version in whose original has this hash."""
    stored = store_version(archive, make_version("held"), title="Held")
    version = replace(stored, original_sha256=sha256, page_count=1)
    archive.passages.replace_version(version, [make_page()], [])
    return version
