"""The command `pasaje`: one group, its options, and what becomes of errors.

Rule: results go to standard output, words for people to standard error; an error is one sentence there and
an exit code of the contract, and only what nobody expected shows a traceback. Commands, and the words for
errors, are imported when they are needed: help waits for none of them, and a command for no other.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, cast

import click

from search_app.commands.exits import Exit
from search_app.commands.names import COMMANDS
from search_app.settings import Settings

_AROUND_NAMES = 6
"""Columns of help about the name of a command, as click counts them."""


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
            _say(f"{error.format_message()} See “{name} --help”.")
            code = Exit.WRONG_USE
        except click.ClickException as error:
            _say(error.format_message())
            code = error.exit_code
        except OSError as error:  # outside of the commands only standard output is written to: help, version
            code = _lost_output(error.strerror or str(error))
        sys.exit(code)

    def invoke(self, context: click.Context) -> Any:
        """Run the command; turn what is expected to go wrong into a sentence and a code."""
        try:
            done = super().invoke(context)
        except KeyboardInterrupt:
            _say("Stopped. What was finished is kept; the same command goes on from there.")
            return Exit.INTERRUPTED
        except BrokenPipeError:
            _forget_stdout()
            return Exit.DONE
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            code = _told(error)
            if code is None:
                raise
            return code
        return done

    def list_commands(self, _context: click.Context) -> list[str]:
        """Give the names of the commands, in the order of help."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Import a command that is named."""
        named = COMMANDS.get(name)
        if named is None:
            return None
        module = import_module(f"search_app.commands.{named.module}")
        if not gc.isenabled():  # see `main`
            gc.freeze()
            gc.enable()
        return cast("click.Command", getattr(module, named.attribute))

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, as click writes it, importing none."""
        room = formatter.width - _AROUND_NAMES - max(map(len, COMMANDS))
        told = {name: click.Command(name, help=named.does) for name, named in COMMANDS.items()}
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.get_short_help_str(room)) for name, each in told.items()])


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
@click.version_option(package_name="pasaje", message="%(prog)s %(version)s")
@click.pass_context
def pasaje(context: click.Context, data: Path | None) -> None:
    """Search inside PDFs in English and Spanish, and link to the passage."""
    try:
        context.obj = Settings.from_environment(data=data)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if os.path.isfile(context.obj.data):  # noqa: PTH113 - this one does not raise where one may not look
        raise click.UsageError(f"“{context.obj.data}” is a file: name a folder with --data or PASAJE_DATA.")


def main() -> NoReturn:
    """Run the command line."""
    gc.disable()  # until a command is imported: to look for what can go, where nothing can, takes a tenth of that
    _open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a letter gets a mark for it
            stream.reconfigure(errors="replace")
    pasaje.main(prog_name="pasaje")


def _open_missing_streams() -> None:
    # Closed by the caller (`>&-`): Python has None for them, and the next file opened would get their number.
    for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w" if number else "r", encoding="utf-8"))  # noqa: PTH123, SIM115 - open for good


def _say(sentence: str) -> None:
    from search_app.commands.output import say  # noqa: PLC0415 - help and what goes well need no archive for it

    say(sentence)


def _told(error: Exception) -> Exit | None:
    """Say what went wrong, if it is expected to; gives its code, None for whatever else."""
    from search_app.commands.faults import exit_for, is_output_lost, sentence_for  # noqa: PLC0415 - as above

    code = exit_for(error)
    if code is not None:
        _say(sentence_for(error))
    if is_output_lost(error):
        _forget_stdout()
    return code


def _lost_output(cause: str) -> int:
    from search_app.errors import CannotPrint  # noqa: PLC0415 - as above

    return _told(CannotPrint(cause)) or Exit.UNEXPECTED


def _forget_stdout() -> None:
    # Whoever read us has gone (`| head`): without this, Python complains when it closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
