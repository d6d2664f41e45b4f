"""What was measured -> tables: milliseconds by class, beside each other, and how many times as long as Pasaje."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from benchmarks.printed.tables import Table
from benchmarks.sought.measures import quantile
from benchmarks.timed.answering import Answered
from benchmarks.timed.archives import WholeQuery
from benchmarks.timed.asked import CLASSES
from benchmarks.timed.indexing import Indexed
from benchmarks.timed.measured import Took
from benchmarks.timed.pasaje import Pasaje

NOTHING = "-"
"""Stands where an engine cannot do what is asked."""

_TIMES: tuple[tuple[str, Callable[[Answered], float]], ...] = (
    ("first", lambda each: each.first.cpu),
    ("warm", lambda each: each.warm.cpu),
)
_PARTS = ("engine", "fetching", "marking")

_CLOCKS: tuple[tuple[str, Callable[[Took], float]], ...] = (
    ("processor", lambda each: each.cpu),
    ("clock", lambda each: each.wall),
)


def by_class(answered: Sequence[Answered], engines: Sequence[str], passages: int) -> list[Table]:
    """Give the tables of all classes, first and warm: the mean and what 95 of 100 do not exceed, in ms."""
    tables = []
    for name, time in _TIMES:
        rows = []
        for kind in (*CLASSES, "all"):
            of_kind = [each for each in answered if kind in {each.asked.kind, "all"}]
            cells = [cell for engine in engines for cell in _cells(of_kind, engine, time)]
            rows.append((kind, *cells))
        columns = ("class", *(f"{engine}{of}" for engine in engines for of in ("", " p95")))
        tables.append(Table(f"{passages:,} passages, {name}, ms of the processor", columns, tuple(rows)))
    return tables


def ratios(answered: Sequence[Answered], engines: Sequence[str], passages: int) -> Table:
    """Give how many times as long as Pasaje each engine takes warm, class by class; of what both can do."""
    others = [engine for engine in engines if engine != Pasaje.name]
    rows = []
    for kind in (*CLASSES, "all"):
        of_kind = [each for each in answered if kind in {each.asked.kind, "all"}]
        rows.append((kind, *(_ratio(of_kind, engine, time) for _, time in _TIMES for engine in others)))
    columns = ("class", *(f"{engine}, {name}" for name, _ in _TIMES for engine in others))
    return Table(f"{passages:,} passages: times as long as Pasaje", columns, tuple(rows))


def clocks(answered: Sequence[Answered], engines: Sequence[str], passages: int) -> Table:
    """Give the means over all classes by processor and by clock, the first time and warm."""
    rows = []
    for engine in engines:
        own = [each for each in answered if each.engine == engine]
        means = [
            milliseconds([of(took) for took in times])
            for times in ([each.first for each in own], [each.warm for each in own])
            for _, of in _CLOCKS
        ]
        rows.append((engine, len(own), *means))
    columns = ("engine", "asked", *(f"{name}, {clock}" for name, _ in _TIMES for clock, _ in _CLOCKS))
    return Table(f"{passages:,} passages: mean ms over all classes", columns, tuple(rows))


def totals(answered: Sequence[Answered], engines: Sequence[str], passages: int) -> Table:
    """Give how many passages answer in the mean: whether engines were asked the same."""
    rows = []
    for kind in CLASSES:
        counts = [[each.total for each in answered if each.engine == engine and each.asked.kind == kind]
                  for engine in engines]  # fmt: skip
        rows.append((kind, *(f"{sum(each) / len(each):.1f}" if each else NOTHING for each in counts)))
    return Table(f"{passages:,} passages: how many answer, mean", ("class", *engines), tuple(rows))


def whole(queries: Sequence[WholeQuery], passages: int) -> Table:
    """Give what whole queries of the archive took."""
    rows = []
    for kind in (*CLASSES, "all"):
        own = [each for each in queries if kind in {each.asked.kind, "all"}]
        times = [
            [each.first.cpu for each in own],
            [each.warm.cpu for each in own],
            [each.warm.wall for each in own],
        ]
        cells = [cell for each in times for cell in (milliseconds(each), milliseconds(each, 0.95))]
        parts = [milliseconds([each.parts[at].cpu for each in own]) for at in range(len(_PARTS))]
        rows.append((kind, len(own), *cells, *parts, f"{sum(each.marks for each in own) / max(len(own), 1):.1f}"))
    columns = ("class", "asked", "first", "p95", "warm", "p95", "by the clock", "p95", *_PARTS, "marks")
    title = (
        f"{passages:,} passages: typed text to ten passages with marks and counts of facets, ms of the processor"
    )
    return Table(title, columns, tuple(rows))


def indexing(indexed: Iterable[Indexed], passages: int) -> Table:
    """Give what making and opening the indexes took."""
    rows = [
        (each.engine, f"{each.passages_a_second:,.0f}", f"{each.filling.cpu:.1f}", f"{each.filling.wall:.1f}",
         f"{each.disk_megabytes:.0f}", f"{each.peak_megabytes:.0f}", f"{each.adding.cpu:.3f}",
         f"{each.adding.wall:.3f}", milliseconds([each.opening.cpu]))
        for each in indexed
    ]  # fmt: skip
    columns = ("engine", "passages a CPU s", "CPU s", "s", "MB on disk", "MB at most", "one document more, CPU s",
               "s", "opening, CPU ms")  # fmt: skip
    return Table(f"indexing {passages:,} passages", columns, tuple(rows))


def starting(starts: dict[str, list[Took]], passages: int) -> Table:
    """Give how long programs took to start, the quickest of some."""
    rows = [
        (name, len(times), f"{min(each.cpu for each in times):.2f}", f"{min(each.wall for each in times):.2f}")
        for name, times in starts.items()
    ]
    return Table(
        f"{passages:,} passages: start to answer, the quickest, s",
        ("program", "started", "CPU", "clock"),
        tuple(rows),
    )


def milliseconds(seconds: Sequence[float], share: float = 0.0) -> str:
    """Give the mean, or what so large a share does not exceed, in ms; a dash of nothing."""
    if not seconds:
        return NOTHING
    value = quantile(seconds, share) if share else sum(seconds) / len(seconds)
    return f"{1000 * value:.3f}" if value < 0.01 else f"{1000 * value:.1f}"


def _cells(answered: Sequence[Answered], engine: str, time: Callable[[Answered], float]) -> tuple[str, str]:
    times = [time(each) for each in answered if each.engine == engine]
    return milliseconds(times), milliseconds(times, 0.95)


def _ratio(answered: Sequence[Answered], engine: str, time: Callable[[Answered], float]) -> str:
    own = {each.asked: time(each) for each in answered if each.engine == Pasaje.name}
    others = {each.asked: time(each) for each in answered if each.engine == engine}
    both = own.keys() & others.keys()
    if not both:
        return NOTHING
    times = sum(others[each] for each in both) / max(sum(own[each] for each in both), 1e-9)
    return f"{times:.0f}" if times >= 10 else f"{times:.2g}"
