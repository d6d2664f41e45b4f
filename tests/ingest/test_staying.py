"""No child outlives who began it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

_PARENT = """
import multiprocessing, sys, time
from stays import stay

if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=stay, args=(theirs,), daemon=True)
    child.start()
    while not ours.poll(0.1):
        pass
    print(child.pid, flush=True)
    time.sleep(600)
"""
_STAYS = """
import time
from ingest.staying import end_with_parent

def stay(line):
    end_with_parent()
    line.send("begun")
    time.sleep(600)
"""


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "stays.py").write_text(_STAYS)
    (tmp_path / "parent.py").write_text(_PARENT)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    command = [sys.executable, str(tmp_path / "parent.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _is_running(child)
        os.kill(parent.pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while _is_running(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_running(child)


def _is_running(process: int) -> bool:
    """Tell whether a process is there; one that has ended, and that nobody waited for, is not."""
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"
