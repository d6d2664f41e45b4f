"""How long until a program just started answers: `pasaje search`, and `pasaje serve` with its first page."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timed.measured import Took

_PASAJE = (sys.executable, "-c", "from search_app.cli import main; main()")


def starts(data: Path, typed: Sequence[str]) -> dict[str, list[Took]]:
    """Start both programs on an archive, once for each text that is typed; seconds of each start."""
    return {
        "pasaje search": [_searching(data, each) for each in typed],
        "pasaje serve, first page": [_serving(data) for _ in typed],
    }


def _searching(data: Path, typed: str) -> Took:
    started = time.perf_counter()
    command = (*_PASAJE, "--data", str(data), "search", "--", typed)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return _ended(process, started)


def _serving(data: Path) -> Took:
    """Start a server with one process, and ask it for its first page as soon as it says where it is."""
    started = time.perf_counter()
    command = (*_PASAJE, "--data", str(data), "serve", "--port", "0", "--workers", "1")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout  # noqa: S101 - as asked for above
    address = process.stdout.readline().split()[1]
    with urllib.request.urlopen(address, timeout=60) as page:  # noqa: S310 - our own server
        page.read()
    answered = time.perf_counter() - started
    process.terminate()
    return Took(_ended(process, started).cpu, answered)


def _ended(process: subprocess.Popen[str] | subprocess.Popen[bytes], started: float) -> Took:
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Took(usage.ru_utime + usage.ru_stime, wall)
