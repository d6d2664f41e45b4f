"""Passages are compared with what stands around them, where a thing may stand that one of them lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Alignment, Passage
from ingest.disagreement import Findings, find_disagreements
from tests.factories import passage

RAIN = "The rain fell on the town and on the lake for days, and then it stopped."
LLUVIA = "La lluvia cayó durante días sobre el pueblo y sobre el lago, y luego paró."
BOATS = "In 1931 the boats left the harbour at dawn, one after the other, for the far shore."
LANCHAS = "Las lanchas salieron del puerto al amanecer, una tras otra, hacia la otra orilla."
YEAR = "Eso fue en 1931."


def told(
    english: list[str], spanish: list[str], beads: list[tuple[list[int], list[int]]], confidence: float = 0.95
) -> list[tuple[str | None, str | None]]:
    """Give the values that the second bead is told to disagree in."""
    ours = [replace(passage(text), id=f"e{n}", language="en") for n, text in enumerate(english)]
    theirs = [replace(passage(text), id=f"s{n}", language="es") for n, text in enumerate(spanish)]
    alignments = [
        Alignment(tuple(f"e{n}" for n in one), tuple(f"s{n}" for n in other), confidence) for one, other in beads
    ]
    findings = Findings(alignments, ours, theirs, ("en", "es"))
    return values(findings, *findings.passages_of(alignments[1]))


def values(
    findings: Findings, ours: list[Passage], theirs: list[Passage], confidence: float
) -> list[tuple[str | None, str | None]]:
    return [(each.from_value, each.to_value) for each in findings.between(ours, theirs, confidence)]


def test_a_year_that_stands_nowhere_near_is_told() -> None:
    assert told([RAIN, BOATS], [LLUVIA, LANCHAS], [([0], [0]), ([1], [1])]) == [("1931", None)]


@pytest.mark.parametrize("place", [1, 2])
def test_a_year_that_stands_next_to_it_is_not_told(place: int) -> None:
    """It is cut into passages otherwise there."""
    spanish = [LLUVIA, LANCHAS]
    spanish.insert(place, YEAR)
    at = spanish.index(LANCHAS)
    assert told([RAIN, BOATS], spanish, [([0], [0]), ([1], [at]), ([], [place])]) == []


def test_a_year_that_stands_near_on_both_sides_is_told() -> None:
    """What is near says it for what it stands beside itself."""
    english, spanish = [RAIN, BOATS, "That was in 1931."], [LLUVIA, LANCHAS, YEAR]
    assert told(english, spanish, [([0], [0]), ([1], [1]), ([2], [2])]) == [("1931", None)]


def test_of_two_that_hardly_say_the_same_the_longer_says_more() -> None:
    longer = f"{BOATS} The people on the quay had waited for them since the evening before, and sang."
    assert told([RAIN, longer], [LLUVIA, LANCHAS], [([0], [0]), ([1], [1])], 0.6) == []
    assert told([RAIN, longer], [LLUVIA, LANCHAS], [([0], [0]), ([1], [1])], 0.9) == [("1931", None)]


def test_what_is_less_likely_than_not_to_say_the_same_is_not_compared() -> None:
    assert told([RAIN, BOATS], [LLUVIA, LANCHAS], [([0], [0]), ([1], [1])], 0.4) == []


def test_what_was_left_as_it_was_says_nothing_else() -> None:
    """In whatever language its numbers were read."""
    code = "Run “for n in 1,500 2.5 12/05/2014; do”, five times, in Peru, before 3 May: a) once; b) twice."
    ours = [replace(passage(code), id="e", language="en")]
    theirs = [replace(passage(code), id="s", language="en")]
    findings = Findings([Alignment(("e",), ("s",), 0.95)], ours, theirs, ("en", "es"))
    assert findings.between(ours, theirs, 0.95) == ()
    assert find_disagreements(code, code, "en", "en") == ()
