"""A record in CSL-JSON, which citation processors render in any style (CSL 1.0.2, appendix III)."""

from __future__ import annotations

from typing import Any

from archive import Person
from search_app.citations.citable import Citable, line
from search_app.citations.wording import ENGLISH, in_file_of, parts_of, translation_of, version_of

Object = dict[str, Any]


def csl_json(cited: Citable) -> list[Object]:
    """Give a list of one item, as programs exchange them."""
    known = cited.description
    note = (version_of(cited, ENGLISH), in_file_of(cited, ENGLISH))
    said = {
        "id": cited.key,
        "type": "report" if cited.is_report else "document",
        "title": line(known.title),
        "author": [_name(each) for each in cited.creators],
        "publisher": cited.issued_by,
        "publisher-place": line(known.place),
        "collection-title": line(known.series),
        "number": line(known.number),
        "edition": str(cited.edition) if cited.is_one_of_editions else "",
        "issued": _date(known.date),
        "accessed": _date(cited.accessed.isoformat()),
        "page": cited.pages("-"),
        "language": cited.language,
        "URL": cited.link,
        "note": "; ".join(part for part in note if part),
        "annote": line(f"{cited.words} {translation_of(cited)}"),
    }
    return [{name: value for name, value in said.items() if value}]


def _name(person: Person) -> Object:
    if not person.given:
        return {"literal": person.family}
    return {"family": person.family, "given": person.given}


def _date(date: str) -> Object:
    year, month, day = parts_of(date)
    if not year.isdecimal():
        return {"literal": year} if year else {}
    return {"date-parts": [[int(part) for part in (year, month, day) if part]]}
