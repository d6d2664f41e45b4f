"""What readers type, and what is understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import (
    MAX_WORDS,
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
from index.tree import in_headings, is_condition

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
        ("and/or", And((Term("and"), Term("or")))),
        ("coope\u00adraci\u0301on", Term("cooperacíon")),
    ],
)
def test_sound_syntax_is_understood(text: str, tree: Node) -> None:
    assert parse(text) == Parsed(text, tree)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what is innovation?", "innovation"),
        ("¿qué es?", "qué es"),
        ("10:30", "10 30"),
        ("https://example.org/x", "https example org x"),
        ("title: roads", "title roads"),
        ("* ** k", "k"),
        ("k & b", "k b"),
    ],
)
def test_what_only_looks_like_syntax_is_text(text: str, words: str) -> None:
    parsed = parse(text)
    assert (parsed.tree, parsed.broken) == (_plain(words), False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(k b", "k b"),
        ("k) b", "k b"),
        ("k b)", "k b"),
        ('"k b', "k b"),
        ('5" pipe', "5 pipe"),
        ("k AND", "k"),
        ("OR k", "k"),
        ("k OR OR b", "k b"),
        ("k NOT", "k"),
        ("() k", "k"),
        ("title:section:k", "title section k"),
        ("title:(k", "title k"),
        ('lang:"es', "lang"),
        ("page:x", "page x"),
        ("page:5..3", "page 5 3"),
        ("date:14", "date 14"),
        ("date:hoy", "date hoy"),
        ("date:2016..2014 k", "date 2016 2014 k"),
        ("lang:quechua", "lang quechua"),
        ("lang:fr,quechua", "lang fr quechua"),
        ("kind:xyz", "kind xyz"),
        ("tipo:cambio", "tipo cambio"),
        ('document:"" k', "document k"),
        ("*k", "k"),
        ("k* b", "k b"),
        (" ".join(f"word{number}*" for number in range(11)), " ".join(f"word{number}" for number in range(11))),
        ("(" * 1400 + "k" + ")" * 1400, "k"),
        ("(" * 2000 + "k" + ")" * 2000, ""),
    ],
)
def test_broken_syntax_is_searched_as_plain_words_and_said_so(text: str, words: str) -> None:
    parsed = parse(text)
    if words:
        assert parsed.tree == _plain(words)
    assert parsed.broken


@pytest.mark.parametrize("text", ["", "   ", "???", "—", '""', "-", "*"])
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
        ("página:3-5", Pages(3, 5)),
    ],
)
def test_fields_narrow_where_words_are_sought(text: str, tree: Node) -> None:
    assert parse(text).tree == tree


def test_a_pasted_page_is_shortened_and_said_so() -> None:
    parsed = parse(" ".join(f"word{number}" for number in range(200)))
    assert isinstance(parsed.tree, And)
    assert len(parsed.tree.children) == MAX_WORDS
    assert (parsed.broken, parsed.shortened) == (False, True)
    assert parse("roads " * 1000).shortened
    assert parse(f'"{"a b " * 80}"').shortened


def test_thirty_parentheses_are_understood() -> None:
    assert parse("(" * 30 + "k" + ")" * 30) == Parsed("(" * 30 + "k" + ")" * 30, A)


class TestLoosened:
    def test_some_of_the_words_are_asked_for_and_conditions_kept(self) -> None:
        assert loosened(And((A, B))) == Or((A, B))
        condition = Not(C)
        assert loosened(And((A, B, condition))) == And((Or((A, B)), condition), strict=True)

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
    ],
)
def test_function_words_are_not_insisted_on_beside_words_that_say_something(text: str, words: str) -> None:
    assert parse(text).tree == _plain(words)


def test_function_words_count_in_phrases_and_where_they_are_asked_for() -> None:
    assert parse('"state of the art"').tree == Phrase(("state", "of", "the", "art"))
    assert parse("roads AND the").tree == And((Term("roads"), Term("the")), strict=True)
