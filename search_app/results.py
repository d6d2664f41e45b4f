"""The search page's results as a reader sees them: hits with excerpts, filters as links, pages of hits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from index import FacetCount, Found, Hit, Sort, issuer_key
from search_app.above import Above
from search_app.address_pieces import with_each
from search_app.asked import Asked
from search_app.counterparts import Translation, main_translation
from search_app.links import Links
from search_app.paging import cut_at, last_page, pages_near
from search_app.rendering import Cut, Span, cell_excerpt, cells, excerpt, marked
from search_app.translated_from import Source

FACETS_SHOWN = 8
"""Values of a filter seen at once; the others are a fold away."""

MOST_DOCUMENTS = 50
"""Documents named as filters, those with most hits. In a large archive hundreds answer, and to name them takes as
long as all the rest of the page; grouped by document, all are listed."""

GROUPED_SHOWN = 2
"""Passages in full where those of a document stand together; others are named by their pages."""


class FacetLink(NamedTuple):
    """A value of a filter, and the search that allows it or no longer does: a page has some eighty."""

    value: str
    title: str | None
    passages: int
    address: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class HitView:
    """A hit as it is listed.

    `title`, `section` and `header` are those above it, with the words that were looked for marked. `rows` are
    those of a table that stands under a header, and nothing for others; `text` is shown without them.
    `begins_lacking`: those before it have all the words, it and those that follow lack some. `translation` is what
    says the same in the other language, if that is known, and `translation_address` its permalink; `source` is the
    same where the hit is found only for being the translation of that.
    """

    hit: Hit
    title: Markup
    section: tuple[Markup, ...]
    header: tuple[Markup, ...]
    places: tuple[tuple[int, str], ...]
    text: Markup
    rows: tuple[tuple[Markup, ...], ...]
    is_cut_before: bool
    is_cut_after: bool
    address: str
    permalink: str
    begins_lacking: bool
    translation: Translation | None
    translation_address: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Work:
    """Hits of one version that follow each other, or the best of a document where its passages stand together.

    `further`: other good hits, each by its page, language and address, those of one version in their order.
    `in_document` counts all hits of the document, `in_document_address` lists them.
    """

    hits: tuple[HitView, ...]
    further: tuple[tuple[str, str, str], ...]
    in_document: int
    in_document_address: str

    @property
    def further_count(self) -> int:
        """How many hits of the document are not shown in full."""
        return self.in_document - len(self.hits)


@dataclass(frozen=True, slots=True)
class ResultsView:
    """All the search page shows of one search; `cut_at` is how many hits, or documents, pages list if not all."""

    asked: Asked
    found: Found
    works: tuple[Work, ...]
    document_count: int
    facets: Mapping[str, tuple[FacetLink, ...]]
    sorts: tuple[tuple[Sort, str], ...]
    last_page: int
    cut_at: int
    pages: tuple[tuple[int, str], ...]

    @property
    def first_rank(self) -> int:
        """The place of the first hit listed, or of the first document, from 1."""
        return self.asked.offset + 1

    @property
    def last_rank(self) -> int:
        """The place of the last hit listed."""
        return self.asked.offset + (len(self.works) if self.asked.is_grouped else len(self.found.hits))


def view_results(
    asked: Asked,
    found: Found,
    titles: Mapping[str, str],
    translations: Mapping[str, Sequence[Translation]],
    sources: Mapping[str, Source],
    links: Links,
    permalinks: Links,
) -> ResultsView:
    """Put a search and what it found into words and addresses.

    `titles` are those of documents by id, `translations` those of hits by passage id, `sources` what some of these
    are translations of; `permalinks` make the links to be copied.
    """
    in_documents = {each.value: each.count for each in found.facets.get("document", ())}
    allowed = asked.filters.get("document", ())
    # The counts of a facet take no notice of its own filter.
    document_count = sum(not allowed or document in allowed for document in in_documents)
    count = document_count if asked.is_grouped else found.total
    last = last_page(count, asked.limit)
    marking, above = replace(links, how=tuple(asked.carrying())), Above(found)
    in_document = _with_each("document", asked.without_filter("document").grouped(is_grouped=False), links)
    views = [
        _hit_view(
            rank,
            hit,
            asked,
            above,
            translations.get(hit.passage.id, ()),
            sources.get(hit.passage.id),
            marking,
            permalinks,
        )
        for rank, hit in enumerate(found.hits, start=asked.offset)
    ]
    return ResultsView(
        asked=asked,
        found=found,
        works=tuple(
            _work(list(run), asked, in_documents, in_document) for _, run in groupby(views, _work_of(asked))
        ),
        document_count=document_count,
        facets={name: _facet_links(name, counts, asked, titles, links) for name, counts in found.facets.items()},
        sorts=tuple((sort, links.search(asked.sorted_by(sort).pairs())) for sort in Sort),
        last_page=last,
        cut_at=cut_at(count, asked.limit),
        pages=tuple((page, links.search(asked.at_page(page).pairs())) for page in pages_near(asked.page, last)),
    )


def _work_of(asked: Asked) -> Callable[[HitView], str]:
    return lambda view: view.hit.document.id if asked.is_grouped else view.hit.version.id


def _work(
    hits: Sequence[HitView], asked: Asked, in_documents: Mapping[str, int], in_document: Callable[[str], str]
) -> Work:
    shown = GROUPED_SHOWN if asked.is_grouped else len(hits)
    document = hits[0].hit.document.id
    return Work(
        hits=tuple(hits[:shown]),
        further=tuple(
            (each.places[0][1], each.hit.passage.language, each.address)
            for each in sorted(hits[shown:], key=_by_page(hits[0].hit.version.id))
        ),
        in_document=in_documents.get(document, len(hits)),
        in_document_address=in_document(document),
    )


def _by_page(first: str) -> Callable[[HitView], tuple[bool, str, int]]:
    """Put the version that a document's hits begin with before its others, each by page."""
    return lambda each: (each.hit.version.id != first, each.hit.version.id, each.places[0][0])


def _hit_view(
    rank: int,
    hit: Hit,
    asked: Asked,
    above: Above,
    translations: Sequence[Translation],
    source: Source | None,
    links: Links,
    permalinks: Links,
) -> HitView:
    passage, found = hit.passage, above.found
    translation = source.translation if source else main_translation(translations)
    cut = excerpt(passage.text, hit.spans)
    return HitView(
        hit=hit,
        title=above.title(hit),
        section=above.section(hit),
        header=above.header(hit),
        places=tuple((number, hit.labels.get(number, str(number))) for number in passage.page_numbers),
        text=marked(passage.text, hit.spans, cut=cut),
        rows=_rows(hit) if passage.header else (),
        is_cut_before=cut.start > 0,
        is_cut_after=cut.end < len(passage.text),
        address=links.passage(passage.id, q=asked.q),
        permalink=permalinks.passage(passage.id),
        begins_lacking=not asked.is_grouped
        and 0 < found.whole < found.total
        and rank == max(found.whole, asked.offset),
        translation=translation,
        translation_address=translation.address(links, q=asked.q) if translation else "",
        source=source,
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
    key = issuer_key if name == "issuer" else str
    allowed = {key(value): value for value in asked.filters.get(name, ())}
    known = {key(each.value) for each in counts}
    # A value that is filtered by and finds nothing must still be there to be taken off.
    missing = [FacetCount(value, 0) for same, value in allowed.items() if same not in known]
    listed = sorted(counts, key=lambda each: each.value, reverse=True) if name == "year" else counts
    if name == "document":
        listed = [each for at, each in enumerate(listed) if at < MOST_DOCUMENTS or each.value in allowed]
    one_more = _with_each(name, asked, links)

    def link(value: str, count: int) -> FacetLink:
        own = allowed.get(key(value)) if allowed else None
        title = titles.get(value, value) if name == "document" else None
        address = one_more(value) if own is None else links.search(asked.toggled(name, own).pairs())
        return FacetLink(value, title, count, address, own is not None)

    return tuple(link(each.value, each.count) for each in (*listed, *missing))


def _with_each(facet: str, asked: Asked, links: Links) -> Callable[[str], str]:
    """Give what makes the addresses of a search with one more value of a facet."""
    before, after = asked.around(facet)
    return with_each(links.search, before, facet, after)
