"""Two sides are aligned text by text; what is no translation is refused; what people laid down stands."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from archive import Kind
from index.crosslingual import known_words
from ingest.aligning import MADE
from ingest.alignment import Aligned, Text, align, bands
from ingest.alignment.aligning import LEAST_SCORE
from ingest.alignment.beads import Laid

PAIRS = [
    ("1. Introduction", "1. Introducción", Kind.HEADING),
    (
        "The regional government of Cusco signed the letter of intent in May 2013.",
        "El gobierno regional de Cusco firmó la carta de intenciones en mayo de 2013.",
        Kind.PARAGRAPH,
    ),
    (
        "Small enterprises of the region export coffee, quinoa and textiles to 14 countries.",
        "Las pequeñas empresas de la región exportan café, quinua y textiles a 14 países.",
        Kind.PARAGRAPH,
    ),
    (
        "Universities train 3,200 engineers each year, yet few of them stay in the mountains.",
        "Las universidades forman a 3.200 ingenieros al año, pero pocos de ellos se quedan en la sierra.",
        Kind.PARAGRAPH,
    ),
    ("2. Actors of the system", "2. Actores del sistema", Kind.HEADING),
    (
        "The chamber of commerce brings together 450 companies and offers training.",
        "La cámara de comercio reúne a 450 empresas y ofrece capacitación.",
        Kind.PARAGRAPH,
    ),
    (
        "Research is paid for by the mining tax; its rules change every year.",
        "La investigación se paga con el canon minero; sus reglas cambian cada año.",
        Kind.PARAGRAPH,
    ),
    (
        "Roads and bridges were built between 2008 and 2011 with loans from the bank.",
        "Entre 2008 y 2011 se construyeron carreteras y puentes con préstamos del banco.",
        Kind.PARAGRAPH,
    ),
    ("3. Conclusions", "3. Conclusiones", Kind.HEADING),
    (
        "Water is the first concern of farmers in Puno, ahead of prices and credit.",
        "El agua es la primera preocupación de los agricultores de Puno, antes que los precios y el crédito.",
        Kind.PARAGRAPH,
    ),
    (
        "A second visit by the European experts is planned for the following spring.",
        "Para la primavera siguiente está prevista una segunda visita de los expertos europeos.",
        Kind.PARAGRAPH,
    ),
]
UNRELATED = [
    "El programa lee las opciones de la línea de órdenes antes de abrir el archivo.",
    "Pulse la tecla de retorno para cerrar la ventana.",
    "La impresora debe estar encendida.",
    "Los paquetes se instalan con el gestor habitual del sistema.",
    "Cada usuario tiene su carpeta personal y una contraseña.",
    "El teclado puede configurarse para otros idiomas.",
]


def sides(pairs: Sequence[tuple[str, str, Kind]] = PAIRS) -> tuple[list[Text], list[Text]]:
    return [Text(en, "en", kind) for en, _, kind in pairs], [Text(es, "es", kind) for _, es, kind in pairs]


def aligned(ours: Sequence[Text], theirs: Sequence[Text], laid: Laid = ()) -> Aligned:
    return align(ours, theirs, laid=laid, known=known_words())


def beads(found: Aligned) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.one, bead.other) for bead in found.beads]


def plain(count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((number,), (number,)) for number in range(count)]


def test_a_translation_is_aligned_text_by_text() -> None:
    found = aligned(*sides())
    assert beads(found) == plain(len(PAIRS))
    assert found.score > 0.7
    assert all(bead.likely > 0.5 for bead in found.beads)


def test_what_is_missing_on_one_side_stands_alone() -> None:
    ours, theirs = sides()
    assert ((6,), ()) in beads(aligned(ours, theirs[:6] + theirs[7:]))
    assert ((), (6,)) in beads(aligned(ours[:6] + ours[7:], theirs))


def test_a_text_cut_in_two_is_one_bead() -> None:
    ours, theirs = sides()
    start, end = (
        "Las universidades forman a 3.200 ingenieros al año,",
        "pero pocos de ellos se quedan en la sierra.",
    )
    theirs[3:4] = [Text(start, "es"), Text(end, "es")]
    assert ((3,), (3, 4)) in beads(aligned(ours, theirs))


def test_six_cells_for_one_row_are_one_bead() -> None:
    """A row of contents on one side, its entries one by one on the other."""
    row = "Roads 3\tBridges 7\tSchools 12\tHospitals 19\tMarkets 24\tHarbours 31"
    cells = ("Carreteras 3", "Puentes 7", "Escuelas 12", "Hospitales 19", "Mercados 24", "Puertos 31")
    ours, theirs = sides()
    ours.insert(5, Text(row, "en", Kind.TABLE))
    theirs[5:5] = [Text(cell, "es", Kind.TABLE) for cell in cells]
    assert ((5,), (5, 6, 7, 8, 9, 10)) in beads(aligned(ours, theirs))


def test_a_label_that_stands_apart_goes_with_what_it_names() -> None:
    """A row of a table on one side, the name of it and its text apart on the other."""
    ours, theirs = sides()
    ours[3] = Text(f"Training: {ours[3].text}", "en", Kind.TABLE)
    theirs.insert(3, Text("Formación", "es"))
    assert ((3,), (3, 4)) in beads(aligned(ours, theirs))


def test_footnotes_on_one_side_alone_stand_alone() -> None:
    ours, theirs = sides()
    ours.insert(3, Text("1 See the annual report of the ministry, page 12.", "en", Kind.FOOTNOTE))
    assert ((3,), ()) in beads(aligned(ours, theirs))
    theirs.insert(3, Text("1 Véase el informe anual del ministerio, página 12.", "es", Kind.FOOTNOTE))
    assert ((), (3,)) in beads(aligned([each for each in ours if each.kind is not Kind.FOOTNOTE], theirs))


def test_a_block_that_stands_elsewhere_is_found_and_said_to_be_moved() -> None:
    ours, theirs = sides()
    block = theirs[1:4]
    found = aligned(ours, theirs[:1] + theirs[4:] + block)
    moved = {(bead.one, bead.other) for bead in found.beads if bead.is_moved}
    last = len(theirs) - 3
    assert moved == {((1 + number,), (last + number,)) for number in range(3)}


def test_footnotes_are_aligned_apart_from_the_text_around_them() -> None:
    """A page ends elsewhere in the other language."""
    ours, theirs = sides()
    ours.insert(3, Text("1 See the annual report of the ministry, page 12.", "en", Kind.FOOTNOTE))
    theirs.insert(7, Text("1 Véase el informe anual del ministerio, página 12.", "es", Kind.FOOTNOTE))
    found = aligned(ours, theirs)
    assert ((3,), (7,)) in beads(found)
    assert not any(bead.is_moved for bead in found.beads)


def test_the_same_text_is_put_together_whatever_it_is_taken_for() -> None:
    """Code that is a footnote on one side and a paragraph on the other."""
    ours, theirs = sides()
    code = "set -e; rm -rf build; mkdir build; cd build; cmake .. -DPREFIX=/usr; make install; exit 0"
    ours.insert(4, Text(code, "en", Kind.PARAGRAPH))
    theirs.insert(4, Text(code, "en", Kind.FOOTNOTE))
    assert ((4,), (4,)) in beads(aligned(ours, theirs))


def test_every_text_is_in_just_one_bead() -> None:
    lot = random.Random(1)
    ours, theirs = sides()
    for _ in range(5):
        some = lot.sample(theirs, 9)
        found = aligned(ours, some)
        assert not found.is_refused
        assert sorted(n for one, _ in beads(found) for n in one) == list(range(len(ours)))
        assert sorted(n for _, other in beads(found) for n in other) == list(range(len(some)))


@pytest.mark.parametrize("count", [1, 6])
def test_what_is_no_translation_is_refused_with_its_score(count: int) -> None:
    ours, _ = sides()
    found = aligned(ours, [Text(each, "es") for each in UNRELATED[:count]])
    assert found.is_refused
    assert found.beads == ()
    assert found.score < LEAST_SCORE


def test_nothing_beside_something_is_refused() -> None:
    ours, _ = sides()
    assert aligned(ours, []).is_refused
    assert aligned([], []).is_refused


def test_a_half_translated_text_is_aligned_where_it_is_and_where_it_is_not() -> None:
    ours, theirs = sides()
    theirs[5:] = [each._replace(language="en") for each in ours[5:]]
    assert beads(aligned(ours, theirs)) == plain(len(PAIRS))


def test_an_extract_is_aligned_with_the_whole() -> None:
    ours, theirs = sides()
    found = aligned(ours * 5, theirs[4:7])
    assert not found.is_refused
    assert sum(1 for one, other in beads(found) if one and other) == 3


def test_what_people_laid_down_stands_and_the_rest_goes_around_it() -> None:
    ours, theirs = sides()
    found = aligned(ours, theirs, laid=[((2,), (6,)), ((6,), ())])
    laid = {(bead.one, bead.other): bead for bead in found.beads if bead.is_laid_down}
    assert set(laid) == {((2,), (6,)), ((6,), ())}
    assert all(bead.likely == 1 for bead in laid.values())
    assert set(plain(len(PAIRS))) - {((2,), (2,)), ((6,), (6,))} <= set(beads(found))


def test_vectors_are_asked_for_only_where_the_way_is_in_doubt() -> None:
    ours, theirs = sides(PAIRS * 4)
    del theirs[17]
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        asked.extend(texts)
        return np.ones((len(texts), 4), np.float32) / 2

    found = align(ours, theirs, known=known_words(), embed=embed)
    assert ours[17].text in asked
    assert len(asked) < len(ours) + len(theirs)
    assert sorted(n for one, _ in beads(found) for n in one) == list(range(len(ours)))


@pytest.mark.parametrize("text", ["", " ", "\x00", "🎉" * 50, "1 2 3 4 5", "a" * 20_000, "….…" * 400])
def test_any_text_may_stand_on_a_side(text: str) -> None:
    ours, theirs = sides()
    ours.insert(2, Text(text, "und"))
    theirs.insert(5, Text(text, "en", Kind.TABLE))
    found = aligned(ours, theirs)
    assert len([n for one, _ in beads(found) for n in one]) == len(ours)


def test_bitexts_are_the_same_in_every_release() -> None:
    """Those kept in archives stand beside those made today: `MADE` is raised with whatever changes them."""
    ours, theirs = sides()
    theirs[6:8] = theirs[7], theirs[6]
    theirs[3], theirs[8] = (Text(each, "es") for each in UNRELATED[:2])
    found = aligned(ours, theirs)
    assert MADE == 3
    assert beads(found) == [*plain(6), ((6, 7), (6, 7)), *plain(len(PAIRS))[8:]]
    assert found.score == pytest.approx(0.86, abs=0.002)
    likely = [0.997, 0.997, 0.996, 0.822, 0.997, 0.961, 0.532, 0.549, 0.953, 0.993]
    assert [bead.likely for bead in found.beads] == pytest.approx(likely, abs=0.002)


def test_a_way_along_an_edge_is_as_good_where_a_wider_band_would_be_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Theirs begins with a hundred texts more, and numbers in the middle lead 33 texts astray."""
    monkeypatch.setattr(bands, "_MOST_CELLS", 30_000)
    lot, count, more, astray = random.Random(4), 300, 100, range(140, 180)
    names = ["".join(lot.choices("abcdefghijklmnop", k=8)).capitalize() for _ in range(900)]
    said = [" ".join(lot.choices(names, k=6)) for _ in range(count + more)]
    numbers = [1000 + (place - 33 if place in astray else place) for place in range(count)]
    ours = [Text(f"{said[place]} {1000 + place}", "en") for place in range(count)]
    theirs = [Text(each, "es") for each in said[count:]]
    theirs += [
        Text(said[place] if place in range(107, 140) else f"{said[place]} {numbers[place]}", "es")
        for place in range(count)
    ]
    found = align(ours, theirs)
    assert {((place,), (place + more,)) for place in range(count)} <= set(beads(found))
