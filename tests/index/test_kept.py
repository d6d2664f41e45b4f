"""What is kept, and what goes when there is no more room."""

from __future__ import annotations

from index.whoosh_engine.kept import Kept


class _Made:
    """Makes values as large as their keys say, and notes which were made."""

    def __init__(self, most: int) -> None:
        self.kept = Kept[tuple[str, int], bytes](most, lambda _, value: len(value))
        self.made: list[str] = []

    def ask(self, name: str, size: int) -> None:
        def make(key: tuple[str, int]) -> bytes:
            self.made.append(key[0])
            return bytes(key[1])

        self.kept.get((name, size), make)


def test_what_is_kept_is_made_once() -> None:
    held = _Made(100)
    for _ in range(3):
        held.ask("a", 40)
    assert held.made == ["a"]
    assert held.kept.held_bytes == 40


def test_what_is_larger_goes_before_what_is_smaller() -> None:
    held = _Made(100)
    for name, size in (("small", 10), ("large", 80), ("other", 30), ("small", 10), ("large", 80)):
        held.ask(name, size)
    assert held.made == ["small", "large", "other", "large"]


def test_of_equal_ones_those_asked_for_longest_ago_go_first() -> None:
    held = _Made(100)
    for name in ("a", "b", "a", "c", "a", "b"):
        held.ask(name, 50)
    assert held.made == ["a", "b", "c", "b"]


def test_what_came_last_is_kept_whatever_its_size() -> None:
    held = _Made(100)
    for name, size in (("small", 10), ("huge", 500), ("huge", 500), ("small", 10)):
        held.ask(name, size)
    assert held.made == ["small", "huge", "small"]
    assert held.kept.held_bytes == 10


def test_who_asks_again_and_again_for_more_than_fits_finds_much_of_it() -> None:
    """By age alone nothing would ever be found: what is asked for next is what was asked for longest ago."""
    held = _Made(100)
    for _ in range(20):
        for number in range(12):
            held.ask(f"{number}", 4 + number)
    assert len(held.made) < 20 * 12 / 2


def test_small_ones_that_nobody_asks_for_go_in_the_end() -> None:
    held = _Made(100)
    held.ask("old", 20)
    for number in range(40):
        held.ask(f"new {number}", 30)
    held.ask("old", 20)
    assert held.made.count("old") == 2


def test_keys_take_room_too() -> None:
    """What is asked for in a hundred words is remembered with all of them."""
    kept = Kept[str, bytes](10_000, lambda key, value: len(key) + len(value))
    for number in range(20):
        kept.get(f"{number}" + "a" * 1_000, lambda _: b"b")
    assert len(kept._values) == 9
