"""Names that both languages keep are held together; words that are translated are not taken for names."""

from __future__ import annotations

import time

import pytest

from ingest.disagreement import Disagreement, DisagreementKind, Names, find_disagreements
from ingest.disagreement.names import names as all_names

MINUTES = [
    ("The letter names Marta Ugarte.", "La carta nombra a Marta Ugarte."),
    ("Then Marta Ugarte spoke of Huaraz.", "Luego habló Marta Ugarte de Huaraz."),
    ("They met in Huaraz with the RDC.", "Se reunieron en Huaraz con el CDR."),
    ("The head of the RDC came too.", "Vino también el jefe del CDR."),
    ("It is a plan of the RDC.", "Es un plan del CDR."),
    ("He read the General Plan.", "Leyó el Plan General."),
]
"""A document that keeps Ugarte and Huaraz, and says CDR for RDC."""


def found(english: str, spanish: str, names: Names | None = None) -> list[Disagreement]:
    return list(find_disagreements(english, spanish, "en", "es", names or Names.of(MINUTES)))


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Then the United Nations (UN) spoke.", "Luego habló la Organización de las Naciones Unidas (ONU)."),
        ("GHG emissions of the EU fell, says the IPCC.", "Bajaron las emisiones de GEI de la UE, dice el IPCC."),
        ("They came from Spain and Germany.", "Vinieron de España y de Alemania."),
        ("They went to Peru and the European Union.", "Fueron al Perú y a la Unión Europea."),
        ("He heads the National Adaptation Fund.", "Dirige el Fondo Nacional de Adaptación."),
        ("He heads the Hydraulic Infrastructure Trust.", "Dirige el Fideicomiso de Infraestructura Hídrica."),
        ("A letter came to Huaraz from the RDC.", "Llegó a Huaraz una carta del CDR."),
        ("It is known as the Free Pencil Act.", "Se conoce como la Ley del Lápiz Gratuito."),
        ("In May Ugarte went to Huaraz.", "Ugarte fue a Huaraz en mayo."),
        ("Costa Rica has parks. It set up a Park Service.", "Tiene parques. El país creó un Servicio de Parques."),
        ("In March the Argentine Republic signed.", "En marzo firmó la República Argentina."),
        ("Then the Board of Huaraz spoke.", "Luego habló la Junta de Huaraz."),
        ("Planning and Sandwiches", "Planificación y Bocadillos"),
        ("He said so in English to Ugarte.", "Se lo dijo en inglés a Ugarte."),
        ("The Constitution of Peru has it.", "Lo tiene la Constitución de la República."),
        ("It names both Windows and Unices.", "Nombra tanto Windows como Unix."),
        ("Do not leave until you TEST it.", "No salga hasta que lo PRUEBE."),
        ("Write LANG for the language.", "Escriba IDIOMA para la lengua."),
        ("It fell on Christmas in Huaraz.", "Cayó en Navidad en Huaraz."),
        ("LETTER OF INTENT OF BOTH PARTIES", "CARTA DE INTENCIÓN DE AMBAS PARTES"),
        (
            "Then Ugarte spoke at length of the mill by the river and of what had become of its wheels.",
            "Luego habló mucho del molino junto al río y de lo que había sido de las ruedas de Ugarte.",
        ),
    ],
)
def test_what_says_the_same_agrees(english: str, spanish: str) -> None:
    assert found(english, spanish) == []


@pytest.mark.parametrize(
    ("english", "spanish", "one", "other"),
    [
        ("Then Marta Ugarte spoke.", "Luego habló Marta Urquiza.", "Ugarte", "Urquiza"),
        ("They went to Huaraz again.", "Fueron otra vez a Arequipa.", "Huaraz", "Arequipa"),
        ("They came from Spain.", "Vinieron de Alemania.", "Spain", "Alemania"),
        ("It is a plan of the RDC.", "Es un plan del MDR.", "RDC", "MDR"),
        ("It was said by the UN.", "Lo dijo la UE.", "UN", "UE"),
        ("They met Jorge Pinto again.", "Volvieron a ver a Jorge Salas.", "Pinto", "Salas"),
        ("They met Jorge Court again.", "Volvieron a ver a Jorge Salas.", "Court", "Salas"),
        (
            "They saw the Orkney Isles and the Georges Isles.",
            "Vieron las Islas Orcadas y las Islas Malvinas.",
            "Georges",
            "Malvinas",
        ),
        ("Ugarte met Ugarte's son.", "Ugarte vio al hijo de Urquiza.", "Ugarte's", "Urquiza"),
        (
            "Then Ugarte spoke at length of the mill by the river and of what had become of its wheels.",
            "Luego habló Urquiza mucho del molino junto al río y de lo que fue de las ruedas de Ugarte.",
            "Ugarte",
            "Urquiza",
        ),
    ],
)
def test_a_name_in_the_place_of_another_is_told(english: str, spanish: str, one: str, other: str) -> None:
    (told,) = found(english, spanish)
    assert (told.kind, told.from_value, told.to_value) == (DisagreementKind.NAME, one, other)


def test_what_stands_after_an_elision_is_no_name_by_itself() -> None:
    """The mark of a note stuck to it does not part “l'Europe” or “O'Connor” in two."""
    text = "They read 5l'Europe, …l'Europe and l'Europe, of 5O'Connor and O'Connor."
    assert [name.word for name in all_names(text) if name.is_within] == ["oconnor"]


def test_a_name_that_is_left_out_is_not_told() -> None:
    """It may be “he” there, or “the town”."""
    assert found("Then Ugarte spoke of Huaraz.", "Luego habló de la ciudad.") == []


def test_a_word_that_the_document_writes_small_is_no_name() -> None:
    names = Names.of([("the orchard there", "la huerta de allí"), *MINUTES])
    assert found("They like the Orchard a lot.", "Les gusta mucho el Sotillo.", names) == []


def test_without_a_document_places_and_organisations_are_known() -> None:
    (told,) = find_disagreements("They came from Chile.", "Vinieron del Brasil.", "en", "es")
    assert (told.from_value, told.to_value) == ("Chile", "Brasil")


def test_passages_full_of_names_take_time_by_their_length_alone() -> None:
    """Lists of names of which none is in the other: each held against each would take some 45 times as long."""
    assert shortest_time(676) < 12 * shortest_time(100)


def shortest_time(count: int) -> float:
    """Give the seconds of processor for two lists of so many names."""
    lists = [
        " of ".join(f"{start}{chr(97 + n % 26)}{chr(97 + n // 26)}eso" for n in range(count)) for start in "GH"
    ]
    names = Names.of([(lists[0], lists[1])])
    return min(seconds_of(lists, names) for _ in range(3))


def seconds_of(lists: list[str], names: Names) -> float:
    started = time.process_time()
    found(lists[0], lists[1], names)
    return time.process_time() - started
