"""The interface for programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine
from search_app import create_app
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.holdings import CROSSING, current, passage_of


def test_a_search_gives_the_object_of_the_contract(client: FlaskClient, holdings: Archive) -> None:
    said = client.get('/api/v1/search?q="cooperation begins"').get_json()
    members = (
        "query",
        "total",
        "whole",
        "offset",
        "took_ms",
        "remarks",
        "did_you_mean",
        "expansions",
        "facets",
        "hits",
    )
    assert list(said) == [*members]
    assert (said["total"], said["whole"], said["did_you_mean"], said["expansions"]) == (1, 1, None, [])
    assert said["facets"]["document"] == [{"value": "study", "title": "Study of regional innovation", "count": 1}]
    assert said["facets"]["language"] == [{"value": "en", "count": 1}]
    (hit,) = said["hits"]
    assert hit["url"] == f"http://localhost/p/{passage_of(holdings, 'cooperation begins').id}"
    assert [hit["text"][start:end] for start, end in hit["spans"]] == ["cooperation begins"]
    assert hit["pages"] == [{"number": 1, "label": "i"}, {"number": 3, "label": "1"}]
    assert (hit["match"], hit["kind"]) == ("direct", "paragraph")
    spanish = passage_of(holdings, "La cooperación")
    assert hit["counterpart"] == {
        "passage": spanish.id,
        "passages": [spanish.id],
        "url": f"http://localhost/p/{spanish.id}",
        "language": "es",
        "text": spanish.text,
        "confidence": 0.97,
        "untranslated": False,
    }
    (boxes,) = hit["boxes"]
    assert boxes["page"] == 1
    assert len(boxes["rects"]) == 1


def test_a_table_row_comes_with_its_header(client: FlaskClient) -> None:
    """And the header's words complete it: what lacks one of the two words follows."""
    said = client.get("/api/v1/search?q=roads cusco").get_json()
    hit, *others = said["hits"]
    assert (said["whole"], hit["lacking"]) == (1, [])
    assert others
    assert all(other["lacking"] for other in others)
    assert (hit["text"], hit["header"]) == ("Cusco\t412", ["Region", "Roads mended"])
    assert [hit["text"][start:end] for start, end in hit["spans"]] == ["Cusco"]
    assert client.get(f"/api/v1/passages/{hit['passage']}").get_json()["header"] == ["Region", "Roads mended"]


def test_what_was_meant_is_a_search_that_finds_something(client: FlaskClient) -> None:
    said = client.get("/api/v1/search?q=inovation+language").get_json()
    meant = client.get("/api/v1/search?q=carrierss").get_json()["did_you_mean"]
    assert meant == "carriers"
    assert client.get("/api/v1/search", query_string={"q": meant}).get_json()["whole"] > 0
    assert said["did_you_mean"] == "innovation language"


def test_what_stands_for_the_words_is_told_and_can_be_left_out(client: FlaskClient) -> None:
    words = "/api/v1/search?q=cooperación+transfronteriza"
    said = client.get(words).get_json()
    assert {"from": "transfronteriza", "to": "cross-border", "language": "en"} in said["expansions"]
    assert [hit["match"] for hit in said["hits"]] == ["direct", "translation", "translation"]
    without = client.get(f"{words}&without=cross-border").get_json()
    assert "cross-border" not in {each["to"] for each in without["expansions"]}
    assert client.get(f"{words}&across=0").get_json()["expansions"] == []


def test_filters_and_order_hold(client: FlaskClient) -> None:
    said = client.get("/api/v1/search?q=innovación+OR+cooperation&language=es&sort=place").get_json()
    assert {hit["language"] for hit in said["hits"]} == {"es"}


def test_offset_and_limit_choose_the_hits(client: FlaskClient) -> None:
    words = "/api/v1/search?q=innovation+OR+cooperation+OR+innovación&"
    everything = client.get(f"{words}limit=100").get_json()
    second = client.get(f"{words}offset=1&limit=1").get_json()
    assert second["hits"] == everything["hits"][1:2]
    assert (second["offset"], second["total"]) == (1, everything["total"])


def test_a_limit_that_is_too_high_is_lowered(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.parameters.MAX_LIMIT", 1)
    assert len(client.get("/api/v1/search?q=innovation&limit=5000").get_json()["hits"]) == 1


def test_without_words_nothing_is_found(client: FlaskClient) -> None:
    said = client.get("/api/v1/search?q=").get_json()
    assert (said["total"], said["hits"]) == (0, [])


@pytest.mark.parametrize("wrong", ["offset=-1", "limit=many", "sort=length", "kind=poem"])
def test_a_wrong_parameter_is_a_problem_in_a_sentence(client: FlaskClient, wrong: str) -> None:
    answer = client.get(f"/api/v1/search?{wrong}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    said = answer.get_json()
    assert (said["type"], said["title"], said["status"]) == ("about:blank", "Bad Request", 400)
    assert said["detail"].startswith(f"“{wrong.partition('=')[0]}” is")


def test_documents_come_with_their_versions(client: FlaskClient) -> None:
    said = client.get("/api/v1/documents").get_json()["documents"]
    letter = next(each for each in said if each["id"] == "letter")
    assert [version["edition"] for version in letter["versions"]] == [2, 1]
    assert client.get("/api/v1/documents/letter").get_json() == letter


def test_a_version_tells_what_is_known_of_it(client: FlaskClient, holdings: Archive) -> None:
    version = current(holdings, "study", "en")
    said = client.get(f"/api/v1/versions/{version.id}").get_json()
    assert said["document"] == {"id": "study", "title": "Study of regional innovation", "date": "2015"}
    assert said["original"] == f"http://localhost/versions/{version.id}/original.pdf"
    assert said["outline"][1] == {"title": "1.1 Cross-border work", "page": 3, "level": 2}
    assert said["warnings"][0] == {"code": "needs_ocr", "page": 4, "message": "Page 4 is a picture."}


def test_a_page_gives_its_words_with_boxes(client: FlaskClient, holdings: Archive) -> None:
    version = current(holdings, "study", "en")
    said = client.get(f"/api/v1/versions/{version.id}/pages/3").get_json()
    word = said["words"][0]
    assert (said["label"], said["state"], said["furniture"]) == ("1", "text", ["Running head", "1"])
    assert said["text"][word["start"] : word["end"]] == "and"
    assert len(word["box"]) == 4


def test_a_passage_is_the_object_of_its_permalink(client: FlaskClient, holdings: Archive) -> None:
    passage = passage_of(holdings, CROSSING)
    said = client.get(f"/api/v1/passages/{passage.id}").get_json()
    assert said == client.get(f"/p/{passage.id}.json").get_json()


@pytest.mark.parametrize(
    "path", ["documents/none", "versions/none", "versions/none/pages/1", "passages/none", "nothing"]
)
def test_what_is_not_there_is_a_problem(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["instance"] == f"/api/v1/{path}"


def test_a_page_that_is_not_there_tells_how_many_there_are(client: FlaskClient, holdings: Archive) -> None:
    answer = client.get(f"/api/v1/versions/{current(holdings, 'study', 'en').id}/pages/9")
    assert answer.get_json()["detail"] == "There is no page 9: this version has pages 1 to 4."


def test_a_wrong_method_names_the_right_one(client: FlaskClient) -> None:
    answer = client.post("/api/v1/search")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_health_tells_when_changes_are_not_in_the_index_yet(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        create_engine("whoosh", tmp_path / "index", archive_id=archive.id)
        store_version(archive, make_version())
    app = create_app(Settings(data=tmp_path))
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "behind", "passages": 0})
    app.extensions["pasaje"].close()


def test_health_tells_how_many_passages_can_be_found(client: FlaskClient) -> None:
    said = client.get("/health").get_json()
    assert said["status"] == "ok"
    assert said["passages"] > 5
