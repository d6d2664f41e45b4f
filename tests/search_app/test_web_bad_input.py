"""Addresses that nobody meant well: each is answered soon, honestly, and never by a fault of ours."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from archive import Archive
from search_app.limits import MAX_QUOTE_LENGTH, MAX_VALUES
from tests.search_app.holdings import CROSSING, current, passage_of

ANSWERS = {200, 303, 400, 404, 410, 414}

MOST_SECONDS = 2.0
"""Ten times what a reader may wait, for machines that do other things besides."""

QUOTES = {
    "ten thousand letters": "x" * 10_000,
    "as many as are read": "x" * MAX_QUOTE_LENGTH,
    "as many words as are read": ("the region of " * 300)[:MAX_QUOTE_LENGTH],
    "ten thousand words": "the " * 10_000,
    "one letter": "a",
    "one sign": "…",
    "control characters": "\x00\x01\x07\x1b[31m\x7f\x85",
    "control characters among words": "the\x00 reg\x07ion\x1b of",
    "regex": r".*+?^${}()|[\](?:a|a)*$",
    "a regex that never ends": "(a+)+$" * 300,
    "emoji": "🦙👩‍👩‍👧‍👦🇵🇪" * 40,
    "marks of direction": "\u202eregion\u202c \u2066the\u2069",
    "combining marks": "e" + "\u0301" * 2_000,
    "white space": " \t\n\u3000\u2028" * 50,
    "markup": "<script>alert(1)</script>\" onload='x'",
    "patterns of a database": "%_' OR 1=1; --",
}

RAW = {
    "lone surrogates": "%ED%A0%80%ED%BF%BF",
    "bytes that are no text": "%FF%FE%00%80region%C3",
    "an escape cut short": "%E2%80region%2",
    "half of a pair": "region%",
}

NUMBERS = ["0", "-1", "99999999", "9" * 400, "1e3", "0x1", "٣", "1.5", " 1", "", "iv", "NaN", "1;drop"]

STRETCHES = [
    "0-0", "5-2", "-1-4", "0-99999999", "9999999-99999999", "9" * 400 + "-" + "9" * 401, "0-", "-", "a-b", "٣-٤",
    "0-4-9", "%00", "0-4%00", "1.5-2", "x" * 10_000,
]  # fmt: skip


def passage_addresses(passage_id: str) -> Iterator[str]:
    """Give what may be asked of a passage, by which the other forms are asked too."""
    for stretch in STRETCHES:
        yield f"?quote={stretch}"
    for words in (*map(quote, QUOTES.values()), *RAW.values()):
        yield f"?words={words}"
        yield f"?q={words[:3_000]}"
    yield "?" + "&".join(f"with={passage_id}" for _ in range(500))
    yield "?" + "&".join(f"with=nothing{number}.0-{number}" for number in range(500))
    yield "?" + "&".join(f"with={words}" for words in (*RAW.values(), "%00", ".", "..", "é.1-2", "x" * 10_000))
    yield "?" + "&".join(f"quote={number}-{number + 1}" for number in range(500))
    yield f"?zoom={'9' * 1_000}&times={'9' * 1_000}&style=%FF&language=%00&density=-1&crop=x&ui=%ED%A0%80"


def quote_parameters() -> Iterator[str]:
    """Give what may be asked of a version by its words."""
    for words in (*map(quote, QUOTES.values()), *RAW.values()):
        yield f"?quote={words}"
    for number in NUMBERS:
        yield f"?quote=region&page={quote(number)}"
    around = quote(("of the region " * 8_000)[:100_000])
    yield f"?quote=region&prefix={around}"
    yield f"?quote=region&suffix={around}"
    yield f"?quote=the&prefix={around}&suffix={around}&page=1"
    yield f"?quote=nothing+like+it&prefix={'x' * 100_000}&suffix={'%F0%9F%A6%99' * 20_000}"
    for words in (*RAW.values(), "%00"):
        yield f"?quote=region&prefix={words}&suffix={words}"
    yield "?quote=" + "&quote=".join(map(str, range(500)))
    yield ""


NAMES = [*(quote(name, safe="") for name in QUOTES.values()), *RAW.values(), "..", ".", "-", "0" * 13]

FORMS = ["/p/{}", "/p/{}.json", "/p/{}.txt", "/p/{}/cite"]
DOORS = ["/versions/{}/find", "/api/v1/versions/{}/locate"]


def answered(client: FlaskClient, address: str) -> int:
    """Ask, and give the status; how long it took is measured too."""
    started = time.perf_counter()
    answer = client.get(address)
    seconds = time.perf_counter() - started
    assert answer.status_code in ANSWERS, address[:200]
    assert seconds < MOST_SECONDS, (seconds, address[:200])
    assert answer.mimetype != "text/html" or "<script>alert" not in answer.text, address[:200]
    return answer.status_code


@pytest.fixture
def passage_id(holdings: Archive) -> str:
    return passage_of(holdings, CROSSING).id


@pytest.fixture
def version_id(holdings: Archive) -> str:
    return current(holdings, "study", "en").id


@pytest.mark.parametrize("form", FORMS)
def test_what_is_asked_of_a_passage_may_be_anything(client: FlaskClient, passage_id: str, form: str) -> None:
    for asked in passage_addresses(passage_id):
        answered(client, form.format(passage_id) + asked)


@pytest.mark.parametrize("door", DOORS)
def test_a_quote_may_be_anything(client: FlaskClient, version_id: str, door: str) -> None:
    for asked in quote_parameters():
        answered(client, door.format(version_id) + asked)


@pytest.mark.parametrize("address", [*FORMS, *(f"{door}?quote=region" for door in DOORS)])
def test_a_name_may_be_anything(client: FlaskClient, address: str) -> None:
    for name in NAMES:
        assert answered(client, address.format(name)) == 404, name[:100]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("number", ["0", "-1", "99999999", "iv", "9" * 400])
def test_a_page_that_is_no_number_of_one_is_refused(
    client: FlaskClient, version_id: str, door: str, number: str
) -> None:
    answer = client.get(f"{door.format(version_id)}?quote=region&page={number}")
    assert answer.status_code == 400
    assert "page" in answer.text


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("words", ["", "%20%0A", "%00%07", "x" * (MAX_QUOTE_LENGTH + 1)])
def test_what_is_no_quote_is_refused(client: FlaskClient, version_id: str, door: str, words: str) -> None:
    answer = client.get(f"{door.format(version_id)}?quote={words}")
    assert answer.status_code == 400
    assert "quote" in answer.text


def test_of_long_words_around_a_quote_the_nearest_count(
    client: FlaskClient, version_id: str, passage_id: str
) -> None:
    """Nothing is lost but what is too far away to tell places apart."""
    before, after = CROSSING.split("know")
    asked = {"quote": "know", "prefix": "x+" * 50_000 + before, "suffix": after + "+x" * 50_000}
    said = client.get(f"/api/v1/versions/{version_id}/locate", query_string=asked).get_json()
    assert (said["state"], said["passage"]) == ("exact", passage_id)


def test_a_passage_said_five_hundred_times_is_shown_once_and_the_rest_is_told(
    client: FlaskClient, passage_id: str
) -> None:
    asked = "&".join(f"with={passage_id}" for _ in range(500))
    assert "they are left out" in client.get(f"/p/{passage_id}?{asked}").text
    assert answered(client, f"/p/{passage_id}.txt?{asked}") == 400


@pytest.mark.parametrize("address", ["/", "/api/v1/search"])
def test_a_filter_has_a_bounded_number_of_values(client: FlaskClient, address: str) -> None:
    """Each has a link on the page that says all others: the work grows by their square."""
    values = [f"document=d{number}" for number in range(MAX_VALUES)]
    assert answered(client, f"{address}?q=region&{'&'.join(values)}") == 200
    assert answered(client, f"{address}?q=region&{'&'.join(values * 2)}") == 400
    assert answered(client, f"{address}?q=region&{'&'.join(values)}&document=one-more") == 400
    assert answered(client, f"{address}?q=region&{'&'.join(f'document=d{each}' for each in range(5_000))}") == 400
