"""Are Spanish words found however they are typed, and other words not? The frequent accented words of a corpus.

Of the Spanish passages of every PDF below DIR/policy and DIR/parallel, as the archive reads them, the 300 most
frequent words with an accent are taken, in singular and plural, with their accents and without (the rules are in
`accented/paradigms.py`). Each form is a passage of one word in an index of ours; each is asked for as a reader
types it, and every form of its word must be found, and be marked from its first letter to its last.

"Thrown together" are the pairs of one of the 300 words and any other word of these passages that a search for it,
typed with its accents or without, finds in the same kind of index. What the two are to each other was judged by
reading (`accented/conflations.tsv`); pairs that nobody judged are counted as such, and "at worst" takes
them all for false. "occurrences" counts every place in the corpus where a word that is found stands.

  python -m benchmarks.accents --corpus corpus --data kept        a second run reads no PDF again
  python -m benchmarks.accents --corpus corpus --data kept --explain
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import NamedTuple

from benchmarks.accented.paradigms import FORMS, Paradigm, has_accent, paradigms
from benchmarks.accented.verdicts import Verdict, verdict
from benchmarks.printed.tables import Table, markdown, plain, share
from benchmarks.worlds.rereading import reading_of
from index.analysis import fold, tokens
from index.engine import Entry, PutVersion, Search
from index.marks import marks
from index.query import parse
from index.whoosh_engine import WhooshEngine

WORDS = 300
"""So many of the most frequent words are asked for."""

_VERSION = "words"


class Asked(NamedTuple):
    """A form that was asked for and one that should be found."""

    query: str
    query_kind: str
    word: str
    word_kind: str
    is_found: bool


class Together(NamedTuple):
    """A word that was asked for, another that is found, and how often that stands in the corpus."""

    word: str
    other: str
    count: int
    verdict: Verdict


def main() -> None:
    """Read, ask, judge and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        counts = Counter(_words(arguments.corpus, arguments.data or Path(folder), arguments.workers))
        asked_for = [word for word, _ in counts.most_common() if has_accent(word)][: arguments.words]
        asked = list(ask_forms(paradigms(asked_for, counts), Path(folder) / "forms"))
        together = list(ask_others(asked_for, counts, Path(folder) / "vocabulary"))
    show = markdown if arguments.markdown else plain
    for table in (forms_table(asked), together_table(together)):
        print(show(table))
    if arguments.explain:
        print("\n".join(explained(asked, together)))


def ask_forms(words: Sequence[Paradigm], folder: Path) -> Iterator[Asked]:
    """Ask for each form of each word, and tell of each of its forms whether it is found and marked."""
    engine = indexed((form for word in words for form in word.forms.values()), folder)
    for word in words:
        for (query_kind, query), (kind, form) in product(word.forms.items(), repeat=2):
            is_found = form in found(engine, query) and is_marked(query, form)
            yield Asked(query, query_kind, form, kind, is_found)
    engine.close()


def ask_others(words: Sequence[str], counts: Counter[str], folder: Path) -> Iterator[Together]:
    """Ask for words, and give every other word of the corpus that is found."""
    engine = indexed(counts, folder)
    for word in words:
        for other in sorted((found(engine, word) | found(engine, fold(word))) - {word}):
            yield Together(word, other, counts[other], verdict(word, other))
    engine.close()


def indexed(words: Iterable[str], folder: Path) -> WhooshEngine:
    """Make an index in which each word is a Spanish passage."""
    engine = WhooshEngine.create(folder, archive_id="words")
    entries = (
        Entry(word, "words", "es", "paragraph", None, 1, number, "", "", word)
        for number, word in enumerate(dict.fromkeys(words))
    )
    engine.apply([PutVersion(_VERSION, tuple(entries))])
    return engine


def found(engine: WhooshEngine, query: str) -> set[str]:
    """Give all the words that a query finds."""
    tree = parse(query).tree
    return {match.passage_id for match in engine.search(Search(tree, limit=10_000)).matches} if tree else set()


def is_marked(query: str, word: str) -> bool:
    """Tell whether a query marks a word from its first letter to its last."""
    tree = parse(query).tree
    return tree is not None and marks(tree, word, "es") == ((0, len(word)),)


def forms_table(asked: Sequence[Asked]) -> Table:
    """Give the share found of each kind of form by each kind of query."""
    rows = []
    for query_kind in FORMS:
        of_query = [each for each in asked if each.query_kind == query_kind]
        cells = [_spread([each for each in of_query if each.word_kind == kind]) for kind in FORMS]
        rows.append((query_kind, len({each.query for each in of_query}), *cells, _spread(of_query)))
    rows.append(("all", len({each.query for each in asked}), *([""] * len(FORMS)), _spread(asked)))
    return Table("forms found, per cent, by how they are typed", ("typed", "words", *FORMS, "all"), tuple(rows))


def together_table(together: Sequence[Together]) -> Table:
    """Give how many pairs and occurrences have each verdict."""
    pairs, occurrences = Counter[str](), Counter[str]()
    for each in together:
        pairs[each.verdict] += 1
        occurrences[each.verdict] += each.count
    at_worst = (
        pairs[Verdict.OTHER] + pairs[Verdict.UNKNOWN],
        occurrences[Verdict.OTHER] + occurrences[Verdict.UNKNOWN],
    )
    counted = [(each.value, pairs[each], occurrences[each]) for each in Verdict]
    rows = [
        (name, one, share(one, pairs.total()), other, share(other, occurrences.total()))
        for name, one, other in (*counted, ("false at worst", *at_worst))
    ]
    columns = ("thrown together", "pairs", "%", "occurrences", "%")
    return Table("words thrown together with what is asked for", columns, tuple(rows))


def explained(asked: Sequence[Asked], together: Sequence[Together]) -> Iterator[str]:
    """Tell what was missed, what is false, and what nobody judged."""
    for each in asked:
        if not each.is_found:
            yield f"missed\t{each.query}\t{each.word}"
    for pair in together:
        if pair.verdict in (Verdict.OTHER, Verdict.UNKNOWN):
            yield f"{pair.verdict}\t{pair.word}\t{pair.other}\t{pair.count}"


def _spread(asked: Sequence[Asked]) -> str:
    return share(sum(each.is_found for each in asked), len(asked))


def _words(corpus: Path, data: Path, workers: int) -> Iterator[str]:
    """Give the words of all Spanish passages, as often as they stand there."""
    files = [path for folder in ("policy", "parallel") for path in sorted((corpus / folder).rglob("*.pdf"))]
    files = files or sorted(corpus.rglob("*.pdf"))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        for texts in pool.map(_spanish, files, [data / "readings"] * len(files)):
            for text in texts:
                yield from (token.word for token in tokens(text) if token.word.isalpha())


def _spanish(path: Path, kept: Path) -> list[str]:
    reading = reading_of(path, kept)
    return [
        draft.text for draft, language in zip(reading.drafts, reading.languages, strict=True) if language == "es"
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with policy/ and parallel/")
    parser.add_argument("--data", type=Path, help="folder to keep what is read of PDFs; else it is thrown away")
    parser.add_argument("--words", type=int, default=WORDS, help=f"so many words ({WORDS})")
    parser.add_argument("--workers", type=int, default=2, help="processes (2)")
    parser.add_argument("--explain", action="store_true", help="tell of what is missed, false and not judged")
    parser.add_argument("--markdown", action="store_true", help="tables as Markdown")
    return parser.parse_args()


if __name__ == "__main__":
    main()
