"""English and Spanish: which one a reader gets, and that both are whole."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive import Warned
from search_app import messages
from search_app.words import date, facet_value, finding, language_name, warning
from tests.search_app.test_web_search import read


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("es-PE,es;q=0.9", "es"), ("en-GB", "en"), ("qu", "en"), ("", "en"), ("fr,es", "es")],
)
def test_the_browser_says_which_language(client: FlaskClient, accepted: str, language: str) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert f'<html lang="{language}">' in answer.text
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)


def test_a_switch_overrules_the_browser_and_is_remembered(client: FlaskClient) -> None:
    assert '<html lang="es">' in read(client, "/?ui=es")
    assert '<html lang="es">' in read(client, "/documents/")


def test_links_carry_the_language_until_a_cookie_does(client: FlaskClient) -> None:
    """So that the switch holds without cookies, and addresses are clean with them."""
    assert 'href="/documents/?ui=es"' in read(client, "/?ui=es")
    assert 'href="/documents/"' in read(client, "/?ui=es")


def test_forms_carry_the_language_too(client: FlaskClient) -> None:
    assert '<input type="hidden" name="ui" value="es">' in read(client, "/?ui=es")
    assert 'name="ui"' not in read(client, "/?ui=es")


def test_the_switch_stays_on_the_page(client: FlaskClient) -> None:
    page = read(client, "/?q=región+norte&language=es&language=en")
    assert 'href="/?q=regi%C3%B3n+norte&language=es&language=en&ui=es"' in page


def test_links_to_copy_do_not_carry_the_language(client: FlaskClient) -> None:
    """Whoever gets the link reads it in a language of her own."""
    page = read(client, "/?q=innovation&ui=es")
    copied = re.findall(r'class="copy" href="([^"]*)"', page)
    assert copied
    assert not any("ui=" in address for address in copied)


def test_an_unknown_language_is_not_remembered(client: FlaskClient) -> None:
    answer = client.get("/?ui=xx")
    assert '<html lang="en">' in answer.text
    assert "Set-Cookie" not in answer.headers


def test_spanish_reads_as_spanish(client: FlaskClient) -> None:
    assert "Ningún pasaje contiene lo que busca." in read(client, "/?q=zebrafish&ui=es")
    assert "20 de mayo de 2013" in read(client, "/documents/letter")
    assert "No existe ese pasaje" in client.get("/p/nothing").text


def test_a_gathering_changes_nothing() -> None:
    """Every text in code and templates is in the translations, and no other."""
    gathered = {message.id for message in messages.gather() if message.id}
    assert gathered == {message.id for message in messages.read("es") if message.id}


def test_nothing_is_untranslated_or_fuzzy() -> None:
    for message in messages.read("es"):
        strings = [message.string] if isinstance(message.string, str) else message.string
        assert all(strings), message.id
        assert not message.fuzzy, message.id


def test_translations_keep_their_placeholders() -> None:
    for message in messages.read("es"):
        if message.id:
            assert not list(message.check()), message.id
            names = [set(re.findall(r"%\(\w+\)s", str(each))) for each in (message.id, message.string)]
            assert names[0] == names[1], message.id


def test_the_command_gathers_and_compiles(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new language begins empty; what is written stays when it is gathered again."""
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    assert messages.main([]) == 0
    first = messages._po("es").read_bytes()
    assert messages.main([]) == 0
    assert messages._po("es").read_bytes() == first
    messages._po("es").with_suffix(".mo").unlink()
    assert messages.main(["compile"]) == 0
    assert messages._po("es").with_suffix(".mo").exists()


def test_the_command_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["translate"]) == 2
    assert "compile" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2013", "2013"),
        ("2013-05", "May 2013"),
        ("2013-05-20", "May 20, 2013"),
        ("s. XX", "s. XX"),
        ("2013-99", "2013-99"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(app: Flask, written: str, told: str) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        assert date(written) == told


@pytest.mark.parametrize(("ui", "name"), [("en", "French"), ("es", "Francés")])
def test_other_languages_are_named_in_the_language_of_the_interface(app: Flask, ui: str, name: str) -> None:
    with app.test_request_context("/", headers={"Accept-Language": ui}):
        app.preprocess_request()
        assert language_name("fr") == name
        assert (language_name("es"), language_name("en")) == ("Español", "English")


@pytest.mark.parametrize("code", ["needs_ocr", "garbled", "page_unreadable"])
def test_the_only_page_is_not_one_of_one_pages(app: Flask, code: str) -> None:
    with app.test_request_context("/"):
        assert finding(code, 1, 1).startswith("Its only page ")
        assert finding(code, 1, 2).startswith("1 of 2 pages ")


def test_values_without_words_of_ours_are_shown_as_they_are(app: Flask) -> None:
    with app.test_request_context("/"):
        assert facet_value("kind", "poem") == "poem"
        assert facet_value("language", "mul") == "Several languages"
        assert facet_value("language", "xxx") == "Xxx"
        assert warning(Warned("new_code", None, "A sentence of its own.")) == "A sentence of its own."
