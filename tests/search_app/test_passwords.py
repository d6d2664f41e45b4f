"""Passwords: what is kept of them, and what is told of them, which is nothing."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from search_app import passwords
from search_app.passwords import hashed, is_long_enough, is_outdated, is_right


def test_a_password_is_kept_as_argon2id_of_the_strength_of_the_standard() -> None:
    """RFC 9106, 4: three passes over 64 MiB, four lanes."""
    parameters = extract_parameters(hashed("four words are long"))
    assert parameters.type is Type.ID
    assert (parameters.time_cost, parameters.memory_cost, parameters.parallelism) == (3, 65536, 4)


@pytest.mark.usefixtures("quick_hashes")
def test_only_the_same_password_is_right() -> None:
    kept = hashed("four words are long")
    assert is_right(kept, "four words are long")
    assert not is_right(kept, "four words are longer")
    assert not is_right(kept, "")
    assert not is_right("no hash", "four words are long")
    assert hashed("four words are long") != kept


@pytest.mark.usefixtures("quick_hashes")
def test_a_password_is_the_same_however_the_keyboard_composes_it() -> None:
    """NFKC (RFC 8265): accents set apart, and spaces of another kind."""
    kept = hashed("cooperación y niños")
    assert is_right(kept, "cooperacio\u0301n\u00a0y nin\u0303os")
    assert not is_right(kept, "cooperacion y ninos")
    assert not is_right(kept, "Cooperación y niños")


@pytest.mark.usefixtures("quick_hashes")
def test_an_unknown_name_takes_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in hashes computed, which does not hang on how busy the machine is."""
    computed = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]  # noqa: A002
            computed.append(extract_parameters(str(hash)))
            return bool(super().verify(hash, password))  # type: ignore[arg-type]

    monkeypatch.setattr(passwords, "_hasher", Counting(1, 8, 1))
    passwords._nobodys.cache_clear()
    assert not is_right(None, "nobody's")
    assert not is_right(hashed("something else"), "nobody's")
    assert computed[0] == computed[1]


@pytest.mark.usefixtures("quick_hashes")
def test_a_hash_of_less_work_is_outdated(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = hashed("four words are long")
    assert not is_outdated(kept)
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(2, 16, 1))
    assert is_outdated(kept)
    assert is_right(kept, "four words are long")


@pytest.mark.parametrize(
    ("password", "taken"), [("x" * 11, False), ("x" * 12, True), ("ñ" * 1000, True), ("x" * 1001, False)]
)
def test_long_is_all_that_a_password_must_be(password: str, *, taken: bool) -> None:
    assert is_long_enough(password) is taken


def test_what_is_too_long_is_not_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", None)
    assert not is_right("any", "x" * 1001)
