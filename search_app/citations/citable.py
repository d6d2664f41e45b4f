"""What is cited: words in an edition of a document, where they stand, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from archive import Description, Person, Place
from search_app.rendering import neutral


@dataclass(frozen=True, slots=True)
class Citable:
    """Words of a document, or all of it where there are none.

    `places` are the pages they stand on, in order; the label of one that bears no number is empty. `language` is
    that of the language version, `edition` the number of its edition there; `is_one_of_languages` and
    `is_one_of_editions` tell whether there are others. `link` opens at the words, `original` is the address of
    the PDF, without a page, and empty where it was removed. `key` names what is cited. `translation` are words of
    another language version that say the same, where both are quoted.
    """

    key: str
    description: Description
    language: str
    edition: int
    link: str
    original: str
    accessed: date
    words: str = ""
    places: tuple[Place, ...] = ()
    prefix: str = ""
    suffix: str = ""
    is_one_of_languages: bool = False
    is_one_of_editions: bool = False
    translation: Citable | None = None

    @property
    def creators(self) -> tuple[Person, ...]:
        """Who answers for it: its authors, else the bodies that issued it, whose names are never parted."""
        return self.authors or tuple(Person(name) for name in self.issuers)

    @property
    def authors(self) -> tuple[Person, ...]:
        """The persons who wrote it, each name on one line."""
        return tuple(_named(each) for each in self.description.authors if line(each.inverted).strip(" ,"))

    @property
    def issuers(self) -> tuple[str, ...]:
        """The bodies that issued it, each name on one line."""
        return tuple(line(name) for name in self.description.issuers if line(name))

    @property
    def issued_by(self) -> str:
        """The bodies that issued it, in one text."""
        return " / ".join(self.issuers)

    @property
    def publisher(self) -> str:
        """The bodies that issued it, where they do not stand as its authors already."""
        return self.issued_by if self.authors else ""

    @property
    def is_report(self) -> bool:
        """Whether it is known to be issued by a body, or under a number."""
        return bool(self.issuers or line(self.description.number))

    @property
    def numbered(self) -> tuple[Place, ...]:
        """The pages that have a number printed on them."""
        return tuple(place for place in self.places if line(place.label))

    def pages(self, dash: str) -> str:
        """Give the pages as they are printed: “iv, 12–14”."""
        return _ranges(self.numbered, dash)

    def pdf_pages(self, dash: str) -> str:
        """Give their positions in the file, where any is not what is printed; else nothing."""
        is_other = any(place.label != str(place.page_number) for place in self.places)
        return (
            _ranges((Place(place.page_number, str(place.page_number)) for place in self.places), dash)
            if is_other
            else ""
        )


def line(text: str) -> str:
    """Put text on one line, without what could steer a reader's program."""
    return " ".join(neutral(text).replace("\u2060", "").split())


def _named(person: Person) -> Person:
    family, given = map(line, person)
    return Person(family, given) if family else Person(given)


def _ranges(places: Iterable[Place], dash: str) -> str:
    """Write pages as they are printed, those that follow each other as one range."""
    runs: list[list[Place]] = []
    for place in places:
        if runs and place.page_number == runs[-1][-1].page_number + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    ends = (dict.fromkeys((line(run[0].label), line(run[-1].label))) for run in runs)
    return ", ".join(dash.join(each) for each in ends)
