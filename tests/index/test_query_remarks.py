"""What is to be known of how a query was read: nothing is left out or taken for something else in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import MAX_REMARKS, And, In, Node, Or, Parsed, Phrase, Term, Wildcard, parse
from index.remarks import About, Remark
from index.shortening import MAX_WORDS

K, B = Term("k"), Term("b")

PIECES = [
    *(f"word{number}" for number in range(40)),
    *("(", ")", '"', "OR", "NOT", "-", "title:", "the", "...", "wor*", "a-b-c", "a,b,c", '"a-b c d"', '"x y"~3'),
    *("1 234", 'document:"a b"', "reg\u0456onal", "\u200e", "x" * 60),
]


def abouts(parsed: Parsed) -> list[About]:
    return [each.about for each in parsed.remarks]


@pytest.mark.parametrize(
    ("text", "tree", "about"),
    [
        ("(k b", And((K, B)), About.PARENTHESIS_ALONE),
        ("k OR (b", Or((K, B)), About.PARENTHESIS_ALONE),
        ("k) b", And((K, B)), About.PARENTHESIS_ALONE),
        ("k b)", And((K, B)), About.PARENTHESIS_ALONE),
        ("title:(k", In("title", K), About.PARENTHESIS_ALONE),
        ('"k b', And((K, B)), About.QUOTATION_ALONE),
        ('5" b', And((Term("5"), B)), About.QUOTATION_ALONE),
        ('"k b" OR "b', Or((Phrase(("k", "b")), B)), About.QUOTATION_ALONE),
        ("k AND", K, About.OPERATOR_ALONE),
        ("OR k", K, About.OPERATOR_ALONE),
        ("k OR OR b", Or((K, B)), About.OPERATOR_ALONE),
        ("k AND AND b", And((K, B), strict=True), About.OPERATOR_ALONE),
        ("k NOT", K, About.OPERATOR_ALONE),
        ("title:section:k", In("section", K), About.FIELD_ALONE),
        ("title: k", And((Term("title"), K)), About.FIELD_ALONE),
        ("k title:", And((K, Term("title"))), About.FIELD_ALONE),
        ("budget:k", And((Term("budget"), K)), About.UNKNOWN_FIELD),
        ('k budget:"b b"', And((K, Term("budget"), Phrase(("b", "b")))), About.UNKNOWN_FIELD),
        ('lang:"" k', And((Term("lang"), K)), About.UNKNOWN_VALUE),
        ("lang:(k)", And((Term("lang"), K)), About.UNKNOWN_VALUE),
        ("*k", K, About.WIDE_PATTERN),
        ("k* b", And((K, B)), About.WIDE_PATTERN),
        ("*k*", K, About.WIDE_PATTERN),
        ("* k", K, About.WIDE_PATTERN),
        ("?????? k", K, About.WIDE_PATTERN),
        ('"k b*"', Phrase(("k", "b")), About.QUOTED_PATTERN),
        ("k\x00\x1b b\u202e", And((K, B)), About.INVISIBLE),
    ],
)
def test_what_makes_no_sense_is_left_out_or_read_as_words_and_said_so(text: str, tree: Node, about: About) -> None:
    """The rest keeps its meaning."""
    parsed = parse(text)
    assert (parsed.tree, abouts(parsed)) == (tree, [about])


@pytest.mark.parametrize(
    "typed",
    [
        "page:x",
        "page:5..3",
        "page:-",
        "date:14",
        "date:hoy",
        "date:2016..2014",
        "date:..",
        "lang:quechua",
        "kind:xyz",
        "tipo:cambio",
    ],
)
def test_a_field_that_cannot_have_what_it_is_asked_for_is_read_as_words(typed: str) -> None:
    parsed = parse(f"roads {typed}")
    assert parsed.remarks == (Remark(About.UNKNOWN_VALUE, typed),)
    assert not parsed.filters
    assert isinstance(parsed.tree, And)


@pytest.mark.parametrize(
    "text",
    ["10:30", "https://example.org/x", "what is this?", "¿qué?", "k - b", '"what is this?"', "NOT NOT k", "() k"],
)
def test_what_is_text_or_sound_is_not_remarked_on(text: str) -> None:
    assert parse(text).remarks == ()


def test_a_month_is_read_as_its_year() -> None:
    assert parse("date:2013-05").remarks == (Remark(About.WHOLE_YEAR, "date:2013-05", "2013"),)


@pytest.mark.parametrize(
    ("text", "first", "last"), [("date:2013..", "2013", "2999"), ("date:..2016", "1000", "2016")]
)
def test_an_end_of_the_years_may_be_left_open(text: str, first: str, last: str) -> None:
    years = parse(text).filters["year"]
    assert (min(years), max(years)) == (first, last)


def test_letters_that_look_like_latin_ones_are_read_as_these() -> None:
    """Who pastes "reg\u0456onal" or types with another keyboard sees no difference."""
    parsed = parse("reg\u0456onal \u0441ooperaci\u00f3n")
    assert parsed.tree == And((Term("regional"), Term("cooperación")))
    assert parsed.remarks[0] == Remark(About.OTHER_ALPHABET, "reg\u0456onal", "regional")


@pytest.mark.parametrize("text", ["\u043c\u0438\u0440", "\u03b1-helix", "\u03bcm", "\u0436urnal"])
def test_words_that_are_written_in_another_alphabet_stay(text: str) -> None:
    assert parse(text).remarks == ()


def test_patterns_after_the_first_few_are_words() -> None:
    parsed = parse(" ".join(f"word{number}*" for number in range(7)))
    assert isinstance(parsed.tree, And)
    assert [type(each) for each in parsed.tree.children] == [Wildcard] * 5 + [Term] * 2
    assert parsed.remarks == (Remark(About.MANY_PATTERNS, taken=5),)


@pytest.mark.parametrize("depth", [31, 1400, 2000])
def test_parentheses_that_lie_too_deep_are_left_out(depth: int) -> None:
    parsed = parse("(" * depth + "k" + ")" * depth)
    assert parsed.tree == K
    assert About.TOO_DEEP in abouts(parsed)


def test_thirty_parentheses_are_understood() -> None:
    assert parse("(" * 30 + "k" + ")" * 30) == Parsed("(" * 30 + "k" + ")" * 30, K)


class TestShortening:
    def test_the_first_words_of_a_pasted_page_are_kept(self) -> None:
        parsed = parse(" ".join(f"word{number}" for number in range(200)))
        assert isinstance(parsed.tree, And)
        assert len(parsed.tree.children) == MAX_WORDS
        assert abouts(parsed) == [About.SHORTENED]

    @pytest.mark.parametrize("text", ["roads " * 10_000, "roads OR (rails ) " * 300, '"roads ' * 500])
    def test_what_lacks_its_end_is_not_blamed_for_it(self, text: str) -> None:
        assert abouts(parse(text)) == [About.SHORTENED]

    def test_a_long_quotation_is_cut(self) -> None:
        assert parse(f'"{"a b " * 80}" c').tree == Phrase(("a", "b") * (MAX_WORDS // 2))

    def test_no_word_is_cut_in_two(self) -> None:
        assert parse("k " + "x" * 2_990 + " innovation").tree == And((K, Term("x" * 100)))

    def test_what_was_read_is_given_and_says_that_there_was_more(self) -> None:
        parsed = parse(" ".join(f"word{number}" for number in range(200)))
        assert parsed.text == " ".join(f"word{number}" for number in range(100)) + " …"
        assert parse(parsed.text) == parsed

    def test_what_a_reader_ends_with_dots_is_not_short_of_anything(self) -> None:
        assert parse("roads and rails …").remarks == ()

    @given(st.lists(st.sampled_from(PIECES), min_size=90, max_size=260))
    def test_what_was_read_is_read_so_again(self, typed: list[str]) -> None:
        parsed = parse(" ".join(typed))
        again = parse(parsed.text)
        assert replace(again, remarks=()) == replace(parsed, remarks=())

    def test_words_that_are_not_read_tell_nothing_of_names_or_of_the_language(self) -> None:
        read = "it " + "roads " * (MAX_WORDS - 1)
        assert parse(f"{read} IT de la que los las").tree == parse(read).tree


def test_bytes_that_are_no_text_part_words_and_can_be_written() -> None:
    """A terminal that is set to another encoding hands them on so."""
    parsed = parse("k\udce9 b")
    assert parsed.tree == And((K, B))
    assert parsed.text.encode() == b"k\xef\xbf\xbd b"


@given(
    st.lists(
        st.sampled_from(["a", "AND", "OR", "NOT", "-", "(", ")", '"', "~2", "*", "title:", "lang:", "x:", " "])
    )
)
def test_there_are_few_remarks_each_once(pieces: list[str]) -> None:
    remarks = parse("".join(pieces)).remarks
    assert len(set(remarks)) == len(remarks) <= MAX_REMARKS
