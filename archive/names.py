"""Names of those who wrote something: parted into surname and given names only where they are written so.

Rule: never guess. “Ministerio del Ambiente” and “María Quispe Huamán” look alike to a program, and a name that is
taken as it is written is never wrong; one that is turned around may be nobody's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "da", "dos", "di", "van", "von", "der", "den", "ter", "y", "e"}
)
_NAME = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*[.'’]?")
_MOST_WORDS = 4
"""Of a surname, or of given names: more are a sentence, or a body with its department."""

_BODY = re.compile(
    r"\b(?:agenc(?:y|ia)|asociaci[oó]n|association|bank|banco|bureau|cent(?:er|re|ro)|comisi[oó]n|comit[eé]|"
    r"commission|committee|company|consejo|consult\w*|corporat\w*|council|department|departamento|direcci[oó]n|"
    r"divisi[oó]n|escuela|equipo|facultad|faculty|foundation|fundaci[oó]n|gobierno|government|group|grupo|inc|"
    r"institut[eo]?|laborator\w*|llc|ltd|minist\w+|municipal\w*|office|oficina|organi[sz]a\w+|parlamento|"
    r"parliament|partido|party|program\w*|project|proyecto|rep[uú]blic\w*|school|secretar\w+|servic\w+|society|"
    r"sociedad|staff|state|team|union|uni[oó]n|unit|universi\w+)\b",
    re.IGNORECASE,
)
"""Words of bodies: “Universidad Nacional, Lima” is written as a person is, and is none."""

_NOBODY = re.compile(
    r"(?:(?:windows|microsoft(?: office)?) (?:user|usuario)|usuario(?: de windows)?|user|admin\w*|owner|"
    r"propietario|unknown|desconocido|anonymous|guest|invitado|author|autor|pc|hp|dell|lenovo|acer|asus|toshiba|compaq|huawei|"
    r"\W*)\d*",
    re.IGNORECASE,
)
"""What a program writes when it was never told whose it is."""


class Person(NamedTuple):
    """Who wrote it: surname and given names, or the whole name as it is written, without given names."""

    family: str
    given: str = ""

    @property
    def in_order(self) -> str:
        """The name as it is said: “María Quispe”."""
        return f"{self.given} {self.family}".strip()

    @property
    def inverted(self) -> str:
        """The name as lists have it: “Quispe, María”; as it is written where its parts are not known."""
        return f"{self.family}, {self.given}" if self.given else self.family


def person(said: str) -> Person:
    """Read the name of someone whom people call a person: a comma stands after the surname."""
    family, _, given = (part.strip() for part in said.partition(","))
    return Person(family, given) if family and given else Person(said.strip(" ,"))


def persons_in_file(said: str) -> tuple[Person, ...]:
    """Read what a file says of its author: several are parted by semicolons, and each may be anything at all."""
    names = (name.strip() for part in said.split(";") for name in _listed(part))
    return tuple(_in_file(name) for name in names if not _NOBODY.fullmatch(name))


def _listed(said: str) -> list[str]:
    """Part a list of whole names: “Elena Ramos Solís, Per Aksel Lund”; not what may be one name turned around."""
    parts = [part.strip() for part in said.split(",")]
    lengths = [len(part.split()) for part in parts]
    are_whole = min(lengths) > 1 and all(map(_is_name, parts)) and not _BODY.search(said) and "." not in said
    return parts if are_whole and (len(parts) > 2 or max(lengths) > 2) else [said]  # noqa: PLR2004 - two short ones


def _in_file(name: str) -> Person:
    parts = [part.strip() for part in name.split(",")]
    looks_so = len(parts) == 2 and not _BODY.search(name) and all(map(_is_name, parts))  # noqa: PLR2004 - one comma
    looks_so = looks_so and (len(parts[1].split()) == 1 or "." in parts[1])  # else it may be two persons
    return Person(*parts) if looks_so and not _is_acronym(parts[1]) else Person(name)


def _is_name(part: str) -> bool:
    """Tell whether words are those of a name: capitals, particles, initials."""
    words = part.split()
    return 0 < len(words) <= _MOST_WORDS and all(
        word in _PARTICLES or (word[:1].isupper() and _NAME.fullmatch(word) is not None) for word in words
    )


def _is_acronym(given: str) -> bool:
    """Tell whether what stands in place of given names is capitals alone, without the dots of initials."""
    return any(len(word) > 1 and word.isupper() and "." not in word for word in given.split())
