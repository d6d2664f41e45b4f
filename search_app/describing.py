"""What people say of a document, checked the same way whether it comes from a form or from the command line.

Rule: a value is one line without anything hidden in it, and of a length that a citation can bear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archive import Archive, Description, Document, Field, Said, Version
from search_app.citations.citable import line

LONGEST = {Field.TITLE: 500}
"""Characters. The longest titles of the laws of either language stay below."""

LONGEST_OTHER = 200

MOST_NAMES = 50
"""Authors, or issuing bodies."""

SEVERAL = (Field.AUTHORS, Field.ISSUERS)
"""Of which a document may have more than one."""


class Fault(StrEnum):
    """Why a value cannot be taken."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    NO_DATE = "no_date"


class BadValue(ValueError):
    """A value that cannot be taken, and why."""

    def __init__(self, field: Field, fault: Fault) -> None:
        self.field, self.fault = field, fault
        super().__init__(field.value, fault.value)


@dataclass(frozen=True, slots=True)
class Known:
    """A document with its newest edition in each language, and what is known of each."""

    document: Document
    versions: Mapping[str, Version]
    descriptions: Mapping[str, Description]

    def version(self, language: str) -> Version | None:
        """Give its version in a language, or else the first."""
        return self.versions.get(language) or next(iter(self.versions.values()), None)

    def first(self, language: str = "") -> Description:
        """Give what is known of it in a language, or else in the first."""
        own = Description(title=self.document.title, date=self.document.date or "")
        return self.descriptions.get(language) or next(iter(self.descriptions.values()), own)


def known_of(archive: Archive, document: Document, versions: Sequence[Version]) -> Known:
    """Look up what is known of a document; `versions` are its newest editions."""
    told = archive.descriptions.of_each(document, versions)
    languages = [version.language for version in versions]
    return Known(document, dict(zip(languages, versions, strict=True)), dict(zip(languages, told, strict=True)))


def get_known(archive: Archive, document_id: str) -> Known:
    """Look up a document, and what is known of it. Raises: DocumentNotFound."""
    document = archive.catalogue.get_document(document_id)
    return known_of(archive, document, archive.catalogue.current_versions(document_id))


def checked(field: Field, values: Sequence[str]) -> Said:
    """Read a value, or several of what there may be several of. Raises: BadValue."""
    said = tuple(each for each in map(line, values) if each)
    if len(said) > MOST_NAMES:
        raise BadValue(field, Fault.TOO_MANY)
    if any(len(each) > LONGEST.get(field, LONGEST_OTHER) for each in said):
        raise BadValue(field, Fault.TOO_LONG)
    if field in SEVERAL:
        return said
    value = said[0] if said else ""
    if check := _CHECKS.get(field):
        check(value)
    return value


def _check_title(value: str) -> None:
    if not value:
        raise BadValue(Field.TITLE, Fault.EMPTY)


def _check_date(value: str) -> None:
    """Take a day, a month or a year as ISO 8601 has them; none is none."""
    written = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value)
    if value and not (written and _is_day(*(int(part or 1) for part in written.groups()))):
        raise BadValue(Field.DATE, Fault.NO_DATE)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_CHECKS: dict[Field, Callable[[str], None]] = {Field.TITLE: _check_title, Field.DATE: _check_date}
