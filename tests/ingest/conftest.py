"""What tests of the pipeline share: read a PDF in this process, as a child would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.reading import read_original
from ingest.readings import Reading
from tests.ingest.web import Network
from tests.local_server import LocalServer, serving
from tests.pdf_factory import Sheet, pdf_bytes

Read = Callable[..., Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that reads sheets, or bytes, as a file of some name."""

    def read_it(made: list[Sheet] | bytes, name: str = "file.pdf") -> Reading:
        path = tmp_path / name
        path.write_bytes(made if isinstance(made, bytes) else pdf_bytes(made))
        return read_original(path, name, lambda done, count: None)

    return read_it


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Give a web server on this computer."""
    with serving() as started:
        yield started


@pytest.fixture
def network(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> Network:
    """Give a DNS and a network in which all numbers lead to that server."""
    made = Network(server.port)
    monkeypatch.setattr("socket.getaddrinfo", made.look_up)
    monkeypatch.setattr("urllib3.util.connection.create_connection", made.connect)
    return made
