"""What Zotero and search engines for scholars read from the head of a page: Highwire's tags, Dublin Core's type.

As Zotero's translator “Embedded Metadata” reads them: a body that issued it makes it a report; where there is
none, the type tells it from an article in a journal.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive import Person
from search_app.citations.citable import Citable, line

Tag = tuple[str, str]

_NO_BREAK = "\u00a0"


def highwire(cited: Citable) -> list[Tag]:
    """Give names and contents of the tags, in order."""
    return [(name, content) for name, content in _tags(cited) if content]


def _tags(cited: Citable) -> Iterator[Tag]:
    known = cited.description
    yield "citation_title", line(known.title)
    for author in cited.authors:
        yield "citation_author", _name(author)
    yield "citation_publication_date", line(known.date.replace("-", "/"))
    yield "citation_technical_report_institution", cited.issued_by
    yield "citation_technical_report_number", line(known.number)
    yield "citation_series_title", line(known.series)
    yield "citation_language", cited.language if cited.language not in {"mul", "und"} else ""
    if cited.numbered:
        yield "citation_firstpage", line(cited.numbered[0].label)
        yield "citation_lastpage", line(cited.numbered[-1].label)
    yield "citation_pdf_url", cited.original
    yield "citation_public_url", cited.link
    yield "dc.type", "report" if cited.is_report else "document"


def _name(person: Person) -> str:
    """Write a name so that it is not parted where its parts are not known.

    A name without a comma is parted at its last space, one with a comma there, and one that ends in it is whole.
    Of a single author with two surnames and two given names two are made, unless the space is another.
    """
    if person.given:
        return f"{person.family.replace(' ', _NO_BREAK)}, {person.given}"
    whole = " – ".join(part.strip() for part in person.family.replace(";", ",").split(",") if part.strip())
    return f"{whole}," if " " in whole else whole
