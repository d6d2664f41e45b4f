"""How fast is a search, and the making of its index, beside other engines? Archives of 10,000 passages and more.

The texts are the passages of the PDFs below DIR/policy and DIR/parallel; of what is more than they have, copies in
which one word in ten is another, so that the vocabulary grows as it does in the texts themselves
(`timed/growing.py` says how). Ten classes of queries are drawn from them by lot, --count of each in both languages
(`timed/asked.py`), and asked by turns of all engines in one process: Pasaje's own, Whoosh as it comes, SQLite
FTS5, tantivy and Xapian, where they are there. All have the same words and stems and give ten hits and the exact
total; Pasaje's counts facets beside, finds words in titles and headings too, and weighs them and words near each
other, as no other does: so it finds more for several words. Warm, it has what it worked out before, within bounds.

"first" is the first time that a query is asked in a process that has just opened its indexes, "warm" the mean of
three more times; "-" is what an engine cannot do. Times are of the processor, of all threads, for others may use
the machine; the load is told. A whole query goes from what was typed to ten passages fetched from an archive, with
their marks: for archives of --archives passages at most; above, the engines alone are asked.

  python -m benchmarks.speed --corpus corpus --data kept                     a second run makes no index again
  python -m benchmarks.speed --corpus corpus --data kept --anew              ... unless an engine is another now
  python -m benchmarks.speed --corpus corpus --data kept --sizes 1000000 --engines Pasaje FTS5 tantivy
  python -m benchmarks.speed --corpus corpus --data kept --equal 2000        the answers beside plain arithmetic
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.printed.tables import Table, markdown, plain
from benchmarks.sought.field import open_field
from benchmarks.timed import reported
from benchmarks.timed.answering import Answered, answered
from benchmarks.timed.archives import archive_of, whole_queries
from benchmarks.timed.asked import kept_asked
from benchmarks.timed.engines import ENGINES, there
from benchmarks.timed.equality import compare
from benchmarks.timed.growing import documents_of
from benchmarks.timed.growth_plot import drawn
from benchmarks.timed.indexing import indexed
from benchmarks.timed.measured import load
from benchmarks.timed.pasaje import Pasaje
from benchmarks.timed.prepared import Prepared, prepared
from benchmarks.timed.starting import starts
from index import PutVersion

_COMPARED_PASSAGES = 300
"""Looked at one by one for every search: more would take hours and find no more."""

_STARTS = 5

Show = Callable[[Table], str]


def main() -> None:
    """Make, ask and report."""
    arguments = _arguments()
    show = markdown if arguments.markdown else plain
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder)
        with open_field(arguments.corpus, data) as field:
            documents = documents_of(field)
        if not documents:
            raise SystemExit(
                f"No passage could be read below {arguments.corpus}: give a folder with policy/ or parallel/."
            )
        if arguments.equal:
            _compare(documents, arguments.equal, arguments.seed, Path(folder))
            return
        engines = there(arguments.engines)
        by_size = {}
        for size in arguments.sizes:
            made = prepared(documents, size, data, seed=arguments.seed, count=arguments.count)
            by_size[size] = _measured(
                made, engines, show, has_archive=size <= arguments.archives, is_anew=arguments.anew
            )
        if arguments.plot:
            arguments.plot.write_text(_plot(by_size, engines), encoding="utf-8")


def _measured(
    made: Prepared, engines: Sequence[str], show: Show, *, has_archive: bool, is_anew: bool
) -> list[Answered]:
    """Measure one size and print it."""
    size, growth = made.passages, made.growth
    law = growth.law
    print(
        f"{size:,} passages: {growth.words:,} words, {growth.distinct:,} of them different; by Heaps' law "
        f"{law.factor:.1f} x n^{law.power:.2f} = {law.distinct(growth.words):,.0f}. Load {load()}.\n"
    )
    if is_anew:
        _forget(made.folder)
    print(show(reported.indexing([indexed(each, made.texts, made.folder) for each in engines], size)))
    found = answered(engines, made.asked, made.folder)
    for table in reported.by_class(found, engines, size):
        print(show(table))
    print(show(reported.ratios(found, engines, size)))
    print(show(reported.clocks(found, engines, size)))
    print(show(reported.totals(found, engines, size)))
    if has_archive and Pasaje.name in engines:
        archive = archive_of(made.texts, made.folder)
        print(show(reported.whole(whole_queries(made.asked, archive), size)))
        typed = [each.typed for each in kept_asked(made.asked)[:_STARTS]]
        print(show(reported.starting(starts(archive, typed), size)))
    print(f"Load {load()}.\n")
    return found


def _compare(documents: Sequence[PutVersion], count: int, seed: int, folder: Path) -> None:
    """Compare answers and print what differs; ends with a fault when anything does."""
    passages = [each for document in documents for each in document.entries]
    chosen = random.Random(seed).sample(passages, min(_COMPARED_PASSAGES, len(passages)))
    compared = compare(chosen, count, folder, seed)
    for each in compared.differences:
        print(f"{each.segments} segments: {each.typed}: {each.by}")
    print(
        f"{compared.searches} searches on 1, 4 and 13 segments, {compared.deleted} of {compared.passages} "
        f"passages deleted; {compared.answered} found something; {len(compared.differences)} answers differ."
    )
    if compared.differences:
        raise SystemExit(1)


def _plot(by_size: dict[int, list[Answered]], engines: Sequence[str]) -> str:
    """Draw the means of the classes that all engines can do."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for size, found in sorted(by_size.items()):
        can = [{each.asked for each in found if each.engine == engine} for engine in engines]
        shared = set.intersection(*can)
        for engine in engines:
            times = [each.warm.cpu for each in found if each.engine == engine and each.asked in shared]
            lines.setdefault(engine, []).append((size, 1000 * sum(times) / len(times)))
    return drawn(lines, "A query, warm, of the classes that all can do: mean ms of the processor")


def _forget(folder: Path) -> None:
    """Leave the texts and the queries of a size, and nothing that was made of them."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in {"texts.jsonl", "asked.json", "growth.json"}:
            path.unlink()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with policy/ and parallel/")
    parser.add_argument(
        "--data", type=Path, help="folder in which archives and indexes are kept for the next time"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="passages (10000 100000)")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES), help="which of them (all)")
    parser.add_argument("--count", type=int, default=20, help="queries of each class in each language (20)")
    parser.add_argument("--seed", type=int, default=1, help="other texts and queries (1)")
    parser.add_argument(
        "--archives", type=int, default=100_000, help="whole queries up to so many passages (100000)"
    )
    parser.add_argument(
        "--equal", type=int, default=0, metavar="N", help="compare the answers to N searches instead"
    )
    parser.add_argument("--anew", action="store_true", help="make indexes and archives again that are kept")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw how times grow into this SVG")
    parser.add_argument("--markdown", action="store_true", help="tables as Markdown")
    return parser.parse_args()


if __name__ == "__main__":
    main()
