"""What is no ordinary file and is called one: pipes, devices, folders, links, files without an end."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.hostile.making import one_page
from benchmarks.hostile.words import NAMES

_TWO_GIGABYTES = 2_000_000_000
_BELOW_THE_LIMIT = 900_000_000


def odd_places(folder: Path) -> Iterator[Path]:
    """Make one of each below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pipe = folder / "pipe.pdf"
    os.mkfifo(pipe)
    yield pipe
    for name, target in (("zeros", "/dev/zero"), ("null", "/dev/null"), ("chance", "/dev/urandom")):
        link = folder / f"device-{name}.pdf"
        link.symlink_to(target)
        yield link
    for name, target in (("itself", "link-to-itself.pdf"), ("nothing", "not-there"), ("its-folder", ".")):
        link = folder / f"link-to-{name}.pdf"
        link.symlink_to(target)
        yield link
    inside = folder / "folder.pdf"
    inside.mkdir()
    (inside / "inside.pdf").write_bytes(one_page())
    (inside / "back.pdf").symlink_to("..")
    yield inside
    yield _hole(folder / "2-gigabytes-of-nothing.pdf", _TWO_GIGABYTES)
    yield _hole(folder / "900-megabytes-of-nothing.pdf", _BELOW_THE_LIMIT)
    locked = folder / "not-to-be-read.pdf"
    locked.write_bytes(one_page())
    locked.chmod(0)
    yield locked
    yield _socket(folder / "socket.pdf")
    yield folder / "not-there.pdf"


def odd_names(folder: Path) -> Iterator[Path]:
    """Make a file of each odd name; no two have the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(NAMES.values()):
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        path.write_bytes(one_page() + b"%% %d\n" % number)
        yield path


def broken_copies(folder: Path, sources: Iterable[Path], count: int, seed: int) -> Iterator[Path]:
    """Break copies of files by chance, so many in all: bytes changed, taken out, doubled, or cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    chance, chosen = random.Random(seed), sorted(sources)
    for number in range(count):
        source = chance.choice(chosen)
        path = folder / f"{number:03}-{source.stem[:60]}.pdf"
        path.write_bytes(_broken(bytearray(source.read_bytes()), chance))
        yield path


def _broken(made: bytearray, chance: random.Random) -> bytes:
    way = chance.choice(("bits", "bytes", "cut", "out", "twice", "numbers"))
    size = max(1, len(made))
    if way == "cut":
        return bytes(made[: chance.randrange(size)])
    at = chance.randrange(size)
    end = min(size, at + chance.choice((1, 10, 1000, 10_000)))
    if way == "out":
        del made[at:end]
    elif way == "twice":
        made[at:at] = made[at:end]
    elif way == "numbers":
        digits = [place for place, byte in enumerate(made) if 0x30 <= byte <= 0x39]
        for place in chance.sample(digits, min(len(digits), 20)):
            made[place] = chance.choice(b"0123456789")
    else:
        for _ in range(chance.choice((1, 10, 100, 1000))):
            place = chance.randrange(size)
            if place < len(made):
                made[place] = made[place] ^ (1 << chance.randrange(8)) if way == "bits" else chance.randrange(256)
    return bytes(made)


def _hole(path: Path, size_bytes: int) -> Path:
    with path.open("wb") as writer:
        writer.write(b"%PDF-1.7\n")
        writer.truncate(size_bytes)
    return path


def _socket(path: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket may have a hundred bytes
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)
    return path
