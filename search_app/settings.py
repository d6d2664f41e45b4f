"""What a host may set, read from the environment in this one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

DEFAULT_DATA = Path("var")
DEFAULT_ENGINE = "whoosh"
OPEN, ACCOUNTS = "open", "accounts"
"""Who may read: everybody, or who is signed in."""

DEFAULT_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set for one run.

    `data`: the one folder that holds the archive; `workers`: processes that read PDFs or answer requests;
    `base_url`: put before addresses that leave the application; where it is not set, a web page takes the address
    it was asked at, and the command line `links_base`. Where it begins with https, cookies are sent by https
    alone, and browsers are told to use nothing else. Where it is set, nobody counts as sitting at the machine,
    unless it is an address of the machine to itself, as http://localhost:8080.
    `reading`: `open` for everybody, or `accounts` for whoever is signed in or has a token.
    `allowed_hosts`: hosts that files are fetched from though they are in a private network, as NAME or NAME:PORT.
    """

    data: Path = DEFAULT_DATA
    engine: str = DEFAULT_ENGINE
    workers: int = 2
    base_url: str | None = None
    allowed_hosts: tuple[str, ...] = ()
    reading: str = OPEN

    @property
    def links_base(self) -> str:
        """What the command line puts before addresses."""
        return self.base_url or DEFAULT_URL

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, *, data: Path | None = None) -> Self:
        """Read PASAJE_DATA (which `data` overrules), _ENGINE, _WORKERS, _URL, _READING and _ALLOWED_HOSTS.

        Raises: ValueError with a sentence when a value makes no sense.
        """
        workers = environment.get("PASAJE_WORKERS", "") or str(os.cpu_count() or 1)
        if not workers.isdecimal() or int(workers) < 1:
            raise ValueError(f"PASAJE_WORKERS is “{workers}”: it must be a whole number from 1 on.")
        reading = environment.get("PASAJE_READING", "") or OPEN
        if reading not in (OPEN, ACCOUNTS):
            raise ValueError(f"PASAJE_READING is “{reading}”: it must be “{OPEN}” or “{ACCOUNTS}”.")
        return cls(
            data=data or Path(environment.get("PASAJE_DATA") or DEFAULT_DATA),
            engine=environment.get("PASAJE_ENGINE") or DEFAULT_ENGINE,
            workers=int(workers),
            base_url=environment.get("PASAJE_URL", "").rstrip("/") or None,
            allowed_hosts=tuple(environment.get("PASAJE_ALLOWED_HOSTS", "").replace(",", " ").split()),
            reading=reading,
        )
