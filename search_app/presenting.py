"""The objects that other programs read, made from what the archive holds; web and command line share them.

Rule: names and shapes are those of the contract. `url` is absolute when the links have a base.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive import Document, Page, PageBoxes, Passage, Version, boxes
from index import Found, Hit
from search_app.links import Links, quote_said

Object = dict[str, Any]
Pages = Mapping[int, Page]

CONTEXT_LENGTH = 64
"""Characters before and after a quote: enough to tell it from its repeats (W3C Web Annotation, 4.2.4)."""


def search_object(
    found: Found,
    offset: int,
    documents: Iterable[Document],
    pages: Mapping[tuple[str, int], Page],
    links: Links,
) -> Object:
    """Give what a search found. `pages` are those of the hits, by version id and page number."""
    titles = {document.id: document.title for document in documents}
    return {
        "query": found.parsed.text,
        "total": found.total,
        "offset": offset,
        "took_ms": round(found.took_ms, 3),
        "did_you_mean": None,
        "expansions": [],
        "facets": {
            name: [
                {"value": each.value, "title": titles.get(each.value, each.value), "count": each.count}
                if name == "document"
                else {"value": each.value, "count": each.count}
                for each in counts
            ]
            for name, counts in found.facets.items()
        },
        "hits": [hit_object(hit, pages, links) for hit in found.hits],
    }


def hit_object(hit: Hit, pages: Mapping[tuple[str, int], Page], links: Links) -> Object:
    """Give one hit, with its words marked in the text and on the pages."""
    passage = hit.passage
    own_pages = {number: page for (version_id, number), page in pages.items() if version_id == hit.version.id}
    return {
        "passage": passage.id,
        "url": links.passage(passage.id),
        "document": document_ref(hit.document),
        "version": hit.version.id,
        "language": passage.language,
        "kind": passage.kind.value,
        "section": list(passage.section),
        "pages": page_refs(passage.page_numbers, hit.labels),
        "text": passage.text,
        "header": list(passage.header),
        "spans": [list(span) for span in hit.spans],
        "score": round(hit.score, 4),
        "match": "direct",
        "boxes": box_objects(boxes(passage, hit.spans, own_pages)),
        "counterpart": None,
    }


def document_ref(document: Document) -> Object:
    """Name a document inside another object."""
    return {"id": document.id, "title": document.title}


def version_line(document: Document, version: Version) -> Object:
    """Give one version, as in a list."""
    return {
        "document": {**document_ref(document), "date": document.date},
        "version": version.id,
        "language": version.language,
        "edition": version.edition,
        "pages": version.page_count,
        "passages": version.passage_count,
        "original_sha256": version.original_sha256,
        "status": version.status.value,
    }


def version_object(document: Document, version: Version, links: Links) -> Object:
    """Give one version with all that is known of it."""
    return {
        **version_line(document, version),
        "url": links.document(document.id),
        "original": links.original(version.id),
        "added_at": version.added_at,
        "outline": [{"title": title, "page": page, "level": level} for title, page, level in version.outline],
        "metadata": dict(version.metadata),
        "warnings": [{"code": code, "page": page, "message": message} for code, page, message in version.warnings],
    }


def document_object(document: Document, versions: Iterable[Version], links: Links) -> Object:
    """Give one document with its versions."""
    return {
        **document_ref(document),
        "date": document.date,
        "url": links.document(document.id),
        "versions": [version_object(document, version, links) for version in versions],
    }


def page_object(version: Version, page: Page, links: Links) -> Object:
    """Give one page: its text, and its words by offsets in that text with their boxes."""
    return {
        "version": version.id,
        "url": links.page(version.document_id, version.language, page.number, edition=version.edition),
        "number": page.number,
        "label": page.label,
        "label_source": page.label_source.value,
        "width_points": page.width_points,
        "height_points": page.height_points,
        "state": page.state.value,
        "text": page.text,
        "furniture": [each.text for each in page.furniture],
        "words": [{"start": start, "end": end, "box": list(box)} for start, end, box in page.words],
    }


def passage_object(
    passage: Passage,
    version: Version,
    document: Document,
    pages: Pages,
    links: Links,
    quote: tuple[int, int] | None = None,
    *,
    is_current: bool = True,
) -> Object:
    """Give one passage, or the quote in it, with where it stands. `pages` are those it stands on, by number.

    Offsets in `anchor` count from the start of the passage's text. A passage that is not in the current edition
    is gone, and `was` tells where it stood.
    """
    start, end = quote or (0, len(passage.text))
    return {
        "passage": passage.id,
        "url": links.passage(passage.id, quote=quote_said(quote)),
        "state": "exact" if is_current else "gone",
        "document": document_ref(document),
        "version": version.id,
        "edition": version.edition,
        "language": passage.language,
        "kind": passage.kind.value,
        "section": list(passage.section),
        "pages": _own_pages(passage, pages),
        "text": passage.text,
        "header": list(passage.header),
        "boxes": box_objects(boxes(passage, [(start, end)], pages)),
        "anchor": anchor(passage, pages, start, end),
        "was": None if is_current else _was(passage, version, pages),
        "candidates": [],
        "counterparts": [],
    }


def anchor(passage: Passage, pages: Pages, start: int, end: int) -> Object:
    """Say which words these are, and between which others (TextQuoteSelector, TextPositionSelector)."""
    first, last = passage.parts[0], passage.parts[-1]
    before = pages[first.page_number].text[: first.page_start] + passage.text[:start]
    after = passage.text[end:] + pages[last.page_number].text[last.page_end :]
    return {
        "exact": passage.text[start:end],
        "prefix": before[-CONTEXT_LENGTH:],
        "suffix": after[:CONTEXT_LENGTH],
        "start": start,
        "end": end,
    }


def box_objects(found: Iterable[PageBoxes]) -> list[Object]:
    """Give rectangles page by page, in points from the top left."""
    return [{"page": number, "rects": [list(rect) for rect in rects]} for number, rects in found]


def page_refs(numbers: Sequence[int], labels: Mapping[int, str]) -> list[Object]:
    """Give pages by number with their printed labels."""
    return [{"number": number, "label": labels.get(number, str(number))} for number in numbers]


def _was(passage: Passage, version: Version, pages: Pages) -> Object:
    return {
        "version": version.id,
        "edition": version.edition,
        "pages": _own_pages(passage, pages),
        "text": passage.text,
    }


def _own_pages(passage: Passage, pages: Pages) -> list[Object]:
    return page_refs(passage.page_numbers, {number: page.label for number, page in pages.items()})
