"""`pasaje disagreements`: where the two language versions of a document disagree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from search_app.aligned import Aligned
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import MARGIN, Paper, json_line, page_words, print_text, say
from search_app.disagreement_objects import disagreement_lines, disagreement_object
from search_app.disagreement_views import told_address
from search_app.disagreement_words import KINDS, sentence
from search_app.disagreements import Disagreements, Listed, Told, find_all
from search_app.links import Links
from search_app.settings import Settings

_AROUND = 60
"""Characters before and after a place that are shown."""


@click.command(
    epilog="""\b
Examples:
  pasaje disagreements study
  pasaje disagreements study --kind percentage --kind amount
  pasaje disagreements study --format csv --output study.csv

These are hints to be checked, not verdicts: a translation may rightly say a thing in another way.
"""
)
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--from", "from_version", default="", metavar="VERSION", help="Its version in English, of several.")
@click.option("--to", "to_version", default="", metavar="VERSION", help="Its version in Spanish, of several.")
@click.option(
    "--kind", "kinds", type=click.Choice([str(kind) for kind in KINDS]), multiple=True, help="Only these."
)
@click.option("--format", "form", type=click.Choice(["csv"]), help="Print a table for spreadsheets.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a disagreement.")
@pass_settings
def disagreements(
    settings: Settings,
    *,
    document_id: str,
    from_version: str,
    to_version: str,
    kinds: Sequence[str],
    form: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Tell where two language versions disagree.

    DOCUMENT is an id as “list” gives it. Numbers, dates, amounts, names and lists are compared in passages that
    say the same, and paragraphs are told beside which nothing stands. What the words mean is not compared.
    """
    if (as_json and form) or (output and not form):
        raise click.UsageError("Say one of --json and --format; --output goes with --format.")
    with opened(settings) as archive:
        found = find_all(archive, document_id, (from_version, to_version), kinds)
    links = Links(settings.links_base)
    for told in _summary(found):
        say(told)
    if form and output:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(disagreement_lines(found, links))
        return
    if form:
        for line in disagreement_lines(found, links):
            print_text(line)
        return
    paper = Paper()
    for listed in found.listed:
        if as_json:
            json_line(disagreement_object(listed, found.aligned, links))
        else:
            _write(paper, listed, found.aligned, links)


def _summary(found: Disagreements) -> list[str]:
    """Say how many there are of each kind, in how much of the two versions."""
    counts = ", ".join(f"{KINDS[kind].lower()} {found.counts[kind]:,}" for kind in KINDS if found.counts[kind])
    told = [f"{found.compared:,} of {found.pairs:,} pairs compared: {counts or 'nothing disagrees'}."]
    if not found.is_whole:
        told = ["These two could not be compared: a fault stood in the way, which was logged."]
    if found.aligned.bitext.is_stale:
        told.append("A version was read again since: this is as it was aligned before.")
    return told


def _write(paper: Paper, listed: Listed, aligned: Aligned, links: Links) -> None:
    sides = [each for each in (listed.from_, listed.to) if each.passages]
    paper.write(f"{sentence(listed)} · {' ↔ '.join(_pages(each, aligned) for each in sides)}", style="bold")
    for each in sides:
        paper.write(_around(each), indent=MARGIN)
        paper.write(told_address(each, listed.kind, links), indent=MARGIN, style="dim", wrapped=False)


def _around(told: Told) -> str:
    """Give what a side says around the place, else how it begins."""
    text = told.passage.text if told.passage else " ".join(each.text for each in told.passages)
    start, end = told.span or (0, 0)
    first, last = max(start - _AROUND, 0), min(end + (_AROUND if told.span else 2 * _AROUND), len(text))
    said = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{said}{' …' if last < len(text) else ''}"


def _pages(told: Told, aligned: Aligned) -> str:
    passages = (told.passage,) if told.passage else told.passages
    return f"p. {', '.join(page_words(number, label) for number, label in aligned.places(passages))}"
