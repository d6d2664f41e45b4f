"""What changed between two editions, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.holdings import HOSTILE
from tests.search_app.test_web_search import links_of, read

ROADS = "The roads of the region were mended by the people who live beside them."
MENDED = "The roads of the region were mended by the men who live beside them."
FAIRS = "Fairs are held on both shores of the lake, and nobody has counted them."
LOANS = f"A loan was promised by the bank in spring and withdrawn: {HOSTILE}."
WITHDRAWN = LOANS.replace("spring", "<b>autumn</b>")
SCHOOLS = "Schools on either side teach the same songs, with other words."
BOOK = "/documents/book/en/changes"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give a reader of a book in three editions, a long list of names in two, and a letter in one."""
    compile_all()
    folder = tmp_path_factory.mktemp("editions")
    with Archive.open(folder) as archive:
        _fill(archive)
        create_engine("whoosh", folder / "index", archive_id=archive.id)
    app = create_app(Settings(data=folder))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    app.extensions["pasaje"].close()


def _fill(archive: Archive) -> None:
    editions = (
        [[ROADS, FAIRS], [LOANS]],
        [[MENDED, FAIRS], [SCHOOLS], [WITHDRAWN]],
        [[MENDED, FAIRS], [SCHOOLS], [WITHDRAWN]],
    )
    for number, texts in enumerate(editions, start=1):
        labels = ["i", "ii", "1"][: len(texts)]
        store_version(archive, make_version("book", "en", number), texts, title="The book", labels=labels)
    names = [f"Name {number * 7919 % 100_003} of the list" for number in range(120)]
    store_version(archive, make_version("names", "en", 1), [[ROADS]])
    store_version(archive, make_version("names", "en", 2), [[ROADS, *names]])
    store_version(archive, make_version("names", "es", 1), [["Una carta."]])
    store_version(archive, make_version("letter", "en"), [["One letter."]])
    store_version(archive, make_version("scan", "en", 1), [["A letter."]])
    store_version(archive, make_version("scan", "en", 2), [[]])


def test_changes_are_told_word_by_word_with_links_to_both_places(reader: FlaskClient) -> None:
    page = " ".join(read(reader, f"{BOOK}?from=1&to=2").split())
    assert "From edition 1 to edition 2: 2 passages changed, 1 passage added, and 1 passage kept." in page
    assert 'mended by the <del data-told="removed">people</del> who live' in page
    assert 'mended by the <ins data-told="added">men</ins> who live' in page
    places = links_of(page)
    assert places["Edition 1, p. i (PDF 1)"].startswith("/documents/book/en/pages/1?edition=1#p-")
    assert places["Edition 2, p. i (PDF 1)"].startswith("/documents/book/en/pages/1?edition=2#p-")


def test_a_place_in_the_newest_edition_is_linked_for_good(reader: FlaskClient) -> None:
    places = links_of(read(reader, f"{BOOK}?from=1&to=3"))
    assert places["Edition 3, p. i (PDF 1)"].startswith("/p/")


def test_shifted_pages_are_told_in_a_sentence(reader: FlaskClient) -> None:
    assert "What stood on p. ii now stands 1 page later." in read(reader, f"{BOOK}?from=1&to=2")


def test_without_numbers_the_two_newest_are_compared(reader: FlaskClient) -> None:
    assert "Edition 3 has the same words as edition 2." in read(reader, BOOK)
    assert "From edition 1 to edition 2:" in read(reader, f"{BOOK}?to=2")


def test_the_other_way_round_can_be_asked(reader: FlaskClient) -> None:
    assert "1 passage removed" in read(reader, f"{BOOK}?from=2&to=1")
    assert "Edition 2 has the same words as edition 2." in read(reader, f"{BOOK}?from=2&to=2")


def test_editions_are_chosen_by_a_form(reader: FlaskClient) -> None:
    page = read(reader, f"{BOOK}?from=1&to=2")
    assert page.count('<option value="1" selected>') == 1
    assert page.count('<option value="2" selected>') == 1
    assert '<select name="from">' in page


def test_one_kind_can_be_seen_alone(reader: FlaskClient) -> None:
    page = read(reader, f"{BOOK}?from=1&to=2")
    address = links_of(page)["Added 1"]
    assert address == f"{BOOK}?from=1&to=2&kind=added"
    alone = read(reader, address)
    assert SCHOOLS in alone
    assert "<del" not in alone


def test_text_of_documents_cannot_act(reader: FlaskClient) -> None:
    page = reader.get(f"{BOOK}?from=1&to=2").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert '<ins data-told="added">&lt;b&gt;autumn&lt;/b&gt;</ins>' in page
    assert "\u202e" not in page


def test_long_lists_are_paged(reader: FlaskClient) -> None:
    first = read(reader, "/documents/names/en/changes")
    assert first.count("<article") == 50
    last = read(reader, links_of(first)["3"])
    assert last.count("<article") == 20
    assert "The changes end before this page." in read(reader, "/documents/names/en/changes?page=9")


def test_one_edition_alone_has_nothing_to_compare(reader: FlaskClient) -> None:
    page = read(reader, "/documents/letter/en/changes")
    assert "there is none to compare it with" in page
    assert links_of(page)["Go to the document"] == "/documents/letter"


def test_an_edition_without_text_has_not_lost_its_passages(reader: FlaskClient) -> None:
    """Pages that are pictures wait for their text; nothing is told as removed."""
    page = read(reader, "/documents/scan/en/changes")
    assert "Edition 2 has no text yet: there is nothing to compare." in page
    assert "<article" not in page
    told = reader.get("/api/v1/documents/scan/changes").get_json()
    assert (told["without_text"], told["total"]) == ([2], 0)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        (f"{BOOK}?from=9", 404, "no edition 9"),
        (f"{BOOK}?to=9", 404, "no edition 9"),
        ("/documents/book/fr/changes", 404, "no version in “French”"),
        ("/documents/none/en/changes", 404, "“none”"),
        (f"{BOOK}?from=one", 400, "“from”"),
        (f"{BOOK}?kind=odd", 400, "“kind”"),
        (f"{BOOK}?page=0", 400, "“page”"),
        (f"{BOOK}?to=99999999999999999999", 400, "“to”"),
    ],
)
def test_what_is_not_there_is_named(reader: FlaskClient, address: str, status: int, words: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == status
    assert words in unescape(answer.text)


def test_a_document_and_its_older_edition_lead_to_what_changed(reader: FlaskClient) -> None:
    page = read(reader, "/documents/book")
    assert links_of(page)["What changed since edition 2"] == f"{BOOK}?from=2&to=3"
    assert links_of(page)["What changed since edition 1"] == f"{BOOK}?from=1&to=2"
    older = read(reader, "/documents/book/en/pages/1?edition=1")
    assert links_of(older)["What changed"] == f"{BOOK}?from=1&to=3"
    assert "What changed" not in read(reader, "/documents/letter")


def test_a_page_that_a_browser_has_is_not_made_again(reader: FlaskClient) -> None:
    tag = reader.get(BOOK).headers["ETag"]
    assert reader.get(BOOK, headers={"If-None-Match": tag}).status_code == 304


def test_programs_get_changes_with_offsets_of_what_differs(reader: FlaskClient) -> None:
    told = reader.get("/api/v1/documents/book/changes?from=1&to=2").get_json()
    assert told["counts"] == {"kept": 1, "moved": 0, "changed": 2, "added": 1, "removed": 0}
    assert told["shifts"] == [{"from_page": 2, "to_page": 2, "pages": 1}]
    assert (told["from"]["edition"], told["to"]["edition"], told["total"]) == (1, 2, 3)
    first = told["changes"][0]
    assert (first["kind"], first["moved"]) == ("changed", False)
    (differs,) = first["differences"]
    assert first["before"]["text"][slice(*differs["before"])] == "people"
    assert first["after"]["text"][slice(*differs["after"])] == "men"
    assert first["before"]["pages"] == [{"number": 1, "label": "i"}]
    added = told["changes"][1]
    assert (added["kind"], added["before"], added["after"]["text"]) == ("added", None, SCHOOLS)


def test_programs_choose_kind_and_stretch(reader: FlaskClient) -> None:
    told = reader.get("/api/v1/documents/names/changes?language=en&kind=added&offset=100&limit=7").get_json()
    assert (told["total"], told["offset"], len(told["changes"])) == (120, 100, 7)
    kept = reader.get("/api/v1/documents/names/changes?kind=kept").get_json()
    assert [each["kind"] for each in kept["changes"]] == ["kept"]


def test_programs_are_told_what_is_wrong(reader: FlaskClient) -> None:
    alone = reader.get("/api/v1/documents/letter/changes")
    assert (alone.status_code, alone.mimetype) == (404, "application/problem+json")
    assert reader.get("/api/v1/documents/book/changes?from=7").status_code == 404
    assert reader.get("/api/v1/documents/book/changes?limit=x").status_code == 400
    assert reader.get("/api/v1/documents/none/changes").status_code == 404


def test_the_language_of_the_interface_is_carried_on(reader: FlaskClient) -> None:
    page = read(reader, f"{BOOK}?from=1&to=2&ui=es")
    assert '<html lang="es"' in page
    assert '<input type="hidden" name="ui" value="es">' in page
