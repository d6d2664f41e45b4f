"""The search page's results as a reader sees them: hits with excerpts, filters as links, pages of hits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from index import FacetCount, Found, Hit, Sort
from search_app.counterparts import Translation, main_translation
from search_app.links import Links
from search_app.parameters import Asked
from search_app.rendering import Cut, Span, cell_excerpt, cells, excerpt, marked

FACETS_SHOWN = 8
"""Values of a filter seen at once; the others are a fold away."""

_PAGES_SHOWN = 2
"""Pages of hits linked on either side of the current one."""


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value of a filter, and the search that allows it or no longer does."""

    value: str
    title: str | None
    count: int
    address: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class HitView:
    """A hit as it is listed.

    `rows` are those of a table that stands under a header, and nothing for others; `text` is shown without them.
    `in_document` counts the hits of its document, `in_document_address` lists them; `is_first` says that the hit
    above stands in another document. `translation` is what says the same in the other language, if that is known,
    and `translation_address` its permalink.
    """

    hit: Hit
    places: tuple[tuple[int, str], ...]
    text: Markup
    rows: tuple[tuple[Markup, ...], ...]
    is_cut_before: bool
    is_cut_after: bool
    address: str
    permalink: str
    is_first: bool
    in_document: int
    in_document_address: str
    translation: Translation | None
    translation_address: str


@dataclass(frozen=True, slots=True)
class ResultsView:
    """All the search page shows of one search."""

    asked: Asked
    found: Found
    hits: tuple[HitView, ...]
    facets: Mapping[str, tuple[FacetLink, ...]]
    sorts: tuple[tuple[Sort, str], ...]
    last_page: int
    pages: tuple[tuple[int, str], ...]

    @property
    def first_rank(self) -> int:
        """The place of the first hit listed, from 1."""
        return self.asked.offset + 1

    @property
    def last_rank(self) -> int:
        """The place of the last hit listed."""
        return self.asked.offset + len(self.hits)


def view_results(
    asked: Asked,
    found: Found,
    titles: Mapping[str, str],
    translations: Mapping[str, Sequence[Translation]],
    links: Links,
    permalinks: Links,
) -> ResultsView:
    """Put a search and what it found into words and addresses.

    `titles` are those of documents by id, `translations` those of hits by passage id; `permalinks` make the links
    to be copied.
    """
    last_page = max(1, -(-found.total // asked.limit))
    in_documents = {each.value: each.count for each in found.facets.get("document", ())}
    return ResultsView(
        asked=asked,
        found=found,
        hits=tuple(
            _hit_view(hit, above, asked, in_documents, translations.get(hit.passage.id, ()), links, permalinks)
            for above, hit in pairwise((None, *found.hits))
            if hit
        ),
        facets={name: _facet_links(name, counts, asked, titles, links) for name, counts in found.facets.items()},
        sorts=tuple((sort, links.search(asked.sorted_by(sort).pairs())) for sort in Sort),
        last_page=last_page,
        pages=tuple(
            (page, links.search(asked.at_page(page).pairs())) for page in pages_near(asked.page, last_page)
        ),
    )


def _hit_view(
    hit: Hit,
    above: Hit | None,
    asked: Asked,
    in_documents: Mapping[str, int],
    translations: Sequence[Translation],
    links: Links,
    permalinks: Links,
) -> HitView:
    passage = hit.passage
    translation = main_translation(translations)
    cut = excerpt(passage.text, hit.spans)
    return HitView(
        hit=hit,
        places=tuple((number, hit.labels.get(number, str(number))) for number in passage.page_numbers),
        text=marked(passage.text, hit.spans, cut=cut),
        rows=_rows(hit) if passage.header else (),
        is_cut_before=cut.start > 0,
        is_cut_after=cut.end < len(passage.text),
        address=links.passage(passage.id, q=asked.q),
        permalink=permalinks.passage(passage.id),
        is_first=above is None or above.version.id != hit.version.id,
        in_document=in_documents.get(hit.document.id, 1),
        in_document_address=links.search(asked.only("document", hit.document.id).pairs()),
        translation=translation,
        translation_address=translation.address(links, q=asked.q) if translation else "",
    )


def _rows(hit: Hit) -> tuple[tuple[Markup, ...], ...]:
    text = hit.passage.text
    return tuple(tuple(_cell(text, hit.spans, cell) for cell in row) for row in cells(text))


def _cell(text: str, spans: Sequence[Span], cell: Cut) -> Markup:
    cut = cell_excerpt(text, spans, cell)
    before, after = "… " * (cut.start > cell.start), " …" * (cut.end < cell.end)
    return before + marked(text, spans, cut=cut) + after


def _facet_links(
    name: str, counts: Sequence[FacetCount], asked: Asked, titles: Mapping[str, str], links: Links
) -> tuple[FacetLink, ...]:
    allowed = asked.filters.get(name, ())
    known = {each.value for each in counts}
    # A value that is filtered by and finds nothing must still be there to be taken off.
    missing = [FacetCount(value, 0) for value in allowed if value not in known]
    listed = sorted(counts, key=lambda each: each.value, reverse=True) if name == "year" else counts
    return tuple(
        FacetLink(
            value=each.value,
            title=titles.get(each.value, each.value) if name == "document" else None,
            count=each.count,
            address=links.search(asked.toggled(name, each.value).pairs()),
            is_on=each.value in allowed,
        )
        for each in (*listed, *missing)
    )


def pages_near(page: int, last_page: int) -> list[int]:
    """Give the pages of a long list that are linked from one of them: the first, the last, those around it."""
    window = range(max(1, page - _PAGES_SHOWN), min(last_page, page + _PAGES_SHOWN) + 1)
    return sorted({1, *window, last_page})
