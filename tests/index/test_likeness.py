"""Passages like a text: those that share the words by which it differs from others."""

from __future__ import annotations

import pytest

from archive import Archive
from index import Across, SearchEngine, drain
from index.crosslingual import Lexicon, LexiconEntry, Translation
from index.crosslingual.lexicon import line_of
from index.likeness import MOST_WORDS, Alike, find_like, telling_words
from tests.factories import make_version, store_version

FISHING = "The fishing boats of the harbour leave before dawn with their nets."
NIGHT = "Before dawn the boats leave, and the nets come back at night."
ROADS = "The roads of the region are mended in summer."
BARCOS = "Los barcos salen del puerto con las redes."


@pytest.fixture
def full(archive: Archive, engine: SearchEngine) -> Archive:
    """Give an archive of boats, nets and roads, in two languages."""
    store_version(archive, make_version("fishing"), [[FISHING, ROADS]])
    store_version(archive, make_version("night"), [[NIGHT, "The region has roads."]])
    store_version(archive, make_version("barcos", "es"), [[BARCOS, "Las carreteras de la región."]])
    drain(archive, engine)
    return archive


def entry(english: str, stem: str, spanish: str, spanish_stem: str) -> bytes:
    said = Translation(spanish, "es", (spanish_stem,), 0.9, 5, is_written_down=True)
    return line_of(LexiconEntry(english, "en", (stem,), 5, (said,)))


LEXICON = Lexicon(
    b"".join(
        [
            entry("boats", "boat", "barcos", "barc"),
            entry("harbour", "harbour", "puerto", "puert"),
            entry("nets", "net", "redes", "red"),
        ]
    )
)


def found(alike: Alike) -> dict[str, list[str]]:
    return {language: [each.hit.passage.text for each in shared] for language, shared in alike.found.items()}


def test_what_shares_the_telling_words_is_alike(full: Archive, engine: SearchEngine) -> None:
    fishing = next(each for each in full.passages.of_version(own(full, "fishing")) if each.text == FISHING)
    alike = find_like(full, engine, FISHING, "en", without={fishing.id})
    assert alike.words == ("boats", "leave", "dawn", "nets")
    assert found(alike) == {"en": [NIGHT]}
    assert alike.found["en"][0].words == alike.words


def test_it_is_found_in_the_other_language_too(full: Archive, engine: SearchEngine) -> None:
    """By what stands for its words there, and told after what is in its own."""
    alike = find_like(full, engine, "Boats with nets.", "en", across=Across(LEXICON))
    assert list(alike.found) == ["en", "es"]
    assert found(alike)["es"] == [BARCOS]


def test_a_word_that_no_other_passage_has_tells_nothing(full: Archive, engine: SearchEngine) -> None:
    assert telling_words(engine, "A zqx of boats, nets and harbour.", "en") == ("boats", "nets")
    assert find_like(full, engine, "zqx boats", "en") == Alike(("boats",), {})
    assert find_like(full, engine, "", "en") == Alike((), {})


def test_a_word_that_holds_sentences_together_tells_nothing(full: Archive, engine: SearchEngine) -> None:
    """However few passages have it: what is known of the language says so, and not its rarity."""
    said = "You know, however, that boats leave."
    dicho = "También ustedes, sin embargo, según los barcos, salen."
    store_version(full, make_version("letter"), [[said, f"{said} Again."]])
    store_version(full, make_version("carta", "es"), [[dicho, f"{dicho} Otra vez."]])
    drain(full, engine)
    assert telling_words(engine, said, "en") == ("know", "boats", "leave")
    assert telling_words(engine, dicho, "es") == ("embargo", "barcos", "salen")


def test_one_word_in_common_is_an_accident(full: Archive, engine: SearchEngine) -> None:
    alike = find_like(full, engine, "The roads and the boats and the nets.", "en")
    assert all(len(each.words) > 1 for each in alike.found["en"])
    assert "The region has roads." not in found(alike)["en"]


def test_a_document_does_not_fill_the_list(full: Archive, engine: SearchEngine) -> None:
    texts = [f"Boats and nets, number {number}." for number in range(9)]
    store_version(full, make_version("list"), [[*texts, "Boats and nets again."]])
    store_version(full, make_version("copy"), [["Boats and nets again."]])
    drain(full, engine)
    shared = find_like(full, engine, "Boats and nets.", "en").found["en"]
    documents = [each.hit.document.id for each in shared]
    assert documents.count("list") == 3
    assert len({each.hit.passage.text for each in shared}) == len(shared)


def test_of_a_long_passage_the_rarest_words_are_taken(full: Archive, engine: SearchEngine) -> None:
    words = [f"word{chr(97 + number)}" for number in range(20)]
    store_version(full, make_version("list"), [[" ".join(words), " ".join(words), "worda " * 3]])
    drain(full, engine)
    told = telling_words(engine, " ".join(words), "en")
    assert len(told) == MOST_WORDS
    assert "worda" not in told


def own(archive: Archive, document: str) -> str:
    version = archive.catalogue.find_current(document, "en")
    assert version is not None
    return version.id
