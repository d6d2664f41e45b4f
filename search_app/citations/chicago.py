"""A note as the Chicago Manual of Style has it (18th edition, chapters 13 and 14), in English and in Spanish.

Plain text knows no italics: titles stand as they are.
"""

from __future__ import annotations

from archive import Person
from search_app.citations.citable import Citable, line
from search_app.citations.wording import Wording, edition_of, pages_of, series_of, version_of

_MOST_NAMED = 3
"""Of more authors only the first is named."""


def chicago(cited: Citable, wording: Wording) -> str:
    """Write a note."""
    version = version_of(cited, wording)
    title = line(cited.description.title) + (f" [{version}]" if version else "")
    work = (title, edition_of(cited, wording), series_of(cited))
    said = [
        _names(cited.creators, wording),
        f"{', '.join(part for part in work if part)} {_imprint(cited, wording)}",
        *_pages(cited, wording),
        wording.accessed.format(wording.day(cited.accessed.isoformat())),
        cited.link,
    ]
    return ", ".join(part for part in said if part) + "."


def _imprint(cited: Citable, wording: Wording) -> str:
    """Say where, by whom and when it was issued, in brackets."""
    place, publisher = line(cited.description.place), cited.publisher
    where = f"{place}: {publisher}" if place and publisher else place or publisher
    when = wording.day(cited.description.date) or wording.no_date
    return f"({where}, {when})" if where else f"({when})"


def _pages(cited: Citable, wording: Wording) -> list[str]:
    printed, *in_file = pages_of(cited, wording) or [""]
    return [f"{printed} ({in_file[0]})" if in_file else printed]


def _names(creators: tuple[Person, ...], wording: Wording) -> str:
    names = [each.in_order for each in creators]
    if len(names) > _MOST_NAMED:
        return f"{names[0]} et al."
    if len(names) <= 1:
        return "".join(names)
    # A serial comma in English alone.
    serial = "," if wording.language == "en" and len(names) > 2 else ""  # noqa: PLR2004 - the last of a series
    return f"{', '.join(names[:-1])}{serial} {wording.conjunction(names[-1])} {names[-1]}"
