"""Names are parted only where they are written so; bodies never are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Person
from archive.names import person, persons_in_file


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Quispe Huamán, María", [Person("Quispe Huamán", "María")]),
        ("de la Torre, J. C.", [Person("de la Torre", "J. C.")]),
        ("O'Neill, Anne-Marie; Pérez, José", [Person("O'Neill", "Anne-Marie"), Person("Pérez", "José")]),
        ("María Quispe Huamán", [Person("María Quispe Huamán")]),
        ("Andrew van der Stock;Neil Smithline", [Person("Andrew van der Stock"), Person("Neil Smithline")]),
    ],
)
def test_a_file_names_persons(said: str, read: list[Person]) -> None:
    assert persons_in_file(said) == tuple(read)


@pytest.mark.parametrize(
    "said",
    [
        "Ministerio del Ambiente",
        "European Commission, DG REGIO",
        "Comisión Europea, Dirección General de Política Regional",
        "Universidad Nacional, Lima",
        "Ministry of Finance, Peru",
        "Elena Ramos, Thomas Aldermere",
        "v.3 – Basado en reunión de coordinación técnica, 2015",
        "draft, final",
        "(c) 2007 Mark Trettin and Juergen Fenn",
    ],
)
def test_what_may_be_a_body_is_taken_as_it_is_written(said: str) -> None:
    assert persons_in_file(said) == (Person(said),)


@pytest.mark.parametrize(
    "said", ["", " ; ", "User", "HUAWEI", "Windows User", "admin1", "Usuario de Windows", "-"]
)
def test_names_that_programs_give_are_nobodys(said: str) -> None:
    assert persons_in_file(said) == ()


def test_people_part_names_with_a_comma() -> None:
    assert person("Quispe, María") == Person("Quispe", "María")
    assert person("King, Martin Luther, Jr.") == Person("King", "Martin Luther, Jr.")
    assert person("María Quispe") == Person("María Quispe")
    assert person("Quispe,") == Person("Quispe")


def test_a_name_is_said_in_order_and_in_lists() -> None:
    assert (Person("Quispe", "María").in_order, Person("Quispe", "María").inverted) == (
        "María Quispe",
        "Quispe, María",
    )
    assert (Person("ONU").in_order, Person("ONU").inverted) == ("ONU", "ONU")


@given(st.lists(st.text(alphabet="aZñ ,.'-1", min_size=1), min_size=1))
def test_nothing_of_a_name_in_a_file_is_lost(names: list[str]) -> None:
    """Whatever is written between semicolons comes back, but for what is no name at all."""
    read = persons_in_file(";".join(f"Xa {name}" for name in names))
    assert ["".join(each.inverted.split()) for each in read] == ["".join(f"Xa{name}".split()) for name in names]


@pytest.mark.parametrize(
    "said",
    ["Josip Rodin, Osamu Aoki, Javier Fernández-Sanguino Peña", "Milagros Tintaya Olarte, Per Aksel Lund"],
)
def test_a_list_of_whole_names_is_parted_and_none_is_turned_around(said: str) -> None:
    assert persons_in_file(said) == tuple(Person(name) for name in said.split(", "))
