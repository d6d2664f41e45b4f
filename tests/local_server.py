"""A web server on this computer that answers as a test says, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any, ClassVar


@dataclass
class Answer:
    """What is sent for a path: status, headers and body; `length` is what is said of it, if not the truth."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    send: Callable[[Any, threading.Event], None] | None = None
    """Sends the body in its own way, to the file given, until the event is set."""


class LocalServer:
    """Answers by path, and keeps what it was asked."""

    def __init__(self, tls: SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str]] = []
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"owner": self}))
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def host(self) -> str:
        """Its name with its port."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """Give the address of a path."""
        return f"http://{self.host}{path}"

    def put(self, path: str, body: bytes = b"", *, status: int = 200, **headers: str) -> str:
        """Answer a path with this; underscores in names of headers are hyphens. Gives its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = Answer(body, status, named)
        return self.url(path)

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        """Have a path lead elsewhere."""
        return self.put(path, status=status, Location=location)

    def close(self) -> None:
        """Stop."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving(tls: SSLContext | None = None) -> Iterator[LocalServer]:
    """Give a server for a while."""
    server = LocalServer(tls)
    try:
        yield server
    finally:
        server.close()


class _Handler(BaseHTTPRequestHandler):
    owner: ClassVar[LocalServer]

    def do_GET(self) -> None:
        self.owner.asked.append((self.headers["Host"], self.path))
        answer = self.owner.answers.get(self.path, Answer(b"Nothing here.", 404))
        with suppress(OSError):  # who asked has gone
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.send is None:
                length = len(answer.body) if answer.length is None else answer.length
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(answer.body)
            else:
                answer.send(self, self.owner.closing)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""
