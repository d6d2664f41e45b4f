"""A row of two versions as a page shows it: the words of both sides, and what is to be known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archive import Archive, Kind, Passage
from ingest.alignment import align_sentences
from ingest.disagreement import BETWEEN
from ingest.untranslated import is_untranslated
from search_app.bitext_rows import Row
from search_app.differing import Found
from search_app.facing import Facing, Side
from search_app.margin import Notes, notes_of
from search_app.rendering import Noted, Span, cells_with_notes, in_sentences

_DEEPEST_HEADING = 6

_AT_ONCE = 250
"""Rows that are read together, of all: those of some pages."""

_MOST_NOTES = 6
"""More beside a row are no longer read; all are in the list."""


@dataclass(frozen=True, slots=True)
class Said:
    """A passage in its column. `cells` are those of a table, row by row; `level` that of an HTML heading."""

    passage: Passage
    text: Markup
    cells: tuple[tuple[Markup, ...], ...]
    level: int
    label: str


@dataclass(frozen=True, slots=True)
class RowView:
    """Two sides of a row, one of which may be empty.

    `is_untranslated`: both sides are in one language. `notes` are sentences on where the sides disagree, of many
    the first; `disagreements` counts them all.
    """

    row: Row
    left: tuple[Said, ...]
    right: tuple[Said, ...]
    is_focus: bool
    notes: tuple[str, ...] = ()
    disagreements: int = 0

    @property
    def is_untranslated(self) -> bool:
        """Whether both sides are in one language."""
        return is_untranslated(*([each.passage for each in side] for side in (self.left, self.right)))

    @property
    def is_remarkable(self) -> bool:
        """Whether there is anything to be known of it besides its words."""
        row = self.row
        return bool(self.notes) or row.is_doubtful or row.is_moved or row.is_corrected or self.is_untranslated


def views_of(
    archive: Archive, facing: Facing, rows: Sequence[Row], focus: Row | None, findings: Found | None = None
) -> list[RowView]:
    """Read what rows say, and in what they disagree. What has gone since they were laid out is left out."""
    held, levels = _read(archive, facing, rows), _Levels()
    return [_view(facing, row, held, levels, findings, is_focus=row == focus) for row in rows]


def all_views_of(
    archive: Archive, facing: Facing, rows: Sequence[Row], findings: Found | None = None
) -> Iterator[RowView]:
    """Read what all rows of two versions say, some at a time; which sentences correspond is left out."""
    levels = _Levels()
    for begin in range(0, len(rows), _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        held = _read(archive, facing, some)
        yield from (_view(facing, row, held, levels, findings, is_in_sentences=False) for row in some)


@dataclass(frozen=True, slots=True)
class _Held:
    """Passages by their versions and ids, and what is printed on their pages by versions and page numbers."""

    passages: Mapping[tuple[str, str], Passage]
    labels: Mapping[tuple[str, int], str]


def _read(archive: Archive, facing: Facing, rows: Sequence[Row]) -> _Held:
    sides = (facing.left, facing.right)
    wanted = [
        (side.version.id, each) for row in rows for side, ids in zip(sides, _ids(row), strict=True) for each in ids
    ]
    held = archive.passages.held(wanted)
    return _Held(held, archive.passages.labels_of(held.values()))


def _view(
    facing: Facing,
    row: Row,
    held: _Held,
    levels: _Levels,
    findings: Found | None,
    *,
    is_focus: bool = False,
    is_in_sentences: bool = True,
) -> RowView:
    left, right = (
        [held.passages[side.version.id, each] for each in ids if (side.version.id, each) in held.passages]
        for side, ids in zip((facing.left, facing.right), _ids(row), strict=True)
    )
    level = levels.of((*left, *right))
    nothing: list[Span] = []
    ours, theirs = _sentences(left, right, is_turned=facing.is_turned) if is_in_sentences else (nothing, nothing)
    notes = notes_of(findings, left, right, row.confidence, is_turned=facing.is_turned) if findings else Notes()

    def said(side: Side, passages: Sequence[Passage], sentences: Sequence[Span]) -> Iterator[Said]:
        for each, own in zip(passages, _dealt(passages, sentences), strict=True):
            number = each.page_numbers[0]
            label = held.labels.get((side.version.id, number), str(number))
            noted = notes.of(each)
            yield Said(each, in_sentences(each.text, own, noted), _cells(each, noted), level, label)

    return RowView(
        row=row,
        left=tuple(said(facing.left, left, ours)),
        right=tuple(said(facing.right, right, theirs)),
        is_focus=is_focus,
        notes=notes.said[:_MOST_NOTES],
        disagreements=len(notes.said),
    )


class _Levels:
    """Levels of headings as rows follow each other: none skips one, wherever in a document a page begins."""

    def __init__(self) -> None:
        self._last = 1

    def of(self, passages: Iterable[Passage]) -> int:
        """Give the level of the headings of a row; that of the page's own heading is 1."""
        own = [1 + max(len(each.section), 1) for each in passages if each.kind is Kind.HEADING]
        if own:
            self._last = min(*own, self._last + 1, _DEEPEST_HEADING)
        return self._last


def _ids(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return row.left, row.right


def _cells(passage: Passage, noted: Sequence[Noted]) -> tuple[tuple[Markup, ...], ...]:
    if passage.kind is not Kind.TABLE:
        return ()
    return tuple(map(tuple, cells_with_notes(passage.text, noted)))


def _sentences(
    left: Sequence[Passage], right: Sequence[Passage], *, is_turned: bool
) -> tuple[list[Span], list[Span]]:
    """Give the stretches of both sides that correspond, those with one number to each other."""
    if not left or not right or Kind.TABLE in {each.kind for each in (*left, *right)}:
        return [], []
    texts = [BETWEEN.join(each.text for each in side) for side in (left, right)]
    pairs = align_sentences(*texts[::-1]) if is_turned else align_sentences(*texts)
    spans = [pair.from_span for pair in pairs], [pair.to_span for pair in pairs]
    return (spans[1], spans[0]) if is_turned else spans


def _dealt(passages: Sequence[Passage], sentences: Sequence[Span]) -> Iterator[list[tuple[int, Span]]]:
    """Deal numbered stretches of joined texts to the passages in which they stand; some to several."""
    begin = 0
    for passage in passages:
        end = begin + len(passage.text)
        within = (
            (number, (max(start, begin) - begin, min(stop, end) - begin))
            for number, (start, stop) in enumerate(sentences)
        )
        yield _in_order((number, span) for number, span in within if span[0] < span[1])
        begin = end + len(BETWEEN)


def _in_order(sentences: Iterable[tuple[int, Span]]) -> list[tuple[int, Span]]:
    return sorted(sentences, key=lambda each: each[1])
