"""Words that count because they stand in the title or the headings are marked there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from archive import Archive, Kind
from index import create_engine, rebuild
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import read

SECTION = ["2 The <b>harbour</b>", "2.1 Its boats"]


@pytest.fixture(autouse=True)
def filled(archive: Archive) -> None:
    version = store_version(
        archive, make_version("guide"), [["Nets are mended.", "12"]], title="A guide to harbours", section=SECTION
    )
    text, row = archive.passages.of_version(version.id)
    row = replace(row, kind=Kind.TABLE, header=("Boats sold",))
    archive.passages.replace_version(version, archive.passages.pages(version.id), [text, row])


@pytest.fixture
def reader(archive: Archive) -> Iterator[FlaskClient]:
    compile_all()
    rebuild(archive, create_engine("whoosh", archive.folder / "index", archive_id=archive.id))
    app = create_app(Settings(data=archive.folder))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    app.extensions["pasaje"].close()


def test_they_are_marked_in_title_and_headings(reader: FlaskClient) -> None:
    page = reader.get("/?q=nets+harbour+boat").text
    assert ">A guide to <mark>harbours</mark></a>" in page
    assert ">2 The &lt;b&gt;<mark>harbour</mark>&lt;/b&gt;</span>" in page
    assert ">2.1 Its <mark>boats</mark></span>" in page
    assert "lacks:" not in page


def test_they_are_marked_in_the_header_of_a_table(reader: FlaskClient) -> None:
    assert '<th scope="col"><mark>Boats</mark> sold</th>' in read(reader, "/?q=boats+12")


def test_what_is_asked_of_a_field_is_marked_in_it_alone(reader: FlaskClient) -> None:
    page = read(reader, "/?q=title:harbours")
    assert "A guide to <mark>harbours</mark>" in page
    assert page.count("<mark>") == 1


def test_the_terminal_marks_them_too(runner: Runner) -> None:
    told = runner(
        "search", "nets", "harbour", "--no-across", FORCE_COLOR="1", TERM="xterm-256color", COLUMNS="100"
    )
    title, section, *_ = told.out.splitlines()
    assert "A guide to \x1b[0m\x1b[1;30;43mharbours\x1b[0m" in title
    assert "\x1b[1;30;43mharbour\x1b[0m" in section
    assert "1. A guide to harbours · p. 1 · en" in runner("search", "nets", "--no-across").out
