"""`pasaje add` and locked files: passwords from a file, from standard input, or asked for; and no trace left."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive
from search_app import create_app
from search_app.settings import Settings
from tests.conftest import Runner
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import locked, pdf_bytes

WORD = "schlüssel-0815-geheim"
PROGRAM = [sys.executable, "-c", "import sys; from search_app.cli import main; sys.exit(main())"]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(locked(pdf_bytes([sheet_of(ENGLISH)]), WORD))
    return path


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words"
    path.touch(mode=0o600)
    path.write_text(f"wrong\n{WORD}\n")
    return path


def in_terminal(data: Path, arguments: list[str], typed: str, asked: Callable[[], None] = lambda: None) -> str:
    """Run it at a terminal and type something when it has `asked`; gives all that was to be seen."""
    ours, theirs = pty.openpty()
    command = [*PROGRAM, "--data", str(data), *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                read = os.read(ours, 65536)
            except OSError:  # what Linux says when nobody has the other end any more
                break
            seen += read
            if b"Password for" in seen and typed:
                time.sleep(0.2)
                asked()
                os.write(ours, typed.encode() + b"\n")
                typed = ""
        process.wait()
    os.close(ours)
    return seen.decode(errors="replace")


def test_a_password_file_opens_a_locked_file(runner: Runner, letter: Path, words: Path) -> None:
    """And its password is in nothing that is said or kept."""
    ran = runner("add", str(letter), "--password-file", str(words), "--json")
    (told,) = ran.objects
    assert (told["status"], told["warnings"][0]["code"]) == ("added", "unlocked")
    assert WORD not in ran.out + ran.err
    kept = b"".join(path.read_bytes() for path in letter.parent.rglob("*") if path.is_file() and path != words)
    assert WORD.encode() not in kept
    assert WORD.encode("latin-1") not in kept


def test_a_password_file_that_others_can_read_is_warned_of(runner: Runner, letter: Path, words: Path) -> None:
    assert "Others can read" not in runner("add", str(letter), "--password-file", str(words)).err
    words.chmod(0o644)
    assert "Others can read" in runner("add", str(letter), "--password-file", str(words)).err


def test_a_password_file_that_is_not_there_is_wrong_use(runner: Runner, letter: Path) -> None:
    ran = runner("add", str(letter), "--password-file", "not-there")
    assert ran.code == 2
    assert "not-there" in ran.err


def test_passwords_come_from_standard_input_too(tmp_path: Path, letter: Path) -> None:
    command = [*PROGRAM, "--data", str(tmp_path / "data"), "add", str(letter), "--password-file", "-"]
    done = subprocess.run(command, input=f"{WORD}\n", capture_output=True, text=True, check=False)
    assert (done.returncode, "1 added" in done.stderr) == (0, True), done.stderr


def test_a_locked_file_that_is_kept_is_opened_later(runner: Runner, letter: Path, words: Path) -> None:
    """Whoever sent it need not send it again, nor must it still be where it came from."""
    assert runner("add", str(letter), "--json").objects[0]["reason"]["code"] == "encrypted"
    letter.unlink()
    (told,) = runner("retry", "letter.pdf", "--password-file", str(words), "--json").objects
    assert (told["status"], told["warnings"][0]["code"]) == ("added", "unlocked")


def test_who_tries_again_at_a_terminal_is_asked_too(tmp_path: Path, letter: Path, runner: Runner) -> None:
    runner("add", str(letter))
    seen = in_terminal(tmp_path / "data", ["retry"], WORD)
    assert re.search(r"Password for letter\.pdf", seen)
    assert "1 added" in seen


def test_who_sits_at_a_terminal_is_asked(tmp_path: Path, letter: Path) -> None:
    """What is typed is not shown."""
    seen = in_terminal(tmp_path / "data", ["add", str(letter)], WORD)
    assert re.search(r"Password for letter\.pdf", seen)
    assert "1 added" in seen
    assert WORD not in seen


def test_others_write_while_somebody_thinks_of_a_password(tmp_path: Path, letter: Path, archive: Archive) -> None:
    """And what she sent may be away by then: its bytes are kept."""

    def write() -> None:
        letter.unlink()
        with archive.writing("meanwhile", patience=5):
            pass

    assert "1 added" in in_terminal(archive.folder, ["add", str(letter)], WORD, write)


def test_nobody_is_asked_where_nobody_sits(runner: Runner, letter: Path) -> None:
    ran = runner("add", str(letter))
    assert ran.code == 3
    assert "Password for" not in ran.err
    assert "--password-file" in ran.err


def test_its_pages_are_shown_and_the_locked_original_is_served(
    runner: Runner, letter: Path, words: Path, archive: Archive
) -> None:
    """A reader sees and marks the page without the password, and downloads what was received."""
    runner("add", str(letter), "--password-file", str(words))
    (version,) = archive.catalogue.versions()
    (passage, *_) = archive.passages.of_version(version.id)
    app = create_app(Settings(data=archive.folder))
    client: FlaskClient = app.test_client()
    try:
        assert client.get(f"/versions/{version.id}/pages/1/image").status_code == 200
        assert client.get(f"/p/{passage.id}.png").status_code == 200
        assert client.get(f"/p/{passage.id}.pdf").data.startswith(b"%PDF")
        with client.get(f"/versions/{version.id}/original.pdf") as answer:
            assert answer.data == letter.read_bytes()
    finally:
        app.extensions["pasaje"].close()


def test_a_locked_file_is_read_again_without_its_password(runner: Runner, letter: Path, words: Path) -> None:
    runner("add", str(letter), "--password-file", str(words))
    (told,) = runner("reread", "--json").objects
    assert (told["status"], told["warnings"][0]["code"]) == ("read_again", "unlocked")


def test_check_misses_a_copy_that_is_gone(runner: Runner, letter: Path, words: Path, archive: Archive) -> None:
    """Its pages cannot be shown; taken out and added again with its password, it is whole."""
    runner("add", str(letter), "--password-file", str(words))
    (version,) = archive.catalogue.versions()
    archive.originals.unlocked.drop(version.original_sha256)
    ran = runner("check", "--json")
    assert (ran.code, ran.objects[0]["code"]) == (5, "unlocked_missing")
    runner("remove", version.id)
    runner("add", str(letter), "--password-file", str(words))
    assert runner("check").code == 0
