"""Places of which any may be meant: however many there are, their pages are read once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from archive import Archive, Page
from archive.passages import PassageStore
from search_app import create_app
from search_app.settings import Settings
from tests.factories import make_version, store_version

WORDS = "Alpaca wool is sold by weight, and its price is set in another country."


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"Accept": "text/html"}])
def test_pages_are_read_as_often_for_many_places_as_for_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    reads: list[str] = []
    read = PassageStore.pages

    def pages(self: PassageStore, version_id: str, numbers: Iterable[int] | None = None) -> list[Page]:
        reads.append(version_id)
        return read(self, version_id, numbers)

    with Archive.open(tmp_path) as archive:
        two = store_version(archive, make_version("two"), [[WORDS]] * 2)
        nine = store_version(archive, make_version("nine"), [[WORDS]] * 9)
    monkeypatch.setattr(PassageStore, "pages", pages)
    app = create_app(Settings(data=tmp_path))
    for version, count in ((two, 2), (nine, 9)):
        asked = {"quote": WORDS[:40], "ui": "en"}
        answer = app.test_client().get(f"/versions/{version.id}/find", query_string=asked, headers=headers)
        if answer.is_json:
            candidates = answer.get_json()["candidates"]
            assert [each["pages"][0]["number"] for each in candidates] == [*range(1, count + 1)]
        else:
            assert f"{count} places could be meant." in answer.text
    assert reads.count(two.id) == reads.count(nine.id) > 0
    app.extensions["pasaje"].close()
