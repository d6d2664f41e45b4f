"""Sentences of two texts that say the same are put together for display."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.alignment import align_sentences
from ingest.alignment.sentences import sentence_spans


def told(from_text: str, to_text: str) -> list[tuple[str, str]]:
    return [(from_text[slice(*a)], to_text[slice(*b)]) for a, b in align_sentences(from_text, to_text)]


def test_each_sentence_stands_beside_its_translation() -> None:
    english = "The mission left on Monday. It came back with 14 letters. Nobody had signed them."
    spanish = "La misión salió el lunes. Volvió con 14 cartas. Nadie las había firmado."
    assert told(english, spanish) == [
        ("The mission left on Monday.", "La misión salió el lunes."),
        ("It came back with 14 letters.", "Volvió con 14 cartas."),
        ("Nobody had signed them.", "Nadie las había firmado."),
    ]


def test_one_that_is_missing_stands_alone() -> None:
    english = "The mission left on Monday. The president of the chamber of commerce was ill. It had 14 letters."
    spanish = "La misión salió el lunes. Tenía 14 cartas."
    assert ("The president of the chamber of commerce was ill.", "") in told(english, spanish)


def test_two_that_the_other_language_makes_one_are_together() -> None:
    english = "The roads were built in 2011. The bank paid for the roads and for 23 bridges."
    spanish = "Las carreteras se construyeron en 2011, y el banco pagó las carreteras y 23 puentes. Fin."
    assert any("2011" in one and "23" in one and "23" in other for one, other in told(english, spanish))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Vega spoke of art. 5. Then he left.", 2),
        ("EE. UU. y la U.E. firmaron. Después se fueron.", 2),
        ("Costs rose by 3.5 per cent. Prices did not.", 2),
        ("¿Quién firmó? ¡Nadie!", 2),
        ("He said: “It is done.” They left.", 3),
        ("One line\nAnother line", 2),
        ("No end", 1),
        ("", 0),
    ],
)
def test_sentences_are_told_from_abbreviations_and_numbers(text: str, count: int) -> None:
    assert len(sentence_spans(text)) == count


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aáB. ?!\n:;1", max_size=60), st.text(alphabet="eñC. ?!\n:;2", max_size=60))
def test_sentences_come_in_order_and_nothing_but_white_space_is_left_out(one: str, other: str) -> None:
    for side, text in enumerate((one, other)):
        spans = [pair[side] for pair in align_sentences(one, other) if pair[side][0] < pair[side][1]]
        assert spans == sorted(spans)
        held = "".join(text[start:end] for start, end in spans)
        assert "".join(held.split()) == "".join(text.split())


def test_a_text_of_nothing_but_stops_is_parted_in_a_moment() -> None:
    started = time.process_time()
    for text in ("a. " * 7_000, ". " * 10_000, "A. b! " * 3_000):
        sentence_spans(text)
    assert time.process_time() - started < 2
