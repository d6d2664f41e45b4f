"""Readers by the dozen: where they go, and what is told of them."""

from __future__ import annotations

import os
import random
from itertools import islice

from benchmarks.crowding.memory import Memory, Watch, memory_of
from benchmarks.crowding.readers import Asked, Step, at_random
from benchmarks.crowding.walks import PROGRAMS, kind_of, reading
from benchmarks.web import Ran, taken, waited

RESULTS = '<a href="/p/abc234?q=a+b&amp;ui=es">'
PASSAGE = """<img src="/versions/v/pages/2/image?v=5"><img src="/versions/v/pages/1/thumbnail">
<a class="arrow" href="/documents/d/en/pages/3?q=a" data-key="n" rel="next"><a href="/documents/d" lang="en">"""


def test_a_reader_goes_from_what_she_finds_to_its_pages() -> None:
    """Along the links of what she is given, with the images that her browser would ask for."""
    walk = reading(["a b"])(_person())
    asked = [next(walk), *map(walk.send, (RESULTS, PASSAGE, "", "", PASSAGE))]
    assert asked == [
        Step("/?q=a%20b"),
        Step("/p/abc234?q=a+b&ui=es"),
        Step("/versions/v/pages/2/image?v=5", is_at_once=True),
        Step("/versions/v/pages/1/thumbnail", is_at_once=True),
        Step("/documents/d/en/pages/3?q=a"),
        Step("/versions/v/pages/2/image?v=5", is_at_once=True),
    ]
    assert [kind_of(each.path) for each in asked] == ["search", "passage", "image", "image", "page", "image"]


def test_who_finds_nothing_looks_for_something_else() -> None:
    walk = reading(["a"])(_person())
    next(walk)
    assert walk.send("<p>Nothing</p>") == Step("/?q=a")


def test_some_readers_are_programs() -> None:
    firsts = [next(reading(["a"])(random.Random(seed))) for seed in range(200)]
    share = sum(kind_of(each.path) == "API" for each in firsts) / len(firsts)
    assert 0.5 / PROGRAMS < share < 2 / PROGRAMS


def test_ways_by_lot_are_the_same_for_the_same_lot() -> None:
    paths = ["/a", "/b", "/c"]
    ways = [[each.path for each in islice(at_random(paths)(random.Random(7)), 9)] for _ in range(2)]
    assert ways[0] == ways[1]
    assert set(ways[0]) == set(paths)


def test_answers_are_told_by_kind_without_those_before_it_began() -> None:
    asked = [Asked("/?q=a", 1.0, 0.5, 200)]
    asked += [Asked("/?q=a", 2.0 + at, at / 1000, 200) for at in range(1, 102)]
    table = waited(asked, [], 2.0, 3)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["search"] == (101, "51.0", "96.0", "100.0", "101.0")
    assert rows["image"] == (0, "0.0", "0.0", "0.0", "0.0")
    assert rows["all"] == rows["search"]
    assert "101 answers, 0 errors" in table.title


def test_memory_is_told_of_three_times_and_of_the_most() -> None:
    watch = Watch(1, [Memory(at, 3, 2.0 * at, float(at)) for at in range(100)])
    watch.seen[70] = Memory(70.0, 9, 500.0, 400.0)
    ran = Ran(None, watch, 10.0, 30.0, 90.0, 0)  # type: ignore[arg-type]  # nobody read
    assert [row[1:] for row in taken(ran).rows] == [
        (3, "20", "10"),
        (3, "100", "50"),
        (3, "180", "90"),
        (9, "500", "400"),
    ]


def test_memory_is_that_of_a_process_and_those_below_it() -> None:
    seen = memory_of(os.getpid())
    assert seen.processes >= 1
    assert 0 < seen.proportional <= seen.resident


def _person() -> random.Random:
    """Give a lot by which a reader is no program, and goes on at least once."""
    return next(
        random.Random(seed)
        for seed in range(100)
        if not next(reading(["a"])(random.Random(seed))).path.startswith("/api")
    )
