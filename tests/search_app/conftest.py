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
from tests.search_app.holdings import fill


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
