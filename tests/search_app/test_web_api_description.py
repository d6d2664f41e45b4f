"""The interface for programs describes itself, and is as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import jsonschema_rs
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive import Archive
from search_app import create_app
from search_app.openapi import path_of
from search_app.rates import Buckets
from search_app.settings import ACCOUNTS, OPEN, Settings
from tests.pdf_factory import Sheet, pdf_bytes
from tests.search_app.described import Description
from tests.search_app.fated import CHANGES, GOES, KEPT, MOVES, REMOVED, STAYS, TWICE, fill_fates
from tests.search_app.holdings import CROSSING, current, passage_of
from tests.search_app.signing import OWN, token_in

ADDRESS = "/api/v1/openapi.json"

SEARCHES = [
    "q=innovation", "q=", "q=zzzz", "q=innovación&sort=place&language=es", "q=roads+cusco&limit=1&offset=1",
    "q=%22cooperation+begins%22&document=study&kind=paragraph&year=2015", "q=title:letter", "limit=999999",
    "q=(((", "sort=length", "offset=-1", "limit=many", "kind=poem", "year=15", "language=english", "q=a*",
]  # fmt: skip

PASSAGE_FORMS = [
    "/api/v1/passages/{}", "/p/{}.json", "/p/{}.txt", "/p/{}.bib", "/p/{}.ris", "/p/{}.csl.json", "/p/{}.jsonld",
]  # fmt: skip

NARROWED = ["", "?quote=0-5", "?quote=5-0", "?quote=x&with=nothing", "?ui=es", "?style=apa&quoted=1&language=es"]

QUOTES = ["cooperation begins", "regional innovation", "Cusco", "no such words here at all", "", "x" * 4000]


@pytest.fixture
def description(client: FlaskClient) -> Description:
    return Description(client)


@pytest.fixture
def fates(tmp_path: Path) -> Iterator[tuple[FlaskClient, dict[str, str]]]:
    """Give a reader of an archive in which passages had all fates, one of them purged, and the ids they had."""
    ids = fill_fates(tmp_path)
    with Archive.open(tmp_path) as archive, archive.writing("a test"):
        (kept,) = archive.catalogue.versions("kept-letter")
        archive.remove(kept.id, is_purged=True)
    made = create_app(Settings(data=tmp_path))
    yield made.test_client(), ids
    made.extensions["pasaje"].close()


def test_every_address_for_programs_is_described(app: Flask, description: Description) -> None:
    """And every one that is described is there, by the same methods."""
    routed = {
        (path_of(rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {(path, method) for path, method, _ in description.operations()}
    assert {each for each in routed if each[0].startswith("/api/")} <= described
    assert described <= routed


def test_the_forms_of_a_passage_for_programs_are_described(app: Flask, description: Description) -> None:
    """All but those for people: the reader, the page of its citations, and that of passages like it."""
    forms = {path_of(rule) for rule in app.url_map.iter_rules() if rule.rule.startswith("/p/")}
    assert forms - set(description.said["paths"]) == {"/p/{passage}", "/p/{passage}/cite", "/p/{passage}/like"}


def test_who_may_send_files_and_what_comes_of_it_is_described(description: Description) -> None:
    paths = description.said["paths"]
    taken, followed = paths["/api/v1/documents"]["post"], paths["/api/v1/batches/{batch}"]["get"]
    assert set(taken["responses"]) == {"202", "400", "401", "403", "413", "415", "429", "503", "507"}
    assert set(followed["responses"]) == {"200", "401", "403", "404", "429"}
    assert taken["security"] == [{"token": []}, {"page": []}]
    assert followed["security"] == [{"token": []}, {}]
    assert description.said["security"] == [{}, {"token": []}]
    assert description.said["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_files_are_received_as_described(empty_client: FlaskClient) -> None:
    """Those that come in, fail, are here already; and whoever may not send any."""
    description = Description(empty_client)
    ours = {**OWN, "X-CSRF-Token": token_in(empty_client.get("/add").text)}
    kind = "multipart/form-data"

    def send(files: dict[str, object], content_type: str = kind, **headers: str) -> TestResponse:
        return empty_client.post(
            "/api/v1/documents", data=files, content_type=content_type, headers=headers or ours
        )

    pdfs = [(BytesIO(pdf_bytes([Sheet().put("Cusco", y=100)])), "one.pdf"), (BytesIO(b"no"), "two.pdf")]
    taken = send({"file": pdfs})
    refused = [
        send({}),
        send({"document": "none"}),
        send({}, "text/plain"),
        send({}, Origin="http://evil.example"),
    ]
    unknown = send({}, Authorization="Bearer nobody")
    assert [each.status_code for each in (taken, *refused, unknown)] == [202, 400, 400, 415, 403, 401]
    for answer in (taken, *refused, unknown):
        assert description.faults("/api/v1/documents", answer, "post") == []
    assert taken.json
    for batch in (taken.json["batch"], "none"):
        address = f"/api/v1/batches/{batch}"
        assert description.faults(address, empty_client.get(address)) == []


@pytest.mark.parametrize("reading", [OPEN, ACCOUNTS])
def test_who_is_not_let_in_is_told_as_described(tmp_path: Path, reading: str) -> None:
    """With a token that is none, and with nothing."""
    ids = fill_fates(tmp_path)
    told, asked = create_app(Settings(data=tmp_path)), create_app(Settings(data=tmp_path, reading=reading))
    description, nobody = Description(told.test_client()), asked.test_client()
    nobody.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    forms = (form.format(ids[STAYS]) for form in PASSAGE_FORMS)
    for address in ("/api/v1/search", "/api/v1/documents", "/health", ADDRESS, *forms):
        answer = nobody.get(address, headers={"Authorization": "Bearer nobody"})
        assert answer.status_code == (200 if (address, reading) == ("/health", ACCOUNTS) else 401)
        assert description.faults(address, answer) == []
        assert description.faults(address, nobody.get(address, headers={"Accept": "application/json"})) == []
    for made in (told, asked):
        made.extensions["pasaje"].close()


def test_too_much_at_once_is_told_as_described(
    client: FlaskClient, description: Description, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_app.rates._buckets", Buckets(full=0))
    answer = client.get("/api/v1/search", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert answer.status_code == 429
    assert description.faults("/api/v1/search", answer) == []


def test_its_schemas_are_schemas_and_point_to_what_there_is(description: Description) -> None:
    schemas = description.said["components"]["schemas"]
    for name, schema in schemas.items():
        assert jsonschema_rs.meta.is_valid(
            {**schema, "$schema": "https://json-schema.org/draft/2020-12/schema"}
        ), name
    pointed = set(re.findall("#/components/schemas/([A-Za-z]+)", repr(description.said)))
    assert pointed == set(schemas)


def test_every_example_fits_what_it_is_an_example_of(description: Description) -> None:
    for path, _, operation in description.operations():
        for parameter in operation["parameters"]:
            if "example" in parameter:
                assert description.misfits(parameter["schema"], parameter["example"]) == [], (path, parameter)
            else:
                assert "default" in parameter["schema"] or parameter["schema"]["type"] == "array", (
                    path,
                    parameter,
                )


def test_every_operation_says_what_it_does(description: Description) -> None:
    names = [operation["operationId"] for _, _, operation in description.operations()]
    assert len(set(names)) == len(names)
    assert all(operation["summary"] for _, _, operation in description.operations())


def test_it_comes_as_what_it_is_and_only_once(client: FlaskClient) -> None:
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Type"] == "application/openapi+json; version=3.1"
    assert answer.get_json(force=True)["openapi"] == "3.1.1"
    again = client.get(ADDRESS, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_it_does_not_hang_on_the_name_it_is_asked_by(client: FlaskClient) -> None:
    """What one asks for under a wrong name may be kept on the way and given to another."""
    answer = client.get(ADDRESS, headers={"Host": "hostile.example"}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert "hostile" not in answer.text
    assert answer.data == client.get(ADDRESS).data


def test_below_a_path_it_says_so(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, environ_overrides={"SCRIPT_NAME": "/archive"})
    assert answer.get_json(force=True)["servers"] == [{"url": "/archive"}]
    assert '</archive/api/v1/openapi.json>; rel="service-desc"' in answer.headers["Link"]


def test_objects_say_where_they_are_described(client: FlaskClient, description: Description) -> None:
    found = client.get("/api/v1/search?q=innovation").headers.getlist("Link")
    assert found[0] == f'<{ADDRESS}>; rel="service-desc"; type="application/openapi+json"'
    assert found[1] == f'<{ADDRESS}#/components/schemas/Search>; rel="describedby"'
    wrong = client.get("/api/v1/search?sort=length").headers.getlist("Link")
    assert wrong == found[:1]


def test_pages_for_people_say_where_programs_go(client: FlaskClient) -> None:
    assert f'<link rel="service-desc" type="application/openapi+json" href="{ADDRESS}">' in client.get("/").text


def asked_of_holdings(holdings: Archive) -> Iterator[str]:
    """Give addresses that name all there is in an archive, and things that there are not."""
    yield from (f"/api/v1/search?{each}" for each in SEARCHES)
    yield from (f"/api/v1/concordance?{each}" for each in (*SEARCHES, "q=x&sort=after", "q=innovation&limit=3"))
    yield from ("/api/v1/suggestions", "/api/v1/suggestions?q=inno")
    yield from ("/feed.atom?q=innovation", "/feed.atom", "/feed.atom?kind=poem")
    yield from ("/concordance.csv?q=innovation", "/concordance.csv?sort=x")
    yield from ("/api/v1/documents", "/health", ADDRESS, "/api/v1/documents/none", "/api/v1/versions/none")
    for document in holdings.catalogue.documents():
        yield f"/api/v1/documents/{document.id}"
        yield from (f"/api/v1/documents/{document.id}/changes{each}" for each in ("", "?kind=added", "?from=x"))
        differ = f"{document.id}/disagreements"
        yield from (f"/api/v1/documents/{differ}{each}" for each in ("", "?kind=number&limit=1", "?from=x!"))
        yield from (f"/documents/{differ}.csv{each}" for each in ("", "?kind=poem"))
        yield from (
            f"/documents/{document.id}/alignment.{each}" for each in ("json", "csv", "tmx", "json?from=x!")
        )
    for version in holdings.catalogue.versions():
        yield from (f"/api/v1/versions/{version.id}", f"/versions/{version.id}/original.pdf")
        yield from (f"/api/v1/versions/{version.id}/pages/{number}" for number in range(6))
        yield from (f"/api/v1/versions/{version.id}/locate?quote={each}" for each in QUOTES)
        for passage in holdings.passages.of_version(version.id):
            yield f"/api/v1/passages/{passage.id}/like"
            yield from (f"{form.format(passage.id)}{each}" for form in PASSAGE_FORMS for each in NARROWED)


def test_what_is_answered_is_what_is_described(
    client: FlaskClient, holdings: Archive, description: Description
) -> None:
    """Statuses, media types, headers, objects to their last member."""
    asked = list(asked_of_holdings(holdings))
    for address in asked:
        answer = client.get(address, buffered=True)
        assert description.faults(address.partition("?")[0], answer) == [], address
    assert len(asked) > 500


def test_what_has_not_changed_is_told_as_described(
    client: FlaskClient, holdings: Archive, description: Description
) -> None:
    """Of all that is asked for again by its tag."""
    passage = passage_of(holdings, CROSSING)
    for path in ("/api/v1/search", "/api/v1/documents", f"/p/{passage.id}.json", "/concordance.csv"):
        tag = client.get(f"{path}?q=innovation", buffered=True).headers["ETag"]
        kept = client.get(f"{path}?q=innovation", headers={"If-None-Match": tag})
        assert (kept.status_code, description.faults(path, kept)) == (304, []), path


def test_where_a_quote_stands_is_told_as_described(
    client: FlaskClient, holdings: Archive, description: Description
) -> None:
    version = current(holdings, "study", "en")
    for quote in QUOTES:
        for accept in ("application/json", "text/html"):
            answer = client.get(f"/versions/{version.id}/find?quote={quote}", headers={"Accept": accept})
            assert description.faults(f"/versions/{version.id}/find", answer) == [], (quote, accept)


def test_copies_of_pages_come_as_described(
    client: FlaskClient, holdings: Archive, description: Description
) -> None:
    passage = passage_of(holdings, CROSSING)
    for form in ("pdf", "png", "png?density=2&crop=1", "png?crop=7", "pdf?quote=0-9"):
        answer = client.get(f"/p/{passage.id}.{form}")
        assert description.faults(f"/p/{passage.id}.{form.partition('?')[0]}", answer) == [], form
        kept = client.get(f"/p/{passage.id}.{form}", headers={"If-None-Match": answer.headers.get("ETag", "")})
        assert description.faults(f"/p/{passage.id}.{form.partition('?')[0]}", kept) == [], form


def test_parts_of_originals_come_as_described(
    client: FlaskClient, holdings: Archive, description: Description
) -> None:
    address = f"/versions/{current(holdings, 'study', 'en').id}/original.pdf"
    for asked, status in (("bytes=0-9", 206), ("bytes=-5", 206), ("bytes=99999999-", 416)):
        answer = client.get(address, headers={"Range": asked}, buffered=True)
        assert (answer.status_code, description.faults(address, answer)) == (status, []), asked


@pytest.mark.parametrize("words", [STAYS, MOVES, CHANGES, TWICE, GOES, REMOVED, KEPT])
def test_whatever_became_of_a_passage_is_told_as_described(
    fates: tuple[FlaskClient, dict[str, str]], words: str
) -> None:
    """Those that moved, changed, went, are uncertain, were removed and purged."""
    client, ids = fates
    description = Description(client)
    slips = [ids[words].upper(), ids[words][:-1], "nothing"]
    for form in [*PASSAGE_FORMS, "/api/v1/passages/{}/like", "/p/{}.pdf", "/p/{}.png"]:
        for name in slips:
            address = form.format(name)
            assert description.faults(address, client.get(address)) == [], address
        for narrowed in NARROWED:
            address = form.format(ids[words])
            assert description.faults(address, client.get(address + narrowed)) == [], address + narrowed


def test_changes_between_editions_are_told_as_described(fates: tuple[FlaskClient, dict[str, str]]) -> None:
    client, _ = fates
    address = "/api/v1/documents/study/changes"
    for asked in (
        "",
        "?language=en&from=1&to=2&kind=kept&kind=moved",
        "?from=2&to=1",
        "?from=9",
        "?limit=1&offset=1",
    ):
        assert Description(client).faults(address, client.get(address + asked)) == [], asked
