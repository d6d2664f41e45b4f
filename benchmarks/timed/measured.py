"""What something took of the processor and of the clock, and how much memory and disk it needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

_Given = TypeVar("_Given")


class Took(NamedTuple):
    """Seconds of the processor, of all threads of this process, and of the clock."""

    cpu: float
    wall: float

    def __add__(self, other: object) -> Took:
        """Add up what two things took."""
        if not isinstance(other, Took):
            return NotImplemented
        return Took(self.cpu + other.cpu, self.wall + other.wall)


def took(work: Callable[[], _Given]) -> tuple[Took, _Given]:
    """Do something; give what it took, and what it gave."""
    cpu, wall = time.process_time_ns(), time.perf_counter_ns()
    given = work()
    return Took((time.process_time_ns() - cpu) / 1e9, (time.perf_counter_ns() - wall) / 1e9), given


def peak_megabytes() -> float:
    """Give the most memory this process has had (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def disk_megabytes(folder: Path) -> float:
    """Give how much the files below a folder hold."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def load() -> str:
    """Give how many wait for the processors of this machine, and how many of these there are."""
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def in_child(module: str, **given: object) -> object:
    """Run a module's `main` in a process of its own; gives what it prints as JSON in its last line.

    Raises: subprocess.CalledProcessError: it ended with a fault.
    """
    command = (sys.executable, "-m", module, json.dumps(given))
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])
