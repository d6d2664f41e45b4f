"""Questions over an archive of real papers: which of its passages answer, wherever they stand."""

from __future__ import annotations

import pytest

from benchmarks.aligned.gold import Gold, keys_of
from benchmarks.sought import known_items as items
from benchmarks.sought.field import field_of
from benchmarks.sought.opened import Opened
from benchmarks.sought.pasaje import pasaje
from tests.factories import make_version, store_version

ENGLISH = (
    "Customs offices at every border crossing exchange electronic certificates so that lorries with perishable "
    "fruit need not wait while inspectors compare paper documents."
)
SPANISH = (
    "Las oficinas de aduana de cada paso fronterizo intercambian certificados electrónicos para que los camiones "
    "con fruta perecedera no esperen mientras los inspectores comparan documentos impresos."
)
LABEL = "Customs"


@pytest.fixture
def pair(archive):
    """Store a paper in two languages, and another that repeats a paragraph of it."""
    english = store_version(archive, make_version("paper", "en"), [[LABEL, ENGLISH, "Nothing more is said."]])
    spanish = store_version(archive, make_version("paper", "es"), [["Aduana", SPANISH, "No se dice nada más."]])
    store_version(archive, make_version("annex", "en"), [[ENGLISH]])
    return english, spanish


@pytest.fixture
def known(archive, pair, tmp_path, monkeypatch):
    """Give the known items of that pair, by the beads of all of its passages."""
    files = tuple(archive.originals.path(version.original_sha256) for version in pair)
    sides = [keys_of([each.text for each in archive.passages.of_version(version.id)]) for version in pair]
    beads = tuple(((one,), (other,)) for one, other in zip(*sides, strict=True))
    monkeypatch.setattr(items, "read_gold", lambda corpus: [Gold("paper", files, True, beads)])
    return items.known_items(field_of(archive), tmp_path)


def test_only_passages_that_say_something_are_asked_for(known):
    """A label and a short sentence are no memory; the paragraph is asked for in all four directions."""
    assert [each.direction for each in known.questions] == ["en->en", "en->es", "es->en", "es->es"]
    assert len({each.split for each in known.questions}) == 1


def test_words_typed_are_of_the_passage_that_is_remembered(known):
    by_direction = {each.direction: each for each in known.questions}
    assert set(by_direction["en->es"].text.split()) <= set(ENGLISH.lower().replace(".", "").split())
    assert set(by_direction["es->es"].text.split()) <= set(SPANISH.lower().replace(".", "").split())
    assert by_direction["en->en"].text == by_direction["en->es"].text


def test_a_passage_that_says_the_same_elsewhere_answers_too(known):
    """Who finds the same paragraph in an annex has found it."""
    texts = {each.id: each.text for each in known.texts}
    answers = {each.direction: [texts[one] for one in each.gains] for each in known.questions}
    assert answers == {"en->en": [ENGLISH] * 2, "es->en": [ENGLISH] * 2, "en->es": [SPANISH], "es->es": [SPANISH]}


def test_pasaje_names_passages_as_the_collection_does(archive, known):
    """Ids of passages lead to the texts that were judged."""
    rank = pasaje(Opened(known, archive, field_of(archive).names), None, None)
    question = next(each for each in known.questions if each.direction == "es->es")
    assert rank(question.text, "es") == list(question.gains)
