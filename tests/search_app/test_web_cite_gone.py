"""What is cited from a version that is gone, or was read again, is cited from where it stood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive, Version
from index import create_engine
from search_app import create_app
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import read

COVER, SECOND = "Nothing is printed on the cover.", "On this page there is a number."
PAGES, LABELS = [[COVER], [SECOND]], ["", "iv"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder) as made:
        create_engine("whoosh", folder / "index", archive_id=made.id)
        yield made


@pytest.fixture
def study(archive: Archive) -> Version:
    """Give a study of two pages, the second of which bears a number."""
    return store_version(archive, make_version(), PAGES, title="Study", labels=LABELS)


@pytest.fixture
def reader(folder: Path) -> Iterator[FlaskClient]:
    app = create_app(Settings(data=folder))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    app.extensions["pasaje"].close()


def ids_of(archive: Archive, version: Version) -> list[str]:
    return [each.id for each in archive.passages.of_version(version.id)]


def test_a_page_without_a_number_is_cited_by_its_position_after_removal_too(
    archive: Archive, study: Version, reader: FlaskClient
) -> None:
    cover, second = ids_of(archive, study)
    for _ in ("held", "removed"):
        assert "Study (n.d.), PDF p. 1, accessed" in read(reader, f"/p/{cover}.txt")
        assert "Study (n.d.), p. iv (PDF p. 2), accessed" in read(reader, f"/p/{second}.txt")
        assert "SP  - " not in read(reader, f"/p/{cover}.ris")
        if archive.catalogue.versions():
            archive.remove(study.id)


def test_a_page_is_cited_as_it_was_before_it_was_read_again(
    archive: Archive, study: Version, reader: FlaskClient
) -> None:
    cover, second = ids_of(archive, study)
    store_version(archive, make_version(), [["Other words."], ["And others."]], title="Study", labels=["iii", ""])
    assert "Study (n.d.), PDF p. 1, accessed" in read(reader, f"/p/{cover}.txt")
    assert "Study (n.d.), p. iv (PDF p. 2), accessed" in read(reader, f"/p/{second}.txt")


def test_a_page_of_an_old_edition_is_cited_by_its_position(
    archive: Archive, study: Version, reader: FlaskClient
) -> None:
    cover, _ = ids_of(archive, study)
    store_version(archive, make_version(edition=2), [["Other words."]], title="Study", labels=["i"])
    assert "edition 1 (n.d.), PDF p. 1, accessed" in read(reader, f"/p/{cover}.txt")


def test_an_original_that_is_not_there_is_not_pointed_to(
    archive: Archive, study: Version, reader: FlaskClient
) -> None:
    _, second = ids_of(archive, study)
    original, page = f"/versions/{study.id}/original.pdf", f"http://localhost/p/{second}"
    assert original in read(reader, f"/p/{second}.ris")
    archive.remove(study.id)
    for ending in (".ris", ".bib", ".csl.json", ".jsonld", ".txt", "/cite"):
        assert original not in read(reader, f"/p/{second}{ending}")
    assert "L1  - " not in read(reader, f"/p/{second}.ris")
    target = reader.get(f"/p/{second}.jsonld").get_json(force=True)["target"]
    assert target["source"] == {"id": page, "type": "Text", "format": "text/html", "language": "en"}
    assert target["selector"] == [{"type": "TextQuoteSelector", "exact": SECOND}]
    assert SECOND in read(reader, f"/p/{second}")


def test_what_is_gone_is_not_offered_to_be_edited(archive: Archive, study: Version, reader: FlaskClient) -> None:
    _, second = ids_of(archive, study)
    assert "/documents/study/edit" in read(reader, f"/p/{second}/cite")
    archive.remove(study.id)
    page = read(reader, f"/p/{second}/cite")
    assert "Nobody has confirmed this yet" in page
    assert "/documents/study" not in page
