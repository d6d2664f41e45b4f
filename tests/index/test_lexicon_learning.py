"""Words and terms are learned from sentences that say the same."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.crosslingual import AlignedText, Example, Learned, Lexicon, chosen, learn_lexicon, links, numbered
from index.crosslingual.choosing import score_of
from index.crosslingual.learning import is_translated
from index.crosslingual.lexicon import line_of
from index.crosslingual.linking_words import LINKING_WORDS
from tests.index.bilingual import dictionary, sentences

PLACE = Example(("english", "e"), ("spanish", "s"))


def learned_only(learned: Learned) -> Lexicon:
    """Give what was learned without the glossary."""
    return Lexicon(b"".join(sorted(map(line_of, chosen(learned.candidates, ())))))


def first(lexicon: Lexicon, text: str, language: str) -> str | None:
    entry = lexicon.find(text, language)
    return entry.translations[0].text if entry else None


def texts(*pairs: tuple[str, str], times: int = 6) -> list[AlignedText]:
    return [AlignedText(english, spanish, PLACE) for english, spanish in pairs] * times


@settings(max_examples=8, deadline=None)
@given(size=st.integers(20, 50), seed=st.integers(0, 10_000))
def test_a_dictionary_is_found_again_in_both_directions(size: int, seed: int) -> None:
    """Though the order of the words says nothing, and a tenth of them is translated otherwise."""
    pairs = dictionary(size)
    lexicon = learned_only(learn_lexicon(sentences(pairs, 20 * size, seed, noise=0.1)))
    right = [first(lexicon, one, "en") == other and first(lexicon, other, "es") == one for one, other in pairs]
    assert sum(right) >= 0.95 * size


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), noise=st.floats(0.0, 0.9))
def test_scores_are_shares_and_the_best_comes_first(seed: int, noise: float) -> None:
    for entry in learned_only(learn_lexicon(sentences(dictionary(30), 100, seed, noise=noise))):
        scores = [each.score for each in entry.translations]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
        assert all(each.together <= entry.seen for each in entry.translations)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_linking_words_stand_for_nothing(seed: int) -> None:
    for entry in learned_only(learn_lexicon(sentences(dictionary(30), 100, seed))):
        words = {entry.text, *(each.text for each in entry.translations)}
        assert not words & (LINKING_WORDS["en"] | LINKING_WORDS["es"])


def test_a_translation_by_chance_is_less_sure() -> None:
    """What is seen more often is surer, and so is what the texts make likelier."""
    assert score_of(0.9, 50) > score_of(0.9, 5) > score_of(0.9, 2) > score_of(0.2, 2)


TERMS = texts(
    ("Climate change harms the coast.", "El cambio climático daña la costa."),
    ("The coast changes.", "La costa cambia."),
    ("We adapt to climate change, and report.", "Nos adaptamos al cambio climático e informamos."),
    ("The rule of law protects.", "El estado de derecho protege."),
    ("The law changes.", "El derecho cambia."),
    ("Report on the rule of law.", "Informe sobre el estado de derecho."),
)


@pytest.mark.parametrize(
    ("term", "language", "expected"),
    [
        ("climate change", "en", "cambio climático"),
        ("cambio climatico", "es", "climate change"),
        ("Climate Changes", "en", "cambio climático"),
        ("rule of law", "en", "estado de derecho"),
        ("estado derecho", "es", "rule of law"),
    ],
)
def test_terms_of_two_words_are_learned(term: str, language: str, expected: str) -> None:
    assert first(learned_only(learn_lexicon(TERMS)), term, language) == expected


def test_no_term_goes_across_a_comma() -> None:
    lexicon = learned_only(learn_lexicon(texts(("A big coast, harbour.", "Una gran costa, puerto."), times=9)))
    assert lexicon.find("coast harbour", "en") is None


def test_a_word_has_the_term_that_stands_for_it() -> None:
    """And not each word of that term for itself."""
    said = (
        ("Open the database now.", "Abra la base de datos ahora."),
        ("The base holds.", "La base aguanta."),
        ("Data are kept.", "Los datos se guardan."),
        ("A database crashed.", "Una base de datos falló."),
        ("Copy data.", "Copie datos."),
        ("The base is metal.", "La base es de metal."),
        ("Open it now.", "Ábralo ahora."),
        ("It crashed.", "Falló."),
        ("This database is full.", "Esta base de datos está llena."),
        ("The base is full.", "La base está llena."),
    )
    entry = learned_only(learn_lexicon(texts(*said))).find("database", "en")
    assert entry
    assert entry.translations[0].text == "base de datos"
    assert not {"base", "datos"} & {each.text for each in entry.translations}


def test_words_are_shown_as_they_stand_beside_their_translation() -> None:
    """“parte” and “partido” have one stem."""
    said = [
        *texts(("The party won.", "El partido ganó."), ("A party lost.", "Un partido perdió."), times=4),
        *texts(
            ("The party met.", "El partido se reunió."), ("He won.", "Ganó."), ("She lost.", "Perdió."), times=4
        ),
        *texts(("One part broke.", "Una parte se rompió."), ("This part stays.", "Esta parte queda."), times=2),
        *texts(("It broke.", "Se rompió."), ("He stays.", "Él queda."), ("A part.", "Una parte."), times=3),
    ]
    lexicon = learned_only(learn_lexicon(said))
    assert (first(lexicon, "part", "en"), first(lexicon, "party", "en")) == ("parte", "partido")


@pytest.mark.parametrize(
    ("english", "spanish", "is_kept"),
    [
        ("The package is in the archive.", "El paquete está en el archivo.", True),
        ("The package is in the archive.", "The package is in the archive.", False),
        ("El paquete está en el archivo.", "El paquete está en el archivo.", False),
        ("sudo apt-get install foo", "sudo apt-get install foo", False),
        ("Linux kernel", "Núcleo Linux", False),
        ("Annex", "Anexo", True),
        ("", "", False),
    ],
)
def test_what_was_left_untranslated_teaches_nothing(english: str, spanish: str, is_kept: bool) -> None:
    assert is_translated(english, spanish) == is_kept


def test_nothing_is_learned_from_nothing() -> None:
    assert learn_lexicon([]) == Learned([], 0, 0)
    assert learn_lexicon([AlignedText("One.", "Uno.", PLACE)]).candidates == []


def test_what_is_counted_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for a twentieth of the links, frequent words are learned all the same."""
    pairs = dictionary(300)
    said = sentences(pairs, 2_000, 1, length=10)
    monkeypatch.setattr(links, "MOST_LINKS", 4_000)
    monkeypatch.setattr(links, "_BLOCK", 20_000)
    lexicon = learned_only(learn_lexicon(said))
    frequent = pairs[:40]
    assert sum(first(lexicon, one, "en") == other for one, other in frequent) >= 38


def test_memory_does_not_grow_with_the_square_of_a_page() -> None:
    """A page without paragraphs counts with its first words."""
    page = " ".join(f"word{number}" for number in range(10_000))
    tracemalloc.start()
    learn_lexicon([AlignedText(page + " the", page.replace("word", "voz") + " los", PLACE)] * 10)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000
    assert numbered.MOST_WORDS < 100
