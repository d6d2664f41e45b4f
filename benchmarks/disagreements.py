"""How well disagreements are told: edits in copies of real pairs, and alarms in the pairs as they are.

Prints the share of edits found by kind, and alarms per 100 passages that stand side by side, work by work. An
alarm is anything told of the files as they are: how much of it is true was judged by reading (`judged/`), and what
was not judged is counted too (`--list` gives all of it to be read).
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

from archive.bitext import Side
from benchmarks.altered.edits import KINDS, Edit, apply, edits_of, names_of
from benchmarks.altered.pair import Compared, Pair, joined
from benchmarks.altered.pairs import compare, pairs_below
from benchmarks.judged.verdicts import Judge, Verdict
from ingest.disagreement import Disagreement

HELD_BACK = ("CRI", "ECU", "voter-form", "owasp", "debian-reference")
"""Works that nothing was tuned on."""

_CONTEXT = 30
_PASSAGES_AN_EDIT = 50
"""A copy has one edit in so many passages: more make another document of a short one."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with policy/ and parallel/")
    parser.add_argument("--data", type=Path, help="archive that keeps what was read, for the next run")
    parser.add_argument("--works", nargs="*", default=[], help="only these")
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--seed", type=int, nargs="+", default=[1], help="one or more, each with its own edits")
    parser.add_argument("--list", action="store_true", help="print each alarm and each edit")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        pairs = list(pairs_below(arguments.corpus, arguments.data or Path(name), arguments.works))
    compared = {pair.work: compare(pair) for pair in pairs}
    for pair in pairs:
        _alarms(pair, compared[pair.work], is_listed=arguments.list)
    for seed, is_held_back in product(arguments.seed, (False, True)):
        chosen = [pair for pair in pairs if pair.work.startswith(HELD_BACK) is is_held_back]
        if chosen:
            print(f"\n{'Works that nothing was tuned on' if is_held_back else 'Works to tune on'}, seed {seed}")
            _seeded(chosen, compared, arguments.edits, random.Random(seed), is_listed=arguments.list)


def _alarms(pair: Pair, compared: Compared, *, is_listed: bool) -> None:
    judge, beads = Judge(pair), max(len(compared.beads), 1)
    told = [
        (one, other, each, judge.of(one, other, each))
        for (one, other), found in zip(compared.beads, compared.found, strict=True)
        for each in found
    ]
    kinds = Counter(each.kind.value for _, _, each, _ in told)
    by_kind = ", ".join(f"{kind} {number}" for kind, number in kinds.most_common())
    print(f"{pair.work:24}{len(compared.beads):6} side by side{len(told):5} alarms   {by_kind}")
    print(f"{'':24}{_judged([verdict for *_, verdict in told], beads)}")
    missing = _judged([judge.of_missing(each) for each in compared.missing], beads)
    print(f"{'':24}{len(compared.missing):6} missing: {missing}")
    if not is_listed:
        return
    for one, other, each, verdict in told:
        pages = f"p. {one[0].page_numbers[0]}/{other[0].page_numbers[0]}"
        values = f"{each.from_value} ≠ {each.to_value}"
        places = f"{_around(joined(one), each.from_span)} | {_around(joined(other), each.to_span)}"
        print(f"    {verdict:12}{each.kind.value:12}{pages:12}{values:40}{places}")
    passages = {each.id: each for each in (*pair.english, *pair.spanish)}
    for missing in compared.missing:
        passage = passages[missing.passage_id]
        print(f"    missing     p. {passage.page_numbers[0]:<10}{passage.language}  {passage.text[:90]!r}")


def _judged(verdicts: Iterable[Verdict], beads: int) -> str:
    """Say how much of what is told is true, and how much false in 100 pairs of passages."""
    counts = Counter(verdicts)
    wrong = counts[Verdict.FALSE] + counts[Verdict.BEAD]
    return (
        f"{counts[Verdict.TRUE]} true, {wrong} false ({counts[Verdict.BEAD]} by what stands side by side): "
        f"{100 * wrong / beads:.2f} in 100; {counts[Verdict.UNKNOWN]} not judged"
    )


def _around(text: str, span: tuple[int, int] | None) -> str:
    if span is None:
        return "-"
    start, end = span
    return f"{text[max(start - _CONTEXT, 0) : start]}[{text[start:end]}]{text[end : end + _CONTEXT]}".replace(
        "\n", "⏎"
    )


def _seeded(
    pairs: Sequence[Pair], compared: dict[str, Compared], count: int, chance: random.Random, *, is_listed: bool
) -> None:
    pool = names_of([compared[pair.work] for pair in pairs])
    chosen = _chosen(pairs, compared, pool, count, chance)
    found, made = Counter[str](), Counter[str]()
    for pair in pairs:
        edits = [edit for work, edit in chosen if work == pair.work]
        at_once = max(1, len(pair.english) // _PASSAGES_AN_EDIT)
        for start in range(0, len(edits), at_once):
            those = edits[start : start + at_once]
            after = compare(apply(pair, those))
            for edit in those:
                is_found = _is_found(edit, compared[pair.work], after)
                made[edit.kind] += 1
                found[edit.kind] += is_found
                if is_listed or not is_found:
                    print(
                        f"    {'found' if is_found else 'NOT FOUND':10}{pair.work:20}{edit.kind:10}{edit.words!r}"
                    )
    for kind in KINDS:
        print(f"{kind:24}{found[kind]:6} of {made[kind]}")
    print(f"{'all':24}{found.total():6} of {made.total()}: {found.total() / max(made.total(), 1):.1%}")


def _chosen(
    pairs: Sequence[Pair], compared: dict[str, Compared], pool: Sequence[str], count: int, chance: random.Random
) -> list[tuple[str, Edit]]:
    """Choose as many edits of each kind, from the works by turns, none of them in the same place."""
    possible = {pair.work: list(edits_of(compared[pair.work], pool, chance)) for pair in pairs}
    for edits in possible.values():
        chance.shuffle(edits)
    chosen: list[tuple[str, Edit]] = []
    taken: set[tuple[str, str]] = set()
    for kind in KINDS:
        works, wanted = [pair.work for pair in pairs], count // len(KINDS)
        while wanted and works:
            work = works.pop(0)
            free = [each for each in possible[work] if each.kind == kind and not _places(work, each) & taken]
            if free:
                chosen.append((work, free[0]))
                taken |= _places(work, free[0])
                works.append(work)
                wanted -= 1
    return chosen


def _places(work: str, edit: Edit) -> set[tuple[str, str]]:
    return {(work, edit.passage_id), (work, edit.counterpart_id)}


def _is_found(edit: Edit, before: Compared, after: Compared) -> bool:
    """Tell whether something is told of the passage that was not told before."""
    if edit.after is None:
        told_before = {each.passage_id for each in before.missing}
        return edit.counterpart_id in {each.passage_id for each in after.missing} - told_before
    return bool(_told(edit, after) - _told(edit, before))


def _told(edit: Edit, compared: Compared) -> Counter[tuple[object, ...]]:
    at = 0 if Side(_SIDES[edit.side]) is Side.FROM else 1
    return Counter(
        _sign(each)
        for bead, found in zip(compared.beads, compared.found, strict=True)
        if edit.passage_id in {passage.id for passage in bead[at]}
        for each in found
    )


_SIDES = {"en": "from", "es": "to"}


def _sign(found: Disagreement) -> tuple[object, ...]:
    return found.kind, found.from_value, found.to_value


if __name__ == "__main__":
    main()
