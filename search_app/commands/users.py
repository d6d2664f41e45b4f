"""`pasaje user`: accounts, their roles and passwords, and tokens for programs.

Rule: a password is never an argument, which others see in lists of processes and histories keep.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from archive import Account, Action, Archive, Role
from archive.accounts import checked_name
from search_app import wiring
from search_app.commands.acting import deed
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import Paper, counted, json_line, print_line, say
from search_app.passwords import LONGEST, SHORTEST, hashed, is_long_enough
from search_app.settings import Settings

_password_file = click.option(
    "--password-file",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    metavar="F",
    help="Take the password from the first line of a file; - is standard input.",
)


@click.group(
    epilog="""\b
Examples:
  pasaje user add ana --role curator         asks for the password, twice
  pasaje user add luis --password-file - < secret.txt
  pasaje user list
  pasaje user token ana                      for a program that adds PDFs
"""
)
def user() -> None:
    """Say who may read and who may change the archive.

    As long as there is no account, whoever sits at the computer that Pasaje runs on may add, edit and remove in
    the browser, and others read. From the first account on one signs in to change something, on this computer too;
    with PASAJE_READING=accounts also to read. Commands ask for no account: they are for who may write the data
    folder.
    """


@user.command("add", epilog="\b\nExamples:\n  pasaje user add ana --role curator\n  pasaje user add luis")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.READER.value,
    show_default=True,
    help="What it may do: read, or also add, edit and remove.",
)
@_password_file
@pass_settings
def add_user(settings: Settings, *, name: str, role: str, password_file: Path | None) -> None:
    """Make an account."""
    done = deed(Action.ACCOUNT_ADDED, checked_name(name), role=role)
    password_hash = hashed(_new_password(password_file))  # before an archive is made
    with wiring.open_archive(settings) as archive:
        account = archive.accounts.add(name, Role(role), password_hash, done)
        say(f"“{account.name}” may sign in, as a {account.role}.")
        _warn(archive)


@user.command("list", epilog="\b\nExample:\n  pasaje user list --json")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an account.")
@pass_settings
def list_users(settings: Settings, *, as_json: bool) -> None:
    """List the accounts."""
    with opened(settings) as archive:
        accounts = archive.accounts.all()
    paper = Paper()
    for account in accounts:
        if as_json:
            json_line(_object(account))
        else:
            tokens = f", {counted(account.token_count, 'token')}" if account.token_count else ""
            paper.write(f"{account.name}: {account.role}, since {account.made_at[:10]}{tokens}")
    if not accounts and not as_json:
        paper.write("There are no accounts: “pasaje user add NAME” makes one.")


@user.command("password", epilog="\b\nExample:\n  pasaje user password ana")
@click.argument("name")
@_password_file
@pass_settings
def set_password(settings: Settings, *, name: str, password_file: Path | None) -> None:
    """Give an account another password; wherever it is signed in, it is not any more."""
    with opened(settings) as archive:
        account = archive.accounts.get(name)
        password_hash = hashed(_new_password(password_file))
        archive.accounts.set_password(account.name, password_hash, deed(Action.PASSWORD, account.name))
        tokens = " Its tokens hold: --revoke of “user token” ends them." if _has_tokens(archive, account) else ""
        say(f"“{account.name}” has a new password, and is signed in nowhere.{tokens}")


@user.command("role", epilog="\b\nExample:\n  pasaje user role luis curator")
@click.argument("name")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@pass_settings
def set_role(settings: Settings, *, name: str, role: str) -> None:
    """Change what an account may do; it holds from its next click on."""
    with opened(settings) as archive:
        account = archive.accounts.get(name)
        done = deed(Action.ROLE, account.name, before=account.role.value, after=role)
        archive.accounts.set_role(account.name, Role(role), done)
        say(f"“{account.name}” is a {role}.")
        _warn(archive)


@user.command("remove", epilog="\b\nExample:\n  pasaje user remove luis")
@click.argument("name")
@pass_settings
def remove_user(settings: Settings, *, name: str) -> None:
    """Take an account away, with its sessions and tokens; what it did stays in the log."""
    with opened(settings) as archive:
        account = archive.accounts.get(name)
        archive.accounts.remove(account.name, deed(Action.ACCOUNT_REMOVED, account.name, role=account.role.value))
        say(f"“{account.name}” is no account any more.")
        _warn(archive)


@user.command("token", epilog="\b\nExamples:\n  pasaje user token ana\n  pasaje user token ana --revoke")
@click.argument("name")
@click.option("--revoke", is_flag=True, help="End all tokens of the account instead.")
@pass_settings
def token(settings: Settings, *, name: str, revoke: bool) -> None:
    """Make a token for a program that acts for an account, and print it this once.

    The program sends it as “Authorization: Bearer TOKEN”. It may read what the account may, and change what the
    account may at addresses below /api/.
    """
    with opened(settings) as archive:
        account = archive.accounts.get(name)
        if revoke:
            ended = archive.accounts.revoke_tokens(account.name, deed(Action.TOKENS_REVOKED, account.name))
            say(f"{counted(ended, 'token')} of “{account.name}” ended.")
        else:
            print_line(archive.accounts.make_token(account.name, deed(Action.TOKEN_MADE, account.name)))
            say("Keep it where only the program reads it: it is not shown again.")


def _new_password(file: Path | None) -> str:
    """Read a password. Raises: click.UsageError."""
    password = _asked() if file is None else _first_line(file)
    if not is_long_enough(password):
        raise click.UsageError(
            f"A password has at least {SHORTEST} characters and at most {LONGEST:,}; a few words will do."
        )
    return password


def _asked() -> str:
    if not _is_somebody_there():
        raise click.UsageError("Nobody is there to type a password: give it with --password-file, - for a pipe.")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt="Again", err=True)
    return asked


def _is_somebody_there() -> bool:
    return sys.stdin.isatty()


def _first_line(file: Path) -> str:
    try:
        text = sys.stdin.readline(LONGEST * 4) if str(file) == "-" else file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.UsageError("The password must be written in UTF-8.") from None
    return (text.splitlines() or [""])[0]


def _warn(archive: Archive) -> None:
    """Say who may change things now, where somebody may be surprised."""
    accounts = archive.accounts.all()
    if not accounts:
        say("There are no accounts now: whoever sits at this computer may change things in the browser.")
    elif not any(account.role is Role.CURATOR for account in accounts):
        say("There is no curator now: nobody may change anything in the browser, on this computer either.")


def _has_tokens(archive: Archive, account: Account) -> bool:
    return any(each.token_count for each in archive.accounts.all() if each.name == account.name)


def _object(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "role": account.role.value,
        "made_at": account.made_at,
        "tokens": account.token_count,
    }
