"""All of two versions as one table on paper."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from search_app import bitext_layout
from tests.search_app.aligned import reading_aligned
from tests.search_app.test_web_beside import plain, rows
from tests.search_app.test_web_search import links_of, read

STUDY = "/documents/study/en/beside/es/"
WHOLE = f"{STUDY}print"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give a reader of files that are aligned, refused, not compared, in both languages, and long."""
    for client, _ in reading_aligned(tmp_path_factory.mktemp("printed")):
        yield client


def table(page: str) -> list[list[str]]:
    """Give the rows of the table below its head: a page, two sides, a page."""
    return rows(page.split("<tbody>")[1])


def test_the_way_there_stands_above_both_views(reader: FlaskClient) -> None:
    for address in (STUDY, f"{STUDY}?view=pages"):
        assert links_of(read(reader, address))["Print the whole document"] == WHOLE
    turned = links_of(read(reader, "/documents/report/mul/beside/mul/?first=es"))
    assert turned["Print the whole document"] == "/documents/report/mul/beside/mul/print?first=es"


def test_every_row_has_the_printed_pages_of_both_sides(reader: FlaskClient) -> None:
    found = table(read(reader, WHOLE))
    assert found[0] == [
        "i",
        "Roads were mended. Nobody was paid.",
        "Se arreglaron los caminos. A nadie se le pagó.",
        "1",
    ]
    assert ["", "Only in Spanish", "Fin.", "3"] in found
    assert len(found) == 8


def test_all_of_a_long_document_is_on_it(reader: FlaskClient) -> None:
    page = read(reader, "/documents/long/en/beside/es/print")
    assert page.count('class="folio">300<') == 8
    assert "Rows: 1,200" in page


def test_its_head_says_what_it_is(reader: FlaskClient) -> None:
    head = plain(read(reader, WHOLE).split('<header class="heading">')[1].split("</header>")[0])
    assert head.startswith("The study Study March 2015 · EN English, Edition 1 · ES Español, Edition 1 Rows: 8 · ")
    assert "uncertain matches: 1 · Only in English: 1 · Only in Spanish: 2 · put side by side on " in head
    assert f"http://localhost{STUDY}" in head


def test_the_head_of_the_table_names_the_document_for_every_sheet(reader: FlaskClient) -> None:
    head = plain(read(reader, WHOLE).split("<thead>")[1].split("</thead>")[0])
    assert head == "The study · Study Page EN English, Edition 1 ES Español, Edition 1 Page"


def test_doubt_is_said_in_words_and_by_a_line(reader: FlaskClient) -> None:
    page = read(reader, WHOLE)
    (doubtful,) = re.findall(r'<tr class="doubtful">(.*?)</tr>', page, re.DOTALL)
    assert "Schools teach the same songs." in doubtful
    assert "uncertain match" in doubtful
    assert "Where the line between the columns is dotted" in page
    assert "is dotted" not in read(reader, "/documents/long/en/beside/es/print")


def test_there_is_nothing_of_the_site_around_it(reader: FlaskClient) -> None:
    page = reader.get(WHOLE).text
    for furniture in ("<form", "<nav", "<footer", "<script", 'class="top"'):
        assert furniture not in page
    assert links_of(page)["← Go back to both versions"] == STUDY


def test_what_a_document_says_is_never_markup(reader: FlaskClient) -> None:
    page = reader.get(WHOLE).text
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page


def test_the_other_language_can_stand_on_the_left(reader: FlaskClient) -> None:
    found = table(read(reader, "/documents/study/es/beside/en/print"))
    assert found[0][1:3] == [
        "Se arreglaron los caminos. A nadie se le pagó.",
        "Roads were mended. Nobody was paid.",
    ]


@pytest.mark.parametrize(("document", "words"), [("waiting", "have not been compared"), ("refused", "do not say")])
def test_what_does_not_stand_side_by_side_says_why(reader: FlaskClient, document: str, words: str) -> None:
    assert words in unescape(read(reader, f"/documents/{document}/en/beside/es/print"))


def test_what_makes_no_sense_is_refused(reader: FlaskClient) -> None:
    assert reader.get(f"{WHOLE}?first=fr").status_code == 400
    assert reader.get(f"{WHOLE}?edition=9").status_code == 404
    assert reader.get("/documents/alone/en/beside/es/print").status_code == 404


def test_it_is_in_the_language_of_its_reader(reader: FlaskClient) -> None:
    page = reader.get(WHOLE, headers={"Accept-Language": "es"}).text
    assert "correspondencia dudosa" in page
    assert 'lang="es"' in page


def test_in_what_the_sides_disagree_is_noted_or_in_a_long_document_where_that_is_listed(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "is missing in the Spanish version" in read(reader, WHOLE)
    monkeypatch.setattr(bitext_layout, "_MOST_FOUND", 7)
    page = read(reader, WHOLE)
    assert "is missing in the Spanish version" not in page
    assert "http://localhost/documents/study/disagreements/?from=" in page


def test_it_is_sent_as_it_is_written(reader: FlaskClient) -> None:
    """A few of all its passages are in memory at a time."""
    read(reader, "/documents/long/en/beside/es/print")  # what is found out of the two stays in memory
    tracemalloc.start()
    answer = reader.get("/documents/long/en/beside/es/print", buffered=False)
    sent = sum(len(piece) for piece in answer.iter_encoded())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    answer.close()
    assert sent > 250_000
    assert peak < 4_000_000, peak
