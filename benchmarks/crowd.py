"""Twenty readers search and read over HTTP while three hundred files are added to what they read.

Makes an archive of --corpus DIR/policy and serves it; the readers ask for searches, pages and links to passages,
each a second or so after the answer before. First nothing else happens, then `pasaje add` takes in files that are
made of pages of the same PDFs, each with a word of its own. Prints what the readers waited, with and without,
and holds the archive, id by id, against one to which the same files were added while nobody read.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from archive import Archive
from benchmarks.crowding.files import make_files
from benchmarks.crowding.readers import Asked, Crowd, Fault, at_random, things_to_ask
from benchmarks.ended.likeness import PASAJE, differences, pasaje, picture
from benchmarks.serving import queries, serving

GOAL_MS = 500


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder that has a folder policy/ in it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument(
        "--pause", type=float, default=1.0, help="seconds between an answer and what is asked next"
    )
    parser.add_argument("--quiet-seconds", type=float, default=30.0, help="how long nothing else happens")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer")
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(prefix="pasaje-crowd-") as name:
        folder = Path(name)
        new, data = folder / "new", folder / "data"
        new.mkdir()
        policy = sorted((arguments.corpus / "policy").rglob("*.pdf"))
        files = make_files(new, policy, arguments.files, draw)
        pasaje(data, "add", *map(str, policy), "--quiet")
        words = queries(data, 200)
        with Archive.open(data) as archive:
            paths = things_to_ask(archive, words, draw)
        with serving(data, arguments.workers) as (_, address):
            crowd = Crowd(address, at_random(paths), arguments.pause)
            borders, code = _read_and_add(crowd, data, new, arguments)
        _print(crowd.asked, borders, crowd.faults)
        faults = [*(each.said for each in crowd.faults), *_wrong(folder, policy, files)]
        if code:
            faults.append(f"add leaves with {code}")
    for fault in faults[:20]:
        print(f"FAULT: {fault}")
    print("No error; none lost, none doubled." if not faults else f"{len(faults)} FAULTS")
    return min(len(faults), 1)


def _read_and_add(
    crowd: Crowd, data: Path, new: Path, arguments: argparse.Namespace
) -> tuple[tuple[float, float, float], int]:
    """Let the readers read, then add; gives when they began, when adding began and ended, and its exit code."""
    readers = [threading.Thread(target=crowd.read, args=(number,)) for number in range(arguments.readers)]
    for reader in readers:
        reader.start()
    time.sleep(3)  # what is opened at the first request is open
    begun = time.perf_counter()
    time.sleep(arguments.quiet_seconds)
    adding = time.perf_counter()
    command = [*PASAJE, "--data", str(data), "add", str(new), "--quiet"]
    code = subprocess.run(command, check=False).returncode
    ended = time.perf_counter()
    time.sleep(3)  # the switch to what was added
    crowd.is_over.set()
    for reader in readers:
        reader.join()
    return (begun, adding, ended), code


def _print(asked: Sequence[Asked], borders: tuple[float, float, float], faults: Sequence[Fault]) -> None:
    begun, adding, ended = borders
    alone = [each for each in asked if begun <= each.at < adding]
    beside = [each for each in asked if adding <= each.at]
    print(f"{len(asked)} requests, {len(faults)} errors; adding took {ended - adding:.1f} s")
    print(f"{'':24}{'requests':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'longest':>9}")
    for title, some in (("nothing else happens", alone), ("while files are added", beside)):
        _print_line(title, [each.seconds for each in some])
        for kind, start in (("searches", ("/?", "/api")), ("pages", ("/documents",)), ("links", ("/p/",))):
            _print_line(f"  {kind}", [each.seconds for each in some if each.path.startswith(start)])
    quiet, loud = (sorted(each.seconds for each in some) for some in (alone, beside))
    ratio = [
        loud[int(share * (len(loud) - 1))] / quiet[int(share * (len(quiet) - 1))] for share in (0.5, 0.95, 1.0)
    ]
    print(f"ratio: p50 {ratio[0]:.1f}, p95 {ratio[1]:.1f}, longest {ratio[2]:.1f}")
    over = [each for each in beside if each.seconds * 1000 > GOAL_MS]
    print(f"over {GOAL_MS} ms while files are added: {len(over)} of {len(beside)}")
    for each in sorted(over, key=lambda one: -one.seconds)[:5]:
        print(f"  {each.seconds * 1000:.0f} ms, {each.at - adding:.1f} s after adding began: {each.path[:80]}")


def _print_line(title: str, seconds: Sequence[float]) -> None:
    ordered = sorted(seconds) or [0.0]
    told = "".join(f"{_at(ordered, share) * 1000:9.1f}" for share in (0.5, 0.95, 0.99, 1.0))
    print(f"{title:24}{len(seconds):8}{told}")


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[int(share * (len(ordered) - 1))]


def _wrong(folder: Path, policy: Sequence[Path], files: dict[str, Path]) -> list[str]:
    """Hold the archive against one that was never read from; find each file once by its own word."""
    data, undisturbed = folder / "data", folder / "undisturbed"
    code, found, said = pasaje(data, "check", "--json")
    faults = [] if code == 0 else [f"check leaves with {code}: {found} {said}"]
    pasaje(undisturbed, "add", *map(str, policy), "--quiet")
    pasaje(undisturbed, "add", str(folder / "new"), "--quiet")
    held = picture(data)
    faults += [f"unlike an undisturbed archive: {part}" for part in differences(picture(undisturbed), held)]
    texts = [each.text for passages in held["passages"].values() for each in passages]
    counts = {word: sum(word in text for text in texts) for word in files}
    faults += [
        f"{files[word].name}: its word stands {count} times" for word, count in counts.items() if count != 1
    ]
    print(f"{len(held['versions'])} versions, {len(texts)} passages")
    return faults


if __name__ == "__main__":
    sys.exit(main())
