"""Do marks cover the words that are quoted, all of them and no others? Against poppler's words and boxes.

Of every PDF below --corpus phrases are drawn by lot from what `pdftotext -bbox-layout -cropbox` reads: five words
that follow each other in one block of poppler's, over its line ends too. A word has a letter or a digit; bullets,
dashes and leaders between two words are of the phrase, those around it are not. Each phrase is located in Pasaje's
archive by `locate`, with its page and 64 characters of poppler's text on either side as hints, and has

  passed                the centre of each of its words, by poppler's boxes, is in our rectangles, and that of no
                        other word on these pages
  not found             no place, or several as good
  found elsewhere       none of its words is in our rectangles
  a word not covered    some are not
  another word covered  and so are others

What cannot be seen is no word: its centre lies outside the page's crop box, or it is the same word drawn a second
time in its place. Where letters of a word are drawn again as letters of another word over it (bold letters that
are made piece by piece: "CITY Y OF F"), nobody can see where one ends: such phrases are left out, and counted as
"drawn twice".

Classes of their own are phrases over a line end, over a hyphen at a line end, over a page break (the end of a
page's last block of two lines or more, and the start of the first of the next, where the text goes on: no stop
before it, a small letter behind it), and on pages made of the same files with pypdf: rotated, cropped or with
corners that are not zero, two pages on a sheet. "wrong marks" counts what was located and marks words that are not
of the phrase.

  python -m benchmarks.highlights --corpus corpus/policy corpus/parallel --data archive    a second run is quick
  python -m benchmarks.highlights --corpus corpus/policy --explain                         each failure, one line
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive import Anchor, Archive, Version
from benchmarks.marked import phrases as drawing
from benchmarks.marked.judging import DOUBLE, FAILURES, PASSED, Judged, judge
from benchmarks.marked.phrases import Phrase
from benchmarks.marked.poppler import PopplerPage, read
from benchmarks.marked.variants import KINDS, make_variants
from benchmarks.printed.tables import Table, clip, markdown, plain, share
from search_app.links import Links
from search_app.locating import find_quote, located_object

PASAJE = (sys.executable, "-c", "from search_app.cli import main; main()")
ANY, LINE_END, HYPHEN, PAGE_BREAK = "any", "line end", "hyphen", "page break"
SHARE_OF_CLASS = 0.4
"""So many phrases of each class of its own, compared with those drawn from all."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the phrases of one file, class by class."""

    folder: str
    name: str
    judged: tuple[tuple[str, Judged], ...]

    def of(self, kind: str) -> list[Judged]:
        """Give those of one class."""
        return [each for own, each in self.judged if own == kind]


def main() -> None:
    """Draw, locate, judge and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder)
        files = [(root, path) for root in arguments.corpus for path in sorted(root.rglob("*.pdf"))]
        files = [(root, path) for root, path in files if arguments.only in path.name]
        varied = {} if arguments.plain else _varied(files, data / "variants", arguments.seed)
        add(data, [*(path for _, path in files), *(made for kinds in varied.values() for made in kinds.values())])
        with Archive.open(data) as archive:
            results = [
                measure(archive, root, path, varied.get(path, {}), arguments.seed, arguments.phrases)
                for root, path in files
            ]
    report([each for each in results if each.judged], arguments)


def add(data: Path, paths: Sequence[Path]) -> None:
    """Put into the archive what is not in it yet."""
    with Archive.open(data) as archive:
        missing = [path for path in paths if archive.catalogue.find_original(_sha256(path)) is None]
    if missing:
        print(f"adding {len(missing)} files ...", file=sys.stderr)
        subprocess.run([*PASAJE, "--data", data, "add", "--quiet", *missing], check=False)


def measure(archive: Archive, root: Path, path: Path, variants: dict[str, Path], seed: int, count: int) -> Result:
    """Draw phrases from a file and its variants, and judge what `locate` says of each."""
    chance = random.Random(f"{seed} {path.name}")
    few = round(count * SHARE_OF_CLASS)
    judged: list[tuple[str, Judged]] = []
    pages = read(path)
    every = drawing.any_phrases(pages)
    classes = {
        ANY: drawing.draw(every, count, chance),
        LINE_END: drawing.draw(drawing.over_line_ends(every), few, chance),
        HYPHEN: drawing.draw(drawing.over_hyphens(every), few, chance),
        PAGE_BREAK: drawing.draw(drawing.over_page_breaks(pages, chance), few, chance),
    }
    for kind, drawn in classes.items():
        judged += [(kind, each) for each in located(archive, path, pages, drawn)]
    for kind, made in variants.items():
        its_pages = read(made)
        drawn = drawing.draw(drawing.any_phrases(its_pages), few, chance)
        judged += [(kind, each) for each in located(archive, made, its_pages, drawn)]
    return Result(root.name, str(path.relative_to(root)), tuple(judged))


def located(
    archive: Archive, path: Path, pages: Sequence[PopplerPage], drawn: Sequence[Phrase]
) -> Iterator[Judged]:
    """Locate phrases of a file and judge them; none where the archive has not got it."""
    version = archive.catalogue.find_original(_sha256(path))
    numbered = {page.number: page for page in pages}
    for phrase in drawn if version else ():
        yield judge(phrase, answer(archive, version, phrase), numbered)


def answer(archive: Archive, version: Version, phrase: Phrase) -> dict[str, object]:
    """Ask as a program would."""
    anchor = Anchor(phrase.text, phrase.prefix, phrase.suffix, phrase.page_number)
    return located_object(find_quote(archive, version, anchor), Links())


def report(results: Sequence[Result], arguments: argparse.Namespace) -> None:
    """Print what was asked for."""
    show = markdown if arguments.markdown else plain
    for folder in dict.fromkeys(each.folder for each in results):
        of_folder = [each for each in results if each.folder == folder]
        print(show(_class_table(folder, of_folder)))
        print(show(_file_table(folder, of_folder)))
    if arguments.explain:
        print("\n".join(_explained(results)))


def _class_table(folder: str, results: Sequence[Result]) -> Table:
    columns = ("class", *_COLUMNS)
    rows = []
    for kind in (ANY, LINE_END, HYPHEN, PAGE_BREAK, *KINDS):
        judged = [each for result in results for each in result.of(kind)]
        rows.append((kind, *_counts(judged)))
    return Table(folder, columns, tuple(rows))


def _file_table(folder: str, results: Sequence[Result]) -> Table:
    columns = ("file", *_COLUMNS)
    rows = tuple((clip(each.name, 50), *_counts(each.of(ANY))) for each in results)
    return Table(f"{folder}, any phrase, file by file", columns, rows)


_COLUMNS = ("phrases", "drawn twice", "passed", "%", *FAILURES, "wrong marks", "exact")


def _counts(every: Sequence[Judged]) -> tuple[object, ...]:
    judged = [each for each in every if each.verdict != DOUBLE]
    passed = sum(each.verdict == PASSED for each in judged)
    return (
        len(judged),
        len(every) - len(judged),
        passed,
        share(passed, len(judged)),
        *(sum(each.verdict == verdict for each in judged) for verdict in FAILURES),
        sum(each.is_wrong_mark for each in judged),
        sum(each.state == "exact" for each in judged),
    )


def _explained(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        for kind, each in result.judged:
            if each.verdict not in (PASSED, DOUBLE):
                words = json.dumps(each.words, ensure_ascii=False) if each.words else ""
                yield (
                    f"{result.name}: p. {each.phrase.page_number}: {kind}: {each.verdict} {words} ({each.state}): "
                    f"“{each.phrase.text}” marked “{' '.join(each.text.split())}”"
                )


def _varied(files: Sequence[tuple[Path, Path]], folder: Path, seed: int) -> dict[Path, dict[str, Path]]:
    made = {}
    for _, path in files:
        target = folder / str(seed) / hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]
        target.mkdir(parents=True, exist_ok=True)
        made[path] = make_variants(path, target, random.Random(f"{seed} {path.name}"))
    return made


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="folders with PDFs")
    parser.add_argument(
        "--data", type=Path, help="folder of an archive to use and keep; else one that is thrown away"
    )
    parser.add_argument("--seed", type=int, default=1, help="other phrases and other pages (1)")
    parser.add_argument("--phrases", type=int, default=50, help="phrases drawn from each file (50)")
    parser.add_argument("--only", default="", help="only PDFs with this in their name")
    parser.add_argument("--plain", action="store_true", help="leave out what is made with pypdf")
    parser.add_argument("--explain", action="store_true", help="tell of each failure in one line")
    parser.add_argument("--markdown", action="store_true", help="tables as Markdown")
    return parser.parse_args()


if __name__ == "__main__":
    main()
