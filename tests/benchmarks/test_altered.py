"""Edits of real pairs change one thing that both languages say, and nothing besides."""

from __future__ import annotations

import random
from dataclasses import replace

from archive import Passage
from archive.model import Kind
from benchmarks.altered.edits import Edit, apply, edits_of, names_of
from benchmarks.altered.pair import Compared, Pair
from tests.factories import make_version, passage

ENGLISH = [
    "In May 2013 the school of Huaraz had 340 pupils, of whom Marta Ugarte taught 12%.",
    "They asked for: a) water for all; b) light for all; c) books for all the pupils.",
    "See page 12 of the act, and $(file) 77 | 78 = 79.",
]
SPANISH = [
    "En mayo de 2013 la escuela de Huaraz tenía 340 alumnos; Marta Ugarte enseñaba al 12 %.",
    "Pidieron: a) agua para todos; b) luz para todos; c) libros para todos los alumnos.",
    "Véase la página 12 del acta, y $(file) 77 | 78 = 79.",
]


def passages(texts: list[str], language: str) -> tuple[Passage, ...]:
    version = make_version(language=language)
    return tuple(passage(text, of=version, ordinal=at, kind=Kind.PARAGRAPH) for at, text in enumerate(texts))


PAIR = Pair("minutes", passages(ENGLISH, "en"), passages(SPANISH, "es"))
COMPARED = Compared(
    tuple(((one,), (other,)) for one, other in zip(PAIR.english, PAIR.spanish, strict=True)), ((),) * 3, ()
)


def edits() -> list[Edit]:
    return list(edits_of(COMPARED, ["Ugarte", "Huaraz", "Chiclayo"], random.Random(1)))


def test_each_kind_is_made_of_what_both_languages_say() -> None:
    changed = {(each.kind, each.side, each.words.split("[")[1].split(" ->")[0]) for each in edits() if each.after}
    assert {
        ("number", "en", "340"),
        ("date", "en", "May"),
        ("amount", "en", "12"),
        ("name", "en", "Ugarte"),
        ("name", "es", "Huaraz"),
    } <= changed


def test_code_and_numbers_of_pages_are_left_alone() -> None:
    last = {PAIR.english[2].id, PAIR.spanish[2].id}
    assert {each.kind for each in edits() if each.passage_id in last} <= {"left out"}


def test_an_edit_changes_one_passage_of_one_side() -> None:
    for edit in edits():
        after = apply(PAIR, [edit])
        sides = {"en": (PAIR.english, after.english), "es": (PAIR.spanish, after.spanish)}
        before, now = sides.pop(edit.side)
        ((unchanged, same),) = sides.values()
        assert unchanged == same
        assert {each.text for each in before} - {each.text for each in now} == {edit.before}
        assert edit.after is None or replace(before[0], text=edit.after).text in {each.text for each in now}


def test_names_are_words_that_both_sides_write_alike_and_large() -> None:
    assert names_of([COMPARED]) == ["Huaraz", "Marta", "Ugarte"]
