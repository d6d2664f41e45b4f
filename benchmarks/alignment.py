"""How well passages are aligned: against beads made by reading, beside plainer ways and other programs.

Reads the pairs of --corpus that there is a truth for (`benchmarks/aligned/`), and prints strict precision, recall
and F1: a bead is right if it has just the passages of the truth. Then how far confidence is to be believed, and
what became of versions that are no translations of each other. `galechurch` and `sentalign` are measured where
they are installed.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

from archive import Archive, Passage, Queued
from archive.identity import version_id
from benchmarks.aligned.gold import Bead, Gold, read_gold
from index.crosslingual import find_embedder, known_words
from ingest.alignment import Text, align
from ingest.alignment.weights import Weights
from ingest.keeping import keep
from ingest.reading import read_original

Sides = tuple[list[Text], list[Text]]
Found = list[tuple[Bead, float]]
"""Beads with their confidence."""

Way = Callable[[Sides], Found]

UNRELATED = (
    ("arg", "cri"), ("cri", "ecu"), ("ecu", "dom"), ("dom", "arg"), ("ecu", "arg"), ("cri", "dom"),
    ("maint", "ubuntu"), ("ubuntu", "debian"), ("l2tabu", "lilypond"), ("owasp", "maint"), ("votegov", "fvr"),
    ("fvr", "votegov"),
)  # fmt: skip
"""English of the one beside Spanish of the other: of one series, of one subject, and of neither."""

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with policy/ and parallel/")
    parser.add_argument("--data", type=Path, help="a data folder in which what was read is kept for the next time")
    parser.add_argument("--errors", metavar="NAME", help="also print what was wrong in this pair")
    arguments = parser.parse_args()
    golds = read_gold(arguments.corpus)
    if not golds:
        sys.exit(
            f"Nothing in {arguments.corpus} that there is a truth for: name a folder with policy/ or parallel/."
        )
    with tempfile.TemporaryDirectory() as name, Archive.open(arguments.data or Path(name)) as archive:
        sides = {gold.name: _sides(archive, gold) for gold in golds}
    results = {name: _measured(golds, sides, way) for name, way in _ways().items()}
    _tables(golds, results)
    _calibration(golds, results)
    _refusals(sides)
    if arguments.errors:
        _errors(next(gold for gold in golds if gold.name == arguments.errors), sides, results["ours, words"])


def _ways() -> dict[str, Way]:
    embed = find_embedder()
    ways: dict[str, Way] = {"equal ordinals": _ordinals, "lengths alone": _lengths}
    if find_spec("galechurch"):
        ways["galechurch"] = _galechurch
    if find_spec("sentalign") and embed:
        ways["sentalign + vectors"] = _sentalign
    ways["ours, words"] = lambda sides: _ours(sides, has_meanings=False)
    if embed:
        ways["ours, + vectors"] = lambda sides: _ours(sides, has_meanings=True)
    return ways


def _ours(sides: Sides, *, has_meanings: bool, weights: Weights | None = None) -> Found:
    embed = find_embedder() if has_meanings else None
    beads = align(*sides, known=known_words(), embed=embed, weights=weights).beads
    return [((frozenset(bead.one), frozenset(bead.other)), bead.likely) for bead in beads]


def _lengths(sides: Sides) -> Found:
    return _ours(sides, has_meanings=False, weights=Weights(likeness=0, stray=0, kind=0, mark=0, length=1))


def _ordinals(sides: Sides) -> Found:
    ours, theirs = map(len, sides)
    both = [((frozenset({n}), frozenset({n})), 1.0) for n in range(min(ours, theirs))]
    more = [((frozenset({n}), frozenset[int]()), 1.0) for n in range(theirs, ours)]
    return both + more + [((frozenset[int](), frozenset({n})), 1.0) for n in range(ours, theirs)]


def _galechurch(sides: Sides) -> Found:
    found = import_module("galechurch").align(*([each.text for each in side] for side in sides))
    lines = (line.split(":") for line in found.to_pharaoh_lines())
    return [((_numbers(one), _numbers(other)), 1.0) for one, other in lines]


def _numbers(told: str) -> frozenset[int]:
    return frozenset(int(number) for number in told.strip("[]").split(",") if number.strip())


def _sentalign(sides: Sides) -> Found:
    class Encoder:
        def encode(self, texts: Sequence[str], **_options: object) -> np.ndarray:
            embed = find_embedder()
            return embed(list(texts)) if embed else np.zeros((len(texts), 1))

    found = import_module("sentalign").sentalign(
        *([each.text for each in side] for side in sides), encoder=Encoder()
    )
    return [((frozenset(each.src_indices), frozenset(each.tgt_indices)), 1.0) for each in found.alignments]


def _sides(archive: Archive, gold: Gold) -> Sides:
    ours, theirs = (_texts(_passages(archive, path)) for path in gold.files)
    return ours, theirs


def _texts(passages: Iterable[Passage]) -> list[Text]:
    return [Text(each.text, each.language, each.kind) for each in passages]


def _passages(archive: Archive, path: Path) -> list[Passage]:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    if archive.catalogue.find_original(sha256) is None:
        reading = read_original(path, path.name, lambda *_: None)
        keep(archive, Queued(0, str(path), path.name, sha256), reading)
    return archive.passages.of_version(version_id(sha256))


class Tally:
    """Beads found, right, and in truth; all of them and those of one and one."""

    def __init__(self) -> None:
        self.counts = np.zeros((2, 3), int)

    def add(self, found: set[Bead], truth: set[Bead]) -> None:
        """Count a pair."""
        for row, keep_ in enumerate((lambda _: True, lambda bead: len(bead[0]) == 1 == len(bead[1]))):
            mine, true = {each for each in found if keep_(each)}, {each for each in truth if keep_(each)}
            self.counts[row] += len(mine), len(mine & true), len(true)

    def figures(self) -> Iterator[float]:
        """Give precision, recall and F1 of all, then of one and one."""
        for found, right, true in self.counts:
            precision, recall = right / max(found, 1), right / max(true, 1)
            yield from (precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def _measured(
    golds: Sequence[Gold], sides: dict[str, Sides], way: Way
) -> dict[str, tuple[Found, set[Bead], float]]:
    """Give for each pair what was found within the truth's windows, the truth, and the seconds it took."""
    results = {}
    for gold in golds:
        start = time.process_time()
        found = way(sides[gold.name])
        took = time.process_time() - start
        truth, lost = gold.numbered(*([each.text for each in side] for side in sides[gold.name]))
        if lost:
            print(
                f"{gold.name}: {lost} of {len(gold.beads)} beads of the truth have passages cut otherwise by now"
            )
        one, other = ({n for bead in truth for n in bead[at]} for at in (0, 1))
        within = [(bead, sure) for bead, sure in found if bead[0] & one or bead[1] & other]
        results[gold.name] = within, truth, took
    return results


def _tables(golds: Sequence[Gold], results: dict[str, dict[str, tuple[Found, set[Bead], float]]]) -> None:
    head = f"{'':30}{'beads':>6}{'P':>8}{'R':>8}{'F1':>8}{'1-1 P':>8}{'R':>8}{'F1':>8}{'cpu s':>8}"
    for way, by_pair in results.items():
        print(f"\n{way}\n{head}")
        for is_tuned_on, title in ((True, "tuned on, together"), (False, "kept back, together")):
            whole, seconds = Tally(), 0.0
            for gold in golds:
                if gold.is_tuned_on is is_tuned_on:
                    found, truth, took = by_pair[gold.name]
                    own = Tally()
                    for tally in (own, whole):
                        tally.add({bead for bead, _ in found}, truth)
                    _line(f"  {gold.name}", own, took)
                    seconds += took
            if whole.counts[0, 2]:
                _line(title, whole, seconds)


def _line(title: str, tally: Tally, seconds: float) -> None:
    figures = "".join(f"{each:8.3f}" for each in tally.figures())
    print(f"{title:30}{tally.counts[0, 2]:6}{figures}{seconds:8.1f}")


def _calibration(golds: Sequence[Gold], results: dict[str, dict[str, tuple[Found, set[Bead], float]]]) -> None:
    for way in (name for name in results if name.startswith("ours")):
        for is_tuned_on in (True, False):
            told = [
                (sure, bead in truth)
                for gold in golds
                if gold.is_tuned_on is is_tuned_on
                for found, truth, _ in [results[way][gold.name]]
                for bead, sure in found
            ]
            if told:
                _believed(
                    f"{way}: confidence, {'tuned on' if is_tuned_on else 'kept back'}", np.array(told, float)
                )


def _believed(title: str, told: np.ndarray) -> None:
    print(f"\n{title}\n{'':12}{'beads':>6}{'said':>8}{'right':>8}")
    away = 0.0
    for low, high in pairwise(EDGES):
        these = told[(told[:, 0] >= low) & (told[:, 0] < high + (high == 1.0))]
        if len(these):
            said, right = these.mean(0)
            away += len(these) * abs(said - right)
            print(f"{low:.2f}-{high:.2f}{'':3}{len(these):6}{said:8.3f}{right:8.3f}")
    print(f"expected calibration error {away / len(told):.3f}")


def _refusals(sides: dict[str, Sides]) -> None:
    print(f"\nno translations of each other, and translations\n{'':30}{'score':>8}")
    for one, other in UNRELATED:
        if one in sides and other in sides:
            found = align(sides[one][0], sides[other][1], known=known_words())
            print(
                f"{f'{one} beside {other}':30}{found.score:8.2f}  {'refused' if found.is_refused else 'ALIGNED'}"
            )
    for name, pair in sides.items():
        found = align(*pair, known=known_words())
        print(f"{name:30}{found.score:8.2f}  {'REFUSED' if found.is_refused else 'aligned'}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _errors(gold: Gold, sides: dict[str, Sides], result: dict[str, tuple[Found, set[Bead], float]]) -> None:
    found, truth, _ = result[gold.name]
    mine = dict(found)
    for told, beads in (("missed", truth - mine.keys()), ("wrong", mine.keys() - truth)):
        for bead in sorted(beads, key=lambda each: min(each[0] or each[1])):
            print(f"\n{told} {sorted(bead[0])} {sorted(bead[1])} {mine.get(bead, 0):.2f}")
            for side, numbers in zip(sides[gold.name], bead, strict=True):
                print("    " + " | ".join(" ".join(side[n].text.split())[:70] for n in sorted(numbers)))


if __name__ == "__main__":
    main()
