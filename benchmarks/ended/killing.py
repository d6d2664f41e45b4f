"""Kill `pasaje add` at random moments, again and again, and look what is left each time."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive import Archive
from benchmarks.ended.likeness import PASAJE, differences, pasaje, picture
from search_app import wiring
from search_app.commands.checking import look
from search_app.settings import Settings

TAKEN_IN = {"added", "new_edition", "waiting", "unchanged"}

_ORPHANS_SECONDS = 15.0
"""How long children of a parent that was killed may live on: they end with the pipe that leads to it."""


@dataclass
class Ends:
    """What was seen of runs that were ended."""

    count: int = 0
    archives: int = 0
    seconds: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    as_it_lay: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def kill_all(
    folder: Path, source: Path, kills: int, draw: random.Random, expected: dict[str, Any], seconds: float
) -> Ends:
    """Kill so many runs; every archive that comes to its end is compared, and the last is let come to it."""
    ends, started = Ends(), time.monotonic()
    acknowledged: dict[str, int] = {}
    data = folder / "killed-0"
    while ends.count < kills:
        is_whole_group = ends.count % 2 == 0
        # A third of the time: most runs begin with half of the work done before them.
        if not _killed(
            data, source, draw.uniform(0.0, seconds * 0.4), acknowledged, is_whole_group=is_whole_group
        ):
            _compare(data, expected, ends)
            acknowledged, data = {}, folder / f"killed-{ends.archives + len(ends.faults)}"
            continue
        ends.count += 1
        _look(data, acknowledged, ends)
    code, _, _ = pasaje(data, "add", str(source), "--json", "--quiet")
    ends.codes[f"add at the end: {code}"] += 1
    _compare(data, expected, ends)
    ends.seconds = time.monotonic() - started
    return ends


def _killed(data: Path, source: Path, after: float, acknowledged: dict[str, int], *, is_whole_group: bool) -> bool:
    """Begin to add, kill it, and note what it had said was done; tells whether it was killed before its end."""
    command = [*PASAJE, "--data", str(data), "add", str(source), "--json", "--quiet"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    ) as run:
        try:
            run.wait(after)
        except subprocess.TimeoutExpired:
            (os.killpg if is_whole_group else os.kill)(run.pid, signal.SIGKILL)
        code = run.wait()
        assert run.stdout  # noqa: S101 - as asked for above
        for line in run.stdout.read().splitlines(keepends=True):
            if line.endswith("\n") and (outcome := json.loads(line))["status"] in TAKEN_IN and outcome["version"]:
                acknowledged[outcome["version"]] = outcome["passages"]
    return code == -signal.SIGKILL


def _look(data: Path, acknowledged: dict[str, int], ends: Ends) -> None:
    """Look at what lies there, start again, and check."""
    which = f"kill {ends.count}"
    if not (data / "catalogue.sqlite").exists():
        ends.as_it_lay["nothing yet"] += 1
        if acknowledged:
            ends.faults.append(f"{which}: nothing is there of {len(acknowledged)} that were done")
        return
    settings = Settings(data=data)
    with Archive.open(data) as archive:
        raw = look(settings, archive)
        ends.as_it_lay.update([each.code for each in (*raw.troubles, *raw.notes)] or ["sound"])
        ends.faults += [f"{which}: {each.code}: {each.message}" for each in raw.of_archive]
        held = {version.id: version.passage_count for version in archive.catalogue.versions()}
        lost = {each for each in acknowledged if held.get(each) != acknowledged[each]}
        ends.faults += [f"{which}: {each} was done and is not there" for each in lost]
    _start_again(settings, ends)
    code, found, said = pasaje(data, "check", "--json")
    ends.codes[f"check: {code}"] += 1
    if code:
        ends.faults.append(f"{which}: check leaves with {code}: {found} {said}")


def _start_again(settings: Settings, ends: Ends) -> None:
    """Do what the next command does, or a running server by itself, by turns."""
    if ends.count % 2:
        code, _, _ = pasaje(settings.data, "search", "desarrollo", "--limit", "1", "--json")
        ends.codes[f"search: {code}"] += 1
    else:
        wiring.mend_index(settings, tell=lambda _said: None)


def _compare(data: Path, expected: dict[str, Any], ends: Ends) -> None:
    _no_orphans(data, ends)
    unlike = differences(expected, picture(data))
    if unlike:
        ends.faults.append(f"{data.name}: {', '.join(unlike)} are not those of the undisturbed archive")
    else:
        ends.archives += 1


def _no_orphans(data: Path, ends: Ends) -> None:
    """See that no child of a killed parent lives on."""
    deadline = time.monotonic() + _ORPHANS_SECONDS
    while left := _orphans(data):
        if time.monotonic() > deadline:
            ends.faults.append(f"{len(left)} children of killed runs are alive still")
            return
        time.sleep(0.2)


def _orphans(data: Path) -> list[int]:
    """Give the processes that have a file of the data folder open (Linux)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            links = [str(each.readlink()) for each in (process / "fd").iterdir()]
            if int(process.name) != os.getpid() and any(link.startswith(f"{data}/") for link in links):
                found.append(int(process.name))
    return found
