"""The order to stop is heard, whenever it comes."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator

import pytest

from search_app.stop_order import StopOrder


@pytest.fixture
def order() -> Iterator[StopOrder]:
    """Give an order that is listened for; what stood before is put back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    made = StopOrder()
    made.listen()
    yield made
    for number, handler in before.items():
        signal.signal(number, handler)


def is_rung(order: StopOrder) -> bool:
    return bool(select.select([order.bell], [], [], 0)[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_is_noted_and_wakes_who_waits(order: StopOrder, number: int) -> None:
    assert (order.is_given, is_rung(order)) == (False, False)
    signal.raise_signal(number)
    assert (order.is_given, is_rung(order)) == (True, True)


def test_where_python_drops_what_is_raised_it_is_not_lost(order: StopOrder) -> None:
    class Dropping:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)

    Dropping()
    assert order.is_given


def test_long_work_is_broken_off_at_once(order: StopOrder) -> None:
    with pytest.raises(KeyboardInterrupt), order.at_once():
        signal.raise_signal(signal.SIGTERM)
    signal.raise_signal(signal.SIGTERM)  # outside of it, none is


def test_long_work_is_not_begun_any_more(order: StopOrder) -> None:
    signal.raise_signal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), order.at_once():
        pytest.fail("it was begun")


def test_a_child_that_has_not_said_how_it_stops_ends_by_the_signal(order: StopOrder) -> None:
    child = os.fork()
    if not child:
        signal.raise_signal(signal.SIGTERM)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGTERM
    assert not order.is_given
