"""The judge of marks sees what is wrong, and queries are drawn of every kind."""

from __future__ import annotations

import pytest

from archive import Document
from benchmarks.marks import judged, unmet
from benchmarks.typed.hostile import hostile
from benchmarks.typed.queries import KINDS, ordinary
from benchmarks.typed.seen import Seen
from index import Hit, parse
from index.tree import Carried, In, Rendering, Term
from tests.factories import make_version, passage

TEXT = "Regional innovation\nneeds cross-border roads; the region's roads, U.S. roads of 1,5 km."


def seen(query: str, text: str = TEXT) -> list[str]:
    tree = parse(query).tree
    assert tree is not None
    judge = Seen(text, "en")
    return [judge.words[at] for at in sorted(judge.expected(tree))]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("road", ["roads"] * 3),
        ("km's", ["km"]),
        ('"innovation needs"', ["innovation", "needs"]),
        ('"innovation roads"', []),
        ('"roads needs"~2', ["needs", "roads"]),
        ('"roads needs"~1', []),
        ("cross-border", ["cross", "border"]),
        ("crossborder", ["cross", "border"]),
        ("inn*", ["innovation"]),
        ("r?ads", ["roads"] * 3),
        ("innvoation~", ["innovation"]),
        ("road -rail lang:en", ["roads"] * 3),
    ],
)
def test_the_judge_sees_what_answers(query: str, words: list[str]) -> None:
    assert seen(query) == words


@pytest.mark.parametrize(
    ("spans", "faults"),
    [
        ([(9, 25)], []),
        ([(9, 19), (20, 25)], ["in pieces: innovation needs"]),
        ([(9, 19)], ["not marked: needs", "in pieces: innovation needs"]),
        ([(9, 25), (39, 44)], ["marked: roads"]),
        ([(9, 24)], ["cut: innovation\nneed"]),
    ],
)
def test_the_judge_tells_what_is_wrong_with_marks(spans, faults) -> None:
    tree = parse('"innovation needs"').tree
    assert tree is not None
    assert [each.partition(" in …")[0] for each in judged(tree, TEXT, "en", spans)] == faults


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("roads title:cooperación lang:es page:1..3 kind:paragraph", []),
        ("roads title:cooperaciones title:cooperacion", []),
        ("roads title:frontera", ["not met by its title: Cooperación regional"]),
        ("roads lang:en", ["not met: lang:en"]),
        ("roads kind:heading", ["not met: kind:heading"]),
        ("roads page:2..3", ["not met: page:2..3"]),
        ("roads page:2", ["not met: page:2"]),
    ],
)
def test_the_judge_tells_which_conditions_a_hit_does_not_meet(query: str, faults: list[str]) -> None:
    version = make_version("study", "es", title="Cooperación regional")
    document = Document(version.document_id, version.title, None)
    hit = Hit(passage("Los roads.", of=version), document, version, {}, 1.0, ())
    tree = parse(query).tree
    assert tree is not None
    assert list(unmet(query, tree, hit)) == faults


def test_a_title_answers_by_what_stands_for_a_word() -> None:
    version = make_version("study", "es", title="Cooperación regional")
    hit = Hit(passage(of=version), Document(version.document_id, version.title, None), version, {}, 1.0, ())
    rendering = Rendering("cooperación", ("cooper",), 1.0)
    word = Term("partnership", "en")
    assert list(unmet("title:partnership", In("title", Carried(word, "es", (rendering,))), hit)) == []
    assert list(unmet("title:partnership", In("title", word), hit)) != []


def test_a_field_that_the_judge_does_not_know_is_an_error_and_not_a_pass() -> None:
    version = make_version()
    hit = Hit(passage(of=version), Document(version.document_id, version.title, None), version, {}, 1.0, ())
    with pytest.raises(KeyError, match="section"):
        list(unmet("regional section:roads", Term("regional"), hit))


def test_queries_of_every_kind_are_drawn_of_what_is_held() -> None:
    version = make_version("study", "es")
    text = "La cooperación transfronteriza y los sistemas socio-económicos regionales necesitan innovación."
    made = ordinary([(version, [passage(text, of=version)])], 1, titles=False)
    assert {each.kind for each in made} == KINDS.keys() - {"title"}
    assert made == ordinary([(version, [passage(text, of=version)])], 1, titles=False)


def test_hostile_queries_are_read_and_most_remarked_on() -> None:
    read = [parse(each.text) for each in hostile()]
    assert sum(bool(each.remarks) for each in read) > len(read) / 2


def test_the_judge_knows_the_language_that_was_typed_and_the_numbers_of_notes() -> None:
    english, spanish = Seen("Sources² of France.", "en"), Seen("Sources y sourcing de francés.", "es")
    assert english.expected(Term("source", "en")) == {0}
    assert english.expected(Term("frances", "es")) == set()
    assert spanish.expected(Term("source", "en")) == set()
    assert spanish.expected(Term("sources", "en")) == {0}
