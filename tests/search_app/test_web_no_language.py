"""Documents whose language nobody could tell, or that are in many."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from archive import Archive, Furniture, Kind, Part, Passage, Version
from index import create_engine, rebuild
from search_app import create_app
from search_app.settings import Settings
from tests.factories import make_version, page, passage, store_version
from tests.search_app.test_web_search import read


@pytest.mark.parametrize("language", ["und", "mul"])
def test_words_in_no_language_that_is_known_are_said_to_be_in_none(tmp_path: Path, language: str) -> None:
    """No browser or screen reader knows what to do with these names."""
    words = "Roads are mended in the spring, and counted in the autumn of every other year."
    with Archive.open(tmp_path) as archive:
        for edition, text in ((1, words), (2, f"{words} Roads are long.")):
            version = store_version(archive, make_version("study", language, edition))
            held = _kinds_of_passages(text, version)
            pages = [
                replace(
                    page(1, "\n\n".join(each.text for each in held)),
                    furniture=(Furniture("Head", (72.0, 20.0, 96.0, 30.0)),),
                )
            ]
            archive.passages.replace_version(replace(version, page_count=1), pages, held)
        rebuild(archive, create_engine("whoosh", tmp_path / "index", archive_id=archive.id))
    app = create_app(Settings(data=tmp_path))
    client = app.test_client()
    addresses = [f"/documents/study/{language}/pages/1", f"/documents/study/{language}/changes", "/?q=roads", "/"]
    shown = {address: read(client, address) for address in addresses}
    assert [each for each in addresses if "mended" not in shown[each]] == ["/"]
    assert '<svg class="text"' in shown[addresses[0]]
    for address in addresses:
        assert set(re.findall(r' lang="([^"]*)"', shown[address])) <= {"en", "es"}, address
    app.extensions["pasaje"].close()


def _kinds_of_passages(text: str, version: Version) -> list[Passage]:
    """Make a heading, a paragraph, a row under a header and one under none, a header and words in a column."""
    made = []
    start = 0
    header = ["Region", "Roads"]
    for own_text, kind, heads in [
        ("Roads mended", Kind.HEADING, []),
        (text, Kind.PARAGRAPH, []),
        ("Puno\t7", Kind.TABLE, []),
        ("Region\tRoads", Kind.TABLE, []),
        ("Cusco\t412", Kind.TABLE, header),
        ("What is mended there, and why.", Kind.PARAGRAPH, header),
        (f"Lima\t{len(text)}", Kind.TABLE, ["Region", "Other"]),
    ]:
        parts = [Part(1, start, start + len(own_text), 0)]
        section = ["Roads", "Roads mended"]
        made.append(
            passage(own_text, of=version, ordinal=len(made), kind=kind, parts=parts, section=section, header=heads)
        )
        start += len(own_text) + 2
    return made
