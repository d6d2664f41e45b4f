"""The archive as one of a browser's search engines, and what it offers while somebody types."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def described(client: FlaskClient, address: str = "/opensearch.xml") -> ET.Element:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/opensearchdescription+xml")
    return ET.fromstring(answer.data)


def test_a_browser_finds_the_search_on_every_page(client: FlaskClient) -> None:
    for address in ("/", "/documents/study", "/?q=innovation", "/documents/study/en/pages/1"):
        (link,) = re.findall(r'<link rel="search"[^>]*>', client.get(address).text)
        assert 'href="/opensearch.xml?language=en"' in link
        assert 'type="application/opensearchdescription+xml"' in link
    assert 'href="/opensearch.xml?language=es"' in client.get("/?ui=es").text


def test_what_it_finds_is_the_search(client: FlaskClient) -> None:
    root = described(client)
    assert root.findtext(f"{OPENSEARCH}ShortName") == "Pasaje"
    for url in root.iter(f"{OPENSEARCH}Url"):
        template, media_type = url.get("template", ""), url.get("type")
        assert template.startswith("http://localhost/")
        parts = urlsplit(template.replace("{searchTerms}", "innovation"))
        answer = client.get(f"{parts.path}?{parts.query}")
        assert (answer.status_code, answer.mimetype) == (200, media_type)
    icon = root.findtext(f"{OPENSEARCH}Image") or ""
    assert client.get(icon.removeprefix("http://localhost"), buffered=True).status_code == 200


def test_it_is_described_in_both_languages_of_the_interface(client: FlaskClient) -> None:
    told = [
        described(client, f"/opensearch.xml{each}").findtext(f"{OPENSEARCH}Description")
        for each in ("?language=en", "?language=es", "?language=fr", "")
    ]
    assert told[0] == "Passages of the documents in this archive, in English and Spanish"
    assert told[1] == "Pasajes de los documentos de este archivo, en inglés y en español"
    assert told[2:] == [told[0], told[0]]


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_names_itself_by_the_language_it_is_in(client: FlaskClient, language: str) -> None:
    urls = described(client, f"/opensearch.xml?language={language}").iter(f"{OPENSEARCH}Url")
    (own,) = (each.get("template") for each in urls if each.get("rel") == "self")
    assert own == f"http://localhost/opensearch.xml?language={language}"


def test_below_a_path_it_says_so(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml", environ_overrides={"SCRIPT_NAME": "/library"})
    addresses = re.findall(r"http://localhost[^\"<]*", answer.text)
    assert len(addresses) == 5
    assert all(each.startswith("http://localhost/library/") for each in addresses)
    assert "/library/library" not in answer.text


def test_what_follows_is_offered(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggestions?q=study+of+reg")
    assert answer.mimetype == "application/x-suggestions+json"
    assert answer.get_json(force=True) == ["study of reg", ["Study of regional innovation"]]
    assert client.get("/api/v1/suggestions").get_json(force=True) == ["", []]


def test_what_was_offered_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/api/v1/suggestions?q=study").headers["ETag"]
    assert client.get("/api/v1/suggestions?q=study", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("typed", ["%3Cscript%3E", "%00", "%ED%A0%80", "x" * 20_000])
def test_whatever_is_typed_is_answered(client: FlaskClient, typed: str) -> None:
    answer = client.get(f"/api/v1/suggestions?q={typed}")
    assert answer.status_code == 200
    assert len(answer.text) < 500


def test_the_box_for_documents_offers_it_and_no_other(client: FlaskClient) -> None:
    page = client.get("/documents/study").text
    assert 'data-from="/api/v1/suggestions?q=" hidden></ul>' in page
    assert 'aria-controls="q-more"' in page
    assert "q-more" not in client.get("/log").text
