"""How fast searches are answered over HTTP: 500 of them against `pasaje serve`, on --data or on PDFs of --corpus.

Half of the queries are words as they stand in the passages, from one to three; half are common words, which match
most and cost most. Prints the time of an answer as a reader waits for it, answers a second, and memory.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from archive import Archive

PASAJE = (sys.executable, "-c", "from search_app.cli import main; main()")
PATHS = {"page": "/?q={}", "api": "/api/v1/search?q={}"}
COMMON_WORDS = 200


class Times(NamedTuple):
    """What one round of searches took, in milliseconds, and how many were answered in a second."""

    p50: float
    p95: float
    longest: float
    a_second: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    held = parser.add_mutually_exclusive_group(required=True)
    held.add_argument("--data", type=Path, help="data folder of an archive")
    held.add_argument("--corpus", type=Path, nargs="+", help="folders with PDFs to make one from")
    parser.add_argument("--searches", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--concurrency", type=int, nargs="+", default=[1, 8])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or make_archive(Path(folder), arguments.corpus)
        words = queries(data, arguments.searches)
        with serving(data, arguments.workers) as (process, address):
            print(f"{'what':6}{'at once':>8}{'p50 ms':>9}{'p95 ms':>9}{'longest':>9}{'a second':>10}")
            for name, path in PATHS.items():
                for at_once in arguments.concurrency:
                    times = measure(address, [path.format(quote(each)) for each in words], at_once)
                    print(
                        f"{name:6}{at_once:8}{times.p50:9.1f}{times.p95:9.1f}{times.longest:9.1f}"
                        f"{times.a_second:10.1f}"
                    )
            print(f"memory: {memory_megabytes(process.pid):.0f} MB in all processes, shared pages once")


def make_archive(folder: Path, corpus: Sequence[Path]) -> Path:
    """Add the PDFs to a new archive."""
    print(f"adding {', '.join(map(str, corpus))} ...")
    subprocess.run([*PASAJE, "--data", folder, "add", "--quiet", *corpus], check=False)
    return folder


def queries(data: Path, count: int) -> list[str]:
    """Draw queries from the words of the archive, always the same ones for the same archive."""
    draw = random.Random(7)
    with Archive.open(data) as archive:
        texts = [
            re.findall(r"\w+", passage.text)
            for version in archive.catalogue.current_versions()
            for passage in archive.passages.of_version(version.id)
        ]
    print(f"{len(texts)} passages")
    counted = Counter(word.lower() for words in texts for word in words)
    common = [word for word, _ in counted.most_common(COMMON_WORDS)]
    long_enough = [words for words in texts if len(words) >= 3]
    drawn = []
    for number in range(count):
        length = draw.choice((1, 2, 3))
        if number % 2:
            drawn.append(" ".join(draw.sample(common, length)))
        else:
            words = draw.choice(long_enough)
            start = draw.randrange(len(words) - length + 1)
            drawn.append(" ".join(words[start : start + length]))
    return drawn


@contextmanager
def serving(data: Path, workers: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve the archive while measuring; gives the process and the address it printed."""
    command = [*PASAJE, "--data", str(data), "serve", "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout  # noqa: S101 - as asked for above
        line = process.stdout.readline()
        print(line, end="")
        try:
            yield process, line.split()[1]
        finally:
            process.terminate()


def measure(address: str, paths: Sequence[str], at_once: int) -> Times:
    """Ask for all paths, so many at once, each asker over one connection."""
    waiting = iter(paths)
    taking = threading.Lock()
    taken: list[float] = []
    refused: list[str] = []

    def ask() -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        while True:
            with taking:
                path = next(waiting, None)
            if path is None:
                connection.close()
                return
            asked = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            taken.append(time.perf_counter() - asked)
            if answer.status != http.client.OK:
                refused.append(f"{path} was answered with {answer.status}.")

    askers = [threading.Thread(target=ask) for _ in range(at_once)]
    started = time.perf_counter()
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    seconds = time.perf_counter() - started
    if refused:
        raise SystemExit(refused[0])
    taken.sort()
    p50, p95, longest = (taken[int(share * (len(taken) - 1))] * 1000 for share in (0.5, 0.95, 1.0))
    return Times(p50, p95, longest, len(taken) / seconds)


def memory_megabytes(pid: int) -> float:
    """Sum the memory of a process and its children (Linux: proportional set size)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    sizes = [Path(f"/proc/{each}/smaps_rollup").read_text() for each in (pid, *children)]
    return sum(int(size.split("Pss:")[1].split()[0]) for size in sizes) / 1024


if __name__ == "__main__":
    main()
