"""Numbers that say nothing of a text's matter are told from those that do, in sentences of both languages."""

from __future__ import annotations

import itertools
import random

import pytest

from ingest.disagreement.left_out import digits_within, left_out

SENTENCES = (
    "The council of {name} paid {amount} for the new bridge.",
    "On {date} {name} opened a school, and {amount} went to its teachers.",
    "In {name} they had {amount} left; by {date} all of it was spent.",
    "«{name}» asks for {amount} until {date}, says its mayor.",
    "El municipio de {name} pagó {amount} por el puente nuevo.",
    "El {date} se abrió en {name} una escuela, y {amount} fueron para sus maestros.",
    "A {name} le quedaban {amount}; el {date} se habían gastado todos.",
    "¿Pide «{name}» {amount} hasta el {date}? Así lo dice su alcaldesa.",
)
NAMES = ("Villa Serena", "San Martín", "O'Connor", "Ñuñoa", "McAllister & Sons")
AMOUNTS = (
    "1,250 km",
    "3.200 ha",
    "45 %",
    "USD 300",
    "S/300",
    "12.5 million soles",
    "20 °C",
    "7 mil pesos",
    "30 MW",
)
DATES = ("4 May 2013", "March 2, 1998", "12 de mayo de 2011", "1.º de enero de 2020", "2016-07-28", "3/4/2019")
PLACES = (
    *(" [12]", " (see p. 34)", " (véanse las págs. 5-7)", " https://example.org/a/12", " ana.2@example.org"),
    *(
        " of CO2",
        " de CH4",
        " ..... 12",
        " …… 12",
        " . . . . 12",
        " x86",
        " my_name_2",
        " H5N1",
        " PM 10",
        " (in old print, pageſ 3)",
    ),
)


def told(text: str) -> set[str]:
    """Give the digits of a text that are left out."""
    return {digits for _, digits in digits_within(text, left_out(text))}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_sentence_says_is_never_left_out(sentence: str) -> None:
    for name, amount, date in itertools.product(NAMES, AMOUNTS, DATES):
        text = sentence.format(name=name, amount=amount, date=date)
        assert told(text) == set(), text


@pytest.mark.parametrize("place", PLACES)
def test_what_says_nothing_is_left_out_of_any_sentence(place: str) -> None:
    lot = random.Random(place)
    for sentence in SENTENCES:
        name, amount, date = (lot.choice(each) for each in (NAMES, AMOUNTS, DATES))
        before = sentence.split("{", maxsplit=1)[0] + f"{name}{place}"
        text = sentence.replace("{name}", f"{name}{place}", 1).format(name=name, amount=amount, date=date)
        assert told(text) >= told(before) != set(), text


@pytest.mark.parametrize(
    "text", ["from a .. 12 up", "a. . 12 and more", "at an end. 12 of them", "he left… and in 2013"]
)
def test_few_points_lead_to_no_page(text: str) -> None:
    assert told(text) == set()


def test_what_may_be_left_out_is_found_in_one_text() -> None:
    text = "See [3], https://example.org/7, CO2, p. 12, note.⁴ x86 and my_name_2 in 2013."
    found = {text[span.start : span.end] for span in left_out(text)}
    assert {"[3", "CO2", "p. 12", "⁴", "x86", "my_name_2"} <= found
    assert not any("2013" in each for each in found)
