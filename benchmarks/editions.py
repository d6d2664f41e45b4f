"""Is what is told of two editions what was done? Real files as edition 1, changed by a known script as edition 2.

Of every file with a hundred passages or more a share of the passages is edited (every tenth word another one),
taken out, put in, cut in two at any word, joined with the next, or moved elsewhere. Right is a passage that is
told to be what became of it, with the passage it became; the rest is listed by what it is told to be.

  python -m benchmarks.editions --corpus corpus/policy corpus/parallel
  python -m benchmarks.editions --corpus corpus/policy --seed 2 --failures 20
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive import Archive, ChangeKind, Passage, compare

PASAJE = (sys.executable, "-c", "from search_app.cli import main; main()")
SHARES = (0.05, 0.2, 0.5)
"""Of passages to which something is done."""

FEWEST_PASSAGES = 100
LETTERS = 25
"""What is shorter is left alone: of two rows “12” nobody can say which one went."""

EDITED, TAKEN_OUT, PUT_IN, CUT, JOINED, MOVED, LEFT = (
    "edited",
    "taken out",
    "put in",
    "cut",
    "joined",
    "moved",
    "left",
)
TOLD = {
    EDITED: ChangeKind.CHANGED,
    TAKEN_OUT: ChangeKind.REMOVED,
    PUT_IN: ChangeKind.ADDED,
    CUT: ChangeKind.KEPT,
    JOINED: ChangeKind.KEPT,
    MOVED: ChangeKind.MOVED,
    LEFT: ChangeKind.KEPT,
}
WORDS = ["otherwise", "province", "autumn", "1999", "mended", "consejo", "ribera", "cuarenta", "between", "nobody"]


@dataclass(slots=True)
class Made:
    """Edition 2: its passages, from which of edition 1 each comes, and what was done to those of edition 1."""

    passages: list[Passage] = field(default_factory=list)
    origins: list[tuple[int, ...]] = field(default_factory=list)
    done: dict[int, str] = field(default_factory=dict)

    def put(self, passage: Passage, text: str, *origins: int) -> None:
        """Add a passage."""
        self.passages.append(replace(passage, text=text))
        self.origins.append(origins)


@dataclass(slots=True)
class Judged:
    """How often what was done was told as what, and the processor's seconds of each comparison."""

    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: list[tuple[float, int]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def main() -> None:
    """Add, change, compare and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder)
        if arguments.corpus:
            subprocess.run([*PASAJE, "--data", data, "add", "--quiet", *arguments.corpus], check=False)
        with Archive.open(data) as archive:
            versions = [each for each in archive.catalogue.versions() if each.edition == 1]
            editions = {each.file_name: archive.passages.of_version(each.id) for each in versions}
    for share in SHARES:
        judged = Judged()
        for name, passages in sorted(editions.items()):
            if len(passages) >= FEWEST_PASSAGES and arguments.only in name:
                judge(name, passages, changed(passages, share, random.Random(f"{arguments.seed} {name}")), judged)
        report(share, judged, arguments.failures)


def changed(passages: Sequence[Passage], share: float, chance: random.Random) -> Made:
    """Make edition 2."""
    made, moved = Made(), []
    numbers = iter(range(len(passages)))
    for number in numbers:
        passage, text = passages[number], passages[number].text
        is_long = len(text) >= LETTERS and len(text.split(" ")) > 2
        act = chance.choice(tuple(TOLD)[:-1]) if is_long and chance.random() < share else LEFT
        if act == JOINED and number + 1 == len(passages):
            act = LEFT
        made.done[number] = LEFT if act == PUT_IN else act
        if act == MOVED:
            moved.append((passage, number))
        elif act == CUT:
            at = chance.choice([place for place, char in enumerate(text) if char == " "])
            made.put(passage, text[:at], number)
            made.put(passage, text[at + 1 :], number)
        elif act == JOINED:
            following = next(numbers)
            made.done[following] = JOINED
            made.put(passage, f"{text} {passages[following].text}", number, following)
        elif act == EDITED:
            made.put(passage, edited(text, chance), number)
        elif act != TAKEN_OUT:
            made.put(passage, text, number)
        if act == PUT_IN:
            made.put(passage, " ".join(chance.choice(WORDS) for _ in range(20)))
    for passage, number in moved:
        place = chance.randrange(len(made.passages) + 1)
        made.passages.insert(place, passage)
        made.origins.insert(place, (number,))
    made.passages = [replace(each, ordinal=ordinal) for ordinal, each in enumerate(made.passages)]
    return made


def edited(text: str, chance: random.Random) -> str:
    """Put another word in the place of every tenth, of one at least."""
    words = text.split(" ")
    for place in chance.sample(range(len(words)), max(1, len(words) // 10)):
        words[place] = chance.choice([each for each in WORDS if each != words[place]])
    return " ".join(words)


def judge(name: str, passages: Sequence[Passage], made: Made, judged: Judged) -> None:
    """Compare, and hold what is told against what was done."""
    began = time.process_time()
    found = compare(passages, made.passages)
    judged.seconds.append((time.process_time() - began, len(passages)))
    for change in found.changes:
        came_from = {origin for each in change.after for origin in made.origins[each.ordinal]}
        kind = change.kind.value + (" and moved" if change.is_moved and change.kind is ChangeKind.CHANGED else "")
        for passage in change.before:
            act = made.done[passage.ordinal]
            told = "wrong partner" if change.after and passage.ordinal not in came_from else kind
            judged.told[act, told] += 1
            if told != TOLD[act].value:
                judged.failures.append(f"{name}: {act}, told as {told}: {passage.text[:100]!r}")
        for passage in change.after:
            if not made.origins[passage.ordinal]:
                judged.told[PUT_IN, kind] += 1


def report(share: float, judged: Judged, failures: int) -> None:
    """Print a table."""
    print(f"\n{share:.0%} of the long passages changed; {len(judged.seconds)} files\n")
    print("| done | passages | right, per cent | told otherwise |\n|---|---|---|---|")
    for act, kind in TOLD.items():
        told = {name: count for (own, name), count in judged.told.items() if own == act}
        total = sum(told.values())
        others = ", ".join(f"{name} {count}" for name, count in sorted(told.items()) if name != kind.value)
        print(f"| {act} | {total:,} | {100 * told.get(kind.value, 0) / max(total, 1):.1f} | {others} |")
    slowest, size = max(judged.seconds)
    per_thousand = [1000 * 1000 * seconds / count for seconds, count in judged.seconds]
    print(
        f"\n{sorted(per_thousand)[len(per_thousand) // 2]:.0f} ms of processor a thousand passages at the median,"
    )
    print(f"{slowest:.2f} s for the slowest file, of {size:,} passages")
    for line in _some(judged.failures, failures):
        print(f"  {line}")


def _some(lines: Sequence[str], count: int) -> Iterator[str]:
    chance = random.Random(1)
    yield from chance.sample(lines, min(count, len(lines)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="folders of PDFs")
    parser.add_argument("--data", type=Path, help="an archive to take the files from, or to keep them in")
    parser.add_argument("--seed", default="1", help="other seeds change other passages")
    parser.add_argument("--only", default="", help="files whose names have this in them")
    parser.add_argument("--failures", type=int, default=0, help="how many of what was told otherwise to print")
    return parser.parse_args()


if __name__ == "__main__":
    main()
