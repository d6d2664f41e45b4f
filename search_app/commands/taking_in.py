"""Take sources into the archive and its index, telling what becomes of each: for all commands that add."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from archive import Archive, Relation, SourceStatus, Warned
from ingest.outcome import Options, Outcome
from ingest.passwords import NO_PASSWORDS, Passwords
from search_app import learned, progress, wiring
from search_app.commands.acting import Noting
from search_app.commands.deciding import decide_on_added
from search_app.commands.exits import Exit
from search_app.commands.meanwhile import Meanwhile
from search_app.commands.opening import say_what_waits, writing
from search_app.commands.output import counted, say
from search_app.commands.passwords import ask_for
from search_app.settings import Settings
from search_app.settled import is_settled, note_settled

if TYPE_CHECKING:
    from ingest.sources import Found, Refused

TAKEN_IN = {SourceStatus.ADDED, SourceStatus.NEW_EDITION, SourceStatus.WAITING}
_READ = TAKEN_IN | {SourceStatus.READ_AGAIN}


def take_in(
    settings: Settings,
    archive: Archive,
    sources: Sequence[str | Found | Refused],
    options: Options,
    *,
    purpose: str,
    quiet: bool,
    as_json: bool,
    passwords: Passwords = NO_PASSWORDS,
    accepted: Collection[Relation] = (),
    asks: bool = True,
) -> list[Outcome]:
    """Add sources and bring the index up to date; the writer lock is held for as long as that takes.

    What is suggested of them is done where it is of the `accepted` kinds. Where there is somebody to ask, the
    passwords of locked files are asked for, and nobody waits for the answer; not with `asks=False`. Where all was
    done before and nothing was added, nothing but that is looked at.
    """

    def add(sources: Sequence[str | Found | Refused], words: Passwords) -> list[Outcome]:
        with ExitStack() as stack:
            with progress.listening(quiet=quiet, as_json=as_json) as teller:
                noting = Noting(progress.Annotated(teller, partial(_with_ignored, archive, options)), archive)
                meanwhile = stack.enter_context(
                    Meanwhile(noting, archive, lambda: wiring.update_index(settings, archive, tell=say))
                )
                outcomes = wiring.add(
                    archive, sources, options, workers=settings.workers, listener=meanwhile, passwords=words
                )
            decide_on_added(archive, (each.version_id for each in outcomes), accepted)
            if is_settled(settings):
                return outcomes
            if meanwhile.unindexed >= _WORTH_A_WORD and not quiet:
                say(f"Indexing {counted(meanwhile.unindexed, 'passage')} ...")
            wiring.update_index(settings, archive, tell=say)
            learned.align_missing(archive, None if quiet else say, worked_out=meanwhile.ahead)
        note_settled(settings, archive)
        return outcomes

    with writing(archive, purpose):
        if not quiet:
            say_what_waits(archive)
        outcomes = add(sources, passwords)
    if not asks:
        return outcomes
    return open_locked(settings, archive, outcomes, purpose=purpose, quiet=quiet, as_json=as_json)


def open_locked(
    settings: Settings, archive: Archive, outcomes: list[Outcome], *, purpose: str, quiet: bool, as_json: bool
) -> list[Outcome]:
    """Ask for the passwords of files that stayed locked, where somebody is there; gives what became of all."""
    for locked, password in ask_for(outcomes, as_json=as_json):
        wiring.take_up(archive, locked)
        again = take_in(
            settings,
            archive,
            [],
            Options(),
            purpose=purpose,
            quiet=quiet,
            as_json=as_json,
            passwords=password,
            asks=False,
        )
        outcomes = [each for each in outcomes if each is not locked] + again
    return outcomes


def exit_of(outcomes: Sequence[Outcome]) -> Exit:
    """Tell scripts whether any source failed."""
    failed = any(outcome.status is SourceStatus.FAILED for outcome in outcomes)
    return Exit.SOME_FAILED if failed else Exit.DONE


def summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    """Say what became of all sources: “5 added, 1 unchanged, 2 failed: 60 pages, 431 passages in 2.3 s.”."""
    if not outcomes:
        return "No PDF was found there."
    counts = [(sum(each.status is status for each in outcomes), words) for status, words in _STATUS_WORDS]
    read = [each for each in outcomes if each.status in _READ]
    pages = sum(each.pages or 0 for each in read)
    passages = sum(each.passages or 0 for each in read)
    told = ", ".join(f"{count:,} {words}" for count, words in counts if count)
    return f"{told}: {counted(pages, 'page')}, {counted(passages, 'passage')} in {seconds:.1f} s."


def purpose_of(sources: Sequence[str]) -> str:
    """Say what is being done, for those who wait for it."""
    return f"adding {sources[0]}" if len(sources) == 1 else f"adding {len(sources)} sources"


def _with_ignored(archive: Archive, options: Options, outcome: Outcome) -> Outcome:
    """Note on a file that is here already which options are not what it is held with."""
    if (
        options == Options()
        or outcome.status is not SourceStatus.UNCHANGED
        or not outcome.version_id
        or not outcome.document_id
    ):
        return outcome
    version = archive.catalogue.get_version(outcome.version_id)
    document = archive.catalogue.get_document(outcome.document_id)
    asked = {
        "--document": (options.document_id, document.id),
        "--language": (options.language, version.language),
        "--title": (options.title, version.title),
        "--date": (options.date, document.date),
    }
    ignored = [name for name, (said, held) in asked.items() if said not in (None, held)]
    if not ignored:
        return outcome
    told = f"It is held as “{document.id}” and stays as it is; not applied: {', '.join(ignored)}."
    return replace(outcome, warnings=(*outcome.warnings, Warned(progress.OPTIONS_IGNORED, None, told)))


_WORTH_A_WORD = 2_000
"""Passages that take about a second to index: nobody waits longer without a word."""

_STATUS_WORDS = (
    (SourceStatus.ADDED, "added"),
    (SourceStatus.NEW_EDITION, "added as new editions"),
    (SourceStatus.UNCHANGED, "unchanged"),
    (SourceStatus.READ_AGAIN, "read again"),
    (SourceStatus.WAITING, "waiting"),
    (SourceStatus.FAILED, "failed"),
)
