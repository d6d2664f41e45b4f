"""What may be asked, described: the parameters of each address, with the limits that the code holds to.

Rule: an empty value says nothing, as if the parameter were not there; parameters that are not known are let be.
"""

from __future__ import annotations

from typing import Any

from archive import ChangeKind, Kind
from index import Sort
from search_app.asked import HITS_PER_PAGE
from search_app.citation_pages import STYLES
from search_app.citations.wording import WORDINGS
from search_app.concordance import LINES_PER_PAGE, Order
from search_app.disagreements import KINDS
from search_app.languages import INTERFACE
from search_app.limits import (
    CHANGES_PER_PAGE,
    LEXICON_LANGUAGES,
    MAX_AROUND_LENGTH,
    MAX_EDITION,
    MAX_LIMIT,
    MAX_LIMIT_SAID,
    MAX_OFFSET,
    MAX_PAGE,
    MAX_QUERY_LENGTH,
    MAX_QUOTE_LENGTH,
    MAX_RENDERING_LENGTH,
    MAX_TRANSLATIONS,
    MAX_TYPED_LENGTH,
    MAX_VALUES,
)
from search_app.openapi.shapes import Schema, choice, listing, text, whole
from search_app.page_images import DENSITIES
from search_app.parameters import DOCUMENT_PATTERN, ISSUER_PATTERN, LANGUAGE_PATTERN, YEAR_PATTERN
from search_app.quoting import MOST_PIECES

Parameter = dict[str, Any]

NAME = "^[^/\\x00-\\x1f]+$"
"""Whatever may stand between two slashes."""

SEARCH_SYNTAX = (
    "Words; “a phrase”; “near words”~5; begin*; w?ldcard; fuzzy~; AND, OR, NOT or -word; (groups); "
    "title:word, section:word, document:id, lang:es, kind:table, page:10-20, date:2013..2016. "
    f"Of more than {MAX_QUERY_LENGTH} characters the beginning is searched."
)


def named_in_path(name: str) -> Parameter:
    """Describe a part of a path by its name in the route."""
    about, schema, example = _IN_PATHS[name]
    described = {"in": "path", "name": name, "required": True, "description": about}
    return {**described, "schema": schema, "example": example}


def search_parameters() -> list[Parameter]:
    """Describe what a search is asked by."""
    return [
        *narrowing_parameters(),
        _query("sort", "Best first, newest first, or in reading order.", choice(Sort), default=Sort.RELEVANCE),
        *_stretch(HITS_PER_PAGE),
    ]


def concordance_parameters() -> list[Parameter]:
    """Describe what a stretch of a concordance is asked by."""
    return [*lines_parameters(), *_stretch(LINES_PER_PAGE)]


def lines_parameters() -> list[Parameter]:
    """Describe what a concordance is asked by; all of it as a table."""
    about = "By document and page, by the words that follow, by those that precede."
    return [*narrowing_parameters(), _query("sort", about, choice(Order), default=Order.PLACE)]


def narrowing_parameters() -> list[Parameter]:
    """Describe what says what is searched for."""
    leaving = "What stands for words of the search in the other language and is not wanted."
    issued = "Only documents that these bodies issued; accents and capitals make no difference."
    renderings = listing(text(maxLength=MAX_RENDERING_LENGTH), maxItems=MAX_VALUES)
    return [
        _query("q", SEARCH_SYNTAX, text(), example="regional innovation"),
        _filter("language", "Only passages in these languages.", text(pattern=f"^{LANGUAGE_PATTERN}$"), "es"),
        _filter("document", "Only these documents.", text(pattern=f"^{DOCUMENT_PATTERN}$"), "study"),
        _filter("kind", "Only passages of these kinds.", choice(Kind), "paragraph"),
        _filter("year", "Only documents of these years.", text(pattern=f"^{YEAR_PATTERN}$"), "2015"),
        _filter("issuer", issued, text(pattern=f"^{ISSUER_PATTERN}$"), "European Commission"),
        _query("across", "0: not in the other language too.", choice("01"), default="1"),
        {**_repeated("without", leaving, text(), ["innovación"]), "schema": renderings},
    ]


def typed_parameters() -> list[Parameter]:
    """Describe what is asked for what may follow."""
    about = f"What was typed so far; {MAX_TYPED_LENGTH} characters of it are looked at."
    return [_query("q", about, text(), "regional inno")]


def word_parameters() -> list[Parameter]:
    """Describe what the lexicon is asked by."""
    word = text(minLength=1, maxLength=MAX_QUERY_LENGTH)
    most = whole(least=0, most=MAX_LIMIT_SAID)
    about = f"Translations in each direction; more than {MAX_TRANSLATIONS} is lowered to that."
    return [
        _query("word", "A word or a term; accents may be left out.", word, "climate change", required=True),
        _query("language", "Of the word; both where it is not said.", choice(LEXICON_LANGUAGES), "en"),
        _query("limit", about, most, default=MAX_TRANSLATIONS),
    ]


def change_parameters() -> list[Parameter]:
    """Describe what a comparison of two editions is asked by."""
    edition = whole(least=0, most=MAX_EDITION)
    usual = "0 or nothing: the two newest."
    return [
        _query("language", "Of the versions; where it is not said, one that has two editions.", text(), "en"),
        _query("from", f"The number of the older edition; {usual}", edition, 1),
        _query("to", f"The number of the newer edition; {usual}", edition, 2),
        _repeated("kind", "Only changes of these kinds; all but those kept.", choice(ChangeKind), ["changed"]),
        *_stretch(CHANGES_PER_PAGE),
    ]


def alignment_parameters() -> list[Parameter]:
    """Describe by what one of several pairs of versions is named."""
    name = text(pattern="^[0-9a-z]{1,40}$")
    return [
        _query("from", "The id of the version in English; nothing: of the newest pair.", name, "ce5ey57xpe"),
        _query("to", "The id of the version in Spanish; nothing: of the newest pair.", name, "dzddzjmabp"),
    ]


def disagreement_parameters() -> list[Parameter]:
    """Describe which disagreements of two language versions are asked for; all of them as a table."""
    of_kinds = _repeated("kind", "Only disagreements of these kinds.", choice(KINDS), ["percentage"])
    return [*alignment_parameters(), of_kinds]


def stretch_parameters() -> list[Parameter]:
    """Describe which of many are asked for."""
    return _stretch(CHANGES_PER_PAGE)


def quote_parameters() -> list[Parameter]:
    """Describe what a quote is found by."""
    around = f"Characters {{}} it, which tell it from others like it; {MAX_AROUND_LENGTH} are looked at."
    quote = text(minLength=1, maxLength=MAX_QUOTE_LENGTH)
    page = whole(least=1, most=MAX_PAGE)
    return [
        _query("quote", "Words as they stand in the document.", quote, "cross-border cooperation", required=True),
        _query("prefix", around.format("before"), text(), "It begins with "),
        _query("suffix", around.format("after"), text(), " between two people"),
        _query("page", "The page they stood on, by its number from 1.", page, 12),
    ]


def passage_parameters() -> list[Parameter]:
    """Describe what narrows a passage, and what goes along with it."""
    stretch = "A stretch of the passage's text: start-end, counted in characters. What is none narrows nothing."
    further = f"A further passage, ID or ID.START-END; of more than {MOST_PIECES} in all, the first are taken."
    return [
        _query("quote", stretch, text(), "0-24"),
        _repeated("with", further, text(), ["qjx2lgrhy3v4e"]),
    ]


def citation_parameters() -> list[Parameter]:
    """Describe what narrows a citation: what is none of the passage, or not of its edition, is refused."""
    stretch = "A stretch of the passage's text: start-end, counted in characters."
    further = "Further passages of the same edition, each ID or ID.START-END."
    names = listing(text(pattern=f"^[0-9a-z]{{1,40}}(\\.{_STRETCH})?$"), maxItems=MOST_PIECES - 1)
    return [
        _query("quote", stretch, text(pattern=f"^{_STRETCH}$"), "0-24"),
        {**_repeated("with", further, text(), ["qjx2lgrhy3v4e"]), "schema": names},
        _query("also", "A language: what says the same in it is quoted along.", choice(WORDINGS), "es"),
    ]


def wording_parameters() -> list[Parameter]:
    """Describe what else a citation is asked by: the language of its words."""
    about = "Of the words around; else that of the interface."
    return [*citation_parameters(), _query("language", about, choice(WORDINGS), "en"), interface_parameter()]


def text_parameters() -> list[Parameter]:
    """Describe what a citation as text is asked by."""
    quoted = _query("quoted", "1: with the words before it.", choice("01"), default="0")
    return [*wording_parameters(), _query("style", "", choice(STYLES), default=next(iter(STYLES))), quoted]


def copy_parameters() -> list[Parameter]:
    """Describe what a marked copy of pages is asked by."""
    return [*passage_parameters(), _query("q", "Words to be marked as well.", text(), "innovation")]


def image_parameters() -> list[Parameter]:
    """Describe what an image of a page with its mark is asked by."""
    density = _query("density", "Device pixels to a CSS pixel.", choice(DENSITIES), default=DENSITIES[0])
    crop = _query("crop", "1: the marked lines alone.", choice("01"), default="0")
    return [*copy_parameters(), density, crop]


def interface_parameter() -> Parameter:
    """Describe the language of the interface, in which sentences are told."""
    return _query("ui", "Language of the interface; else the cookie's, the browser's, English.", text(), "es") | {
        "examples": {code: {"value": code} for code in INTERFACE}
    }


def _stretch(usual: int) -> list[Parameter]:
    limit = whole(least=0, most=MAX_LIMIT_SAID)
    return [
        _query("limit", f"How many at the most; more than {MAX_LIMIT} is lowered to that.", limit, default=usual),
        _query("offset", "How many to pass over.", whole(least=0, most=MAX_OFFSET), default=0),
    ]


def _query(
    name: str,
    about: str,
    schema: Schema,
    example: object = None,
    *,
    default: object = None,
    required: bool = False,
) -> Parameter:
    described = {"in": "query", "name": name, "description": about, "required": required}
    known = schema if default is None else {**schema, "default": default}
    return {**described, "schema": known, **({} if example is None else {"example": example})}


def _filter(name: str, about: str, schema: Schema, example: str) -> Parameter:
    """Describe a filter, which may allow several values."""
    values = listing(schema, maxItems=MAX_VALUES)
    return {**_repeated(name, about, schema, [example]), "schema": values}


def _repeated(name: str, about: str, schema: Schema, example: list[str]) -> Parameter:
    """Describe a parameter that may be said several times, for several values."""
    return {**_query(name, about, listing(schema), example), "style": "form", "explode": True}


_STRETCH = "[0-9]{1,7}-[0-9]{1,7}"

_IN_PATHS: dict[str, tuple[str, Schema, object]] = {
    "document": ("The document's name in addresses.", text(pattern=NAME), "study"),
    "version": ("The version's name.", text(pattern=NAME), "v7c4mxq2k5ta"),
    "passage": ("The passage's name, 13 letters and digits.", text(pattern="^[0-9a-z]{13}$"), "qjx2lgrhy3v4e"),
    "batch": ("The name that the files were given when they were received.", text(), "Zm9ydHktdHdvIGZvcnR5LQ"),
    "number": ("The page's number, from 1.", whole(least=1, most=MAX_PAGE), 1),
}
