"""What readers type, and what is understood."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import (
    And,
    Every,
    Fuzzy,
    Has,
    In,
    Near,
    Node,
    Not,
    Or,
    Pages,
    Parsed,
    Phrase,
    Term,
    Wildcard,
    loosened,
    parse,
)
from index.tree import Some, in_headings, is_condition

A, B, C = Term("k"), Term("b"), Term("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Innovation", Term("innovation")),
        ("k b", And((A, B))),
        ("k k b", And((A, B))),
        ("k AND b", And((A, B), strict=True)),
        ("k OR b", Or((A, B))),
        ("k b OR c", Or((And((A, B)), C))),
        ("k (b OR c)", And((A, Or((B, C))))),
        ("k (b c)", And((A, B, C))),
        ("k NOT b", And((A, Not(B)))),
        ("k -b", And((A, Not(B)))),
        ("k AND NOT b", And((A, Not(B)), strict=True)),
        ("NOT NOT k", A),
        ('-"k b" c', And((Not(Phrase(("k", "b"))), C))),
        ("-(k b) c", And((Not(And((A, B))), C))),
        ("k - b", And((A, B))),
        ('"Cross-border Region"', Phrase(("cross", "border", "region"))),
        ("«k b»", Phrase(("k", "b"))),
        ("“k”", Phrase(("k",))),
        ('"k b"~5', Near(("k", "b"), 5)),
        ('"k k"~5', Phrase(("k", "k"))),
        ('"" k', A),
        ("cooperaci*", Wildcard("cooperaci*")),
        ("Cooperació*", Wildcard("cooperacio*")),
        ("*ción", Wildcard("*cion")),
        ("b?rder", Wildcard("b?rder")),
        ("k**b", Wildcard("k*b")),
        ("inovation~", Fuzzy("inovation", 2)),
        ("roda~", Fuzzy("roda", 1)),
        ("inovation~1", Fuzzy("inovation", 1)),
        ("inovation~9", Fuzzy("inovation", 2)),
        ("roads~0", Term("roads")),
        ("of~", Term("of")),
        ("cross-border", Term("cross-border")),
        ("company's", Term("company's")),
        ("EE. UU.", Term("eeuu")),
        ("eeuu*", Wildcard("eeuu*")),
        ("1 234,5", Term("1 234,5")),
        ("k 30 000 b", And((A, Term("30 000"), B))),
        ("2013/2014", And((Term("2013"), Term("2014")))),
        ('"30 000 EE. UU."', Phrase(("30", "000", "eeuu"))),
        ("and/or", And((Term("and"), Term("or")))),
        ("coope\u00adraci\u0301on", Term("cooperacíon")),
    ],
)
def test_sound_syntax_is_understood(text: str, tree: Node) -> None:
    assert replace(parse(text), said=()) == Parsed(text, tree)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what is innovation?", "innovation"),
        ("¿qué es?", "qué es"),
        ("10:30", "10 30"),
        ("https://example.org/x", "https example org x"),
        ("title: roads", "title roads"),
        ("k/b: c?", "k b c"),
        ("k & b", "k b"),
    ],
)
def test_what_only_looks_like_syntax_is_text(text: str, words: str) -> None:
    assert parse(text).tree == _plain(words)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("state of the art, of the state", "state of the art of the state"),
        ("lang:en the cross-border road*", "the cross-border road*"),
        ("the roads AND rails", ""),
        ('the "main road"', ""),
        ("the road -rail", ""),
    ],
)
def test_words_are_kept_as_they_were_typed(text: str, said: str) -> None:
    """Those that only link, too; not where signs among them ask for something else."""
    assert " ".join(each.word if isinstance(each, Term) else each.pattern for each in parse(text).said) == said


@pytest.mark.parametrize("text", ["", "   ", "???", "—", '""', "-", "*", "()", "NOT", "title:()"])
def test_a_text_without_words_asks_for_nothing(text: str) -> None:
    assert parse(text).tree is None


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("lang:es", {"language": {"es"}}),
        ("idioma:Español", {"language": {"es"}}),
        ("lang:en,es", {"language": {"en", "es"}}),
        ("lang:en lang:es", {"language": {"en", "es"}}),
        ("document:a-study", {"document": {"a-study"}}),
        ('documento:"a study"', {"document": {"a study"}}),
        ("kind:List-item", {"kind": {"list_item"}}),
        ("tipo:párrafo,tabla", {"kind": {"paragraph", "table"}}),
        ("lang:und", {"language": {"und"}}),
        ("date:2014", {"year": {"2014"}}),
        ("fecha:2014-05", {"year": {"2014"}}),
        ("año:2013..2015", {"year": {"2013", "2014", "2015"}}),
        ("date:2013–2014", {"year": {"2013", "2014"}}),
    ],
)
def test_facets_are_collected_as_filters(text: str, filters: dict[str, set[str]]) -> None:
    parsed = parse(text)
    assert parsed.tree == Every()
    assert {facet: set(values) for facet, values in parsed.filters.items()} == filters
    assert parse(f"roads {text}").tree == Term("roads")


def test_a_facet_under_or_and_not_stays_in_the_tree() -> None:
    spanish = Has("language", frozenset({"es"}))
    assert parse("roads OR lang:es") == Parsed("roads OR lang:es", Or((Term("roads"), spanish)))
    assert parse("roads -lang:es").tree == And((Term("roads"), Not(spanish)))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("title:roads", In("title", Term("roads"))),
        ("Título:(k OR b)", In("title", Or((A, B)))),
        ('section:"a b"', In("section", Phrase(("a", "b")))),
        ("section:-k", In("section", Not(A))),
        ("page:3", Pages(3, 3)),
        ("page:10..", Pages(10, 999_999)),
        ("page:..10", Pages(1, 10)),
        ("página:3-5", Pages(3, 5)),
    ],
)
def test_fields_narrow_where_words_are_sought(text: str, tree: Node) -> None:
    assert parse(text).tree == tree


class TestLoosened:
    def test_some_of_the_words_are_asked_for_and_conditions_kept(self) -> None:
        assert loosened(And((A, B))) == Some((A, B))
        condition = Not(C)
        assert loosened(And((A, B, condition))) == And((Some((A, B)), condition), strict=True)

    @pytest.mark.parametrize("tree", [A, Or((A, B)), And((A, B), strict=True), And((A, Not(B)))])
    def test_a_single_word_and_what_the_reader_joined_are_left(self, tree: Node) -> None:
        assert loosened(tree) is None

    def test_headings_are_asked_for_each_word_and_conditions_kept(self) -> None:
        asked = in_headings(And((A, Not(B))))
        assert asked == And((Or((In("title", A), In("section", A))), Not(B)), strict=True)
        assert in_headings(Not(A)) is None

    def test_a_condition_is_a_tree_that_only_narrows(self) -> None:
        assert is_condition(And((Not(A), Pages(1, 2))))
        assert not is_condition(Or((Not(A), B)))


@given(st.text())
def test_any_text_is_parsed(text: str) -> None:
    assert parse(text).text == text


@given(st.lists(st.sampled_from(["a", "AND", "OR", "NOT", "-", "(", ")", '"', "~2", "*", "title:", "lang:", " "])))
def test_any_mixture_of_signs_is_parsed(pieces: list[str]) -> None:
    parsed = parse("".join(pieces))
    assert parsed.tree is not None or not parsed.filters


def _plain(words: str) -> Node:
    terms = tuple(Term(word) for word in words.split())
    return And(terms) if len(terms) > 1 else terms[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("derecho a la educación", "derecho educación"),
        ("how to finance the committee", "finance committee"),
        ("the of", "the of"),
        ("el UN y la paz", "un paz"),
        ("EL COMITÉ DE LA ONU", "comité onu"),
        ("do you know if we also mend our roads", "know mend roads"),
        ("si tú también quieres nuestro puerto", "quieres puerto"),
        ("roads but not lakes", "roads not lakes"),
    ],
)
def test_function_words_are_not_insisted_on_beside_words_that_say_something(text: str, words: str) -> None:
    assert parse(text).tree == _plain(words)


def test_function_words_count_in_phrases_and_where_they_are_asked_for() -> None:
    assert parse('"state of the art"').tree == Phrase(("state", "of", "the", "art"))
    assert parse("roads AND the").tree == And((Term("roads"), Term("the")), strict=True)
