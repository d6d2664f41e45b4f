"""What was meant by words that hardly stand in the archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import SearchEngine, as_spelt, parse, spellings
from index.crosslingual import written_down
from index.engine import Search
from tests.index.makers import put


@pytest.fixture
def filled(engine: SearchEngine) -> SearchEngine:
    english = ["The regional government spends on innovation.", "Government and roads.", "The lake and its roads."]
    spanish = ["La innovación regional.", "El gobierno de España y la innovación.", "La nación entera."]
    engine.apply([put("v1", *english), put("v2", *spanish, language="es")])
    return engine


def counting(engine: SearchEngine) -> Callable[[str], int]:
    def count(said: str) -> int:
        tree = parse(said).tree
        return engine.search(Search(tree)).total if tree else 0

    return count


def meant(engine: SearchEngine, text: str) -> list[tuple[str, str, int]]:
    """Give what may be meant, its language, and how many passages it finds."""
    return [(each.text, each.language, each.total) for each in spellings(engine, text, counting(engine))]


def test_a_slip_is_mended(filled: SearchEngine) -> None:
    """A letter left out, doubled, replaced, swapped."""
    for slip in ("goverment", "governnment", "govermment", "govenrment"):
        assert meant(filled, slip) == [("government", "en", 2)]


def test_each_language_may_mean_something(filled: SearchEngine) -> None:
    """Accents make no difference to how near a word is."""
    assert meant(filled, "innovasion") == [("innovación", "es", 2), ("innovation", "en", 1)]


def test_what_stands_together_with_the_other_words_is_meant(filled: SearchEngine) -> None:
    assert meant(filled, "goverment inovation") == [("government innovation", "en", 1)]


def test_no_second_guess_mixes_languages(filled: SearchEngine) -> None:
    assert meant(filled, "goverment inovasion") == [("government innovation", "en", 1)]


def test_a_tilde_that_was_not_typed_is_put(filled: SearchEngine) -> None:
    """ñ is a letter of its own: espana does not find España."""
    assert meant(filled, "espana") == [("españa", "es", 1)]


def test_a_tilde_left_out_is_no_slip_and_comes_first(engine: SearchEngine) -> None:
    """Many keyboards have no ñ: “nino” is niño, though other words are as near, and stand far more often."""
    engine.apply(
        [put("v1", *["Nine and ten."] * 20), put("v2", *["Sino la cámara electoral, no."] * 20, language="es")]
    )
    engine.apply([put("v3", "El niño.", "Cada año.", "La campaña electoral.", language="es")])
    for typed, said in (("nino", "niño"), ("ano", "año"), ("campana electoral", "campaña electoral")):
        assert meant(engine, typed) == [(said, "es", 1)]


def test_a_tilde_left_out_comes_first_though_no_passage_has_all_the_words(engine: SearchEngine) -> None:
    engine.apply([put("v1", "La campaña.", "La cámara electoral.", language="es")])
    assert meant(engine, "campana electoral") == [("campaña electoral", "es", 0)]


def test_a_word_that_stands_far_more_often_with_a_tilde_is_doubted(engine: SearchEngine) -> None:
    bells = [f"La campana {at}." for at in range(4)]
    engine.apply([put("v1", *bells, *(f"La campaña {at}." for at in range(40)), language="es")])
    assert meant(engine, "campana") == [("campaña", "es", 40)]
    assert meant(engine, "campaña") == []


def test_quoted_words_get_the_accents_that_the_texts_have(filled: SearchEngine) -> None:
    """As written means with its accents."""
    assert meant(filled, '"innovacion regional"')[0] == ('"innovación regional"', "es", 1)


def test_a_phrase_is_spelt_as_most_passages_have_it(engine: SearchEngine) -> None:
    """Together: “publica” stands more often than “pública”, but not after “salud”."""
    often = ["El cambio climático."] * 3 + ["La salud pública."] * 2 + ["Se publica la lista."] * 5
    engine.apply([put("v1", *often, "El cambio climatico.", language="es")])
    for typed in ("cambio climatico", "Cambio climático"):
        assert as_spelt(engine, f'"{typed}"', counting(engine)) == f'"{typed[:6]} climático"'
    assert as_spelt(engine, '"salud publica"', counting(engine)) == '"salud pública"'
    assert as_spelt(engine, '"salud zzzq"', counting(engine)) == '"salud zzzq"'


def test_a_word_that_stands_there_is_not_doubted(filled: SearchEngine) -> None:
    """Nor one whose forms do."""
    assert meant(filled, "roads") == []
    assert meant(filled, "governments") == []
    assert meant(filled, "nación") == []


def test_a_rare_word_is_doubted_where_another_is_far_more_frequent(engine: SearchEngine) -> None:
    engine.apply([put("v1", "Goverment.", *(f"Government number {at}." for at in range(60)))])
    assert meant(engine, "goverment") == [("government", "en", 60)]
    assert meant(engine, "government") == []


def test_a_word_that_a_lexicon_knows_is_not_doubted(filled: SearchEngine) -> None:
    assert spellings(filled, "lago", lambda _: 0) == ()  # lake and lago are two letters apart, and it is short
    known = next(word for word in ("governance", "gobernanza") if written_down().find(word, "en"))
    assert spellings(filled, known, lambda _: 1, written_down()) == ()


@pytest.mark.parametrize("text", ["", "...", "2015", "zzzzqqqq", "title:goverment", "-goverment roads", "gov*"])
def test_what_is_no_word_of_the_text_means_nothing_else(filled: SearchEngine, text: str) -> None:
    assert meant(filled, text) == []


def test_a_long_search_costs_no_more_than_a_few_words(
    filled: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    words_like = filled.words_like
    monkeypatch.setattr(
        filled, "words_like", lambda word, changes: asked.append(word) or words_like(word, changes)
    )
    meant(filled, " ".join(["goverment", "regionel", "inovation", "lakke", "roadds"] * 10))
    assert len(asked) == 3


def test_words_that_are_like_none_cost_no_more_either(
    filled: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(filled, "words_like", lambda word, _changes: asked.append(word) or ())
    assert meant(filled, " ".join(f"zq{letter}xwvk" for letter in "abcdefghij")) == []
    assert len(asked) == 3


def test_of_a_long_search_fewer_spellings_are_tried(filled: SearchEngine) -> None:
    counted: list[str] = []
    long = "inovasion regionel " + " ".join(f"road{at}" for at in range(60))
    spellings(filled, long, lambda said: counted.append(said) or 0)
    assert len(counted) == 1
