"""Files and pages from the web: asked for at numbers that were looked at, up to a limit, told by their content.

Rule: a host is looked up once, and the connection made to what was found then: a second answer of the DNS could
lead elsewhere. Proxies of the environment are not used, for they would look names up themselves. All of this runs
in a child (`errands.py`), which is ended where it waits too long.
"""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import urllib3
from urllib3 import exceptions
from urllib3.response import BaseHTTPResponse

from ingest.addresses import Address, Allowed, read_address, resolve
from ingest.download_names import file_name_of
from ingest.errors import OriginalUnreadable
from ingest.received import HEAD_BYTES, PDF_MARK, said_instead

Said = Callable[[int, int], None]
"""Told (bytes so far, bytes in all or 0)."""

FILE_BYTES = 500_000_000
"""A scanned volume of a thousand pages has 300 MB; what is larger is better fetched by other means and added."""

PAGE_BYTES = 5_000_000
"""Pages that list hundreds of files have half a megabyte."""

_MOST_REDIRECTS = 10
"""Publishers' resolvers take three or four; browsers give up at twenty."""

_CONNECT_SECONDS, _READ_SECONDS = 8, 30
"""A connection over any distance is there in three seconds; the slowest servers make a file in twenty."""

_MOST_NUMBERS = 3
"""Numbers of a host that are tried: with the times above it stays below the patience for one errand."""

_CHUNK_BYTES = 1 << 16

_HEADERS = {
    "User-Agent": "Pasaje (document archive)",
    "Accept": "application/pdf,text/html;q=0.8,*/*;q=0.5",
    "Accept-Encoding": "identity",
}

_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Rules:
    """Which hosts may be asked wherever they are, and how much is taken."""

    allowed: Allowed = field(default_factory=Allowed)
    file_bytes: int = FILE_BYTES
    page_bytes: int = PAGE_BYTES


class Fetched(NamedTuple):
    """A file that came: where it lies, what it is called, and the address that gave it in the end."""

    path: Path
    file_name: str
    url: str


class WebPage(NamedTuple):
    """A page that came, as bytes, with the encoding that its server says, and the address that gave it."""

    body: bytes
    charset: str | None
    url: str


def fetch_file(url: str, folder: Path, rules: Rules, *, said: Said) -> Fetched:
    """Fetch a PDF into a file of a folder. Raises: OriginalUnreadable; nothing is left then."""
    with (
        _answer(url, rules.allowed, said) as (address, response),
        tempfile.NamedTemporaryFile(dir=folder, suffix=".pdf", delete=False) as writer,
    ):
        path = Path(writer.name)
        try:
            is_told = False
            head = b""
            for chunk in _body(response, rules.file_bytes, said):
                head += chunk[: HEAD_BYTES - len(head)]
                if not is_told and len(head) == HEAD_BYTES:
                    is_told = _check(head, response)
                _write(writer.write, chunk)
            if not is_told:
                _check(head, response)
            _write(writer.flush)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return Fetched(path, file_name_of(response.headers.get("Content-Disposition"), address.url), address.url)


def fetch_page(url: str, rules: Rules, *, said: Said) -> WebPage:
    """Fetch a web page. Raises: OriginalUnreadable."""
    with _answer(url, rules.allowed, said) as (address, response):
        body = b"".join(_body(response, rules.page_bytes, said))
    if PDF_MARK in body[:HEAD_BYTES]:
        raise OriginalUnreadable("unreachable", "It is a PDF and no page that lists some: add it without --page.")
    _, _, charset = response.headers.get("Content-Type", "").lower().partition("charset=")
    return WebPage(body, charset.split(";")[0].strip(" \"'") or None, address.url)


@contextmanager
def _answer(url: str, allowed: Allowed, said: Said) -> Iterator[tuple[Address, BaseHTTPResponse]]:
    """Ask for an address, wherever it leads; every place on the way is looked at like the first."""
    address = read_address(url)
    for _ in range(_MOST_REDIRECTS + 1):
        said(0, 0)
        with _ask(address, allowed) as response:
            if response.status not in _REDIRECTS or "Location" not in response.headers:
                _check_status(response.status)
                yield address, response
                return
            address = address.join(_as_text(response.headers["Location"]))
    raise OriginalUnreadable(
        "unreachable", f"It was redirected more than {_MOST_REDIRECTS} times, at last to {address.url[:200]}."
    )


@contextmanager
def _ask(address: Address, allowed: Allowed) -> Iterator[BaseHTTPResponse]:
    """Connect to one of the numbers of a host, and ask it by its name."""
    numbers = resolve(address, allowed)[:_MOST_NUMBERS]
    for number in numbers:
        with closing(_pool(address, number)) as pool:
            try:
                response = pool.urlopen(
                    "GET",
                    address.target,
                    headers=_HEADERS | {"Host": address.authority},
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    assert_same_host=False,
                )
            except (exceptions.NewConnectionError, exceptions.ConnectTimeoutError) as error:
                if number != numbers[-1]:
                    continue
                raise _fault(address, error) from error
            except exceptions.HTTPError as error:
                raise _fault(address, error) from error
            try:
                yield response
            finally:
                response.close()
            return


def _pool(address: Address, number: str) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS)
    if address.scheme == "http":
        return urllib3.HTTPConnectionPool(number, address.port, timeout=timeout, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        number,
        address.port,
        timeout=timeout,
        maxsize=1,
        ssl_context=ssl.create_default_context(),
        server_hostname=address.host,  # asked for by name (SNI), and the certificate is held against it
    )


def _body(response: BaseHTTPResponse, most_bytes: int, said: Said) -> Iterator[bytes]:
    """Give what comes, unpacked where it was packed all the same, up to a limit."""
    length = response.headers.get("Content-Length", "")
    whole = int(length) if length.isdecimal() and len(length) < 20 else 0  # noqa: PLR2004 - digits of 64 bits
    done = heard = 0
    if whole > most_bytes:
        raise _too_large(most_bytes)
    try:
        # The beginning by itself: it tells whether the rest is worth waiting for.
        while chunk := response.read(_CHUNK_BYTES if done else HEAD_BYTES, decode_content=True):
            done += len(chunk)
            if done > most_bytes:
                raise _too_large(most_bytes)
            if done - heard >= _CHUNK_BYTES:
                heard = done
                said(done, whole)
            yield chunk
    except exceptions.DecodeError as error:
        raise OriginalUnreadable("unreachable", "It came packed, and cannot be unpacked.") from error
    except exceptions.ReadTimeoutError as error:
        told = f"After {done:,} bytes nothing more came for {_READ_SECONDS} seconds: try again later."
        raise OriginalUnreadable("unreachable", told) from error
    except exceptions.HTTPError as error:
        raise _cut_off(whole) from error


def _check(head: bytes, response: BaseHTTPResponse) -> bool:
    """See that what came is a PDF, whatever the server calls it. Raises: OriginalUnreadable."""
    if PDF_MARK in head:
        return True
    raise OriginalUnreadable("not_a_pdf", said_instead(head, response.headers.get("Content-Type", "")))


def _check_status(status: int) -> None:
    if status == 200:  # noqa: PLR2004 - OK (RFC 9110, 15.3.1)
        return
    if status in _STATUS_WORDS:
        told = _STATUS_WORDS[status]
    elif status >= 500:  # noqa: PLR2004 - the server's own faults (RFC 9110, 15.6)
        told = "The server failed: try again later"
    else:
        told = "The server gives nothing there: open the address in a browser"
    raise OriginalUnreadable("unreachable", f"{told} (answer {status}).")


def _fault(address: Address, error: exceptions.HTTPError) -> OriginalUnreadable:
    host = address.authority[:100]
    if isinstance(error, exceptions.SSLError):
        reason = getattr(error.args[0] if error.args else None, "verify_message", "")
        told = (
            f"{host} does not prove who it is ({reason}): check the address, or download it in a browser."
            if reason
            else f"{host} makes no safe connection: check the address, or try it with http."
        )
    elif isinstance(error, exceptions.NewConnectionError):
        told = f"{host} takes no connection: check the address, or try again later."
    elif isinstance(error, exceptions.ConnectTimeoutError):
        told = f"{host} did not answer for {_CONNECT_SECONDS} seconds: check the address, or try again later."
    elif isinstance(error, exceptions.ReadTimeoutError):
        told = f"{host} took the question and sent nothing for {_READ_SECONDS} seconds: try again later."
    else:
        told = f"{host} did not answer as a web server does ({type(error).__name__}): check the address."
    return OriginalUnreadable("unreachable", told)


def _cut_off(whole: int) -> OriginalUnreadable:
    end = f"all {whole:,} bytes were here" if whole else "its end"
    return OriginalUnreadable("unreachable", f"It broke off before {end}: add it again.")


def _too_large(most_bytes: int) -> OriginalUnreadable:
    told = f"It is larger than {most_bytes // 1_000_000:,} MB: download it yourself and add the file."
    return OriginalUnreadable("too_large", told)


def _write(write: Callable[..., object], *chunk: bytes) -> None:
    try:
        write(*chunk)
    except OSError as error:
        told = f"It could not be saved here ({error.strerror or error}): make room."
        raise OriginalUnreadable("unreachable", told) from error


def _as_text(header: str) -> str:
    """Give a header as it was meant: bytes beyond ASCII come as Latin-1 and are UTF-8 nearly always."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


_STATUS_WORDS = {
    204: "The server has nothing there",
    401: "The server wants a name and a password: download it in a browser",
    403: "The server does not give it to programs or strangers: download it in a browser",
    404: "There is nothing at that address: check it",
    407: "The network wants a proxy to be signed in to: download it in a browser",
    410: "It is no longer there",
    429: "The server is asked too much: try again later",
    451: "The server may not give it, by law",
    503: "The server is busy: try again later",
}
