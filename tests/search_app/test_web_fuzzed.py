"""Requests made by programs, by the hundred: whatever is asked, the laws of every answer are kept.

The same with more of them, on real papers: `benchmarks/fuzz.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive import Archive, Field
from benchmarks.fuzzing.by_description import run_by_description
from benchmarks.fuzzing.holdings import form_token, names_in
from benchmarks.fuzzing.laws import MARKERS, Answered, broken_laws, html_faults
from benchmarks.fuzzing.requests import PARAMETERS, Asked, forms, requests
from index import create_engine, rebuild
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.search_app.holdings import fill
from tests.search_app.hostile import store_hostile

PROGRAM = Path(__file__).parents[2] / "search_app"

GUARDS = {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=()",
    "content-type": "text/html; charset=utf-8",
}


def fuzzed(examples: int) -> settings:
    """Give settings by which the same examples are made each time, and none is made smaller."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def fuzzed_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give an application over all holdings and a document made of markers; its form may change them."""
    compile_all()
    folder = tmp_path_factory.mktemp("fuzzed")
    with Archive.open(folder) as archive:
        fill(archive)
        store_hostile(archive)
        archive.queue.put_upload("b" * 22, MARKERS[0], "ab" * 32)
        rebuild(archive, create_engine("whoosh", folder / "index", archive_id=archive.id))
    made = create_app(Settings(data=folder))
    yield made
    made.extensions["pasaje"].close()


@pytest.fixture(scope="module")
def asker(fuzzed_app: Flask) -> FlaskClient:
    return fuzzed_app.test_client(use_cookies=False)


@pytest.fixture(scope="module")
def names(asker: FlaskClient) -> dict[str, list[str]]:
    return names_in(asker)


def test_whatever_is_asked_the_laws_are_kept(
    fuzzed_app: Flask, asker: FlaskClient, names: dict[str, list[str]]
) -> None:
    """Every address that can be read, with any path, parameters and headers."""

    @fuzzed(250)
    @given(requests(fuzzed_app, names))
    def ask(asked: Asked) -> None:
        assert broken_laws(asked.sent(asker)) == []

    ask()


def test_whatever_a_form_says_the_laws_are_kept(asker: FlaskClient, names: dict[str, list[str]]) -> None:
    """And what it has changed is shown as words, wherever it is shown."""
    fields = ["title-en", "title-es", *(each.value for each in Field)]
    statuses = set()

    @fuzzed(60)
    @given(forms(names, fields, form_token(asker)), st.sampled_from(["", "/edit", "?ui=es"]))
    def send(asked: Asked, after: str) -> None:
        sent = asked.sent(asker)
        statuses.add(sent.status)
        assert broken_laws(sent) == []
        shown = Asked("GET", asked.address.removesuffix("/edit") + after).sent(asker)
        assert broken_laws(shown) == []

    send()
    assert statuses >= {303, 404, 422}
    assert 403 not in statuses


def test_what_is_described_is_answered_as_described(fuzzed_app: Flask) -> None:
    """As schemathesis asks for it: as it is said, at its limits, beyond them, by other methods.

    Copies of pages take half of the time, and are asked for by the test above.
    """
    run = run_by_description(fuzzed_app, examples=4, without="Copies")
    assert run.findings == []
    assert set(run.statuses) >= {200, 400, 404, 405}
    assert len(run.requests) >= 17


def test_every_parameter_that_is_read_is_fuzzed() -> None:
    read = {
        name
        for path in PROGRAM.rglob("*.py")
        for name in re.findall(
            r"""(?:args|arguments)(?:\.get(?:list)?\(|\[)"(\w+)"|_number\(arguments, "(\w+)"|_one_of\("(\w+)\"""",
            path.read_text(),
        )
    }
    assert {next(filter(None, each)) for each in read} <= set(PARAMETERS)


@pytest.mark.parametrize("marker", [each for each in MARKERS if "<b" in each and "&lt;" not in each])
def test_a_marker_that_comes_out_as_it_went_in_is_seen(marker: str) -> None:
    """In text or within an attribute, whichever it breaks out of."""
    pages = (
        f"<p>{marker}</p>",
        f'<p title="{marker}"></p>',
        f"<p title='{marker}'></p>",
        f"<p title={marker}></p>",
    )
    assert any(html_faults(page.encode()) for page in pages)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>a", "p is not closed"),
        ("<p>a</b></p>", "</b> within p"),
        ('<a href="javascript:zqx()">a</a>', "<a href="),
        ('<p onzqx="1">a</p>', "<p onzqx="),
        ("<script>alert(1)</script>", "<script> that is not ours"),
        ("<iframe></iframe>", "<iframe> that is not ours"),
        ("<!-- a -->", "a comment"),
        ("zq49x", "evaluated"),
        ("\x1b[0m", "hidden character"),
        ('<p class="a" class="b"></p>', "<p> says an attribute twice"),
    ],
)
def test_a_page_that_breaks_a_law_is_seen(body: str, fault: str) -> None:
    answer = Answered("", 200, GUARDS, body.encode())
    assert [each.startswith(fault) for each in broken_laws(answer)] == [True]


def test_an_answer_without_its_guards_is_seen() -> None:
    for name in set(GUARDS) - {"content-type"}:
        headers = {key: value for key, value in GUARDS.items() if key != name}
        assert len(broken_laws(Answered("", 200, headers, b"<p></p>"))) == 1, name
    assert broken_laws(Answered("", 500, GUARDS, b"<p></p>")) == ["status 500"]
    assert len(broken_laws(Answered("", 200, GUARDS, b"<p></p>", seconds=9))) == 1
    assert len(broken_laws(Answered("", 200, {**GUARDS, "x-zqx": "1"}, b"<p></p>"))) == 1
    assert len(broken_laws(Answered("", 302, {**GUARDS, "location": "//hostile.example/"}, b""))) == 1


def test_two_slashes_lead_nowhere(asker: FlaskClient) -> None:
    """And one that lacks leads to the address that has it, whatever host was named."""
    assert asker.get("/api/v1//search").status_code == 404
    answer = asker.get(
        "/documents?ui=es", headers={"Host": "hostile.example"}, environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )
    assert (answer.status_code, answer.headers["Location"], answer.data) == (308, "/documents/?ui=es", b"")
