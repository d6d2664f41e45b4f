"""What a citation needs to know of a document, and which of it people have vouched for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archive.names import Person


class Field(StrEnum):
    """What is known of a document, by the name under which people speak of it."""

    TITLE = "title"
    AUTHORS = "author"
    ISSUERS = "issuer"
    DATE = "date"
    PLACE = "place"
    SERIES = "series"
    NUMBER = "number"


Said = str | tuple[str, ...]
"""A value as people give it: several authors and issuing bodies, one of all else; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a citation of a version says of it. `date` is ISO 8601, as exact as known; empty is what is not known.

    `confirmed` are the fields that people have vouched for; all else is what the file says of itself.
    """

    title: str
    authors: tuple[Person, ...] = ()
    issuers: tuple[str, ...] = ()
    date: str = ""
    place: str = ""
    series: str = ""
    number: str = ""
    confirmed: frozenset[Field] = frozenset()

    def value(self, field: Field) -> Said:
        """Give a field as people would say it."""
        if field is Field.AUTHORS:
            return tuple(each.inverted for each in self.authors)
        value: Said = getattr(self, "issuers" if field is Field.ISSUERS else field.value)
        return value

    @property
    def unconfirmed(self) -> tuple[Field, ...]:
        """What is known, and only from the file."""
        return tuple(field for field in Field if self.value(field) and field not in self.confirmed)
