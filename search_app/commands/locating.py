"""`pasaje locate`: where a quote stands in a version."""

from __future__ import annotations

import click

from archive import Anchor, Match, State, around_slices, is_quote
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import MARGIN, Paper, counted, json_line, marked, place_on, say
from search_app.limits import MAX_QUOTE_LENGTH
from search_app.links import Links
from search_app.locating import Answer, find_quote, located_object, page_numbers, place_link
from search_app.parameters import QUOTE_EXPECTED
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje locate 5eqbqevs4a "regional innovation systems"
  pasaje locate 5eqbqevs4a "innovation" --prefix "systems of" --page 12 --json

The state is “exact” (it stands there), “moved” (on another page), “changed” (only something like it stands there),
“uncertain” (at several places, all of them candidates) or “gone”.
"""
)
@click.argument("version_id", metavar="VERSION")
@click.argument("quote")
@click.option("--prefix", default="", help="The words before it, to tell it from its repeats.")
@click.option("--suffix", default="", help="The words after it.")
@click.option("--page", "page_number", type=click.IntRange(1), help="The page it stood on, counted from 1.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_settings
def locate(
    settings: Settings,
    *,
    version_id: str,
    quote: str,
    prefix: str,
    suffix: str,
    page_number: int | None,
    as_json: bool,
) -> None:
    """Find where a quote stands.

    VERSION is an id as “list --json” gives it. Line ends, hyphens, quotation marks and capitals may differ.
    """
    if len(quote) > MAX_QUOTE_LENGTH or not is_quote(quote):
        raise click.BadParameter(f"it must be {QUOTE_EXPECTED}.", param_hint="QUOTE")
    with opened(settings) as archive:
        version = archive.catalogue.get_version(version_id)
        answer = find_quote(archive, version, Anchor(quote, prefix, suffix, page_number))
    links = Links(settings.links_base)
    if as_json:
        json_line(located_object(answer, links))
        return
    say(_told(answer, page_number))
    paper = Paper()
    for match in [answer.found.match] if answer.found.match else answer.found.candidates:
        _write(paper, match, answer, links)


def _told(answer: Answer, page_number: int | None) -> str:
    """Say what became of the quote."""
    count = len(answer.found.candidates)
    told = {
        State.EXACT: "It stands here.",
        State.MOVED: f"It stands here, and not on page {page_number}.",
        State.CHANGED: "It does not stand here word for word; this is what comes nearest.",
        State.UNCERTAIN: f"It may stand at {counted(count, 'place')}: name its page, or the words around it.",
        State.GONE: "Nothing like it stands in this version.",
    }
    return told[answer.found.state]


def _write(paper: Paper, match: Match, answer: Answer, links: Links) -> None:
    labels = {number: page.label for number, page in answer.pages.items()}
    paper.write(place_on(answer.version.title, page_numbers(match), labels), style="bold")
    before, after = around_slices(match.slices, answer.pages)
    span = (len(before), len(before) + len(match.text))
    paper.write(marked(before + match.text + after, [span]), indent=MARGIN)
    paper.write(place_link(match, answer.version, links), indent=MARGIN, style="dim", wrapped=False)
