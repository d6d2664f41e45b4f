"""By which names the archive answers: on the machine itself by those of the machine."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from search_app import create_app
from search_app.assets import release_hash
from search_app.settings import Settings

ADDRESSES = ["/", "/?q=innovation", "/documents/study", "/api/v1/documents", "/health", "/static/pasaje.css"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_by_the_name_of_another_site_nothing_is_read(client: FlaskClient, address: str) -> None:
    """Its name may lead to 127.0.0.1, and a browser then takes its pages for those of the archive."""
    answer = client.get(address, headers={"Host": "hostile.example:8000"}, buffered=True)
    assert answer.status_code == 403
    assert "hostile.example" in answer.text
    assert "innovation</" not in answer.text
    assert "Letter of intent" not in answer.text


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "pasaje.localhost", socket.gethostname()]
)
def test_by_names_of_the_machine_it_is_read(client: FlaskClient, host: str) -> None:
    assert client.get("/api/v1/documents", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
        {"headers": {"X-Forwarded-For": "192.0.2.7"}},
        {"environ_overrides": {"SERVER_PROTOCOL": "HTTP/1.0"}},
    ],
)
def test_over_a_network_or_another_server_any_name_may_be_its_own(
    client: FlaskClient, asked: dict[str, Any]
) -> None:
    headers = {"Host": "archive.example", **asked.pop("headers", {})}
    assert client.get("/", headers=headers, **asked).status_code == 200


def test_an_archive_with_an_address_answers_by_it(filled_data: Path) -> None:
    app = create_app(Settings(data=filled_data, base_url="https://archive.example"))
    assert app.test_client().get("/", headers={"Host": "archive.example"}).status_code == 200
    app.extensions["pasaje"].close()


@pytest.mark.parametrize("host", ["[::1", "a b", '"><b id=zqx>', "a@b", "127.0.0.1, hostile.example", "a:b:c"])
def test_what_is_no_name_of_a_host_is_refused(client: FlaskClient, host: str) -> None:
    """Links were made of it otherwise."""
    answer = client.get("/api/v1/documents", headers={"Host": host})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


@pytest.mark.parametrize("address", ["/", "/api/v1/documents", "/documents/", "/p/nothing.json", "/nothing"])
def test_nobody_between_keeps_what_is_answered(client: FlaskClient, address: str) -> None:
    """Links in it have the host that was asked for, and the words its reader's language."""
    said = client.get(address).headers["Cache-Control"]
    assert {"private", "no-cache"} == set(said.split(", "))


def test_what_no_machine_changes_may_be_kept_by_all(client: FlaskClient) -> None:
    assert "public" in client.get(f"/static/{release_hash()}/pasaje.css", buffered=True).headers["Cache-Control"]


@pytest.mark.parametrize("host", ["1" * 89, "a" * 64, "9" * 300, ".".join(["a" * 63] * 5)])
def test_a_host_that_is_no_name_at_all_is_refused_like_others(client: FlaskClient, host: str) -> None:
    """No page can be made for it, for nothing would have an address there."""
    assert client.get("/", headers={"Host": host}).status_code == 403
