"""Do links to passages answer rightly after the world has changed? Ids issued, documents changed, ids asked for.

Of each file (PDFs under DIR/policy and the ten smallest of DIR/parallel, or all under DIR) a reading is stored,
every passage has an id, the document is changed by a known script, and what it became is stored: the same version
read again (a, b, c, h), or a new edition (d to g). Then `resolve` is asked for every id, and for a stretch of
words of every fourth passage. Scenarios:

  a  other passage sizes: all that says how long passages are halved, and doubled
  b  repair switched off: accents, ligatures, spaced letters, hyphens at line ends stay as the file has them
  c  1, 3, 5 % character noise as OCR makes it, in all text of pages and passages; what was set aside stays; and
     "cut anew": every fourth passage parted in two, every fourth joined with the next. Words have the boxes of
     the same page seen anew: joined and broken with the words, each edge moved by up to 15 % of the height; in
     "no boxes" words have none, so that their text alone tells
  d  pages inserted and removed: three runs of 1 to 5 pages for 100 pages, of another file and of made text
  e  10, 30, 50 % of passages edited: words replaced, put in, left out, numbers changed, sentences put in, left out
     and swapped; lightly (2 to 10 % of the words) or heavily (15 to 45 %); and "shifted": 1 to 3 pages put before
  f  5, 20 % of passages deleted with their text, whatever is like them stays
  g  seven lines of boilerplate put in at 5 to 20 places each; then a quarter of them removed, as many added
     elsewhere, and pages shifted; no line stands twice in one run of such lines, nor is it added to one from which
     it was removed. "repeated" are all passages that the file has more than once, its own too
  h  two columns read across, line by line, where layout read a run of five lines or more down the page and then
     another one to its right that begins higher up

As all is done by a script, where every character went is known; in a and b by the boxes of words. A passage stands
as long as half of its words are left in their order (a word is left with half of its letters). It is faint with
fewer, or where it was written anew with none of its words, and deleted where nothing stands in its place.

  right     a place that has 80 % of what is left of it, and at most 20 % from outside of where that reaches
            (what was put in beside it may be in or out)
  inexact   a place that has half of it, and no more than half of others
  wrong     any other place
  declined  uncertain, or gone though it stands; of deleted ones uncertain
  state     the state told is true: exact on its page, moved on another, changed where letters or digits differ;
            where only accents or signs do, changed is true, and so are the others

Twins are passages with the same words between the same words, 64 characters on either side, in the first edition:
what became of one cannot be told from what became of the other.

Of faint ones, any place that touches what is left or stands there now is fair, and so are gone and uncertain.
Of deleted ones only gone is right, and every place is wrong, though the same words may stand elsewhere. "wrong" is
per 1,000.

With --beside the same is asked of other ways of keeping a place; none of them ever says that it is not sure.

  page and number   the page, and the how-manieth passage that begins on it
  exact quote       the first place where the text stands as it stood
  plain quote       the same, but for case, white space, and the form of quotation marks and dashes
  quote and place   the formula of annotation tools: up to half of the letters of the quote may differ (256 at
                    most); its likeness weighs 50, 32 characters before and behind 20 each, its old place 2

With --size an archive is filled with copies of the files in which a few words of every passage are others, every
second one in two editions, and ids are asked for by what became of them: 200 of each class one after the other in
one process, in any order, and 20 each in a process of its own that has asked for nothing before. "as said" is how
many were answered as what became of them.

  python -m benchmarks.links --corpus corpus --data kept        a second run reads no PDF again
  python -m benchmarks.links --corpus corpus --data kept --scenario e,f --only Cuba --explain
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from archive import Archive
from benchmarks.printed.tables import markdown, plain
from benchmarks.worlds.asking import World
from benchmarks.worlds.beside import WAYS
from benchmarks.worlds.filling import archive_of, cold, drawn, warm
from benchmarks.worlds.reports import Result, Task, explained, json_rows, size_table, tables
from benchmarks.worlds.rereading import AS_IT_IS, reading_of
from benchmarks.worlds.scenarios import SCENARIOS

_OF_PARALLEL = 10
_OF_A_NAME = 3
"""Letters by which a work and its translation are known."""

_WARM_QUESTIONS, _COLD_QUESTIONS = 200, 20
"""Of each class; a cold one takes a process, a second for most of which nothing is measured."""


def main() -> None:
    """Read, change, ask, judge and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder)
        kept = data / "readings"
        if arguments.size:
            measure_size(arguments, data, kept)
            return
        tasks = list(_tasks(arguments, kept))
        report(list(_run(tasks, arguments.workers)), arguments)


def files_of(corpus: Path) -> list[Path]:
    """Give the files of a corpus."""
    policy = sorted((corpus / "policy").rglob("*.pdf"))
    parallel = sorted((corpus / "parallel").rglob("*.pdf"), key=lambda path: path.stat().st_size)
    return [*policy, *parallel[:_OF_PARALLEL]] or sorted(corpus.rglob("*.pdf"))


def measure(task: Task) -> Result:
    """Do one thing to one file, and ask for all of it."""
    scenario = SCENARIOS[task.scenario][task.name]
    reading = reading_of(task.path, task.kept)
    if not reading.drafts:
        return Result(task, ())
    other = reading_of(task.path, task.kept, scenario.way) if scenario.way else reading_of(task.donor, task.kept)
    seed = f"{task.seed} {task.path.name} {task.name}"
    changed = scenario.make(reading, other, random.Random(seed))
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
        world = World(archive, "document", changed)
        questions = list(world.questions(random.Random(seed), task.share))
        return Result(task, tuple(world.ask(each, WAYS if task.is_beside else ()) for each in questions))


def measure_size(arguments: argparse.Namespace, data: Path, kept: Path) -> None:
    """Fill an archive with so many passages, and tell how long it takes to resolve ids in it."""
    paths = {path.name: path for path in _chosen(arguments)}
    folder = data / f"archive-{arguments.size}"
    wanted = archive_of(folder, arguments.size, sorted(paths), lambda name: reading_of(paths[name], kept))
    chance = random.Random(arguments.seed)
    warmly = warm(folder, drawn(wanted, _WARM_QUESTIONS, chance))
    coldly = cold(folder, drawn(wanted, _COLD_QUESTIONS, chance))
    show = markdown if arguments.markdown else plain
    print(show(size_table(arguments.size, warmly, coldly)))


def report(results: Sequence[Result], arguments: argparse.Namespace) -> None:
    """Print what was asked for."""
    if arguments.json:
        for row in json_rows(results):
            print(json.dumps(row, ensure_ascii=False))
        return
    show = markdown if arguments.markdown else plain
    for table in tables(results, by_file=arguments.by_file):
        print(show(table))
    if arguments.explain:
        print("\n".join(explained(results)))


def _run(tasks: Sequence[Task], workers: int) -> Iterator[Result]:
    """Read what is not kept yet, then do all tasks; each in a process of its own kind that may die."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        kept = tasks[0].kept
        needed = list(dict.fromkeys(each for task in tasks for each in _needed(task)))
        for (path, way), _ in zip(needed, pool.map(_read, [(*each, kept) for each in needed]), strict=True):
            print(f"read {path.name} {way}", file=sys.stderr)
        for result in pool.map(measure, tasks):
            print(f"({result.task.scenario}) {result.task.name}: {result.task.path.name}", file=sys.stderr)
            yield result


def _needed(task: Task) -> Iterator[tuple[Path, str]]:
    """Give which files are read for a task, and how."""
    way = SCENARIOS[task.scenario][task.name].way
    yield task.path, AS_IT_IS
    yield (task.path, way) if way else (task.donor, AS_IT_IS)


def _read(what: tuple[Path, str, Path]) -> None:
    path, way, kept = what
    reading_of(path, kept, way)


def _tasks(arguments: argparse.Namespace, kept: Path) -> Iterator[Task]:
    chosen = _chosen(arguments)
    donors = _half(files_of(arguments.corpus), arguments.half)
    unknown = set(arguments.scenario) - set(SCENARIOS)
    if unknown:
        sys.exit(f"There is no scenario {', '.join(sorted(unknown))}; there are {', '.join(SCENARIOS)}.")
    for scenario in arguments.scenario:
        for name in SCENARIOS[scenario]:
            for path in chosen:
                donor = _donor(path, donors)
                yield Task(
                    path, donor, scenario, name, arguments.seed, arguments.share, kept, is_beside=arguments.beside
                )


def _chosen(arguments: argparse.Namespace) -> list[Path]:
    every = _half(files_of(arguments.corpus), arguments.half)
    chosen = [path for path in every if any(part in path.name for part in arguments.only.split(","))]
    if arguments.files and arguments.files < len(chosen):
        chosen = sorted(random.Random(arguments.seed).sample(chosen, arguments.files))
    if not chosen:
        sys.exit(f"No PDF in {arguments.corpus} has {arguments.only} in its name.")
    return chosen


def _half(every: Sequence[Path], half: int | None) -> list[Path]:
    """Give every second of the works, all with their translations; all without a half."""
    names = sorted({path.name[:_OF_A_NAME] for path in every})
    return [path for path in every if half is None or names.index(path.name[:_OF_A_NAME]) % 2 == half - 1]


def _donor(path: Path, every: Sequence[Path]) -> Path:
    """Choose another file, always the same for one: neither its translation nor its neighbour."""
    others = [other for other in every if other.name[:_OF_A_NAME] != path.name[:_OF_A_NAME]]
    return others[zlib.crc32(path.name.encode()) % len(others)] if others else path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with policy/ and parallel/, or PDFs")
    parser.add_argument("--data", type=Path, help="folder to keep what is read of PDFs; else it is thrown away")
    parser.add_argument("--scenario", type=lambda given: given.split(","), default=list(SCENARIOS), help="c,d,...")
    parser.add_argument("--files", type=int, help="so many files, drawn by lot")
    parser.add_argument("--only", default="", help="only files with one of these (a,b) in their name")
    parser.add_argument(
        "--half", type=int, choices=(1, 2), help="half of the works: tune on one, report the other"
    )
    parser.add_argument("--seed", type=int, default=1, help="other changes, other stretches, other files (1)")
    parser.add_argument("--share", type=float, default=1.0, help="ask for this share of the ids alone (1.0)")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")
    parser.add_argument(
        "--size",
        type=int,
        nargs="?",
        const=50_000,
        help="times in an archive of so many passages (50000)",
    )
    parser.add_argument("--beside", action="store_true", help="ask other ways of keeping a place as well")
    parser.add_argument("--by-file", action="store_true", help="a table of files too")
    parser.add_argument("--explain", action="store_true", help="tell of each answer that is not right")
    parser.add_argument("--markdown", action="store_true", help="tables as Markdown")
    parser.add_argument("--json", action="store_true", help="one line for each answer, instead of tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()
