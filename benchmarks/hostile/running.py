"""`pasaje add` as a person runs it: a process of its own, watched from outside. Linux.

Rule: memory is the most that each process had resident, as the system counts it, for the parent and its children.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PASAJE = (sys.executable, "-c", "import sys; from search_app.cli import main; sys.exit(main())")

HANGS_AFTER_SECONDS = 180
"""Nobody waits so long for one file."""

_LOOK_EVERY_SECONDS = 0.02
_DONE = (0, 3)
"""Exit codes of a run that did what it could: all in, or some failed."""


@dataclass(slots=True)
class Run:
    """What became of one call: answers by source, how it ended, what it took. Memory in MB.

    `work_seconds` are those of all processors in all its processes: a machine that others use tells more by them.
    """

    answers: list[dict[str, Any]] = field(default_factory=list)
    code: int = 0
    seconds: float = 0.0
    work_seconds: float = 0.0
    parent_megabytes: float = 0.0
    worker_megabytes: float = 0.0
    said: str = ""

    @property
    def has_hung(self) -> bool:
        """Whether it had to be stopped."""
        return self.code == -signal.SIGKILL

    @property
    def has_crashed(self) -> bool:
        """Whether it ended otherwise than it should, and not because it was stopped."""
        return self.code not in _DONE and not self.has_hung


def add(data: Path, sources: Sequence[Path], *options: str, patience: float = HANGS_AFTER_SECONDS) -> Run:
    """Add files to an archive."""
    started, worked, run = time.monotonic(), _work_of_children(), Run()
    with subprocess.Popen(
        [*PASAJE, "--data", str(data), "add", "--json", *options, "--", *map(os.fspath, sources)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        watcher = threading.Thread(target=_watch, args=(process, run), daemon=True)
        watcher.start()
        try:
            out, err = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
        watcher.join()
    run.code, run.seconds = process.returncode, time.monotonic() - started
    run.work_seconds = _work_of_children() - worked
    run.said = err.decode(errors="replace")
    for line in out.decode(errors="replace").splitlines():
        with suppress(ValueError):
            run.answers.append(json.loads(line))
    return run


def _work_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _watch(process: subprocess.Popen[bytes], run: Run) -> None:
    while process.poll() is None:
        peaks = {pid: peak_megabytes(pid) for pid in (process.pid, *descendants(process.pid))}
        run.parent_megabytes = max(run.parent_megabytes, peaks.pop(process.pid))
        run.worker_megabytes = max(run.worker_megabytes, *peaks.values(), 0.0)
        time.sleep(_LOOK_EVERY_SECONDS)


def descendants(pid: int) -> list[int]:
    """Give the processes below a process."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                children = [int(each) for each in (task / "children").read_text().split()]
                found += children
                waiting += children
    return found


def peak_megabytes(pid: int) -> float:
    """Give the most that a process had in memory so far; nothing of one that is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0
