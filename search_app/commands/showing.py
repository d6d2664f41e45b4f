"""`pasaje show`: one passage, what became of it, where it stands and its link."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from archive import Passage, Resolution, State
from search_app.answers import answer_object, translations_of
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import Paper, compared, json_line, marked_passage, one_line, place_on, say
from search_app.counterparts import Translation
from search_app.links import Links
from search_app.rendering import Cut, Span
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje show k3j4m2n5p6q7r
  pasaje show k3j4m2n5p6q7r --quote 10-42 --json

The state is “exact” (it stands as it stood), “moved” (on another page), “changed” (it reads otherwise),
“uncertain” (at several places, all of them candidates) or “gone”.
"""
)
@click.argument("passage_id", metavar="PASSAGE")
@click.option("--quote", metavar="START-END", help="Only these of its characters, counted from 0.")
@click.option("--json", "as_json", is_flag=True, help="Print the passage as one JSON object.")
@pass_settings
def show(settings: Settings, *, passage_id: str, quote: str | None, as_json: bool) -> None:
    """Show one passage, and say what became of it.

    PASSAGE is an id as “search” gives it; it holds for good, whatever was read again or replaced since. Printed
    are where it stands, its text, and its link.
    """
    with opened(settings) as archive:
        whole = archive.permalinks.resolve(passage_id)
        span = _read_quote(whole.issued.text, quote)
        found = archive.permalinks.resolve(passage_id, span) if span else whole
        shown = answer_object(archive, found, Links(settings.links_base))
        passage = archive.passages.find_in(passage_id, shown["version"])
        translations = translations_of(archive, found)
        title = archive.catalogue.find_version(shown["version"]) or found.issued.version
    if as_json:
        json_line(shown)
        return
    if found.state is not State.EXACT:
        say(_told(found))
    paper = Paper()
    labels = {page["number"]: page["label"] for page in shown["pages"]}
    state = "" if found.state is State.EXACT else f" · {found.state}"
    paper.write(f"{place_on(title.title, labels, labels)} · {shown['language']}{state}", style="bold")
    if shown["section"]:
        paper.write(" › ".join(shown["section"]), style="dim")
    _write_words(paper, found, passage, shown["text"])
    for each in shown["candidates"]:
        paper.write(f"p. {', '.join(page['label'] for page in each['pages'])}: {one_line(each['text'])}")
        paper.write(each["url"], style="dim", wrapped=False)
    paper.write(shown["url"], style="dim", wrapped=False)
    _write_translations(paper, translations, Links(settings.links_base))


def _write_translations(paper: Paper, translations: Sequence[Translation], links: Links) -> None:
    for told in translations:
        if told.is_untranslated:
            paper.write(f"Not translated in the version in {told.language} (confidence {told.confidence:.2f}).")
            paper.write(told.address(links), style="dim", wrapped=False)
        elif told.passages:
            paper.write(f"in {told.language} (confidence {told.confidence:.2f}): {told.text}")
            paper.write(told.address(links), style="dim", wrapped=False)
        else:
            paper.write(f"Nothing in {told.language} says this (confidence {told.confidence:.2f}).")


def _write_words(paper: Paper, found: Resolution, passage: Passage | None, text: str) -> None:
    """Write the words: of a passage that stands as it does, of what was changed both wordings."""
    is_all = found.span == (0, len(found.issued.text))
    if found.state is State.CHANGED and found.match:
        before = found.issued.text[slice(*found.span)]
        paper.write(compared(before, found.match.text, in_colour=paper.is_coloured))
    elif passage is not None:
        paper.write(marked_passage(passage, None if is_all else Cut(*found.span)))
    else:
        paper.write(text if is_all else found.issued.text[slice(*found.span)])


def _told(found: Resolution) -> str:
    issued = found.issued
    label = ", ".join(place.label for place in issued.places_of(*found.span))
    where = f"p. {label} of edition {issued.version.edition}"
    told = {
        State.MOVED: f"This passage stood on {where}, and stands elsewhere now.",
        State.CHANGED: f"This passage was changed. On {where} it read otherwise:",
        State.UNCERTAIN: f"This passage stood on {where}; {len(found.candidates)} places could be meant:",
        State.GONE: f"This passage is no longer in the document. On {where} it read:",
    }
    return told[found.state]


def _read_quote(text: str, quote: str | None) -> Span | None:
    if quote is None:
        return None
    written = re.fullmatch(r"(\d{1,7})-(\d{1,7})", quote)
    start, end = (int(written[1]), int(written[2])) if written else (0, 0)
    if not start < end <= len(text):
        raise click.BadParameter(
            f"“{quote}” is no stretch of this passage: write START-END within 0-{len(text)}.",
            param_hint="--quote",
        )
    return start, end
