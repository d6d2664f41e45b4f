"""Two language versions side by side, as pages without scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from archive import Alignment, Archive
from tests.factories import make_version, store_version
from tests.search_app.aligned import ids, put, reading_aligned
from tests.search_app.test_web_search import counting, links_of, read

STUDY = "/documents/study/en/beside/es/"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FlaskClient, Archive]]:
    """Give a reader, and the archive: files aligned, refused, not compared, in both languages, and long."""
    yield from reading_aligned(tmp_path_factory.mktemp("beside"))


@pytest.fixture
def reader(held: tuple[FlaskClient, Archive]) -> FlaskClient:
    return held[0]


def rows(page: str) -> list[list[str]]:
    """Give the words of every cell of every row, remarks last."""
    found = re.findall(r"<tr[^>]*>\s*(<td.*?)</tr>", page, re.DOTALL)
    return [[plain(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)] for row in found]


def plain(markup: str) -> str:
    without_ways = re.sub(r'<p class="permalink">.*?</p>', "", markup, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", without_ways)).split())


def test_a_row_is_what_says_the_same(reader: FlaskClient) -> None:
    found = rows(read(reader, STUDY))
    assert found[0] == [
        "Roads were mended. Nobody was paid.",
        "Se arreglaron los caminos. A nadie se le pagó.",
        "",
    ]


def test_what_is_to_be_known_of_a_row_is_said_in_words(reader: FlaskClient) -> None:
    remarks = {row[0]: row[2] for row in rows(read(reader, STUDY))}
    assert remarks["Fairs are held on both shores."] == "stands elsewhere: p. 3"
    assert remarks["Schools teach the same songs."] == "uncertain match"
    assert remarks["Boats are few."] == "not translated"
    assert remarks["Letters came late."] == "laid down by a curator"


def test_what_has_no_counterpart_says_so_where_it_would_stand(reader: FlaskClient) -> None:
    found = [row[:2] for row in rows(read(reader, STUDY))]
    assert found[-1][1] == "Only in English"
    assert found[5] == ["Only in Spanish", "Los préstamos fueron."]


def test_each_passage_has_its_permalink_its_printed_page_and_its_language(reader: FlaskClient) -> None:
    page = read(reader, STUDY)
    assert page.count('class="copy" href="http://localhost/p/') == 13
    assert ">p. i<" in page
    assert '<p class="words" lang="es">' in page


def test_sentences_that_correspond_have_one_number(reader: FlaskClient) -> None:
    page = read(reader, STUDY)
    assert '<span data-sentence="1">Nobody was paid.</span>' in page
    assert '<span data-sentence="1">A nadie se le pagó.</span>' in page


def test_what_a_document_says_is_never_markup(reader: FlaskClient) -> None:
    page = reader.get(STUDY).text
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page


def test_the_other_version_can_stand_on_the_left(reader: FlaskClient) -> None:
    found = [row[:2] for row in rows(read(reader, "/documents/study/es/beside/en/"))]
    assert found[0] == ["Se arreglaron los caminos. A nadie se le pagó.", "Roads were mended. Nobody was paid."]
    assert ["Fin.", "Only in Spanish"] in found


def test_a_link_to_a_passage_of_either_side_marks_it_with_its_counterpart(
    reader: FlaskClient, held: tuple[FlaskClient, Archive]
) -> None:
    archive = held[1]
    (version,) = [each for each in archive.catalogue.versions("long") if each.language == "es"]
    own = ids(archive, version)[1000]
    page = read(reader, f"/documents/long/en/beside/es/?passage={own}")
    assert len(re.findall(r'class="passage [^"]* focus"', page)) == 2
    assert f'id="t-{own}"' in page
    lost = read(reader, f"{STUDY}?passage=nothing")
    assert "stands in neither of these versions" in lost


def test_the_way_to_the_other_language_keeps_the_passage(
    reader: FlaskClient, held: tuple[FlaskClient, Archive]
) -> None:
    """Where nothing is lit up, or nothing says the same, it keeps the page."""
    archive = held[1]
    english, spanish = sorted(archive.catalogue.versions("long"), key=lambda each: each.language)
    own, its = ids(archive, english)[1000], ids(archive, spanish)[1000]
    for view in ("", "view=pages&"):
        page = read(reader, f"/documents/long/en/beside/es/?{view}passage={own}")
        turned = unescape(re.findall(r'<a href="([^"]*)" data-turned', page)[0])
        assert turned == f"/documents/long/es/beside/en/?{view}passage={its}#t-{its}"
    page = read(reader, "/documents/long/en/beside/es/?page=100")
    assert '<a href="/documents/long/es/beside/en/?page=100" data-turned' in page


def test_pages_are_shown_some_at_a_time_with_ways_on_and_back(reader: FlaskClient) -> None:
    page = read(reader, "/documents/long/en/beside/es/?page=100")
    assert "pages 100–104 of 300" in page
    assert 'rel="next" data-key="ArrowRight" href="/documents/long/en/beside/es/?page=105"' in page
    assert 'rel="prev" data-key="ArrowLeft" href="/documents/long/en/beside/es/?page=95"' in page
    heads = re.findall(r'<th scope="col">.*?href="([^"]*)"', page, re.DOTALL)
    assert [head.partition("?")[0] for head in heads[:2]] == [
        "/documents/long/en/pages/100",
        "/documents/long/es/pages/100",
    ]
    last = reader.get("/documents/long/en/beside/es/?page=301")
    assert last.status_code == 404
    assert "There is no page “301”: this is page 300." in last.text


def test_pages_as_printed_stand_in_two_columns_of_links(reader: FlaskClient) -> None:
    page = read(reader, f"{STUDY}?view=pages")
    left, right = re.findall(r"<section id=.*?</section>", page, re.DOTALL)
    assert 'aria-label="English"' in left
    assert re.findall(r'<div id="(\w+-\d)"', left) == ["left-1", "left-2", "left-3"]
    assert re.findall(r'<div id="(\w+-\d)"', right) == ["right-1", "right-2", "right-3"]
    assert left.count('loading="lazy"') == 3
    assert re.search(r'<a class="area light"[^>]* href="/documents/study/en/beside/es/\?view=pages&passage=', left)


def test_pages_begin_with_what_was_moved_near_by(reader: FlaskClient, held: tuple[FlaskClient, Archive]) -> None:
    """The columns follow it; what was moved farther is marked, and its page is not shown for it."""
    archive = held[1]
    pages = [[f"Point {number}."] for number in range(40)]
    english, spanish = (store_version(archive, make_version("drift", each), pages) for each in ("en", "es"))
    one, other = ids(archive, english), ids(archive, spanish)
    places = {20: 18, 22: 5, 18: None, 5: None}
    found = [
        Alignment((each,), () if place is None else (other[place],), 0.9, is_moved=place in (5, 18))
        for number, each in enumerate(one)
        for place in [places.get(number, number)]
    ]
    put(archive, english, spanish, found)
    page = read(reader, "/documents/drift/en/beside/es/?view=pages&page=21")
    assert re.findall(r'<div id="right-(\d+)"', page)[0] == "19"
    assert re.findall(r'data-row="(\w+)" data-far', page) == [one[22]]


def test_versions_that_were_refused_are_not_set_side_by_side(reader: FlaskClient) -> None:
    page = read(reader, "/documents/refused/en/beside/es/")
    assert "do not say the same (likeness 12%)" in page
    assert "<table" not in page
    assert 'href="/documents/refused/es/pages/1"' in page


def test_versions_that_were_not_compared_or_have_no_text_say_so(reader: FlaskClient) -> None:
    assert "have not been compared passage by passage yet" in read(reader, "/documents/waiting/en/beside/es/")
    assert "The Spanish version has no text yet" in read(reader, "/documents/empty/en/beside/es/")


def test_what_has_changed_since_it_was_compared_is_said(reader: FlaskClient) -> None:
    page = read(reader, "/documents/stale/en/beside/es/")
    assert "are to be compared anew" in page
    assert ["Roads were mended. Nobody was paid.", "Not compared yet"] in [row[:2] for row in rows(page)]


def test_an_older_edition_stands_beside_what_it_was_compared_with(reader: FlaskClient) -> None:
    """And says that there is a newer one; the newest has not been compared yet."""
    page = read(reader, "/documents/book/en/beside/es/?edition=1")
    assert "This is edition 1; the newest is edition 2." in page
    assert rows(page) == [["One.", "Uno.", ""]]
    assert 'href="/documents/book/en/pages/1?edition=1"' in page
    assert "have not been compared" in read(reader, "/documents/book/en/beside/es/")


def test_a_file_in_both_languages_stands_beside_itself(reader: FlaskClient) -> None:
    assert [row[:2] for row in rows(read(reader, "/documents/report/mul/beside/mul/"))] == [
        ["Summary.", "Resumen."],
        ["Roads.", "Caminos."],
    ]
    turned = read(reader, "/documents/report/mul/beside/mul/?first=es")
    assert rows(turned)[0][:2] == ["Resumen.", "Summary."]
    for address, there in (
        ("mul/beside/es", "first=en"),
        ("mul/beside/en", "first=es"),
        ("es/beside/en", "first=es"),
    ):
        answer = reader.get(f"/documents/report/{address}/?page=2")
        assert answer.location == f"/documents/report/mul/beside/mul/?{there}&page=2"


def test_a_half_translated_file_stands_beside_what_it_was_translated_from(reader: FlaskClient) -> None:
    assert rows(read(reader, "/documents/guide/en/beside/mul/"))[1][:2] == ["Second.", "Segundo."]
    assert rows(read(reader, "/documents/guide/mul/beside/en/"))[1][:2] == ["Segundo.", "Second."]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/documents/nothing/en/beside/es/", 404),
        ("/documents/alone/en/beside/es/", 404),
        ("/documents/alone/en/beside/en/", 404),
        (f"{STUDY}?view=film", 400),
        (f"{STUDY}?first=fr", 400),
        (f"{STUDY}?page=0", 400),
        (f"{STUDY}?page=i", 400),
        (f"{STUDY}?edition=2", 404),
    ],
)
def test_what_cannot_be_shown_says_why(reader: FlaskClient, address: str, status: int) -> None:
    answer = reader.get(address)
    assert answer.status_code == status
    assert 'class="narrow problem"' in answer.text


def test_reader_and_document_lead_there(reader: FlaskClient) -> None:
    assert 'href="/documents/study/en/beside/es/?page=2">Side by side</a>' in read(
        reader, "/documents/study/en/pages/2"
    )
    assert 'href="/documents/study/en/beside/es/"' in read(reader, "/documents/study")
    assert 'href="/documents/report/mul/beside/mul/"' in read(reader, "/documents/report")
    assert "/beside/" not in read(reader, "/documents/alone")
    assert "/beside/" not in read(reader, "/documents/alone/en/pages/1")


@pytest.mark.parametrize("view", ["text", "pages"])
def test_few_statements_and_little_time_are_taken_of_three_hundred_pages(
    reader: FlaskClient, held: tuple[FlaskClient, Archive], view: str
) -> None:
    address = f"/documents/long/en/beside/es/?page=150&view={view}"
    read(reader, address)
    begun = time.process_time()
    with counting(held[1]) as statements:
        read(reader, address)
    assert 0 < len(statements) <= 8
    assert time.process_time() - begun < 0.6  # half of it on a machine that does nothing else


def test_a_page_as_long_as_a_book_is_shown_in_pieces_with_addresses(
    reader: FlaskClient, held: tuple[FlaskClient, Archive]
) -> None:
    """The way on names the passage it goes on with; pieces of one page are told apart, for a script."""
    archive = held[1]
    english = store_version(archive, make_version("scroll"), [[f"Line {number}." for number in range(500)]])
    spanish = store_version(archive, make_version("scroll", "es"), [["Línea."]])
    beside = (tuple(ids(archive, spanish)), *[()] * 499)
    found = [Alignment((one,), other, 0.9) for one, other in zip(ids(archive, english), beside, strict=True)]
    put(archive, english, spanish, found)
    first = read(reader, "/documents/scroll/en/beside/es/")
    key = ids(archive, english)[400]
    way = f'rel="next" data-key="ArrowRight" href="/documents/scroll/en/beside/es/?passage={key}#t-{key}"'
    assert first.count("<tr") == 401
    assert way in first
    second = read(reader, f"/documents/scroll/en/beside/es/?passage={key}")
    assert 'rel="next"' not in second
    assert "Line 399." not in second
    assert "Line 499." in second
    assert f'id="b-1-{key}"' in second


def test_hundreds_of_pages_without_text_are_not_drawn_together(
    reader: FlaskClient, held: tuple[FlaskClient, Archive]
) -> None:
    archive = held[1]
    empty: list[list[str]] = [[]] * 100
    english = store_version(archive, make_version("plates"), [*empty, ["Plate."], *empty])
    spanish = store_version(archive, make_version("plates", "es"), [["Lámina."]])
    pair = Alignment((ids(archive, english)[0],), (ids(archive, spanish)[0],), 0.9)
    put(archive, english, spanish, [pair])
    numbers = re.findall(r'<div id="left-(\d+)"', read(reader, "/documents/plates/en/beside/es/?view=pages"))
    assert numbers == [str(each) for each in range(87, 102)]


def test_what_stands_side_by_side_can_be_taken_along(reader: FlaskClient) -> None:
    """The very two versions that are shown, also where one is an older edition."""
    ways = links_of(read(reader, "/documents/book/en/beside/es/?edition=1"))
    for words in ("Translation memory (TMX)", "Table (CSV)", "For programs (JSON)"):
        assert reader.get(ways[words]).status_code == 200


def test_curators_can_correct_each_row(reader: FlaskClient) -> None:
    """From its passage on the left, or what stands alone on the right; others, and of old editions, cannot."""
    page = read(reader, STUDY)
    offered = re.findall(r'href="(/documents/study/alignment/correct\?passage=\w+)"', page)
    assert len(offered) == len(set(offered)) == len(rows(page))
    assert all(reader.get(each).status_code == 200 for each in offered)
    stranger = reader.get(STUDY, environ_base={"REMOTE_ADDR": "192.0.2.7", "HTTP_ACCEPT_LANGUAGE": "en"})
    assert "alignment/correct" not in stranger.text
    assert "alignment/correct" not in read(reader, "/documents/book/en/beside/es/?edition=1")
