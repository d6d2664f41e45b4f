"""Numbers and dates agree however each language writes them, and a changed one does not."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.disagreement import DisagreementKind, Names, find_disagreements

SAME = [
    ("It cost 1,234.5 t.", "Costó 1.234,5 t."),
    ("It cost 1,234.5 t.", "Costó 1,234.5 t."),
    ("It cost 1234.5 t.", "Costó 1 234,5 t."),
    ("It cost 1,234.5 t.", "Costó 1\u202f234,5 t."),
    ("Some 40,117 people live there.", "Viven allí unas 40.117 personas."),
    ("Some 40,117 people live there.", "Viven allí unas 40,117 personas."),
    ("The share was 0.48 of it.", "La parte fue de 0,48."),
    ("It is 429 M ton of CO2-eq.", "Son 429 millones de toneladas de CO₂."),
    ("It is 429 M ton of CO2-eq.", "Son 429.437 Gg CO2 eq."),
    ("It was 25 MtCO2e.", "Fueron 25 millones de toneladas."),
    ("They planted two million trees.", "Plantaron dos millones de árboles."),
    ("They planted 2,000,000 trees.", "Plantaron dos millones de árboles."),
    ("It cost three billion euros.", "Costó tres mil millones de euros."),
    ("It cost USD 9,470 million.", "Costó USD 9,470 MM."),
    ("It cost US$ 1.5 million.", "Costó 1,5 millones de dólares."),
    ("It cost S/ 300.", "Costó 300 soles."),
    ("It cost USD300.", "Costó 300 USD."),
    ("It cost €12.50.", "Costó 12,50 euros."),
    ("There were two hundred and five women.", "Eran doscientas cinco mujeres."),
    ("There were thirty-one of them.", "Eran 31."),
    ("It grew by five percent.", "Creció un 5 por ciento."),
    ("It grew by 5%.", "Creció un 5 %."),
    ("Between 10 and 15% of them came.", "Vino entre el 10 % y el 15 % de ellos."),
    ("It is the second edition.", "Es la segunda edición."),
    ("It is the 2nd edition.", "Es la 2.ª edición."),
    ("It is the 2nd edition.", "Es la segunda edición."),
    ("It is of the XXI Century.", "Es del siglo XXI."),
    ("It is the VIIth plan.", "Es el VII plan."),
    ("7.10 To begin with the rest.", "7.10: Empezar por lo demás de todo esto."),
    ("It is of the 21st century.", "Es del siglo XXI."),
    ("It rose in the nineties.", "Subió en los 90."),
    ("It rose in the 1990s.", "Subió en los años 90."),
    ("It rose in the period 1960-2010.", "Subió en el periodo 1960 – 2010."),
    ("It was signed in May 2013.", "Se firmó en mayo de 2013."),
    ("It was signed on 3 May 2013.", "Se firmó el 3 de mayo del 2013."),
    ("It was signed on May 3rd, 2013.", "Se firmó el 3 de mayo de 2013."),
    ("It was signed on 1 September 2013.", "Se firmó el primero de setiembre de 2013."),
    ("It was signed on 2013-05-03.", "Se firmó el 3 de mayo de 2013."),
    ("It was signed on 5/3/2013.", "Se firmó el 3/5/2013."),
    ("Come at 3:30 p.m.", "Venga a las 15:30."),
    ("Come at 3 p.m.", "Venga a las 3 de la tarde."),
    ("It lasted two years.", "Duró 24 meses."),
    ("It is 12 km long.", "Mide doce kilómetros."),
    ("It has 300 hectares.", "Tiene 300 ha."),
    ("It is 1.5 °C warmer.", "Hace 1,5°C más."),
    ("Both of them signed.", "Firmaron los 2."),
    ("One of them and the other came.", "Vino un señor y otro."),
    ("Emissions of CO2 and CH4 fell.", "Bajaron las emisiones de dióxido de carbono y de metano."),
    ("See page 12 for the rest.", "El resto está en la página 14."),
    ("4.2 The rest follows.", "5.1 Sigue lo demás."),
    ("a) The rest follows.", "b) Sigue lo demás."),
    ("It is said elsewhere.¹²", "Se dice en otra parte."),
    ("Look at www.example.org/2013/04.", "Mire la página."),
    ("It was five miles away.", "Quedaba a 8 km."),
    ("It was six feet long.", "Medía dos metros."),
    ("They have 250 acres.", "Tienen 101 hectáreas."),
    ("It weighs 150 pounds.", "Pesa 68 kg."),
    ("It was 50 °F warm.", "Hacía 10 °C."),
    ("Half of them came.", "Vino el 50 % de ellos."),
    ("Half of them came.", "Vino la mitad."),
    ("A third of them came.", "Vino el 33,3 % de ellos."),
    ("Two thirds of the trees fell.", "Cayeron dos tercios de los árboles."),
    ("A fifth of the trees fell.", "Cayó la quinta parte de los árboles."),
    ("It took an hour and a half.", "Tardó 1,5 horas."),
    ("It was −5 °C then.", "Hacía -5 °C."),
    ("It was -5 °C then.", "Hacía 5 °C bajo cero."),
    ("It was 2–5 °C then.", "Hacía 2 – 5 °C."),
    ("It cost 1.13 billion dollars.", "Costó 1.130.39 millones de dólares."),
    ("The 1st argument is the root.", "El primer argumento es la raíz."),
    ("See chapters (V7,9,10) of it.", "Véanse los capítulos (V7, 9, 10)."),
    ("image\tI:1\t145 of them", "imagen I:1 145 de ellas"),
    ("It is of LaTeX 2ε today.", "Hoy es de LaTeX."),
    ("The package is libnova-0.12 today.", "El paquete es hoy libnova--0.12."),
    ("It is said here. 8 The note says more.", "Se dice aquí."),
    ("Version 3.16, 30 June 2006, of it", "Versión 3.16, junio 30 de 2006"),
    ("First steps … 8 7", "Primeros pasos … 8 8"),
    ("In 2013 it was much, and in 2013 it grew.", "En 2013 fue mucho, y entonces creció."),
]
"""English and Spanish that say the same."""

OTHER = [
    ("It cost 1,234.5 t.", "Costó 1.243,5 t.", DisagreementKind.AMOUNT, "1234.5 t", "1243.5 t"),
    ("It has 300 pages.", "Tiene 310 páginas.", DisagreementKind.NUMBER, "300", "310"),
    ("It has three parts.", "Tiene cuatro partes.", DisagreementKind.NUMBER, "3", "4"),
    ("It has three parts.", "Tiene 4 partes.", DisagreementKind.NUMBER, "3", "4"),
    ("It grew by 5%.", "Creció un 6 por ciento.", DisagreementKind.PERCENTAGE, "5 %", "6 %"),
    (
        "It cost USD 9,470 million.",
        "Costó USD 9,740 MM.",
        DisagreementKind.AMOUNT,
        "9470000000 USD",
        "9740000000 USD",
    ),
    ("It cost three billion euros.", "Costó tres billones de euros.", DisagreementKind.AMOUNT, None, None),
    ("It cost 300 euros.", "Costó 300 dólares.", DisagreementKind.AMOUNT, "300 EUR", "300 $"),
    ("It cost USD300.", "Costó USD310.", DisagreementKind.AMOUNT, "300 USD", "310 USD"),
    ("It cost S/300.", "Costó S/310.", DisagreementKind.AMOUNT, "300 PEN", "310 PEN"),
    ("US$2, US$3 and US$4.", "US$2, US$3 y US$5.", DisagreementKind.AMOUNT, "4 USD", "5 USD"),
    ("The total is: 12", "El total es: 13", DisagreementKind.NUMBER, "12", "13"),
    ("It needs version 1.2.3 of it.", "Necesita la versión 1.2.4.", DisagreementKind.NUMBER, "1.2.3", "1.2.4"),
    ("See crontab(5) for it.", "Véase crontab(7).", DisagreementKind.NUMBER, "5", "7"),
    ("It yields 20 MW.", "Produce 20 GW.", DisagreementKind.AMOUNT, "20 MW", "20 GW"),
    ("It was signed in 2013.", "Se firmó en 2014.", DisagreementKind.DATE, "2013", "2014"),
    ("It was signed in May 2013.", "Se firmó en junio de 2013.", DisagreementKind.DATE, "2013-05", "2013-06"),
    (
        "It was signed on 3 May 2013.",
        "Se firmó el 8 de mayo de 2013.",
        DisagreementKind.DATE,
        "2013-05-03",
        "2013-05-08",
    ),
    ("It ended in March.", "Terminó en abril.", DisagreementKind.DATE, "--03", "--04"),
    ("Come at 3:30 p.m.", "Venga a las 16:30.", DisagreementKind.TIME, "15:30", "16:30"),
    ("It was −5 °C then.", "Hacía 5 °C.", DisagreementKind.AMOUNT, "-5 °C", "5 °C"),
    ("It was five miles away.", "Quedaba a 9 km.", DisagreementKind.AMOUNT, "5 mile", "9 km"),
    (
        "Half of those who lived by the lake came to it.",
        "Vino el 40 % de quienes vivían junto al lago.",
        DisagreementKind.PERCENTAGE,
        None,
        "40 %",
    ),
    (
        "With x = 3, y < 5 and z > 7 it took 300 days in all.",
        "Con x = 3, y < 5 y z > 7 tardó 310 días en total.",
        DisagreementKind.NUMBER,
        "300 day",
        "310 day",
    ),
    ("See the text [13, section 8].", "Véase el texto [13, sección 7].", DisagreementKind.NUMBER, "8", "7"),
    ("(1) It ended on 1 May 2098.", "(1) Terminó el 1 de mayo de 2008.", DisagreementKind.DATE, None, None),
    ("Fell 21%\nin all", "Bajó 28%\nen todo 3%", DisagreementKind.PERCENTAGE, "21 %", "28 %"),
    ("$9 ninth (9th) one", "$5 noveno (9.º)", DisagreementKind.AMOUNT, "9 $", "5 $"),
    ("It is the second edition.", "Es la tercera edición.", DisagreementKind.NUMBER, "2", "3"),
    (
        "In Peru 1,200 people came by boat that year.",
        "En el Perú vino mucha gente en barco aquel año.",
        DisagreementKind.NUMBER,
        "1200",
        None,
    ),
]
"""English and Spanish of which one thing differs, with what is said of it; None: that is not asked."""


@pytest.mark.parametrize(("english", "spanish"), SAME)
def test_what_says_the_same_agrees(english: str, spanish: str) -> None:
    assert find_disagreements(english, spanish, "en", "es") == ()
    assert find_disagreements(spanish, english, "es", "en") == ()


@pytest.mark.parametrize(("english", "spanish", "kind", "one", "other"), OTHER)
def test_what_differs_is_told_in_one_writing(
    english: str, spanish: str, kind: DisagreementKind, one: str | None, other: str | None
) -> None:
    (found,) = find_disagreements(english, spanish, "en", "es")
    assert found.kind is kind
    if one is not None:
        assert (found.from_value, found.to_value) == (one, other)
    (mirrored,) = find_disagreements(spanish, english, "es", "en")
    assert (mirrored.from_value, mirrored.to_value) == (found.to_value, found.from_value)


def test_spans_are_of_what_differs() -> None:
    english, spanish = "It cost 1,234.5 t in 2013.", "En 2013 costó 1.243,5 t."
    (found,) = find_disagreements(english, spanish, "en", "es")
    assert found.from_span is not None
    assert found.to_span is not None
    assert english[slice(*found.from_span)] == "1,234.5 t"
    assert spanish[slice(*found.to_span)] == "1.243,5 t"


def test_two_numbers_that_changed_places_are_not_told() -> None:
    """Nothing is said of order: languages have different ones."""
    assert find_disagreements("From 15 to 30.", "De 30 a 15.", "en", "es") == ()


def test_a_number_put_for_another_that_stands_there_too_is_told() -> None:
    english, spanish = "It fell by 15% in Peru and by 30% in Chile.", "Bajó un 30% en el Perú y un 30% en Chile."
    (found,) = find_disagreements(english, spanish, "en", "es")
    assert (found.from_value, found.to_value) == ("15 %", "30 %")


def test_passages_that_share_no_number_are_not_compared() -> None:
    """So many differences are those of two texts that stand side by side by mistake."""
    english = "Of 12 regions 34 towns, 56 villages and 78 farms took part."
    assert find_disagreements(english, "De 13 pasaron a 35, a 57 y a 79.", "en", "es") == ()


def test_tables_of_contents_are_not_compared() -> None:
    english, spanish = "First steps … 12\nThe rest … 30", "Primeros pasos … 14\nLo demás … 33"
    assert find_disagreements(english, spanish, "en", "es") == ()


@pytest.mark.parametrize(
    "piece", ["a", "1", "1.", "mil ", "7 ", "$(", "a/", "x_", "• ", "Ana ", "USD", "…", "IX "]
)
def test_any_text_is_compared_in_a_moment(piece: str) -> None:
    """Passages have ten thousand characters at most."""
    text = piece * (10_000 // len(piece))
    started = process_time()
    find_disagreements(text, f"x {text}", "en", "es", Names.of([(text, text)]))
    assert process_time() - started < 5


NUMBERS = st.decimals(min_value=2, max_value=10**9, places=1, allow_nan=False) | st.integers(2, 10**9).map(Decimal)


def written(number: Decimal, *, group: str, point: str) -> str:
    return f"{number:,}".replace(",", "\0").replace(".", point).replace("\0", group)


ENGLISH = [{"group": ",", "point": "."}, {"group": "", "point": "."}]
SPANISH = [
    {"group": ".", "point": ","},
    {"group": "", "point": ","},
    {"group": " ", "point": ","},
    {"group": "\u202f", "point": ","},
    {"group": ",", "point": "."},
]


@given(NUMBERS, st.sampled_from(ENGLISH), st.sampled_from(SPANISH))
def test_a_number_agrees_with_itself_in_any_writing(
    number: Decimal, english: dict[str, str], spanish: dict[str, str]
) -> None:
    one, other = f"They have {written(number, **english)} trees.", f"Tienen {written(number, **spanish)} árboles."
    assert find_disagreements(one, other, "en", "es") == ()


@given(NUMBERS, st.sampled_from(ENGLISH), st.sampled_from(SPANISH[:4]), st.data())
def test_a_changed_digit_is_told(
    number: Decimal, english: dict[str, str], spanish: dict[str, str], data: st.DataObject
) -> None:
    digits = str(number)
    place = data.draw(st.sampled_from([at for at, sign in enumerate(digits) if sign != "."]))
    changed = Decimal(digits[:place] + data.draw(st.sampled_from("123456789")) + digits[place + 1 :])
    assume(changed != number)
    one, other = f"They have {written(number, **english)} trees.", f"Tienen {written(changed, **spanish)} árboles."
    (found,) = find_disagreements(one, other, "en", "es")
    assert Decimal(found.from_value or 0) == number
    assert Decimal(found.to_value or 0) == changed


@given(st.integers(2, 900), st.sampled_from([("miles", "km", "1.609344"), ("acres", "ha", "0.4046856")]))
def test_what_was_converted_and_rounded_agrees_and_a_tenth_more_does_not(
    number: int, units: tuple[str, str, str]
) -> None:
    """To three digits, as translators do."""
    ours, theirs, factor = units
    exact = number * Decimal(factor)
    for said, is_same in ((exact, True), (exact * Decimal("1.2"), False)):
        written = f"{said:.3g}" if said < 1000 else f"{said:.0f}"
        found = find_disagreements(f"It measures {number} {ours}.", f"Mide {written} {theirs}.", "en", "es")
        assert (found == ()) is is_same


@given(st.integers(1, 60), st.sampled_from("-−–"), st.sampled_from("-−–"))
def test_below_zero_is_below_zero_whatever_the_sign(degrees: int, one: str, other: str) -> None:
    english = f"It was {one}{degrees} °C then."
    assert find_disagreements(english, f"Hacía {other}{degrees} °C.", "en", "es") == ()
    assert find_disagreements(english, f"Hacía {degrees} °C bajo cero.", "en", "es") == ()
    assert len(find_disagreements(english, f"Hacía {degrees} °C.", "en", "es")) == 1


@given(st.text(max_size=80), st.text(max_size=80))
def test_spans_lie_within_their_texts(one: str, other: str) -> None:
    for found in find_disagreements(one, other, "en", "es"):
        for span, text in ((found.from_span, one), (found.to_span, other)):
            assert span is None or 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "repeated",
    [
        "a@",
        ".",
        "[",
        ". ",
        "1 ",
        "1.",
        "[1",
        "1\n",
        "$",
        "a=",
        "{",
        "1/2 ",
        "May 1 ",
        "+5",
        "\t1",
        "¹",
        "-",
        "half one third ",
    ],
)
def test_text_made_to_take_long_takes_no_long_time(repeated: str) -> None:
    """As long as the longest passage: somebody waits for the page, and others for the lock."""
    text = (repeated * 10_000)[:10_000]
    begun = process_time()
    find_disagreements(text, f"{text[:-1]}7", "en", "es")
    assert process_time() - begun < 3


def test_a_day_is_read_in_a_text_without_digits() -> None:
    found = find_disagreements("It was on 2 May.", "Fue el primero de mayo.", "en", "es")
    assert [(each.kind, each.from_value, each.to_value) for each in found] == [
        (DisagreementKind.DATE, "--05-02", "--05-01")
    ]
