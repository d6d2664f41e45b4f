"""The command `pasaje`: one group, its options, and what becomes of errors.

Rule: results go to standard output, words for people to standard error; an error is one sentence there and
an exit code of the contract, and only what nobody expected shows a traceback.
"""

from __future__ import annotations

import io
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

import click

from search_app.commands.adding import add
from search_app.commands.aligning import align
from search_app.commands.backing_up import backup, restore
from search_app.commands.citing import cite_passage
from search_app.commands.comparing import changes
from search_app.commands.correcting import correct
from search_app.commands.disagreeing import disagreements
from search_app.commands.editing import edit
from search_app.commands.exits import Exit, exit_for, sentence_for
from search_app.commands.forgetting import forget
from search_app.commands.listing import list_versions
from search_app.commands.locating import locate
from search_app.commands.looking_up import lexicon
from search_app.commands.output import say
from search_app.commands.recalling import log
from search_app.commands.relating import relate, suggestions
from search_app.commands.removing import remove
from search_app.commands.rereading import reread
from search_app.commands.retrying import retry
from search_app.commands.searching import search
from search_app.commands.serving import serve
from search_app.commands.showing import show
from search_app.commands.status import status
from search_app.commands.upkeep import check, reindex
from search_app.commands.users import user
from search_app.commands.watching import watch
from search_app.errors import CannotPrint
from search_app.settings import Settings


class Program(click.Group):
    """A group whose errors are sentences and whose exit codes are those of the contract."""

    def main(self, *arguments: Any, **extra: Any) -> NoReturn:
        """Run and leave the process with an exit code."""
        code: int
        try:
            code = super().main(*arguments, **{**extra, "standalone_mode": False}) or Exit.DONE
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            code = Exit.WRONG_USE
        except click.UsageError as error:
            name = error.ctx.command_path if error.ctx else "pasaje"
            say(f"{error.format_message()} See “{name} --help”.")
            code = Exit.WRONG_USE
        except click.ClickException as error:
            say(error.format_message())
            code = error.exit_code
        except OSError as error:  # outside of the commands only standard output is written to: help, version
            code = _lost_output(CannotPrint(error.strerror or str(error)))
        sys.exit(code)

    def invoke(self, context: click.Context) -> Any:
        """Run the command; turn what is expected to go wrong into a sentence and a code."""
        try:
            done = super().invoke(context)
        except KeyboardInterrupt:
            say("Stopped. What was finished is kept; the same command goes on from there.")
            return Exit.INTERRUPTED
        except BrokenPipeError:
            _forget_stdout()
            return Exit.DONE
        except CannotPrint as error:
            return _lost_output(error)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            code = exit_for(error)
            if code is None:
                raise
            say(sentence_for(error))
            return code
        return done


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  pasaje add papers/                      put PDFs in
  pasaje search regional innovation       find passages
  pasaje serve                            read them in the browser

Exit codes: 0 done, 2 wrong use, 3 some sources failed and the others are in, 4 index, 5 archive.
""",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder that holds the archive. [default: PASAJE_DATA, else ./var]",
)
@click.version_option(version("pasaje"), message="%(prog)s %(version)s")
@click.pass_context
def pasaje(context: click.Context, data: Path | None) -> None:
    """Search inside PDFs in English and Spanish, and link to the passage."""
    try:
        context.obj = Settings.from_environment(data=data)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if os.path.isfile(context.obj.data):  # noqa: PTH113 - this one does not raise where one may not look
        raise click.UsageError(f"“{context.obj.data}” is a file: name a folder with --data or PASAJE_DATA.")


_COMMANDS = (
    add,
    watch,
    retry,
    forget,
    reread,
    search,
    locate,
    show,
    cite_passage,
    changes,
    align,
    disagreements,
    correct,
    lexicon,
    list_versions,
    edit,
    suggestions,
    relate,
    status,
    remove,
    reindex,
    check,
    user,
    log,
    serve,
    backup,
    restore,
)
for command in _COMMANDS:
    pasaje.add_command(command)


def main() -> NoReturn:
    """Run the command line."""
    _open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a letter gets a mark for it
            stream.reconfigure(errors="replace")
    pasaje.main(prog_name="pasaje")


def _open_missing_streams() -> None:
    # Closed by the caller (`>&-`): Python has None for them, and the next file opened would get their number.
    for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w" if number else "r", encoding="utf-8"))  # noqa: PTH123, SIM115


def _lost_output(error: CannotPrint) -> Exit:
    say(str(error))
    _forget_stdout()
    return Exit.UNEXPECTED


def _forget_stdout() -> None:
    # Whoever read us has gone (`| head`): without this, Python complains when it closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
