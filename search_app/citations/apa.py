"""A reference as the Publication Manual of the APA has it (7th edition), in English and in Spanish.

Plain text knows no italics: titles stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive import Person
from search_app.citations.citable import Citable, line
from search_app.citations.wording import Wording, edition_of, pages_of, parts_of, series_of, stop, version_of

_MOST_NAMED = 20
"""Of more authors the first nineteen and the last are named (9.8)."""


def apa(cited: Citable, wording: Wording) -> str:
    """Write a reference. Without anybody who answers for it, it begins with the title (9.12)."""
    names = _names(cited.creators, wording)
    date, title = f"({_date(cited, wording)}).", stop(_title(cited, wording))
    begun = [stop(names), date, title] if names else [title, date]
    publisher = cited.publisher
    retrieved = wording.retrieved.format(wording.day(cited.accessed.isoformat()), cited.link)
    return " ".join([*begun, *([stop(publisher)] if publisher else []), retrieved])


def _title(cited: Citable, wording: Wording) -> str:
    """Give the title, behind it in brackets what singles it out (9.19), and what version it is (9.21)."""
    details = [series_of(cited), edition_of(cited, wording), *pages_of(cited, wording)]
    said = ", ".join(detail for detail in details if detail)
    version = version_of(cited, wording)
    return line(cited.description.title) + (f" ({said})" if said else "") + (f" [{version}]" if version else "")


def _date(cited: Citable, wording: Wording) -> str:
    year, month, day = parts_of(cited.description.date)
    if not month:
        return year or wording.no_date
    name = wording.month(month)
    if wording.language == "en":
        return f"{year}, {name} {int(day)}" if day else f"{year}, {name}"
    return f"{year}, {int(day)} de {name}" if day else f"{year}, {name}"


def _names(creators: Sequence[Person], wording: Wording) -> str:
    names = [_name(each) for each in creators]
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[: _MOST_NAMED - 1])}, … {names[-1]}"
    if len(names) <= 1:
        return "".join(names)
    is_inverted = any(each.given for each in creators)
    last = wording.ampersand if wording.language == "en" else wording.conjunction(names[-1])
    # In English a comma stands before the last of inverted names, and of three or more (9.8).
    serial = "," if wording.language == "en" and (is_inverted or len(names) > 2) else ""  # noqa: PLR2004 - as it says
    return f"{', '.join(names[:-1])}{serial} {last} {names[-1]}"


def _name(person: Person) -> str:
    """Give the surname with initials; a name that is not parted as it is written."""
    initials = " ".join(_initial(word) for word in person.given.split())
    return f"{person.family}, {initials}" if initials else person.family


def _initial(word: str) -> str:
    """Shorten a given name: “Jean-Paul” to “J.-P.”; what are initials already stay."""
    if "." in word or not word[:1].isupper():
        return word
    return "-".join(f"{part[0].upper()}." for part in re.split(r"[-‐]", word) if part)
