"""What somebody says of a file that she sends: to which document it belongs, its language, title and date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import lazy_gettext

from archive import Archive, Field
from search_app.describing import BadValue, checked
from search_app.languages import INTERFACE

FIELDS = ("document", "language", "title", "date")

_LONGEST_TITLE = 500

NAMES = {
    "file": lazy_gettext("PDFs from your computer"),
    "document": lazy_gettext("Document it belongs to"),
    "language": lazy_gettext("Language"),
    "title": lazy_gettext("Title"),
    "date": lazy_gettext("Date"),
}

HINTS = {"date": lazy_gettext("As exact as it is known: 2013, 2013-05 or 2013-05-20.")}

FAULTS = {
    "document": lazy_gettext("There is no such document."),
    "language": lazy_gettext("Choose English or Spanish."),
    "title": lazy_gettext("A title has up to 500 characters."),
    "date": lazy_gettext("Write a date as 2013, 2013-05 or 2013-05-20."),
    "file": lazy_gettext("A title or a date is of one file: send that file by itself."),
}


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered as it was, and the names of fields that make no sense."""

    values: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def options(self) -> dict[str, str]:
        """What is kept with a file while it waits."""
        names = {"document": "document_id"}
        return {names.get(name, name): value for name, value in self.values.items() if value}

    def value(self, name: str) -> str:
        """Give what was entered in a field."""
        return self.values.get(name, "")


NOTHING = Entered()


def read(form: Mapping[str, str], archive: Archive, file_count: int) -> Entered:
    """Read what was entered beside so many files."""
    values = {name: " ".join(form.get(name, "").split()) for name in FIELDS}
    checks = {
        "document": lambda said: archive.catalogue.find_document(said) is not None,
        "language": lambda said: said in INTERFACE,
        "title": lambda said: len(said) <= _LONGEST_TITLE,
        "date": _is_date,
    }
    faults = [name for name, is_right in checks.items() if values[name] and not is_right(values[name])]
    if file_count > 1 and (values["title"] or values["date"]):
        faults.append("file")
    return Entered(values, tuple(faults))


def _is_date(said: str) -> bool:
    try:
        checked(Field.DATE, [said])
    except BadValue:
        return False
    return True
