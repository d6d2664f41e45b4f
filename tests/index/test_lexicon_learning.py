"""Words and terms are learned from sentences that say the same."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.crosslingual import AlignedText, Example, Learned, Lexicon, chosen, learn_lexicon, model_one, numbered
from index.crosslingual.choosing import score_of
from index.crosslingual.glossary import Entry as Written
from index.crosslingual.learning import Candidate, Unit, is_translated
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


DAYS = (
    ("The election, one day.", "Las elecciones, un día."),
    ("A day, not more, for the election.", "Un día, no más, para las elecciones."),
    ("An election: the day comes.", "Unas elecciones: llega el día."),
    ("Each day is long.", "Cada día es largo."),
)


def test_what_only_stands_beside_a_translation_is_none() -> None:
    """An election has its day wherever it is spoken of, and yet is none: the day has its own word."""
    lexicon = learned_only(learn_lexicon(texts(*DAYS)))
    election, day = lexicon.find("election", "en"), lexicon.find("día", "es")
    assert election
    assert day
    assert [each.text for each in election.translations] == ["elecciones"]
    assert [each.text for each in day.translations] == ["day"]


def test_what_is_written_down_leaves_nothing_to_what_stands_beside_it() -> None:
    """Never seen apart, either word may stand for either: the glossary knows which it is."""
    said = texts(("Absentee ballots from Hampshire.", "Votos ausentes de Hampshire."))
    known = [Written("absentee", ("ausente",))]
    lexicon = learned_only(learn_lexicon(said, known))
    (first_one,) = lexicon.find("absentee", "en").translations  # type: ignore[union-attr]
    assert (first_one.text, first_one.together) == ("ausentes", 6)
    names = [each for entry in lexicon for each in entry.translations if "ausentes" in (entry.text, each.text)]
    assert len(names) == 2


def test_what_is_hardly_likely_does_not_stand_beside_what_is_written_down() -> None:
    ours, theirs = Unit(("advic",), "advice", 5), Unit(("eeuu",), "eeuu", 2)
    seen = [Candidate(ours, theirs, 0.2, 2, 2, (PLACE,))]
    alone, beside = (
        Lexicon(b"".join(sorted(map(line_of, chosen(seen, written)))))
        for written in ((), [Written("advice", ("consejo",))])
    )
    assert (first(alone, "advice", "en"), first(beside, "advice", "en")) == ("eeuu", "consejo")
    assert len(beside.find("advice", "en").translations) == 1  # type: ignore[union-attr]


def test_what_is_written_down_of_a_whole_leaves_nothing_to_its_part() -> None:
    """A felony is a grave crime: “grave” alone is far more."""
    learned = Candidate(Unit(("felon",), "felony", 38), Unit(("grav",), "grave", 48), 0.9, 37, 37, (PLACE,))
    lexicon = Lexicon(b"".join(sorted(map(line_of, chosen([learned], [Written("felony", ("delito grave",))])))))
    entry = lexicon.find("felony", "en")
    assert entry
    assert [each.text for each in entry.translations] == ["delito grave"]


def test_words_are_shown_as_they_stand_beside_their_translation() -> None:
    """“secreto” and “secretaría” have one stem."""
    said = [
        *texts(
            ("The secretariat won.", "La secretaría ganó."),
            ("A secretariat lost.", "Una secretaría perdió."),
            times=4,
        ),
        *texts(
            ("The secretariat met.", "La secretaría se reunió."),
            ("He won.", "Ganó."),
            ("She lost.", "Perdió."),
            times=4,
        ),
        *texts(
            ("One secret broke.", "Un secreto se rompió."), ("This secret stays.", "Este secreto queda."), times=2
        ),
        *texts(("It broke.", "Se rompió."), ("He stays.", "Él queda."), ("A secret.", "Un secreto."), times=3),
    ]
    lexicon = learned_only(learn_lexicon(said))
    assert (first(lexicon, "secret", "en"), first(lexicon, "secretariat", "en")) == ("secreto", "secretaría")


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
    monkeypatch.setattr(model_one, "MOST_LINKS", 4_000)
    monkeypatch.setattr(model_one, "_BLOCK", 20_000)
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
