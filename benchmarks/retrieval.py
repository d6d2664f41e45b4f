"""How well passages are found: Pasaje beside plain BM25 of other programs, over collections with judged answers.

Prints a table a collection: recall at 1, 5 and 10, mean reciprocal rank and nDCG at 10, and milliseconds of
processor a question, for each direction (the language that is typed -> that of the passages wanted). Half the
questions are for tuning, by the hash of their ids or as who wrote them says; the others are asked with
`--split test` alone.

  questions    of the field, over policy/ and parallel/ (`benchmarks/questions/`, where it is there)
  xquad        paragraphs of Wikipedia in both languages       squad-es  the same in Spanish, by machine
  cranfield, cisi   abstracts in English; several answer a question
  known-items  a few telling words of passages that are aligned (`benchmarks/aligned/`), over policy/ and parallel/

Pasaje is measured with vectors (pasaje), by words alone (words), and as typed, without the other language (typed).
The lexicon is what the archive has learned; where nothing is aligned, that of the field, if its archive is kept.

  python -m benchmarks.retrieval --corpus corpus --data kept
  python -m benchmarks.retrieval --corpus corpus --data kept --collections xquad --systems pasaje --limit 50
  python -m benchmarks.retrieval --corpus corpus --data kept --split dev test

With --data, archives are filled once and kept; the index in them is made again where its code has changed.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.sought.collection import SPLITS, Collection
from benchmarks.sought.collections import COLLECTIONS, opened
from benchmarks.sought.field import field_lexicon, lexicon_of
from benchmarks.sought.measures import Measures, Rank, evaluate
from benchmarks.sought.opened import Opened
from benchmarks.sought.pasaje import pasaje
from benchmarks.sought.plain import fts5, tantivy
from index.crosslingual import Lexicon, find_embedder, written_down

SYSTEMS: Mapping[str, Callable[[Opened, Lexicon], Rank]] = {
    "pasaje": lambda one, lexicon: pasaje(one, lexicon, find_embedder()),
    "words": lambda one, lexicon: pasaje(one, lexicon, None),
    "typed": lambda one, _: pasaje(one, None, None),
    "fts5": lambda one, _: fts5(one.collection),
    "tantivy": lambda one, _: tantivy(one.collection),
}


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    if find_embedder() is None:
        print("Pasaje has no vectors: the extra is not installed, and it finds what “words” does.")
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder)
        for name in arguments.collections:
            with opened(name, arguments.corpus, data) as one:
                lexicon = lexicon_of(one.archive) or field_lexicon(data) or written_down()
                ranks = {system: SYSTEMS[system](one, lexicon) for system in arguments.systems}
                _table(one.collection, ranks, arguments.split, arguments.limit)


def _table(collection: Collection, ranks: dict[str, Rank], splits: Sequence[str], limit: int) -> None:
    columns = ("n", "R@1", "R@5", "R@10", "MRR@10", "nDCG@10", "cpu p50", "cpu p95")
    print(f"\n{collection.name}, {len(collection.texts)} passages")
    print(f"{'':24}" + "".join(f"{each:>9}" for each in columns))
    for split in splits:
        for direction in collection.directions:
            asked = collection.only(split=split, direction=direction, limit=limit)
            for system, rank in ranks.items():
                if asked.questions:
                    print(f"{split:6}{direction:9}{system:9}{_row(evaluate(asked, rank))}", flush=True)


def _row(measures: Measures) -> str:
    quality = "".join(f"{each:9.3f}" for each in measures.quality)
    return f"{measures.count:9}{quality}{measures.p50_ms:9.1f}{measures.p95_ms:9.1f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with ir/, policy/ and parallel/")
    parser.add_argument("--data", type=Path, help="folder in which filled archives are kept for the next time")
    parser.add_argument("--collections", nargs="+", choices=COLLECTIONS, default=COLLECTIONS, metavar="NAME")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), metavar="NAME")
    parser.add_argument("--split", nargs="+", choices=SPLITS, default=["dev"])
    parser.add_argument("--limit", type=int, default=0, help="only so many questions in each direction")
    return parser.parse_args()


if __name__ == "__main__":
    main()
