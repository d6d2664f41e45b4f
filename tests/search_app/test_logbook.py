"""The log of changes as curators see it in the browser."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from archive import Action, Actor, Archive, Deed, Way


@pytest.fixture
def held(curator: FlaskClient) -> Archive:
    archive: Archive = curator.application.extensions["pasaje"].archive
    return archive


def note(archive: Archive, action: Action, about: str | None, who: str = "ana", **details: object) -> None:
    archive.audit.note(Deed(Actor(who, Way.WEB, "192.0.2.7"), action, about, "study", details))


def test_it_tells_what_was_done_by_whom_and_what_was_there_before(curator: FlaskClient, held: Archive) -> None:
    note(held, Action.EDIT, "study", fields={"place": {"before": "", "after": "Lima"}})
    note(
        held,
        Action.EDIT,
        "study",
        fields={"title-en": {"before": "A", "after": None}, "author": {"before": ["B"], "after": []}},
    )
    note(held, Action.ADD, "v1", source="a.pdf", language="en")
    page = curator.get("/log").text
    for told in (
        "ana",
        "192.0.2.7",
        "edited",
        "Place: – → Lima",
        "Title (English): A → as in the file",
        "Authors: B → –",
        "From: a.pdf",
        "Language: English",
    ):
        assert told in page, told
    assert page.index("a.pdf") < page.index("Lima")


@pytest.mark.parametrize(
    ("action", "details", "told"),
    [
        (Action.RELATE, {"suggestion": 5, "declined": True}, "suggestion declined"),
        (Action.RELATE, {"suggestion": 5, "from": "carta"}, "joined to a document, as was suggested"),
        (Action.RELATE, {"from": "carta", "edition": 1}, "put to another document"),
        (Action.RELATE, {"from": "carta", "apart": True}, "made a document of its own"),
        (Action.REMOVE, {"suggestion": 5, "copy_of": "v2"}, "taken out as a copy"),
        (Action.REMOVE, {}, "taken out"),
    ],
)
def test_what_was_decided_is_told_as_it_was(
    curator: FlaskClient, held: Archive, action: Action, details: dict[str, object], told: str
) -> None:
    note(held, action, "v1", **details)
    page = " ".join(curator.get("/log").text.split())
    assert f'data-label="What">{told} <' in page
    assert "True" not in page


def test_details_have_names_and_values_that_are_read(curator: FlaskClient, held: Archive) -> None:
    note(held, Action.RELATE, "v1", suggestion=5, kind="near_duplicate", heard=False, **{"from": "carta"})
    page = curator.get("/log").text
    for told in (
        "Suggestion: 5<",
        "Suggested as: nearly the same<",
        "Out of the document: carta<",
        "heard: no<",
    ):
        assert told in page, told


def test_of_what_nothing_is_noted_that_is_said(curator: FlaskClient) -> None:
    page = curator.get("/log?about=x").text
    assert "Nothing about “x” is in the log." in page
    assert "Nothing was done yet." not in page


def test_it_is_narrowed_to_one_thing_and_goes_on_over_pages(curator: FlaskClient, held: Archive) -> None:
    for number in range(250):
        note(held, Action.EDIT, f"thing{number:03}")
    assert curator.get("/log?about=thing007").text.count("<tr>") == 2
    first = curator.get("/log").text
    assert "thing249" in first
    assert "thing149" not in first
    second = curator.get("/log?before=151").text
    assert "thing149" in second
    assert 'href="/log?before=51"' in second
    assert "Older" not in curator.get("/log?before=51").text
    assert curator.get("/log?before=x").status_code == 400


def test_what_was_typed_or_named_is_shown_as_words(curator: FlaskClient, held: Archive) -> None:
    hostile = '<script>alert("x")</script>\u202e'
    note(held, Action.ADD, hostile, hostile, source=hostile)
    note(held, Action.EDIT, "study", fields={hostile: {"before": hostile, "after": [hostile]}})
    page = curator.get("/log").text
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;alert" in page


def test_what_was_purged_is_said_to_be_gone(curator: FlaskClient, held: Archive) -> None:
    version = held.catalogue.versions("study")[0]
    note(held, Action.ADD, version.id, source="secret.pdf")
    held.remove(version.id, is_purged=True, deed=Deed(Actor("ana", Way.WEB), Action.PURGE, version.id, "study"))
    page = curator.get("/log").text
    assert "secret.pdf" not in page
    assert "what it said was deleted with the file" in page


def test_curators_are_led_to_it_and_it_is_kept_nowhere(curator: FlaskClient) -> None:
    assert 'href="/log"' in curator.get("/").text
    assert 'href="/log"' not in curator.get("/", environ_base={"REMOTE_ADDR": "192.0.2.7"}).text
    answer = curator.get("/log")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Nothing was done yet." in answer.text
