"""What a host may set in the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app import create_app
from search_app.settings import DEFAULT_URL, Settings


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
