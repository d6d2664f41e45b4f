"""`pasaje user` and `pasaje log`: accounts on the command line, and what was done by whom."""

from __future__ import annotations

import json
import os
import pwd
from pathlib import Path

import pytest

from archive import Action, Actor, Archive, Deed, Role, Way
from search_app.passwords import is_right
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.pdf_factory import Sheet, write_pdf

pytestmark = pytest.mark.usefixtures("quick_hashes")
ME = f"os:{pwd.getpwuid(os.getuid()).pw_name}"


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """Give a file with a password."""
    path = tmp_path / "secret"
    path.write_text("four words are long\nand a second line\n")
    return str(path)


def test_an_account_is_made_with_a_password_from_a_file(archive: Archive, runner: Runner, secret: str) -> None:
    made = runner("user", "add", "Ana", "--role", "curator", "--password-file", secret)
    assert (made.code, made.out) == (0, "")
    assert "“ana” may sign in, as a curator." in made.err
    assert archive.accounts.get("ana").role is Role.CURATOR
    assert is_right(archive.accounts.find_hash("ana"), "four words are long")


def test_who_is_not_said_to_be_more_is_a_reader_and_it_is_said_who_may_change_things(
    runner: Runner, secret: str
) -> None:
    assert "There is no curator now" in runner("user", "add", "luis", "--password-file", secret).err
    assert "There is no curator now" not in runner("user", "role", "luis", "curator").err
    gone = runner("user", "remove", "luis").err
    assert "whoever sits at this computer may change things in the browser" in gone


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "a:b"), "“a:b” cannot be the name of an account"),
        (("add", "ana", "--role", "king"), "king"),
        (("password", "eve"), "There is no account “eve”"),
        (("role", "eve", "reader"), "There is no account “eve”"),
        (("remove", "eve"), "There is no account “eve”"),
        (("token", "eve"), "There is no account “eve”"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(
    archive: Archive, runner: Runner, secret: str, arguments: tuple[str, ...], sentence: str
) -> None:
    asks = ("--password-file", secret) if arguments[0] in ("add", "password") else ()
    refused = runner("user", *arguments, *asks)
    assert refused.code == 2
    assert sentence in refused.err
    assert archive.accounts.all() == []


def test_a_short_password_is_refused_and_none_is_taken_from_nowhere(runner: Runner, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("short\n")
    assert "at least 12 characters" in runner("user", "add", "ana", "--password-file", str(tmp_path / "short")).err
    assert "Nobody is there to type a password" in runner("user", "add", "ana").err
    (tmp_path / "latin").write_bytes(b"contrase\xf1a larga\n")
    assert "written in UTF-8" in runner("user", "add", "ana", "--password-file", str(tmp_path / "latin")).err
    assert runner("user", "list").code == 5


def test_a_password_is_asked_for_twice_and_not_shown(
    archive: Archive, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_app.commands.users._is_somebody_there", lambda: True)
    asked = {}

    def prompt(text: str, **how: object) -> str:
        asked.update(how)
        return "four words are long"

    monkeypatch.setattr("click.prompt", prompt)
    assert "four words" not in "".join(runner("user", "add", "ana")[1:])
    assert asked["hide_input"] is True
    assert asked["confirmation_prompt"]


def test_the_accounts_are_listed(archive: Archive, runner: Runner, secret: str) -> None:
    assert "There are no accounts" in runner("user", "list").out
    runner("user", "add", "ana", "--role", "curator", "--password-file", secret)
    runner("user", "token", "ana")
    assert runner("user", "list").out.startswith("ana: curator, since 20")
    (told,) = runner("user", "list", "--json").objects
    assert (told["name"], told["role"], told["tokens"]) == ("ana", "curator", 1)
    assert "argon2" not in json.dumps(told)


def test_a_token_is_printed_once_and_revoked(archive: Archive, runner: Runner, secret: str) -> None:
    runner("user", "add", "ana", "--password-file", secret)
    token = runner("user", "token", "ana").out.strip()
    assert archive.accounts.find_by_token(token) is not None
    assert "1 token of “ana” ended." in runner("user", "token", "ana", "--revoke").err
    assert archive.accounts.find_by_token(token) is None


def test_a_new_password_ends_the_sessions_and_says_that_tokens_hold(
    archive: Archive, runner: Runner, secret: str
) -> None:
    runner("user", "add", "ana", "--password-file", secret)
    session = archive.sessions.begin("ana")
    runner("user", "token", "ana")
    changed = runner("user", "password", "ANA", "--password-file", secret)
    assert "is signed in nowhere. Its tokens hold" in changed.err
    assert archive.sessions.find(session) is None


def test_all_that_is_done_to_accounts_is_in_the_log_and_no_secret_is(
    archive: Archive, runner: Runner, secret: str
) -> None:
    runner("user", "add", "ana", "--password-file", secret)
    token = runner("user", "token", "ana").out.strip()
    runner("user", "role", "ana", "curator")
    runner("user", "password", "ana", "--password-file", secret)
    runner("user", "token", "ana", "--revoke")
    runner("user", "remove", "ana")
    told = runner("log", "--json").out
    events = [json.loads(line) for line in told.splitlines()]
    assert [event["action"] for event in events] == [
        "account_added", "token_made", "role", "password", "tokens_revoked", "account_removed",
    ]  # fmt: skip
    assert {(event["who"], event["way"], event["about"]) for event in events} == {(ME, "command", "ana")}
    assert events[2]["details"] == {"before": "reader", "after": "curator"}
    assert token not in told
    assert "four words" not in told
    assert "argon2" not in told


def test_adding_reading_again_editing_and_removing_are_in_the_log(
    archive: Archive, runner: Runner, tmp_path: Path
) -> None:
    sheet = Sheet()
    sheet.set(["The committee of the two regions will meet in the autumn of every year."], y=120)
    file = write_pdf(tmp_path / "letter.en.pdf", [sheet])
    runner("add", str(file))
    runner("add", str(file))
    version = archive.catalogue.versions()[0]
    runner("edit", "letter", "--title", "A letter", "--place", "Lima")
    runner("edit", "letter", "--forget", "title")
    runner("reread", version.id)
    runner("remove", version.id)
    runner("remove", version.id, "--purge", "--yes")
    events = runner("log", "--json").objects
    assert [event["action"] for event in events] == ["add", "edit", "edit", "reread", "remove", "purge"]
    assert {event["document"] for event in events} == {"letter"}
    assert [event["about"] for event in events] == [version.id, "letter", "letter", *[version.id] * 3]
    assert events[1]["details"] == {"struck": True, "fields": ["place", "title-en"]}
    assert str(file) not in json.dumps(events)


def test_an_edit_tells_what_was_there_before(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version(), title="Study")
    runner("edit", "study", "--title", "The study", "--author", "Quispe, María")
    runner("edit", "study", "--forget", "title")
    first, second = (event["details"]["fields"] for event in runner("log", "--json").objects)
    assert first["title-en"] == {"before": "Study", "after": "The study"}
    assert first["author"] == {"before": [], "after": ["Quispe, María"]}
    assert second == {"title-en": {"before": "The study", "after": None}}


def test_the_log_is_asked_for_by_what_when_and_how_much(archive: Archive, runner: Runner) -> None:
    for number in range(3):
        archive.audit.note(Deed(Actor("ana", Way.WEB, "192.0.2.7"), Action.EDIT, f"d{number}", f"d{number}"))
    assert len(runner("log", "--json", "--limit", "2").objects) == 2
    assert [each["about"] for each in runner("log", "--json", "--about", "d1").objects] == ["d1"]
    assert len(runner("log", "--json", "--since", "2020-01-01").objects) == 3
    assert runner("log", "--json", "--since", "2999-01-01T00:00").objects == []
    assert "is no time" in runner("log", "--since", "yesterday").err
    line = runner("log", "--limit", "1").out
    assert "ana by web from 192.0.2.7: edit d2 (d2)" in line


def test_nothing_in_the_log_steers_the_terminal(archive: Archive, runner: Runner) -> None:
    details = {"source": "a\x1b[2J\u202eb.pdf\nforged line"}
    archive.audit.note(Deed(Actor("ana", Way.WEB), Action.ADD, "v\x1b]0;x\x07", "study", details))
    for told in (runner("log").out, runner("log", "--json").out):
        assert told.count("\n") == 1
        assert not any(sign in told for sign in ("\x1b", "\x07", "\u202e"))
