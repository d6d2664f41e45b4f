"""Words, offsets and stems."""

from __future__ import annotations

import time
import timeit
import tracemalloc
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold, forms, languages_of, normalise, placed_words, stem, tokens
from index.analysis.numbers import number
from index.analysis.tokens import MAX_WORD_LENGTH, _remembered


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


class TestTokens:
    def test_words_are_lower_case_keep_their_accents_and_say_where_they_stand(self) -> None:
        assert tokens("La Cooperación, y") == [
            ("la", 0, 2, 0),
            ("cooperación", 3, 14, 1),
            ("y", 16, 17, 2),
        ]

    def test_nothing_is_too_common_to_be_a_word(self) -> None:
        assert words("the state of the art") == ["the", "state", "of", "the", "art"]

    @pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011"])
    def test_a_compound_is_found_whole_and_in_parts(self, hyphen: str) -> None:
        text = f"cross{hyphen}border roads"
        assert [(token.word, token.position) for token in tokens(text)] == [
            ("cross-border", 0),
            ("cross", 0),
            ("border", 1),
            ("roads", 2),
        ]
        assert text[tokens(text)[0].start : tokens(text)[0].end] == f"cross{hyphen}border"

    def test_a_long_chain_of_hyphens_has_only_parts(self) -> None:
        assert words("1-2-3-4-5") == ["1", "2", "3", "4", "5"]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("company's", ["company's", "company"]),
            ("l’Hospitalet", ["l'hospitalet", "hospitalet"]),
            ("d'Arcy", ["d'arcy", "arcy"]),
            ("don't", ["don't"]),
            ("rock'n'roll", ["rock'n'roll"]),
            ("'quoted'", ["quoted"]),
        ],
    )
    def test_a_word_with_an_apostrophe_is_found_whole_and_without_its_elision(
        self, text: str, expected: list[str]
    ) -> None:
        assert words(text) == expected
        assert {token.position for token in tokens(text)} == {0}

    @pytest.mark.parametrize("number", ["1,234.56", "1.234,56", "3.14", "2.1.3"])
    def test_a_number_with_separators_is_one_word(self, number: str) -> None:
        assert words(f"about {number}.") == ["about", number]

    def test_a_number_with_spaces_is_found_whole_and_in_parts(self) -> None:
        assert tokens("unos 1 234,5 km") == [
            ("unos", 0, 4, 0),
            ("1 234,5", 5, 12, 1),
            ("1", 5, 6, 1),
            ("234,5", 7, 12, 2),
            ("km", 13, 15, 3),
        ]

    @pytest.mark.parametrize("text", ["2014 100", "1 23", "12 345 678 901 234 567", "0 123", "1.5 000", "a1 000"])
    def test_numbers_side_by_side_are_not_one(self, text: str) -> None:
        assert text not in words(text)

    @pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f"])
    def test_a_number_may_be_spaced_by_any_narrow_space(self, space: str) -> None:
        assert words(f"30{space}000 ha")[0] == "30 000"

    def test_years_side_by_side_and_a_share_are_found_by_their_numbers(self) -> None:
        assert words("2013/2014: 12%, 3,5 %") == ["2013", "2014", "12", "3,5"]

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("U.S.", "us"),
            ("U.S.A", "usa"),
            ("E.U.", "eu"),
            ("EE.UU.", "eeuu"),
            ("EE. UU.", "eeuu"),
            ("EE.UU", "eeuu"),
            ("EE UU", "eeuu"),
            ("ee.uu.", "eeuu"),
            ("EEUU", "eeuu"),
            ("CC. OO.", "ccoo"),
            ("e.g.", "eg"),
        ],
    )
    def test_an_acronym_with_dots_is_one_word_without_them(self, text: str, word: str) -> None:
        assert words(f"in {text} roads") == ["in", word, "roads"]

    def test_the_end_of_a_sentence_is_no_acronym(self) -> None:
        assert words("He saw it.A dog") == ["he", "saw", "it", "a", "dog"]

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("ﬁnance", "finance"),
            ("coope\u00adración", "cooperación"),
            (unicodedata.normalize("NFD", "cooperación"), "cooperación"),
            ("ı\u0301ndice", "índice"),
            ("ｗｉｄｅ", "wide"),
        ],
    )
    def test_ligatures_soft_hyphens_and_decomposed_accents_are_resolved(self, text: str, word: str) -> None:
        assert tokens(text) == [(word, 0, len(text), 0)]

    def test_a_footnote_sign_is_not_part_of_the_word(self) -> None:
        assert words("innovation² and file_name") == ["innovation", "and", "file", "name"]

    def test_chains_of_words_are_not_remembered(self) -> None:
        tracemalloc.start()
        for chain in range(200):
            assert len(words("-".join(f"{chain:03}{word}" for word in "abcdefghijklmnopqrst"))) == 20
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert held < 100_000

    def test_data_without_spaces_is_cut(self) -> None:
        assert words("x" * 500) == ["x" * MAX_WORD_LENGTH]

    @pytest.mark.parametrize(
        "unit",
        ["1.", "a-", "a.", "AB.", "a'", "e\u0301", "\u00ad", "a\u00ad", "1,1a-", "1 ", "123 ", "AA. ", "AA "],
    )
    def test_no_text_takes_long(self, unit: str) -> None:
        assert self._seconds(unit * 40_000) < 24 * self._seconds(unit * 5_000) + 0.1

    @staticmethod
    def _seconds(text: str) -> float:
        """Give the seconds of processor that a text takes, the least of three times.

        Without the garbage collector, as `timeit` does: it looks through all that other tests have left.
        """
        return min(timeit.repeat(lambda: tokens(f"{text}x"), timer=time.process_time, number=1, repeat=3))

    @given(st.text())
    def test_every_word_lies_within_the_text_and_positions_never_go_back(self, text: str) -> None:
        found = tokens(text)
        assert all(0 <= token.start < token.end <= len(text) for token in found)
        assert all(not text[token.start].isspace() and not text[token.end - 1].isspace() for token in found)
        starts = [token.position for token in found]
        assert all(later - earlier >= -3 for earlier, later in pairwise(starts))

    @given(st.text(alphabet="aBU'-. 1,é\u0301") | st.text(alphabet="aB", min_size=90, max_size=250))
    def test_placed_words_are_the_tokens_by_word(self, text: str) -> None:
        placed = {(word, *at) for word, places in placed_words(text).items() for at in places}
        assert placed == set(map(tuple, tokens(text)))

    @given(st.text(min_size=1))
    def test_a_word_that_is_normalised_stays_as_it_is(self, text: str) -> None:
        for token in tokens(text):
            assert normalise(token.word) == token.word


class TestStems:
    @pytest.mark.parametrize(
        "spelling", ["cooperación", "cooperacion", "cooperaciones", "COOPERACIÓN", "COOPERACION"]
    )
    @pytest.mark.parametrize("text", ["cooperación", "cooperacion", "cooperaciones"])
    def test_spanish_words_in_ion_are_found_with_and_without_accent(self, spelling: str, text: str) -> None:
        assert stem(text, "es") in forms(spelling, "es")

    @pytest.mark.parametrize(
        "pair", [("económica", "economicas"), ("políticas", "politica"), ("región", "region")]
    )
    def test_an_unaccented_query_finds_the_accented_word(self, pair: tuple[str, str]) -> None:
        assert stem(pair[0], "es") in forms(pair[1], "es")

    def test_the_tilde_of_n_is_kept(self) -> None:
        assert stem("año", "es") not in forms("ano", "es")
        assert fold("ñandú") == "ñandu"
        assert fold("à la crème") == "a la creme"

    def test_english_words_meet_in_their_stem(self) -> None:
        assert stem("regions", "en") in forms("region", "en")
        assert stem("company's", "en") in forms("company", "en")
        assert stem("co-operation", "en") in forms("cooperation", "en")

    @pytest.mark.parametrize("language", ["en", "es"])
    @pytest.mark.parametrize(
        "spellings",
        [
            ("1.234,5", "1,234.5", "1 234,5", "1 234.5", "1234,5", "1234.5"),
            ("1.234.567", "1,234,567", "1 234 567", "1234567"),
            ("30.000", "30,000", "30 000", "30000"),
            ("3,14", "3.14"),
        ],
    )
    def test_a_number_is_found_in_every_notation(self, spellings: tuple[str, ...], language: str) -> None:
        assert len({stem(each, language) for each in spellings}) == 1
        assert all(stem(spellings[0], language) in forms(each, language) for each in spellings)

    @pytest.mark.parametrize("word", ["2.1.3", "1.2345.678", "31.12.2014", "0.123.456"])
    def test_a_section_and_a_date_are_no_numbers(self, word: str) -> None:
        assert number(word) is None

    @given(st.integers(1, 10**9), st.integers(0, 999))
    def test_separators_of_thousands_change_no_number(self, whole: int, decimals: int) -> None:
        plain = f"{whole}.{decimals:03}1"
        assert number(f"{whole:,}.{decimals:03}1") == plain
        assert number(f"{whole:,}".replace(",", ".") + f",{decimals:03}1") == plain
        assert number(f"{whole:,}".replace(",", " ") + f",{decimals:03}1") == plain

    def test_a_passage_of_an_unknown_language_is_analysed_in_all(self) -> None:
        assert languages_of("es") == ("es",)
        assert languages_of("und") == languages_of("fr") == ("en", "es")

    @given(st.text(min_size=1, max_size=20))
    def test_every_word_of_a_text_is_found_by_itself(self, text: str) -> None:
        for token in tokens(text):
            for language in ("en", "es"):
                assert not stem(token.word, language) or stem(token.word, language) in forms(token.word, language)


@pytest.mark.parametrize(
    "word",
    ["energía", "energías", "mayoría", "después", "además", "interés", "podrán", "permitirá", "también", "región"],
)
def test_a_spanish_word_typed_without_its_accent_is_found(word: str) -> None:
    assert stem(word, "es") in forms(fold(word), "es")


def test_of_long_chains_nothing_is_remembered() -> None:
    """A file may have any number of them, and each has dozens of pieces; they are taken apart alike."""
    chain = "-".join("qxzqxzqxzqxzqxzqxz")
    _remembered.cache_clear()
    assert words(chain) == chain.split("-")
    assert _remembered.cache_info().currsize == 0
    assert words("qxz-qxz") == ["qxz-qxz", "qxz", "qxz"]
    assert _remembered.cache_info().currsize == 1
