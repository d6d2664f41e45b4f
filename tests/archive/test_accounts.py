"""Accounts, their sessions, tokens and attempts: what opens a door, and what no longer does."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from archive import AccountNotFound, AccountTaken, Archive, BadAccountName, Role
from archive.sessions import IDLE_SECONDS, LONGEST_SECONDS
from archive.sign_ins import Attempt

HASH = "$argon2id$..."


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    for module in ("sessions", "sign_ins"):
        monkeypatch.setattr(f"archive.{module}.time", made)
    return made


@pytest.fixture
def ana(archive: Archive) -> str:
    return archive.accounts.add("ana", Role.CURATOR, HASH).name


def everything(archive: Archive) -> str:
    """Give all that the tables of accounts hold, as text."""
    with archive._database.connect() as connection:
        tables = ("accounts", "sessions", "tokens", "sign_ins", "events")
        return repr([connection.execute(text(f"SELECT * FROM {table}")).all() for table in tables])


def test_a_name_is_one_name_however_it_is_typed(archive: Archive) -> None:
    """Case, width and composition do not tell names apart (RFC 8265)."""
    made = archive.accounts.add("Ｍaría.Ñ", Role.READER, HASH)
    assert made.name == "maría.ñ"
    assert archive.accounts.find("MARI\u0301A.N\u0303") == archive.accounts.get("maría.ñ")
    with pytest.raises(AccountTaken):
        archive.accounts.add("MARÍA.ñ", Role.READER, HASH)


@pytest.mark.parametrize("name", ["", " ", "a b", "os:root", "../x", "a\x00b", "a\u202eb", "x" * 65, "-", "a/b"])
def test_what_cannot_be_told_from_something_else_is_no_name(archive: Archive, name: str) -> None:
    with pytest.raises(BadAccountName):
        archive.accounts.add(name, Role.READER, HASH)
    assert not archive.accounts.are_there()


def test_who_is_not_there_cannot_be_changed(archive: Archive) -> None:
    for change in (
        lambda: archive.accounts.set_role("eve", Role.CURATOR),
        lambda: archive.accounts.set_password("eve", HASH),
        lambda: archive.accounts.remove("eve"),
        lambda: archive.accounts.make_token("eve"),
        lambda: archive.accounts.revoke_tokens("eve"),
    ):
        with pytest.raises(AccountNotFound, match="There is no account “eve”"):
            change()


def test_a_session_is_found_by_what_the_browser_shows_and_that_is_kept_nowhere(archive: Archive, ana: str) -> None:
    token = archive.sessions.begin(ana)
    session = archive.sessions.find(token)
    assert session is not None
    assert (session.account, session.role) == ("ana", Role.CURATOR)
    assert token not in everything(archive)
    assert archive.sessions.find(session.key) is None
    assert archive.sessions.find("") is None


def test_every_session_is_another_and_ends_by_itself(archive: Archive, ana: str) -> None:
    first, second = archive.sessions.begin(ana), archive.sessions.begin(ana)
    assert first != second
    archive.sessions.end(first)
    assert archive.sessions.find(first) is None
    assert archive.sessions.find(second) is not None


def test_a_role_that_changes_counts_at_once(archive: Archive, ana: str) -> None:
    token = archive.sessions.begin(ana)
    archive.accounts.set_role(ana, Role.READER)
    session = archive.sessions.find(token)
    assert session is not None
    assert session.role is Role.READER


def test_a_new_password_ends_all_sessions_and_the_account_takes_all_with_it(archive: Archive, ana: str) -> None:
    session, token = archive.sessions.begin(ana), archive.accounts.make_token(ana)
    archive.accounts.set_password(ana, "other")
    assert archive.sessions.find(session) is None
    assert archive.accounts.find_by_token(token) is not None
    session = archive.sessions.begin(ana)
    archive.accounts.remove(ana)
    assert archive.sessions.find(session) is None
    assert archive.accounts.find_by_token(token) is None
    assert "ana" not in everything(archive)


def test_a_session_ends_when_it_is_not_used_and_in_any_case_after_a_week(
    archive: Archive, ana: str, clock: Clock
) -> None:
    idle = archive.sessions.begin(ana)
    clock.now += IDLE_SECONDS
    assert archive.sessions.find(idle) is None
    used, begun = archive.sessions.begin(ana), clock.now
    while clock.now - begun < LONGEST_SECONDS:
        assert archive.sessions.find(used) is not None
        clock.now += IDLE_SECONDS / 2
    assert archive.sessions.find(used) is None


def test_noting_that_a_session_is_used_does_not_wait_for_who_writes(
    archive: Archive, ana: str, clock: Clock
) -> None:
    token = archive.sessions.begin(ana)
    clock.now += 600
    with Archive.open(archive.folder) as other, other._database.begin():
        assert archive.sessions.find(token) is not None
    assert archive.sessions.find(token) is not None
    assert str(clock.now) in everything(archive)


def test_a_token_is_kept_as_its_hash_and_can_be_revoked(archive: Archive, ana: str) -> None:
    token = archive.accounts.make_token(ana)
    assert archive.accounts.find_by_token(token) == archive.accounts.get(ana)
    assert archive.accounts.find_by_token(token + "x") is None
    assert token not in everything(archive)
    assert [each.token_count for each in archive.accounts.all()] == [1]
    assert archive.accounts.revoke_tokens(ana) == 1
    assert archive.accounts.find_by_token(token) is None


def test_a_hash_is_renewed_unless_the_password_was_changed_meanwhile(archive: Archive, ana: str) -> None:
    archive.accounts.rehash(ana, HASH, "newer")
    assert archive.accounts.find_hash(ana) == "newer"
    archive.accounts.rehash(ana, HASH, "too late")
    assert archive.accounts.find_hash(ana) == "newer"


def attempt(archive: Archive, name: str = "ana", network: str = "192.0.2.7", *, is_local: bool = False) -> Attempt:
    return archive.sign_ins.attempt(name, network, "secret", is_local=is_local)


def fail(archive: Archive, clock: Clock, times: int, network: str = "192.0.2.7", name: str = "ana") -> None:
    for _ in range(times):
        wait = attempt(archive, name, network).wait_seconds
        if wait > 0:
            clock.now += wait
            assert attempt(archive, name, network).wait_seconds <= 0


def test_after_some_failures_each_next_attempt_waits_longer(archive: Archive, clock: Clock) -> None:
    assert [attempt(archive).wait_seconds for _ in range(5)] == [0.0] * 5
    waits = []
    for _ in range(12):
        waits.append(attempt(archive).wait_seconds)
        clock.now += waits[-1]
        attempt(archive)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_who_does_not_wait_is_not_counted(archive: Archive, clock: Clock) -> None:
    """Else somebody who knocks without end would keep the pause growing."""
    fail(archive, clock, 5)
    assert {attempt(archive).wait_seconds for _ in range(50)} == {1.0}


def test_many_at_once_are_no_way_around(archive: Archive, clock: Clock) -> None:
    """An attempt counts before it is known whether the password is right."""
    begun = [attempt(archive) for _ in range(20)]
    assert sum(each.wait_seconds <= 0 for each in begun) == 5


def test_nobody_can_lock_the_owner_out_from_elsewhere(archive: Archive, clock: Clock) -> None:
    archive.sign_ins.succeeded(attempt(archive, network="198.51.100.1"))
    for number in range(60):
        fail(archive, clock, 4, network=f"192.0.2.{number}")
    assert attempt(archive, network="198.51.100.1").wait_seconds == 0, "where she signed in before"
    assert attempt(archive, network="127.0.0.1", is_local=True).wait_seconds == 0, "at the machine"
    assert 0 < attempt(archive, network="203.0.113.9").wait_seconds <= 30, "anywhere else"


def test_one_address_cannot_try_all_accounts(archive: Archive, clock: Clock) -> None:
    waits = [attempt(archive, f"name{number}").wait_seconds for number in range(30)]
    assert waits[:20] == [0.0] * 20
    assert all(wait > 0 for wait in waits[20:])


def test_who_has_an_account_does_not_clear_the_way_for_guesses_at_others(archive: Archive, clock: Clock) -> None:
    for number in range(20):
        attempt(archive, f"name{number}")
        if number < 19:
            archive.sign_ins.succeeded(attempt(archive, "mallory"))
    assert attempt(archive, "another").wait_seconds > 0


def test_a_success_forgets_the_failures_of_this_account_here(archive: Archive, clock: Clock) -> None:
    fail(archive, clock, 4)
    archive.sign_ins.succeeded(attempt(archive))
    assert [attempt(archive).wait_seconds for _ in range(5)] == [0.0] * 5


def test_failures_are_forgotten_after_a_day_and_what_was_typed_is_not_kept(archive: Archive, clock: Clock) -> None:
    fail(archive, clock, 9, name="hunter2 my password")
    assert "hunter2" not in everything(archive)
    clock.now += 24 * 3600 + 1
    assert attempt(archive, "hunter2 my password").wait_seconds == 0
    attempt(archive, "somebody", "198.51.100.2")
    assert everything(archive).count("'here ") == 2


def test_forms_are_signed_with_a_secret_that_stays(archive: Archive) -> None:
    secret = archive.sessions.form_secret()
    assert len(secret) > 40
    with Archive.open(archive.folder) as again:
        assert again.sessions.form_secret() == secret
