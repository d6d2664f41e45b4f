"""`pasaje edit` shows what is known of a document, and puts it right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from archive import Archive
from search_app.commands.opening import writing
from tests.conftest import Runner
from tests.factories import make_version, store_version


@pytest.fixture(autouse=True)
def study(archive: Archive) -> None:
    store_version(archive, make_version(), title="Study", date="2015")


def test_without_options_it_shows_what_is_known(runner: Runner) -> None:
    shown = runner("edit", "study")
    assert shown.code == 0
    assert shown.out == "title (en): Study (not confirmed)\ndate: 2015 (not confirmed)\n"


def test_what_is_given_is_confirmed(runner: Runner) -> None:
    shown = runner(
        *("edit", "study", "--title", "A study", "--author", "Quispe, María", "--author", "Pérez, José"),
        *("--issuer", "ONU", "--date", "2013-05", "--place", "Lima", "--series", "Papers", "--number", "12"),
    )
    assert shown.out.splitlines() == [
        "title (en): A study (confirmed)",
        "author: Quispe, María; Pérez, José (confirmed)",
        "issuer: ONU (confirmed)",
        "date: 2013-05 (confirmed)",
        "place: Lima (confirmed)",
        "series: Papers (confirmed)",
        "number: 12 (confirmed)",
    ]


def test_a_search_knows_it_at_once(runner: Runner) -> None:
    runner("edit", "study", "--title", "Zeitgeist", "--date", "1999")
    (found,) = runner("search", "title:zeitgeist", "--json").objects
    assert found["total"] == 1
    assert found["facets"]["year"] == [{"value": "1999", "count": 1}]
    assert found["hits"][0]["document"]["title"] == "Zeitgeist"


def test_it_can_be_taken_back_and_said_to_be_nothing(runner: Runner) -> None:
    runner("edit", "study", "--title", "A study", "--date", "2013")
    shown = runner("edit", "study", "--forget", "title", "--forget", "date", "--author", "", "--place", "")
    assert shown.out.splitlines() == [
        "title (en): Study (not confirmed)",
        "author: none (confirmed)",
        "date: 2015 (not confirmed)",
        "place: none (confirmed)",
    ]


def test_a_title_belongs_to_a_language(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version(language="es", title="Estudio"))
    refused = runner("edit", "study", "--title", "A study")
    assert (refused.code, "versions in en, es: say whose title it is" in refused.err) == (2, True)
    assert "“fr” is none of them" in runner("edit", "study", "--language", "fr", "--title", "X").err
    shown = runner("edit", "study", "--language", "es", "--title", "El estudio")
    assert shown.out.splitlines()[:2] == [
        "title (en): Study (not confirmed)",
        "title (es): El estudio (confirmed)",
    ]
    assert runner("edit", "study", "--language", "es", "--place", "Lima").code == 2


def test_programs_get_it_as_an_object(runner: Runner) -> None:
    (told,) = runner("edit", "study", "--issuer", "ONU", "--json").objects
    assert told == {
        "document": "study",
        "title": {"en": {"value": "Study", "confirmed": False}},
        "author": {"value": None, "confirmed": False},
        "issuer": {"value": ["ONU"], "confirmed": True},
        "date": {"value": "2015", "confirmed": False},
        "place": {"value": None, "confirmed": False},
        "series": {"value": None, "confirmed": False},
        "number": {"value": None, "confirmed": False},
    }


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--date", "2013-02-31"], "--date: it is no date: write 2013, 2013-05 or 2013-05-20."),
        (["--title", ""], "--title: it must not be empty."),
        (["--place", "x" * 201], "--place: it is longer than a citation can be."),
        (["--author", "x"] * 51, "--author: these are more names than a citation can have."),
        (["--forget", "colour"], "--forget"),
    ],
)
def test_what_cannot_be_is_wrong_use(runner: Runner, options: list[str], sentence: str) -> None:
    refused = runner("edit", "study", *options)
    assert (refused.code, refused.out) == (2, "")
    assert sentence in refused.err
    assert "(confirmed)" not in runner("edit", "study").out


def test_a_document_that_is_none_is_wrong_use(runner: Runner) -> None:
    assert runner("edit", "nothing") == (2, "", "There is no document “nothing” in this archive.\n")


def test_an_edit_is_kept_as_a_whole_or_not_at_all(
    archive: Archive, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner("edit", "study", "--place", "Lima")
    monkeypatch.setattr("archive.descriptions.confirm_date", lambda *_: 1 / 0)
    with suppress(ZeroDivisionError):
        runner("edit", "study", "--forget", "place", "--date", "2013")
    assert "place: Lima (confirmed)" in runner("edit", "study").out


def test_a_document_that_went_while_it_waited_is_not_spoken_of(
    archive: Archive, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def overtaken(held: Archive, purpose: str) -> Iterator[None]:
        for version in held.catalogue.versions("study"):
            held.remove(version.id)
        with writing(held, purpose):
            yield

    monkeypatch.setattr("search_app.commands.editing.writing", overtaken)
    assert runner("edit", "study", "--place", "Lima").code != 0
    (gone,) = archive.removals.all()
    assert archive.descriptions.of(gone.document, gone.version).place == ""
