"""A hit that is found only for being the translation of a passage with the words shows that passage."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from archive import Alignment, Archive, Bitext, Verdict
from index import create_engine, rebuild
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.search_app.holdings import passage_of
from tests.search_app.test_web_search import counting, read

QUIVER = "The quokka <i>quivers</i> at night."
TIEMBLA = "Aquel animalito tiembla cuando oscurece."


@pytest.fixture(autouse=True)
def pair(archive: Archive) -> None:
    english = store_version(
        archive, make_version("fauna"), [["Nothing."], [QUIVER]], section=["3 Of animals"], labels=["i", "7"]
    )
    spanish = store_version(archive, make_version("fauna", "es"), [[TIEMBLA]])
    archive.bitexts.put(
        Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.9, 1),
        [Alignment((passage_of(archive, QUIVER).id,), (passage_of(archive, TIEMBLA).id,), 0.9)],
    )


@pytest.fixture
def reader(archive: Archive) -> Iterator[FlaskClient]:
    compile_all()
    rebuild(archive, create_engine("whoosh", archive.folder / "index", archive_id=archive.id))
    app = create_app(Settings(data=archive.folder))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    app.extensions["pasaje"].close()


def hit_of(page: str, archive: Archive) -> str:
    """Give the article of the Spanish passage."""
    name = passage_of(archive, TIEMBLA).id
    (found,) = (each for each in page.split("<article")[1:] if f'<h2><a href="/p/{name}?' in each)
    return found


def test_it_says_so_and_shows_what_it_translates_with_its_marks(reader: FlaskClient, archive: Archive) -> None:
    hit = hit_of(reader.get("/?q=quokka+quivers").text, archive)
    assert "translation of a passage found" in hit
    assert "found in translation" not in hit
    fold = re.search(r"<details open>\s*<summary>(.*?)</summary>(.*?)</details>", hit, re.DOTALL)
    assert fold is not None
    named = " ".join(re.sub(r"<[^>]*>", "", fold[1]).split())
    assert named == "In English: 3 Of animals · p. 7 (PDF 2)"
    assert "The <mark>quokka</mark> &lt;i&gt;<mark>quivers</mark>&lt;/i&gt; at night." in fold[2]
    assert f'href="/p/{passage_of(archive, QUIVER).id}?q=quokka+quivers"' in fold[2]


def test_it_says_so_in_spanish(reader: FlaskClient, archive: Archive) -> None:
    hit = hit_of(read(reader, "/?q=quokka+quivers&ui=es"), archive)
    assert "traducción de un pasaje hallado" in hit
    assert "En inglés: " in hit


def test_what_it_translates_keeps_its_usual_fold(reader: FlaskClient, archive: Archive) -> None:
    page = read(reader, "/?q=quokka+quivers")
    assert page.count("<details open>") == 1
    assert re.search(r"<details>\s*<summary>In Spanish</summary>", page)


def test_it_costs_few_statements(reader: FlaskClient) -> None:
    held = reader.application.extensions["pasaje"].archive
    read(reader, "/?q=quokka+quivers")
    with counting(held) as statements:
        read(reader, "/?q=quokka+quivers")
    assert 0 < len(statements) <= 8


def test_the_terminal_says_so(runner: Runner) -> None:
    assert f"   {TIEMBLA}\n   translation of a passage found" in runner("search", "quokka", "quivers").out
