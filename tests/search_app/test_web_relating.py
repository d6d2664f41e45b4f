"""What is to be decided stands on the page of the document; a click decides; old addresses lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Actor, Archive, Relation, SourceStatus, Way, decline, relate
from index import create_engine, rebuild
from ingest.outcome import Outcome
from ingest.relations import suggest_all
from search_app.messages import compile_all
from tests.factories import make_version, store_version
from tests.ingest.relatives import ENGLISH, NEXT, SPANISH
from tests.search_app.signing import OWN, token_in
from tests.search_app.test_web_search import counting, read

ROSA = Actor("rosa", Way.WEB)


def token(curator: FlaskClient) -> str:
    """Give a token for a form that changes something."""
    return token_in(curator.get("/add").text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the data folder of an archive with a letter and what may be its Spanish version."""
    compile_all()
    data = tmp_path / "data"
    with Archive.open(data) as archive:
        store_version(archive, make_version("letter"), [[text] for text in ENGLISH], title="Letter of intent")
        later = replace(make_version("carta", "es"), added_at="2026-11-24T12:00:00+00:00")
        store_version(archive, later, [[text] for text in SPANISH], title="Carta de intención")
        suggest_all(archive)
        rebuild(archive, create_engine("whoosh", data / "index", archive_id=archive.id))
    return data


@pytest.fixture
def held(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder) as opened:
        yield opened


def ids(held: Archive, document: str, language: str) -> list[str]:
    version = held.catalogue.find_current(document, language)
    assert version is not None
    return [each.id for each in held.passages.of_version(version.id)]


@pytest.mark.parametrize("document", ["letter", "carta"])
def test_both_documents_show_what_is_to_be_decided(curator: FlaskClient, document: str) -> None:
    page = read(curator, f"/documents/{document}")
    assert "“Carta de intención” looks like the Spanish version of “Letter of intent”: 11 of 11 numbers," in page
    assert 'name="answer" value="join">Yes, join</button>' in page
    assert 'name="answer" value="no">No</button>' in page
    assert "carta-es-1.pdf joins the document “Letter of intent”" in page


def test_who_sent_a_file_decides_on_the_page_of_what_became_of_it(curator: FlaskClient, held: Archive) -> None:
    """Once, though both files were sent together; another form of the page sends the answer."""
    for document, language in (("letter", "en"), ("carta", "es")):
        version = held.catalogue.find_current(document, language)
        assert version is not None
        outcome = Outcome(document, SourceStatus.ADDED, 0.0, version_id=version.id).to_keep()
        held.queue.put_upload("b" * 22, f"{document}.pdf", version.original_sha256, outcome=outcome)
    page = read(curator, f"/add/{'b' * 22}")
    assert page.count("looks like the Spanish version of") == 1
    sends = 'form="again" formaction="/suggestions/1" aria-describedby="suggestion-1" name="answer" value="join"'
    assert page.count(sends) == 1
    assert '<form id="again" method="post">' in page


def test_readers_elsewhere_are_not_asked(curator: FlaskClient) -> None:
    page = curator.get("/documents/letter", headers={"X-Forwarded-For": "192.0.2.1"}).text
    assert "To decide" not in page


def test_a_yes_joins_them_and_leads_to_the_document(curator: FlaskClient, held: Archive) -> None:
    answer = curator.post("/suggestions/1", data={"answer": "join", "csrf_token": token(curator)}, headers=OWN)
    assert (answer.status_code, answer.location) == (303, "/documents/letter?decided=1")
    page = read(curator, answer.location)
    assert "Done: carta-es-1.pdf and letter-en-1.pdf are in one document now." in page
    assert "Nothing is to be decided." in page
    assert "To decide" not in page
    assert "Español" in page
    assert held.suggestions.decided()[0].decided_by == "local:browser"


def test_a_search_finds_it_in_its_place_at_once(curator: FlaskClient) -> None:
    curator.post("/suggestions/1", data={"answer": "join", "csrf_token": token(curator)}, headers=OWN)
    hits = curator.get("/api/v1/search?q=transparencia").json["hits"]
    assert {hit["document"]["id"] for hit in hits} == {"letter"}
    assert curator.get("/health").json["status"] == "ok"


def test_a_no_keeps_them_apart_for_good(curator: FlaskClient, held: Archive) -> None:
    answer = curator.post("/suggestions/1", data={"answer": "no", "csrf_token": token(curator)}, headers=OWN)
    assert (answer.status_code, answer.location) == (303, "/documents/carta?decided=1")
    assert "stay apart, and this is not suggested again." in read(curator, answer.location)
    suggest_all(held)
    assert "To decide" not in read(curator, "/documents/letter")


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://elsewhere.example", "Sec-Fetch-Site": "cross-site"}])
def test_no_other_site_can_answer(curator: FlaskClient, held: Archive, headers: dict[str, str]) -> None:
    assert (
        curator.post(
            "/suggestions/1", data={"answer": "join", "csrf_token": token(curator)}, headers=headers
        ).status_code
        == 403
    )
    assert held.suggestions.count() == 1


@pytest.mark.parametrize(("number", "answer", "status"), [(1, "perhaps", 400), (1, "", 400), (99, "join", 404)])
def test_what_was_not_asked_is_not_answered(curator: FlaskClient, number: int, answer: str, status: int) -> None:
    assert (
        curator.post(
            f"/suggestions/{number}", data={"answer": answer, "csrf_token": token(curator)}, headers=OWN
        ).status_code
        == status
    )


def test_who_answers_twice_is_told(curator: FlaskClient) -> None:
    curator.post("/suggestions/1", data={"answer": "join", "csrf_token": token(curator)}, headers=OWN)
    again = curator.post("/suggestions/1", data={"answer": "no", "csrf_token": token(curator)}, headers=OWN)
    assert again.status_code == 404
    assert "was decided already" in again.text


def test_which_edition_is_the_newer_is_asked_where_dates_do_not_tell(curator: FlaskClient, held: Archive) -> None:
    store_version(held, make_version("next"), [[text] for text in NEXT], title="Letter, again")
    suggest_all(held)
    number = next(each.number for each in held.suggestions.open() if each.kind is Relation.NEW_EDITION)
    page = read(curator, "/documents/letter")
    assert ">Yes, and " in page
    assert re.search(r"[0-9]{2} % of the wording in common", page)
    refused = curator.post(
        f"/suggestions/{number}", data={"answer": "join", "csrf_token": token(curator)}, headers=OWN
    )
    assert refused.status_code == 409
    assert (
        curator.post(
            f"/suggestions/{number}", data={"answer": "newer", "csrf_token": token(curator)}, headers=OWN
        ).status_code
        == 303
    )
    assert len({each.document_id for each in held.catalogue.versions() if each.language == "en"}) == 1


def test_of_two_copies_one_stays_and_links_say_so(curator: FlaskClient, held: Archive) -> None:
    later = replace(make_version("copy"), added_at="2026-11-25T12:00:00+00:00")
    store_version(held, later, [[text] for text in ENGLISH], title="Copy of the letter")
    suggest_all(held)
    old = ids(held, "copy", "en")[1]
    number = next(each.number for each in held.suggestions.open() if each.kind is Relation.SAME_TEXT)
    page = read(curator, "/documents/copy")
    assert "has the very same words as “Letter of intent”, in another file" in page
    assert "links to it lead to the same words in letter-en-1.pdf" in page
    curator.post(f"/suggestions/{number}", data={"answer": "join", "csrf_token": token(curator)}, headers=OWN)
    link = read(curator, f"/p/{old}")
    assert "The file of this link, “Copy of the letter”, was taken out as a copy" in link
    assert "these are the words in “Letter of intent”" in link
    gone = curator.get("/documents/copy/en/pages/2?q=innovation")
    assert (gone.status_code, gone.location) == (301, "/documents/letter/en/pages/2?q=innovation")


def test_a_link_made_before_says_to_what_its_file_belongs_now(curator: FlaskClient, held: Archive) -> None:
    old = ids(held, "carta", "es")[1]
    curator.post("/suggestions/1", data={"answer": "join", "csrf_token": token(curator)}, headers=OWN)
    page = read(curator, f"/p/{old}")
    told = "This link was made when its file stood in “Carta de intención”; it belongs to “Letter of intent” now."
    assert told in page
    data = curator.get(f"/p/{old}.json").json
    assert (data["state"], data["document"]["id"]) == ("exact", "letter")
    assert data["text"] == SPANISH[1]
    new = ids(held, "letter", "es")[1]
    assert "This link was made" not in read(curator, f"/p/{new}")


@pytest.mark.parametrize(
    ("address", "now"),
    [
        ("/documents/carta", "/documents/letter"),
        ("/documents/carta?ui=es", "/documents/letter?ui=es"),
        ("/documents/carta/es/pages/3", "/documents/letter/es/pages/3"),
        ("/documents/carta/es/pages/3?edition=1", "/documents/letter/es/pages/3"),
        (
            "/documents/carta/es/pages/3?q=dos+palabras&zoom=page",
            "/documents/letter/es/pages/3?q=dos+palabras&zoom=page",
        ),
        ("/documents/carta/es/pages/all", "/documents/letter/es/pages/all"),
        ("/documents/carta/es/changes?from=1&to=2", "/documents/letter"),
        ("/documents/carta/edit", "/documents/letter/edit"),
        ("/api/v1/documents/carta", "/api/v1/documents/letter"),
    ],
)
def test_addresses_of_a_document_that_was_left_lead_on(curator: FlaskClient, address: str, now: str) -> None:
    curator.post("/suggestions/1", data={"answer": "join", "csrf_token": token(curator)}, headers=OWN)
    answer = curator.get(address)
    assert (answer.status_code, answer.location) == (301, now)
    assert curator.get(answer.location).status_code == 200


def test_an_edition_that_was_put_before_another_is_asked_for_by_either_number(
    curator: FlaskClient, held: Archive
) -> None:
    draft = store_version(held, make_version("draft"), [[text] for text in NEXT], title="Draft")
    suggest_all(held)
    number = next(each.number for each in held.suggestions.open() if each.kind is Relation.NEW_EDITION)
    curator.post(f"/suggestions/{number}", data={"answer": "older", "csrf_token": token(curator)}, headers=OWN)
    there = held.catalogue.get_version(draft.id).document_id
    assert curator.get(f"/documents/{there}/en/pages/1?edition=1").location == f"/documents/{there}/en/pages/1"
    assert f"/documents/{there}/en/pages/1?edition=2" in read(curator, f"/documents/{there}")


def test_what_was_left_by_one_edition_alone_is_still_there(curator: FlaskClient, held: Archive) -> None:
    second = store_version(held, make_version("letter", "en", 2), [[text] for text in NEXT])
    relate(held, second.id, "carta")
    assert curator.get("/documents/letter").status_code == 200
    moved = curator.get("/documents/letter/en/pages/1?edition=2")
    assert (moved.status_code, moved.location) == (301, "/documents/carta/en/pages/1")
    assert curator.get("/documents/letter/en/pages/1?edition=1").status_code == 200


def test_a_language_that_left_is_found_where_it_is(curator: FlaskClient, held: Archive) -> None:
    sister = store_version(held, make_version("letter", "es"), [["Las partes."]])
    store_version(held, make_version("study", "en"), [["A study."]])
    relate(held, sister.id, "study")
    moved = curator.get("/documents/letter/es/pages/1")
    assert (moved.status_code, moved.location) == (301, "/documents/study/es/pages/1")


def test_what_never_was_is_not_found_still(curator: FlaskClient) -> None:
    assert curator.get("/documents/nothing").status_code == 404
    assert curator.get("/documents/letter/fr/pages/1").status_code == 404


def test_in_spanish_all_of_it_is_said_in_spanish(curator: FlaskClient) -> None:
    page = read(curator, "/documents/letter?ui=es")
    assert 'action="/suggestions/1?ui=es"' in page


def test_what_was_declined_elsewhere_is_not_shown(curator: FlaskClient, held: Archive) -> None:
    decline(held, 1, by=ROSA)
    assert "To decide" not in read(curator, "/documents/carta")


def test_the_shelf_leads_curators_to_all_that_is_to_be_decided(curator: FlaskClient) -> None:
    assert '<a href="/suggestions/">1 suggestion is to be decided.</a>' in read(curator, "/documents/")
    page = read(curator, "/suggestions/")
    assert "looks like the Spanish version of" in page
    curator.post("/suggestions/1", data={"answer": "no", "csrf_token": token(curator)}, headers=OWN)
    assert "/suggestions/" not in read(curator, "/documents/")
    assert "Nothing is to be decided." in read(curator, "/suggestions/")


def test_the_form_for_files_leads_there_too(curator: FlaskClient, held: Archive) -> None:
    with counting(held) as statements:
        page = read(curator, "/add")
    assert '<a href="/suggestions/">1 suggestion is to be decided.</a>' in page
    assert len(statements) <= 8


def test_its_title_and_its_heading_are_one(curator: FlaskClient) -> None:
    page = read(curator, "/suggestions/")
    assert "<title>What belongs together · Pasaje</title>" in page
    assert re.findall("<h[12].*?>(.*?)</h", page) == ["What belongs together"]


def test_two_files_of_one_title_are_told_apart(curator: FlaskClient, held: Archive) -> None:
    """By what they are called, how long they are and when each came."""
    for number, (day, texts) in enumerate((("24", ENGLISH), ("25", NEXT))):
        made = replace(make_version(f"note{number}"), added_at=f"2026-11-{day}T12:00:00+00:00")
        store_version(held, made, [[text] for text in texts], title="Note")
    suggest_all(held)
    page = " ".join(read(curator, "/suggestions/").split())
    assert f"note0-en-1.pdf · {len(ENGLISH)} pages · added on November 24, 2026" in page
    assert f"note1-en-1.pdf · {len(NEXT)} pages · added on November 25, 2026" in page


def test_what_a_decision_has_done_is_read_from_the_archive(curator: FlaskClient, held: Archive) -> None:
    """Whoever writes the address by hand, or comes again when it was undone, is told nothing untrue."""
    assert "Done:" not in read(curator, "/documents/letter?decided=1")
    curator.post("/suggestions/1", data={"answer": "no", "csrf_token": token(curator)}, headers=OWN)
    assert "Done:" in read(curator, "/documents/letter?decided=1")
    assert "Done:" not in read(curator, "/documents/letter?decided=2")
    assert "Done:" not in curator.get("/documents/letter?decided=1", headers={"X-Forwarded-For": "192.0.2.1"}).text
    assert curator.get("/documents/letter?decided=x").status_code == 400
    version = held.catalogue.find_current("carta", "es")
    assert version is not None
    relate(held, version.id, "letter")
    assert "Done:" not in read(curator, "/documents/letter?decided=1")


def test_what_is_left_to_decide_is_one_click_away(curator: FlaskClient, held: Archive) -> None:
    store_version(held, make_version("next"), [[text] for text in NEXT], title="Letter, again")
    suggest_all(held)
    answer = curator.post("/suggestions/1", data={"answer": "no", "csrf_token": token(curator)}, headers=OWN)
    assert '<a href="/suggestions/">' in read(curator, answer.location)


def test_which_of_two_copies_is_left_is_told(curator: FlaskClient, held: Archive) -> None:
    store_version(held, make_version("copy"), [[text] for text in ENGLISH], title="Letter of intent")
    suggest_all(held)
    number = next(each.number for each in held.suggestions.open() if each.kind is Relation.SAME_TEXT)
    answer = curator.post(
        f"/suggestions/{number}", data={"answer": "join", "csrf_token": token(curator)}, headers=OWN
    )
    assert "stands for both; links to the other lead to it." in read(curator, answer.location)


def test_readers_elsewhere_see_nothing_of_it(curator: FlaskClient) -> None:
    away = {"X-Forwarded-For": "192.0.2.1"}
    assert "/suggestions/" not in curator.get("/documents/", headers=away).text
    assert curator.get("/suggestions/", headers=away).status_code == 403


def test_an_old_link_is_cited_and_saved_as_before(curator: FlaskClient, held: Archive) -> None:
    old = ids(held, "carta", "es")[1]
    curator.post("/suggestions/1", data={"answer": "join", "csrf_token": token(curator)}, headers=OWN)
    for form in ("/cite", ".txt", ".bib", ".ris", ".csl.json", ".jsonld"):
        answer = curator.get(f"/p/{old}{form}")
        assert answer.status_code == 200, form
        assert "Carta de intenci" in answer.text
