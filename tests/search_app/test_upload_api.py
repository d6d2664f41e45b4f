"""Files that programs send, and what they are told of each."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive
from tests.search_app.sending import PDF, by_script
from tests.search_app.signing import add_accounts


def test_a_program_sends_files_and_is_told_of_each(curator: FlaskClient) -> None:
    data = {"file": [(io.BytesIO(PDF), "one.pdf"), (io.BytesIO(b"no"), "two.pdf")], "language": "en"}
    answer = curator.post("/api/v1/documents", data=data, headers=by_script(curator))
    said = answer.json
    assert answer.status_code == 202
    assert said is not None
    assert [(each["name"], each["status"]) for each in said["files"]] == [
        ("one.pdf", "received"),
        ("two.pdf", "failed"),
    ]
    assert said["files"][1]["reason"]["code"] == "not_a_pdf"
    assert answer.location == said["url"] == f"http://localhost/api/v1/batches/{said['batch']}"
    progress = curator.get(said["url"]).json
    assert progress is not None
    assert progress["counts"] == {"total": 2, "in": 0, "held": 0, "unchanged": 0, "failed": 1, "open": 1}
    assert [each["stage"] for each in progress["files"]] == ["waiting", "done"]
    assert not progress["done"]


@pytest.mark.usefixtures("quick_hashes")
def test_a_program_with_the_token_of_a_curator_needs_no_form(curator: FlaskClient, folder: Path) -> None:
    """What it sent is known as its account's, by which way and from where it came."""
    with Archive.open(folder) as archive:
        add_accounts(archive)
        tokens = {name: archive.accounts.make_token(name) for name in ("luis", "ana")}
    afar = {"REMOTE_ADDR": "192.0.2.7"}

    def send_as(name: str, path: str) -> int:
        data, said = {"file": (io.BytesIO(PDF), "one.pdf")}, {"Authorization": f"Bearer {tokens[name]}"}
        return curator.post(path, data=data, headers=said, environ_base=afar).status_code

    assert [send_as(name, "/api/v1/documents") for name in tokens] == [403, 202]
    assert send_as("ana", "/add") == 403
    with Archive.open(folder) as archive:
        (row,) = archive.queue.waiting()
    assert (row.who, row.way, row.address) == ("ana", "api", "192.0.2.7")


@pytest.mark.parametrize("data", [{}, {"file": "words"}, {"language": "fr", "file": (io.BytesIO(PDF), "one.pdf")}])
def test_a_program_that_sends_nonsense_is_told_what_is_expected(curator: FlaskClient, data: object) -> None:
    kind = "multipart/form-data"
    answer = curator.post("/api/v1/documents", data=data, headers=by_script(curator), content_type=kind)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_a_program_that_sends_no_form_is_told_so(curator: FlaskClient) -> None:
    answer = curator.post(
        "/api/v1/documents", data=PDF, headers=by_script(curator), content_type="application/pdf"
    )
    assert (answer.status_code, answer.mimetype) == (415, "application/problem+json")
