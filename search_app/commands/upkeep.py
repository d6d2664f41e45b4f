"""`pasaje reindex` and `pasaje check`: the index made again, and everything held against everything else."""

from __future__ import annotations

import time

import click

from search_app import wiring
from search_app.commands.checking import Checked, Trouble, check_all
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
@click.option("--repair", is_flag=True, help="Make the index again if anything is wrong with it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a trouble, and one at the end.")
@pass_settings
def check(settings: Settings, *, repair: bool, as_json: bool) -> int:
    """Check originals, catalogue and index.

    Every original is read and held against its hash, every version against its original, the index against the
    catalogue. Leaves with 5 when something is wrong with the archive, with 4 when only the index is. While
    somebody is writing, what is not indexed yet is no trouble.
    """
    with opened(settings) as archive:
        checked = check_all(settings, archive, is_repairing=repair)
    for trouble in checked.troubles:
        _tell(trouble, as_json=as_json)
    if as_json:
        json_line(checked.summary)
    _sum_up(checked)
    return checked.exit


def _sum_up(checked: Checked) -> None:
    for sha256 in checked.unread:
        say(f"The original {sha256[:12]}… is kept, but was not read: add the same PDF again.")
    if checked.writer:
        say(f"At work now: {checked.writer}. What it has not finished was not checked.")
    troubles = counted(len(checked.troubles), "trouble")
    say(f"{counted(checked.originals, 'original')} checked, {troubles} found.")


def _tell(trouble: Trouble, *, as_json: bool) -> None:
    if as_json:
        json_line(
            {
                "about": trouble.part,
                "code": trouble.code,
                "version": trouble.version_id,
                "message": trouble.message,
            }
        )
    else:
        say(trouble.message)
