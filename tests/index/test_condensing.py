"""Words that only hold a query together."""

from __future__ import annotations

import pytest

from index import parse
from index.analysis.function_words import language_by_function_words
from index.crosslingual import carry, written_down
from index.engine import Search, SearchEngine
from index.marks import marks
from index.tree import And, Phrase, Term, plain_terms
from tests.index.makers import put


def sought(text: str) -> str:
    """Give the words that are insisted on once the language is told by all that is known."""
    tree = parse(text).tree
    assert tree is not None
    return " ".join(term.word for term in plain_terms(carry(tree, text, written_down()).tree))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cuales son los requisitos para votar", "requisitos votar"),
        ("¿Quiénes son los candidatos?", "candidatos"),
        ("¿Dónde están las mesas?", "mesas"),
        ("donde estan las mesas", "mesas"),
        ("where can I register", "register"),
        ("what will there be in the budget", "budget"),
    ],
)
def test_questions_are_asked_without_their_auxiliaries(text: str, words: str) -> None:
    """Also where nothing but their function words tells the language."""
    assert sought(text) == words
    assert " ".join(term.word for term in plain_terms(parse(text).tree)) == words


def test_the_lexicon_tells_the_language_where_no_function_word_does() -> None:
    assert sought("can women vote") == "women vote"
    assert sought("personas sin empleo") == "personas empleo"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("the son of the governor", "son"),
        ("la CAN y el comercio", "comercio"),
        ("the speech of Theresa May", "may"),
        ("letter of may 2013", "may"),
        ("the will of the people", "will"),
        ("gasto en I+D en el país", "i"),
        ("I+D", "i"),
    ],
)
def test_what_means_something_in_the_language_typed_is_sought(text: str, kept: str) -> None:
    assert kept in sought(text).split()


def test_nothing_is_left_out_where_nothing_else_is_there() -> None:
    for text in ("can", "sin", "can they be"):
        assert sought(text) == text


def test_what_is_quoted_is_as_it_was_written() -> None:
    assert parse('where "can I register"').tree == Phrase(("can", "i", "register"))


def test_function_words_of_both_languages_tell_none() -> None:
    assert language_by_function_words("the law de la prensa") == ""
    assert language_by_function_words("register") == ""


def test_what_is_not_insisted_on_counts_where_it_stands(engine: SearchEngine) -> None:
    """So a question finds first what answers it in its own words."""
    texts = ["Boats leave.", "Boats can leave and boats will leave.", "Boats leave and boats leave."]
    engine.apply([put("v", *texts)])
    tree = parse("when can boats leave").tree
    assert tree is not None
    results = engine.search(Search(tree))
    assert results.whole == 3
    without = engine.search(Search(And(tuple(each for each in tree.children if isinstance(each, Term)))))
    scores, plain = ({each.passage_id: each.score for each in found.matches} for found in (results, without))
    assert scores["v-1"] > plain["v-1"]
    assert scores["v-0"] == plain["v-0"]
    assert marks(tree, texts[1], "en") == marks(parse("boats leave").tree, texts[1], "en")
