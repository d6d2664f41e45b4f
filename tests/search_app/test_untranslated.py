"""What the other version has as it was, nobody has translated: that is said, and it is no translation to take."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Alignment, Archive, Bitext, Verdict
from index import create_engine, rebuild
from ingest.aligning import MADE
from search_app import create_app
from search_app.counterparts import find_translations
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import links_of, read

SAID = "Not translated: the Spanish version has the same text."


def store_song(archive: Archive, left: str = "Sail away.", document: str = "song") -> list[str]:
    """Put in a song of which the second line was left in English; gives the ids of the English lines."""
    english = store_version(archive, make_version(document), [["Rivers run.", "Sail away."]])
    spanish = store_version(archive, make_version(document, "es"), [["Los ríos corren.", left]])
    held = archive.passages.of_version(spanish.id)
    told = [held[0], replace(held[1], language="en")]
    archive.passages.replace_version(spanish, archive.passages.pages(spanish.id), told)
    ours, theirs = ([each.id for each in archive.passages.of_version(one.id)] for one in (english, spanish))
    pairs = [Alignment((one,), (other,), 0.9) for one, other in zip(ours, theirs, strict=True)]
    archive.bitexts.put(Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.9, MADE), pairs)
    return ours


@pytest.fixture
def song(tmp_path: Path) -> Iterator[tuple[FlaskClient, list[str]]]:
    """Give a reader of an archive with the song, and the names of its English lines."""
    compile_all()
    with Archive.open(tmp_path) as archive:
        ours = store_song(archive)
        rebuild(archive, create_engine("whoosh", tmp_path / "index", archive_id=archive.id))
    app = create_app(Settings(data=tmp_path))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client, ours
    app.extensions["pasaje"].close()


def test_a_hit_and_a_permalink_say_so(song: tuple[FlaskClient, list[str]]) -> None:
    client, ours = song
    for address in ("/?q=sail", f"/p/{ours[1]}"):
        page = read(client, address)
        assert SAID in page
        assert "See it on its page" in links_of(page)
    assert "Sin traducir" in read(client, f"/p/{ours[1]}?ui=es")
    assert SAID not in read(client, f"/p/{ours[0]}")


def test_other_words_of_the_same_language_are_shown(song: tuple[FlaskClient, list[str]]) -> None:
    """A command that has another address in it is no translation, and not the same text."""
    client, _ = song
    ours = store_song(client.application.extensions["pasaje"].archive, "Sail far away.", "ballad")
    page = read(client, f"/p/{ours[1]}")
    assert "Perhaps not translated: the Spanish version seems to say it in the same language." in page
    assert "Sail far away." in page
    assert SAID not in page
    assert "Quote both" not in page


def test_a_hit_in_the_language_of_the_other_version_is_told_by_versions(tmp_path: Path) -> None:
    """“In English” would stand below a passage in English."""
    compile_all()
    with Archive.open(tmp_path) as archive:
        store_song(archive, "Hoist every canvas quickly.")
        rebuild(archive, create_engine("whoosh", tmp_path / "index", archive_id=archive.id))
    client = create_app(Settings(data=tmp_path)).test_client()
    assert "In the English version</summary>" in read(client, "/?q=canvas&ui=en")
    assert "En la versión en inglés</summary>" in read(client, "/?q=canvas&ui=es")
    assert "In Spanish</summary>" in read(client, "/?q=rivers&ui=en")


def test_both_are_not_offered_to_be_quoted(song: tuple[FlaskClient, list[str]]) -> None:
    client, ours = song
    assert "Quote both" in read(client, f"/p/{ours[0]}")
    assert "Quote both" not in read(client, f"/p/{ours[1]}")
    assert "With the words in Spanish" in read(client, f"/p/{ours[0]}/cite")
    assert "With the words in Spanish" not in read(client, f"/p/{ours[1]}/cite")
    assert client.get(f"/p/{ours[1]}/cite?also=es").status_code == 400


def test_programs_are_told(song: tuple[FlaskClient, list[str]]) -> None:
    client, ours = song
    for line, is_untranslated in zip(ours, (False, True), strict=True):
        (counterpart,) = client.get(f"/p/{line}.json").get_json()["counterparts"]
        assert counterpart["untranslated"] is is_untranslated
    said = client.get("/api/v1/search?q=sail&language=en").get_json()
    assert [each["counterpart"]["untranslated"] for each in said["hits"] if each["passage"] == ours[1]] == [True]


def test_a_translation_memory_has_what_was_translated_alone(song: tuple[FlaskClient, list[str]]) -> None:
    client, _ = song
    memory = client.get("/documents/song/alignment.tmx").text
    assert memory.count("<tu ") == 1
    assert "Sail away." not in memory
    rows = csv.DictReader(io.StringIO(client.get("/documents/song/alignment.csv").data.decode("utf-8-sig")))
    assert [each["untranslated"] for each in rows] == ["0", "1"]


def test_the_command_line_tells_too(archive: Archive, runner: Runner) -> None:
    ours = store_song(archive)
    assert [each["untranslated"] for each in runner("align", "song", "--json").objects] == [False, True]
    assert runner("align", "song").out.count(" · not translated · ") == 1
    assert "Not translated in the version in es (confidence 0.90)." in runner("show", ours[1]).out


def test_a_translation_whose_language_was_mistaken_is_none_of_these(archive: Archive) -> None:
    """Of a heading of two words the language is often told wrongly."""
    ours = store_song(archive, "Naveguen lejos.")
    (told,) = find_translations(archive, [ours[1]])[ours[1]]
    assert (told.text, told.is_untranslated) == ("Naveguen lejos.", False)
