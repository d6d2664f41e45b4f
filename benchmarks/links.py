"""Do links to passages answer rightly after the world has changed? Ids issued, documents changed, ids asked for.

Of each file (PDFs under DIR/policy and the ten smallest of DIR/parallel, or all under DIR) a reading is stored,
every passage has an id, the document is changed by a known script, and what it became is stored: the same version
read again (a, b, c, h), or a new edition (d to g). Then `resolve` is asked for every id, and for a stretch of
words of every fourth passage. Scenarios:

  a  other passage sizes: all that says how long passages are halved, and doubled
  b  repair switched off: accents, ligatures, spaced letters, hyphens at line ends stay as the file has them
  c  1, 3, 5 % character noise as OCR makes it, in all text of pages and passages; what was set aside stays
  d  pages inserted and removed: three runs of 1 to 5 pages for 100 pages, of another file and of made text
  e  10, 30, 50 % of passages edited: words replaced, put in, left out, numbers changed, sentences put in, left out
     and swapped; lightly (2 to 10 % of the words) or heavily (15 to 45 %)
  f  5, 20 % of passages deleted with their text, whatever is like them stays
  g  seven lines of boilerplate put in at 5 to 20 places each; then a quarter of them removed, as many added
     elsewhere, and pages shifted. "repeated" are all passages that the file has more than once, its own too
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

Of faint ones, any place that touches what is left or stands there now is fair, and so are gone and uncertain.
Of deleted ones only gone is right, and every place is wrong, though the same words may stand elsewhere. "wrong" is
per 1,000.

  python benchmarks/links.py --corpus corpus --data kept        a second run reads no PDF again
  python benchmarks/links.py --corpus corpus --data kept --scenario e,f --only Cuba --explain
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from printed.tables import Table, clip, markdown, per_thousand, plain, share
from worlds.asking import STRETCH, WHOLE, Asked, World
from worlds.judging import Group, Verdict
from worlds.rereading import AS_IT_IS, reading_of
from worlds.scenarios import SCENARIOS

from archive import Archive

_OF_PARALLEL = 10
_EXPLAINED_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Task:
    """One thing done to one file; pages are taken from the donor."""

    path: Path
    donor: Path
    scenario: str
    name: str
    seed: int
    share: float
    kept: Path


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task."""

    task: Task
    asked: tuple[Asked, ...]


def main() -> None:
    """Read, change, ask, judge and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        kept = (arguments.data or Path(folder)) / "readings"
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
        return Result(task, tuple(world.ask(each) for each in questions))


def report(results: Sequence[Result], arguments: argparse.Namespace) -> None:
    """Print what was asked for."""
    if arguments.json:
        for row in _json_rows(results):
            print(json.dumps(row, ensure_ascii=False))
        return
    show = markdown if arguments.markdown else plain
    for scenario in dict.fromkeys(each.task.scenario for each in results):
        print(show(_table(scenario, [each for each in results if each.task.scenario == scenario])))
    if arguments.by_file:
        print(show(_file_table(results)))
    if arguments.explain:
        print("\n".join(_explained(results)))


_COLUMNS = ("ids", "stand", "right %", "inexact %", "wrong ‰", "declined %", "state %",
            "faint", "wrong ‰", "deleted", "gone %", "wrong ‰", "declined %", "ms", "95 %", "max")  # fmt: skip


def _table(scenario: str, results: Sequence[Result]) -> Table:
    rows = []
    for name in dict.fromkeys(each.task.name for each in results):
        asked = [each for result in results if result.task.name == name for each in result.asked]
        whole = [each for each in asked if each.kind == WHOLE]
        rows.append((name, *_counts(whole)))
        tags = sorted({each.tag for each in whole if each.tag})
        rows += [(f"  {tag}", *_counts([each for each in whole if each.tag == tag])) for tag in tags]
        rows.append(("  stretches", *_counts([each for each in asked if each.kind == STRETCH])))
    return Table(f"({scenario})", ("", *_COLUMNS), tuple(rows))


def _file_table(results: Sequence[Result]) -> Table:
    rows = []
    for result in sorted(results, key=lambda each: each.task.path.name):
        name = f"{clip(result.task.path.name, 34)}  ({result.task.scenario}) {result.task.name}"
        rows.append((name, *_counts(result.asked)))
    return Table("File by file, passages and stretches", ("", *_COLUMNS), tuple(rows))


def _counts(asked: Sequence[Asked]) -> tuple[object, ...]:
    stand, faint, deleted = ([each for each in asked if each.group is group] for group in Group)
    taken = sorted(each.took_ms for each in asked) or [0.0]
    return (
        len(asked),
        len(stand),
        share(_number(stand, Verdict.RIGHT), len(stand)),
        share(_number(stand, Verdict.INEXACT), len(stand)),
        per_thousand(_number(stand, Verdict.WRONG), len(stand)),
        share(_number(stand, Verdict.DECLINED), len(stand)),
        share(sum(each.is_state_right for each in stand), len(stand)),
        len(faint),
        per_thousand(_number(faint, Verdict.WRONG), len(faint)),
        len(deleted),
        share(_number(deleted, Verdict.RIGHT), len(deleted)),
        per_thousand(_number(deleted, Verdict.WRONG), len(deleted)),
        share(_number(deleted, Verdict.DECLINED), len(deleted)),
        f"{statistics.median(taken):.1f}",
        f"{taken[int(0.95 * (len(taken) - 1))]:.1f}",
        f"{taken[-1]:.0f}",
    )


def _number(asked: Sequence[Asked], verdict: Verdict) -> int:
    return sum(each.verdict is verdict for each in asked)


def _json_rows(results: Sequence[Result]) -> Iterator[dict[str, object]]:
    for result in results:
        for each in result.asked:
            yield {
                "file": result.task.path.name,
                "scenario": result.task.scenario,
                "name": result.task.name,
                **asdict(each),
            }


def _explained(results: Sequence[Result]) -> Iterator[str]:
    """Tell of each answer that is not right: what was asked for, what became of it, what was answered."""
    for result in results:
        for each in result.asked:
            if each.verdict is not Verdict.RIGHT:
                where = f"{result.task.path.name}: ({result.task.scenario}) {result.task.name} {each.tag}".rstrip()
                what = f"{each.kind} {each.passage_id}, {each.group} ({each.share:.0%} left)"
                told = f"{each.state}{' with the true place' if each.is_candidate else ''}"
                yield (
                    f"{where}: {each.verdict}: {what}, told {told}\n"
                    f"    was   p. {_pages(each.pages)}: {_shown(each.text)}\n"
                    f"    true  p. {_pages(each.true_pages)}: {_shown(each.true_text)}\n"
                    f"    told  p. {_pages(each.given_pages)}: {_shown(each.given_text)}"
                    f" ({each.covered:.0%} of it, {each.others:.0%} others)"
                )


def _pages(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "-"


def _shown(text: str) -> str:
    return f"“{clip(' '.join(text.split()), _EXPLAINED_CHARACTERS)}”" if text else "-"


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
    every = files_of(arguments.corpus)
    chosen = [path for path in every if any(part in path.name for part in arguments.only.split(","))]
    if arguments.files and arguments.files < len(chosen):
        chosen = sorted(random.Random(arguments.seed).sample(chosen, arguments.files))
    if not chosen:
        sys.exit(f"No PDF in {arguments.corpus} has {arguments.only} in its name.")
    unknown = set(arguments.scenario) - set(SCENARIOS)
    if unknown:
        sys.exit(f"There is no scenario {', '.join(sorted(unknown))}; there are {', '.join(SCENARIOS)}.")
    for scenario in arguments.scenario:
        for name in SCENARIOS[scenario]:
            for path in chosen:
                donor = _donor(path, every)
                yield Task(path, donor, scenario, name, arguments.seed, arguments.share, kept)


def _donor(path: Path, every: Sequence[Path]) -> Path:
    """Choose another file, always the same for one: neither its translation nor its neighbour."""
    others = [other for other in every if other.name[:3] != path.name[:3]]
    return others[zlib.crc32(path.name.encode()) % len(others)] if others else path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with policy/ and parallel/, or PDFs")
    parser.add_argument("--data", type=Path, help="folder to keep what is read of PDFs; else it is thrown away")
    parser.add_argument("--scenario", type=lambda given: given.split(","), default=list(SCENARIOS), help="c,d,...")
    parser.add_argument("--files", type=int, help="so many files, drawn by lot")
    parser.add_argument("--only", default="", help="only files with one of these (a,b) in their name")
    parser.add_argument("--seed", type=int, default=1, help="other changes, other stretches, other files (1)")
    parser.add_argument("--share", type=float, default=1.0, help="ask for this share of the ids alone (1.0)")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")
    parser.add_argument("--by-file", action="store_true", help="a table of files too")
    parser.add_argument("--explain", action="store_true", help="tell of each answer that is not right")
    parser.add_argument("--markdown", action="store_true", help="tables as Markdown")
    parser.add_argument("--json", action="store_true", help="one line for each answer, instead of tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()
