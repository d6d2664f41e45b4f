"""Which forms a Spanish word has, and what is said of the words that are found with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accented import verdicts
from benchmarks.accented.paradigms import Paradigm, has_accent, paradigms
from benchmarks.accented.verdicts import Verdict, verdict

CONFLATIONS = Path(verdicts.__file__).parent / "conflations.tsv"


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("región", "regiones"),
        ("guía", "guías"),
        ("menú", "menús"),
        ("raíz", "raíces"),
        ("imagen", "imágenes"),
        ("interés", "intereses"),
        ("podrá", "podrán"),
        ("podría", "podrían"),
        ("está", "están"),
    ],
)
def test_a_plural_that_stands_in_the_corpus_is_found_from_either_form(singular: str, plural: str) -> None:
    counts = {singular: 5, plural: 2}
    assert paradigms([singular], counts) == [Paradigm(singular, plural)]
    assert paradigms([plural], counts) == [Paradigm(singular, plural)]


@pytest.mark.parametrize("other", ["ma", "sin", "sis", "estás"])
def test_what_only_looks_like_another_form_is_none(other: str) -> None:
    for word in ("más", "sí", "está", "aún"):
        assert paradigms([word], {word: 5, other: 5}) == [Paradigm(word, "")]


def test_nouns_in_cion_have_a_plural_wherever_it_stands() -> None:
    assert paradigms(["reducción"], {"reducción": 1}) == [Paradigm("reducción", "reducciones")]


def test_a_spelling_without_accents_is_a_form_of_its_own_only_where_it_differs() -> None:
    assert Paradigm("región", "regiones").forms == {
        "singular, accented": "región",
        "singular, not": "region",
        "plural, not": "regiones",
    }


def test_the_tilde_of_n_is_no_accent() -> None:
    assert has_accent("lingüística")
    assert not has_accent("año")


def test_a_verdict_holds_for_a_pair_whichever_word_was_asked_for() -> None:
    assert verdict("artículo", "articulación") is verdict("articulación", "artículo") is Verdict.OTHER
    assert verdict("gestión", "gestionar") is Verdict.SAME
    assert verdict("público", "publicó") is Verdict.ACCENTS
    assert verdict("público", "zanahoria") is Verdict.UNKNOWN


def test_no_pair_is_judged_in_two_ways() -> None:
    lines = [line.split("\t") for line in CONFLATIONS.read_text(encoding="utf-8").splitlines()]
    judged = {(frozenset({word, other}), said) for word, said, others in lines for other in others.split()}
    assert len(judged) == len({pair for pair, _ in judged})
