"""One address that asks for very much waits; nobody else does, and no person."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from search_app import rates
from search_app.rates import DRAWING, Buckets

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def buckets(monkeypatch: pytest.MonkeyPatch) -> Buckets:
    """Give buckets of five tokens, at a time that stands still however busy the machine is."""
    made = Buckets(full=5, a_second=0.5)
    monkeypatch.setattr(rates, "_buckets", made)
    monkeypatch.setattr(rates, "time", SimpleNamespace(monotonic=lambda: 1000.0))
    return made


def test_a_bucket_is_emptied_and_fills_again() -> None:
    buckets = Buckets(full=3, a_second=2)
    assert [buckets.take("a", 1, now=0.0) for _ in range(5)] == [0, 0, 0, 0.5, 0.5]
    assert buckets.take("a", 1, now=0.5) == 0
    assert buckets.take("a", 1, now=0.5) == 0.5
    assert [buckets.take("a", 1, now=1000.0) for _ in range(4)] == [0, 0, 0, 0.5]


def test_each_address_has_its_own_bucket_and_there_are_never_too_many() -> None:
    buckets = Buckets(full=1, a_second=1, most=100)
    for number in range(10_000):
        assert buckets.take(f"10.0.{number}", 1, now=0.0) == 0
    assert len(buckets) == 100
    assert buckets.take("10.0.9999", 1, now=0.0) == 1


def test_a_clock_that_goes_back_takes_nothing_away() -> None:
    buckets = Buckets(full=2, a_second=1)
    assert buckets.take("a", 1, now=100.0) == 0
    assert buckets.take("a", 1, now=50.0) == 0


@pytest.mark.usefixtures("buckets")
def test_who_asks_for_too_much_is_told_when_to_come_again(client: FlaskClient) -> None:
    answers = [client.get("/?q=bell", environ_base=ELSEWHERE) for _ in range(6)]
    assert [each.status_code for each in answers] == [200] * 5 + [429]
    seconds = answers[-1].headers["Retry-After"]
    assert seconds == "2"
    assert re.search(rf"Try again in {seconds} seconds?\.", answers[-1].text)
    program = client.get("/api/v1/search?q=bell", environ_base=ELSEWHERE)
    assert (program.status_code, program.mimetype) == (429, "application/problem+json")
    assert client.get("/documents/", environ_base=ELSEWHERE).status_code == 200
    assert client.get("/?q=bell", environ_base={"REMOTE_ADDR": "192.0.2.8"}).status_code == 200


@pytest.mark.usefixtures("buckets")
def test_a_network_of_one_household_is_one_address(client: FlaskClient) -> None:
    """Of IPv6 everybody has more addresses than there are buckets."""
    asked = [client.get("/?q=bell", environ_base={"REMOTE_ADDR": f"2001:db8::{number:x}"}) for number in range(6)]
    assert asked[-1].status_code == 429
    assert client.get("/?q=bell", environ_base={"REMOTE_ADDR": "2001:db8:0:1::1"}).status_code == 200
    mapped = [client.get("/?q=bell", environ_base={"REMOTE_ADDR": "::ffff:192.0.2.9"}) for _ in range(5)]
    assert {each.status_code for each in mapped} == {200}
    assert client.get("/?q=bell", environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code == 429


@pytest.mark.usefixtures("buckets")
def test_who_sits_at_the_machine_is_not_counted(client: FlaskClient) -> None:
    assert {client.get("/?q=bell").status_code for _ in range(20)} == {200}


def test_a_person_never_meets_it() -> None:
    """A sheet of 120 small pages that nobody has drawn before, turned over every 15 s, and searches between."""
    buckets = Buckets()
    sheets = [(DRAWING, 15.0 * sheet) for sheet in range(50) for _ in range(120)]
    searches = [(1.0, float(second)) for second in range(600)]
    costs = sorted([*sheets, *searches], key=lambda each: each[1])
    assert not any(buckets.take("a", cost, now) for cost, now in costs)


@pytest.mark.usefixtures("buckets")
@pytest.mark.parametrize(
    ("address", "answered"),
    [
        ("/documents/none/alignment.tmx", 1),
        ("/documents/none/alignment.csv", 1),
        ("/documents/none/alignment.json", 1),
        ("/documents/none/en/beside/es/", 1),
        ("/p/none/cite?also=es", 2),
        ("/p/none/cite", 4),
    ],
)
def test_what_reads_two_whole_versions_costs_more(client: FlaskClient, address: str, answered: int) -> None:
    statuses = [client.get(address, environ_base=ELSEWHERE).status_code for _ in range(4)]
    assert statuses == [404] * answered + [429] * (4 - answered)
