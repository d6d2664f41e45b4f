"""Are passages the paragraphs that a reader sees? Generated PDFs against their truth, real ones by their looks.

Generated documents (real prose of the corpus, printed by chromium in fixed styles and in styles drawn by lot)
have one to three columns, heads and folios, notes, lists, captions, tables, boxes, quotations, cut words and
compounds. A piece is exact when one passage is its text, white space apart; an item of a list also when it is a
whole line of a passage, a row of a table when a line of a passage has its cells in order. The others are

  spelled    one passage has its letters and no others, but hyphens, spaces or marks differ
  split      several passages have it between them      merged     one passage has it, and something else
  shifted    several have it, and something else        aside      it was taken for page furniture
  scrambled  its letters stand nowhere one after the other

"kind" is the share of pieces that are exact and told to be what they are. False joins are hyphens of the truth
that were dropped and words that were glued, missed joins words left cut, per 1,000 line ends with a hyphen. Of
real PDFs (policy/ and parallel/) there is no truth: told are running text that begins with a small letter or ends
without a stop, and lines that stand in one place of three pages or more.

  python -m benchmarks.passages --corpus corpus                    the fixed styles and 16 drawn ones
  python -m benchmarks.passages --corpus corpus --seed 2           other text, other drawn styles
  python -m benchmarks.passages --corpus corpus --failures 20 --only thesis
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path

from benchmarks.printed import failures, reports
from benchmarks.printed.documents import write
from benchmarks.printed.measures import Measured, compare, measure
from benchmarks.printed.printing import Printed, browser_page, print_document
from benchmarks.printed.prose import read_prose
from benchmarks.printed.real import Folder
from benchmarks.printed.real import measure as measure_real
from benchmarks.printed.styles import FIXED, drawn
from benchmarks.printed.tables import markdown, plain


def main() -> None:
    """Print, read, judge and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        kept = arguments.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        documents = printed(arguments, kept)
        measured = measure(documents, arguments.workers)
        beside = {} if arguments.alone else compare(documents)
    real = [] if arguments.only else [
        measure_real(arguments.corpus / name, arguments.workers)
        for name in ("policy", "parallel")
        if (arguments.corpus / name).is_dir()
    ]  # fmt: skip
    report(arguments, measured, beside, real)


def printed(arguments: argparse.Namespace, folder: Path) -> list[Printed]:
    """Write and print the documents."""
    sources = read_prose(arguments.corpus)
    lots = random.Random(f"styles {arguments.seed}")
    styles = (*FIXED, *(drawn(f"drawn-{number:02}", lots) for number in range(1, arguments.documents + 1)))
    made = [
        write(style, sources[style.language], f"{arguments.seed} {style.name}")
        for style in styles
        if arguments.only in style.name
    ]
    with browser_page() as page:
        return [print_document(page, each, folder / f"{each.style.name}.pdf") for each in made]


def report(
    arguments: argparse.Namespace, measured: list[Measured], beside: dict[str, list[Measured]], real: list[Folder]
) -> None:
    """Print what was asked for."""
    tables = reports.tables(measured, beside, real)
    if arguments.json:
        for table in tables:
            for row in table.rows:
                print(
                    json.dumps(
                        {"table": table.title, **dict(zip(table.columns, row, strict=True))}, ensure_ascii=False
                    )
                )
    else:
        show = markdown if arguments.markdown else plain
        print("\n".join(map(show, tables)))
    if arguments.failures:
        print("\n".join(failures.told(measured, real, arguments.failures)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with ir/, policy/ and parallel/")
    parser.add_argument("--seed", type=int, default=1, help="other text and other drawn styles (1)")
    parser.add_argument("--documents", type=int, default=16, help="styles drawn by lot beside the fixed ones (16)")
    parser.add_argument("--only", default="", help="only styles with this in their name, and no real PDFs")
    parser.add_argument("--keep", type=Path, help="folder for the generated PDFs; else they are thrown away")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--alone", action="store_true", help="leave out the other readers")
    parser.add_argument(
        "--failures", type=int, default=0, help="tell of so many pieces what was expected and found"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a line: every row of every table")
    form.add_argument("--markdown", action="store_true", help="tables as Markdown")
    return parser.parse_args()


if __name__ == "__main__":
    main()
