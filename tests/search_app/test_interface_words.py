"""Templates are given the words of the interface in the language of each request, whatever the last one was in."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, render_template_string

from search_app import create_app
from search_app.settings import Settings

_WORDS = (
    "{{ _('Search') }} {{ ngettext('%(num)s page', '%(num)s pages', 1234) }} {{ 1234.5|number }} {{ 1234|number }}"
)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """Give an application with a page that has a word, a number of things and two numbers."""
    app = create_app(Settings(data=tmp_path))
    app.add_url_rule("/words", "words", lambda: render_template_string(_WORDS))
    return app


def test_each_request_has_the_words_of_its_language(app: Flask) -> None:
    reader = app.test_client()
    said = {language: reader.get(f"/words?ui={language}").text for language in ("en", "es", "en")}
    assert said["en"] == "Search 1234 pages 1,234.5 1,234"
    assert said["es"].startswith("Buscar ")
    assert said["es"].endswith(" 1.234,5 1.234")


def test_what_is_written_outside_of_requests_is_not_in_the_language_of_the_last(app: Flask) -> None:
    app.test_client().get("/words?ui=es")
    with app.test_request_context("/"):
        assert render_template_string(_WORDS).startswith("Search ")


def test_what_a_document_says_is_escaped_in_words_too(app: Flask) -> None:
    with app.test_request_context("/"):
        said = render_template_string("{{ _('%(number)s of %(total)s', number='<b>', total=2) }}")
    assert "<b>" not in said
