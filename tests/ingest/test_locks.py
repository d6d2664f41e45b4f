"""Locked files: opened with the right password and no other, kept without it, and never with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf.constants import UserAccessPermissions

from archive.unlocked import Unlocked
from ingest.errors import OriginalUnreadable
from ingest.limits import Limits
from ingest.locks import RESTRICTED, UNLOCKED
from ingest.passwords import Passwords
from ingest.readings import Reading
from ingest.sandbox import read_all
from ingest.tasks import Task, Unlocking
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import locked, pdf_bytes, with_structure

SHA256 = "ab" * 32
LONG = "a sentence that is longer than the thirty-two bytes of older files"


def read(folder: Path, made: bytes, *words: str) -> Reading | OriginalUnreadable:
    path = folder / "file.pdf"
    path.write_bytes(made)
    unlocking = Unlocking(Unlocked(folder / "unlocked"), SHA256, Passwords(words))
    task = Task(path, path.name, unlocking)
    ((_, result),) = read_all([task], workers=1, limits=Limits(), advance=lambda *_: None)
    return result


def plain() -> bytes:
    return with_structure(pdf_bytes([sheet_of(ENGLISH)] * 2), outline=[("The council", 2, 1)])


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
@pytest.mark.parametrize("word", ["letter", "contraseña", LONG])
def test_a_file_locked_by_any_algorithm_opens_with_its_password(tmp_path: Path, algorithm: str, word: str) -> None:
    """Not a word is lost, nor its outline; and the copy that is kept is the one that was read."""
    made = locked(plain(), word, algorithm=algorithm)
    result = read(tmp_path, made, "wrong", word)
    assert isinstance(result, Reading), result
    assert [page.text.split() for page in result.pages] == [ENGLISH.split()] * 2
    assert [entry.title for entry in result.outline] == ["The council"]
    assert [each.code for each in result.warnings] == [UNLOCKED]
    assert Unlocked(tmp_path / "unlocked").find(SHA256)


def test_the_owner_s_password_opens_it_too(tmp_path: Path) -> None:
    """A file may have both."""
    made = locked(plain(), "user", owner_password="owner")
    assert isinstance(read(tmp_path, made, "owner"), Reading)


def test_a_password_in_another_script_opens_it(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path, locked(plain(), "пароль"), "пароль"), Reading)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--password-file"),
        (("wrong",), "the password given does not"),
        (("wrong", "other"), "none of the 2 passwords"),
    ],
)
def test_a_file_that_stays_locked_says_how_many_passwords_were_tried(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    """And which they were it does not; nothing of it is kept."""
    result = read(tmp_path, locked(plain(), "right"), *words)
    assert isinstance(result, OriginalUnreadable)
    assert result.reason.code == "encrypted"
    assert told in result.reason.message
    assert not any(word in str(result) for word in ("wrong", "other"))
    assert not list(Unlocked(tmp_path / "unlocked").hashes())


@pytest.mark.parametrize(
    ("was", "now", "code", "told"),
    [
        (b"/O ", b"/X ", "damaged", "Its lock is damaged"),
        (b"/U ", b"/X ", "damaged", "Its lock is damaged"),
        (b"/Standard", b"/Strange1", "encrypted", "in a way that Pasaje does not know"),
        (b"/V 5", b"/V 9", "encrypted", "in a way that Pasaje does not know"),
    ],
)
def test_a_lock_without_keys_is_damaged_and_one_of_tomorrow_is_unknown(
    tmp_path: Path, was: bytes, now: bytes, code: str, told: str
) -> None:
    """Whoever sent it is not asked for a password that cannot open it."""
    made = locked(plain(), "letter")
    assert made.count(was) == 1
    result = read(tmp_path, made.replace(was, now))
    assert isinstance(result, OriginalUnreadable)
    assert (result.reason.code, told in result.reason.message) == (code, True)


def test_a_file_unlocked_before_needs_no_password(tmp_path: Path) -> None:
    """It is read from its copy, also when it is read again."""
    made = locked(plain(), "letter")
    read(tmp_path, made, "letter")
    again = read(tmp_path, made)
    assert isinstance(again, Reading)
    assert [each.code for each in again.warnings] == [UNLOCKED]


def test_what_an_owner_restricts_is_read_without_a_word_lost(tmp_path: Path) -> None:
    """It opens without a password; the report says that it is restricted, and no copy is made."""
    forbids = UserAccessPermissions.EXTRACT | UserAccessPermissions.PRINT
    result = read(tmp_path, locked(plain(), "", forbids=forbids))
    assert isinstance(result, Reading)
    assert [page.text.split() for page in result.pages] == [ENGLISH.split()] * 2
    assert [each.code for each in result.warnings] == [RESTRICTED]
    assert not list(Unlocked(tmp_path / "unlocked").hashes())


def test_a_file_that_allows_everything_is_not_called_restricted(tmp_path: Path) -> None:
    result = read(tmp_path, locked(plain(), ""))
    assert isinstance(result, Reading)
    assert not result.warnings
