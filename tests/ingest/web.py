"""The web as tests have it: names stand for what they say, and one server answers for all."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from archive import Reason
from ingest.addresses import Allowed
from ingest.errors import OriginalUnreadable
from ingest.fetching import Fetched, Rules, fetch_file
from tests.local_server import LocalServer

PDF = b"%PDF-1.4\n" + b"x" * 5000 + b"\n%%EOF\n"

PUBLIC, OTHER_PUBLIC, PRIVATE = "93.184.216.34", "93.184.216.35", "10.0.0.5"


class Network:
    """The DNS and the network as a test has them: names stand for what it says, all numbers lead to one server."""

    def __init__(self, port: int) -> None:
        self.names: dict[str, list[list[str]]] = {}
        self.connected: list[tuple[str, int]] = []
        self._port = port
        self._connect = socket.create_connection

    def name(self, host: str, *answers: list[str]) -> None:
        """Have a name stand for numbers; each time it is looked up for the next."""
        self.names[host] = list(answers)

    def look_up(self, host: str, port: int, *_more: Any, **_options: Any) -> list[Any]:
        answers = self.names.get(host)
        if answers is None:
            numbers = [str(ip_address(host))]
        else:
            numbers = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    def connect(self, place: tuple[str, int], *_more: Any, **_options: Any) -> socket.socket:
        ip_address(place[0])  # a name here would be looked up a second time
        self.connected.append(place)
        with_real_look_up = socket.socket(socket.AF_INET)
        with_real_look_up.connect(("127.0.0.1", self._port))
        return with_real_look_up


def fetch(url: str, folder: Path, server: LocalServer | None = None, **limits: int) -> Fetched:
    allowed = Allowed.read([server.host] if server else [])
    return fetch_file(url, folder, Rules(allowed, **limits), said=lambda *_: None)


def refusal(url: str, folder: Path, server: LocalServer | None = None, **limits: int) -> Reason:
    with pytest.raises(OriginalUnreadable) as refused:
        fetch(url, folder, server, **limits)
    assert list(folder.iterdir()) == []
    return refused.value.reason
