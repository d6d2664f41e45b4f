"""Where two language versions disagree: in the margin of both, as a list of its own, as JSON and as a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Alignment, Archive, Bitext, Correction, Verdict
from ingest.comparing import compare_missing
from search_app import create_app
from search_app.differing import memory
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.pairs import Pair, refuse, store_pair
from tests.search_app.described import Description
from tests.search_app.disputed import FELL, store_disputed
from tests.search_app.test_web_beside import plain, rows
from tests.search_app.test_web_search import counting, links_of, read

LIST = "/documents/report/disagreements/"
BESIDE = "/documents/report/en/beside/es/"
PERCENTAGE = "The English says “54.4 %”, the Spanish “52,4 %”"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[FlaskClient, Archive, Pair]]:
    """Give a reader, the archive, and a report that disagrees with its translation."""
    compile_all()
    with Archive.open(tmp_path) as archive:
        pair = store_disputed(archive)
        refuse(archive, store_pair(archive))
        store_version(archive, make_version("letter"), [["One letter."]])
        agreed = store_pair(archive, "agreed")
        archive.bitexts.put(agreed.bitext, [Alignment(agreed.ours[:1], agreed.theirs[:1], 0.9)])
    app = create_app(Settings(data=tmp_path))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client, app.extensions["pasaje"].archive, pair
    app.extensions["pasaje"].close()


@pytest.fixture
def reader(held: tuple[FlaskClient, Archive, Pair]) -> FlaskClient:
    return held[0]


def listed(page: str) -> list[str]:
    """Give the sentences of a list."""
    return [plain(each) for each in re.findall(r"<h2>(.*?)</h2>", page, re.DOTALL)]


def test_the_list_says_what_disagrees_in_the_order_of_the_document(reader: FlaskClient) -> None:
    page = read(reader, LIST)
    assert listed(page) == [
        PERCENTAGE,
        "Only in English: “495”",
        "This paragraph is missing in the Spanish version",
        "The list has 5 points in English, 4 in Spanish",
    ]
    assert "The two versions seem to disagree in 4 places." in page


def test_it_says_that_these_are_hints_and_what_was_compared(reader: FlaskClient) -> None:
    page = read(reader, LIST)
    assert "These are hints to be checked, not verdicts" in page
    assert "What the words mean is not compared." in page
    assert "4 of 5 pairs of passages were compared" in page


def test_both_sides_are_shown_with_the_very_words_marked(
    reader: FlaskClient, held: tuple[FlaskClient, Archive, Pair]
) -> None:
    """Each leads to its page, where they are marked too; the sentence leads to both side by side."""
    pair = held[2]
    page = read(reader, LIST)
    assert "Emissions fell by <mark>54.4 %</mark> in all districts" in page
    assert "un <mark>52,4 %</mark> en todos" in page
    assert f'href="/p/{pair.ours[0]}?quote=18-24"' in page
    assert f'href="/p/{pair.theirs[0]}?quote=25-31"' in page
    assert links_of(page)[PERCENTAGE] == f"{BESIDE}?passage={pair.ours[0]}#t-{pair.ours[0]}"
    quoted = reader.get(f"/p/{pair.ours[0]}?quote=18-24", follow_redirects=True)
    assert '<span class="quote">54.4 %</span>' in quoted.text


def test_a_kind_can_be_looked_at_by_itself(reader: FlaskClient) -> None:
    kinds = links_of(read(reader, LIST))
    assert kinds["Percentages 1"] == f"{LIST}?kind=percentage"
    assert listed(read(reader, f"{LIST}?kind=percentage")) == [PERCENTAGE]
    assert "The list ends before this page." in read(reader, f"{LIST}?page=2")
    assert reader.get(f"{LIST}?kind=poem").status_code == 400
    assert reader.get(f"{LIST}?from=x!").status_code == 400


def test_what_a_document_says_is_never_markup(reader: FlaskClient) -> None:
    for address in (LIST, BESIDE):
        page = reader.get(address).text
        assert "&lt;script&gt;alert" in page
        assert "<script>alert" not in page


def test_where_nothing_disagrees_it_says_so(reader: FlaskClient) -> None:
    page = read(reader, "/documents/agreed/disagreements/")
    assert "Nothing was found in which the two versions disagree." in page
    assert "1 pair of passages was compared." in page
    assert "disagreements.csv" not in page


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("guide", "do not say the same (likeness 12%)"),
        ("letter", "No English and Spanish version of this document have been aligned"),
        ("nothing", "“nothing”"),
    ],
)
def test_where_nothing_stands_side_by_side_it_says_why(reader: FlaskClient, document: str, sentence: str) -> None:
    answer = reader.get(f"/documents/{document}/disagreements/")
    assert answer.status_code == 404
    assert sentence in answer.text
    assert reader.get(f"/api/v1/documents/{document}/disagreements").mimetype == "application/problem+json"


def test_the_margin_says_what_disagrees_beside_the_row(reader: FlaskClient) -> None:
    """On whichever side which version stands."""
    assert [row[2] for row in rows(read(reader, BESIDE))] == [
        PERCENTAGE,
        "Only in English: “495”",
        "",
        "This paragraph is missing in the Spanish version",
        "The list has 5 points in English, 4 in Spanish",
        "uncertain match",
    ]
    turned = {row[1]: row[2] for row in rows(read(reader, "/documents/report/es/beside/en/"))}
    assert turned["Emissions fell by 54.4 % in all districts of the country since then."] == PERCENTAGE


def test_words_that_differ_are_underlined_on_both_sides_and_heard(reader: FlaskClient) -> None:
    noted = f'<u title="{PERCENTAGE}" data-told="differs in the other version">'
    for address in (BESIDE, "/documents/report/es/beside/en/"):
        page = read(reader, address)
        assert f"{noted}54.4 %</u>" in page
        assert f"{noted}52,4 %</u>" in page


def test_the_way_to_the_list_counts_what_these_pages_have(reader: FlaskClient) -> None:
    page = read(reader, BESIDE)
    assert "4 disagreements on these pages" in page
    assert LIST in links_of(page)["4 disagreements on these pages"]
    later = read(reader, f"{BESIDE}?page=2")
    assert "2 disagreements on these pages" in later
    assert listed(read(reader, links_of(later)["2 disagreements on these pages"]))
    assert "Where the versions disagree" in links_of(read(reader, f"{BESIDE}?view=pages"))
    assert links_of(read(reader, "/documents/report"))["Where the versions disagree"] == LIST


def test_versions_that_are_not_the_newest_stay_named(
    reader: FlaskClient, held: tuple[FlaskClient, Archive, Pair]
) -> None:
    """On every way on from their list, and where they stand side by side."""
    archive, pair = held[1], held[2]
    newer = store_version(archive, make_version("report", "en", 2), [[FELL.replace("54.4", "52.4")]])
    (fell,) = archive.passages.of_version(newer.id)
    archive.bitexts.put(
        Bitext(newer.id, pair.spanish.id, "en", "es", Verdict.ALIGNED, 0.9, 1),
        [Alignment((fell.id,), (pair.theirs[0],), 0.9)],
    )
    assert listed(read(reader, LIST)) == []
    named = f"from={pair.english.id}&to={pair.spanish.id}"
    ways = links_of(read(reader, f"{LIST}?{named}"))
    assert ways["Percentages 1"] == f"{LIST}?{named}&kind=percentage"
    assert ways["Table (CSV)"] == f"/documents/report/disagreements.csv?{named}"
    assert ways[PERCENTAGE] == f"{BESIDE}?edition=1&passage={pair.ours[0]}#t-{pair.ours[0]}"


def test_a_correction_is_seen_at_once(reader: FlaskClient, held: tuple[FlaskClient, Archive, Pair]) -> None:
    """In the list, in the margin, and by who asks whether what was kept is still good."""
    archive, pair = held[1], held[2]
    kept = reader.get(LIST)
    assert reader.get(LIST, headers={"If-None-Match": kept.headers["ETag"]}).status_code == 304
    said = Correction("report", "en", "es", (pair.ours[5],), (pair.theirs[4],), "ana")
    archive.alignment_corrections.correct(said)
    fresh = reader.get(LIST, headers={"If-None-Match": kept.headers["ETag"]})
    assert "The English says “17”, the Spanish “71”" in listed(fresh.text)
    assert "The English says “17”, the Spanish “71”" in read(reader, BESIDE)


def test_programs_get_the_same(reader: FlaskClient, held: tuple[FlaskClient, Archive, Pair]) -> None:
    """With what differs as offsets in the text; as it is described."""
    pair = held[2]
    address = "/api/v1/documents/report/disagreements"
    told = reader.get(address).get_json()
    assert (told["total"], told["compared"], told["pairs"], told["stale"]) == (4, 4, 5, False)
    assert told["counts"]["percentage"] == 1
    first = told["disagreements"][0]
    assert (first["kind"], first["from"]["value"], first["to"]["value"]) == ("percentage", "54.4 %", "52.4 %")
    assert first["to"]["text"][slice(*first["to"]["span"])] == "52,4 %"
    assert first["from"]["passages"] == [pair.ours[0]]
    decree = told["disagreements"][1]
    assert (decree["to"]["value"], decree["to"]["span"]) == (None, None)
    one = reader.get(f"{address}?kind=missing&limit=1&from={pair.english.id}&to={pair.spanish.id}").get_json()
    assert [each["kind"] for each in one["disagreements"]] == ["missing"]
    description = Description(reader)
    for asked in ("", "?kind=missing", "?kind=poem", "?limit=1&offset=2", "?from=x!", "?to=nothing"):
        assert description.faults(address, reader.get(address + asked)) == []
    table = reader.get("/documents/report/disagreements.csv")
    assert description.faults("/documents/report/disagreements.csv", table) == []


def test_the_table_has_a_row_for_each(reader: FlaskClient) -> None:
    answer = reader.get("/documents/report/disagreements.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=report.disagreements.csv"
    found = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [each["kind"] for each in found] == ["percentage", "number", "missing", "list_length"]
    assert (found[0]["en_words"], found[0]["es_words"], found[0]["es_value"]) == ("54.4 %", "52,4 %", "52.4 %")
    assert found[2]["es_text"] == ""
    assert "\u202e" not in answer.text
    only = reader.get("/documents/report/disagreements.csv?kind=number").text
    assert only.count("\r\n") == 2


def test_few_statements_are_enough(held: tuple[FlaskClient, Archive, Pair]) -> None:
    """Also where nothing is known yet; and the list of what was kept reads no more of the text than it shows."""
    reader, archive, _ = held
    for _ in range(2):
        for address in (LIST, BESIDE, "/api/v1/documents/report/disagreements"):
            memory._held.clear()
            with counting(archive) as statements:
                read(reader, address)
            assert 0 < len(statements) <= 8
        compare_missing(archive)


def test_what_was_kept_is_shown_as_if_it_were_found(held: tuple[FlaskClient, Archive, Pair]) -> None:
    """In the list, beside the rows, as an object and as a table."""
    reader, archive, _ = held
    addresses = (LIST, BESIDE, "/api/v1/documents/report/disagreements", f"{LIST[:-1]}.csv")
    first = [read(reader, address) for address in addresses]
    compare_missing(archive)
    memory._held.clear()
    assert [read(reader, address) for address in addresses] == first
    assert len(memory) == 0


def test_a_quote_does_not_begin_with_the_mark_of_its_list(reader: FlaskClient) -> None:
    page = read(reader, f"{LIST}?kind=list_length")
    assert "<p>apples" in page
    assert "• pears" in page


def test_readers_of_spanish_are_told_in_spanish(reader: FlaskClient) -> None:
    page = read(reader, f"{LIST}?ui=es")
    assert "En inglés dice «54.4 %»; en español, «52,4 %»" in listed(page)
    assert "Son indicios que conviene comprobar, no veredictos" in page
