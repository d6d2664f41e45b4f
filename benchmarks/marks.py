"""Whether what is marked is exactly what matched, told by rules that share nothing with how marks are made.

Asks a few hundred queries of all kinds, also carried over into the other language, and looks at each hit on the
first page: no word marked that does not answer, none that answers left out, a phrase marked as one from its first
word to its last and no word of it alone, whole words, and a line end or a hyphen within a phrase no hindrance. The
conditions that fields lay down must hold of every hit.

  python -m benchmarks.marks --corpus corpus --data kept
  python -m benchmarks.marks --corpus corpus --data kept --explain

With --data, the archive of policy/ and parallel/ is filled once and kept. Ends with 1 where a mark is wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmarks.printed.tables import Table, plain
from benchmarks.sought.field import lexicon_of, open_field
from benchmarks.sought.options import field_options
from benchmarks.sought.pasaje import indexed
from benchmarks.typed.queries import Typed, ordinary
from benchmarks.typed.seen import LETTER, Seen, phrases
from index import Across, Found, Hit, find
from index.tree import And, In, Node

_ACROSS = {"en": "es", "es": "en"}


def main() -> None:
    """Ask, judge and print."""
    arguments = _arguments()
    counts: dict[str, Counter[str]] = {}
    faults: list[str] = []
    with open_field(arguments.corpus, arguments.data) as field:
        engine, lexicon = indexed(field.archive), lexicon_of(field.archive)
        across = Across(lexicon, aligned=field.archive.counterpart_pages) if lexicon else None
        for typed in ordinary(field.versions, arguments.each):
            for other in ("", *_ACROSS) if typed.kind in {"word", "words"} else ("",):
                filters = {"language": frozenset({other} if other else ())}
                found = find(field.archive, engine, typed.text, filters=filters, across=across)
                kind = f"{typed.kind}, in {other}" if other else typed.kind
                counted = counts.setdefault(kind, Counter())
                counted["queries"] += 1
                for hit in found.hits:
                    _count(counted, hit)
                    wrong = list(_wrong(typed, found, hit))
                    counted["wrong"] += bool(wrong)
                    faults += [f"{typed.text}\t{hit.passage.id}\t{each}" for each in wrong]
    print(plain(_table(counts)))
    if arguments.explain:
        print("\n".join(faults))
    sys.exit(bool(faults))


def judged(tree: Node, text: str, language: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Tell what is wrong with the marks in a text."""
    seen = Seen(text, language)
    covered = seen.covered(spans)
    marked, expected = {at for each in covered for at in each}, seen.expected(tree)
    for at in sorted(expected - marked):
        yield f"not marked: {seen.words[at]} in …{_around(seen, at)}…"
    for at in sorted(marked - expected):
        yield f"marked: {seen.words[at]} in …{_around(seen, at)}…"
    for start, end in spans:
        if re.search(rf"{LETTER}\Z", text[:start]) or re.match(LETTER, text[end:]):
            yield f"cut: {text[start:end]}"
    for words in phrases(tree):
        for at in seen.starts(words):
            if not any(each.start <= at and at + len(words) <= each.stop for each in covered):
                yield f"in pieces: {' '.join(words)}"


def unmet(query: str, tree: Node, hit: Hit) -> Iterator[str]:
    """Tell of conditions in a query that a hit does not meet; a title may have what stands for a word.

    Raises: KeyError for a field of which it is not known here what it asks.
    """
    for name, value in re.findall(r"(\w+):(\S+)", query):
        if name != "title" and not _CONDITIONS[name](value, hit):
            yield f"not met: {name}:{value}"
    for sought in _titles(tree):
        # A title's language is not told: it is read as both.
        if not Seen(hit.version.title, "").expected(sought):
            yield f"not met by its title: {hit.version.title}"


def _count(counted: Counter[str], hit: Hit) -> None:
    counted["hits"] += 1
    counted["marks"] += len(hit.spans)
    counted["over a line or hyphen"] += sum(
        bool(re.search("[-\n\t]", hit.passage.text[slice(*span)])) for span in hit.spans
    )
    counted["translated"] += hit.match.value == "translation"


def _wrong(typed: Typed, found: Found, hit: Hit) -> Iterator[str]:
    assert found.tree is not None  # noqa: S101 - it found something
    yield from judged(found.tree, hit.passage.text, hit.passage.language, hit.spans)
    yield from unmet(typed.text, found.tree, hit)


def _around(seen: Seen, at: int) -> str:
    return " ".join(seen.words[max(0, at - 3) : at + 4])


def _table(counts: Mapping[str, Counter[str]]) -> Table:
    columns = ("queries", "hits", "translated", "marks", "over a line or hyphen", "wrong")
    total = sum(counts.values(), Counter[str]())
    rows = ((kind, *(each[column] for column in columns)) for kind, each in [*counts.items(), ("all", total)])
    return Table("marks of the hits on first pages", ("kind", *columns), tuple(rows))


def _is_on_pages(pages: str, hit: Hit) -> bool:
    first, _, last = pages.partition("..")
    return int(first) <= hit.passage.page_numbers[0] <= int(last or first)


def _titles(tree: Node) -> Iterator[Node]:
    """Give what titles are asked for, with what stands for it in the other language."""
    match tree:
        case And(children):
            for child in children:
                yield from _titles(child)
        case In("title", sought):
            yield sought


_CONDITIONS: Mapping[str, Callable[[str, Hit], bool]] = {
    "lang": lambda value, hit: hit.passage.language == value,
    "kind": lambda value, hit: hit.passage.kind.value == value,
    "page": _is_on_pages,
}


def _arguments() -> argparse.Namespace:
    parser = field_options(__doc__)
    parser.add_argument("--each", type=int, default=16, help="queries of each kind (16)")
    parser.add_argument("--explain", action="store_true", help="tell of every mark that is wrong")
    return parser.parse_args()


if __name__ == "__main__":
    main()
