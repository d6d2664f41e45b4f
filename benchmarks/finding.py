"""Is the page found that a researcher has in mind? Words and phrases drawn from PDFs, asked of the search.

From what `pdftotext -bbox-layout -cropbox` reads of every PDF below DIR/policy and DIR/parallel, phrases of five
words and single words are drawn by lot, 20 of each kind (`drawn/kinds.py`), each standing on one page of all
files: typed as they stand, in quotation marks, without accents, with a word that a hyphen parts at a line end,
with ligatures and accents as signs of their own, in the other number, over a page break, as a prefix. What is
typed in the other language comes from passages that were aligned by reading (`drawn/bilingual.py`): there the page
of the other version is wanted, among the hits of both languages.

"found" is the right page of the right file among the first ten passages that the search gives, with what carries
it over into the other language switched on, as it is unless somebody switches it off; of a phrase over a page
break, a passage that goes over this break. "first" is what comes before all others. "by words" is without vectors.
"or beside" counts the page of the translation, too, that is shown beside one of the ten where it is known.

  python -m benchmarks.finding --corpus corpus --data kept --seed 1     a second run reads no PDF into an archive
  python -m benchmarks.finding --corpus corpus --data kept --seed 1 2 3 --list
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive import Archive
from archive.identity import version_id
from benchmarks.drawn.bilingual import KIND as ACROSS
from benchmarks.drawn.bilingual import draw_across
from benchmarks.drawn.kinds import KINDS, Typed, draw
from benchmarks.drawn.leaves import read_leaves
from benchmarks.printed.tables import Table, markdown, plain
from benchmarks.sought.field import Field, lexicon_of, open_field
from benchmarks.sought.options import field_options
from benchmarks.sought.pasaje import indexed
from index import Across, Found, find
from index.crosslingual import find_embedder, written_down
from index.meaning import Asked, Meanings, fill
from search_app.counterparts import find_translations

DEPTH = 10

Search = Callable[[str], Found]


@dataclass(frozen=True, slots=True)
class Result:
    """Something typed, and which hit is right with vectors and by words alone, from 1; None: none of the first.

    `is_beside`: whether the right page stands beside a hit, as its translation.
    """

    typed: Typed
    place: int | None
    place_by_words: int | None
    is_beside: bool


def main() -> None:
    """Draw, ask, judge and report."""
    arguments = _arguments()
    show = markdown if arguments.markdown else plain
    paths = [path for part in ("policy", "parallel") for path in sorted((arguments.corpus / part).rglob("*.pdf"))]
    leaves = read_leaves(paths)
    with open_field(arguments.corpus, arguments.data) as field:
        searches = _searches(field)
        for seed in arguments.seed:
            typed = draw(leaves, arguments.count, seed)
            typed += draw_across(leaves, field, arguments.corpus, arguments.count, seed)
            results = [_result(field.archive, each, *(search(each.text) for search in searches)) for each in typed]
            print(show(table(results, seed)))
            if arguments.list:
                print("\n".join(missed(results)))


def place(found: Found, typed: Typed) -> int | None:
    """Give which hit is on the right page, from 1; of a text over several pages, on all of them."""
    is_over = typed.kind == "across a page break"
    for at, hit in enumerate(found.hits, start=1):
        on = typed.pages & set(hit.passage.page_numbers)
        if _is_of(hit.version.id, typed) and (on == typed.pages if is_over else on):
            return at
    return None


def table(results: Sequence[Result], seed: int) -> Table:
    """Give how many of each kind are found, and how many come first."""
    rows = []
    for kind in (*KINDS, ACROSS):
        of_kind = [each for each in results if each.typed.kind == kind]
        places = [[each.place for each in of_kind], [each.place_by_words for each in of_kind]]
        counts = [count for each in places for count in (len(each) - each.count(None), each.count(1))]
        or_beside = sum(each.place is not None or each.is_beside for each in of_kind)
        rows.append((kind, len(of_kind), *counts, or_beside))
    columns = ("typed", "asked", "found", "first", "found by words", "first", "found or beside")
    return Table(f"the right page among the first ten, seed {seed}", columns, tuple(rows))


def missed(results: Sequence[Result]) -> Iterator[str]:
    """Tell of each that was not found in one of the two ways."""
    for each in results:
        if each.place is None or each.place_by_words is None:
            is_lost = each.place is None and each.place_by_words is None
            how = "" if is_lost else " (by words)" if each.place else " (with vectors)"
            pages = ", ".join(map(str, sorted(each.typed.pages)))
            yield f"{each.typed.kind}: not found{how}: {each.typed.text} — {each.typed.path.name}, p. {pages}"


def _result(archive: Archive, typed: Typed, found: Found, found_by_words: Found) -> Result:
    translations = find_translations(archive, [hit.passage.id for hit in found.hits])
    beside = [each for own in translations.values() for translation in own for each in translation.passages]
    is_beside = any(_is_of(each.version_id, typed) and typed.pages & set(each.page_numbers) for each in beside)
    return Result(typed, place(found, typed), place(found_by_words, typed), is_beside)


def _is_of(version: str, typed: Typed) -> bool:
    return version == _version_of(typed.path)


@cache
def _version_of(path: Path) -> str:
    return version_id(hashlib.sha256(path.read_bytes()).hexdigest())


def _searches(field: Field) -> tuple[Search, Search]:
    """Give the search with vectors, where they are installed, and by words alone."""
    archive, embed = field.archive, find_embedder()
    engine = indexed(archive)
    across = Across(lexicon_of(archive) or written_down(), aligned=archive.counterpart_pages)
    meanings = None
    if embed:
        with archive.writing("measuring"):
            fill(archive, embed)
        meanings = Asked(Meanings(archive.folder), embed)
    else:
        print("Pasaje has no vectors: the extra is not installed, and both columns are by words.")

    def search(text: str, with_meanings: Asked | None) -> Found:
        return find(archive, engine, text, limit=DEPTH, across=across, meanings=with_meanings)

    return lambda text: search(text, meanings), lambda text: search(text, None)


def _arguments() -> argparse.Namespace:
    parser = field_options(__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[1], help="other phrases (1)")
    parser.add_argument("--count", type=int, default=20, help="so many of each kind (20)")
    parser.add_argument("--list", action="store_true", help="tell of each that was not found in one line")
    parser.add_argument("--markdown", action="store_true", help="tables as Markdown")
    return parser.parse_args()


if __name__ == "__main__":
    main()
