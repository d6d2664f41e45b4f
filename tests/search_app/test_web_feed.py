"""A search as a feed: what came in last stands first, under names that stay."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine, rebuild
from search_app import create_app
from search_app.saved_search import MOST_ENTRIES
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.holdings import passage_of
from tests.search_app.test_web_search import counting

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "A harbour <b onclick='x()'>& more</b> ]]> \x07 \ufffe \u202e end."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an archive in which an old guide came in after a new one, and in Spanish later still."""
    with Archive.open(tmp_path) as archive:
        for number, (document, language, date, texts) in enumerate(
            [
                ("new-guide", "en", "2020", ["The harbour is new."]),
                ("old-guide", "en", "1990", ["The harbour is old.", HOSTILE]),
                ("old-guide", "es", "1990", ["El puerto, harbour en inglés."]),
                ("long", "en", "2000", ["One harbour."] * 3),
            ]
        ):
            added_at = f"2026-01-0{number % 3 + 1}T12:00:00+00:00" if number < 3 else "2025-01-01T00:00:00+00:00"
            version = replace(make_version(document, language), added_at=added_at)
            store_version(archive, version, [texts], title=f"Guide {document} <i>", date=date)
        rebuild(archive, create_engine("whoosh", tmp_path / "index", archive_id=archive.id))
    return tmp_path


@pytest.fixture
def reader(folder: Path) -> Iterator[FlaskClient]:
    app = create_app(Settings(data=folder))
    yield app.test_client()
    app.extensions["pasaje"].close()


def feed(client: FlaskClient, address: str) -> ET.Element:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return ET.fromstring(answer.data)


def contents(root: ET.Element) -> list[str]:
    return [each.findtext(f"{ATOM}content") or "" for each in root.iter(f"{ATOM}entry")]


def test_what_came_in_last_stands_first(reader: FlaskClient) -> None:
    """However old the document itself is."""
    root = feed(reader, "/feed.atom?q=harbour")
    assert contents(root)[0] == "El <mark>puerto</mark>, <mark>harbour</mark> en inglés."
    assert contents(root)[1] == "The <mark>harbour</mark> is old."
    assert contents(root)[3] == "The <mark>harbour</mark> is new."
    updated = [each.findtext(f"{ATOM}updated") for each in root.iter(f"{ATOM}entry")]
    assert updated[:2] == ["2026-01-03T12:00:00+00:00", "2026-01-02T12:00:00+00:00"]
    assert root.findtext(f"{ATOM}updated") == updated[0]


def test_a_feed_has_what_readers_of_feeds_need(reader: FlaskClient) -> None:
    root = feed(reader, "/feed.atom?q=harbour&language=en&sort=date")
    assert root.findtext(f"{ATOM}id") == "http://localhost/feed.atom?q=harbour&language=en"
    assert root.findtext(f"{ATOM}title") == "Pasaje: harbour"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Pasaje"
    links = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")}
    assert links["alternate"] == "http://localhost/?q=harbour&language=en"
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Guide old-guide <i>, p. 1"


def test_an_entry_keeps_its_name(client: FlaskClient) -> None:
    """It is the permalink of the passage, whatever is searched for."""
    ids = {
        each.findtext(f"{ATOM}id")
        for words in ("cooperation", "%22cooperation+begins%22")
        for each in feed(client, f"/feed.atom?q={words}&language=en&document=study").iter(f"{ATOM}entry")
    }
    assert len(ids) == 1
    assert client.get((ids.pop() or "").removeprefix("http://localhost")).status_code == 200


def test_the_filters_of_a_search_hold(reader: FlaskClient) -> None:
    assert len(contents(feed(reader, "/feed.atom?q=harbour&language=es"))) == 1
    assert len(contents(feed(reader, "/feed.atom?q=harbour&document=new-guide"))) == 1
    assert reader.get("/feed.atom?q=harbour&kind=poem").status_code == 400


def test_passages_that_lack_a_word_are_not_told(reader: FlaskClient) -> None:
    assert contents(feed(reader, "/feed.atom?q=harbour+zqxzqx")) == []
    assert contents(feed(reader, "/feed.atom")) == []


def test_text_of_documents_is_text(reader: FlaskClient) -> None:
    """Even where a reader of feeds shows markup; and what XML forbids is left out."""
    (hostile,) = (each for each in contents(feed(reader, "/feed.atom?q=harbour+more")) if "more" in each)
    assert "&lt;b onclick=" in hostile
    assert "<b" not in hostile.replace("<mark>", "").replace("</mark>", "")
    assert not {"\x07", "\ufffe", "\u202e"} & set(hostile)


def test_a_long_list_ends(folder: Path) -> None:
    with Archive.open(folder) as archive:
        texts = [f"Yet a harbour {number}." for number in range(MOST_ENTRIES + 10)]
        added = replace(make_version("longest"), added_at="2026-06-01T00:00:00+00:00")
        store_version(archive, added, [texts], title="Longest")
        rebuild(archive, create_engine("whoosh", folder / "index", archive_id=archive.id))
    app = create_app(Settings(data=folder))
    found = contents(feed(app.test_client(), "/feed.atom?q=harbour"))
    app.extensions["pasaje"].close()
    assert len(found) == MOST_ENTRIES
    assert all(each.startswith("Yet a") for each in found)


def test_the_newest_is_told_however_much_stands_before_it(folder: Path) -> None:
    with Archive.open(folder) as archive:
        texts = [f"An old harbour {number}." for number in range(600)]
        added = replace(make_version("a-longer-one"), added_at="2025-12-31T00:00:00+00:00")
        store_version(archive, added, [texts], title="Longer")
        rebuild(archive, create_engine("whoosh", folder / "index", archive_id=archive.id))
    app = create_app(Settings(data=folder))
    found = contents(feed(app.test_client(), "/feed.atom?q=harbour"))
    app.extensions["pasaje"].close()
    assert [("An old" in each) for each in found] == [False] * 4 + [True] * (MOST_ENTRIES - 4)


def test_what_has_not_changed_is_not_sent_again(filled_data: Path, tmp_path: Path) -> None:
    """By its tag, and by the time of its newest entry for programs that know no tags."""
    folder = Path(shutil.copytree(filled_data, tmp_path / "data"))
    app = create_app(Settings(data=folder))
    client, address = app.test_client(), "/feed.atom?q=cooperation"
    first = client.get(address)
    tag, time = first.headers["ETag"], first.headers["Last-Modified"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": time}).status_code == 304
    with app.extensions["pasaje"].archive.writing("a test"):
        archive = app.extensions["pasaje"].archive
        added = replace(make_version("more"), added_at="2026-12-24T12:00:00+00:00")
        store_version(archive, added, [["More cooperation."]], title="More")
        app.extensions["pasaje"].catch_up()
    for header in ({"If-None-Match": tag}, {"If-Modified-Since": time}):
        again = client.get(address, headers=header)
        assert (again.status_code, "More" in again.text) == (200, True)
    app.extensions["pasaje"].close()


def test_results_name_their_feed(client: FlaskClient) -> None:
    page = client.get("/?q=cooperation&language=en&sort=date").text
    head = '<link rel="alternate" type="application/atom+xml" href="/feed.atom?q=cooperation&amp;language=en"'
    assert head in page
    assert "Follow this search (feed)</a>" in page


def test_a_feed_costs_few_statements(client: FlaskClient, holdings: Archive) -> None:
    assert passage_of(holdings, "cooperation begins")
    client.get("/feed.atom?q=cooperation")
    with counting(holdings) as statements:
        client.get("/feed.atom?q=cooperation")
    assert len(statements) <= 8, statements
