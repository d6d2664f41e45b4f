"""In which order any search engine must give what it finds."""

from __future__ import annotations

import pytest

from index.engine import (
    CONTENTS_WEIGHT,
    Search,
    SearchEngine,
    Sort,
)
from index.tree import Carried, Rendering, Term
from tests.index.makers import Beside, Near, ask, ids, put


class RankingContract:
    """Tests of what comes before what."""

    def test_a_hit_as_typed_comes_before_one_that_is_as_good_in_the_other_language(
        self, engine: SearchEngine
    ) -> None:
        engine.apply([put("es", "El camino.", language="es"), put("en", "The road.")])
        carried = Carried(Term("road"), "es", (Rendering("camino", ("camin",), 1.0),))
        assert ids(engine.search(Search(carried)).matches) == ["en-0", "es-0"]

    def test_a_passage_in_the_language_that_was_typed_comes_before_one_as_good(self, engine: SearchEngine) -> None:
        engine.apply([put("es", "Cusco.", language="es"), put("en", "Cusco.")])
        found = [ids(engine.search(Search(Term("cusco"), language=each)).matches) for each in ("en", "es", "")]
        assert found == [["en-0", "es-0"], ["es-0", "en-0"], ["en-0", "es-0"]]

    def test_what_a_query_means_has_a_part_in_what_is_best(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Roads of ice.", "Roads of tar."), put("v2", "A way.", "Ice.")])
        meant = Near({"v1": (0.1, 0.9), "v2": (0.8, 0.2)})
        results = ask(engine, "roads", meant=meant)
        assert (ids(results.matches), results.whole) == (["v1-1", "v1-0", "v2-0"], 2)

    def test_where_no_word_stands_anywhere_only_what_is_very_near_answers(self, engine: SearchEngine) -> None:
        """Else nonsense is answered by title pages; beside words that stand somewhere less is near enough."""
        engine.apply([put("v1", "Roads of ice.", "Roads of tar."), put("v2", "A way.", "Ice.")])
        meant = Near({"v1": (0.1, 0.2), "v2": (0.35, 0.45)})
        assert ids(ask(engine, "xyzzyq", meant=meant).matches) == ["v2-1"]
        assert set(ids(ask(engine, "roads", meant=meant).matches)) == {"v1-0", "v1-1", "v2-0", "v2-1"}

    def test_a_passage_under_a_fitting_title_comes_first(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Roads.", title="Rails"), put("v2", "Roads.", title="Roads")])
        assert ids(ask(engine, "roads").matches) == ["v2-0", "v1-0"]

    def test_all_words_in_the_text_come_before_words_completed_by_a_heading(self, engine: SearchEngine) -> None:
        repeated = "Innovation, innovation and innovation."
        engine.apply(
            [
                put("v1", repeated, section="Regional innovation"),
                put("v2", repeated, title="Regional matters"),
                put("v3", "Of regional matters this study tells, and much later of an innovation."),
                put("v4", "Regional innovation", kind="heading", section="Regional innovation"),
                put("v5", *["Roads and rails."] * 20),
            ]
        )
        assert ids(ask(engine, "regional innovation").matches) == ["v3-0", "v1-0", "v2-0", "v4-0"]

    def test_words_of_a_table_row_weigh_more_than_those_of_its_header(self, engine: SearchEngine) -> None:
        engine.apply(
            [
                put("v1", "Puno\t12", kind="table", header="Roads"),
                put("v2", "Roads\tPuno", kind="table", header="Kind"),
            ]
        )
        assert ids(ask(engine, "roads puno").matches) == ["v2-0", "v1-0"]

    def test_a_table_row_completed_by_its_header_comes_before_text_completed_by_a_title(
        self, engine: SearchEngine
    ) -> None:
        engine.apply(
            [
                put("v1", "Of Cusco there is much to tell, and here it is told.", title="Emissions"),
                put("v2", "Cusco\t412", kind="table", header="Region\nEmissions"),
                put("v3", "The emissions of Cusco rose for ten years, as this paragraph tells at some length."),
            ]
        )
        assert ids(ask(engine, "emissions cusco").matches) == ["v3-0", "v2-0", "v1-0"]

    def test_many_short_rows_do_not_come_before_the_paragraph_that_says_it(self, engine: SearchEngine) -> None:
        """Nor do they make every paragraph a long one."""
        told = "In Cusco the roads were mended, " + "and so were many other things in those years " * 6
        rows = [f"Cusco\troads\t{number}" for number in range(40)]
        engine.apply([put("v1", *rows, kind="table", header="Where\nWhat\nHow many"), put("v2", told)])
        assert ids(ask(engine, "roads cusco").matches)[0] == "v2-0"

    def test_words_side_by_side_come_before_the_same_words_apart(self, engine: SearchEngine) -> None:
        engine.apply(
            [
                put("v1", "Innovation here, regional there."),
                put("v2", "Here there is regional innovation."),
                put("v3", "Cooperation here, cross-border there."),
                put("v4", "Here there is cross-border cooperation."),
            ]
        )
        assert ids(ask(engine, "regional innovation").matches) == ["v2-0", "v1-0"]
        assert ids(ask(engine, "cross-border cooperation").matches) == ["v4-0", "v3-0"]

    def test_words_as_they_were_typed_come_before_the_same_words_otherwise(self, engine: SearchEngine) -> None:
        """Those that only link count, too, and every word in all of its forms; a heading is as good as a text."""
        engine.apply(
            [
                put("v1", "La base es la información; información de base, base de información.", language="es"),
                put("v2", "Se tomó de base la información, y mucho más que no se dirá aquí ahora.", language="es"),
                put("v3", "Cross-border roads of regions, roads for border regions.", kind="paragraph"),
                put("v4", "Roads of cross-border regions", kind="heading"),
                put("v5", *(["Of many other things."] * 40)),
            ]
        )
        assert ids(ask(engine, "de base la informacion").matches) == ["v2-0", "v1-0"]
        assert ids(ask(engine, "base la inform*").matches) == ["v2-0", "v1-0"]
        assert ids(ask(engine, "roads of cross-border region").matches) == ["v4-0", "v3-0"]

    def test_what_was_typed_stands_in_a_table_of_contents_last(self, engine: SearchEngine) -> None:
        engine.apply(
            [put("v1", "The state of the roads 3", weight=CONTENTS_WEIGHT), put("v2", "The roads of the state.")]
        )
        assert ids(ask(engine, "the state of the roads").matches) == ["v2-0", "v1-0"]

    def test_an_entry_of_little_weight_comes_last(self, engine: SearchEngine) -> None:
        engine.apply(
            [
                put("v1", "Roads … 3 Roads … 4 Roads … 5", weight=CONTENTS_WEIGHT),
                put("v2", "Roads", kind="heading"),
                put("v3", "Of the many things in this region some are roads."),
            ]
        )
        assert ids(ask(engine, "roads").matches) == ["v3-0", "v2-0", "v1-0"]

    def test_rarer_words_and_shorter_passages_rank_higher(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Roads and roads and many other things.", "Roads.", "Rails.", "Roads, rails.")])
        assert ids(ask(engine, "roads OR rails").matches)[0] == "v1-3"
        assert ids(ask(engine, "rails").matches) == ["v1-2", "v1-3"]

    def test_equal_scores_come_in_reading_order(self, engine: SearchEngine) -> None:
        engine.apply([put("v2", "Roads.", "Roads."), put("v1", "Roads.", document_id="atlas")])
        assert ids(ask(engine, "roads").matches) == ["v1-0", "v2-0", "v2-1"]

    def test_sorting_by_date_puts_the_newest_first_and_the_undated_last(self, engine: SearchEngine) -> None:
        engine.apply(
            [put("v1", "Roads.", year=None), put("v2", "Roads.", year=1999), put("v3", "Roads.", year=2014)]
        )
        assert ids(ask(engine, "roads", sort=Sort.DATE).matches) == ["v3-0", "v2-0", "v1-0"]

    def test_sorting_by_place_follows_the_documents(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Many words and roads.", "Roads."), put("v0", "Roads.", document_id="zoo")])
        assert ids(ask(engine, "roads", sort=Sort.PLACE).matches) == ["v1-0", "v1-1", "v0-0"]

    def test_pages_of_hits_follow_each_other_without_gap_or_repetition(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", *["Roads " * (1 + number % 3) for number in range(10)])])
        whole = ids(ask(engine, "roads").matches)
        paged = [ids(ask(engine, "roads", offset=offset, limit=3).matches) for offset in (0, 3, 6, 9, 12)]
        assert [one for page in paged for one in page] == whole
        assert {ask(engine, "roads", offset=offset, limit=0).total for offset in (0, 30)} == {10}

    @pytest.mark.parametrize(
        ("query", "language", "filters", "expected"),
        [
            ("wide roads", "en", {}, ["en-0", "es-0", "en-2", "es-2", "en-1"]),
            ("wide roads", "", {}, ["en-0", "es-0", "en-2", "es-2", "en-1"]),
            ("wide roads", "en", {"language": ["es"]}, ["es-0", "es-2"]),
            ("wide roads", "en", {"language": ["en"]}, ["en-0", "en-2", "en-1"]),
            ("wide roads", "es", {}, ["en-0", "en-2", "en-1"]),
            ("wide roads", "en", {"kind": ["table"]}, []),
            ("ice", "en", {}, []),
        ],
    )
    def test_what_says_the_same_as_the_best_follows_them(
        self,
        engine: SearchEngine,
        query: str,
        language: str,
        filters: dict[str, list[str]],
        expected: list[str],
    ) -> None:
        english = put("en", "Wide roads.", "Roads, all of them.", "The roads are long and wide for all.")
        engine.apply([english, put("es", "Caminos anchos.", "Todos.", "Vías amplias.", language="es")])
        beside = Beside({"en-0": [("es", 0), ("gone", 0)], "en-1": [("es", 1)], "en-2": [("es", 2), ("es", 9)]})
        results = ask(engine, query, filters=filters, language=language, aligned=beside, is_going_on=True)
        assert ids(results.matches) == expected
        assert [each.passage_id for each in results.matches if each.is_aligned] == [
            each for each in expected if each.startswith("es")
        ]
        assert results.whole == sum(each != "en-1" for each in expected)

    @pytest.mark.parametrize("sort", list(Sort))
    @pytest.mark.parametrize("filters", [{}, {"document": ["es"]}, {"language": ["es"]}, {"kind": ["paragraph"]}])
    def test_counts_agree_in_every_order_and_narrowed_by_what_is_counted(
        self, engine: SearchEngine, sort: Sort, filters: dict[str, list[str]]
    ) -> None:
        """What says the same is of the best by their words, whatever else is asked for."""
        english = [f"Roads, {number} of them, {'long ' * number}." for number in range(15)]
        engine.apply([put("en", *english, document_id="en")])
        engine.apply([put("es", *["Caminos."] * 15, language="es", document_id="es")])
        beside = Beside({f"en-{number}": [("es", number)] for number in range(15)})
        all_found = ask(engine, "roads", aligned=beside, sort=sort, language="en")
        assert all_found.whole == all_found.total == 25
        narrowed = ask(engine, "roads", aligned=beside, sort=sort, language="en", filters=filters)
        counts = {name: {each.value: each.count for each in found} for name, found in all_found.facets.items()}
        expected = min((counts[name][value] for name, (value,) in filters.items()), default=25)
        assert narrowed.whole == narrowed.total == expected
        meant = Near({"en": [0.4] * 14 + [0.9], "es": [0.4] * 15})
        with_meaning = ask(engine, "roads", aligned=beside, sort=sort, language="en", filters=filters, meant=meant)
        assert with_meaning.whole == expected
