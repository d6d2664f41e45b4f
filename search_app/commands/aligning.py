"""`pasaje align`: passages of two language versions side by side, to be read, and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from archive import Archive, Passage
from search_app import learned
from search_app.aligned import Aligned, Row, read_aligned
from search_app.alignment_files import Form, file_pieces
from search_app.alignment_objects import alignment_object
from search_app.commands.opening import opened, pass_settings, writing
from search_app.commands.output import (
    MARGIN,
    Paper,
    counted,
    json_line,
    marked_passage,
    page_words,
    print_text,
    say,
)
from search_app.links import Links
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje align study
  pasaje align study --json | jq 'select(.confidence < 0.5)'
  pasaje align study --format tmx --output study.tmx

The number in a line is the confidence, from 0 to 1, and the ids are for “pasaje show” and “pasaje correct”.
"""
)
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--from", "from_version", default="", metavar="VERSION", help="Its version in English, of several.")
@click.option("--to", "to_version", default="", metavar="VERSION", help="Its version in Spanish, of several.")
@click.option(
    "--format",
    "form",
    type=click.Choice([each.value for each in Form]),
    help="Print a file: a translation memory, a table, or one JSON object.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an alignment.")
@pass_settings
def align(
    settings: Settings,
    *,
    document_id: str,
    from_version: str,
    to_version: str,
    form: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show passages of two language versions side by side.

    DOCUMENT is an id as “list” gives it. Passages that say the same stand together, also several; what only one of
    the versions has stands alone. Versions that are not aligned yet, or were in another way than today, are
    aligned first.
    """
    if (as_json and form) or (output and not form):
        raise click.UsageError("Say one of --json and --format; --output goes with --format.")
    with opened(settings) as archive:
        _catch_up(archive, document_id)
        aligned = read_aligned(archive, document_id, from_version, to_version)
    links = Links(settings.links_base)
    for sentence in _told(aligned):
        say(sentence)
    if form and output:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(file_pieces(Form(form), aligned, links))
    elif form:
        for piece in file_pieces(Form(form), aligned, links):
            print_text(piece)
    elif as_json:
        for row in aligned.rows:
            json_line(alignment_object(row, aligned, links))
    else:
        paper = Paper()
        for row in aligned.rows:
            _write(paper, row, aligned)


def _catch_up(archive: Archive, document_id: str) -> None:
    """Align what is not yet; while somebody else writes, all is shown as it is."""
    if learned.is_alignment_due(archive, document_id) and not archive.writer():
        with writing(archive, f"putting the two languages of {document_id} side by side"):
            learned.align_missing(archive, say, document_id)


def _told(aligned: Aligned) -> list[str]:
    """Say how much stands side by side, and what else there is to know."""
    bitext, pairs = aligned.bitext, sum(row.is_pair for row in aligned.rows)
    alone = {
        language: sum(not row.is_pair for row in aligned.rows if (row.from_passages if side else row.to_passages))
        for language, side in ((bitext.from_language, True), (bitext.to_language, False))
    }
    only = ", ".join(f"{counted(count, 'passage')} only in {each}" for each, count in alone.items() if count)
    told = [f"{counted(pairs, 'pair')} side by side{f', {only}' if only else ''} (score {bitext.score:.2f} of 1)."]
    if bitext.is_stale:
        told.append("A version was read again since: this is as it was aligned before.")
    told += [
        f"There is another pair: --from {each.from_version} --to {each.to_version}." for each in aligned.others
    ]
    return told


def _write(paper: Paper, row: Row, aligned: Aligned) -> None:
    said = row.alignment
    marks = (("moved", said.is_moved), ("corrected", said.is_corrected), ("not translated", row.is_untranslated))
    more = "".join(f" · {words}" for words, is_so in marks if is_so)
    sides = (row.from_passages, row.to_passages)
    if row.is_pair:
        places = " ↔ ".join(_pages(side, aligned) for side in sides)
        ids = " ↔ ".join(",".join(each.id for each in side) for side in sides)
    else:
        (alone,) = (side for side in sides if side)
        language = aligned.bitext.from_language if row.from_passages else aligned.bitext.to_language
        places, ids = f"{_pages(alone, aligned)} only in {language}", ",".join(each.id for each in alone)
    paper.write(f"{places} · {said.confidence:.2f}{more} · {ids}", style="dim", wrapped=False)
    texts = [[marked_passage(each) for each in side] for side in sides]
    paper.write_beside(*texts, indent=MARGIN)


def _pages(passages: Sequence[Passage], aligned: Aligned) -> str:
    return f"p. {', '.join(page_words(number, label) for number, label in aligned.places(passages))}"
