"""One change between two editions as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archive import Change, ChangeKind, Kind, Passage, Version
from search_app.change_words import CHANGED_AND_MOVED, KINDS
from search_app.editions import Compared
from search_app.links import Links
from search_app.rendering import compared, marked

_AROUND = 240
"""Characters shown on either side of what differs: three lines, which tell where one is."""


@dataclass(frozen=True, slots=True)
class Side:
    """What stands in one edition: on which pages, in which section, its address and its words."""

    edition: int
    places: Sequence[tuple[int, str]]
    section: tuple[str, ...]
    address: str
    text: Markup


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change with its sides; `words` names its kind, in English. Kind, language and header are those of now."""

    kind: ChangeKind
    words: str
    is_moved: bool
    before: Side | None
    after: Side | None
    passage_kind: Kind
    language: str
    header: tuple[str, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """What is there of both sides."""
        return tuple(side for side in (self.before, self.after) if side)

    @property
    def shown(self) -> tuple[Side, ...]:
        """The sides whose words are shown: of what has the same words on both, one."""
        return self.sides if self.kind is ChangeKind.CHANGED else self.sides[-1:]

    @property
    def other_section(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """From and to which section it moved, where it did."""
        if self.is_moved and self.before and self.after and self.before.section != self.after.section:
            return self.before.section, self.after.section
        return None


def view(change: Change, of: Compared, links: Links) -> ChangeView:
    """Show a change."""
    texts = marked(change.text_before), marked(change.text_after)
    if change.kind is ChangeKind.CHANGED:
        texts = compared(change.text_before, change.text_after, around=_AROUND)
    example = (change.after or change.before)[0]
    is_both = change.is_moved and change.kind is ChangeKind.CHANGED
    return ChangeView(
        kind=change.kind,
        words=CHANGED_AND_MOVED if is_both else KINDS[change.kind],
        is_moved=change.is_moved,
        before=_side(of.old, change.before, texts[0], of, links),
        after=_side(of.new, change.after, texts[1], of, links),
        passage_kind=example.kind,
        language=example.language,
        header=example.header,
    )


def _side(version: Version, passages: Sequence[Passage], text: Markup, of: Compared, links: Links) -> Side | None:
    if not passages:
        return None
    address = of.address(passages, links)
    return Side(version.edition, of.places(passages), passages[0].section, address, text)
