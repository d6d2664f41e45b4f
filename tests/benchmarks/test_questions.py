"""The questions of the field: what the table holds, and how its passages are found in an archive."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from archive import Archive
from benchmarks.questions.questions import Answer, Form, Question, QuoteNotFound, Split, answering, questions
from tests.factories import make_version, store_version

LANGUAGES = ("en", "es")


def asked(*answers: Answer) -> Question:
    return Question("q1", Split.DEV, "en", Form.KEYWORDS, "regional growth", answers)


def test_half_of_the_sixty_questions_are_unseen_in_each_language_and_form() -> None:
    table = questions()
    assert Counter(each.split for each in table) == {Split.DEV: 30, Split.UNSEEN: 30}
    assert Counter((each.split, each.language) for each in table) == dict.fromkeys(product(Split, LANGUAGES), 15)
    told = Counter((each.split, each.language, each.form) for each in table)
    assert {told[place] for place in product(Split, LANGUAGES, Form)} == {7, 8}


def test_no_question_is_asked_twice_and_no_words_answer_two() -> None:
    table = questions()
    answers = [answer for each in table for answer in each.answers]
    assert len({each.id for each in table}) == len({each.text.casefold() for each in table}) == len(table)
    assert len(set(answers)) == len(answers)


def test_keywords_are_a_few_words_and_quotes_six_to_fifteen() -> None:
    for each in questions():
        assert each.form is Form.QUESTION or 2 <= len(each.text.split()) <= 5, each
        assert all(6 <= len(answer.quote.split()) <= 15 for answer in each.answers), each


def test_passages_are_found_whatever_the_white_space_and_case(archive: Archive) -> None:
    version = store_version(archive, make_version(), [["It grows\nin  every REGION."], ["Nothing else."]])
    question = asked(Answer(version.file_name, "grows in every region"))
    assert [each.text for each in answering(archive, [question])["q1"]] == ["It grows\nin  every REGION."]


def test_a_passage_with_two_quotes_is_given_once(archive: Archive) -> None:
    version = store_version(archive, make_version(), [["It grows in every region."]])
    question = asked(Answer(version.file_name, "It grows"), Answer(version.file_name, "every region"))
    assert len(answering(archive, [question])["q1"]) == 1


def test_words_are_looked_for_in_their_own_file(archive: Archive) -> None:
    english = store_version(archive, make_version(language="en"), [["Growth in Cusco."]])
    spanish = store_version(archive, make_version(language="es"), [["Growth in Cusco."]])
    for version in (english, spanish):
        found = answering(archive, [asked(Answer(version.file_name, "growth in Cusco"))])["q1"]
        assert [each.version_id for each in found] == [version.id]


@pytest.mark.parametrize("file_name", ["study-en-1.pdf", "missing.pdf"])
def test_a_quote_that_is_nowhere_is_an_error_that_names_it(archive: Archive, file_name: str) -> None:
    store_version(archive, make_version())
    with pytest.raises(QuoteNotFound, match=rf"q1: .* {file_name} holds “no such words”"):
        answering(archive, [asked(Answer(file_name, "no such words"))])
