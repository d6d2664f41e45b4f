"""`pasaje changes`: what changed between two editions of a document."""

from __future__ import annotations

from collections.abc import Sequence

import click

from archive import Change, ChangeKind, Passage
from search_app.change_objects import change_object
from search_app.change_words import CHANGED_AND_MOVED, KINDS, told_counts, told_shifts
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import MARGIN, Paper, compared, json_line, one_line, page_words, say
from search_app.editions import LISTED, Compared, compare_editions, language_with_editions
from search_app.errors import BadParameter
from search_app.links import Links
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje changes letter
  pasaje changes study --language es --from 1 --to 3 --kind changed --kind added
  pasaje changes letter --json | jq -r .kind
"""
)
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--language", help="Which language, where the document has editions in several.")
@click.option("--from", "old", type=click.IntRange(1), help="The older edition. [default: the one before]")
@click.option("--to", "new", type=click.IntRange(1), help="The newer edition. [default: the newest]")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in ChangeKind]),
    multiple=True,
    help="Only these; kept passages are told when asked for.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a change.")
@pass_settings
def changes(
    settings: Settings,
    *,
    document_id: str,
    language: str | None,
    old: int | None,
    new: int | None,
    kinds: Sequence[str],
    as_json: bool,
) -> None:
    """Tell what changed between two editions.

    DOCUMENT is an id as “list” gives it. Passages that were only cut at other places have not changed.
    """
    with opened(settings) as archive:
        try:
            language = language or language_with_editions(archive, document_id)
        except BadParameter as error:
            raise click.UsageError(f"Say which of its languages with --language: {error.expected}.") from error
        found = compare_editions(archive, document_id, language, old, new)
    links = Links(settings.links_base)
    for sentence in _summary(found):
        say(sentence)
    paper = Paper()
    for change in found.listed(frozenset(map(ChangeKind, kinds)) or LISTED):
        if as_json:
            json_line(change_object(change, found, links))
        else:
            _write(paper, change, found, links)


def _summary(found: Compared) -> list[str]:
    """Say how much changed, and how pages were shifted."""
    counts = found.comparison.counts
    old, new = found.old.edition, found.new.edition
    if found.without_text:
        told = f"Edition {found.without_text[0]} has no text yet: there is nothing to compare."
    elif not any(counts[kind] for kind in LISTED):
        told = f"Edition {new} has the same words as edition {old}."
    else:
        told = f"From edition {old} to edition {new}: {', '.join(told_counts(counts))}."

    def places(first: int, last: int) -> str:
        labels = [found.labels[found.old.id, number] for number in (first, last)]
        return f"p. {labels[0]}" if first == last else f"pp. {labels[0]}–{labels[1]}"

    return [told, *told_shifts(found.comparison.shifts, places)]


def _write(paper: Paper, change: Change, found: Compared, links: Links) -> None:
    is_both = change.is_moved and change.kind is ChangeKind.CHANGED
    words = CHANGED_AND_MOVED if is_both else KINDS[change.kind]
    sides = [side for side in (change.before, change.after) if side]
    paper.write(f"{words}: {' → '.join(_place(side, found) for side in sides)}", style="bold")
    if change.kind is ChangeKind.CHANGED:
        line = compared(change.text_before, change.text_after, in_colour=paper.is_coloured)
        paper.write(line, indent=MARGIN)
    else:
        paper.write(change.text_after or change.text_before, indent=MARGIN)
    for side in sides:
        paper.write(found.address(side, links), indent=MARGIN, style="dim", wrapped=False)


def _place(passages: Sequence[Passage], found: Compared) -> str:
    """Say on which pages passages stand, and in which section."""
    pages = ", ".join(page_words(number, label) for number, label in found.places(passages))
    section = passages[0].section
    return f"p. {pages}" + (f" ({one_line(section[-1])})" if section else "")
