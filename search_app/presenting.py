"""The objects that other programs read, made from what the archive holds; web and command line share them.

Rule: names and shapes are those of the contract. `url` is absolute when the links have a base.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from archive import Document, Page, PageBoxes, Version, Words, boxes
from search_app.counterparts import Translation, main_translation
from search_app.links import Links
from search_app.relation_words import sentence
from search_app.remark_words import remark_sentence

if TYPE_CHECKING:
    from archive import Pair, Removal, Suggestion
    from index import Found, Hit

Object = dict[str, Any]
Pages = Mapping[int, Page]
WordsAt = Mapping[tuple[str, int], Words]
"""Words of pages, by version id and page number."""


def search_object(
    found: Found,
    offset: int,
    titles: Mapping[str, str],
    words: WordsAt,
    translations: Mapping[str, Sequence[Translation]],
    links: Links,
    *,
    did_you_mean: str | None,
) -> Object:
    """Give what a search found.

    `titles` are those of documents, by id; `words` those of the pages of hits that have spans;
    `translations` what says the same as each hit, by passage id. `did_you_mean`: the search in the spelling that
    was likely meant.
    """
    from index import FILTERS  # noqa: PLC0415 - what is listed and not searched for does without it

    return {
        "query": found.parsed.text,
        "total": found.total,
        "whole": found.whole,
        "offset": offset,
        "took_ms": round(found.took_ms, 3),
        "remarks": [
            {
                "about": each.about.value,
                "typed": each.typed or None,
                "read": each.read or None,
                "sentence": remark_sentence(each),
            }
            for each in found.remarks
        ],
        "did_you_mean": did_you_mean,
        "expansions": [
            {"from": each.said, "to": each.text, "language": each.language} for each in found.expansions
        ],
        "facets": {
            name: [
                {"value": each.value, "title": titles.get(each.value, each.value), "count": each.count}
                if name == "document"
                else {"value": each.value, "count": each.count}
                for each in counts
            ]
            for name, counts in ((name, found.facets.get(name, ())) for name in FILTERS)
        },
        "hits": [hit_object(hit, words, translations.get(hit.passage.id, ()), links) for hit in found.hits],
    }


def hit_object(hit: Hit, words: WordsAt, translations: Sequence[Translation], links: Links) -> Object:
    """Give one hit, with its words marked in the text and on the pages."""
    passage = hit.passage
    places = ((number, words.get((hit.version.id, number))) for number in passage.page_numbers)
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
        "match": hit.match.value,
        "lacking": list(hit.lacking),
        "boxes": box_objects(boxes(passage, hit.spans, {number: each for number, each in places if each})),
        "counterpart": counterpart_object(main_translation(translations), links),
    }


def counterpart_object(translation: Translation | None, links: Links) -> Object | None:
    """Give what says the same in another language as one object; nothing where nothing does."""
    if translation is None or not translation.passages:
        return None
    return {
        "passage": translation.passages[0].id,
        "passages": [each.id for each in translation.passages],
        "url": translation.address(links),
        "language": translation.language,
        "text": translation.text,
        "confidence": round(translation.confidence, 4),
        "untranslated": translation.is_untranslated,
    }


def counterpart_refs(translations: Iterable[Translation], links: Links) -> list[Object]:
    """Name each passage that says the same in another language, in order."""
    return [
        {
            "passage": each.id,
            "url": links.passage(each.id),
            "language": told.language,
            "confidence": round(told.confidence, 4),
            "untranslated": told.is_untranslated,
        }
        for told in translations
        for each in told.passages
    ]


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
        "page": version.metadata.get("page"),
    }


def suggestion_line(
    suggestion: Suggestion, one: tuple[Document, Version], other: tuple[Document, Version], pair: Pair
) -> Object:
    """Give what two versions may be to each other; `goes` is the one that a yes would move or take out.

    `order` says which edition that would be, the older or the newer; null where it must be said.
    """
    return {
        "suggestion": suggestion.number,
        "kind": suggestion.kind.value,
        "score": suggestion.score,
        "version": version_line(*one),
        "other": version_line(*other),
        "goes": pair.goes.id,
        "order": pair.order.value if pair.order and pair.is_in_one_language else None,
        "evidence": dict(suggestion.evidence),
        "sentence": sentence(suggestion, one[1], other[1]),
        "found_at": suggestion.found_at,
    }


def removal_line(removal: Removal) -> Object:
    """Give a version that was taken out, as in a list."""
    version = removal.version
    return {
        "version": version.id,
        "document": document_ref(removal.document),
        "language": version.language,
        "edition": version.edition,
        "passages": version.passage_count,
        "removed_at": removal.removed_at,
        "purged": removal.is_purged,
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


def box_objects(found: Iterable[PageBoxes]) -> list[Object]:
    """Give rectangles page by page, in points from the top left."""
    return [{"page": number, "rects": [list(rect) for rect in rects]} for number, rects in found]


def page_refs(numbers: Sequence[int], labels: Mapping[int, str]) -> list[Object]:
    """Give pages by number with their printed labels."""
    return [{"number": number, "label": labels.get(number, str(number))} for number in numbers]
