"""What tests cite."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from archive import Description, Person, Place
from search_app.citations import Citable

LINK = "https://archive.example/p/k3j4m2n5p6q7r"

WORK = Description(
    title="Study of regional innovation systems",
    authors=(Person("Quispe Huamán", "María José"), Person("Pérez", "Jean-Paul")),
    issuers=("European Commission",),
    date="2013-05-20",
    place="Lima",
    series="Working papers",
    number="12",
)

CITED = Citable(
    key="pasaje-k3j4m2n5p6q7r",
    description=WORK,
    language="en",
    edition=2,
    link=LINK,
    original="https://archive.example/versions/abcdefghij/original.pdf",
    accessed=date(2026, 11, 26),
    words="regional innovation systems",
    places=(Place(16, "12"), Place(17, "13")),
    prefix="the ",
    suffix=" of both shores",
    is_one_of_languages=True,
    is_one_of_editions=True,
)

PLAIN = replace(CITED, description=Description(title="A letter"), places=(Place(3, "3"),))
"""Of which nothing is known but its title."""


def of(**known: Any) -> Citable:
    """Cite a work of which something else is known."""
    return replace(CITED, description=replace(WORK, **known))


_MEANING_SIGNS = "{}\\\"'@#%&~^_$,;-=\r\n\t\u202e\u2028\x00 a"
HOSTILE = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(_MEANING_SIGNS)))
"""Any text at all, with more than its share of what means something to some program."""

HOSTILE_CITABLES = st.builds(
    Citable,
    key=st.just("pasaje-k3j4m2n5p6q7r"),
    description=st.builds(
        Description,
        title=HOSTILE,
        authors=st.lists(st.builds(Person, HOSTILE, HOSTILE), max_size=3).map(tuple),
        issuers=st.lists(HOSTILE, max_size=2).map(tuple),
        date=st.sampled_from(["", "2013", "2013-05", "2013-05-20", "2013-02-31", "May 2013"]),
        place=HOSTILE,
        series=HOSTILE,
        number=HOSTILE,
    ),
    language=st.sampled_from(["en", "es", "mul", "und"]),
    edition=st.integers(1, 20),
    link=st.just(LINK),
    original=st.just("https://archive.example/versions/abcdefghij/original.pdf"),
    accessed=st.dates(date(2020, 1, 1)),
    words=HOSTILE,
    places=st.lists(st.builds(Place, st.integers(1, 50), HOSTILE), max_size=4).map(tuple),
    prefix=HOSTILE,
    suffix=HOSTILE,
    is_one_of_languages=st.booleans(),
    is_one_of_editions=st.booleans(),
)
