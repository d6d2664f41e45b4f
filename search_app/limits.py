"""How much a reader or a program may ask for at once, by page, API and command line alike."""

from __future__ import annotations

MAX_QUERY_LENGTH = 3000
"""Characters. A pasted paragraph fits; with more, an address grows too long for servers on the way."""

MAX_TYPED_LENGTH = 100
"""Characters of what is typed that are looked at: nothing that is offered is longer."""

MAX_LIMIT = 100
"""Passages a program may ask for at once."""

MAX_LIMIT_SAID = 999_999
"""A higher limit than the highest is lowered and not refused: programs ask for “all” by saying a great number."""

MAX_VALUES = 50
"""Values of one filter. Each has a link that says all the others: with 5,000 a page took 52 seconds to make."""

MAX_RENDERING_LENGTH = 200
"""Characters of a word or a term in the other language."""

MAX_OFFSET = 100_000

MAX_PAGE = 999_999
"""The highest page number that is understood in a parameter."""

MAX_EDITION = 99_999

MAX_QUOTE_LENGTH = 3000
"""Characters, as for a query: a long paragraph."""

MAX_AROUND_LENGTH = 300
"""Characters before and after a quote: four times what our own links keep. With 1,000, a word that stands two
thousand times in a document takes 0.4 s to weigh."""

LEXICON_LANGUAGES = ("en", "es")
MAX_TRANSLATIONS = 6
"""Of a word that the lexicon keeps."""

CHANGES_PER_PAGE = 50

CARDS_PER_PAGE = 50
"""Of the list of all: 491 took 174 KB."""


def as_searched(q: str) -> str:
    """Give what is searched of what was typed, and one character more, so that it is seen to be cut."""
    return q.strip()[: MAX_QUERY_LENGTH + 1]
