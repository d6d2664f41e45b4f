"""What speed is measured on: texts made more, queries drawn from them, and engines that answer the same."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from benchmarks.timed.asked import (
    CLASSES,
    COMMON,
    FILTERED,
    FUZZY,
    NEAR,
    PHRASE,
    PREFIX,
    TWO,
    WILDCARD,
    Asked,
    draw,
)
from benchmarks.timed.engine import terms_of
from benchmarks.timed.engines import ENGINES, engine_of, there
from benchmarks.timed.growing import Growing, heaps_of, keep, kept, words_of
from benchmarks.timed.indexing import measure
from benchmarks.timed.prepared import prepared
from index import PutVersion
from tests.index.makers import entry

ENGLISH = (
    "Customs offices at every border crossing exchange electronic certificates before lorries arrive.",
    "The regional committee published its strategy, and every ministry answered within months.",
    "Innovation programmes support small enterprises when universities share their laboratories.",
    "Inspectors compare paper documents with electronic certificates from another border crossing.",
    "Enterprises and universities answered the committee before the strategy was published.",
)
SPANISH = (
    "Las oficinas de aduana intercambian certificados electrónicos antes de que lleguen los camiones.",
    "El comité regional publicó la estrategia, y cada ministerio respondió en pocos meses.",
    "Los programas de innovación apoyan a pequeñas empresas cuando las universidades comparten laboratorios.",
    "Los inspectores comparan documentos impresos con certificados electrónicos de otra aduana.",
    "Las empresas y las universidades respondieron al comité antes de publicar la estrategia.",
)


def document(name, texts, language):
    entries = [
        entry(
            text, passage_id=f"{name}{at}", document_id=name, language=language, ordinal=at, title=f"Plan {name}"
        )
        for at, text in enumerate(texts)
    ]
    return PutVersion(name, tuple(entries))


DOCUMENTS = (document("en", ENGLISH, "en"), document("es", SPANISH, "es"))


def grown(count, seed=1, of=DOCUMENTS):
    growing = Growing(of, seed)
    return list(growing.documents(count)), growing.growth


def passages_of(documents):
    return [each for document in documents for each in document.entries]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Give an open index of 40 passages for each engine that is there, the last document added to the rest."""
    documents, _ = grown(40)
    searching = {}
    for name in there(list(ENGINES)):
        engine = engine_of(name, tmp_path_factory.mktemp("index"))
        engine.fill(documents[:-1])
        engine.add(documents[-1])
        searching[name] = engine.open()
    yield searching
    for each in searching.values():
        each.close()


def test_as_many_passages_are_made_as_are_wanted():
    documents, growth = grown(33)
    assert len(passages_of(documents)) == growth.passages == 33
    assert len({each.passage_id for each in passages_of(documents)}) == 33


def test_the_texts_come_first_as_they_are_and_then_with_other_words():
    texts = [each.text for each in passages_of(grown(40)[0])]
    assert texts[:10] == [*ENGLISH, *SPANISH]
    copies = [words_of(text) for text in texts[10:]]
    originals = [words_of(text) for text in (*ENGLISH, *SPANISH)] * 3
    changed = sum(
        a != b for own, was in zip(copies, originals, strict=True) for a, b in zip(own, was, strict=True)
    )
    assert 0.03 < changed / sum(map(len, copies)) < 0.2


def test_what_was_made_is_the_same_for_the_same_seed():
    assert grown(40) == grown(40)
    assert grown(40)[0] != grown(40, seed=2)[0]


def test_the_vocabulary_grows_as_heaps_law_says():
    """Ten times the text has the words that the law of the text foretells, within a few of a hundred."""
    lot = random.Random(1)
    words = ["".join(lot.choices("abcdefghij", k=6)) for _ in range(5_000)]
    weights = [rank**-1.4 for rank in range(1, len(words) + 1)]
    texts = [" ".join(lot.choices(words, weights, k=30)) for _ in range(200)]
    documents, growth = grown(2_000, of=[document("zipf", texts, "en")])
    distinct = len({word for each in passages_of(documents) for word in words_of(each.text)})
    assert growth.distinct == distinct
    assert distinct == pytest.approx(growth.law.distinct(growth.words), rel=0.05)


def test_heaps_law_is_read_off_a_text_that_follows_it():
    """Each text has one new word and repeats the nine first: distinct words grow as the words do."""
    texts = [" ".join([*"abcdefghi", f"new{'x' * number}"]) for number in range(400)]
    assert heaps_of(texts).power == pytest.approx(0.9, abs=0.12)


def test_too_few_words_tell_no_law():
    with pytest.raises(ValueError, match="give more files"):
        heaps_of(["Two words"])


def test_documents_are_kept_and_words_of_passages_counted(tmp_path):
    documents, _ = grown(15)
    counted = keep(documents, tmp_path / "texts")
    assert list(kept(tmp_path / "texts")) == documents
    assert counted["en", "border"] == sum("border" in each.text for each in passages_of(documents))


def test_every_class_is_asked_in_both_languages():
    documents, _ = grown(60)
    counted = Counter(
        (each.language, word) for each in passages_of(documents) for word in set(words_of(each.text))
    )
    asked = draw(passages_of(documents), counted, 3)
    assert Counter((each.kind, each.language) for each in asked) == {
        (kind, language): 3 for kind in CLASSES for language in ("en", "es")
    }
    assert asked == draw(passages_of(documents), counted, 3)


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        (Asked(TWO, "en", ("border", "crossing")), "border crossing"),
        (Asked("any of three", "en", ("a", "b", "c")), "a OR b OR c"),
        (Asked(PHRASE, "en", ("border", "crossing")), '"border crossing"'),
        (Asked(NEAR, "en", ("border", "crossing")), '"border crossing"~5'),
        (Asked(FUZZY, "en", ("bordir",)), "bordir~1"),
        (Asked(PREFIX, "en", (), "bord*"), "bord*"),
    ],
)
def test_a_query_is_typed_as_a_reader_types_it(asked, typed):
    assert asked.typed == typed


def test_words_with_signs_stay_one_word_for_every_engine():
    terms = terms_of(entry("El año 1,234.5 de la cooperación transfronteriza.", language="es"))
    assert terms.words == ["el", "año", "1_234_5", "de", "la", "cooperacion", "transfronteriza"]
    assert len(terms.stems) == len(terms.words)


@pytest.mark.parametrize(
    "asked",
    [
        Asked(COMMON, "en", ("certificates",)),
        Asked(COMMON, "es", ("oficinas",)),
        Asked(TWO, "en", ("universities", "laboratories")),
        Asked("any of three", "es", ("oficinas", "camiones", "ministerio")),
        Asked(PHRASE, "en", ("border", "crossing", "exchange")),
        Asked(NEAR, "en", ("enterprises", "universities")),
        Asked(PREFIX, "es", (), "universid*"),
        Asked(WILDCARD, "en", (), "cert*es"),
        Asked(FUZZY, "es", ("estratefia",)),
        Asked(FILTERED, "en", ("strategy",), "", "kind", "paragraph"),
    ],
    ids=lambda asked: f"{asked.kind} {asked.typed}",
)
def test_all_engines_find_the_same_number(opened, asked):
    """Or what they take would tell nothing beside each other; an engine that cannot do a class is not asked."""
    asks = {name: each.prepare(asked) for name, each in opened.items()}
    totals = {name: ask().total for name, ask in asks.items() if ask}
    assert len(set(totals.values())) == 1, totals
    assert totals["Pasaje"]


def test_an_engine_that_cannot_do_a_class_is_not_asked(opened):
    assert opened["FTS5"].prepare(Asked(WILDCARD, "en", (), "cert*es")) is None
    assert opened["FTS5"].prepare(Asked(FUZZY, "en", ("bordir",))) is None


def test_indexing_keeps_the_last_document_for_the_commit(tmp_path):
    made = prepared(DOCUMENTS, 40, tmp_path, seed=1, count=2)
    assert prepared(DOCUMENTS, 40, tmp_path, seed=1, count=2) == made
    indexed = measure("FTS5", made.texts, tmp_path)
    assert indexed.passages == 35
    assert indexed.passages_a_second > 0
    assert indexed.disk_megabytes > 0
    found = engine_of("FTS5", tmp_path).open().prepare(Asked(PREFIX, "en", (), "c*"))
    assert found
    assert found().total > 0
