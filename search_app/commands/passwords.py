"""Passwords for locked files, from a file, from standard input or from the person at the terminal.

Rule: they go from here to the child that opens the files. They are no arguments, which other people of the machine
see; they are not kept, printed or noted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from archive import SourceStatus
from ingest.outcome import Outcome
from ingest.passwords import NO_PASSWORDS, Passwords, passwords_in
from search_app.commands.output import one_line, say

_OF_OTHERS = 0o044
"""Bits of a file's mode that let others than its owner read it."""


def password_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--password-file` to a command, which is given the passwords in it."""
    return click.option(
        "--password-file",
        "passwords",
        metavar="F",
        callback=_passwords,
        help="Passwords for locked files, one a line; “-” reads standard input. They are not kept.",
    )(command)


def ask_for(outcomes: Sequence[Outcome], *, as_json: bool) -> Iterator[tuple[Outcome, Passwords]]:
    """Ask once for the password of each file that is locked, where there is somebody to ask; empty skips it."""
    if as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    for outcome in outcomes:
        if outcome.status is SourceStatus.FAILED and outcome.reason and outcome.reason.code == "encrypted":
            question = f"Password for {one_line(Path(outcome.source).name)} (empty: leave it out)"
            word = click.prompt(question, default="", show_default=False, hide_input=True, err=True)
            if word:
                yield outcome, Passwords((word,))


def _passwords(_context: click.Context, _option: click.Parameter, value: Any) -> Passwords:
    if value is None:
        return NO_PASSWORDS
    try:
        return passwords_in(_read(value).decode("utf-8", "surrogateescape").split("\n"))
    except OSError as error:
        raise click.BadParameter(f"“{value}” cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    if path.stat().st_mode & _OF_OTHERS:
        say(f"Others can read {name}: “chmod 600” keeps its passwords to yourself.")
    return path.read_bytes()
