"""Searches narrowed to issuing bodies, as the catalogue knows them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from archive import Archive, Field
from search_app import create_app, wiring
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.described import Description
from tests.search_app.test_web_search import counting, links_of, read

PERU = "Gobierno del Perú"
NARROWED = "/?q=roads&issuer=Gobierno+del+Per%C3%BA"


@pytest.fixture
def client(archive: Archive) -> Iterator[FlaskClient]:
    """Give a reader of two documents of one body, one of them of another too, and one of nobody known."""
    compile_all()
    store_version(archive, make_version("plan"), [["Roads are built.", "Roads are mended."]])
    store_version(archive, make_version("study"), [["Roads are counted."]])
    store_version(archive, make_version("letter"), [["Roads are long, and lakes are <b>deep</b>."]])
    archive.descriptions.confirm("plan", {Field.ISSUERS: (PERU,)})
    archive.descriptions.confirm("study", {Field.ISSUERS: (PERU, "<i>OECD</i>")})
    settings = Settings(data=archive.folder)
    wiring.update_index(settings, archive, tell=print)
    app = create_app(settings)
    made = app.test_client()
    made.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield made
    app.extensions["pasaje"].close()


def test_bodies_are_counted_and_each_is_a_way(client: FlaskClient) -> None:
    page = read(client, "/?q=roads")
    assert "<h2>Issued by</h2>" in page
    assert links_of(page)[f"{PERU} 3"] == NARROWED
    assert "3 passages · 2 documents" in " ".join(read(client, NARROWED).split())


def test_a_body_is_taken_off_where_it_was_put_on(client: FlaskClient) -> None:
    links = links_of(read(client, NARROWED))
    assert links[f"{PERU} × (take this filter off)"] == links[f"{PERU} 3"] == "/?q=roads"


def test_a_body_is_the_same_in_any_spelling(client: FlaskClient) -> None:
    links = links_of(read(client, "/?q=roads&issuer=GOBIERNO+DEL+PERU"))
    assert links[f"{PERU} × (take this filter off)"] == "/?q=roads"


def test_bodies_go_with_other_filters_and_orders(client: FlaskClient) -> None:
    links = links_of(read(client, f"{NARROWED}&document=plan&sort=place"))
    assert links["best first"] == "/?q=roads&document=plan&issuer=Gobierno+del+Per%C3%BA"
    assert links["Every place in context"].endswith("?q=roads&document=plan&issuer=Gobierno+del+Per%C3%BA")


def test_the_concordance_and_the_feed_are_narrowed_too(client: FlaskClient) -> None:
    assert "3 places in 3 passages" in read(client, NARROWED.replace("/?", "/concordance?"))
    assert read(client, NARROWED.replace("/?", "/feed.atom?")).count("<entry>") == 3


def test_names_of_bodies_are_no_markup(client: FlaskClient) -> None:
    raw = client.get("/?q=roads&issuer=%3Ci%3EOECD%3C/i%3E").text
    assert "<i>OECD" not in raw
    assert "&lt;i&gt;OECD&lt;/i&gt;" in raw


def test_what_people_say_counts_at_once(client: FlaskClient, archive: Archive) -> None:
    read(client, "/?q=roads")
    archive.descriptions.confirm("letter", {Field.ISSUERS: ("The mayor",)})
    assert "The mayor 1" in links_of(read(client, "/?q=roads"))


def test_a_title_that_was_put_right_is_told_at_once(client: FlaskClient, archive: Archive) -> None:
    """Titles are kept as long as nothing has changed; on pages they are those of the reader's language."""
    assert "The study, corrected" not in read(client, "/?q=roads")
    archive.descriptions.confirm("study", {}, {"en": "The study, corrected"})
    documents = client.get("/api/v1/search?q=roads").get_json()["facets"]["document"]
    assert "The study, corrected" in [each["title"] for each in documents]
    assert "The study, corrected" in read(client, "/?q=roads")


def test_titles_are_looked_up_once(client: FlaskClient, archive: Archive) -> None:
    """As long as nothing has changed."""
    with counting(client.application.extensions["pasaje"].archive) as statements:
        read(client, "/?q=roads")
        first = len(statements)
        read(client, "/?q=roads")
    assert len(statements) < 2 * first


def test_programs_get_the_counts_and_narrow_in_any_spelling(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=roads&issuer=gobierno+del+peru&limit=0")
    assert Description(client).faults("/api/v1/search", answer) == []
    said = answer.get_json()
    assert said["total"] == 3
    assert said["facets"]["issuer"] == [{"value": PERU, "count": 3}, {"value": "<i>OECD</i>", "count": 1}]


@pytest.mark.parametrize("wrong", ["x" * 201, "a%00b"])
def test_what_is_no_name_is_refused(client: FlaskClient, wrong: str) -> None:
    answer = client.get(f"/api/v1/search?q=roads&issuer={wrong}")
    assert answer.status_code == 400
    assert "the name of an issuing body" in answer.get_json(force=True)["detail"]


def test_it_takes_few_statements(client: FlaskClient, archive: Archive) -> None:
    holdings: Archive = client.application.extensions["pasaje"].archive
    with counting(holdings) as statements:
        read(client, f"{NARROWED}&sort=date")
    assert 0 < len(statements) <= 8
