"""A query is carried over into the other language, visibly, and only as far as the reader wants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Alignment, Archive, Bitext, Verdict
from index.asked_query import Across
from index.crosslingual import Expansion, Lexicon, LexiconEntry, Translation, carry, written_down
from index.crosslingual.asked_language import asked_languages
from index.crosslingual.lexicon import line_of
from index.engine import SearchEngine, Sort
from index.finding import count_whole, find, trees_of
from index.hits import MatchKind
from index.indexer import drain
from index.marks import Reading
from index.query import parse
from index.tree import Carried, Node, Phrase, Term, Wildcard
from tests.factories import make_version, store_version
from tests.pairs import HARBOUR, store_pair

ACROSS = Across(written_down())


def said(query: str, without: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    tree = parse(query).tree
    assert tree is not None
    found = carry(tree, query, written_down(), without).expansions
    return [(each.said, each.text, each.language) for each in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("innovation", ("innovation", "innovación", "es")),
        ("innovacion", ("innovacion", "innovation", "en")),
        ("letter of intent", ("letter intent", "carta de intenciones", "es")),
        ("¿Qué dice la carta de intención?", ("carta intención", "letter of intent", "en")),
        ("title:innovation", ("innovation", "innovación", "es")),
    ],
)
def test_words_and_terms_are_carried_over(query: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(query)


@pytest.mark.parametrize(
    "query", ["-innovation", '"innovation"', "innovat*", "innovation~", "lang:es", "Ugarte 2013"]
)
def test_what_is_meant_as_written_is_not_carried_over(query: str) -> None:
    assert said(query) == []


def test_what_the_reader_does_not_want_is_left_out() -> None:
    everything = said("innovation")
    assert said("innovation", ("INNOVACION",)) == [each for each in everything if each[1] != "innovación"]


def test_a_word_of_which_nothing_is_left_stays_as_it_was_typed() -> None:
    tree = Term("innovation")
    everything = tuple(each[1] for each in said("innovation"))
    assert carry(tree, "innovation", written_down(), everything).tree == tree


def test_shares_of_what_stands_for_a_word_add_up_to_one() -> None:
    tree = carry(Term("advance"), "the advance", written_down()).tree
    assert isinstance(tree, Carried)
    assert sum(each.share for each in tree.renderings) == pytest.approx(1)


def test_a_rendering_that_is_hardly_likely_counts_as_little_though_it_stands_alone() -> None:
    unlikely = Translation("vela", "es", ("vel",), 0.4, 2, is_written_down=False)
    lexicon = Lexicon(line_of(LexiconEntry("candle", "en", ("candl",), 3, (unlikely,))))
    tree = carry(Term("candle"), "the candle", lexicon).tree
    assert isinstance(tree, Carried)
    assert [each.share for each in tree.renderings] == [0.4]


def test_what_stands_for_another_word_of_the_same_stem_is_not_put_beside_a_word() -> None:
    """Disability is none of what is done to a setting; “disabled” is a form of both."""
    assert [each[1] for each in said("disability")] == ["discapacidad"]
    assert {"con discapacidad", "desactivar"} <= {each[1] for each in said("disabled")}


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("elecciones", "choice"),
        ("candidatos", "applicant"),
        ("derechos humanos", "straight"),
        ("los derechos", "right-wing"),
        ("the statement", "sentencia"),
        ("the plan", "plano"),
        ("political parties", "fiesta"),
        ("the felon", "grave"),
    ],
)
def test_words_of_the_field_are_carried_as_the_field_uses_them(query: str, wrong: str) -> None:
    told = [each[1] for each in said(query)]
    assert told
    assert wrong not in told


def test_a_term_goes_before_its_words() -> None:
    told = said("climate change policy")
    assert told[0] == ("climate change", "cambio climático", "es")
    assert {each[0] for each in told} == {"climate change", "policy"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("the regional plan", ("en",)),
        ("el plan regional", ("es",)),
        ("año", ("es",)),
        ("education", ("en",)),
        ("regional", ("en", "es")),
    ],
)
def test_the_language_of_a_query_is_told_by_words_of_one_language_alone(
    query: str, expected: tuple[str, ...]
) -> None:
    found = asked_languages(query, [word for word in query.split() if len(word) > 3], written_down())
    assert set(found) == set(expected)


@pytest.mark.parametrize("node", [Phrase(("innovation",)), Wildcard("innovat*")])
def test_a_tree_without_plain_words_is_given_back(node: Node) -> None:
    assert carry(node, "innovation", written_down()).tree is node


@pytest.fixture
def full(archive: Archive, engine: SearchEngine) -> Archive:
    english, spanish = make_version("letter", "en"), make_version("letter", "es")
    store_version(archive, english, [["They sign a letter of intent.", "The intent of a letter."]])
    store_version(
        archive, spanish, [["Firman una carta de intención.", "Una carta larga, y muy otra la intención."]]
    )
    drain(archive, engine)
    return archive


def test_a_hit_in_the_other_language_says_so_and_marks_what_stands_there(
    full: Archive, engine: SearchEngine
) -> None:
    found = find(full, engine, "letter of intent", across=ACROSS)
    told = {hit.passage.text: hit for hit in found.hits}
    spanish = told["Firman una carta de intención."]
    marked = [spanish.passage.text[start:end] for start, end in spanish.spans]
    assert (spanish.match, spanish.lacking, marked) == (MatchKind.TRANSLATION, (), ["carta", "intención"])
    assert {hit.match for hit in found.hits if hit.passage.language == "en"} == {MatchKind.DIRECT}
    assert Expansion("letter intent", "carta de intenciones", "es") in found.expansions


def test_without_the_other_language_only_the_words_typed_are_found(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, "letter of intent")
    assert {hit.passage.language for hit in found.hits} == {"en"}
    assert found.expansions == ()


def test_what_is_aligned_with_a_passage_that_has_all_words_is_a_translation_that_lacks_none(
    archive: Archive, engine: SearchEngine
) -> None:
    pair = store_pair(archive)
    drain(archive, engine)
    words = " ".join(HARBOUR.split()[:4]).rstrip(".")
    across = replace(ACROSS, aligned=archive.counterpart_pages)
    found = find(archive, engine, words, across=across)
    told = [(hit.passage.id, hit.match, hit.lacking) for hit in found.hits[: found.whole]]
    assert told == [(pair.ours[0], MatchKind.DIRECT, ()), (pair.theirs[0], MatchKind.TRANSLATION, ())]
    for narrowed in ({"language": frozenset({"es"})}, {"language": frozenset({"en"})}):
        assert find(archive, engine, words, across=across, filters=narrowed).whole == 1
    for sort in Sort:
        assert find(archive, engine, words, across=across, sort=sort).whole == 2
    assert count_whole(engine, words, filters={}, across=across) == 1
    for other in (None, ACROSS):
        alone = find(archive, engine, words, across=other)
        assert [hit.passage.id for hit in alone.hits[: alone.whole]] == [pair.ours[0]]
    as_written = find(archive, engine, f'"{words}"', across=across)
    assert [hit.passage.id for hit in as_written.hits] == [pair.ours[0]]


def test_who_takes_out_all_that_stands_for_the_words_is_given_no_translation(
    archive: Archive, engine: SearchEngine
) -> None:
    english = store_version(archive, make_version("valley"), [["Cooperation of the valley."]])
    spanish = store_version(archive, make_version("valley", "es"), [["Lo que el valle hace en común."]])
    ours, theirs = (archive.passages.of_version(each.id)[0].id for each in (english, spanish))
    bitext = Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.9, 1)
    archive.bitexts.put(bitext, [Alignment((ours,), (theirs,), 0.95)])
    drain(archive, engine)
    across = replace(ACROSS, aligned=archive.counterpart_pages)
    found = find(archive, engine, "cooperation", across=across)
    assert [hit.passage.id for hit in found.hits] == [ours, theirs]
    said, *others = (each.text for each in found.expansions)
    for without, expected in ([said], [ours, theirs] if others else [ours]), ([said, *others], [ours]):
        taken_out = replace(across, without=frozenset(without))
        assert [hit.passage.id for hit in find(archive, engine, "cooperation", across=taken_out).hits] == expected


def test_words_that_another_language_has_are_not_missing(full: Archive, engine: SearchEngine) -> None:
    assert find(full, engine, "firmar zzz", across=ACROSS).missing == ("zzz",)


def test_pages_are_marked_as_hits_are() -> None:
    strict, some = trees_of("letter of intent signed", ACROSS)
    reading = Reading("Una carta de intención.", "es")
    assert reading.marks(strict) is None
    assert reading.marks(some) == ((4, 9), (13, 22))
    assert Reading("Una carta.", "en").marks(some) is None
