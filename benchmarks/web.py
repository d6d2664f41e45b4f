"""Fifty readers for a minute while a hundred files are added: what they waited, and what the server took for it.

Makes an archive of --corpus DIR/policy, or a copy of that of --data, and serves it. The readers search, open
passages and pages with their images, or ask the interface for programs (`crowding/walks.py`), each for something
new when she has read for a while; meanwhile `pasaje add` takes in files that are made of pages of the same PDFs,
each with a word of its own. All of it runs on one machine. Prints what was asked for and how long it took by
kinds, what was waited for in vain among the others, and the memory of all processes of the server, from the end
of 15 seconds of warming up on; afterwards every file is looked for by its word.

Leaves with 1 where anything was answered with an error, while warming up too, where a file is not found, where one
kind was never answered, or where the server's memory (shared once) is more than 25 % larger at the end than it was
when all was warm, or more than 5 % larger than half a minute after that, where it ran for a minute at least.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.crowding.files import make_files
from benchmarks.crowding.memory import Memory, Watch
from benchmarks.crowding.readers import Asked, Crowd, Fault
from benchmarks.crowding.walks import KINDS, kind_of, reading
from benchmarks.ended.likeness import PASAJE, pasaje
from benchmarks.printed.tables import Table, markdown
from benchmarks.serving import queries, serving
from benchmarks.sought.measures import quantile
from benchmarks.timed.measured import load

_QUERIES = 300

_WARM_SECONDS = 15.0
"""What a process opens ahead of its first requests is open then, and what it keeps has been asked for."""

_HALF_A_MINUTE = 30
"""Seconds. Until then readers ask for much that is new, and what they ask for again is remembered."""

_MOST_GROWTH = 0.25
"""What a server keeps grows for a while yet, within bounds."""

_MOST_LATER_GROWTH = 0.05
"""From half a minute later on: one that loses memory with each request grows on."""


class Ran(NamedTuple):
    """What was seen: answers from `begun` to `ended`; adding took until `added`, and left with `code`."""

    crowd: Crowd
    watch: Watch
    begun: float
    added: float
    ended: float
    code: int


def main() -> int:
    """Serve, read, add and report."""
    arguments = _arguments()
    draw = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(prefix="pasaje-web-") as name:
        new, data = Path(name) / "new", Path(name) / "data"
        new.mkdir()
        policy = sorted((arguments.corpus / "policy").rglob("*.pdf"))
        if not policy:
            print(f"There are no PDFs below {arguments.corpus / 'policy'}.", file=sys.stderr)
            return 2
        files = make_files(new, policy, arguments.files, draw)
        if arguments.data:
            shutil.copytree(arguments.data, data)
        else:
            pasaje(data, "add", *map(str, policy), "--quiet")
        words = queries(data, _QUERIES)
        with serving(data, arguments.workers) as (process, address):
            crowd = Crowd(address, reading(words), arguments.pause)
            ran = _run(crowd, Watch(process.pid), data, new, arguments)
            lost = _lost(address, files)
    print(markdown(waited(ran.crowd.asked, ran.crowd.faults, ran.begun, arguments.readers)))
    came = [each for each in ran.crowd.asked if each.at < ran.added]
    print("Of these, while files came in:\n")
    print(
        markdown(
            waited(came, [each for each in ran.crowd.faults if each.at < ran.added], ran.begun, arguments.readers)
        )
    )
    print(markdown(taken(ran)))
    print(grown(ran))
    print(
        f"{len(files)} files were added in {ran.added - ran.begun:.0f} s of {ran.ended - ran.begun:.0f}, "
        f"{len(lost)} of them are not found. Load {load()}."
    )
    found = [*failures(ran), *lost]
    for fault in found[:20]:
        print(f"FAULT: {fault}")
    return min(len(found), 1)


def failures(ran: Ran) -> list[str]:
    """Tell what must not be: errors, kinds without an answer, a server that grew, files that were not added."""
    told = [each.said for each in ran.crowd.faults]
    answered = {kind_of(each.path) for each in ran.crowd.asked if each.is_answered and each.at >= ran.begun}
    told += [f"{kind}: nothing was answered" for kind in KINDS.values() if kind not in answered]
    if growth(ran) > _MOST_GROWTH:
        told.append(f"the server grew by {growth(ran):.0%}")
    if (later := later_growth(ran)) is not None and later > _MOST_LATER_GROWTH:
        told.append(f"the server grew by {later:.0%} from half a minute later on")
    return [*told, *([f"add leaves with {ran.code}"] if ran.code else [])]


def growth(ran: Ran, since: int = 0) -> float:
    """Give by what share the server's memory had grown at the end, from so many seconds after it was warm."""
    return ran.watch.near(ran.ended).proportional / ran.watch.near(ran.begun + since).proportional - 1


def later_growth(ran: Ran) -> float | None:
    """Give the same from half a minute later on; None of a run that ended before as long again."""
    is_long = ran.ended - ran.begun >= 2 * _HALF_A_MINUTE
    return growth(ran, since=_HALF_A_MINUTE) if is_long else None


def grown(ran: Ran) -> str:
    """Tell by what share the server's memory had grown."""
    told, later = f"From when all was warm to the end the server grew by {growth(ran):+.1%}", later_growth(ran)
    return f"{told}." if later is None else f"{told}, from half a minute later on by {later:+.1%}."


def waited(asked: Sequence[Asked], faults: Sequence[Fault], begun: float, readers: int) -> Table:
    """Tell how long was waited, by kinds, for what was asked for from a time on, and the errors among it."""
    counted = [each for each in asked if each.at >= begun]
    rows = [_row(kind, [each for each in counted if kind_of(each.path) == kind]) for kind in KINDS.values()]
    answers, errors = sum(each.is_answered for each in counted), sum(each.at >= begun for each in faults)
    return Table(
        f"{readers} readers: {answers} answers, {errors} errors",
        ("kind", "answers", "in vain", "p50 ms", "p95 ms", "p99 ms", "longest"),
        (*rows, _row("all", counted)),
    )


def taken(ran: Ran) -> Table:
    """Tell the memory of the server at the beginning, each half minute later and at the end, and the most."""
    later = range(_HALF_A_MINUTE, int(ran.ended - ran.begun), _HALF_A_MINUTE)
    times = {"beginning": 0.0, **{f"after {each} s": each for each in later}, "end": ran.ended - ran.begun}
    rows = [_memory(name, ran.watch.near(ran.begun + at)) for name, at in times.items()]
    most = max(ran.watch.seen, key=lambda each: each.proportional)
    return Table(
        "Memory of all processes of the server, MB",
        ("when", "processes", "resident", "shared once"),
        (*rows, _memory("most", most)),
    )


def _run(crowd: Crowd, watch: Watch, data: Path, new: Path, arguments: argparse.Namespace) -> Ran:
    """Let the readers read, and add the files, until both are done."""
    threads = [threading.Thread(target=crowd.read, args=(number,)) for number in range(arguments.readers)]
    threads.append(threading.Thread(target=watch.look))
    for thread in threads:
        thread.start()
    time.sleep(_WARM_SECONDS)
    begun = time.perf_counter()
    command = [*PASAJE, "--data", str(data), "add", str(new), "--quiet"]
    code = subprocess.run(command, check=False).returncode
    added = time.perf_counter()
    time.sleep(max(0.0, begun + arguments.seconds - added))
    ended = time.perf_counter()
    for over in (crowd.is_over, watch.is_over):
        over.set()
    for thread in threads:
        thread.join()
    return Ran(crowd, watch, begun, added, ended, code)


def _lost(address: str, words: Iterable[str]) -> list[str]:
    """Give the words of files that the server does not find, each in one passage."""
    lost = []
    for word in words:
        with urllib.request.urlopen(f"{address}api/v1/search?q={word}&across=0") as answer:  # noqa: S310 - our own
            if json.load(answer)["whole"] != 1:
                lost.append(f"{word} is not found")
    return lost


def _row(kind: str, asked: Sequence[Asked]) -> tuple[object, ...]:
    ordered = sorted(each.seconds * 1000 for each in asked) or [0.0]
    told = (quantile(ordered, share) for share in (0.5, 0.95, 0.99, 1.0))
    answers = sum(each.is_answered for each in asked)
    return kind, answers, len(asked) - answers, *(f"{each:.1f}" for each in told)


def _memory(name: str, seen: Memory) -> tuple[object, ...]:
    return name, seen.processes, f"{seen.resident:.0f}", f"{seen.proportional:.0f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder that has a folder policy/ in it")
    parser.add_argument("--data", type=Path, help="data folder of an archive, which is copied and left as it is")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long they read at least (60)")
    parser.add_argument("--readers", type=int, default=50, help="how many (50)")
    parser.add_argument("--files", type=int, default=100, help="how many are added (100)")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that a reader reads, about (1)")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer (2)")
    parser.add_argument("--seed", type=int, default=1, help="other ways and files (1)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
