"""A W3C Web Annotation of the words in their PDF, in JSON-LD (Web Annotation Data Model and Vocabulary, 2017).

There is no TextPositionSelector: it counts characters of the text of its source, and a PDF has no text that two
programs would count alike. The quote with what stands around it, and the page, are found by all.
"""

from __future__ import annotations

from typing import Any

from search_app.citations.citable import Citable
from search_app.rendering import HIDDEN

Object = dict[str, Any]

_PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"
"""What the model names for fragments of PDFs (table in 4.2.1); RFC 8118 says the same of `page`."""


def annotation(cited: Citable, address: str, citation: str) -> Object:
    """Make an annotation that bookmarks the words; `address` is its own, `citation` what it tells of them."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "Annotation",
        "motivation": "bookmarking",
        "canonical": cited.link,
        "body": {"type": "TextualBody", "value": citation, "format": "text/plain", "purpose": "describing"},
        "target": {
            "type": "SpecificResource",
            "source": _source(cited),
            "selector": _selectors(cited),
        },
    }


def _source(cited: Citable) -> Object:
    """Give the PDF; where it was removed, the page at the link, which goes on telling what the words read."""
    language = {"language": cited.language} if cited.language not in {"mul", "und"} else {}
    if not cited.original:
        return {"id": cited.link, "type": "Text", "format": "text/html", **language}
    return {"id": cited.original, "type": "Text", "format": "application/pdf", **language}


def _selectors(cited: Citable) -> list[Object]:
    """Select the words; in a PDF with what is around them, and the page for programs that only know pages."""
    quote = {"type": "TextQuoteSelector", "exact": _whole(cited.words)}
    if not cited.original:
        return [quote]
    around = {"prefix": _whole(cited.prefix), "suffix": _whole(cited.suffix)}
    pages = [
        {"type": "FragmentSelector", "conformsTo": _PDF_FRAGMENTS, "value": f"page={place.page_number}"}
        for place in cited.places[:1]
    ]
    return [{**quote, **around}, *pages]


def _whole(text: str) -> str:
    """Leave the words as they stand, but for what is no character and cannot be sent."""
    return HIDDEN.sub(lambda found: found[0] if not "\ud800" <= found[0] <= "\udfff" else "\ufffd", text)
