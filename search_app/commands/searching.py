"""`pasaje search`: passages that answer, marked on the terminal or as one object for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import click

from index import Arranged, Found, Sort, by_document, find
from search_app import meanings
from search_app.advising import Advice, advise, counting
from search_app.asked import HITS_PER_PAGE, PASSAGES_EACH
from search_app.best_first import tell
from search_app.commands.hit_lines import write_documents, write_hits
from search_app.commands.narrowing import checked, narrowing
from search_app.commands.opening import current_index, known_across, opened, pass_settings
from search_app.commands.output import counted, json_line, say
from search_app.commands.understood import understood
from search_app.counterparts import find_translations
from search_app.limits import MAX_LIMIT, MAX_OFFSET, as_searched
from search_app.links import Links
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
@narrowing
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
@click.option(
    "--across/--no-across", default=True, show_default=True, help="Look for the words in the other language too."
)
@click.option("--without", metavar="TEXT", multiple=True, help="Leave this out of what was also looked for.")
@click.option(
    "--group",
    type=click.Choice(["document"]),
    help="Put the best passages of each document together; --limit and --offset count documents.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the search as one JSON object.")
@pass_settings
def search(
    settings: Settings,
    /,
    *,
    query: Sequence[str],
    limit: int,
    offset: int,
    sort: str,
    across: bool,
    without: Sequence[str],
    group: str | None,
    as_json: bool,
    **narrowed: Sequence[str],
) -> None:
    """Find passages.

    Words are sought in any form, in both languages, accents or not; passages with all of them come first. What
    cannot be read as it is typed is searched as words, and said to be.

    \b
      "a phrase"        exactly as written         "near words"~5    at most 5 others among them
      begin*  w?rd      * any letters, ? one       wrod~             but for a letter or two
      a OR b  a AND b   either, both               a -b  a NOT b     not the second
      (a OR b) c        groups                     title:a section:a in titles, in headings
      document:ID       lang:es                    kind:table        page:10..20   date:2013..2016
    """  # noqa: D301 - click reads the backspace: what follows keeps its lines
    words = as_searched(" ".join(query))
    if not words:
        raise click.UsageError("Say what to search for.")
    links = Links(settings.links_base)
    with opened(settings) as archive:
        filters = checked(archive, narrowed)
        engine = current_index(settings, archive)
        carrier = known_across(archive, without) if across else None
        ask = partial(
            find,
            archive,
            Arranged(engine, by_document(PASSAGES_EACH)) if group else engine,
            words,
            filters=filters,
            across=carrier,
            meanings=meanings.asked(archive) if across else None,
        )
        found = ask(sort=Sort(sort), offset=offset, limit=limit)
        found = tell(found, Sort(sort), lambda: ask(limit=0))
        advice = advise(found, engine, carrier, counting(engine, carrier, filters))
        if as_json:
            held = archive.passages.words_of(hit.passage for hit in found.hits if hit.spans)
            translations = find_translations(archive, [hit.passage.id for hit in found.hits])
            titles = archive.catalogue.titles()
            first = advice.spellings[0].text if advice.spellings else None
            json_line(search_object(found, offset, titles, held, translations, links, did_you_mean=first))
    if not as_json:
        write = write_documents if group else write_hits
        write(found, offset, links)
    shown = len({hit.document.id for hit in found.hits}) if group else None
    for sentence in _told(found, offset, shown, narrowed["document"], advice):
        say(sentence)


def _told(
    found: Found, offset: int, documents_shown: int | None, documents: Sequence[str], advice: Advice
) -> Iterator[str]:
    """Say how the words were taken, how many passages there are, and which of them were shown, or documents."""
    yield from understood(found)
    if found.tree is None:
        return
    if found.missing:
        yield f"No passage has {_either(found.missing)}."
    if advice.spellings:
        yield f"Did you mean: {' | '.join(each.text for each in advice.spellings)}"
    for each in advice.omissions:
        yield f"Without {_either(each.left_out)}: {counted(each.total, 'passage')}."
    if advice.unquoted:
        yield f"Without the quotation marks: {counted(advice.unquoted.total, 'passage')}."
    if not found.total:
        yield f"Nothing was found for {found.parsed.text}. Try fewer words, or the other language."
        return
    yield from _told_of_hits(found, offset, documents_shown, documents)


def _either(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)


def _told_of_hits(
    found: Found, offset: int, documents_shown: int | None, documents: Sequence[str]
) -> Iterator[str]:
    if found.by_meaning:
        yield "No passage has any of the words; these say something like them."
    if found.relaxed:
        yield "No passage has all the words; these have some of them."
    elif 0 < found.whole < found.total:
        has = "has" if found.whole == 1 else "have"
        yield f"{counted(found.whole, 'passage')} {has} all the words; the others lack some."
    if found.by_heading:
        yield "The words stand in titles and headings alone; this is what stands below them."
    document_count = _document_count(found, documents)
    told = f"{counted(found.total, 'passage')} in {counted(document_count, 'document')}"
    shown, total = len(found.hits), found.total
    if documents_shown is not None:
        shown, total = documents_shown, document_count
    if shown == total:
        yield f"{told}."
    elif shown:
        what = "" if documents_shown is None else " documents"
        yield f"{told}; shown are{what} {offset + 1:,} to {offset + shown:,}."
    else:
        yield f"{told}; none is shown."


def _document_count(found: Found, allowed: Sequence[str]) -> int:
    # The counts of a facet take no notice of its own filter, whether an option or the query asks for it.
    filters = [each for each in (allowed, found.parsed.filters.get("document", ())) if each]
    counted_values = (each.value for each in found.facets.get("document", ()))
    return sum(all(value in each for each in filters) for value in counted_values)
