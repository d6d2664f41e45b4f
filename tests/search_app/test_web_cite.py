"""Citations over HTTP: each form, the page with all of them, and what the head of a page tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive, Field, Passage
from search_app import create_app
from search_app.quoting import MOST_PIECES
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.holdings import CROSSING, passage_of
from tests.search_app.test_web_search import links_of, read

FORMS = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "jsonld": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
}


@pytest.fixture
def crossing(holdings: Archive) -> Passage:
    """Give the passage that stands on two pages."""
    return passage_of(holdings, "Cross-border cooperation begins")


@pytest.fixture
def bell(holdings: Archive) -> Passage:
    """Give the hostile passage."""
    return passage_of(holdings, "bell")


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_an_address(client: FlaskClient, crossing: Passage, form: str) -> None:
    """Text is shown, the rest is saved under a name; all is kept for a while, and asked for again."""
    answer = client.get(f"/p/{crossing.id}.{form}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, FORMS[form])
    placed = answer.headers["Content-Disposition"]
    assert placed.startswith("inline" if form == "txt" else "attachment")
    assert f"p. i, 1 pasaje-{crossing.id}.{form}" in placed
    assert (answer.cache_control.private, answer.cache_control.max_age) == (True, 600)
    again = client.get(f"/p/{crossing.id}.{form}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_citation_says_where_the_words_stand(client: FlaskClient, crossing: Passage) -> None:
    said = read(client, f"/p/{crossing.id}.txt")
    assert said.startswith(
        "Study of regional innovation [English version] (2015), pp. i, 1 (PDF pp. 1, 3), accessed "
    )
    assert said.endswith(f", http://localhost/p/{crossing.id}.\n")


def test_style_language_and_quotation_marks_are_asked_for(client: FlaskClient, crossing: Passage) -> None:
    said = read(client, f"/p/{crossing.id}.txt?style=apa&language=es&quoted=1&quote=0-24")
    assert said.startswith(
        "«Cross-border cooperation» (Study of regional innovation (p. i, p. 1 del PDF) [versión en inglés]. "
        "(2015). Recuperado el "
    )
    assert f"/p/{crossing.id}?quote=0-24)." in said
    assert "accessed" in read(client, f"/p/{crossing.id}.txt")
    assert "consultado el" in read(client, f"/p/{crossing.id}.txt?ui=es")


def test_a_quote_is_cited_from_its_page(client: FlaskClient, crossing: Passage) -> None:
    start = CROSSING.index("retire")
    assert ", p. 1 (PDF p. 3), " in read(client, f"/p/{crossing.id}.txt?quote={start}-{start + 6}")


def test_words_of_several_passages_are_one_quotation(
    client: FlaskClient, crossing: Passage, holdings: Archive
) -> None:
    other, end = passage_of(holdings, "First item"), len(CROSSING)
    address = f"/p/{crossing.id}.txt?quote={CROSSING.index('retire')}-{end}&with={other.id}.0-10&quoted=1"
    said = read(client, address)
    assert said.startswith("“retire. First item” (")
    assert ", p. 1 (PDF p. 3), " in said
    assert f"/p/{crossing.id}?quote=" in said
    assert f"&with={other.id}.0-10)." in said


@pytest.mark.parametrize(
    "said",
    ["quote=9-3", "quote=0-99999", "quote=x", "quote=-1-4", "style=mla", "quoted=yes", "language=fr", "with=.3-9"],
)
def test_what_cannot_be_meant_is_refused(client: FlaskClient, crossing: Passage, said: str) -> None:
    assert client.get(f"/p/{crossing.id}.txt?{said}").status_code in {400, 404}
    assert client.get(f"/p/{crossing.id}.txt?with={crossing.id}.0-999").status_code == 400


def test_passages_of_two_documents_are_no_quotation(
    client: FlaskClient, crossing: Passage, holdings: Archive
) -> None:
    letter = passage_of(holdings, "declare their intent")
    assert client.get(f"/p/{crossing.id}.bib?with={letter.id}").status_code == 400
    many = "&".join(f"with={crossing.id}" for _ in range(MOST_PIECES))
    assert client.get(f"/p/{crossing.id}.bib?{many}").status_code == 400


def test_what_was_never_issued_is_not_cited(client: FlaskClient) -> None:
    for form in (*(f".{form}" for form in FORMS), "/cite"):
        assert client.get(f"/p/abcdefghijklm{form}").status_code == 404
    for form in ("csl.json", "jsonld"):
        assert client.get(f"/p/abcdefghijklm.{form}").mimetype == "application/problem+json"


def test_words_that_are_gone_are_cited_from_where_they_stood(client: FlaskClient, holdings: Archive) -> None:
    gone = passage_of(holdings, "left out later")
    assert ", edition 1 (May 20, 2013), p. 1, " in read(client, f"/p/{gone.id}.txt")
    page = read(client, f"/p/{gone.id}/cite")
    assert "they are cited from edition 1, where they stood" in page
    kept = passage_of(holdings, "declare their intent")
    assert ", edition 2 (May 20, 2013), p. 1, " in read(client, f"/p/{kept.id}.txt")
    assert "they are cited from edition" not in read(client, f"/p/{kept.id}/cite")


def test_words_that_only_an_old_edition_has_together_are_cited_from_it(
    client: FlaskClient, holdings: Archive
) -> None:
    gone, kept = (passage_of(holdings, words) for words in ("left out later", "declare their intent"))
    said = read(client, f"/p/{kept.id}.txt?with={gone.id}&quoted=1")
    assert said.startswith("“The parties declare their intent to cooperate. This sentence was left out later.” (")
    assert ", edition 1 (" in said


def test_an_annotation_marks_the_words_in_their_pdf(client: FlaskClient, crossing: Passage) -> None:
    made = client.get(f"/p/{crossing.id}.jsonld?quote=13-24").get_json(force=True)
    assert made["id"] == f"http://localhost/p/{crossing.id}.jsonld?quote=13-24"
    assert made["target"]["source"]["id"] == f"http://localhost/versions/{crossing.version_id}/original.pdf"
    quote, page = made["target"]["selector"]
    assert (quote["exact"], quote["prefix"][-13:], quote["suffix"][:7]) == (
        "cooperation",
        "Cross-border ",
        " begins",
    )
    assert page["value"] == "page=1"


def test_hostile_words_are_harmless_in_every_form(client: FlaskClient, bell: Passage) -> None:
    for form in FORMS:
        data = client.get(f"/p/{bell.id}.{form}").get_data(as_text=True)
        assert "\x07" not in data
        assert "\u202e" not in data
    page = client.get(f"/p/{bell.id}/cite").text
    assert "<script>alert" not in page
    assert "\u202e" not in page
    exact = client.get(f"/p/{bell.id}.jsonld").get_json(force=True)["target"]["selector"][0]["exact"]
    assert exact == bell.text


def test_a_page_shows_every_form(client: FlaskClient, crossing: Passage) -> None:
    page = read(client, f"/p/{crossing.id}/cite?quote=0-24")
    ways = links_of(page)
    assert ways["← Go to the passage"] == f"http://localhost/p/{crossing.id}?quote=0-24"
    assert ways["With the words before it"].startswith(f"/p/{crossing.id}.txt?quote=0-24&style=")
    for form in ("bib", "ris", "csl.json", "jsonld"):
        assert f'href="/p/{crossing.id}.{form}?quote=0-24" download' in page
    assert "@misc{pasaje-" in page
    assert "TY  - GEN" in page
    assert "[English version] (2015), p. i (PDF p. 1), accessed" in page
    assert "[versión en inglés] (2015), p. i (p. 1 del PDF), consultado el" in read(
        client, f"/p/{crossing.id}/cite?quote=0-24&language=es"
    )


def test_a_page_says_what_nobody_has_confirmed(client: FlaskClient, crossing: Passage) -> None:
    page = read(client, f"/p/{crossing.id}/cite")
    assert "Nobody has confirmed this yet, it is what the file says: Title, Date." in page


def test_the_permalink_leads_to_its_citation(client: FlaskClient, crossing: Passage) -> None:
    assert links_of(read(client, f"/p/{crossing.id}?quote=0-12"))["Cite"] == f"/p/{crossing.id}/cite?quote=0-12"
    assert "/cite" not in read(client, "/documents/study/en/pages/1")


def tags_of(page: str) -> list[tuple[str, str]]:
    head = page.split("</head>", maxsplit=1)[0]
    return re.findall(r'<meta name="((?:citation_|dc\.)[^"]+)" content="([^"]*)">', head)


def test_the_head_of_a_permalink_says_what_it_is(client: FlaskClient, crossing: Passage) -> None:
    tags = dict(tags_of(read(client, f"/p/{crossing.id}")))
    assert tags == {
        "citation_title": "Study of regional innovation",
        "citation_publication_date": "2015",
        "citation_language": "en",
        "citation_firstpage": "i",
        "citation_lastpage": "1",
        "citation_pdf_url": f"http://localhost/versions/{crossing.version_id}/original.pdf",
        "citation_public_url": f"http://localhost/p/{crossing.id}",
        "dc.type": "document",
    }
    assert tags_of(read(client, "/documents/study/en/pages/1")) == []


def test_the_head_of_a_document_says_what_it_is(client: FlaskClient) -> None:
    tags = dict(tags_of(read(client, "/documents/study")))
    assert (tags["citation_title"], tags["citation_public_url"]) == (
        "Study of regional innovation",
        "http://localhost/documents/study",
    )
    assert "citation_firstpage" not in tags
    assert dict(tags_of(read(client, "/documents/study?ui=es")))["citation_language"] == "es"


@pytest.fixture
def described(tmp_path: Path) -> Iterator[tuple[FlaskClient, Passage]]:
    """Give a reader of an archive in which people have described a document, and its passage."""
    with Archive.open(tmp_path / "data") as archive:
        version = store_version(archive, make_version(), [["The words."]])
        said = {Field.AUTHORS: ("Quispe, María",), Field.ISSUERS: ("European Commission",), Field.DATE: "2013"}
        archive.descriptions.confirm("study", said, {"en": "A study"})
        passage = archive.passages.of_version(version.id)[0]
    app = create_app(Settings(data=tmp_path / "data", base_url="https://archive.example"))
    yield app.test_client(), passage
    app.extensions["pasaje"].close()


def test_what_people_said_is_cited(described: tuple[FlaskClient, Passage]) -> None:
    client, passage = described
    (record,) = json.loads(client.get(f"/p/{passage.id}.csl.json").data)
    assert record["author"] == [{"family": "Quispe", "given": "María"}]
    assert (record["title"], record["publisher"], record["type"]) == ("A study", "European Commission", "report")
    assert record["URL"] == f"https://archive.example/p/{passage.id}"
    assert "Nobody has confirmed" not in read(client, f"/p/{passage.id}/cite")
    tags = tags_of(read(client, f"/p/{passage.id}"))
    assert ("citation_author", "Quispe, María") in tags
    assert ("citation_technical_report_institution", "European Commission") in tags
