"""Text under scans is weighed before OCR is asked for something better."""

from __future__ import annotations

import random

import pytest

from ingest.legibility import is_rubbish, legibility
from tests.ingest.test_reading import ENGLISH, SPANISH

FRENCH = (
    "Le présent rapport décrit la situation des régions et les mesures que les autorités ont prises depuis lors."
)
RUSSIAN = "Настоящий доклад описывает положение регионов и меры, принятые властями с тех пор."


@pytest.mark.parametrize("text", [ENGLISH, SPANISH, FRENCH, ENGLISH.upper(), ENGLISH + " 12,5 % 3.400 2013"])
def test_running_text_is_no_rubbish(text: str) -> None:
    assert not is_rubbish(text)


@pytest.mark.parametrize("share", [0.15, 0.3, 0.6])
def test_text_with_many_wrong_letters_is_rubbish(share: float) -> None:
    """And the more of them, the less it says."""
    told = random.Random(1)
    spoiled = "".join(
        told.choice("il1|!rnmec0oq9{}~*") if char != " " and told.random() < share else char for char in ENGLISH
    )
    assert is_rubbish(spoiled)
    assert legibility(spoiled) < legibility(ENGLISH)


def test_letters_put_for_others_are_rubbish() -> None:
    """As where a font does not say which letters its signs are, and says wrong ones instead."""
    table = str.maketrans("abcdefghijklmnopqrstuvwxyz", "qwxzkjvbgfpmyhcdlnrstaueio")
    assert is_rubbish(ENGLISH.lower().translate(table))


def test_of_other_scripts_nothing_is_said() -> None:
    """A layer in Russian is not read again by a program that knows English and Spanish."""
    assert not is_rubbish(RUSSIAN)


@pytest.mark.parametrize("text", ["", "   ", "12 % 3.400", "—"])
def test_no_letters_are_nothing_to_judge(text: str) -> None:
    assert legibility(text) == 0.0
