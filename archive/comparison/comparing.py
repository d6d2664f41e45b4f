"""Hold two editions of a document against each other, and say of every passage what became of it.

Rule: pure functions of the passages; every passage of either edition is told exactly once. Held the other way
round, what was added is removed, and all else the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from archive.anchors.folding import spelling
from archive.comparison.groups import Group, Span
from archive.comparison.nearness import likeness
from archive.comparison.pairing import paired
from archive.comparison.shifts import Shift, shifts
from archive.identity import normalise
from archive.model import Kind, Passage

_NEARLY = 0.99
"""The most that is said of a likeness where something differs."""

_SECTIONS_KEPT = 2_000
"""More than a long report has: each is looked at once for every passage in it."""


class ChangeKind(StrEnum):
    """What became of passages."""

    KEPT = "kept"
    MOVED = "moved"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a passage; of several, where they were cut or joined.

    `before` stands in the old edition and is empty for what was added, `after` in the new one and empty for what
    was removed. `likeness` is 1 where the words are the same, 0 where one side is empty. `is_moved`: its order
    among the others is another one, or it went from one section to another. `shown` is the stretch of either text
    that is meant, where passages were cut nowhere alike and the rest is told with others.
    """

    kind: ChangeKind
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    likeness: float = 0.0
    is_moved: bool = False
    shown: tuple[Span, Span] | None = None

    @property
    def text_before(self) -> str:
        """The words of the old edition."""
        return _running(self.before, self.shown and self.shown[0])

    @property
    def text_after(self) -> str:
        """The words of the new edition."""
        return _running(self.after, self.shown and self.shown[1])


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two editions: all that became of passages, in the order of the new edition.

    What was removed comes where it would stand.
    """

    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Give the changes of a kind."""
        return tuple(each for each in self.changes if each.kind is kind)

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many passages of each kind; those that were cut or joined count as one."""
        return {kind: len(self.of_kind(kind)) for kind in ChangeKind}


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> Comparison:
    """Compare two editions by their passages, each in reading order."""
    ours, theirs = ([normalise(each.text) for each in side] for side in (old, new))
    if ours <= theirs:
        groups, moved = paired(old, new, ours, theirs)
    else:  # always in one direction, so that both tell the same
        turned, moved_there = paired(new, old, theirs, ours)
        groups, moved = [_turned(each) for each in turned], {_turned(each) for each in moved_there}
    return _told(groups, moved, old, new)


def _turned(group: Group) -> Group:
    return Group(group.after, group.before, group.is_kept, group.shown and group.shown[::-1])


def _told(
    groups: Sequence[Group], moved: Collection[Group], old: Sequence[Passage], new: Sequence[Passage]
) -> Comparison:
    """Say what became of each passage."""
    sections = _sections(old) & _sections(new)
    placed: list[tuple[tuple[int, int], Change]] = []
    for group in groups:
        change = _change(group, old, new)
        # Of passages that were cut nowhere alike, each begins in another section than the others.
        is_moved = group in moved or (group.is_kept is None and _other_section(change, sections))
        placed.append(((group.after[0], 0), _moved(change) if is_moved else change))
    in_order = [group for group in groups if group not in moved]
    placed += _one_sided(groups, in_order, old, new)
    placed.sort(key=lambda each: each[0])
    pages = [(old[each.before[0]].page_numbers[0], new[each.after[0]].page_numbers[0]) for each in in_order]
    return Comparison(tuple(change for _, change in placed), shifts(pages))


def _one_sided(
    groups: Sequence[Group], in_order: Sequence[Group], old: Sequence[Passage], new: Sequence[Passage]
) -> Iterator[tuple[tuple[int, int], Change]]:
    """Give what was added and what was removed; this comes behind what stood before it."""
    paired = {each for group in groups for each in group.after}
    for there in range(len(new)):
        if there not in paired:
            yield (there, 0), Change(ChangeKind.ADDED, (), (new[there],))
    paired = {each for group in groups for each in group.before}
    ends = {group.before[-1]: group.after[-1] for group in in_order}
    behind = -1
    for here in range(len(old)):
        behind = ends.get(here, behind)
        if here not in paired:
            yield (behind, 1 + here), Change(ChangeKind.REMOVED, (old[here],), ())


def _change(group: Group, old: Sequence[Passage], new: Sequence[Passage]) -> Change:
    before, after = tuple(old[each] for each in group.before), tuple(new[each] for each in group.after)
    change = Change(ChangeKind.KEPT, before, after, 1.0, shown=group.shown)
    if group.is_kept or change.text_before == change.text_after:
        return change
    ours, theirs = normalise(change.text_before), normalise(change.text_after)
    if ours == theirs or spelling(ours) == spelling(theirs):
        return change
    return replace(change, kind=ChangeKind.CHANGED, likeness=min(likeness(ours, theirs), _NEARLY))


def _moved(change: Change) -> Change:
    kind = ChangeKind.MOVED if change.kind is ChangeKind.KEPT else change.kind
    return replace(change, kind=kind, is_moved=True)


def _other_section(change: Change, sections: set[tuple[str, ...]]) -> bool:
    """Tell whether it went from one section to another; one that is new or renamed took what it has along.

    Footnotes stand under whatever heading comes last on their page: that one tells nothing of them.
    """
    if all(each.kind is Kind.FOOTNOTE for each in (*change.before, *change.after)):
        return False
    here, there = _sections(change.before), _sections(change.after)
    return not here & there and here <= sections and there <= sections


def _sections(passages: Sequence[Passage]) -> set[tuple[str, ...]]:
    return {_normalised(section) for section in {each.section for each in passages}}


@lru_cache(_SECTIONS_KEPT)
def _normalised(section: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(normalise, section))


def _running(passages: Sequence[Passage], span: Span | None) -> str:
    text = "\n".join(each.text for each in passages)
    return text[slice(*span)] if span else text
