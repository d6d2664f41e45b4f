"""The reader: pages of a document as text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from archive import Archive, Furniture, Kind
from search_app.reading import read_page
from search_app.standing import blocks_of
from tests.factories import make_version, passage, store_version
from tests.factories import page as make_page
from tests.search_app.holdings import current, passage_of
from tests.search_app.test_web_search import links_of, read

PAGE = "/documents/study/en/pages"


def test_a_page_shows_its_passages_by_kind(client: FlaskClient) -> None:
    page = read(client, f"{PAGE}/3")
    for kind in ("list_item", "table", "caption", "footnote"):
        assert f'class="passage kind-{kind}"' in page
    assert re.search(
        r'<h2 class="words" lang="en" data-at="0">Study of regional innovation</h2>', read(client, f"{PAGE}/1")
    )


def test_a_passage_over_a_page_break_leads_on_and_back(client: FlaskClient, holdings: Archive) -> None:
    """Each page shows its own part of the text, and links to the other."""
    passage = passage_of(holdings, "Cross-border cooperation begins")
    first, second = read(client, f"{PAGE}/1"), read(client, f"{PAGE}/3")
    assert links_of(first)["↓ continues on p. 1"] == f"{PAGE}/3#p-{passage.id}"
    assert links_of(second)["↑ begins on p. i"] == f"{PAGE}/1#p-{passage.id}"
    assert "goes on when they retire" not in first
    assert "goes on when they retire" in second


def test_a_passage_that_skips_a_page_is_not_on_it(client: FlaskClient) -> None:
    page = read(client, f"{PAGE}/2")
    assert "This page is blank." in page
    assert 'class="passage' not in page


def test_what_was_set_aside_stands_where_it_stood(client: FlaskClient) -> None:
    """The running head above the text, the folio below it."""
    _, page = read(client, f"{PAGE}/3").split("<article")
    above, below = re.findall(r'<p class="furniture (?:above|below)".*?</p>', page, re.DOTALL)
    assert "<span>Running head</span>" in above
    assert "<span>1</span>" in below
    assert page.index(above) < page.index("First item") < page.index(below)


def test_what_was_set_aside_from_nobody_knows_where_stands_below(archive: Archive) -> None:
    """As in versions that an earlier Pasaje read."""
    version = store_version(archive, make_version())
    nowhere = Furniture("A head", (0.0, 0.0, 0.0, 0.0))
    archive.passages.replace_version(version, [replace(make_page(1), furniture=(nowhere,))], [])
    reading = read_page(archive, version, 1, lambda _version, passages: [() for _ in passages])
    assert (reading.shown[0].furniture_above, reading.shown[0].furniture_below) == ((), ("A head",))


def test_words_of_the_search_are_marked(client: FlaskClient) -> None:
    page = read(client, f"{PAGE}/1?q=shores")
    assert "<mark>shores</mark>" in page
    assert links_of(page)["← All passages for “shores”"] == "/?q=shores"


def test_some_words_are_marked_where_no_passage_has_all(client: FlaskClient) -> None:
    """What a relaxed search found must be marked on the page it leads to."""
    assert "<mark>retire</mark>" in read(client, f"{PAGE}/3?q=retire+innovation+technicians")


@pytest.mark.parametrize("q", ["", "zebrafish", "%22"])
def test_nothing_is_marked_where_nothing_answers(client: FlaskClient, q: str) -> None:
    assert "<mark>" not in read(client, f"{PAGE}/1?q={q}")


def test_a_picture_without_text_says_so_and_shows_the_original(client: FlaskClient) -> None:
    page = read(client, f"{PAGE}/4")
    assert "This page is a picture" in page
    assert links_of(page)["See it in the original"].endswith("/original.pdf#page=4")


def test_the_pages_before_and_after_are_linked(client: FlaskClient) -> None:
    first, middle, last = (links_of(read(client, f"{PAGE}/{number}?q=region")) for number in (1, 3, 4))
    assert middle["← previous"] == f"{PAGE}/2?q=region"
    assert middle["next →"] == f"{PAGE}/4?q=region"
    assert "← previous" not in first
    assert "next →" not in last


def test_the_outline_leads_to_its_pages_and_shows_where_one_is(client: FlaskClient) -> None:
    page = read(client, f"{PAGE}/4")
    assert links_of(page)["1.1 Cross-border work 1"] == f"{PAGE}/3"
    assert re.search(r'pages/3" aria-current="true">\s*<span>1.1 Cross-border work', page)


def test_the_page_tells_its_label_and_its_place_in_the_file(client: FlaskClient) -> None:
    assert ">3 of 4 in the PDF<" in read(client, f"{PAGE}/3")
    assert ">3 de 4 en el PDF<" in read(client, f"{PAGE}/3?ui=es")


@pytest.mark.parametrize("number", ["0", str(2**31), str(2**63), "9" * 40, "9" * 5000])
def test_a_number_that_no_page_can_have_is_not_found(client: FlaskClient, holdings: Archive, number: str) -> None:
    """Databases hold 64 bits; Python reads 4,300 digits."""
    version = current(holdings, "study", "en").id
    assert client.get(f"{PAGE}/{number}").status_code == 404
    answer = client.get(f"/api/v1/versions/{version}/pages/{number}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert client.get(f"{PAGE}/?at={number}").status_code == 404


def test_the_other_language_opens_at_the_page_with_the_same_label(client: FlaskClient) -> None:
    assert links_of(read(client, f"{PAGE}/3"))["Español"] == "/documents/study/es/pages/2"


def test_the_other_language_opens_at_the_same_place_where_labels_differ(client: FlaskClient) -> None:
    """Page 4 of a version with 2 pages is its last."""
    assert links_of(read(client, f"{PAGE}/4"))["Español"] == "/documents/study/es/pages/2"


@pytest.mark.parametrize(("typed", "number"), [("1", 3), ("ii", 2), ("4", 4), ("", 1)])
def test_a_typed_page_is_a_label_first_and_then_a_number(client: FlaskClient, typed: str, number: int) -> None:
    """What is printed on the page is what a reader has before her eyes."""
    answer = client.get(f"{PAGE}/?at={typed}&q=lake")
    assert answer.location == f"{PAGE}/{number}?q=lake"


def test_a_number_that_no_page_bears_is_the_place_in_the_file(client: FlaskClient) -> None:
    """The second of the pages i and 1."""
    assert client.get("/documents/study/es/pages/?at=2").location == "/documents/study/es/pages/2"


@pytest.mark.parametrize("typed", ["xvii", "5", "0", "²"])
def test_for_an_unknown_typed_page_one_stays_where_one_is(client: FlaskClient, typed: str) -> None:
    answer = client.get(f"{PAGE}/?at={typed}&near=3&q=firms")
    assert answer.status_code == 404
    assert f"There is no page “{typed}”: this is page 3." in answer.text
    assert "<mark>Firms</mark>" in answer.text


def test_an_older_edition_can_be_read_and_says_that_it_is_older(client: FlaskClient) -> None:
    page = read(client, "/documents/letter/en/pages/1?edition=1")
    assert "left out later" in page
    assert "This is edition 1; the newest is edition 2." in page
    assert links_of(page)["Read the newest edition"] == "/documents/letter/en/pages/1"


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/documents/study/fr/pages/1", 404, "no version in “French”. It can be read in: English, Español."),
        ("/documents/none/en/pages/1", 404, "Nothing in this archive has the name “none”."),
        ("/documents/letter/en/pages/1?edition=7", 404, "no edition 7"),
        ("/documents/letter/en/pages/1?edition=new", 400, "“edition” cannot be “new”"),
    ],
)
def test_what_is_not_there_is_named(client: FlaskClient, address: str, status: int, sentence: str) -> None:
    """With one way on."""
    answer = client.get(address)
    assert answer.status_code == status
    assert sentence in answer.text
    assert 'class="way"' in answer.text


@pytest.mark.parametrize(("asked", "shown"), [("99", 4), ("0", 1)])
def test_for_a_page_that_is_none_the_nearest_is_shown(client: FlaskClient, asked: str, shown: int) -> None:
    answer = client.get(f"{PAGE}/{asked}")
    assert answer.status_code == 404
    assert f"There is no page “{asked}”: this is page {shown}." in answer.text
    assert f"/pages/{shown}/image" in answer.text


def test_rows_and_cells_of_a_table_are_a_table(client: FlaskClient) -> None:
    page = read(client, "/documents/study/en/pages/3?q=firms")
    assert '<tr><td data-at="0">Actor</td><td data-at="6">Count</td></tr>' in page
    assert '<tr><td data-at="12"><mark>Firms</mark></td><td data-at="18">12</td></tr>' in page


def test_rows_under_one_header_are_one_table(client: FlaskClient, holdings: Archive) -> None:
    """Each row is a passage with a link of its own; the header row, a passage too, heads them."""
    page = read(client, f"{PAGE}/3?q=puno")
    (table,) = re.findall(r'<div class="rows"><table>.*?</table></div>', page, re.DOTALL)
    head, *rows = (passage_of(holdings, words) for words in ("Region\t", "Cusco\t", "Puno\t"))
    assert f'<thead class="passage kind-table" id="t-{head.id}"' in table
    assert '<th scope="col" data-at="0">Region</th><th scope="col" data-at="7">Roads mended</th>' in table
    assert [f'<tbody class="passage kind-table" id="t-{each.id}"' in table for each in rows] == [True, True]
    assert table.count('class="copy"') == 3
    assert '<td data-at="0"><mark>Puno</mark></td>' in table


def test_a_row_whose_header_stands_on_another_page_is_shown_under_it() -> None:
    rows = [passage("Cusco\t412", header=["Region", "Roads"]), passage("Puno\t3", header=["Region", "Roads"])]
    other = passage("Firms\t7", header=["Actor", "Count"])
    tables = [replace(each, kind=Kind.TABLE) for each in (*rows, other)]
    blocks = blocks_of(1, [(each, ()) for each in tables])
    assert [(block.header, block.head, len(block.standings)) for block in blocks] == [
        (("Region", "Roads"), None, 2),
        (("Actor", "Count"), None, 1),
    ]


def test_running_text_in_a_table_stands_below_what_heads_its_column() -> None:
    """A cell of many words is read as paragraphs and list items; each of them is shown whole."""
    row = replace(passage("Cusco\t412", header=["Region", "Roads"]), kind=Kind.TABLE)
    items = [replace(passage(f"Mend road {number}.", header=["Roads"]), kind=Kind.LIST_ITEM) for number in (1, 2)]
    table, text = blocks_of(1, [(each, ()) for each in (row, *items)])
    assert (table.header, text.header, text.column) == (("Region", "Roads"), (), ("Roads",))
    assert [str(each.text) for each in text.standings] == ["Mend road 1.", "Mend road 2."]


def test_the_table_above_is_a_header_only_when_it_says_the_same() -> None:
    row = replace(passage("Cusco\t412", header=["Region", "Roads"]), kind=Kind.TABLE)
    other = replace(passage("Region\tRails"), kind=Kind.TABLE)
    first, second = blocks_of(1, [(other, ()), (row, ())])
    assert (first.header, second.head) == ((), None)


def test_a_permalink_to_a_row_opens_at_it_under_its_header(client: FlaskClient, holdings: Archive) -> None:
    row = passage_of(holdings, "Puno\t")
    page = client.get(f"/p/{row.id}?quote=5-8").text
    assert f'<tbody class="passage kind-table focus quoted" id="t-{row.id}"' in page
    assert '<span class="quote">388</span> of &lt;b&gt;them&lt;/b&gt;' in page


def test_a_search_within_a_version_opens_at_its_next_hit(client: FlaskClient, holdings: Archive) -> None:
    """From the page one is at; after the last hit, from the beginning."""
    passage = passage_of(holdings, "Actor\t")
    for page in (1, 3, 4):
        answer = client.get(f"{PAGE}/?q=firms&from={page}&zoom=page")
        assert answer.location == f"/p/{passage.id}?q=firms&zoom=page"


def test_a_search_that_finds_nothing_in_a_version_says_what_the_others_have(client: FlaskClient) -> None:
    """Words in quotation marks are not carried over."""
    answer = client.get(f'{PAGE}/?q="cooperación"&from=2')
    assert answer.location == f"{PAGE}/2?q=%22cooperaci%C3%B3n%22"
    page = read(client, answer.location)
    assert "nothing found in this version" in page
    found = links_of(page)["1 passage in another version"]
    assert found == "/?q=%22cooperaci%C3%B3n%22&document=study"


def test_a_search_within_a_version_finds_what_stands_for_the_words_there(
    client: FlaskClient, holdings: Archive
) -> None:
    answer = client.get(f"{PAGE}/?q=cooperación&from=2")
    assert answer.location == f"/p/{passage_of(holdings, 'cooperation begins').id}?q=cooperaci%C3%B3n"


@pytest.mark.parametrize("said", ["", "x", "0", "99", "9" * 30])
def test_a_search_from_a_page_that_is_none_begins_somewhere(client: FlaskClient, said: str) -> None:
    assert client.get(f"{PAGE}/?q=firms&from={said}").status_code == 302
    assert client.get(f"{PAGE}/?from={said}").status_code == 302


def test_all_ways_keep_the_search_and_the_size(client: FlaskClient, holdings: Archive) -> None:
    passage = passage_of(holdings, "Actor\t")
    page = read(client, f"/p/{passage.id}?q=firms&zoom=150")
    ways = links_of(page)
    assert ways["←"].endswith("q=firms&zoom=150")
    assert ways["Español"].endswith("q=firms&zoom=150")
    assert ways["full width"] == f"/p/{passage.id}?q=firms"
    assert ways["whole page"] == f"/p/{passage.id}?q=firms&zoom=page"
    assert ways["+"] == f"/p/{passage.id}?q=firms&zoom=200"
    assert '<input type="hidden" name="zoom" value="150">' in page


def test_a_page_in_per_cent_has_its_size_in_pixels(client: FlaskClient) -> None:
    """A4 is 595 points wide: 793 pixels of a style sheet."""
    page = read(client, f"{PAGE}/1?zoom=100")
    assert re.search(r'<svg class="marks" viewBox="0 0 [\d. ]+" width="793\.33" height="1122\.67"', page)
    assert client.get(f"{PAGE}/1?zoom=7").status_code == 400


def test_an_older_edition_keeps_its_number_on_all_ways(client: FlaskClient) -> None:
    page = read(client, "/documents/letter/en/pages/1?edition=1&q=parties")
    assert links_of(page)["whole page"] == "/documents/letter/en/pages/1?q=parties&edition=1&zoom=page"
    assert '<input type="hidden" name="edition" value="1">' in page
