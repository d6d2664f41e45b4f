"""How terms are found among those of a segment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.whoosh_engine.arrays import FIELDS, hash_of
from index.whoosh_engine.arrays.directory import ROW_BITS, Directory, directory_arrays
from index.whoosh_engine.arrays.term_table import TermTable, term_arrays


class TestTermTable:
    @given(st.sets(st.text(min_size=1, max_size=12).filter(lambda each: "\n" not in each)), st.text(max_size=12))
    def test_words_and_beginnings_are_found_as_in_a_list(self, words: set[str], sought: str) -> None:
        ordered = sorted(each.encode("utf-8", "replace") for each in words)
        ordered = sorted(set(ordered))
        table = TermTable(term_arrays("t", ordered), "t")
        assert list(table) == ordered
        for each in (*ordered, sought.encode("utf-8", "replace")):
            beginning = [row for row, word in enumerate(ordered) if word.startswith(each)]
            assert list(table.beginning(each)) == beginning

    def test_words_are_told_apart_and_given_by_the_line(self) -> None:
        table = TermTable(term_arrays("t", [b"internat", b"international", b"internationally"]), "t")
        assert [table.is_at(1, word) for word in (b"internat", b"international", b"internationally")] == [
            False, True, False,
        ]  # fmt: skip
        assert table.lines(range(1, 3)) == b"international\ninternationally\n"


class TestDirectory:
    @given(
        st.dictionaries(st.sampled_from(FIELDS), st.sets(st.binary(max_size=6), max_size=40)),
        st.binary(max_size=6),
    )
    def test_each_term_is_found_in_each_field_that_has_it(
        self, given_terms: dict[str, set[bytes]], other: bytes
    ) -> None:
        terms = {field: sorted(given_terms.get(field, ())) for field in FIELDS}
        directory = Directory(directory_arrays(terms))
        for term in {other}.union(*given_terms.values()):
            places = [divmod(place, 1 << ROW_BITS) for place in directory.find(hash_of(term))]
            found = [(FIELDS[number], terms[FIELDS[number]][row]) for number, row in places]
            assert [field for field, each in found if each == term] == [
                field for field in FIELDS if term in terms[field]
            ]
            assert all(hash_of(each) == hash_of(term) for _, each in found)
