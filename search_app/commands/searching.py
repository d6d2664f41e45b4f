"""`pasaje search`: passages that answer, marked on the terminal or as one object for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from index import Found, Hit, Sort, find
from search_app.commands.opening import current_index, opened, pass_settings
from search_app.commands.output import MARGIN, Paper, counted, json_line, marked_excerpt, place, say
from search_app.counterparts import find_translations
from search_app.links import Links
from search_app.parameters import HITS_PER_PAGE, MAX_LIMIT, MAX_OFFSET, MAX_QUERY_LENGTH
from search_app.presenting import search_object
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje search regional innovation
  pasaje search '"letter of intent"' --language en
  pasaje search 'cooperación OR integración' --document study --sort place
  pasaje search innovation --json | jq '.hits[].url'
  pasaje search -- innovation -technology    a word that begins with - needs -- before
"""
)
@click.argument("query", nargs=-1, required=True, metavar="QUERY")
@click.option("--language", "languages", type=click.Choice(["en", "es"]), multiple=True, help="Of the hits.")
@click.option("--document", "documents", metavar="ID", multiple=True, help="Only in this document.")
@click.option(
    "--limit", type=click.IntRange(0, MAX_LIMIT), default=HITS_PER_PAGE, show_default=True, help="Hits shown."
)
@click.option("--offset", type=click.IntRange(0, MAX_OFFSET), default=0, help="Hits left out before them.")
@click.option(
    "--sort",
    type=click.Choice([each.value for each in Sort]),
    default=Sort.RELEVANCE.value,
    show_default=True,
    help="Best first, newest first, or in reading order.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the search as one JSON object.")
@pass_settings
def search(
    settings: Settings,
    *,
    query: Sequence[str],
    languages: Sequence[str],
    documents: Sequence[str],
    limit: int,
    offset: int,
    sort: str,
    as_json: bool,
) -> None:
    """Find passages.

    Words side by side are all wanted; in quotes they stand together. OR, a minus for NOT, parentheses, word*
    and word~ work too. Accents may be left out.
    """
    words = " ".join(query).strip()
    if not words or len(words) > MAX_QUERY_LENGTH:
        raise click.UsageError(f"Say what to search for, in at most {MAX_QUERY_LENGTH:,} characters.")
    filters = {"language": frozenset(languages), "document": frozenset(documents)}
    links = Links(settings.links_base)
    with opened(settings) as archive:
        for document in documents:
            archive.catalogue.get_document(document)
        engine = current_index(settings, archive)
        found = find(archive, engine, words, filters=filters, sort=Sort(sort), offset=offset, limit=limit)
        if as_json:
            pages = archive.passages.pages_of(hit.passage for hit in found.hits)
            translations = find_translations(archive, [hit.passage.id for hit in found.hits])
            documents_held = archive.catalogue.documents()
            json_line(search_object(found, offset, documents_held, pages, translations, links))
    if not as_json:
        paper = Paper()
        for rank, hit in enumerate(found.hits, start=offset + 1):
            _write_hit(paper, rank, hit, links)
    for sentence in _told(found, offset, documents):
        say(sentence)


def _write_hit(paper: Paper, rank: int, hit: Hit, links: Links) -> None:
    passage = hit.passage
    paper.write(f"{rank}. {place(hit.version.title, passage, hit.labels)}", style="bold")
    if passage.section:
        paper.write(" › ".join(passage.section), indent=MARGIN, style="dim")
    paper.write(marked_excerpt(passage, hit.spans), indent=MARGIN)
    paper.write(links.passage(passage.id), indent=MARGIN, style="dim", wrapped=False)
    paper.print()


def _told(found: Found, offset: int, documents: Sequence[str]) -> Iterator[str]:
    """Say how the words were taken, how many passages there are, and which of them were shown."""
    if found.parsed.broken:
        yield "The query could not be understood as it stands: its words were searched as plain words."
    if found.parsed.shortened:
        yield "The query is too long: only its first words were searched."
    if found.tree is None:
        yield "There was no word to search for."
        return
    if found.missing:
        yield f"No passage has {' or '.join(f'“{word}”' for word in found.missing)}."
    if not found.total:
        yield f"Nothing was found for {found.parsed.text}. Try fewer words, or the other language."
        return
    if found.relaxed:
        yield "No passage has all the words; these have some of them."
    if found.by_heading:
        yield "The words stand in titles and headings alone; this is what stands below them."
    told = f"{counted(found.total, 'passage')} in {counted(_document_count(found, documents), 'document')}"
    if len(found.hits) == found.total:
        yield f"{told}."
    elif found.hits:
        yield f"{told}; shown are {offset + 1:,} to {offset + len(found.hits):,}."
    else:
        yield f"{told}; none is shown."


def _document_count(found: Found, allowed: Sequence[str]) -> int:
    # The counts of a facet take no notice of its own filter.
    return sum(not allowed or each.value in allowed for each in found.facets.get("document", ()))
