"""A document made of markers, seen everywhere it can be seen: they stay words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from archive import Archive
from benchmarks.fuzzing.laws import broken_laws
from benchmarks.fuzzing.requests import Asked
from benchmarks.fuzzing.values import escaped
from index import create_engine, rebuild
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.search_app.hostile import DOCUMENT, store_hostile

ASKED = [
    "",
    "q=zqx",
    "q=zqx+OR+javascript&ui=es",
    "quote=0-9",
    "words=zqx&ui=es",
    "kind=kept",
    "quote=zqx",
    "crop=1",
]


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give an application over an archive that holds this document alone."""
    compile_all()
    folder = tmp_path_factory.mktemp("hostile")
    with Archive.open(folder) as archive:
        store_hostile(archive)
        rebuild(archive, create_engine("whoosh", folder / "index", archive_id=archive.id))
    made = create_app(Settings(data=folder))
    yield made
    made.extensions["pasaje"].close()


@pytest.fixture
def asker(hostile_app: Flask) -> FlaskClient:
    return hostile_app.test_client(use_cookies=False)


def addresses(rule: Rule, archive: Archive) -> Iterator[str]:
    """Give all ways to fill the parts of a route with what the archive holds, lost passages too."""
    versions = archive.catalogue.versions()
    newest, older = (archive.passages.of_version(each.id) for each in versions)
    names = {
        "document": [DOCUMENT],
        "language": ["en"],
        "number": ["1"],
        "version": [each.id for each in versions],
        "passage": [each.id for each in (newest[0], older[0], newest[1], newest[-1])],
    }
    part = next((name for name in ("passage", "version", "document") if name in rule.arguments), "document")
    for name in names[part]:
        path = (
            rule.rule.replace("<page:number>", "1").replace("<language>", "en").replace(f"<{part}>", escaped(name))
        )
        yield path


def test_wherever_it_is_seen_its_words_are_words(hostile_app: Flask, asker: FlaskClient) -> None:
    """Search, shelf, document, changes, reader, outline, answers of links, citations, objects."""
    archive, seen = hostile_app.extensions["pasaje"].archive, 0
    for rule in hostile_app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in (
            "static",
            "marked_copies.copy",
            "marked_copies.image",
        ):
            continue
        for address in addresses(rule, archive):
            for said in ASKED:
                answer = Asked("GET", f"{address}?{said}", {"Accept": "text/html"}).sent(asker)
                assert broken_laws(answer) == [], (address, said)
                seen += answer.status == 200
    assert seen > 200


def test_names_of_files_are_names_alone(hostile_app: Flask, asker: FlaskClient) -> None:
    """What is offered to be saved has neither ends of lines, nor ways to other folders, nor marks of direction."""
    archive = hostile_app.extensions["pasaje"].archive
    version = archive.catalogue.versions(DOCUMENT)[0]
    passage = archive.passages.of_version(version.id)[0].id
    for form in (
        f"/versions/{version.id}/original.pdf",
        *(f"/p/{passage}.{each}" for each in ("pdf", "png", "bib", "ris")),
    ):
        answer = asker.get(form, buffered=True)
        said = answer.headers["Content-Disposition"]
        assert answer.status_code == 200
        assert not set(said) & set("\r\n\x1b\x07\u202e/\\<>"), form


def test_the_form_shows_what_is_known_as_words(asker: FlaskClient) -> None:
    page = asker.get(f"/documents/{escaped(DOCUMENT)}/edit").text
    assert "&lt;b id=zqx&gt;" in page
    assert "<b id=zqx>" not in page
