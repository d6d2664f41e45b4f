"""What cannot be made: known by its own fault for good, put off where time ran out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.derived import Derived
from ingest.errors import DrawingStopped, OriginalUnreadable, PageSlow, PageUnreadable
from search_app import attempts
from search_app.attempts import FIRST_SECONDS, LONGEST_SECONDS, attempt, is_given_up

SHA256, NAME = "ab" * 32, "1@1.1"


class Clock:
    """Stands where the tests put it."""

    now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


class Tried:
    """Fails as it is told, and counts how often."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault, self.times = fault, 0

    def __call__(self) -> bytes:
        self.times += 1
        if self.fault is not None:
            raise self.fault
        return b"made"


@pytest.fixture
def derived(tmp_path: Path) -> Derived:
    return Derived(tmp_path)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(attempts, "time", made)
    return made


def is_tried(derived: Derived, make: Callable[[], bytes]) -> bool:
    assert isinstance(make, Tried)
    before = make.times
    assert attempt(derived, SHA256, NAME, make) == b""
    return make.times > before


@pytest.mark.parametrize("fault", [PageUnreadable("Page 1 is broken."), OriginalUnreadable("damaged", "It is.")])
def test_what_is_broken_is_not_tried_again(derived: Derived, clock: Clock, fault: Exception) -> None:
    broken = Tried(fault)
    assert is_tried(derived, broken)
    clock.now += 10 * LONGEST_SECONDS
    assert not is_tried(derived, broken)
    assert is_given_up(derived, SHA256, NAME)


def test_what_was_slow_is_tried_again_after_minutes_and_then_later_each_time(
    derived: Derived, clock: Clock
) -> None:
    slow = Tried(PageSlow("Page 1 takes too much."))
    assert is_tried(derived, slow)
    for wait in (FIRST_SECONDS, 2 * FIRST_SECONDS, 4 * FIRST_SECONDS):
        clock.now += wait - 2
        assert not is_tried(derived, slow)
        clock.now += 4
        assert is_tried(derived, slow)


def test_what_is_always_slow_is_tried_once_a_day(derived: Derived, clock: Clock) -> None:
    slow = Tried(PageSlow("Page 1 takes too much."))
    for _ in range(20):
        attempt(derived, SHA256, NAME, slow)
        clock.now += LONGEST_SECONDS + 1
    assert is_tried(derived, slow)


def test_what_was_slow_once_is_made_when_the_machine_is_idle(derived: Derived, clock: Clock) -> None:
    attempt(derived, SHA256, NAME, Tried(PageSlow("Page 1 takes too much.")))
    clock.now += FIRST_SECONDS + 1
    assert attempt(derived, SHA256, NAME, Tried()) == b"made"


def test_what_was_stopped_says_nothing(derived: Derived) -> None:
    with pytest.raises(DrawingStopped):
        attempt(derived, SHA256, NAME, Tried(DrawingStopped()))
    assert attempt(derived, SHA256, NAME, Tried()) == b"made"


def test_a_record_that_was_cut_short_is_none(derived: Derived, tmp_path: Path) -> None:
    attempt(derived, SHA256, NAME, Tried(PageSlow("Page 1 takes too much.")))
    (record,) = tmp_path.glob("*/*/*.later")
    record.write_bytes(record.read_bytes()[:5])
    assert attempt(derived, SHA256, NAME, Tried()) == b"made"
