"""A web application over a small archive, made once: its tests only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine
from search_app import create_app
from search_app.messages import compile_all
from search_app.passwords import _nobodys
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.pairs import Pair, store_pair
from tests.search_app.holdings import fill


@pytest.fixture(autouse=True)
def without_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without vectors, whether they are installed or not: tests of them make their own."""
    monkeypatch.setattr("index.crosslingual.find_embedder", lambda: None)


@pytest.fixture(scope="session")
def filled_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with holdings and their index."""
    folder = tmp_path_factory.mktemp("holdings")
    with Archive.open(folder) as archive:
        fill(archive)
    return folder


@pytest.fixture(scope="session")
def app(filled_data: Path) -> Iterator[Flask]:
    """Give the web application, its translations ready."""
    compile_all()
    made = create_app(Settings(data=filled_data))
    yield made
    made.extensions["pasaje"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a reader who has just come, and reads English."""
    made = app.test_client()
    made.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return made


@pytest.fixture
def holdings(app: Flask) -> Archive:
    """Give the archive behind the application, to look things up in."""
    held: Archive = app.extensions["pasaje"].archive
    return held


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[FlaskClient]:
    """Give a reader of an archive that holds nothing yet."""
    folder = tmp_path / "empty"
    with Archive.open(folder) as archive:
        create_engine("whoosh", folder / "index", archive_id=archive.id)
    made = create_app(Settings(data=folder))
    yield made.test_client()
    made.extensions["pasaje"].close()


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have passwords hashed with next to no work."""
    monkeypatch.setattr("search_app.passwords._hasher", PasswordHasher(1, 8, 1))
    _nobodys.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the data folder of an archive with one document, to change things in."""
    compile_all()
    folder = tmp_path / "data"
    with Archive.open(folder) as archive:
        store_version(archive, make_version(), title="Study", date="2015")
        create_engine("whoosh", folder / "index", archive_id=archive.id)
    return folder


@pytest.fixture
def curator(folder: Path) -> Iterator[FlaskClient]:
    """Give somebody at the machine itself, who may change what is in `folder`."""
    app = create_app(Settings(data=folder))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    app.extensions["pasaje"].close()


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[tuple[FlaskClient, Archive, Pair]]:
    """Give somebody at the machine of an archive with the harbour guide in both languages, and a letter in one."""
    compile_all()
    with Archive.open(tmp_path) as archive:
        pair = store_pair(archive)
        store_version(archive, make_version("letter"), [["One letter."]])
    app = create_app(Settings(data=tmp_path))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client, app.extensions["pasaje"].archive, pair
    app.extensions["pasaje"].close()
