"""The shelf, the page of a document, and the originals."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from archive import Archive, Warned
from index import create_engine
from search_app import create_app
from search_app.originals import safe_name
from search_app.report_words import FINDINGS
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.holdings import current
from tests.search_app.test_web_search import counting, links_of, read


def test_the_shelf_lists_every_document(client: FlaskClient) -> None:
    page = read(client, "/documents/")
    assert {"Study of regional innovation", "Letter of intent", "A scan"} <= set(links_of(page))
    assert "5 documents" in page or "4 documents" in page


def test_an_empty_archive_says_how_to_fill_it(empty_client: FlaskClient) -> None:
    for address in ("/", "/documents/"):
        assert "The archive is empty." in read(empty_client, address)


def test_a_document_lists_its_versions(client: FlaskClient, holdings: Archive) -> None:
    page = read(client, "/documents/letter")
    assert "May 20, 2013" in page
    assert "replaced by a newer edition" in page
    assert f"/versions/{current(holdings, 'letter', 'en').id}/original.pdf" in page
    assert "/documents/letter/en/pages/1?edition=1" in page


def test_a_version_leads_to_the_web_page_that_lists_it(archive: Archive) -> None:
    page = "https://example.org/peru?a=1&b=%22x"
    store_version(archive, replace(make_version(), metadata={"page": page}), [["Words."]])
    links = links_of(_opened(archive, "/documents/study"))
    assert unescape(links["Web page that lists it"]) == page


def test_a_document_tells_what_a_search_will_not_find(client: FlaskClient) -> None:
    page = " ".join(read(client, "/documents/study").split())
    assert "1 of 4 pages is a picture without text: its words are not found." in page
    assert "Something else." in page
    assert "Every page with words on it can be searched." in page


def test_pages_of_which_the_same_is_to_be_known_are_linked_together(archive: Archive) -> None:
    codes = [("needs_ocr", 1), ("needs_ocr", 2), ("needs_ocr", 4), ("order_uncertain", 3)]
    warnings = [Warned(code, number, "") for code, number in codes]
    store_version(archive, make_version(warnings=warnings), [["One."]] * 4, labels=["i", "ii", "1", "2"])
    page = " ".join(_opened(archive, "/documents/study").split())
    assert "3 of 4 pages are pictures without text: their words are not found." in page
    assert links_of(page)["pp. i–ii"] == "/documents/study/en/pages/1"
    assert links_of(page)["p. 2"] == "/documents/study/en/pages/4"
    assert "The text of 1 of 4 pages may be in the wrong order" in page


def test_a_document_tells_page_by_page_what_was_read(client: FlaskClient) -> None:
    """The state, words, languages, what was set aside, and what is to be known."""
    address = "/documents/study/en/report"
    assert f'href="{address}#pages"' in read(client, "/documents/study")
    page = " ".join(read(client, address).split())
    third = re.search(r'<tr> <th scope="row"><a href="/documents/study/en/pages/3">.*?</tr>', page)
    assert third is not None
    assert "p. 1 <span" in third[0]
    assert '<td data-label="State">text</td>' in third[0]
    assert '<td class="figure" data-label="Words">29</td>' in third[0]
    assert 'title="English">EN</abbr></td>' in third[0]
    assert "Running head · 1</td>" in third[0]
    assert '<td data-label="State">picture without text</td>' in page


def test_every_edition_has_its_report(client: FlaskClient) -> None:
    page = read(client, "/documents/letter")
    assert "Edition 1, replaced by a newer one: what was read of it" in page
    assert "/documents/letter/en/report#pages" in page
    assert "/documents/letter/en/report?edition=1#pages" in page
    older, newer = (read(client, f"/documents/letter/en/report{said}") for said in ("?edition=1", ""))
    assert "/documents/letter/en/pages/1?edition=1" in older
    assert "?edition=" not in newer


@pytest.mark.parametrize("said", ["report?edition=9", "report?edition=x", "none/report"])
def test_no_report_is_given_of_a_version_that_is_none(client: FlaskClient, said: str) -> None:
    assert client.get(f"/documents/letter/en/{said}").status_code in (400, 404)


@pytest.mark.parametrize("address", ["/documents/study", "/documents/study/en/report"])
def test_a_report_does_not_read_the_boxes_of_words(client: FlaskClient, holdings: Archive, address: str) -> None:
    with counting(holdings) as statements:
        read(client, address)
    assert len(statements) <= 8
    assert not any("pages.words" in statement for statement in statements)


def test_a_document_tells_all_of_it_in_spanish(archive: Archive) -> None:
    warnings = [Warned(code, 1, "") for code in FINDINGS]
    store_version(archive, make_version(warnings=warnings), [["One."], ["Two."]])
    page = "".join(_opened(archive, f"/documents/study{part}?ui=es") for part in ("", "/en/report"))
    assert "En 1 de 2 páginas hay una imagen grande junto al texto" in page
    assert "orden del texto dudoso" in page
    assert "left out" not in page
    assert "letters" not in page


def _opened(archive: Archive, address: str) -> str:
    create_engine("whoosh", archive.folder / "index", archive_id=archive.id)
    made = create_app(Settings(data=archive.folder))
    page = read(made.test_client(), address)
    made.extensions["pasaje"].close()
    return page


def test_a_version_without_text_says_so(client: FlaskClient) -> None:
    page = read(client, "/documents/scan")
    assert "this version has no text yet" in page
    assert "held, without text yet" in page or "Language unknown" in page


def test_a_document_can_be_searched_alone(client: FlaskClient) -> None:
    assert '<input type="hidden" name="document" value="study">' in read(client, "/documents/study")


def test_an_outline_leads_to_its_pages(client: FlaskClient) -> None:
    assert links_of(read(client, "/documents/study"))["Regional innovation i"] == "/documents/study/en/pages/1"


def test_an_original_comes_byte_for_byte(client: FlaskClient, holdings: Archive) -> None:
    version = current(holdings, "study", "es")
    answer = client.get(f"/versions/{version.id}/original.pdf", buffered=True)
    assert answer.data == holdings.originals.path(version.original_sha256).read_bytes()
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == "inline; filename=study-es-1.pdf"


def test_a_part_of_an_original_can_be_had(client: FlaskClient, holdings: Archive) -> None:
    address = f"/versions/{current(holdings, 'study', 'es').id}/original.pdf"
    answer = client.get(address, headers={"Range": "bytes=1-3"}, buffered=True)
    assert (answer.status_code, answer.data) == (206, b"PDF")
    beyond = client.get(address, headers={"Range": "bytes=9999-"}, buffered=True)
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"].startswith("bytes */")


@pytest.mark.parametrize("asked", ["lines=1", "bytes=0-1,5-6", "bytes=0-,0-,0-", "bytes=5-2", "bytes", "x" * 5000])
def test_a_range_that_is_not_one_of_bytes_is_let_be(client: FlaskClient, holdings: Archive, asked: str) -> None:
    """All of it is sent (RFC 9110, 14.2): nobody can have a server put a thousand parts together."""
    address = f"/versions/{current(holdings, 'study', 'es').id}/original.pdf"
    answer = client.get(address, headers={"Range": asked}, buffered=True)
    assert answer.status_code == 200
    assert answer.data == client.get(address, buffered=True).data


def test_an_original_a_browser_has_is_not_sent_again(client: FlaskClient, holdings: Archive) -> None:
    address = f"/versions/{current(holdings, 'study', 'es').id}/original.pdf"
    tag = client.get(address, buffered=True).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}, buffered=True).status_code == 304


def test_an_unknown_version_is_named(client: FlaskClient) -> None:
    answer = client.get("/versions/none/original.pdf", buffered=True)
    assert answer.status_code == 404
    assert "“none”" in answer.text


def test_a_file_name_cannot_break_out_of_its_header() -> None:
    """Names come with the files, from anywhere."""
    version = replace(make_version("study"), file_name='../a"b\r\nX: y;\u202efdp.PDF')
    assert safe_name(version) == "a b X y fdp.pdf"
    assert safe_name(replace(version, file_name="...pdf")) == "study.pdf"
