"""A large archive, and how long it takes to resolve ids in it.

It is filled with copies of documents in which a few words of every passage are others, each under a name of its
own. Every second copy has two editions: in the second, words were edited in some passages, others were deleted,
and pages went in and out.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import random
import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import archive as archive_package
import ingest as ingest_package
from archive import Archive, State
from ingest.readings import Reading

from .asking import Question, World, put_alone
from .edits import edited
from .judging import Group, group_of, states_of
from .leaves import Piece, bind, leaves_of
from .prose import vocabulary
from .scenarios import revise

SAME, MOVED, CHANGED, GONE, WITHIN = "same id", "moved", "changed", "gone", "quote within"
CLASSES = (SAME, MOVED, CHANGED, GONE, WITHIN)

_BY_STATE = {State.EXACT: SAME, State.MOVED: MOVED, State.CHANGED: CHANGED}

_KEPT_OF_A_CLASS = 8
"""Questions that are kept of each document and class."""

_WARMED_UP = 10


class Wanted(NamedTuple):
    """An id to be asked for, and the stretch of it, if it is not all of it."""

    kind: str
    passage_id: str
    span: tuple[int, int] | None


class Taken(NamedTuple):
    """How long an answer took, and which it was."""

    kind: str
    took_ms: float
    state: str


def archive_of(folder: Path, count: int, names: Sequence[str], read: Callable[[str], Reading]) -> list[Wanted]:
    """Fill an archive in a folder with so many passages, unless it is there; gives what can be asked of it."""
    kept = folder / "wanted.json"
    mark = _mark(count, names)
    if kept.exists():
        known, *rows = json.loads(kept.read_text())
        if known == mark:
            return [Wanted(kind, own_id, tuple(span) if span else None) for kind, own_id, span in rows]
        shutil.rmtree(folder)
    with Archive.open(folder) as archive:
        wanted = list(_fill(archive, count, names, read))
    kept.write_text(json.dumps([mark, *wanted]))
    return wanted


def drawn(wanted: Sequence[Wanted], count: int, chance: random.Random) -> list[Wanted]:
    """Draw so many of each class, all shuffled."""
    found: list[Wanted] = []
    for kind in CLASSES:
        own = [each for each in wanted if each.kind == kind]
        found += chance.sample(own, min(count, len(own)))
    chance.shuffle(found)
    return found


def warm(folder: Path, wanted: Sequence[Wanted]) -> list[Taken]:
    """Ask for all, one after the other, in a process that has answered some before."""
    with Archive.open(folder) as archive:
        for each in wanted[:_WARMED_UP]:
            _ask(archive, each)
        return [_ask(archive, each) for each in wanted]


def cold(folder: Path, wanted: Sequence[Wanted]) -> list[Taken]:
    """Ask for each in a process of its own, that has asked for nothing before."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:
        return list(pool.map(_ask_alone, [folder] * len(wanted), wanted))


def _ask_alone(folder: Path, wanted: Wanted) -> Taken:
    with Archive.open(folder) as archive:
        return _ask(archive, wanted)


def _ask(archive: Archive, wanted: Wanted) -> Taken:
    began = time.perf_counter()
    resolution = archive.permalinks.resolve(wanted.passage_id, wanted.span)
    return Taken(wanted.kind, 1000 * (time.perf_counter() - began), str(resolution.state))


def _fill(archive: Archive, count: int, names: Sequence[str], read: Callable[[str], Reading]) -> Iterator[Wanted]:
    held, number = 0, 0
    while held < count:
        name = names[number % len(names)]
        chance = random.Random(f"{number} {name}")
        own = f"copy-{number}"
        copy = _copy(read(name), chance)
        number += 1
        if not copy.drafts:
            continue
        if number % 2:
            held += put_alone(archive, own, copy)
            continue
        world = World(archive, own, revise(copy, read(names[(number * 7) % len(names)]), chance))
        held += len(world.first) + len(world.second)
        yield from _some(world.questions(chance), chance)


def _copy(reading: Reading, chance: random.Random) -> Reading:
    """Give a reading with a few words of every passage others."""
    words = vocabulary(reading)

    def change(piece: Piece) -> Piece:
        return replace(piece, traced=edited(piece.traced, words, chance, is_heavy=False)) if piece.owner else piece

    leaves = [replace(leaf, pieces=tuple(map(change, leaf.pieces))) for leaf in leaves_of(reading)]
    return bind(reading, leaves).reading


def _some(questions: Iterator[Question], chance: random.Random) -> Iterator[Wanted]:
    by_class: dict[str, list[Wanted]] = defaultdict(list)
    for each in questions:
        if kind := _class_of(each):
            by_class[kind].append(Wanted(kind, each.passage.id, each.span))
    for own in by_class.values():
        yield from chance.sample(own, min(_KEPT_OF_A_CLASS, len(own)))


def _class_of(question: Question) -> str | None:
    """Tell what became of a passage, where that is clear."""
    group = group_of(question.true)
    if question.span:
        return WITHIN if group is Group.STANDS else None
    if group is not Group.STANDS:
        return GONE if group is Group.DELETED else None
    page_number = question.passage.parts[0].page_number
    states = states_of(question.text, page_number, question.true, is_mixed=False)
    return _BY_STATE[min(states)] if len(states) == 1 else None


def _mark(count: int, names: Sequence[str]) -> str:
    """Name what an archive was filled with, and by which code."""
    digest = hashlib.sha256(json.dumps([count, *names]).encode())
    own, held, read = (Path(name).parent for name in (__file__, archive_package.__file__, ingest_package.__file__))
    kept_by = [*sorted((held / "tables").glob("*.py")), held / "identity.py", held / "tombstones.py"]
    for module in (*sorted(own.glob("*.py")), *kept_by, *sorted(read.glob("*.py"))):
        digest.update(module.read_bytes())
    return digest.hexdigest()
