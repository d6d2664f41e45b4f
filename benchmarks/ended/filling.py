"""Add to an archive on a disk that is too small, over and over, each time with a little more room.

Runs within a mount namespace of its own, in which it may mount file systems in memory.
"""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

from archive import Archive
from benchmarks.ended.killing import TAKEN_IN, Ends
from benchmarks.ended.likeness import differences, pasaje, picture
from search_app.commands.checking import look
from search_app.settings import Settings

_SMALLEST_KB = 200
_MORE_KB = (100, 900)
"""How much room is added after each time: an archive of 27 MB is full some fifty times before it is done."""

_ENOUGH_KB = 200_000


def fill_up(folder: Path, source: Path, times: int, draw: random.Random, undisturbed: Path) -> Ends:
    """Fill so many disks; what stands when one is full must be whole, and go on when there is room."""
    ends, started = Ends(), time.monotonic()
    expected = picture(undisturbed)
    while ends.count < times:
        data = folder / f"disk-{ends.archives + len(ends.faults)}"
        data.mkdir()
        size = _SMALLEST_KB + draw.randrange(2000)
        _mount(data, size)
        acknowledged: set[str] = set()
        while ends.count < times and _is_full(data, source, acknowledged, ends):
            size += draw.randint(*_MORE_KB)
            _mount(data, size, is_there=True)
        _mount(data, _ENOUGH_KB, is_there=True)
        _finish(data, source, ends)
        if unlike := differences(expected, picture(data)):
            ends.faults.append(f"{data.name}: {', '.join(unlike)} are not those of the undisturbed archive")
        else:
            ends.archives += 1
        subprocess.run(["umount", "--lazy", str(data)], check=True)
    ends.seconds = time.monotonic() - started
    return ends


def _mount(data: Path, size_kb: int, *, is_there: bool = False) -> None:
    options = f"{'remount,' if is_there else ''}size={size_kb}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "pasaje", str(data)], check=True)


def _is_full(data: Path, source: Path, acknowledged: set[str], ends: Ends) -> bool:
    """Add what there is room for; tells whether the disk was full."""
    code, outcomes, said = pasaje(data, "add", str(source), "--json", "--quiet")
    taken = {each["version"] for each in outcomes if each["status"] in TAKEN_IN and each["version"]}
    acknowledged |= taken
    if code == 0:
        return False
    ends.count += 1
    ends.codes[f"add: {code}"] += 1
    which = f"full disk {ends.count}"
    if code not in (3, 5) or "Traceback" in said:
        ends.faults.append(f"{which}: add leaves with {code}: {said[-600:]}")
    _look(data, acknowledged, ends, which)
    return True


def _look(data: Path, acknowledged: set[str], ends: Ends, which: str) -> None:
    """See, on the full disk, that all that was done is there and whole."""
    code, _, said = pasaje(data, "check", "--json")
    ends.codes[f"check on the full disk: {code}"] += 1
    if code == 1 or "Traceback" in said:
        ends.faults.append(f"{which}: check leaves with {code}: {said[-600:]}")
    try:
        with Archive.open(data) as archive:
            found = look(Settings(data=data), archive)
            held = {version.id for version in archive.catalogue.versions()}
    except Exception as error:  # noqa: BLE001 - told in the report
        ends.as_it_lay[type(error).__name__] += 1
        if acknowledged:
            ends.notes.append(f"{which}: not to be opened before there is room: {error}")
        return
    ends.as_it_lay.update([each.code for each in (*found.troubles, *found.notes)] or ["sound"])
    ends.faults += [f"{which}: {each.code}: {each.message}" for each in found.of_archive]
    ends.faults += [f"{which}: {each} was done and is not there" for each in acknowledged - held]


def _finish(data: Path, source: Path, ends: Ends) -> None:
    code, _, said = pasaje(data, "add", str(source), "--json", "--quiet")
    ends.codes[f"add with room: {code}"] += 1
    checked, found, _ = pasaje(data, "check", "--json")
    ends.codes[f"check with room: {checked}"] += 1
    if code or checked:
        ends.faults.append(f"{data.name}: with room add leaves with {code}, check with {checked}: {found} {said}")
