"""Tear files that nothing is said of flushing, in copies of a data folder, and see what an archive makes of it."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive import Archive
from benchmarks.ended.killing import Ends
from benchmarks.ended.likeness import differences, pasaje, picture

_IMAGE = b"\x89PNG" + bytes(range(256)) * 40


def tear_all(folder: Path, whole: Path, cuts: int, draw: random.Random, expected: dict[str, Any]) -> Ends:
    """Tear so many copies; each must be sound after `check --repair`, and must have given nothing wrong before."""
    ends, started = Ends(), time.monotonic()
    data = folder / "torn"
    while ends.count < cuts:
        shutil.copytree(whole, data)
        images = _draw_images(data)
        ways = [draw.choice(list(WAYS)) for _ in range(draw.choice((1, 1, 2, 3)))]
        for way in ways:
            WAYS[way](data, draw)
        ends.count += 1
        ends.as_it_lay.update(ways)
        _look(data, images, expected, ends, " and ".join(ways))
        shutil.rmtree(data)
    ends.seconds = time.monotonic() - started
    return ends


def _look(data: Path, images: list[str], expected: dict[str, Any], ends: Ends, ways: str) -> None:
    with Archive.open(data) as archive:
        given = [archive.derived.find(sha256, "1@1") for sha256 in images]
        if wrong := [each for each in given if each not in (None, _IMAGE)]:
            ends.faults.append(f"{ways}: {len(wrong)} images are given that are not as they were kept")
    code, _, _ = pasaje(data, "search", "desarrollo", "--limit", "1", "--json")
    ends.codes[f"search: {code}"] += 1
    if code not in (0, 4):
        ends.faults.append(f"{ways}: search leaves with {code}")
    code, _, said = pasaje(data, "check", "--repair")
    ends.codes[f"check --repair: {code}"] += 1
    if code:
        ends.faults.append(f"{ways}: check --repair leaves with {code}: {said}")
    elif unlike := differences(expected, picture(data)):
        ends.faults.append(f"{ways}: {', '.join(unlike)} are not those of the undisturbed archive")
    else:
        ends.archives += 1


def _draw_images(data: Path) -> list[str]:
    with Archive.open(data) as archive:
        hashes = list(archive.originals.hashes())
        for sha256 in hashes:
            archive.derived.put(sha256, "1@1", _IMAGE)
        return hashes


def _one(data: Path, pattern: str, draw: random.Random) -> Path | None:
    found = sorted(path for path in data.glob(pattern) if path.is_file())
    return draw.choice(found) if found else None


def _shortened(pattern: str) -> Callable[[Path, random.Random], None]:
    def tear(data: Path, draw: random.Random) -> None:
        if path := _one(data, pattern, draw):
            content = path.read_bytes()
            path.write_bytes(content[: draw.randrange(len(content) or 1)])

    return tear


def _emptied(pattern: str) -> Callable[[Path, random.Random], None]:
    def tear(data: Path, draw: random.Random) -> None:
        if path := _one(data, pattern, draw):
            path.write_bytes(b"")

    return tear


def _zeroed(pattern: str) -> Callable[[Path, random.Random], None]:
    def tear(data: Path, draw: random.Random) -> None:
        if path := _one(data, pattern, draw):
            content = path.read_bytes()
            start = draw.randrange(len(content) or 1)
            path.write_bytes(content[:start] + bytes(len(content) - start))

    return tear


def _gone(pattern: str) -> Callable[[Path, random.Random], None]:
    def tear(data: Path, draw: random.Random) -> None:
        if path := _one(data, pattern, draw):
            path.unlink()

    return tear


def _half_made(data: Path, draw: random.Random) -> None:
    for name in ("index.new-1", "index.old-1"):
        shutil.copytree(data / "index", data / name, dirs_exist_ok=True)
    (data / "originals" / ".incoming-torn").write_bytes(draw.randbytes(1000))
    (data / "writer.json").write_bytes(bytes(40))


def _all_gone(data: Path, _draw: random.Random) -> None:
    shutil.rmtree(data / "index", ignore_errors=True)


WAYS: dict[str, Callable[[Path, random.Random], None]] = {
    "segment shortened": _shortened("index/*.seg"),
    "segment empty": _emptied("index/*.seg"),
    "segment zeroed": _zeroed("index/*.seg"),
    "segment gone": _gone("index/*.seg"),
    "contents shortened": _shortened("index/*.toc"),
    "contents gone": _gone("index/*.toc"),
    "stamp empty": _emptied("index/stamp.json"),
    "stamp shortened": _shortened("index/stamp.json"),
    "stamp gone": _gone("index/stamp.json"),
    "index gone": _all_gone,
    "drafts left": _half_made,
    "image empty": _emptied("derived/??/*/*"),
    "image shortened": _shortened("derived/??/*/*"),
    "image zeroed": _zeroed("derived/??/*/*"),
}
