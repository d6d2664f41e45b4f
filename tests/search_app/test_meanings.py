"""Passages are embedded once they are in, and found by what they mean."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from archive import Archive
from index.crosslingual.meanings import Vectors
from index.meaning import due
from search_app import create_app, meanings, wiring
from search_app.cli import pasaje
from search_app.intake_worker import run
from search_app.pair_in_hand import PairInHand
from search_app.parts import Parts
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.index.test_meaning import embed


@pytest.fixture(autouse=True)
def with_vectors(without_vectors: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the made-up vectors of the tests of the index."""
    monkeypatch.setattr("index.crosslingual.find_embedder", lambda: embed)


@pytest.fixture
def settings(archive: Archive) -> Settings:
    store_version(archive, make_version("study", "en"), [["The river rose.", "The baker left."]], title="Study")
    store_version(archive, make_version("study", "es"), [["Subió el río."]])
    made = Settings(data=archive.folder, workers=1)
    wiring.update_index(made, archive, tell=print)
    return made


@pytest.fixture
def client(settings: Settings, archive: Archive) -> Iterator[FlaskClient]:
    meanings.make_missing(archive)
    app = create_app(settings)
    yield app.test_client()
    app.extensions["pasaje"].close()


def test_the_reader_embeds_what_has_no_vectors(
    archive: Archive, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "nice", lambda _by: 0)
    assert wiring.has_work(settings)
    run(settings, os.getppid(), (), PairInHand(), is_careful=False)
    assert due(archive) == []
    assert not wiring.has_work(settings)


def test_nothing_is_due_where_vectors_are_not_installed(
    archive: Archive, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.crosslingual.find_embedder", lambda: None)
    assert not meanings.is_due(archive)
    assert meanings.make_missing(archive) == 0
    assert meanings.asked(archive) is None


def test_a_program_is_told_what_was_found_by_meaning(client: FlaskClient) -> None:
    found = client.get("/api/v1/search?q=flood").get_json()
    told = {(hit["text"], hit["match"], tuple(hit["lacking"])) for hit in found["hits"]}
    assert told == {("The river rose.", "meaning", ("flood",)), ("Subió el río.", "meaning", ("flood",))}
    assert (found["whole"], found["total"]) == (0, 2)


def test_a_reader_is_told_what_was_found_by_meaning(client: FlaskClient) -> None:
    page = client.get("/?q=flood", headers={"Accept-Language": "en"}).text
    assert page.count("found by its meaning") == 2
    assert "these say something like them" in page
    assert "these have some of them" not in page
    assert "lacks:" not in page


def test_the_terminal_finds_what_the_page_finds_in_its_order(
    archive: Archive, settings: Settings, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [["The baker " + "and the baker " * at + "left."] for at in range(25)]
    store_version(archive, make_version("bakers", "en"), many, title="Bakers")
    wiring.update_index(settings, archive, tell=print)
    monkeypatch.setattr("index.crosslingual.find_embedder", lambda: embed)

    def run(*words: str) -> str:
        result = CliRunner().invoke(pasaje, ["--data", str(archive.folder), "search", *words])
        assert result.exit_code == 0
        return result.stdout

    assert "found by its meaning" in run("flood")
    for query in ("baker", "baker flood"):
        shown = [each["passage"] for each in client.get(f"/api/v1/search?q={query}").get_json()["hits"]]
        assert re.findall(r"/p/(\w+)", run(query)) == shown


def test_the_model_is_loaded_once_ahead_of_the_first_search(
    settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanings.make_missing(archive)
    embedded: list[str] = []

    def noted(texts: Sequence[str]) -> Vectors:
        embedded.extend(texts)
        return embed(texts)

    monkeypatch.setattr("index.crosslingual.find_embedder", lambda: noted)
    held = Parts(settings)
    held.prepare()
    assert embedded[0] == ""  # and then, a first search
    held.close()


def test_a_search_as_typed_alone_finds_words_alone(client: FlaskClient) -> None:
    assert client.get("/api/v1/search?q=flood&across=0").get_json()["total"] == 0


def test_a_model_that_cannot_be_loaded_keeps_nothing_else_from_being_made_ready(
    settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    meanings.make_missing(archive)

    def broken(_texts: Sequence[str]) -> Vectors:
        raise ValueError("the file of the model is torn")

    monkeypatch.setattr("index.crosslingual.find_embedder", lambda: broken)
    held = Parts(settings)
    held.prepare()
    assert held._engine is not None
    assert held._completions is not None
    assert "could not be made ready" in caplog.text
    assert "the file of the model is torn" in caplog.text
    held.close()
