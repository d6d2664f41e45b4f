"""The same content always has the same name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.identity import (
    PASSAGE_ID_LENGTH,
    VERSION_ID_LENGTH,
    normalise,
    passage_id,
    slug,
    version_id,
)

TEXT = "The regional innovation system of Cusco."


def name(text: str = TEXT, *, document_id: str = "study", language: str = "en", repeat: int = 0) -> str:
    return passage_id(text, document_id=document_id, language=language, repeat=repeat)


def test_a_passage_id_never_changes_from_one_release_to_the_next() -> None:
    """Links in footnotes hang on this very value."""
    assert name() == "7mylrgo64sy4c"


@pytest.mark.parametrize(
    "variant",
    [
        "The  regional\ninnovation system of Cusco.",
        "the regional innovation system of cusco.",
        "The regional in\u00adnovation system of Cusco.",
        "The regional innovation\u00a0system of Cusco.",
    ],
)
def test_spacing_case_and_soft_hyphens_do_not_change_the_id(variant: str) -> None:
    assert name(variant) == name()


def test_composed_and_decomposed_accents_give_one_id() -> None:
    assert name("cooperaci\u00f3n") == name("cooperacio\u0301n")
    assert name("‘efﬁcient’ — «así»") == name("'efficient' - \"así\"")


def test_accents_words_document_language_and_repeat_are_part_of_the_name() -> None:
    others = {
        name("The national innovation system of Cusco."),
        name(document_id="letter"),
        name(language="es"),
        name(repeat=1),
        name("año"),
        name("ano"),
    }
    assert len(others | {name()}) == 7


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(), st.integers(0, 50))
def test_ids_are_fit_for_an_address(text: str, repeat: int) -> None:
    made = name(text, repeat=repeat)
    assert len(made) == PASSAGE_ID_LENGTH
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_a_version_is_named_by_its_bytes() -> None:
    assert version_id("00" * 32) == "a" * VERSION_ID_LENGTH
    assert version_id("00" * 32) != version_id("ff" * 32)


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Letter of Intent (2013)", "letter-of-intent-2013"),
        ("Índice de innovación, año 2", "indice-de-innovacion-ano-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("研究", "document"),
        ("", "document"),
        ("a" * 59 + " and more", "a" * 59),
    ],
)
def test_a_slug_is_plain_letters_digits_and_hyphens(title: str, made: str) -> None:
    assert slug(title) == made
