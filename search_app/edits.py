"""What a form says of a document, told from what it only shows.

Rule: a change is what differs from what was shown to whoever sends the form. What she leaves as it is stays as it
is stored by then; what somebody else has changed meanwhile is put before her, not overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archive import Description, Field, Said
from search_app.citations.citable import line
from search_app.describing import LONGEST, LONGEST_OTHER, SEVERAL, BadValue, Fault, Known, checked

_RIGHT, _FILE = "right", "file"
"""What may be asked of a value beside changing it: that it is right, and that the file's own counts again."""


@dataclass(slots=True)
class Entry:
    """One field of the form: its name there, what stands in it, what is stored, and what is wrong with it.

    `has_clash`: what is stored is neither what was shown to whoever changed it, nor what she says.
    """

    name: str
    field: Field
    language: str
    text: str
    is_confirmed: bool
    known: str
    fault: Fault | None = None
    wants: str = ""
    is_changed: bool = False
    has_clash: bool = False

    @property
    def has_lines(self) -> bool:
        """Whether there may be several values, one a line."""
        return self.field in SEVERAL

    @property
    def is_in_files(self) -> bool:
        """Whether a file may say it, so that there is something to take it back to."""
        return self.field in (Field.TITLE, Field.AUTHORS, Field.DATE)

    @property
    def is_refused(self) -> bool:
        """Whether it keeps the form from being saved."""
        return self.has_clash or self.fault is not None

    @property
    def longest(self) -> int:
        """How long a value may be."""
        return LONGEST.get(self.field, LONGEST_OTHER)


@dataclass(slots=True)
class Changes:
    """What a form asks for: values to be confirmed, and to be taken back; titles by language."""

    said: dict[Field, Said] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    forgotten: list[Field] = field(default_factory=list)
    forgotten_titles: list[str] = field(default_factory=list)


def entries_of(known: Known, typed: Mapping[str, str] | None = None) -> Iterator[Entry]:
    """Give the fields: a title for each language, and all else once; with what is typed into them, if anything."""
    for language, description in known.descriptions.items():
        yield _entry(f"title-{language}", Field.TITLE, language, description, typed)
    for each in Field:
        if each is not Field.TITLE:
            yield _entry(each.value, each, "", known.first(), typed)


def changes_of(entries: Sequence[Entry]) -> Changes:
    """Read what is to be done; what cannot be is noted on its entry."""
    changes = Changes()
    for entry in entries:
        if entry.is_changed and entry.wants == _FILE:
            changes.forgotten.append(entry.field)
            changes.forgotten_titles += [entry.language] if entry.language else []
        elif entry.is_changed:
            _say(entry, changes)
    return changes


def _entry(
    name: str, which: Field, language: str, description: Description, typed: Mapping[str, str] | None
) -> Entry:
    value = description.value(which)
    known = "\n".join(_lines([value] if isinstance(value, str) else value))
    entry = Entry(name, which, language, known, which in description.confirmed, known)
    if typed is not None:
        _take(entry, typed)
    return entry


def _take(entry: Entry, typed: Mapping[str, str]) -> None:
    """Put into a field what is typed, where it is another than what was shown or is said to be right."""
    shown = _unwrapped(typed.get(f"{entry.name}.was", entry.known))
    text = _unwrapped(typed.get(entry.name, shown))
    is_typed = not _are_same(text, shown)
    entry.wants = typed.get(f"{entry.name}.as", "")
    entry.is_changed = entry.is_confirmed if entry.wants == _FILE else is_typed or entry.wants == _RIGHT
    if entry.is_changed:
        entry.text = text
        entry.has_clash = not (_are_same(shown, entry.known) or _are_same(text, entry.known))


def _say(entry: Entry, changes: Changes) -> None:
    try:
        value = checked(entry.field, entry.text.split("\n") if entry.has_lines else [entry.text])
    except BadValue as error:
        entry.fault = error.fault
        return
    if entry.language:
        changes.titles[entry.language] = str(value)
    else:
        changes.said[entry.field] = value


def _unwrapped(sent: str) -> str:
    """Undo what forms do to line breaks (WHATWG HTML, 4.10.21.4)."""
    return sent.replace("\r\n", "\n")


def _are_same(one: str, other: str) -> bool:
    """Compare as what would be kept: a page shows hidden characters otherwise than files have them."""
    return _lines(one.split("\n")) == _lines(other.split("\n"))


def _lines(values: Sequence[str]) -> list[str]:
    return [each for each in map(line, values) if each]
