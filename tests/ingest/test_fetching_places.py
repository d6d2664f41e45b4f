"""Where files from the web are asked for: redirects, names and numbers are looked at, each time."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.web import OTHER_PUBLIC, PDF, PRIVATE, PUBLIC, Network, fetch, refusal
from tests.local_server import LocalServer


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: LocalServer, tmp_path: Path, status: int) -> None:
    server.put("/b/file.pdf", PDF)
    came = fetch(server.redirect("/a", "b/./file.pdf", status), tmp_path, server)
    assert came.file_name == "file.pdf"
    assert came.url == server.url("/b/file.pdf")


def test_a_redirect_in_letters_beyond_ascii_is_followed(server: LocalServer, tmp_path: Path) -> None:
    server.put("/intenci%C3%B3n.pdf", PDF)
    url = server.redirect("/a", "/intención.pdf".encode().decode("latin-1"))
    assert fetch(url, tmp_path, server).file_name == "intención.pdf"


def test_redirects_that_go_around_end(server: LocalServer, tmp_path: Path) -> None:
    server.redirect("/b", "/a")
    reason = refusal(server.redirect("/a", "/b"), tmp_path, server)
    assert (reason.code, len(server.asked)) == ("unreachable", 11)
    assert "redirected more than 10 times" in reason.message


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1:1/x.pdf", "forbidden_address"),
        ("http://169.254.169.254/latest/meta-data", "forbidden_address"),
        ("http://[::1]/x.pdf", "forbidden_address"),
        ("//10.0.0.1/x.pdf", "forbidden_address"),
        ("http://user:secret@example.org/", "forbidden_address"),
        ("file:///etc/passwd", "unreachable"),
        ("ftp://example.org/x.pdf", "unreachable"),
        ("http://[", "unreachable"),
    ],
)
def test_every_place_on_the_way_is_looked_at(
    server: LocalServer, tmp_path: Path, location: str, code: str
) -> None:
    assert refusal(server.redirect("/a", location), tmp_path, server).code == code


def test_this_computer_is_not_asked_unless_allowed(server: LocalServer, tmp_path: Path) -> None:
    reason = refusal(server.put("/x.pdf", PDF), tmp_path)
    assert reason.code == "forbidden_address"
    assert f"--allow-host {server.host}" in reason.message
    assert server.asked == []


def test_a_name_that_stands_for_this_computer_is_refused(network: Network, tmp_path: Path) -> None:
    network.name("inner.example.org", ["127.0.0.1"])
    assert refusal("http://inner.example.org/x.pdf", tmp_path).code == "forbidden_address"
    assert network.connected == []


def test_a_name_that_stands_for_a_public_and_a_private_number_is_refused(network: Network, tmp_path: Path) -> None:
    network.name("both.example.org", [PUBLIC, PRIVATE])
    assert refusal("http://both.example.org/x.pdf", tmp_path).code == "forbidden_address"
    assert network.connected == []


def test_a_redirect_by_name_to_a_private_number_is_refused(
    network: Network, server: LocalServer, tmp_path: Path
) -> None:
    network.name("example.org", [PUBLIC])
    network.name("inner.example.org", [PRIVATE])
    server.redirect("/a", "http://inner.example.org/x.pdf")
    assert refusal("http://example.org/a", tmp_path).code == "forbidden_address"
    assert network.connected == [(PUBLIC, 80)]


def test_a_name_is_looked_up_once_and_the_number_that_was_looked_at_is_asked(
    network: Network, server: LocalServer, tmp_path: Path
) -> None:
    """Else the second answer could be a private number (DNS rebinding). The server still hears the name."""
    network.name("rebind.example.org", [PUBLIC], ["127.0.0.1"])
    server.put("/x.pdf", PDF)
    assert fetch("http://rebind.example.org:8080/x.pdf", tmp_path).path.read_bytes() == PDF
    assert network.connected == [(PUBLIC, 8080)]
    assert server.asked == [("rebind.example.org:8080", "/x.pdf")]


def test_on_the_way_a_name_is_looked_at_again(network: Network, server: LocalServer, tmp_path: Path) -> None:
    network.name("rebind.example.org", [PUBLIC], ["127.0.0.1"])
    server.redirect("/a", "/x.pdf")
    assert refusal("http://rebind.example.org/a", tmp_path).code == "forbidden_address"
    assert network.connected == [(PUBLIC, 80)]


def test_a_number_that_takes_no_connection_gives_way_to_the_next(
    network: Network, server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.name("example.org", [OTHER_PUBLIC, PUBLIC])
    server.put("/x.pdf", PDF)

    def connect(place: tuple[str, int], *more: Any, **options: Any) -> socket.socket:
        if place[0] == OTHER_PUBLIC:
            raise ConnectionRefusedError
        return network.connect(place)

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    assert fetch("http://example.org/x.pdf", tmp_path).path.read_bytes() == PDF


def test_a_proxy_of_the_environment_is_not_used(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would look names up itself, and where it connects to could not be looked at."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert fetch(server.put("/x.pdf", PDF), tmp_path, server).file_name == "x.pdf"
