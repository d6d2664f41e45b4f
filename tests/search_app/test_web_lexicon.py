"""`/api/v1/lexicon` tells other programs what stands for a word."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from archive import Archive
from index.crosslingual import About, Example, LexiconEntry, Translation, write_lexicon
from tests.search_app.holdings import CROSSING, passage_of

ADDRESS = "/api/v1/lexicon"


@pytest.fixture
def learned(holdings: Archive) -> Archive:
    """Give an archive with a lexicon of one entry, whose example stands in it."""
    english = passage_of(holdings, CROSSING)
    spanish = passage_of(holdings, "La cooperación transfronteriza empieza por dos personas.")
    example = Example((english.version_id, english.id), (spanish.version_id, spanish.id))
    gone = Example(("gone", "gone"), (spanish.version_id, spanish.id))
    translation = Translation("<b>cooperación</b>", "es", ("cooper",), 0.93, 4, False, (example, gone))
    entry = LexiconEntry("cooperation", "en", ("cooper",), 5, (translation,))
    about = About(holdings.id, "", "", (), 1, 2, 3, 1, "2026-01-01T00:00:00+00:00")
    write_lexicon(holdings.folder, about, [entry])
    return holdings


@pytest.fixture(autouse=True)
def without(holdings: Archive) -> None:
    """Let each test begin without a lexicon."""
    (holdings.folder / "lexicon").unlink(missing_ok=True)


def test_a_word_comes_with_its_translations_and_examples(client: FlaskClient, learned: Archive) -> None:
    said = client.get(f"{ADDRESS}?word=cooperation").get_json()
    (found,) = said["translations"]
    assert (found["from"], found["to"]) == (
        {"text": "cooperation", "language": "en", "seen": 5},
        {"text": "<b>cooperación</b>", "language": "es"},
    )
    assert (found["score"], found["together"], found["written_down"]) == (0.93, 4, False)
    (example,) = found["examples"]
    assert example["from"]["text"] == CROSSING
    assert example["to"]["url"].startswith("http://localhost/p/")
    assert said["made_of"]["passages"] == 2
    assert said["near"] == []


def test_the_glossary_alone_answers_while_nothing_is_learned(client: FlaskClient) -> None:
    said = client.get(f"{ADDRESS}?word=accountability&language=en&limit=1").get_json()
    assert [each["to"]["text"] for each in said["translations"]] == ["rendición de cuentas"]
    assert said["made_of"] is None


def test_a_new_lexicon_is_noticed(client: FlaskClient, learned: Archive) -> None:
    assert client.get(f"{ADDRESS}?word=accountability").get_json()["translations"] == []
    (learned.folder / "lexicon").unlink()
    assert client.get(f"{ADDRESS}?word=accountability").get_json()["translations"] != []


def test_an_unknown_word_has_near_ones(client: FlaskClient) -> None:
    said = client.get(f"{ADDRESS}?word=enviroment").get_json()
    assert said["translations"] == []
    assert "environment" in said["near"]


@pytest.mark.parametrize(
    "query", ["", "word=", "word=%20", f"word={'a' * 3001}", "word=a&language=fr", "word=a&limit=x"]
)
def test_a_wrong_parameter_is_a_problem_in_a_sentence(client: FlaskClient, query: str) -> None:
    answer = client.get(f"{ADDRESS}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
