"""Errands end, whatever happens to the child that does them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from ingest.errands import Errands, Patience, Wording
from ingest.errors import OriginalUnreadable

pytestmark = pytest.mark.real_children

PATIENT = Patience(total_seconds=30, quiet_seconds=30)


def add_up(left: int, right: int, *, said: Callable[[int, int], None]) -> tuple[int, int]:
    said(left, right)
    return left + right, os.getpid()


def refuse(*, said: Callable[[int, int], None]) -> None:
    raise OriginalUnreadable("not_a_pdf", "It is a song.")


def break_down(*, said: Callable[[int, int], None]) -> None:
    raise RuntimeError("inside")


def take_all(*, said: Callable[[int, int], None]) -> int:
    return len(b"x" * 2_000_000_000)


def die(*, said: Callable[[int, int], None]) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def blocked(*, said: Callable[[int, int], None]) -> list[int]:
    return sorted(signal.pthread_sigmask(signal.SIG_BLOCK, []))


def talk_for_ever(*, said: Callable[[int, int], None]) -> None:
    while True:
        said(1, 0)


def test_one_child_does_one_errand_after_another_and_tells() -> None:
    told: list[tuple[int, int]] = []
    with Errands(PATIENT) as errands:
        first = errands.run(add_up, 1, 2, said=lambda *numbers: told.append(numbers))
        second = errands.run(add_up, 3, 4)
    assert (first[0], second[0], told) == (3, 7, [(1, 2)])
    assert first[1] == second[1] != os.getpid()


@pytest.mark.parametrize(
    ("work", "code"),
    [(refuse, "not_a_pdf"), (break_down, "unreachable"), (take_all, "too_large"), (die, "crashed")],
)
def test_what_fails_is_a_reason_and_the_next_errand_is_done(work: Callable[..., None], code: str) -> None:
    with Errands(PATIENT) as errands:
        with pytest.raises(OriginalUnreadable) as refused:
            errands.run(work)
        assert refused.value.reason.code == code
        assert errands.run(add_up, 1, 2)[0] == 3


def test_who_talks_for_ever_is_ended_too() -> None:
    patience = Patience(total_seconds=4, quiet_seconds=3)
    with Errands(patience) as errands, pytest.raises(OriginalUnreadable, match="It was not here after 4 seconds"):
        errands.run(talk_for_ever)


def test_one_that_is_closed_begins_no_child_any_more() -> None:
    """A thread may be about to begin one just then."""
    errands = Errands(PATIENT)
    errands.close()
    with pytest.raises(OriginalUnreadable, match="broke"):
        errands.run(add_up, 1, 2)
    assert errands._process is None


def test_what_went_wrong_is_said_in_the_words_of_who_asks() -> None:
    wording = Wording(failed="Counting failed ({fault}).", late="Nothing after {seconds:,.0f} s.", advice=" Alas.")
    with Errands(Patience(total_seconds=4, quiet_seconds=3), wording) as errands:
        with pytest.raises(OriginalUnreadable, match=r"^Counting failed \(RuntimeError: inside\)\.$"):
            errands.run(break_down)
        with pytest.raises(OriginalUnreadable, match=r"^Nothing after 4 s\. Alas\.$"):
            errands.run(talk_for_ever)


def test_a_child_hears_no_interrupt_from_its_first_moment_on() -> None:
    """Ctrl-C reaches it while it imports what it needs to ignore it."""
    with Errands(PATIENT) as errands:
        assert errands.run(blocked) == [signal.SIGINT]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_nobody_is_left_behind() -> None:
    with Errands(PATIENT) as errands:
        _, child = errands.run(add_up, 1, 2)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
