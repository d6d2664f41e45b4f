"""Links that lead nowhere: to ids that were never issued, and to passages whose words were purged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine
from search_app import create_app
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import links_of, read

HELD = "<b>Fairs</b> are held on Sundays, " + "and on the feast of every town between the lake and the pass " * 4
GONE = "The parties declare their intent to cooperate."
OVER = "This letter alone was purged."

ENDINGS = ("", ".json", ".txt", ".bib", ".ris", ".csl.json", ".jsonld", ".pdf", ".png", "/cite")


class Lost(NamedTuple):
    """An application, and ids: of a passage that is held, of a purged one, and of one whose document went too."""

    app: Flask
    held: str
    gone: str
    over: str


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lost]:
    """Purge a letter, and the Spanish version of a study."""
    folder = tmp_path_factory.mktemp("lost")
    with Archive.open(folder) as archive:
        held = store_version(archive, make_version("study", "en"), [[HELD]], title="The study", labels=["iv"])
        gone = store_version(
            archive, make_version("study", "es", 2), [["x"], [GONE]], title="El estudio", labels="3-"
        )
        over = store_version(archive, make_version("letter", "en"), [[OVER]], title="A <i>letter</i>")
        ids = [archive.passages.of_version(version.id)[-1].id for version in (held, gone, over)]
        archive.remove(gone.id, is_purged=True)
        archive.remove(over.id, is_purged=True)
        create_engine("whoosh", folder / "index", archive_id=archive.id)
    app = create_app(Settings(data=folder))
    yield Lost(app, *ids)
    app.extensions["pasaje"].close()


@pytest.fixture
def reader(lost: Lost) -> FlaskClient:
    client = lost.app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_form_of_a_purged_passage_is_gone_for_good(reader: FlaskClient, lost: Lost, ending: str) -> None:
    answer = reader.get(f"/p/{lost.gone}{ending}")
    assert answer.status_code == 410
    assert answer.mimetype == ("text/html" if ending in ("", "/cite") else "application/problem+json")
    assert "declare" not in answer.text
    assert "El estudio" in answer.text


def test_the_page_of_a_purged_passage_cites_where_it_stood(reader: FlaskClient, lost: Lost) -> None:
    answer = reader.get(f"/p/{lost.gone}?quote=4-11&words=parties")
    assert answer.status_code == 410
    assert "The words of this passage were removed from the archive for good." in answer.text
    assert '<cite lang="es">El estudio</cite>' in answer.text
    assert "Edition 2 · p. -" in answer.text
    assert '<span class="aside">(PDF 2)</span>' in answer.text
    assert "They were removed on " in answer.text
    assert "El estudio [Spanish version], edition 2 (n.d.), p. - (PDF p. 2), accessed " in answer.text
    assert links_of(answer.text)["Go to the document"] == "/documents/study"
    assert 'role="search"' in answer.text


def test_a_purged_passage_is_cited_in_the_language_of_the_interface(reader: FlaskClient, lost: Lost) -> None:
    answer = reader.get(f"/p/{lost.gone}?ui=es")
    assert "edición 2 (s. f.), p. - (p. 2 del PDF), consultado el " in answer.text


def test_where_nothing_is_left_of_the_document_the_search_leads_on(reader: FlaskClient, lost: Lost) -> None:
    answer = reader.get(f"/p/{lost.over}")
    assert "A &lt;i&gt;letter&lt;/i&gt;" in answer.text
    assert "<i>" not in answer.text
    assert links_of(answer.text)["Search the archive"] == "/"


def test_programs_are_told_what_stood_there(reader: FlaskClient, lost: Lost) -> None:
    for address in (f"/p/{lost.gone}.json", f"/api/v1/passages/{lost.gone}"):
        said = reader.get(address).get_json()
        assert (said["status"], said["title"], said["passage"]) == (410, "Gone", lost.gone)
        assert (said["document"]["id"], said["edition"], said["language"]) == ("study", 2, "es")
        assert said["pages"] == [{"number": 2, "label": "-"}]
        assert "El estudio [Spanish version], edition 2" in said["citation"]
        assert said["purged_at"].startswith("20")


def test_purged_words_along_with_others_are_left_out_and_told(reader: FlaskClient, lost: Lost) -> None:
    page = read(reader, f"/p/{lost.held}?with={lost.gone}")
    assert "The link also names passages that are not in this edition" in page


def test_a_file_that_came_back_without_a_passage_does_not_know_when_it_was_purged(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        version = store_version(archive, make_version(), [[OVER]])
        (passage,) = archive.passages.of_version(version.id)
        archive.remove(version.id, is_purged=True)
        store_version(archive, make_version(), [["Read otherwise."]])
    app = create_app(Settings(data=tmp_path))
    answer = app.test_client().get(f"/p/{passage.id}", headers={"Accept-Language": "en"})
    assert answer.status_code == 410
    assert "They were removed on" not in answer.text
    assert app.test_client().get(f"/p/{passage.id}.json").get_json()["purged_at"] is None
    app.extensions["pasaje"].close()


def test_a_name_that_was_never_issued_shows_the_passages_like_it(reader: FlaskClient, lost: Lost) -> None:
    """With its page and its first words, escaped; what was to be marked is marked."""
    answer = reader.get(f"/p/{lost.held[:8]}?quote=3-8&with={lost.held}.9-12&with=%00")
    assert answer.status_code == 404
    assert "but there are names much like it:" in answer.text
    assert f'href="/p/{lost.held}?quote=3-8&amp;with={lost.held}.9-12"' in answer.text
    assert 'The study</span>, p. iv <span class="aside">(PDF 1)</span>' in answer.text
    assert "&lt;b&gt;Fairs&lt;/b&gt; are held on Sundays" in answer.text
    assert "the pass and on the feast of every town between the lake and the pass and" not in answer.text
    assert 'role="search"' in answer.text


def test_a_purged_passage_may_be_meant_and_has_no_words(reader: FlaskClient, lost: Lost) -> None:
    answer = reader.get(f"/p/{lost.gone[:8]}")
    assert answer.status_code == 404
    assert f'href="/p/{lost.gone}"' in answer.text
    assert "declare" not in answer.text


def test_programs_get_the_same_candidates(reader: FlaskClient, lost: Lost) -> None:
    for address in (f"/p/{lost.held[:8]}.json", f"/api/v1/passages/{lost.held[:8]}"):
        answer = reader.get(address)
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
        (candidate,) = answer.get_json()["candidates"]
        assert candidate["passage"] == lost.held
        assert candidate["url"] == f"http://localhost/p/{lost.held}"
        assert candidate["document"]["id"] == "study"
        assert candidate["pages"] == [{"number": 1, "label": "iv"}]
        assert candidate["text"].startswith("<b>Fairs</b>")
    assert reader.get("/p/zzzzzzzzzzzzz.json").get_json()["candidates"] == []


@pytest.mark.parametrize("wrap", ["{}.", "{},", "({})", "“{}”", "{}]", "{}…", "{}%0A", "%20{}", "{}%C2%BB"])
@pytest.mark.parametrize("ending", ["", ".json", ".csl.json", "/cite"])
def test_an_id_written_as_part_of_a_sentence_leads_to_its_passage(
    reader: FlaskClient, lost: Lost, wrap: str, ending: str
) -> None:
    name = wrap.format(lost.held.upper())
    answer = reader.get(f"/p/{name}{ending}?quote=3-8&q=a%26b&q=%FF")
    assert (answer.status_code, answer.location) == (301, f"/p/{lost.held}{ending}?quote=3-8&q=a%26b&q=%FF")


def test_programs_are_led_on_too_and_below_a_prefix(reader: FlaskClient, lost: Lost) -> None:
    answer = reader.get(f"/api/v1/passages/{lost.held}.", environ_overrides={"SCRIPT_NAME": "/archive"})
    assert (answer.status_code, answer.location) == (301, f"/archive/api/v1/passages/{lost.held}")


def test_a_further_passage_that_is_none_leads_nowhere_else(reader: FlaskClient, lost: Lost) -> None:
    answer = reader.get(f"/p/{lost.held}/cite?with={lost.held[:7]}")
    assert answer.status_code == 404
    assert f'href="/p/{lost.held}' in answer.text


@pytest.mark.parametrize("name", ["x" * 10_000, "%" * 5_000, "é" * 3_000, "🦙" * 500])
def test_long_names_are_cut(reader: FlaskClient, name: str) -> None:
    answer = reader.get(f"/p/{quote(name)}")
    assert answer.status_code == 404
    shown = answer.text.split("<main")[1]
    assert f"“{name[:100]}…”" in shown
    assert name[:101] not in shown
    said = reader.get(f"/api/v1/passages/{quote(name)}").get_json()
    assert (said["candidates"], len(said["detail"]) < 200) == ([], True)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("_" * 13, "“_____________”"),
        ("\x00", "“\ufffd”"),
        ("\u202e<script>alert(1)", "“\u2060&lt;script&gt;alert(1)”"),
    ],
)
def test_hostile_names_are_made_harmless(reader: FlaskClient, name: str, shown: str) -> None:
    answer = reader.get(f"/p/{quote(name)}")
    assert answer.status_code == 404
    assert shown in answer.text.split("<main")[1]
    assert "\u202e" not in answer.text
    assert reader.get(f"/api/v1/passages/{quote(name)}").get_json()["candidates"] == []


def test_who_asks_for_json_gets_the_problem_as_json(reader: FlaskClient, lost: Lost) -> None:
    answer = reader.get("/versions/nothing/find?quote=fairs", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert "Accept" in answer.vary
    assert reader.get("/versions/nothing/find?quote=fairs").mimetype == "text/html"


def test_a_page_of_a_version_that_is_none_leads_to_its_last(reader: FlaskClient, lost: Lost) -> None:
    version = lost.app.extensions["pasaje"].archive.catalogue.find_current("study", "en")
    answer = reader.get(f"/versions/{version.id}/find?quote=fairs&page=7")
    assert answer.status_code == 404
    assert links_of(answer.text)["Go to the last page"] == "/documents/study/en/pages/1"
