"""Spanish words are found in all their forms, and others are not."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold, forms, normalise, stem, tokens
from index.analysis.spanish_apart import own_stem
from index.analysis.spanish_plurals import singular
from index.analysis.spanish_pronouns import without_pronouns
from index.analysis.tokens import MAX_WORD_LENGTH

WORDS = st.text(alphabet="abcdeilmnorstuáéíóúñ", min_size=1, max_size=14)


def finds(query: str, text: str) -> bool:
    return stem(text, "es") in forms(query, "es")


@pytest.mark.parametrize(
    ("singular_form", "plural_form"),
    [
        ("región", "regiones"),
        ("razón", "razones"),
        ("imagen", "imágenes"),
        ("joven", "jóvenes"),
        ("orden", "órdenes"),
        ("régimen", "regímenes"),
        ("almacén", "almacenes"),
        ("lugar", "lugares"),
        ("estándar", "estándares"),
        ("carácter", "caracteres"),
        ("árbol", "árboles"),
        ("configurable", "configurables"),
        ("país", "países"),
        ("interés", "intereses"),
        ("inglés", "ingleses"),
        ("capitán", "capitanes"),
        ("raíz", "raíces"),
        ("vez", "veces"),
        ("índice", "índices"),
        ("gobierno", "gobiernos"),
        ("moderno", "modernos"),
        ("último", "últimos"),
        ("máximo", "máximos"),
        ("préstamo", "préstamos"),
        ("organismo", "organismos"),
        ("mecanismo", "mecanismos"),
        ("línea", "líneas"),
        ("energía", "energías"),
        ("día", "días"),
        ("eje", "ejes"),
        ("arte", "artes"),
        ("pyme", "pymes"),
        ("menú", "menús"),
        ("comité", "comités"),
        ("ciudad", "ciudades"),
        ("podrá", "podrán"),
        ("está", "están"),
        ("podría", "podrían"),
    ],
)
def test_singular_and_plural_find_each_other_with_accents_and_without(
    singular_form: str, plural_form: str
) -> None:
    spellings = {singular_form, plural_form, fold(singular_form), fold(plural_form)}
    missed = [(query, text) for query, text in product(spellings, repeat=2) if not finds(query, text)]
    assert not missed


@pytest.mark.parametrize("word", ["habíamos", "hablábamos", "tendremos", "permitimos"])
def test_a_verb_in_mos_is_no_plural(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize("word", ["más", "los", "mes", "crisis", "análisis", "además", "francés", "dios"])
def test_what_ends_in_s_without_being_a_plural_is_left_alone(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize(
    ("with_pronouns", "verb"),
    [
        ("hacerlo", "hacer"),
        ("decirle", "decir"),
        ("darles", "dar"),
        ("verla", "ver"),
        ("irse", "ir"),
        ("mantenerse", "mantener"),
        ("ayudarnos", "ayudar"),
        ("decirte", "decir"),
        ("dárselo", "dar"),
        ("darselo", "dar"),
        ("explicármelo", "explicar"),
        ("oírlo", "oir"),
        ("haciéndolo", "haciendo"),
        ("haciendolo", "haciendo"),
        ("encontrándose", "encontrando"),
        ("dámelo", "dar"),
        ("damelo", "dar"),
        ("dile", "decir"),
        ("hazlo", "hacer"),
        ("véase", "ver"),
        ("véanse", "ver"),
        ("asegúrese", "asegure"),
        ("instálelo", "instale"),
        ("supóngase", "suponer"),
        ("aplíquese", "aplicar"),
        ("utilícelo", "utilizar"),
        ("tradúzcase", "traducir"),
        ("prepárate", "prepara"),
        ("descártelos", "descarte"),
        ("atreverse", "atrever"),
    ],
)
def test_a_verb_is_found_without_the_pronouns_behind_it(with_pronouns: str, verb: str) -> None:
    assert without_pronouns(with_pronouns) == verb


@pytest.mark.parametrize("word", ["asegurese", "vease", "haganse", "apliquese"])
def test_an_imperative_with_se_is_found_by_its_verb_without_its_accent_too(word: str) -> None:
    verb = {"asegurese": "asegurar", "vease": "ver", "haganse": "hacer", "apliquese": "aplicar"}[word]
    assert stem(verb, "es") in forms(word, "es")


@pytest.mark.parametrize(
    "word",
    [
        "perla",
        "charla",
        "carlos",
        "gobiernos",
        "internos",
        "parte",
        "fuerte",
        "firme",
        "informe",
        "converse",
        "universe",
        "diverse",
        "reverse",
        "carteles",
        "límite",
        "satélite",
        "escándalo",
        "título",
        "artículo",
        "cárceles",
        "túneles",
        "intérprete",
        "órganos",
        "escuela",
        "modelo",
        "cuando",
        "paralelo",
        "vehículos",
    ],
)
def test_nouns_that_end_as_a_verb_with_a_pronoun_are_left_alone(word: str) -> None:
    assert without_pronouns(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("artículo", "articulación"),
        ("público", "publicación"),
        ("género", "generar"),
        ("cómo", "comando"),
        ("más", "masa"),
        ("común", "comunicación"),
        ("constitución", "constituye"),
        ("sede", "sed"),
        ("partido", "parte"),
        ("mesa", "mes"),
        ("cargo", "carga"),
        ("planes", "plano"),
        ("derecha", "derechos"),
        ("costa", "costos"),
        ("autor", "autoridad"),
    ],
)
def test_other_words_of_one_stem_are_kept_apart_typed_without_accents_too(one: str, other: str) -> None:
    assert not finds(one, other)
    assert not finds(other, one)
    assert not finds(fold(one), other)


@pytest.mark.parametrize(
    "word",
    [
        "área",
        "artículo",
        "cámara",
        "cargo",
        "círculo",
        "cooperativa",
        "fórmula",
        "género",
        "guía",
        "índice",
        "informe",
        "negocio",
        "numeroso",
        "órgano",
        "parte",
        "partido",
        "período",
        "presente",
        "público",
        "pública",
        "restaurante",
        "sede",
        "serie",
        "sólido",
        "término",
        "título",
        "válido",
    ],
)
def test_a_noun_that_is_kept_apart_is_found_in_its_plural_and_without_its_accent(word: str) -> None:
    spellings = {word, fold(word), f"{word}s", fold(f"{word}s")}
    assert own_stem(fold(word)) == own_stem(word) is not None
    assert all(finds(query, text) for query, text in product(spellings, repeat=2))


@pytest.mark.parametrize("word", ["autor", "autoridad", "plan", "unidad", "universidad"])
def test_a_noun_that_is_kept_apart_and_ends_in_a_consonant_is_found_in_its_plural(word: str) -> None:
    assert finds(word, f"{word}es")
    assert finds(f"{word}es", word)


@given(WORDS)
def test_a_word_is_found_by_itself_typed_with_its_accents_or_without(word: str) -> None:
    assert not stem(word, "es") or finds(word, word)
    assert not stem(word, "es") or finds(word, fold(word))


@given(WORDS)
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(WORDS)
def test_no_word_is_stripped_to_nothing(word: str) -> None:
    assert singular(word)
    assert without_pronouns(word)


def letters(text: str) -> str:
    return "".join(sign for sign in normalise(text) if sign.isalnum())


written = st.lists(
    st.sampled_from(["EE. UU.", "1 234,5", "Cross-border", "l’eau", "dámelo", "3,14", "U.S.", "12 %"])
)


@given(written.map(" y ".join) | st.text(max_size=MAX_WORD_LENGTH))
def test_what_stands_between_the_offsets_has_the_letters_of_the_word(text: str) -> None:
    for token in tokens(text):
        assert letters(text[token.start : token.end]) == letters(token.word)


@pytest.mark.parametrize("word", ["parado", "parar", "pared", "París", "par"])
def test_a_function_word_is_of_no_other_word(word: str) -> None:
    assert stem("para", "es") != stem(word, "es")
    assert forms("para", "es").isdisjoint({stem(word, "es")})


@pytest.mark.parametrize("word", ["sí", "él", "mí", "tú", "sé", "dé", "cómo", "qué"])
def test_a_word_that_its_accent_tells_from_a_function_word_is_found_without_it(word: str) -> None:
    assert finds(fold(word), word)
