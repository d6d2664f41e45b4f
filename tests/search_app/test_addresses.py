"""What is remembered of addresses has a bound in length too, for anybody may ask for a long one."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from search_app.address_pieces import query, segment
from search_app.addresses import is_loopback


@pytest.mark.parametrize("looked_at", [is_loopback, segment, lambda value: query([("q", value)])])
def test_what_is_long_is_not_remembered(looked_at: Callable[[str], object]) -> None:
    tracemalloc.start()
    try:
        for number in range(20):
            looked_at(f"{number}-{'a' * 100_000}")
        held_bytes, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held_bytes < 1_000_000


def test_what_is_long_is_said_as_what_is_short() -> None:
    assert segment("á/" * 600) == "%C3%A1%2F" * 600
    assert query([("q", "á b " * 300)]) == f"?q={'%C3%A1+b+' * 300}"


def test_a_name_of_this_machine_is_no_longer_than_a_name_may_be() -> None:
    label = "a" * 60 + "."
    assert is_loopback(label * 4 + "localhost")
    assert not is_loopback(label * 5 + "localhost")
