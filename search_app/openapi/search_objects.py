"""What stands around a search, described: its places in context, and how what is typed may go on."""

from __future__ import annotations

from search_app.concordance import Order
from search_app.openapi.objects import DOCUMENT, KIND, LANGUAGE, PASSAGE, SECTION, SPAN, TOTAL, VERSION
from search_app.openapi.shapes import Schema, choice, flag, link, listing, record, ref, text


def further_search_objects() -> dict[str, Schema]:
    """Describe places in their context, and what may be typed."""
    expansion = record("A word that was looked for too.", {"from": text(), "to": text(), "language": text()})
    return {
        "Concordance": record(
            "Places of a search in their context; those gathered are the first by place.",
            {
                "query": text(),
                "sort": choice(Order),
                "total": TOTAL,
                "is_whole": flag("Whether there are no more places than were gathered."),
                "passages": TOTAL,
                "passages_found": TOTAL,
                "expansions": listing(expansion),
                "offset": TOTAL,
                "lines": listing(ref("ConcordanceLine")),
            },
        ),
        "ConcordanceLine": record(
            "A place; before, word and after are one stretch of the passage on one line.",
            {
                "before": text(),
                "word": text(),
                "after": text(),
                "passage": PASSAGE,
                "url": link("The permalink of the very words."),
                "document": DOCUMENT,
                "version": VERSION,
                "language": LANGUAGE,
                "kind": KIND,
                "section": SECTION,
                "page": ref("PageRef"),
                "span": SPAN,
            },
        ),
        "Alike": record(
            "Passages like one, those in its own language first; `lacking` says which of the words each has not.",
            {
                "passage": PASSAGE,
                "url": link("The permalink."),
                "language": LANGUAGE,
                "words": listing(text(), "The rarest words of the passage that others have too."),
                "hits": listing(ref("Hit")),
            },
        ),
        "Suggestions": {
            "type": "array",
            "description": "What was typed, and how it may go on (OpenSearch Suggestions 1.1).",
            "items": {"anyOf": [text(), listing(text())]},
            "minItems": 2,
        },
    }
