"""Languages of documents and passages, beyond what whole readings show."""

from __future__ import annotations

from ingest.language import detect_languages

ENGLISH = "The committee of the two regions will meet in the autumn and report to the ministers."
SPANISH = "El comité de las dos regiones se reunirá en otoño e informará a los ministros del sector."


def test_nothing_has_no_language() -> None:
    assert detect_languages([]) == ("und", [])
    assert detect_languages(["12 34 56"]) == ("und", ["und"])


def test_a_short_heading_has_the_language_of_its_document() -> None:
    assert detect_languages([SPANISH, SPANISH, "Índice"]) == ("es", ["es", "es", "es"])


def test_a_paragraph_in_the_other_language_keeps_its_own() -> None:
    document, passages = detect_languages([SPANISH] * 9 + [ENGLISH])
    assert document == "es"
    assert passages[-1] == "en"


def test_an_untranslated_sixth_does_not_make_a_document_bilingual() -> None:
    assert detect_languages([SPANISH] * 5 + [ENGLISH])[0] == "es"


def test_a_third_in_the_other_language_does() -> None:
    assert detect_languages([SPANISH] * 2 + [ENGLISH])[0] == "mul"


def test_portuguese_and_french_are_not_taken_for_spanish() -> None:
    portuguese = (
        "O comitê das duas regiões vai se reunir no outono e informar os ministros do setor sobre as obras."
    )
    french = "Le comité des deux régions se réunira en automne et fera rapport aux ministres du secteur."
    assert detect_languages([portuguese])[0] == "pt"
    assert detect_languages([french])[0] == "fr"


def test_code_does_not_vote_where_there_is_running_text() -> None:
    code = "git clone archive; cd archive; make install; make run; export DATA=/srv/data; ls -l | grep pdf"
    assert detect_languages([SPANISH] * 3 + [code] * 3)[0] == "es"


def test_the_same_question_has_the_same_answer() -> None:
    texts = ["Innovation regional systems", "Sistemas de regiones", ENGLISH]
    assert {str(detect_languages(texts)) for _ in range(5)} == {str(detect_languages(texts))}
