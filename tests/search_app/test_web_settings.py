"""What a host may set in the environment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search_app import create_app
from search_app.settings import DEFAULT_URL, Settings
from tests.search_app.signing import OWN, token_in


def test_nothing_needs_to_be_set() -> None:
    settings = Settings.from_environment({})
    assert (settings.data, settings.engine, settings.base_url) == (Path("var"), "whoosh", None)
    assert settings.links_base == DEFAULT_URL
    assert settings.workers >= 1


def test_everything_can_be_set() -> None:
    """An address is put before others: its last slash would be one too many."""
    environment = {
        "PASAJE_DATA": "/srv/pasaje",
        "PASAJE_WORKERS": "3",
        "PASAJE_URL": "https://archive.example/",
        "PASAJE_ENGINE": "other",
    }
    expected = Settings(Path("/srv/pasaje"), "other", 3, "https://archive.example")
    assert Settings.from_environment(environment) == expected


def test_a_folder_that_is_named_overrules_the_environment() -> None:
    assert Settings.from_environment({"PASAJE_DATA": "/a"}, data=Path("/b")).data == Path("/b")


@pytest.mark.parametrize("workers", ["0", "many", "-1"])
def test_a_number_of_workers_that_makes_no_sense_is_refused(workers: str) -> None:
    with pytest.raises(ValueError, match="must be a whole number"):
        Settings.from_environment({"PASAJE_WORKERS": workers})


def test_an_application_without_settings_takes_those_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, filled_data: Path
) -> None:
    monkeypatch.setenv("PASAJE_DATA", str(filled_data))
    app = create_app()
    assert app.test_client().get("/health").status_code == 200
    app.extensions["pasaje"].close()


@pytest.fixture
def set_to(folder: Path) -> Iterator[Callable[[str], FlaskClient]]:
    """Give browsers at the machine, by the address that the archive is set to have."""
    made: list[Flask] = []

    def browser(address: str) -> FlaskClient:
        made.append(create_app(Settings.from_environment({"PASAJE_URL": address}, data=folder)))
        return made[-1].test_client()

    yield browser
    for app in made:
        app.extensions["pasaje"].close()


Browser = Callable[[str], FlaskClient]
EDIT = "/documents/study/edit"


@pytest.mark.parametrize("address", ["https://archive.example", "http://192.0.2.1:8000", "archive.example"])
def test_an_archive_with_an_address_for_others_is_not_edited_in_browsers(set_to: Browser, address: str) -> None:
    """A server of this machine passes on what others ask, and need not say that it does."""
    assert set_to(address).get(EDIT).status_code == 403


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8080/", "http://[::1]:8000"])
def test_an_address_of_the_machine_itself_takes_editing_from_nobody_who_sits_there(
    set_to: Browser, address: str
) -> None:
    """It says which port the links of the command line have, and leads nobody else here."""
    client = set_to(address)
    token = token_in(client.get(EDIT).text)
    data = {"series": "Papers", "series.was": "", "csrf_token": token}
    assert client.post(EDIT, data=data, headers=OWN).status_code == 303


@pytest.mark.parametrize(
    "asked",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
        {"headers": {"X-Forwarded-For": "192.0.2.7"}},
        {"environ_overrides": {"SERVER_PROTOCOL": "HTTP/1.0"}},
        {"base_url": "http://hostile.example"},
    ],
)
def test_nor_does_it_give_editing_to_anybody_else(set_to: Browser, asked: dict[str, Any]) -> None:
    """Through a server between, over the network, or by a name that somebody led here."""
    assert set_to("http://127.0.0.1:8000").get(EDIT, **asked).status_code == 403
