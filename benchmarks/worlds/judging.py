"""Whether an answer is the true one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from archive import Slice, State

from .truth import Stretch, Texts, TruePlace, loosely, stretch_of, strictly

COVERED, OTHERS = 0.8, 0.2
"""A place is right that has so many of the true characters at least, and so many others at most."""

TOUCHED = 0.5
"""A place is wrong that has less of the true characters, or more others; between the two it is inexact."""


class Group(StrEnum):
    """What became of what was asked for: `faint` has too little left to stand, or was written anew."""

    STANDS = "stands"
    FAINT = "faint"
    DELETED = "deleted"


class Verdict(StrEnum):
    """What an answer is."""

    RIGHT = "right"
    INEXACT = "inexact"
    WRONG = "wrong"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; `slices` are there where a place is given."""

    state: State
    slices: tuple[Slice, ...] = ()


def group_of(true: TruePlace) -> Group:
    """Tell what became of it."""
    if not true.hull:
        return Group.DELETED
    return Group.STANDS if true.stands else Group.FAINT


def judge(answer: Answer, true: TruePlace, texts: Texts) -> Verdict:
    """Compare an answer with the truth."""
    group = group_of(true)
    if answer.state in (State.GONE, State.UNCERTAIN):
        is_right = group is Group.FAINT or (group is Group.DELETED and answer.state is State.GONE)
        return Verdict.RIGHT if is_right else Verdict.DECLINED
    if group is Group.DELETED:
        return Verdict.WRONG
    covered, others = overlap(answer, true, texts)
    if group is Group.FAINT:
        return Verdict.RIGHT if covered or others < 1 else Verdict.WRONG
    if covered < TOUCHED or others > TOUCHED:
        return Verdict.WRONG
    return Verdict.RIGHT if covered >= COVERED and others <= OTHERS else Verdict.INEXACT


def overlap(answer: Answer, true: TruePlace, texts: Texts) -> tuple[float, float]:
    """Give how much of what is kept an answer has, and how much of the answer is others'."""
    pieces = [texts.seen(stretch_of(each)) for each in answer.slices]
    given = np.unique(np.concatenate([np.zeros(0, np.int64), *pieces]))
    if not len(given):
        return 0.0, 1.0
    covered = float(np.isin(true.kept, given).mean()) if len(true.kept) else 0.0
    inside = np.zeros(len(given), bool)
    for start, end in true.reach:
        inside |= (given >= start) & (given < end)
    return covered, float(1 - inside.mean())


def states_of(text: str, page_number: int, true: TruePlace, *, is_mixed: bool) -> frozenset[State]:
    """Give the states that are true of what stands still.

    Where letters and digits are the same and the writing is not (accents, signs) it may be told as the same or as
    changed; so where its words stand as they did but others between them (`is_mixed`).
    """
    same = {State.EXACT if true.page_number == page_number else State.MOVED}
    if strictly(text) == strictly(true.text):
        return frozenset(same)
    if is_mixed or loosely(text) == loosely(true.text):
        return frozenset({*same, State.CHANGED})
    return frozenset({State.CHANGED})


def has_true(candidates: tuple[tuple[Slice, ...], ...], true: TruePlace) -> bool:
    """Tell whether one of several places touches the true one."""
    kept = true.kept
    return any(_touches(stretch_of(each), kept) for slices in candidates for each in slices)


def _touches(stretch: Stretch, kept: np.typing.NDArray[np.int64]) -> bool:
    return bool(((kept >= stretch.start) & (kept < stretch.end)).any())
