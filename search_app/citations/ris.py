"""A record in the RIS format (Research Information Systems, 2011): a tag and a value on each line, ended by CR LF.

Rule: a value is one line, or what follows would be read as another tag.
"""

from __future__ import annotations

from collections.abc import Iterator

from search_app.citations.citable import Citable, line
from search_app.citations.wording import ENGLISH, in_file_of, parts_of, translation_of, version_of


def ris(cited: Citable) -> str:
    """Write a record: a report where a body issued it or it has a number, else of no particular type."""
    lines = [("TY", "RPRT" if cited.is_report else "GEN")]
    lines += [(tag, line(value)) for tag, value in _values(cited) if line(value)]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines, ("ER", "")])


def _values(cited: Citable) -> Iterator[tuple[str, str]]:
    known = cited.description
    for person in cited.creators:
        yield "AU", person.inverted
    yield "TI", known.title
    yield "T3", known.series
    yield "PB", cited.issued_by
    yield "CY", known.place
    yield "SN", known.number
    yield from _dates(cited)
    if cited.is_one_of_editions:
        yield "ET", str(cited.edition)
    if cited.numbered:
        yield "SP", cited.numbered[0].label
    if len(cited.numbered) > 1:
        yield "EP", cited.numbered[-1].label
    yield "LA", cited.language
    yield "UR", cited.link
    yield "L1", cited.original
    yield "N1", ". ".join(_notes(cited))


def _dates(cited: Citable) -> Iterator[tuple[str, str]]:
    """Give the year, the date as “2013/05/20/”, and when it was looked at."""
    year, month, day = parts_of(cited.description.date)
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/" if month else ""
    yield "Y2", f"{cited.accessed:%Y/%m/%d}/"


def _notes(cited: Citable) -> Iterator[str]:
    if version := version_of(cited, ENGLISH):
        yield version
    if in_file := in_file_of(cited, ENGLISH):
        yield in_file
    if words := line(cited.words):
        yield f"“{words}”"
    if translation := translation_of(cited):
        yield translation
