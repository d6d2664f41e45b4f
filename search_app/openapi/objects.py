"""The objects of the contract, described: what a search, a passage, a version, a page are made of."""

from __future__ import annotations

from archive import Kind, LabelSource, PageState, State, VersionStatus
from index import FILTERS, About
from search_app.openapi.shapes import (
    Schema,
    choice,
    flag,
    link,
    listing,
    number,
    or_null,
    record,
    ref,
    text,
    whole,
)

LANGUAGE = text("ISO 639; `mul` where there are several, `und` where none is known.", pattern="^[a-z]{2,3}$")
KIND = choice(Kind)
PASSAGE = text("The passage's name, the same as long as its words stand.", pattern="^[0-9a-z]{1,40}$")
VERSION = text("The version's name: one PDF, one edition in one language.")
EDITION = whole("From 1, in the order in which they came.", least=1)
TOTAL = whole(least=0)
SPAN = listing(whole(least=0), "Where a stretch begins and where the next character is.", minItems=2, maxItems=2)
BOX = listing(number(), "Left, top, right, bottom, in points from the top left corner.", minItems=4, maxItems=4)
SECTION = listing(text(), "The headings it stands under, the outermost first.")
PAGES = listing(ref("PageRef"), "The pages it stands on, in order.")
BOXES = listing(ref("BoxesOnPage"), "Rectangles of the words, one a line.")
HEADER = listing(text(), "The header row that a row of a table stands under; empty for all else.")
DOCUMENT = ref("DocumentRef")


def shared_objects() -> dict[str, Schema]:
    """Describe the small objects that others are made of."""
    return {
        "DocumentRef": record("A document named.", {"id": text(), "title": text()}),
        "PageRef": record(
            "A page named: its position, and what is printed on it.",
            {"number": whole(least=1), "label": text()},
        ),
        "BoxesOnPage": record("Rectangles on one page.", {"page": whole(least=1), "rects": listing(BOX)}),
    }


def search_objects() -> dict[str, Schema]:
    """Describe what a search gives."""
    return {
        "Search": record(
            "A stretch of what a search found.",
            {
                "query": text(),
                "total": TOTAL,
                "whole": whole("How many of all have all the words, and come first.", least=0),
                "offset": whole(least=0),
                "took_ms": number(least=0),
                "remarks": listing(ref("Remark"), "How the query was read, where not as it was typed."),
                "did_you_mean": or_null(text()),
                "expansions": listing(
                    record("A word that was looked for too.", {"from": text(), "to": text(), "language": text()})
                ),
                "facets": _facets(),
                "hits": listing(ref("Hit")),
            },
        ),
        "Remark": record(
            "One thing to be known of how a query was read.",
            {"about": choice(About), "typed": or_null(text()), "read": or_null(text()), "sentence": text()},
        ),
        "FacetValue": record("A value, and how many hits have it.", {"value": text(), "count": whole(least=1)}),
        "DocumentValue": record(
            "A document, and how many hits it has.", {"value": text(), "title": text(), "count": whole(least=1)}
        ),
        "Hit": _hit(),
    }


def passage_objects() -> dict[str, Schema]:
    """Describe a passage, what became of it, and where a quote stands."""
    candidate = record(
        "Where the words may stand.",
        {"passage": or_null(PASSAGE), "score": SCORE, "url": link(), "pages": PAGES, "text": text()},
    )
    place = {
        "passage": or_null(PASSAGE),
        "url": or_null(link()),
        "pages": PAGES,
        "text": or_null(text()),
        "boxes": BOXES,
        "score": SCORE,
    }
    return {
        "Passage": _passage(),
        "Candidate": candidate,
        "Place": record("Where a quote stands.", place),
        "Located": record(
            "Where a quote stands in a version, as far as that can be told.",
            {"state": choice(State), **place, "candidates": listing(ref("Place"))},
        ),
    }


def holding_objects() -> dict[str, Schema]:
    """Describe documents, versions and pages."""
    return {
        "Documents": record("All documents.", {"documents": listing(ref("Document"))}),
        "Document": record(
            "A document and its versions, the newest edition first.",
            {
                "id": text(),
                "title": text(),
                "date": or_null(text("ISO 8601, as exact as known.")),
                "url": link(),
                "versions": listing(ref("Version")),
            },
        ),
        "Version": _version(),
        "Page": _page(),
    }


def _facets() -> Schema:
    values = {name: ref("DocumentValue" if name == "document" else "FacetValue") for name in FILTERS}
    return record("All hits counted by what they have.", {name: listing(value) for name, value in values.items()})


def _hit() -> Schema:
    return record(
        "A passage that was found.",
        {
            "passage": PASSAGE,
            "url": link("The permalink."),
            "document": DOCUMENT,
            "version": VERSION,
            "language": LANGUAGE,
            "kind": KIND,
            "section": SECTION,
            "pages": PAGES,
            "text": text(),
            "header": HEADER,
            "spans": listing(SPAN, "What was found, in characters of the text."),
            "score": number(least=0),
            "match": choice(("direct", "translation", "meaning")),
            "lacking": listing(text(), "The words it has neither in its text nor above it."),
            "boxes": BOXES,
            "counterpart": or_null(_counterpart()),
        },
    )


def _counterpart() -> Schema:
    return record(
        "What says the same in another language.",
        {
            "passage": PASSAGE,
            "passages": listing(PASSAGE, "All that say it, in order.", minItems=1),
            "url": link("The permalink that marks all of them."),
            "language": LANGUAGE,
            "text": text("Of all of them, a line for each."),
            "confidence": SCORE,
            "untranslated": UNTRANSLATED,
        },
    )


def _passage() -> Schema:
    was = record(
        "What the words were when their name was given.",
        {"version": VERSION, "edition": EDITION, "pages": PAGES, "text": text()},
    )
    anchor = record(
        "The stretch that is meant, and what stands around it.",
        {
            "exact": text(),
            "prefix": text(),
            "suffix": text(),
            "start": whole(least=0),
            "end": whole(least=0),
        },
    )
    counterpart = record(
        "A passage of another language that says the same.",
        {
            "passage": PASSAGE,
            "url": link(),
            "language": LANGUAGE,
            "confidence": SCORE,
            "untranslated": UNTRANSLATED,
        },
    )
    return record(
        "A passage: its words as they stand now, or stood, and what became of them.",
        {
            "passage": or_null(PASSAGE),
            "url": link(),
            "state": choice(State),
            "document": DOCUMENT,
            "version": VERSION,
            "edition": EDITION,
            "language": LANGUAGE,
            "kind": KIND,
            "section": SECTION,
            "pages": PAGES,
            "text": text(),
            "header": HEADER,
            "boxes": BOXES,
            "anchor": anchor,
            "was": or_null(was),
            "candidates": listing(ref("Candidate")),
            "counterparts": listing(counterpart),
            "with": listing(ref("Passage"), "The further passages of the address."),
        },
        perhaps=["with"],
    )


def _version() -> Schema:
    return record(
        "A version and all that is known of it.",
        {
            "document": record(
                "Its document named.", {"id": text(), "title": text(), "date": or_null(text("ISO 8601."))}
            ),
            "version": VERSION,
            "language": LANGUAGE,
            "edition": EDITION,
            "pages": TOTAL,
            "passages": TOTAL,
            "original_sha256": text(pattern="^[0-9a-f]{64}$"),
            "status": choice(VersionStatus),
            "page": or_null(link("The web page that lists it, where it was found on one.")),
            "url": link("The document's page."),
            "original": link("The bytes as received."),
            "added_at": text(format="date-time"),
            "outline": listing(
                record("A line of the outline.", {"title": text(), "page": whole(), "level": whole(least=1)})
            ),
            "metadata": {"type": "object", "additionalProperties": text(), "description": "What the file says."},
            "warnings": listing(
                record("What to know of it.", {"code": text(), "page": or_null(whole()), "message": text()})
            ),
        },
    )


def _page() -> Schema:
    word = record(
        "A word: its characters in the page's text, and its box.",
        {"start": whole(least=0), "end": whole(least=0), "box": BOX},
    )
    return record(
        "A page: its text in reading order, and its words.",
        {
            "version": VERSION,
            "url": link("The reader at this page."),
            "number": whole(least=1),
            "label": text("What is printed on it, else its number."),
            "label_source": choice(LabelSource),
            "width_points": number(),
            "height_points": number(),
            "state": choice(PageState),
            "text": text(),
            "furniture": listing(text(), "What was set aside from the text: running heads, folios."),
            "words": listing(word),
        },
    )


SCORE = number("How sure it is, up to 1.", least=0, most=1)
UNTRANSLATED = flag("Whether it is in the language of what it says the same as.")
