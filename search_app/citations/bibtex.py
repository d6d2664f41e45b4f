"""A BibTeX entry, for BibTeX as for biber: UTF-8, one field a line.

Rule: no text may end its field. BibTeX counts braces even where they are escaped, so there are none but our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive import Person
from search_app.citations.citable import Citable, line
from search_app.citations.wording import ENGLISH, in_file_of, parts_of, translation_of, version_of

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LANGUAGES = {"en": "english", "es": "spanish"}
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def bibtex(cited: Citable) -> str:
    """Write an entry: a report where a body issued it or it has a number, else what is of no other type."""
    kind = "techreport" if cited.is_report else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(cited))
    return f"@{kind}{{{cited.key},\n{fields}}}\n"


def _fields(cited: Citable) -> Iterator[tuple[str, str]]:
    known = cited.description
    year, month, day = parts_of(known.date)
    given = (
        ("author", " and ".join(_name(each) for each in cited.creators)),
        ("title", f"{{{_text(known.title)}}}"),  # braced once more: its capitals stay
        ("institution", _text(cited.issued_by)),
        ("address", _text(known.place)),
        ("series", _text(known.series)),
        ("number", _text(known.number)),
        ("edition", str(cited.edition) if cited.is_one_of_editions else ""),
        ("year", _text(year)),
    )
    yield from ((name, f"{{{value}}}") for name, value in given if value and value != "{}")
    if month:
        yield "month", _MONTHS[int(month) - 1]  # a name that BibTeX knows in every language
    others = (
        ("day", str(int(day)) if day else ""),
        ("pages", _text(cited.pages("--"))),
        ("langid", _LANGUAGES.get(cited.language, "")),
        ("url", cited.link),
        ("urldate", cited.accessed.isoformat()),
        ("note", _text(_note(cited))),
        ("annotation", _text(f"{cited.words} {translation_of(cited)}")),
    )
    yield from ((name, f"{{{value}}}") for name, value in others if value)


def _note(cited: Citable) -> str:
    return ", ".join(part for part in (version_of(cited, ENGLISH), in_file_of(cited, ENGLISH)) if part)


def _name(person: Person) -> str:
    """Write a name; what is not parted, or would part itself, is held together by braces."""
    if not person.given:
        return f"{{{_text(person.family)}}}"
    return ", ".join(_held(_text(part)) for part in person)


def _held(part: str) -> str:
    return f"{{{part}}}" if re.search(r",|(?i:\band\b)|\\", part) else part


def _text(text: str) -> str:
    return re.sub(r"[\\{}~^&%$#_]", lambda found: _ESCAPES[found[0]], line(text))
