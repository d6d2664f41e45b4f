"""Tables of what was answered, and each answer that is not right in words."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.printed.tables import Table, clip, per_thousand, share

from .asking import STRETCH, WHOLE, Asked
from .filling import CHANGED, CLASSES, GONE, MOVED, SAME, Taken
from .judging import Group, Verdict

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
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task."""

    task: Task
    asked: tuple[Asked, ...]


_COLUMNS = ("ids", "stand", "right %", "inexact %", "wrong ‰", "declined %", "state %",
            "faint", "wrong ‰", "deleted", "gone %", "wrong ‰", "declined %", "ms", "95 %", "max")  # fmt: skip


def tables(results: Sequence[Result], *, by_file: bool) -> Iterator[Table]:
    """Give a table a scenario, then that of other ways, then that of files."""
    for scenario in dict.fromkeys(each.task.scenario for each in results):
        yield _table(scenario, [each for each in results if each.task.scenario == scenario])
    if any(each.task.is_beside for each in results):
        yield _beside_table(results)
    if by_file:
        yield _file_table(results)


def size_table(count: int, warm: Sequence[Taken], cold: Sequence[Taken]) -> Table:
    """Tell how long answers took in an archive of so many passages."""
    rows = []
    for kind in (*CLASSES, "all"):
        cells: list[object] = []
        for taken in (warm, cold):
            own = [each for each in taken if kind in (each.kind, "all")]
            times = sorted(each.took_ms for each in own) or [0.0]
            said = sum(each.state in _SAID.get(each.kind, (each.state,)) for each in own)
            cells += [len(own), f"{statistics.median(times):.1f}", f"{times[int(0.95 * (len(times) - 1))]:.1f}",
                      f"{times[-1]:.0f}", share(said, len(own))]  # fmt: skip
        rows.append((kind, *cells))
    warm_columns = ("warm", "ms", "95 %", "max", "as said %")
    cold_columns = ("cold", "ms", "95 %", "max", "as said %")
    return Table(f"{count:,} passages", ("", *warm_columns, *cold_columns), tuple(rows))


_SAID = {SAME: ("exact",), MOVED: ("moved",), CHANGED: ("changed",), GONE: ("gone",)}


def _table(scenario: str, results: Sequence[Result]) -> Table:
    rows = []
    for name in dict.fromkeys(each.task.name for each in results):
        asked = [each for result in results if result.task.name == name for each in result.asked]
        whole = [each for each in asked if each.kind == WHOLE]
        rows.append((name, *_counts(whole)))
        tags = sorted({each.tag for each in whole if each.tag})
        rows += [(f"  {tag}", *_counts([each for each in whole if each.tag == tag])) for tag in tags]
        twins = [each for each in whole if each.is_twin]
        rows += [("  twins", *_counts(twins))] if twins else []
        rows.append(("  stretches", *_counts([each for each in asked if each.kind == STRETCH])))
    return Table(f"({scenario})", ("", *_COLUMNS), tuple(rows))


def _file_table(results: Sequence[Result]) -> Table:
    rows = []
    for result in sorted(results, key=lambda each: each.task.path.name):
        name = f"{clip(result.task.path.name, 34)}  ({result.task.scenario}) {result.task.name}"
        rows.append((name, *_counts(result.asked)))
    return Table("File by file, passages and stretches", ("", *_COLUMNS), tuple(rows))


def _beside_table(results: Sequence[Result]) -> Table:
    rows: list[tuple[object, ...]] = []
    for scenario, name in dict.fromkeys((each.task.scenario, each.task.name) for each in results):
        asked = [each for result in results if result.task.name == name for each in result.asked]
        own = [(each.group, each.verdict, each.took_ms) for each in asked]
        rows.append((f"({scenario}) {name}: resolve", *_compared(own)))
        for way in dict.fromkeys(beside.way for each in asked for beside in each.beside):
            theirs = [
                (each.group, beside.verdict, beside.took_ms)
                for each in asked
                for beside in each.beside
                if beside.way == way
            ]
            rows.append((f"  {way}", *_compared(theirs)))
    return Table("Beside other ways, passages and stretches", ("", *_COMPARED), tuple(rows))


_COMPARED = (
    "stand",
    "right %",
    "inexact %",
    "wrong ‰",
    "declined %",
    "deleted",
    "gone %",
    "wrong ‰",
    "ms",
    "95 %",
)


def _compared(answers: Sequence[tuple[Group, Verdict, float]]) -> tuple[object, ...]:
    stand = [verdict for group, verdict, _ in answers if group is Group.STANDS]
    deleted = [verdict for group, verdict, _ in answers if group is Group.DELETED]
    taken = sorted(took_ms for _, _, took_ms in answers) or [0.0]
    return (
        len(stand),
        share(stand.count(Verdict.RIGHT), len(stand)),
        share(stand.count(Verdict.INEXACT), len(stand)),
        per_thousand(stand.count(Verdict.WRONG), len(stand)),
        share(stand.count(Verdict.DECLINED), len(stand)),
        len(deleted),
        share(deleted.count(Verdict.RIGHT), len(deleted)),
        per_thousand(deleted.count(Verdict.WRONG), len(deleted)),
        f"{statistics.median(taken):.1f}",
        f"{taken[int(0.95 * (len(taken) - 1))]:.1f}",
    )


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


def json_rows(results: Sequence[Result]) -> Iterator[dict[str, object]]:
    """Give each answer with what it was asked of."""
    for result in results:
        for each in result.asked:
            yield {
                "file": result.task.path.name,
                "scenario": result.task.scenario,
                "name": result.task.name,
                **asdict(each),
            }


def explained(results: Sequence[Result]) -> Iterator[str]:
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
