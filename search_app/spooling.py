"""Large bodies on their way in: let through only where files are sent, for those who may, and onto the disk.

Rule: who may is asked before the body is read. A body that cannot be kept is read to its end all the same, unless
it is refused: a browser shows an answer only when it has sent all. Only `serving.py` uses this.
"""

from __future__ import annotations

import logging
import tempfile
import weakref
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from io import BytesIO
from typing import Any, ClassVar

from waitress.buffers import OverflowableBuffer, TempfileBasedBuffer
from waitress.channel import HTTPChannel
from waitress.receiver import ChunkedReceiver, FixedStreamReceiver
from waitress.utilities import BadRequest, RequestEntityTooLarge

from search_app.strict_requests import StrictParser
from search_app.upload_limits import (
    BUSY,
    FULL,
    HELD_BYTES,
    MAX_AT_ONCE,
    MAX_BODY_BYTES,
    MAX_SENT_BYTES,
    UNRECEIVED,
    takes_files,
)

May = Callable[[dict[str, Any]], HTTPStatus]
"""Asks the application whether who sends a request may send files; `environ` has what its headers say.

Only “no content” is a yes: whoever is led to the sign-in instead may not.
"""

_UNRECEIVED = UNRECEIVED.removeprefix("HTTP_")

_log = logging.getLogger(__name__)


class Refused(BadRequest):  # type: ignore[misc]  # waitress has no types
    """Whoever sends a body may not send it."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__("Files are received only from curators: sign in, or send a token.")
        self.code, self.reason = status.value, status.phrase


class Request(StrictParser):
    """A request whose body may be large where files are sent."""

    _receiving: ClassVar[weakref.WeakSet[Request]] = weakref.WeakSet()

    def __init__(self, settings: Any, folder: str | None, may: May, peer: str) -> None:
        super().__init__(settings)
        self._folder, self._may, self._peer = folder, may, peer
        self._is_admitted = False

    def parse_header(self, header_plus: bytes) -> None:
        """Decide about the body as soon as the headers say how large it is."""
        super().parse_header(header_plus)
        self.headers.pop(_UNRECEIVED, None)
        if self.content_length > MAX_BODY_BYTES or (self.chunked and takes_files(self.command, self.path)):
            self._decide()

    def received(self, data: bytes) -> int:
        """Receive a piece; a body of unknown length is counted."""
        try:
            consumed: int = super().received(data)
        except OSError as fault:
            _log.error("A body could not be kept on its way in: %s", fault)
            return self._give_up(FULL, len(data))
        if self.chunked and not self._is_admitted and self.body_bytes_received > MAX_BODY_BYTES:
            self._refuse(RequestEntityTooLarge(f"More than {MAX_BODY_BYTES:,} bytes."))
        return consumed

    def close(self) -> None:
        """Give back what was received."""
        self._receiving.discard(self)
        super().close()

    def _decide(self) -> None:
        if not takes_files(self.command, self.path):
            self._refuse(RequestEntityTooLarge(f"More than {MAX_BODY_BYTES:,} bytes."))
        elif self.content_length > MAX_SENT_BYTES:
            self._refuse(RequestEntityTooLarge(f"More than {MAX_SENT_BYTES:,} bytes: send fewer files at once."))
        elif (status := self._may(self._asked())) is not HTTPStatus.NO_CONTENT:
            self._refuse(Refused(status if status >= HTTPStatus.BAD_REQUEST else HTTPStatus.UNAUTHORIZED))
        elif len(self._receiving) >= MAX_AT_ONCE:
            self._give_up(BUSY, 0)
        else:
            self._is_admitted = True
            self._receiving.add(self)
            self._receive_into(_Spool(self._folder))

    def _asked(self) -> dict[str, Any]:
        """Ask, with the headers of this request, whether it may be made."""
        said = {f"HTTP_{name}": value for name, value in self.headers.items() if not name.startswith("CONTENT_")}
        host, _, port = self.headers.get("HOST", "").partition(":")
        return said | {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": "/add/may",
            "QUERY_STRING": "",
            "SERVER_NAME": host or "localhost",
            "SERVER_PORT": port or "80",
            "SERVER_PROTOCOL": f"HTTP/{self.version}",
            "REMOTE_ADDR": self._peer,
            "REMOTE_HOST": self._peer,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.url_scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    def _refuse(self, error: BadRequest) -> None:
        self.error, self.completed = error, True
        self.expect_continue = False  # or the client would be told to go on

    def _give_up(self, why: str, consumed: int) -> int:
        """Read the rest and keep none of it; the application is told, and answers in its own words."""
        self.headers[_UNRECEIVED] = why
        self._is_admitted = True  # it is no danger any more
        self._receiving.discard(self)
        if why == FULL and isinstance(self.body_rcv, FixedStreamReceiver):
            self.body_rcv.remain -= consumed
            self.completed = self.body_rcv.remain <= 0
        elif why == FULL:
            self.connection_close = self.completed = True  # where a chunk ends cannot be told any more
        self._receive_into(_Nothing(HELD_BYTES))
        return consumed

    def _receive_into(self, buffer: OverflowableBuffer) -> None:
        receiver = self.body_rcv
        if isinstance(receiver, FixedStreamReceiver | ChunkedReceiver):
            receiver.buf.close()
            receiver.buf = buffer


def channel_of(folder: str | None, may: May) -> type[HTTPChannel]:
    """Give the channel that receives large bodies in a folder, into files without a name."""

    class Channel(HTTPChannel):  # type: ignore[misc]
        def __init__(self, server: Any, sock: Any, addr: Any, settings: Any, map: Any = None) -> None:  # noqa: A002 - its name
            super().__init__(server, sock, addr, settings, map=map)
            self.parser_class = partial(_request, folder, may, str(addr[0]))

        def handle_close(self) -> None:
            """Give back at once what was received of a request that does not end."""
            super().handle_close()
            if self.request is not None:
                self.request.close()

    return Channel


def _request(folder: str | None, may: May, peer: str, settings: Any) -> Request:
    return Request(settings, folder, may, peer)


class _Spool(OverflowableBuffer):  # type: ignore[misc]
    """What is received, on the disk of the archive: that of temporary files may be memory."""

    def __init__(self, folder: str | None) -> None:
        super().__init__(HELD_BYTES)
        self.buf: Any = None
        self._folder = folder

    def _set_large_buffer(self) -> None:
        before, folder = self.buf, self._folder

        class OnDisk(TempfileBasedBuffer):  # type: ignore[misc]
            def newfile(self) -> Any:
                return tempfile.TemporaryFile("w+b", dir=folder)

        self.buf = OnDisk(before)
        if before is not None:
            before.close()
        self.overflowed = True


class _Nothing(OverflowableBuffer):  # type: ignore[misc]
    """What is received and not kept."""

    def append(self, data: bytes) -> None:
        """Keep nothing."""
