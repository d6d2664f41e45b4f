"""Hits on a terminal: passage by passage, or the best of each document together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from index import Found, Hit, MatchKind
from search_app.above import Above
from search_app.commands.output import (
    MARGIN,
    Paper,
    counted,
    marked,
    marked_excerpt,
    one_line,
    page_words,
    place,
)
from search_app.links import Links
from search_app.results import GROUPED_SHOWN
from search_app.translated_from import is_only_translation


def write_hits(found: Found, offset: int, links: Links) -> None:
    """Write passages in order; `offset` is how many come before them."""
    paper, above = Paper(), Above(found)
    for rank, hit in enumerate(found.hits, start=offset + 1):
        if 0 < found.whole < found.total and rank == max(found.whole, offset) + 1:
            paper.write("From here on, the passages lack some of the words.", style="dim")
            paper.print()
        paper.write(_place(rank, above, hit), style="bold")
        _write_hit(paper, above, hit, links)


def write_documents(found: Found, offset: int, links: Links) -> None:
    """Write documents in order, each with its best passages; `offset` is how many come before them."""
    paper, above = Paper(), Above(found)
    counts = {each.value: each.count for each in found.facets["document"]}
    for rank, (document, run) in enumerate(groupby(found.hits, lambda hit: hit.document.id), start=offset + 1):
        hits = list(run)
        count = counts.get(document, len(hits))
        paper.write(f"{rank}. {one_line(hits[0].document.title)} · {counted(count, 'passage')}", style="bold")
        for hit in hits[:GROUPED_SHOWN]:
            paper.write(f"{_pages([hit])} · {hit.passage.language}", indent=MARGIN)
            _write_hit(paper, above, hit, links)
        if others := hits[GROUPED_SHOWN:]:
            more = " ..." if count > len(hits) else ""
            paper.write(f"{count - GROUPED_SHOWN:,} more: {_pages(others)}{more}", indent=MARGIN)
            paper.write(f"All of them: --document {document}", indent=MARGIN, style="dim")
            paper.print()


def _place(rank: int, above: Above, hit: Hit) -> Text:
    title, number = one_line(hit.version.title), f"{rank}. "
    spans = [(len(number) + start, len(number) + end) for start, end in above.title_spans(hit, title)]
    return marked(number + one_line(place(title, hit.passage, hit.labels)), spans)


def _pages(hits: Sequence[Hit]) -> str:
    """Name the pages on which passages begin, each once, in their order."""
    begun = sorted(((hit.passage.page_numbers[0], hit.labels) for hit in hits), key=lambda each: each[0])
    return f"p. {', '.join(dict.fromkeys(page_words(number, labels.get(number)) for number, labels in begun))}"


def _write_hit(paper: Paper, above: Above, hit: Hit, links: Links) -> None:
    passage = hit.passage
    if passage.section:
        section = " › ".join(map(one_line, passage.section))
        paper.write(marked(section, above.heading_spans(hit, section)), indent=MARGIN, style="dim")
    paper.write(marked_excerpt(passage, hit.spans), indent=MARGIN)
    if why := _why(hit):
        paper.write(why, indent=MARGIN, style="dim")
    paper.write(links.passage(passage.id), indent=MARGIN, style="dim", wrapped=False)
    paper.print()


def _why(hit: Hit) -> str:
    """Say how a passage was found, where it does not have the words as they were typed."""
    if hit.match is MatchKind.MEANING:
        return "found by its meaning: none of the words stands here"
    translated = "found in translation" if hit.match is MatchKind.TRANSLATION else ""
    if is_only_translation(hit):
        translated = "translation of a passage found"
    lacks = f"lacks: {', '.join(hit.lacking)}" if hit.lacking else ""
    return " · ".join(filter(None, (translated, lacks)))
