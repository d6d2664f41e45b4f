"""How long an archive takes to answer what is typed, ordinary and hostile, and how it says that it was read.

Prints milliseconds of processor for each kind of query: the median, 95 of 100 and the longest, each asked as page,
API and command line ask it, with the advice that stands beside it, the first time and once more. Beside them how
many found something and of how many it is said how they were read. Fails where one takes more than 500 ms.

  python -m benchmarks.queries --corpus corpus --data kept
  python -m benchmarks.queries --corpus corpus --data kept --explain

With --data, the archive of policy/ and parallel/ is filled once and kept.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.printed.tables import Table, plain
from benchmarks.sought.field import lexicon_of, open_field
from benchmarks.sought.measures import quantile
from benchmarks.sought.options import field_options
from benchmarks.sought.pasaje import indexed
from benchmarks.typed.hostile import hostile
from benchmarks.typed.queries import Typed, ordinary
from index import Across, Found, find
from search_app.advising import advise, counting
from search_app.limits import as_searched
from search_app.remark_words import remark_sentence

MOST_MS = 500.0


class Asked(NamedTuple):
    """A query, what it found, and the milliseconds of processor for the first answer and the second."""

    typed: Typed
    found: Found
    first_ms: float
    again_ms: float


def main() -> None:
    """Measure and print; end with 1 where a query took too long."""
    arguments = _arguments()
    with open_field(arguments.corpus, arguments.data) as field:
        engine, lexicon = indexed(field.archive), lexicon_of(field.archive)
        across = Across(lexicon, aligned=field.archive.counterpart_pages) if lexicon else None

        def search(text: str) -> Found:
            found = find(field.archive, engine, as_searched(text), across=across)
            advise(found, engine, across, counting(engine, across))
            return found

        search("warm")
        queries = [*ordinary(field.versions, arguments.each), *hostile()]
        asked = [_ask(search, each) for each in queries]
    print(plain(_table(asked)))
    if arguments.explain:
        for each in asked:
            said = " ".join(map(remark_sentence, each.found.remarks))
            print(f"{each.first_ms:8.1f}  {each.found.total:6}  {each.typed.text[:60]!r}  {said}")
    slow = [each for each in asked if each.first_ms > MOST_MS]
    for each in slow:
        print(f"too slow: {each.first_ms:.0f} ms for {each.typed.text[:80]!r}")
    sys.exit(bool(slow))


def _ask(search: Callable[[str], Found], typed: Typed) -> Asked:
    started = time.process_time()
    found = search(typed.text)
    between = time.process_time()
    search(typed.text)
    return Asked(typed, found, (between - started) * 1000, (time.process_time() - between) * 1000)


def _table(asked: Sequence[Asked]) -> Table:
    by_kind = defaultdict[str, list[Asked]](list)
    for each in asked:
        by_kind[each.typed.kind].append(each)
    columns = ("kind", "n", "found", "remarks", "p50", "p95", "max", "again p50", "again max")
    rows = tuple(_row(kind, those) for kind, those in [*by_kind.items(), ("all", list(asked))])
    return Table("milliseconds of processor", columns, rows)


def _row(kind: str, those: Sequence[Asked]) -> tuple[object, ...]:
    first, again = [each.first_ms for each in those], [each.again_ms for each in those]
    found = sum(bool(each.found.total) for each in those)
    remarked = sum(bool(each.found.remarks) for each in those)
    times = (quantile(first, 0.5), quantile(first, 0.95), max(first), quantile(again, 0.5), max(again))
    return (kind, len(those), found, remarked, *(f"{each:.1f}" for each in times))


def _arguments() -> argparse.Namespace:
    parser = field_options(__doc__)
    parser.add_argument("--each", type=int, default=20, help="queries of each ordinary kind (20)")
    parser.add_argument("--explain", action="store_true", help="print each query and how it was read")
    return parser.parse_args()


if __name__ == "__main__":
    main()
