"""Notes and references as people write them, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from archive import Person, Place
from search_app.citations import Citable, apa, chicago, quoted
from search_app.citations.wording import ENGLISH, SPANISH, WORDINGS, Wording
from tests.search_app.citations.makers import CITED, HOSTILE_CITABLES, LINK, PLAIN, of


def test_a_note_in_english() -> None:
    assert chicago(CITED, ENGLISH) == (
        "María José Quispe Huamán and Jean-Paul Pérez, Study of regional innovation systems [English version], "
        "edition 2, Working papers 12 (Lima: European Commission, May 20, 2013), pp. 12–13 (PDF pp. 16–17), "
        f"accessed November 26, 2026, {LINK}."
    )


def test_a_note_in_spanish() -> None:
    assert chicago(CITED, SPANISH) == (
        "María José Quispe Huamán y Jean-Paul Pérez, Study of regional innovation systems [versión en inglés], "
        "edición 2, Working papers 12 (Lima: European Commission, 20 de mayo de 2013), pp. 12-13 "
        f"(pp. 16-17 del PDF), consultado el 26 de noviembre de 2026, {LINK}."
    )


def test_a_reference_in_english() -> None:
    assert apa(CITED, ENGLISH) == (
        "Quispe Huamán, M. J., & Pérez, J.-P. (2013, May 20). Study of regional innovation systems "
        "(Working papers 12, edition 2, pp. 12–13, PDF pp. 16–17) [English version]. European Commission. "
        f"Retrieved November 26, 2026, from {LINK}"
    )


def test_a_reference_in_spanish() -> None:
    assert apa(CITED, SPANISH) == (
        "Quispe Huamán, M. J. y Pérez, J.-P. (2013, 20 de mayo). Study of regional innovation systems "
        "(Working papers 12, edición 2, pp. 12-13, pp. 16-17 del PDF) [versión en inglés]. European Commission. "
        f"Recuperado el 26 de noviembre de 2026, de {LINK}"
    )


@pytest.mark.parametrize(
    ("wording", "note", "reference"),
    [
        (ENGLISH, "A letter (n.d.), p. 3, accessed", "A letter (p. 3). (n.d.). Retrieved"),
        (SPANISH, "A letter (s. f.), p. 3, consultado el", "A letter (p. 3). (s. f.). Recuperado el"),
    ],
)
def test_little_is_said_of_what_is_little_known(wording: Wording, note: str, reference: str) -> None:
    """Without anybody who answers for it, it begins with its title; only page, one language, one edition."""
    alone = replace(PLAIN, is_one_of_languages=False, is_one_of_editions=False)
    assert chicago(alone, wording).startswith(note)
    assert apa(alone, wording).startswith(reference)


def test_a_body_that_issued_it_stands_in_place_of_its_authors() -> None:
    """And is not named twice."""
    issued = of(authors=(), issuers=("Ministerio del Ambiente", "European Commission, DG REGIO"))
    assert chicago(issued, ENGLISH).startswith(
        "Ministerio del Ambiente and European Commission, DG REGIO, Study of"
    )
    assert "(Lima, May 20, 2013)" in chicago(issued, ENGLISH)
    reference = apa(issued, ENGLISH)
    assert reference.startswith("Ministerio del Ambiente & European Commission, DG REGIO. (2013, May 20). Study")
    assert "[English version]. Retrieved" in reference


def test_a_name_that_is_not_parted_is_not_turned_around() -> None:
    whole = of(authors=(Person("María Quispe Huamán"),))
    assert apa(whole, ENGLISH).startswith("María Quispe Huamán. (2013, May 20).")
    assert chicago(whole, SPANISH).startswith("María Quispe Huamán, Study")


@pytest.mark.parametrize(
    ("count", "note", "reference"),
    [
        (3, "A B1, A B2, and A B3, ", "B1, A., B2, A., & B3, A. ("),
        (4, "A B1 et al., ", "B1, A., B2, A., B3, A., & B4, A. ("),
        (21, "A B1 et al., ", "B19, A., … B21, A. ("),
    ],
)
def test_many_authors_are_named_as_each_style_has_it(count: int, note: str, reference: str) -> None:
    many = of(authors=tuple(Person(f"B{number}", "A") for number in range(1, count + 1)))
    assert chicago(many, ENGLISH).startswith(note)
    assert reference in apa(many, ENGLISH)


@pytest.mark.parametrize(
    ("second", "conjunction"),
    [("Ignacio", "e"), ("Hilda", "e"), ("Hierro", "y"), ("Íñigo", "e"), ("Yolanda", "y")],
)
def test_and_gives_way_to_the_same_sound_in_spanish(second: str, conjunction: str) -> None:
    assert f"Ana {conjunction} {second}, " in chicago(of(authors=(Person("Ana"), Person(second))), SPANISH)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([(1, "1")], "p. 1,"),
        ([(1, "1"), (2, "2"), (3, "3")], "pp. 1–3,"),
        ([(1, "1"), (3, "3"), (4, "4")], "pp. 1, 3–4,"),
        ([(3, "iii")], "p. iii (PDF p. 3),"),
        ([(4, "iv"), (5, "1")], "pp. iv–1 (PDF pp. 4–5),"),
        ([(7, "A-3")], "p. A-3 (PDF p. 7),"),
        ([(2, "")], "20, 2013), PDF p. 2, accessed"),
        ([(4, ""), (5, "1")], "p. 1 (PDF pp. 4–5),"),
        ([], "20, 2013), accessed"),
    ],
)
def test_pages_are_those_printed_with_their_place_in_the_file(places: list[tuple[int, str]], said: str) -> None:
    cited = replace(CITED, places=tuple(Place(*place) for place in places))
    assert said in chicago(cited, ENGLISH)


@pytest.mark.parametrize(
    ("date", "english", "spanish"),
    [
        ("2013", "2013", "2013"),
        ("2013-05", "2013, May", "2013, mayo"),
        ("2013-02-31", "2013", "2013"),
        ("about 1990", "about 1990", "about 1990"),
        ("", "n.d.", "s. f."),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(date: str, english: str, spanish: str) -> None:
    assert f"({english}). Study" in apa(of(date=date), ENGLISH)
    assert f"({spanish}). Study" in apa(of(date=date), SPANISH)


def test_a_title_that_ends_itself_gets_no_second_stop() -> None:
    asked = replace(of(title="What is a region?", authors=(), issuers=(), series="", number=""), places=())
    assert apa(replace(asked, is_one_of_editions=False, is_one_of_languages=False), ENGLISH).startswith(
        "What is a region? (2013, May 20). Retrieved"
    )


def test_words_are_quoted_before_their_place() -> None:
    assert quoted(CITED, chicago, ENGLISH).startswith("“regional innovation systems” (María José Quispe")
    assert quoted(CITED, chicago, ENGLISH).endswith(f"{LINK}).")
    assert quoted(CITED, apa, SPANISH).startswith("«regional innovation systems» (Quispe")


@given(HOSTILE_CITABLES)
def test_a_citation_is_one_line_whatever_it_cites(cited: Citable) -> None:
    for wording in WORDINGS.values():
        for cite in (chicago, apa):
            for said in (cite(cited, wording), quoted(cited, cite, wording)):
                assert len(said.splitlines()) == 1
                assert "\u202e" not in said
                assert LINK in said


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "“hereinafter ‘the Ministry’”"), ("es", "«hereinafter “the Ministry”»")],
)
def test_a_quote_within_a_quote_has_the_marks_of_one(language: str, written: str) -> None:
    said = quoted(replace(CITED, words="hereinafter “the Ministry”"), chicago, WORDINGS[language])
    assert said.startswith(written)
