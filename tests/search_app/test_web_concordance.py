"""The concordance in the browser, as a table for spreadsheets, and for programs."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine, rebuild
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.holdings import passage_of
from tests.search_app.test_web_search import counting, links_of, read


def lines(page: str) -> list[list[str]]:
    """Give what stands in the cells of each line of a page."""
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</tr>", page, re.DOTALL)
    return [
        [unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)]
        for row in rows
    ]


def test_each_place_is_a_line_aligned_on_the_word(client: FlaskClient, holdings: Archive) -> None:
    page = read(client, "/concordance?q=%22cooperation+begins%22")
    assert lines(page) == [["Cross-border ", "cooperation begins", lines(page)[0][2]]]
    assert lines(page)[0][2].startswith(" with two people who know each other")
    assert "1 place in 1 passage" in page
    passage = passage_of(holdings, "cooperation begins")
    address = links_of(page)["p. i · Study of regional innovation"]
    assert address == f"/p/{passage.id}?q=%22cooperation+begins%22&quote=13-31"


def test_a_line_is_in_the_language_of_its_passage(client: FlaskClient) -> None:
    assert '<tr lang="es">' in read(client, "/concordance?q=transfronteriza&language=es")


def test_the_filters_of_a_search_hold_and_can_be_taken_off(client: FlaskClient) -> None:
    page = read(client, "/concordance?q=innovación&language=es&document=study&sort=after")
    assert {"Español × (take this filter off)"} < set(links_of(page))
    fewer = links_of(page)["Español × (take this filter off)"]
    assert fewer == "/concordance?q=innovaci%C3%B3n&document=study&sort=after"
    assert len(lines(read(client, fewer))) > len(lines(page)) > 0
    assert links_of(page)["As passages"] == "/?q=innovaci%C3%B3n&document=study&language=es"


def test_the_order_stands_in_the_address(client: FlaskClient) -> None:
    page = read(client, "/concordance?q=innovation")
    after = read(client, links_of(page)["what follows"])
    assert re.search(r'aria-current="true">what follows<', after)
    assert sorted(lines(page)) == sorted(lines(after))


def test_results_lead_to_their_places_in_context(client: FlaskClient) -> None:
    page = read(client, "/?q=innovation&document=study&sort=date&page=1")
    assert links_of(page)["Every place in context"] == "/concordance?q=innovation&document=study"


def test_what_is_found_nowhere_is_said(client: FlaskClient) -> None:
    assert "No place has what you searched for." in read(client, "/concordance?q=zqxzqx")
    assert "<table" not in read(client, "/concordance?q=")
    assert "Concordancias" in read(client, "/concordance?ui=es")


def test_where_no_word_is_wanted_there_is_none_to_show(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Passages answer all the same, and it is said how many; of very many, those that were read."""
    page = read(client, "/concordance?q=title:letter")
    assert re.search(r"\d+ passages answer; in their text there is no word to show\.", page)
    assert "No place has" not in page
    monkeypatch.setattr("search_app.concordance.MOST_LINES", 2)
    monkeypatch.setattr("search_app.concordance_pages.MOST_LINES", 2)
    monkeypatch.setattr("search_app.concordance._PORTION", 1)
    page = read(client, "/concordance?q=NOT+elections")
    assert re.search(r"\d+ passages answer; in the text of the first 2 there is no word to show\.", page)


def test_a_search_that_is_read_otherwise_says_so(client: FlaskClient) -> None:
    page = read(client, '/concordance?q="cooperation')
    assert "A quotation mark has no partner" in page
    assert "A quotation mark has no partner" not in read(client, "/concordance?q=cooperation")


def test_a_wrong_order_is_refused(client: FlaskClient) -> None:
    assert client.get("/concordance?q=x&sort=date").status_code == 400
    assert client.get("/concordance?q=x&page=21").status_code == 400


def test_document_text_is_shown_as_text(client: FlaskClient) -> None:
    page = client.get("/concordance?q=alert").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_page_costs_few_statements(client: FlaskClient, holdings: Archive) -> None:
    read(client, "/concordance?q=innovation&document=study")
    with counting(holdings) as statements:
        read(client, "/concordance?q=innovation&document=study")
    assert len(statements) <= 8, statements


def test_programs_get_the_lines_they_ask_for(client: FlaskClient) -> None:
    said = client.get("/api/v1/concordance?q=innovation&limit=1&offset=1").json
    assert said is not None
    assert said["total"] > len(said["lines"]) == 1
    (line,) = said["lines"]
    assert line["word"].lower() in ("innovation", "innovación")
    passage = client.get(f"/api/v1/passages/{line['passage']}").json
    assert passage is not None
    start, end = line["span"]
    assert passage["text"][start:end] == line["word"]
    assert line["url"].endswith(f"?quote={start}-{end}")


@pytest.fixture
def formulas(tmp_path: Path) -> FlaskClient:
    """Give a reader of an archive with text that a spreadsheet would compute, in more lines than a page has."""
    compile_all()
    with Archive.open(tmp_path) as archive:
        texts = [f"=HYPERLINK(1) harbour {number}" for number in range(150)]
        store_version(archive, make_version("report"), [texts], title="=cmd()")
        rebuild(archive, create_engine("whoosh", tmp_path / "index", archive_id=archive.id))
    return create_app(Settings(data=tmp_path)).test_client()


def test_the_table_has_all_lines_and_no_formula(formulas: FlaskClient) -> None:
    answer = formulas.get("/concordance.csv?q=harbour")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert len(rows) == 150
    assert (rows[0]["before"], rows[0]["word"], rows[0]["after"]) == ("'=HYPERLINK(1)", "harbour", "0")
    assert rows[0]["title"] == "'=cmd()"
    assert rows[0]["link"].startswith("http://localhost/p/")


def test_lines_come_a_hundred_to_a_page(formulas: FlaskClient) -> None:
    first = read(formulas, "/concordance?q=harbour")
    assert len(lines(first)) == 100
    assert len(lines(read(formulas, links_of(first)["2"]))) == 50
    assert "The list ends before this page." in read(formulas, "/concordance?q=harbour&page=3")


def test_what_was_also_looked_for_can_be_left_out_and_taken_back(client: FlaskClient) -> None:
    """As on the page of results, and within the same filters and order."""
    sought = "/concordance?q=transfronteriza&document=study"
    page = read(client, f"{sought}&sort=after")
    chip = links_of(page)["cross-border × (leave this out)"]
    assert chip == f"{sought}&without=cross-border&sort=after"
    assert links_of(read(client, chip))["cross-border + (take this back)"] == f"{sought}&sort=after"
    typed = read(client, links_of(page)["search only as typed"])
    assert 0 < len(lines(typed)) < len(lines(page))
    assert links_of(typed)["search in the other language too"] == f"{sought}&sort=after"
    spanish = read(client, links_of(page)["only Spanish"])
    assert set(re.findall(r'<tr lang="(\w+)"><th scope="row">', spanish)) == {"es"}
