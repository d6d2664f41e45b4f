"""A link answers in one of five ways, in plain words, for people and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive import Archive
from index import create_engine
from search_app import create_app
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.fated import CHANGED, CHANGES, GOES, KEPT, MOVES, REMOVED, STAYS, TWICE, fill_fates
from tests.search_app.test_web_search import links_of, read


@pytest.fixture(scope="module")
def fated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, dict[str, str]]]:
    """Give an application, and the ids that passages had in the first edition, by their words."""
    folder = tmp_path_factory.mktemp("fates")
    ids = fill_fates(folder)
    app = create_app(Settings(data=folder))
    yield app, ids
    app.extensions["pasaje"].close()


@pytest.fixture
def reader(fated: tuple[Flask, dict[str, str]]) -> FlaskClient:
    client = fated[0].test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def ids(fated: tuple[Flask, dict[str, str]]) -> dict[str, str]:
    return fated[1]


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_what_stands_as_it_stood_is_shown_without_a_word(reader: FlaskClient, ids: dict[str, str]) -> None:
    page = read(reader, f"/p/{ids[STAYS]}")
    assert 'class="notice fate"' not in page
    assert "This is edition" not in page
    assert reader.get(f"/p/{ids[STAYS]}.json").get_json()["state"] == "exact"


def test_what_moved_says_from_where_to_where(reader: FlaskClient, ids: dict[str, str]) -> None:
    page = read(reader, f"/p/{ids[MOVES]}")
    assert "This passage moved from p. 1 to p. 2 in edition 2." in page
    assert f'id="p-{ids[MOVES]}" tabindex="-1"' in page
    said = reader.get(f"/p/{ids[MOVES]}.json").get_json()
    assert (said["state"], said["pages"], said["was"]["pages"]) == (
        "moved",
        [{"number": 2, "label": "2"}],
        [{"number": 1, "label": "1"}],
    )


def test_who_comes_from_a_search_is_not_told_of_another_page(reader: FlaskClient, ids: dict[str, str]) -> None:
    assert "moved from" not in read(reader, f"/p/{ids[MOVES]}?q=fairs")


def test_what_changed_shows_what_it_read_and_reads_word_by_word(reader: FlaskClient, ids: dict[str, str]) -> None:
    page = reader.get(f"/p/{ids[CHANGES]}").text
    assert "This passage was changed in edition 2." in page
    assert re.search(r"<ins[^>]*>two hundred &lt;b&gt;</ins>", page)
    assert "edition=1" not in links_of(page)["Original PDF"]
    assert 'class="area focus"' in page
    said = reader.get(f"/p/{ids[CHANGES]}.json").get_json()
    assert (said["state"], said["text"], said["was"]["text"], said["was"]["edition"]) == (
        "changed",
        CHANGED,
        CHANGES,
        1,
    )
    assert said["boxes"]


def test_a_quote_whose_words_stand_is_exact_though_its_passage_changed(
    reader: FlaskClient, ids: dict[str, str]
) -> None:
    start = CHANGES.index("firms")
    quoted = f"quote={start}-{start + len('firms, universities')}"
    page = read(reader, f"/p/{ids[CHANGES]}?{quoted}")
    assert '<span class="quote">firms, universities</span>' in page
    assert 'class="notice fate"' not in page
    said = reader.get(f"/p/{ids[CHANGES]}.json?{quoted}").get_json()
    assert (said["state"], said["anchor"]["exact"]) == ("exact", "firms, universities")
    assert said["url"].endswith(f"?{quoted}")


def test_what_may_be_meant_stands_side_by_side(reader: FlaskClient, ids: dict[str, str]) -> None:
    page = read(reader, f"/p/{ids[TWICE]}")
    assert "2 places could be meant." in page
    assert page.count("<li>\n    <h3>") == 2
    said = reader.get(f"/p/{ids[TWICE]}.json").get_json()
    assert (said["state"], len(said["candidates"]), said["text"]) == ("uncertain", 2, TWICE)
    for each in said["candidates"]:
        assert reader.get(each["url"]).status_code == 200


def test_what_is_gone_says_what_it_read_and_shows_where(reader: FlaskClient, ids: dict[str, str]) -> None:
    page = read(reader, f"/p/{ids[GOES]}")
    assert "This passage is no longer in the document: it stood on p. 1 of edition 1." in page
    assert "It read:" in page
    assert "This is edition 1; the newest is edition 2." in page
    said = reader.get(f"/p/{ids[GOES]}.json").get_json()
    assert (said["state"], said["text"], said["edition"]) == ("gone", GOES, 1)
    assert said["was"]["pages"] == [{"number": 1, "label": "1"}]


def test_what_was_taken_out_says_what_it_read(reader: FlaskClient, ids: dict[str, str]) -> None:
    page = read(reader, f"/p/{ids[REMOVED]}")
    assert "was taken out of the archive; it stood on p. iv of edition 1." in page
    assert REMOVED in page
    assert "A letter" in page
    said = reader.get(f"/p/{ids[REMOVED]}.json").get_json()
    assert (said["state"], said["text"], said["document"]["title"]) == ("gone", REMOVED, "A letter")
    copied = reader.get(f"/p/{ids[REMOVED]}.pdf")
    assert copied.status_code == 404
    assert links_of(copied.text)["Open the link"] == f"/p/{ids[REMOVED]}"


def test_words_of_several_passages_of_which_one_is_gone_are_changed(
    reader: FlaskClient, ids: dict[str, str]
) -> None:
    page = read(reader, f"/p/{ids[STAYS]}?with={ids[GOES]}")
    assert "This passage was changed in edition 2." in page
    assert re.search(r"<del[^>]*>Nobody had counted", page)
    said = reader.get(f"/p/{ids[STAYS]}.json?with={ids[GOES]}").get_json()
    assert [said["state"], said["with"][0]["state"]] == ["exact", "gone"]


def test_a_passage_of_another_document_is_left_out_and_told(reader: FlaskClient, ids: dict[str, str]) -> None:
    """Of its words nothing is shown, whether they stand or are gone; programs are told what became of them."""
    cases = [(STAYS, KEPT), (CHANGES, KEPT), (GOES, KEPT), (TWICE, KEPT), (REMOVED, KEPT), (STAYS, REMOVED)]
    for first, other in cases:
        page = text_of(read(reader, f"/p/{ids[first]}?with={ids[other]}"))
        assert "The link also names passages that are not in this edition" in page, (first, other)
        assert other not in page
        alone = text_of(read(reader, f"/p/{ids[first]}"))
        for sentence in ("It read:", "This passage was changed in edition 2.", "Nobody had counted them"):
            assert (sentence in page) == (sentence in alone), (first, other, sentence)
        (said,) = reader.get(f"/p/{ids[first]}.json?with={ids[other]}").get_json()["with"]
        assert (said["passage"], said["text"]) == (ids[other], other)


@pytest.mark.parametrize("said", [STAYS, MOVES, CHANGES, TWICE, GOES, REMOVED])
def test_every_answer_is_given_in_spanish_too(reader: FlaskClient, ids: dict[str, str], said: str) -> None:
    page = read(reader, f"/p/{ids[said]}?ui=es")
    assert "This passage" not in page
    assert "It read" not in page


def test_a_quote_that_was_never_a_passage_is_answered_like_one(
    reader: FlaskClient, fated: tuple[Flask, dict[str, str]]
) -> None:
    archive = fated[0].extensions["pasaje"].archive
    old = archive.catalogue.versions("study")[-1]
    asked = {"quote": "on Sundays, and on the feast", "prefix": "Fairs are held ", "page": "1"}
    page = reader.get(f"/versions/{old.id}/find", query_string=asked)
    assert page.status_code == 200
    assert "This passage moved from p. 1 to p. 2 in edition 2." in page.text
    assert '<span class="quote">on Sundays, and on the feast</span>' in page.text
    said = reader.get(f"/versions/{old.id}/find", query_string=asked, headers={"Accept": "application/json"})
    assert said.get_json()["state"] == "moved"
    assert said.get_json()["passage"] is None
    assert reader.get(said.get_json()["url"], headers={"Accept": "application/json"}).get_json() == said.get_json()
    for name, value in asked.items():
        assert urlencode({name: value}) in said.get_json()["url"]
    assert said.get_json()["anchor"]["exact"] == "on Sundays, and on the feast"
    gone = reader.get(f"/versions/{old.id}/find", query_string={"quote": GOES, "page": "1"})
    assert "This passage is no longer in the document: it stood on p. 1 of edition 1." in gone.text


def test_a_quote_that_was_never_a_passage_is_handed_on_as_that_of_the_passage_it_is_in(
    reader: FlaskClient, fated: tuple[Flask, dict[str, str]], ids: dict[str, str]
) -> None:
    old = fated[0].extensions["pasaje"].archive.catalogue.versions("study")[-1]
    page = reader.get(f"/versions/{old.id}/find", query_string={"quote": "on Sundays, and on the feast"}).text
    start = MOVES.index("on Sundays")
    handed = re.findall(r'class="copy" href="([^"]*)"', page)
    assert handed == [
        f"http://localhost/p/{ids[MOVES]}?quote={start}-{start + len('on Sundays, and on the feast')}"
    ]


@pytest.mark.parametrize(
    ("quote", "state"),
    [(STAYS, "exact"), (MOVES, "exact"), (CHANGES, "changed"), (TWICE, "uncertain"), (GOES, "gone")],
)
def test_a_quote_of_which_nobody_says_the_page_is_answered_for_programs(
    reader: FlaskClient, fated: tuple[Flask, dict[str, str]], quote: str, state: str
) -> None:
    old = fated[0].extensions["pasaje"].archive.catalogue.versions("study")[-1]
    address = f"/versions/{old.id}/find"
    answer = reader.get(address, query_string={"quote": quote}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.get_json()["state"]) == (200, state)
    assert reader.get(address, query_string={"quote": quote}).status_code == 200


@pytest.mark.parametrize("quote", [GOES, TWICE])
def test_a_quote_that_is_shown_nowhere_is_no_passage_for_programs(
    reader: FlaskClient, fated: tuple[Flask, dict[str, str]], quote: str
) -> None:
    old = fated[0].extensions["pasaje"].archive.catalogue.versions("study")[-1]
    page = reader.get(f"/versions/{old.id}/find", query_string={"quote": quote})
    assert page.status_code == 200
    assert "/p/.json" not in page.text


def test_a_quote_from_a_file_that_was_taken_out_is_told(
    reader: FlaskClient, fated: tuple[Flask, dict[str, str]]
) -> None:
    removed = fated[0].extensions["pasaje"].archive.removals.all()[0].version
    answer = reader.get(f"/versions/{removed.id}/find", query_string={"quote": REMOVED})
    assert "The file of these words was taken out of the archive." in answer.text
    assert REMOVED in answer.text


@pytest.mark.parametrize("quote", ["", "\x00\x07", "x" * 10_000])
def test_quotes_that_are_none_are_refused_in_a_sentence(
    reader: FlaskClient, fated: tuple[Flask, dict[str, str]], quote: str
) -> None:
    version = fated[0].extensions["pasaje"].archive.catalogue.versions("study")[0]
    answer = reader.get(f"/versions/{version.id}/find", query_string={"quote": quote})
    assert answer.status_code == 400
    assert "In it, “quote” cannot be" in answer.text


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("a", '<span class="quote">A</span>'),
        (".*+?^${}()|[]\\", "These words are not in the document."),
        ("ñ" * 3_000, "These words are not in the document."),
    ],
)
def test_odd_quotes_are_answered(
    reader: FlaskClient, fated: tuple[Flask, dict[str, str]], quote: str, shown: str
) -> None:
    version = fated[0].extensions["pasaje"].archive.catalogue.versions("study")[0]
    answer = reader.get(f"/versions/{version.id}/find", query_string={"quote": quote})
    assert answer.status_code == 200
    assert shown in answer.text


def test_a_page_that_is_none_is_told(reader: FlaskClient, fated: tuple[Flask, dict[str, str]]) -> None:
    version = fated[0].extensions["pasaje"].archive.catalogue.versions("study")[0]
    answer = reader.get(f"/versions/{version.id}/find", query_string={"quote": "fairs", "page": "99"})
    assert answer.status_code == 404
    assert "There is no page “99”" in answer.text


def test_an_id_that_was_never_issued_leads_to_those_like_it(reader: FlaskClient, ids: dict[str, str]) -> None:
    """A letter is wrong, two are exchanged, one is missing, some were lost at the end."""
    right = ids[STAYS]
    swapped = right[:4] + right[5] + right[4] + right[6:]
    other = right[:-1] + ("a" if right[-1] != "a" else "b")
    for wrong in (other, swapped, right[1:], right[:8]):
        answer = reader.get(f"/p/{wrong}")
        assert answer.status_code == 404
        assert f"/p/{right}" in answer.text, wrong
    meant = reader.get(f"/p/{right.upper()}.?quote=4-11")
    assert (meant.status_code, meant.location) == (301, f"/p/{right}?quote=4-11")
    nothing = reader.get("/p/zzzzzzzzzzzzz")
    assert nothing.status_code == 404
    assert 'role="search"' in nothing.text


def test_a_purged_passage_is_gone_for_good_and_cited(fated: tuple[Flask, dict[str, str]], tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        version = store_version(archive, make_version("study", "en"), [[STAYS]], title="The study", labels=["iv"])
        passage_id = archive.passages.of_version(version.id)[0].id
        archive.remove(version.id, is_purged=True)
        create_engine("whoosh", tmp_path / "index", archive_id=archive.id)
    app = create_app(Settings(data=tmp_path))
    client = app.test_client()
    page = client.get(f"/p/{passage_id}", headers={"Accept-Language": "en"})
    assert page.status_code == 410
    assert "p. iv" in text_of(page.text)
    assert "The study" in page.text
    assert "declare their intent" not in page.text
    said = client.get(f"/p/{passage_id}.json")
    assert (said.status_code, said.mimetype) == (410, "application/problem+json")
    app.extensions["pasaje"].close()


@pytest.mark.parametrize("words", [STAYS, MOVES, TWICE, GOES, REMOVED])
def test_every_answer_can_be_cited_by_programs(reader: FlaskClient, ids: dict[str, str], words: str) -> None:
    page = read(reader, f"/p/{ids[words]}")
    assert page.count('name="citation_title"') == 1
    assert f'name="citation_public_url" content="http://localhost/p/{ids[words]}"' in page


def test_what_changed_is_cited_by_programs_as_it_stands(reader: FlaskClient, ids: dict[str, str]) -> None:
    page = read(reader, f"/p/{ids[CHANGES]}")
    assert f'name="citation_public_url" content="http://localhost/p/{ids[CHANGED]}"' in page
