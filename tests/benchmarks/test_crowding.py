"""Readers by the dozen: where they go, and what is told of them."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable
from itertools import islice
from socketserver import StreamRequestHandler, TCPServer

from benchmarks.crowding.memory import Memory, Watch, memory_of
from benchmarks.crowding.readers import NO_ANSWER, Asked, Crowd, Fault, Step, Walk, at_random
from benchmarks.crowding.walks import KINDS, PROGRAMS, kind_of, reading
from benchmarks.web import Ran, failures, grown, growth, later_growth, taken, waited

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
    table = waited(asked, [Fault(1.0, "/?q=a: 500")], 2.0, 3)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["search"] == (101, 0, "51.0", "96.0", "100.0", "101.0")
    assert rows["image"] == (0, 0, "0.0", "0.0", "0.0", "0.0")
    assert rows["all"] == rows["search"]
    assert "101 answers, 0 errors" in table.title


def test_what_is_waited_for_in_vain_is_among_what_was_waited() -> None:
    asked = [Asked("/?q=a", 3.0, 0.5, 200), Asked("/?q=a", 4.0, 60.0, NO_ANSWER)]
    table = waited(asked, [Fault(4.0, "/?q=a: TimeoutError")], 2.0, 3)
    assert table.rows[-1] == ("all", 1, 1, "500.0", "60000.0", "60000.0", "60000.0")
    assert "1 answers, 1 errors" in table.title


def test_a_run_with_answers_of_every_kind_has_no_failure() -> None:
    assert failures(_ran(_of_every_kind())) == []


def test_a_kind_that_was_never_answered_fails_the_run() -> None:
    asked = [each._replace(status=NO_ANSWER) if each.path == "/p/" else each for each in _of_every_kind()]
    assert failures(_ran(asked)) == ["passage: nothing was answered"]


def test_answers_while_it_warms_up_are_no_answers_of_the_run() -> None:
    assert len(failures(_ran([each._replace(at=9.0) for each in _of_every_kind()]))) == len(KINDS)


def test_an_error_fails_the_run_whenever_it_was() -> None:
    ran = _ran(_of_every_kind())
    ran.crowd.faults.append(Fault(1.0, "/p/a: 500"))
    assert failures(ran) == ["/p/a: 500"]


def test_a_server_that_grows_fails_the_run() -> None:
    """By a quarter at most, from when all is warm: what it took before is no growth."""
    assert growth(_ran([], end=125.0)) == 0.25
    assert failures(_ran(_of_every_kind(), end=125.0)) == []
    assert failures(_ran(_of_every_kind(), end=126.0)) == ["the server grew by 26%"]


def test_a_server_that_grows_on_fails_the_run_though_it_grew_little() -> None:
    """By a twentieth at most from half a minute later on: what is kept within bounds is kept by then."""
    for end, fault in ((115.0, []), (116.0, ["the server grew by 5% from half a minute later on"])):
        ran = _ran(_of_every_kind(), end=end)
        ran.watch.seen[2] = Memory(40.0, 3, 150.0, 110.0)
        assert failures(ran) == fault
    assert grown(ran).endswith("grew by +16.0%, from half a minute later on by +5.5%.")


def test_a_short_run_tells_nothing_of_later_growth() -> None:
    ran = _ran(_of_every_kind(), end=110.0)._replace(ended=69.0)
    ran.watch.seen[-1] = Memory(69.0, 3, 150.0, 110.0)
    assert later_growth(ran) is None
    assert grown(ran) == "From when all was warm to the end the server grew by +10.0%."


def test_what_is_not_packed_as_it_says_is_an_error_and_the_reader_goes_on() -> None:
    crowd = _read(b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot packed", at_random(["/p/a"]))
    assert [each.status for each in crowd.asked] == [200] * 3
    assert ["/p/a: BadGzipFile" in each.said for each in crowd.faults] == [True] * 3


def test_a_way_that_breaks_off_is_an_error_and_another_is_begun() -> None:
    crowd = _read(b"HTTP/1.0 200 OK\r\n\r\n", _one_step)
    assert len(crowd.asked) == 3
    assert [each.said for each in crowd.faults] == ["reader 1 broke off: ValueError: no link"] * 3


def test_a_request_without_an_answer_is_told_with_the_time_it_took() -> None:
    crowd = _read(b"", at_random(["/p/a"]))
    assert [each.is_answered for each in crowd.asked] == [False] * 3
    assert all(each.seconds > 0 for each in crowd.asked)
    assert [each.at for each in crowd.faults] == [each.at for each in crowd.asked]


def test_memory_is_told_of_each_half_minute_and_of_the_most() -> None:
    watch = Watch(1, [Memory(at, 3, 2.0 * at, float(at)) for at in range(100)])
    watch.seen[70] = Memory(70.0, 9, 500.0, 400.0)
    ran = Ran(None, watch, 10.0, 30.0, 90.0, 0)  # type: ignore[arg-type]  # nobody read
    assert taken(ran).rows == (
        ("beginning", 3, "20", "10"),
        ("after 30 s", 3, "80", "40"),
        ("after 60 s", 9, "500", "400"),
        ("end", 3, "180", "90"),
        ("most", 9, "500", "400"),
    )
    assert growth(ran, since=30) == 1.25


def test_memory_is_that_of_a_process_and_those_below_it() -> None:
    seen = memory_of(os.getpid())
    assert seen.processes >= 1
    assert 0 < seen.proportional <= seen.resident


def _of_every_kind() -> list[Asked]:
    return [Asked(start, 20.0, 0.1, 200) for start in KINDS]


def _ran(asked: list[Asked], end: float = 100.0) -> Ran:
    """Give a run from second 10 to 90 on a server that had 100 MB when it was warm, and soon so many."""
    seen = [Memory(0.0, 3, 9.0, 9.0), Memory(10.0, 3, 150.0, 100.0)]
    watch = Watch(1, [*seen, *(Memory(at, 3, 150.0, end) for at in (40.0, 90.0))])
    return Ran(Crowd("", at_random(["/"]), 0.0, asked), watch, 10.0, 30.0, 90.0, 0)


def _read(answer: bytes, walk: Callable[[random.Random], Walk]) -> Crowd:
    """Let a reader ask three times of a server that always sends this."""
    asked: list[bytes] = []

    class Answering(StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline())
            while self.rfile.readline().strip():
                pass
            if len(asked) == 3:
                crowd.is_over.set()
            self.wfile.write(answer)

    with TCPServer(("127.0.0.1", 0), Answering) as server:
        crowd = Crowd(f"http://127.0.0.1:{server.server_address[1]}/", walk, 0.0)
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        crowd.read(1)
        server.shutdown()
    return crowd


def _one_step(_draw: random.Random) -> Walk:
    yield Step("/p/a")
    raise ValueError("no link")


def _person() -> random.Random:
    """Give a lot by which a reader is no program, and goes on at least once."""
    return next(
        random.Random(seed)
        for seed in range(100)
        if not next(reading(["a"])(random.Random(seed))).path.startswith("/api")
    )
