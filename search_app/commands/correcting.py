"""`pasaje correct`: what people say of what `pasaje align` shows."""

from __future__ import annotations

from collections.abc import Sequence

import click

from archive import Action, Archive, Correction
from search_app import learned
from search_app.commands.acting import actor, deed
from search_app.commands.opening import opened, pass_settings, writing
from search_app.commands.output import Paper, json_line, say
from search_app.corrections import correction_object, correction_of
from search_app.deeds import alignment_details
from search_app.settings import Settings


@click.command(
    epilog="""\b
Examples:
  pasaje correct study
  pasaje correct study --pair k3j4m2n5p6q7r m2n5p6q7rk3j4,p6q7rk3j4m2n5
  pasaje correct study --alone k3j4m2n5p6q7r
  pasaje correct study --withdraw 3

What is said here holds whenever the versions are aligned again, in place of what was said of the same passages.
"""
)
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--pair", nargs=2, metavar="ID[,ID] ID[,ID]", help="These say the same as those.")
@click.option("--alone", metavar="ID[,ID]", help="Nothing in the other version says this.")
@click.option("--withdraw", type=int, metavar="N", help="Take back what was said under this number.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a correction.")
@pass_settings
def correct(
    settings: Settings,
    *,
    document_id: str,
    pair: tuple[str, str] | None,
    alone: str | None,
    withdraw: int | None,
    as_json: bool,
) -> None:
    """List what people have said of an alignment, or say it.

    DOCUMENT is an id as “list” gives it, the other ids are those of passages as “align” shows them. Without an
    option what was said so far is listed.
    """
    if sum(each is not None for each in (pair, alone, withdraw)) > 1:
        raise click.UsageError("Say one of --pair, --alone and --withdraw.")
    if pair and not all(map(_ids, pair)):
        raise click.UsageError("Name passages on both sides with --pair, or one with --alone.")
    replaced: Sequence[Correction] = ()
    with opened(settings) as archive:
        archive.catalogue.get_document(document_id)
        if pair or alone is not None:
            ours, theirs = pair or (str(alone), "")
            with writing(archive, f"correcting {document_id}"):
                replaced = _correct(archive, document_id, _ids(ours), _ids(theirs))
        elif withdraw is not None:
            with writing(archive, f"correcting {document_id}"):
                _withdraw(archive, document_id, withdraw)
        said = archive.alignment_corrections.of_document(document_id)
    for each in replaced:
        say(f"This replaces {_line(each)}.")
    _list(said, replaced, as_json=as_json)


def _correct(
    archive: Archive, document_id: str, ours: Sequence[str], theirs: Sequence[str]
) -> tuple[Correction, ...]:
    """Keep what is said; gives what was said before of any of these passages, which holds no more."""
    said = correction_of(archive, document_id, ours, theirs, actor().who)
    replaced = archive.alignment_corrections.correct(said)
    archive.audit.note(deed(Action.ALIGN, document_id, document_id, **alignment_details(said, replaced)))
    return replaced


def _withdraw(archive: Archive, document_id: str, number: int) -> None:
    known = {each.number: each for each in archive.alignment_corrections.of_document(document_id)}
    if number not in known:
        raise click.BadParameter(
            f"Nobody has said anything of “{document_id}” under {number}.", param_hint="--withdraw"
        )
    archive.alignment_corrections.withdraw(number)
    details = alignment_details(known[number], is_withdrawn=True)
    archive.audit.note(deed(Action.ALIGN, document_id, document_id, **details))
    learned.align_missing(archive, say)
    say("It is taken back.")


def _list(said: Sequence[Correction], replaced: Sequence[Correction], *, as_json: bool) -> None:
    paper = Paper()
    for each in said:
        if as_json:  # what was said last is what has replaced others
            json_line(correction_object(each, replaced if each is said[-1] else ()))
        else:
            paper.write(_line(each), wrapped=False)
    if not said:
        say("Nobody has corrected anything.")


def _line(said: Correction) -> str:
    sides = [", ".join(ids) for ids in (said.from_ids, said.to_ids) if ids]
    words = " ↔ ".join(sides) if len(sides) > 1 else f"{sides[0]} alone"
    return f"{said.number} {words} · {said.said_by}, {said.said_at[:10]}"


def _ids(named: str) -> list[str]:
    return list(dict.fromkeys(each.strip() for each in named.split(",") if each.strip()))
