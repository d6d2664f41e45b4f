"""Passages that nothing on the other side says are listed where a reader should look at them."""

from __future__ import annotations

from dataclasses import replace

from archive import Alignment, Passage
from archive.bitext import Side
from archive.model import Kind
from ingest.disagreement import Missing, find_missing, is_worth_listing
from tests.factories import make_version, passage

ENGLISH, SPANISH = make_version(), make_version(language="es")
SENTENCE = "The orchard was given to the school in the year of the flood."
ORACION = "La huerta se entregó a la escuela en el año de la inundación."


def made(text: str, *, kind: Kind = Kind.PARAGRAPH, language: str = "en", ordinal: int = 0) -> Passage:
    return replace(
        passage(text, of=SPANISH if language == "es" else ENGLISH, ordinal=ordinal), kind=kind, language=language
    )


def beside(ours: list[Passage], theirs: list[Passage]) -> Alignment:
    return Alignment(tuple(each.id for each in ours), tuple(each.id for each in theirs), 0.9)


def test_a_paragraph_that_stands_beside_nothing_is_missing() -> None:
    english, spanish = made(SENTENCE), made(ORACION, language="es")
    found = find_missing([beside([english], []), beside([], [spanish])], [english], [spanish], "en", "es")
    assert found == (Missing(Side.FROM, english.id), Missing(Side.TO, spanish.id))


def test_what_stands_beside_something_is_not_missing() -> None:
    english, spanish = made(SENTENCE), made(ORACION, language="es")
    assert find_missing([beside([english], [spanish])], [english], [spanish], "en", "es") == ()


def test_a_passage_taken_in_with_its_neighbour_is_missing_too() -> None:
    """What is aligned two to one may be one to one, and one more."""
    english = [
        made("The school received the orchard in 1925, the year of the inundation, by the acts."),
        made("Nobody knows who planted pears there before.", ordinal=1),
    ]
    spanish = made(
        "La escuela recibió la huerta en 1925, el año de la inundación, según las actas.", language="es"
    )
    others = made(SENTENCE * 5, ordinal=2), made(ORACION * 5, language="es", ordinal=1)
    alignments = [beside(english, [spanish]), beside([others[0]], [others[1]])]
    found = find_missing(alignments, [*english, others[0]], [spanish, others[1]], "en", "es")
    assert found == (Missing(Side.FROM, english[1].id),)


def test_a_paragraph_that_is_two_in_the_other_language_is_not_missing() -> None:
    english = made("The commission visited the region in 1925. It inspected forty agricultural schools there.")
    spanish = [
        made("La comisión visitó la región en 1925.", language="es"),
        made("Inspeccionó allí cuarenta escuelas agrícolas.", language="es", ordinal=1),
    ]
    assert find_missing([beside([english], spanish)], [english], spanish, "en", "es") == ()


def test_ids_that_are_no_longer_held_are_passed_over() -> None:
    assert find_missing([Alignment(("gone",), (), 0.9)], [], [], "en", "es") == ()


def test_what_a_reader_need_not_look_at_is_not_listed() -> None:
    assert is_worth_listing(made(SENTENCE), "en")
    assert is_worth_listing(made(f"a) {SENTENCE}", kind=Kind.LIST_ITEM), "en")
    assert not is_worth_listing(made(SENTENCE, kind=Kind.HEADING), "en")
    assert not is_worth_listing(made("Waste, land use and energy"), "en")
    assert not is_worth_listing(made(ORACION, language="es"), "en")
    assert not is_worth_listing(
        made('for (i = 0; i < 12; i++) { printf("%d\\n", a[i] * 100); if (b) return x; }'), "en"
    )
    assert not is_worth_listing(made("First steps that you should take before the rest … 12"), "en")


def test_lines_that_stand_several_times_are_not_listed() -> None:
    english = [made(SENTENCE), replace(made(SENTENCE, ordinal=1), id="again")]
    assert find_missing([beside([each], []) for each in english], english, [], "en", "es") == ()


def test_a_paragraph_that_its_neighbour_says_too_is_not_missing() -> None:
    """It is cut off from it in one language alone."""
    english = made("The commission visited the region. It inspected forty agricultural schools there again.")
    others = made("La comisión visitó la región.", language="es"), made(ORACION, language="es", ordinal=2)
    again = made("Inspeccionó allí otra vez cuarenta escuelas agrícolas.", language="es", ordinal=1)
    alignments = [beside([english], [others[0]]), beside([], [again]), beside([], [others[1]])]
    found = find_missing(alignments, [english], [others[0], again, others[1]], "en", "es")
    assert found == (Missing(Side.TO, others[1].id),)
