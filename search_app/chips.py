"""What was searched for beside the words as typed, as links: each leaves something out, or takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index import Found
from index.analysis import fold
from search_app.asked import Asked
from search_app.languages import INTERFACE

CHIPS_SHOWN = 8
"""Renderings seen at once; the others are a fold away."""

MOST_CHIPS = 32
"""Renderings that a link each leaves out; a pasted page has a hundred, and each link would say the page."""

Address = Callable[[Asked], str]
"""Where a search is shown: as passages, or each place in its context."""


@dataclass(frozen=True, slots=True)
class Chip:
    """What stands for a word in another language, and the search that changes its part."""

    text: str
    language: str
    address: str


@dataclass(frozen=True, slots=True)
class Chips:
    """Renderings that were looked for, those that were left out, and the ways to one language or to both.

    `further`: other renderings that were looked for, each with its language, where there are very many.
    `across_address` carries the search over into the other language with all there is, or no longer. `languages`:
    code, the search among passages in it alone, or again in all, and whether it is in it alone now.
    """

    also: tuple[Chip, ...]
    further: tuple[tuple[str, str], ...]
    left_out: tuple[Chip, ...]
    across_address: str
    languages: tuple[tuple[str, str, bool], ...]


def view_chips(asked: Asked, found: Found, address: Address) -> Chips:
    """Put what was carried over, and what can be done about it, into addresses of the page it stands on.

    Where nothing was found, one language alone finds nothing either.
    """
    # What is spelt alike in both languages needs no telling.
    also = {each.text: each.language for each in found.expansions if fold(each.text) != fold(each.said)}
    looked_for = list(also.items())
    return Chips(
        also=tuple(
            Chip(text, language, address(asked.leaving_out(text))) for text, language in looked_for[:MOST_CHIPS]
        ),
        further=tuple(looked_for[MOST_CHIPS:]),
        left_out=tuple(Chip(text, "und", address(asked.taking_back(text))) for text in asked.without),
        across_address=address(asked.carried(is_across=not asked.is_across)),
        languages=tuple(_only(language, asked, address) for language in INTERFACE) if found.total else (),
    )


def _only(language: str, asked: Asked, address: Address) -> tuple[str, str, bool]:
    languages: Sequence[str] = asked.filters.get("language", ())
    is_on = tuple(languages) == (language,)
    other = asked.toggled("language", language) if is_on else asked.only("language", language)
    return language, address(other), is_on
