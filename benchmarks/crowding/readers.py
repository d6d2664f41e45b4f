"""People who read: each asks for something, waits for it, reads for a while, and asks for something else."""

from __future__ import annotations

import gzip
import http.client
import random
import threading
import time
import zlib
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from archive import Archive

_TIMEOUT_SECONDS = 60.0

NO_ANSWER = 0
"""The status of what was waited for in vain."""


class Asked(NamedTuple):
    """What was asked for, when by the clock of the run, how long it was waited for, and the status that came."""

    path: str
    at: float
    seconds: float
    status: int

    @property
    def is_answered(self) -> bool:
        """Whether anything came, were it an error."""
        return self.status != NO_ANSWER


class Fault(NamedTuple):
    """What went wrong, and when that was asked for by the clock of the run."""

    at: float
    said: str


class Step(NamedTuple):
    """What a reader asks for next; `is_at_once`: her browser does, for it is part of what she looks at."""

    path: str
    is_at_once: bool = False


Walk = Generator[Step, str, None]
"""One reader's way: her steps, each chosen by what she was given before."""


@dataclass
class Crowd:
    """What all readers have asked for, each on a way of her own; `pause`: seconds that she reads, about."""

    address: str
    walk: Callable[[random.Random], Walk]
    pause: float
    asked: list[Asked] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def read(self, seed: int) -> None:
        """Read until it is over; a way that breaks off is a fault, and the reader begins another."""
        draw = random.Random(seed)
        heads = {"Accept-Language": draw.choice(("en", "es")), "Accept-Encoding": "gzip"}
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=_TIMEOUT_SECONDS)
        self.is_over.wait(draw.uniform(0, self.pause))
        while not self.is_over.is_set():
            try:
                self._go(connection, heads, draw)
            except Exception as error:  # noqa: BLE001 - whatever it is: who reads no more has no errors either
                self.faults.append(Fault(time.perf_counter(), f"reader {seed} broke off: {_named(error)}"))
                self._pause(draw)
        connection.close()

    def _go(self, connection: http.client.HTTPConnection, heads: dict[str, str], draw: random.Random) -> None:
        """Go one way until it is over."""
        walk = self.walk(draw)
        step = next(walk)
        while not self.is_over.is_set():
            step = walk.send(self._ask(connection, step.path, heads))
            if not step.is_at_once:
                self._pause(draw)

    def _pause(self, draw: random.Random) -> None:
        self.is_over.wait(draw.uniform(0.5, 1.5) * self.pause)

    def _ask(self, connection: http.client.HTTPConnection, path: str, heads: dict[str, str]) -> str:
        """Give the text of an answer; nothing where there is none."""
        at = time.perf_counter()
        try:
            connection.request("GET", path, headers=heads)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.asked.append(Asked(path, at, time.perf_counter() - at, NO_ANSWER))
            self.faults.append(Fault(at, f"{path}: {_named(error)}"))
            connection.close()
            return ""
        self.asked.append(Asked(path, at, time.perf_counter() - at, answer.status))
        if answer.status != http.client.OK:
            self.faults.append(Fault(at, f"{path}: {answer.status}"))
        try:
            return _text(answer, body)
        except (OSError, EOFError, zlib.error) as error:
            self.faults.append(Fault(at, f"{path}: {_named(error)}"))
            return ""


def _text(answer: http.client.HTTPResponse, body: bytes) -> str:
    """Give what a body says where it is text. Raises: OSError, EOFError, zlib.error: it is packed otherwise."""
    if answer.getheader("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode(errors="replace") if answer.getheader("Content-Type", "").startswith("text/") else ""


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def at_random(paths: Sequence[str]) -> Callable[[random.Random], Walk]:
    """Give ways of readers who ask for one thing after the other, whatever they were given."""

    def walk(draw: random.Random) -> Walk:
        while True:
            yield Step(draw.choice(paths))

    return walk


def things_to_ask(archive: Archive, words: Sequence[str], draw: random.Random) -> list[str]:
    """Give searches, pages of the reader and links to passages, a third of each."""
    versions = [each for each in archive.catalogue.current_versions() if each.passage_count]
    searches = [f"/?q={quote(word)}" for word in words]
    searches += [f"/api/v1/search?q={quote(word)}&limit=20" for word in words[::3]]
    pages, links = [], []
    for _ in searches:
        version = draw.choice(versions)
        number = draw.randint(1, version.page_count)
        pages.append(
            f"/documents/{version.document_id}/{version.language}/pages/{number}?q={quote(draw.choice(words))}"
        )
        passages = archive.passages.on_page(version.id, number) or archive.passages.of_version(version.id)
        links.append(f"/p/{draw.choice(passages).id}")
    return [*searches, *pages, *links]
