"""`pasaje reindex` and `pasaje check`: the index made again, and everything held against everything else."""

from __future__ import annotations

import time

import click

from search_app import wiring
from search_app.commands.checking import Checked, Trouble, look
from search_app.commands.mending import mend
from search_app.commands.opening import opened, pass_settings, writing
from search_app.commands.output import counted, json_line, say
from search_app.settings import Settings


@click.command(epilog="\b\nExample:\n  pasaje --data /srv/pasaje reindex")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as one JSON object.")
@pass_settings
def reindex(settings: Settings, *, as_json: bool) -> None:
    """Make the index again from zero."""
    started = time.monotonic()
    with opened(settings) as archive, writing(archive, "making the index again"):
        passages = wiring.rebuild_index(settings, archive).count()
        versions = len(archive.catalogue.current_versions())
    seconds = time.monotonic() - started
    if as_json:
        json_line({"versions": versions, "passages": passages, "seconds": round(seconds, 3)})
    say(f"{counted(versions, 'version')}, {counted(passages, 'passage')} indexed in {seconds:.1f} s.")


@click.command(epilog="\b\nExamples:\n  pasaje check\n  pasaje check --repair --json")
@click.option("--repair", is_flag=True, help="Mend what can be mended, and say what was.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a trouble, and one at the end.")
@pass_settings
def check(settings: Settings, *, repair: bool, as_json: bool) -> int:
    """Check originals, catalogue and index.

    Every original is read and held against its hash, every version against its pages and its original, the index
    against the catalogue. Leaves with 5 when something is wrong with the archive, with 4 when only the index is.
    While somebody is writing, what is not finished is no trouble.

    With --repair the index is made again if anything is wrong with it, originals that were lost are taken again
    from where they came, versions that are not whole are read again, and what was left behind by what was ended is
    deleted. A file of which there is no other is never deleted.
    """
    with opened(settings) as archive:
        checked = look(settings, archive)
        if repair and checked.to_mend:
            with writing(archive, "repairing"):
                for done in mend(settings, archive, checked):
                    _tell("repaired", done, as_json=as_json)
            checked = look(settings, archive)
    for trouble in checked.troubles:
        _tell("trouble", trouble, as_json=as_json)
    for note in checked.notes:
        _tell("note", note, as_json=as_json)
    if as_json:
        json_line(checked.summary)
    _sum_up(checked)
    return checked.exit


def _sum_up(checked: Checked) -> None:
    if checked.writer:
        say(f"At work now: {checked.writer}. What it has not finished was not checked.")
    troubles = counted(len(checked.troubles), "trouble")
    say(f"{counted(checked.originals, 'original')} checked, {troubles} found.")


def _tell(level: str, trouble: Trouble, *, as_json: bool) -> None:
    if not as_json:
        say(trouble.message)
        return
    said = {
        "about": trouble.part,
        "level": level,
        "code": trouble.code,
        "version": trouble.version_id,
        "original": trouble.sha256,
        "message": trouble.message,
    }
    json_line(said)
