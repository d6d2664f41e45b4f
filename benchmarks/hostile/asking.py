"""What was taken in, asked for through the web application as a reader would."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from archive import Archive, Version
from benchmarks.hostile.running import descendants, peak_megabytes
from benchmarks.serving import serving

_PATIENCE_SECONDS = 60
_DRAWN = 3
"""Pages drawn at either end of a version."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address was answered with; status 0 is no answer."""

    version: str
    path: str
    status: int
    seconds: float

    @property
    def is_bad(self) -> bool:
        """Whether the application failed; that a page cannot be drawn is an answer (404)."""
        return self.status == 0 or self.status >= http.client.INTERNAL_SERVER_ERROR


@dataclass(frozen=True, slots=True)
class Visit:
    """All that was asked, the server processes that died meanwhile, and the most memory of each kind, in MB."""

    asked: list[Asked]
    died: int
    server_megabytes: float
    drawer_megabytes: float


def visit(data: Path) -> Visit:
    """Serve an archive, and ask for all kinds of pages of everything in it."""
    with Archive.open(data) as archive:
        paths = [
            (version.id, path) for version in archive.catalogue.versions() for path in _paths(archive, version)
        ]
    with serving(data, 2) as (process, address):
        _ask(address, "", "/")
        servers = _servers(process.pid)
        asked = [_ask(address, version, path) for version, path in paths]
        left = _servers(process.pid)
        drawers = [each for each in descendants(process.pid) if each not in left]
        return Visit(
            asked,
            len(set(servers) - set(left)),
            max(map(peak_megabytes, (process.pid, *left))),
            max(map(peak_megabytes, drawers), default=0.0),
        )


def _paths(archive: Archive, version: Version) -> Iterator[str]:
    document, count = quote(version.document_id), version.page_count
    reader = f"/documents/{document}/{version.language}/pages"
    yield f"/documents/{document}"
    yield f"{reader}/all"
    yield f"/versions/{version.id}/original.pdf"
    yield f"/api/v1/versions/{version.id}"
    for number in sorted({*range(1, min(count, _DRAWN) + 1), *range(max(1, count - _DRAWN + 1), count + 1)}):
        yield f"{reader}/{number}"
        yield f"/versions/{version.id}/pages/{number}/image?density=2"
        yield f"/versions/{version.id}/pages/{number}/thumbnail"
        yield f"/api/v1/versions/{version.id}/pages/{number}"
    if version.passage_count:
        passage = next(iter(archive.passages.of_version(version.id)))
        word = quote(passage.text.split()[0][:50], errors="replace")
        yield f"/?q={word}&document={document}"
        yield f"/p/{passage.id}?q={word}"
        yield f"/p/{passage.id}.pdf"
        yield f"/p/{passage.id}.png?density=2"
        yield f"/p/{passage.id}/cite"


def _ask(address: str, version: str, path: str) -> Asked:
    started = time.monotonic()
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        while answer.read(1 << 20):
            pass
        status = answer.status
    except OSError:
        status = 0
    finally:
        connection.close()
    return Asked(version, path, status, time.monotonic() - started)


def _servers(pid: int) -> list[int]:
    """Give the processes that answer: the children of the one that was started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
