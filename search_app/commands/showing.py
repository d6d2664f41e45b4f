"""`pasaje show`: one passage, where it stands and its link."""

from __future__ import annotations

import re

import click

from archive import Passage
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import Paper, json_line, marked_passage, place, say
from search_app.links import Links
from search_app.presenting import passage_object
from search_app.reading import is_current
from search_app.rendering import Cut, Span
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje show k3j4m2n5p6q7r
  pasaje show k3j4m2n5p6q7r --quote 10-42 --json
"""
)
@click.argument("passage_id", metavar="PASSAGE")
@click.option("--quote", metavar="START-END", help="Only these of its characters, counted from 0.")
@click.option("--json", "as_json", is_flag=True, help="Print the passage as one JSON object.")
@pass_settings
def show(settings: Settings, *, passage_id: str, quote: str | None, as_json: bool) -> None:
    """Show one passage.

    PASSAGE is an id as “search” gives it. Printed are where it stands, its text, and its link.
    """
    with opened(settings) as archive:
        passage = archive.passages.get(passage_id)
        span = _read_quote(passage, quote)
        version = archive.catalogue.get_version(passage.version_id)
        document = archive.catalogue.get_document(version.document_id)
        is_newest = is_current(archive, version)
        pages = {number: page for (_, number), page in archive.passages.pages_of([passage]).items()}
    shown = passage_object(
        passage, version, document, pages, Links(settings.links_base), span, is_current=is_newest
    )
    if as_json:
        json_line(shown)
        return
    if not is_newest:
        say(f"This passage is no longer in the document: it stands in edition {version.edition}.")
    paper = Paper()
    paper.write(
        place(version.title, passage, {number: page.label for number, page in pages.items()}), style="bold"
    )
    if passage.section:
        paper.write(" › ".join(passage.section), style="dim")
    paper.write(marked_passage(passage, Cut(*span) if span else None))
    paper.write(shown["url"], style="dim", wrapped=False)


def _read_quote(passage: Passage, quote: str | None) -> Span | None:
    if quote is None:
        return None
    written = re.fullmatch(r"(\d{1,7})-(\d{1,7})", quote)
    start, end = (int(written[1]), int(written[2])) if written else (0, 0)
    if not start < end <= len(passage.text):
        raise click.BadParameter(
            f"“{quote}” is no stretch of this passage: write START-END within 0-{len(passage.text)}.",
            param_hint="--quote",
        )
    return start, end
