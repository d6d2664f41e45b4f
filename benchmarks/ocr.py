"""How well scans are read: words found, accents right, seconds a page, and whether words stand where they are.

Two parts, each with a row a file:

  scans/     the scans of the corpus that have a text beside them; words are compared as bags, without case
  made       pages of policy/ with text, drawn, blurred, noised, laid crooked and turned: the file's own text is
             the truth, and so are the boxes of its words (benchmarks/scans/making.py)

  recall     true words that were read
  precision  words read that are true; heads that a transcript leaves out count against it
  accents    of the true words with accents of which the letters were read in their place, those read with
             their accents; words that were not read count for recall alone
  in place   of the words read that stand on the page, those whose box is over the box of that word on the page
             (half of the smaller one lies in both)
  s/page     by the clock, all pages of a file, by --workers children side by side
  work/page  seconds of processor of all who read, both languages and straightening included
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from archive.derived import Derived
from benchmarks.scans.judging import Placed, Read, in_place, judge, placed, total
from benchmarks.scans.making import Lay, as_it_lies, make_scan
from benchmarks.scans.truths import find_truths
from benchmarks.words.scores import words_of
from ingest.errors import OriginalUnreadable
from ingest.limits import Limits
from ingest.ocr_modes import FAILED
from ingest.ocr_shelf import Shelf
from ingest.reading import read_original
from ingest.readings import Reading
from ingest.sandbox import read_all
from ingest.tasks import Task

LAYS = (
    Lay(200),
    Lay(150),
    Lay(150, lean=1.0),
    Lay(200, lean=-2.0),
    Lay(200, lean=3.0),
    Lay(150, turned=90),
    Lay(200, turned=180),
    Lay(200, lean=1.5, turned=270),
)

_LETTERS = 600
"""A page with fewer is a title or a picture, and tells little."""


class Cost(NamedTuple):
    """Seconds by the clock, and of processor."""

    clock: float
    work: float


class Row(NamedTuple):
    """What came of one file."""

    name: str
    pages: int
    cost: Cost
    read: Read
    known: int = 0
    in_place: int = 0


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    if not arguments.made_alone:
        _print("scans/", list(_scans(arguments)), show_missing=arguments.missing)
    if arguments.made:
        made = list(_made(arguments))
        _print("made", made, show_missing=arguments.missing)


def _scans(arguments: argparse.Namespace) -> Iterator[Row]:
    truths = [truth for truth in find_truths(arguments.corpus) if arguments.only in truth.pdf.name]
    if not truths:
        sys.exit("No scan of this corpus has a text beside it.")
    for truth in truths:
        reading, cost = _read(truth.pdf, arguments)
        yield Row(truth.pdf.name, len(reading.pages), cost, judge(words_of(truth.text), _words(reading)))


def _made(arguments: argparse.Namespace) -> Iterator[Row]:
    """Make scans of pages that lie evenly through the policy papers, and read them."""
    pages = list(_pages_with_text(arguments.corpus))
    chosen = pages[:: max(1, len(pages) // arguments.made)][: arguments.made]
    with TemporaryDirectory() as folder:
        for at, (source, number) in enumerate(chosen):
            lay = LAYS[at % len(LAYS)]
            scan = Path(folder) / f"scan{at}.pdf"
            size = make_scan(source, number, lay, scan, at)
            whole = read_original(source, source.name, lambda *_: None)
            true = [as_it_lies(word, lay, size) for word in placed(whole.pages[number - 1])]
            reading, cost = _read(scan, arguments)
            known, right = in_place([word for page in reading.pages for word in placed(page)], true)
            judged = judge(_cut(true), _cut([word for page in reading.pages for word in placed(page)]))
            yield Row(f"{source.stem[:28]} p. {number}, {lay}", 1, cost, judged, known, right)


def _pages_with_text(corpus: Path) -> Iterator[tuple[Path, int]]:
    """Give pages of running text, of files that no scan of the corpus was made of."""
    scanned = {path.name.split(".")[0] for path in (corpus / "scans").rglob("*.pdf")}
    for path in sorted((corpus / "policy").rglob("*.pdf")):
        if path.stem not in scanned:
            reading = read_original(path, path.name, lambda *_: None)
            yield from (
                (path, page.number)
                for page in reading.pages
                if sum(map(str.isalpha, page.text)) >= _LETTERS and page.state.value == "text"
            )


def _read(path: Path, arguments: argparse.Namespace) -> tuple[Reading, Cost]:
    started, worked = time.monotonic(), _worked()
    kept = Shelf(Derived(arguments.kept), sha256(path.read_bytes()).hexdigest()) if arguments.kept else None
    tasks = [Task(path, path.name, shelf=kept)]
    ((_, result),) = read_all(tasks, workers=arguments.workers, limits=Limits(), advance=lambda *_: None)
    if isinstance(result, OriginalUnreadable):
        sys.exit(f"{path.name}: {result}")
    for warned in result.warnings:
        if warned.code == FAILED:
            print(f"{path.name}: {warned.message}", file=sys.stderr)
    return result, Cost(time.monotonic() - started, _worked() - worked)


def _worked() -> float:
    """Give the processor time of the children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _words(reading: Reading) -> list[str]:
    texts = [text for page in reading.pages for text in (page.text, *(each.text for each in page.furniture))]
    return words_of("\n".join(texts))


def _cut(words: Sequence[Placed]) -> list[str]:
    return words_of("\n".join(word.text for word in words))


def _print(part: str, rows: Sequence[Row], *, show_missing: bool) -> None:
    print(f"\n{part}\n\n{'':58} pages  words  recall  precision  accents      in place  s/page  work/page")
    for row in rows:
        print(_line(row))
        if show_missing:
            print("    missing:", ", ".join(f"{word} {count}" for word, count in row.read.missing))
            print("    accents:", ", ".join(f"{a} as {b} {count}" for (a, b), count in row.read.misread_accents))
    pages = sum(row.pages for row in rows)
    cost = Cost(sum(row.cost.clock for row in rows), sum(row.cost.work for row in rows))
    known, right = sum(row.known for row in rows), sum(row.in_place for row in rows)
    print(_line(Row("all", pages, cost, total(row.read for row in rows), known, right)))


def _line(row: Row) -> str:
    read = row.read
    accents = f"{read.accents:7.2%} of {read.with_letters:4}" if read.with_letters else f"{'-':>7}" + " " * 8
    place = f"{row.in_place / row.known:7.2%}" if row.known else f"{'-':>7}"
    return (
        f"{row.name[:58]:58} {row.pages:5} {read.true:6} {read.recall:7.2%}   {read.precision:8.2%}  {accents} "
        f"{place}  {row.cost.clock / max(row.pages, 1):6.1f} {row.cost.work / max(row.pages, 1):10.1f}"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with scans/ and policy/")
    parser.add_argument("--made", type=int, default=16, help="how many scans to make of pages with text (16)")
    parser.add_argument("--made-alone", action="store_true", help="leave out scans/")
    parser.add_argument("--kept", type=Path, help="folder for what was read: the next run begins from there")
    parser.add_argument("--only", default="", help="only scans with this in their name")
    parser.add_argument("--workers", type=int, default=2, help="children side by side (2)")
    parser.add_argument("--missing", action="store_true", help="name the true words that were not read")
    return parser.parse_args()


if __name__ == "__main__":
    main()
