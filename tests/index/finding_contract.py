"""What any search engine must find for each kind of query, and count by facets."""

from __future__ import annotations

import pytest

from index.engine import (
    FEW,
    FacetCount,
    PutVersion,
    Search,
    SearchEngine,
    Sort,
)
from index.tree import And, Carried, Maybe, Node, Or, Rendering, Some, Term
from tests.index.makers import ask, entry, found, ids, put


class FindingContract:
    """Tests of which passages are found, and how many."""

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("region", {"en-0", "en-1"}),
            ("regional innovation", {"en-0"}),
            ("innovation OR roads", {"en-0", "en-1"}),
            ("regions -roads", {"en-0"}),
            ("NOT region", {"es-0", "es-1"}),
            ('"border regions"', {"en-1"}),
            ('"border region"', set()),
            ('"roads the"~1', {"en-1"}),
            ('"roads regions"~3', set()),
            ('"roads regions"~4', {"en-1"}),
            ("transfront*", {"es-0"}),
            ("*vation", {"en-0"}),
            ("inovation~", {"en-0"}),
            ("cooperacion", {"es-0", "es-1"}),
            ("cooperación", {"es-0", "es-1"}),
            ("cooperaciones", {"es-0", "es-1"}),
            ("cross-border", {"en-1"}),
            ("crossborder", {"en-1"}),
            ("año", {"es-1"}),
            ("ano", set()),
            ("the of", {"en-0", "en-1"}),
            ("page:2", {"es-0", "es-1"}),
        ],
    )
    def test_each_kind_of_query_finds_its_passages(
        self, engine: SearchEngine, query: str, expected: set[str]
    ) -> None:
        engine.apply(
            [
                put("en", "The innovation of regions, regional.", "The roads of the cross-border regions."),
                put(
                    "es",
                    "La cooperación transfronteriza.",
                    "Las cooperaciones de este año.",
                    language="es",
                    page_number=2,
                ),
            ]
        )
        assert found(engine, query) == expected

    @pytest.mark.parametrize(
        ("rendering", "language", "expected"),
        [
            (Rendering("camino", ("camin",), 1.0), "es", ["en-0", "es-0"]),
            (Rendering("camino", ("camin",), 1.0), "en", ["en-0"]),
            (Rendering("carta de intenciones", ("cart", "intencion"), 1.0), "es", ["en-0", "es-1"]),
            (Rendering("puente", ("puent",), 1.0), "es", ["en-0"]),
        ],
    )
    def test_what_stands_for_a_word_is_found_in_passages_of_its_language(
        self, engine: SearchEngine, rendering: Rendering, language: str, expected: list[str]
    ) -> None:
        spanish = [
            "Los caminos.",
            "Las cartas con sus intenciones.",
            "Cartas de allí, y mucho más allá intenciones.",
        ]
        engine.apply([put("en", "Roads and caminos."), put("es", *spanish, language="es")])
        results = engine.search(Search(Carried(Term("road"), language, (rendering,))))
        assert ids(results.matches) == expected

    def test_where_few_have_all_the_words_those_with_some_follow(self, engine: SearchEngine) -> None:
        engine.apply(
            [put("v1", "Roads, roads, roads.", "Rails by roads in a long text that says much more.", "Ice.")]
        )
        results = ask(engine, "roads rails", is_going_on=True)
        assert (ids(results.matches), results.whole, results.total) == (["v1-1", "v1-0"], 1, 2)

    def test_where_many_have_all_the_words_no_others_follow(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", *["Roads and rails."] * FEW, "Roads.")])
        results = ask(engine, "roads rails", is_going_on=True)
        assert results.whole == results.total == FEW

    def test_in_another_order_than_the_best_first_no_others_follow(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Roads.", "Rails by roads.")])
        assert ids(ask(engine, "roads rails", sort=Sort.PLACE, is_going_on=True).matches) == ["v1-1"]

    def test_a_passage_of_no_known_language_is_found_by_either_stem(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Innovations: cooperaciones.", language="und")])
        assert found(engine, "innovation") == found(engine, "cooperación") == {"v1-0"}

    def test_a_word_of_the_title_helps_but_does_not_suffice(self, engine: SearchEngine) -> None:
        """A title of one common word must not bring a whole document with nothing to mark."""
        engine.apply(
            [put("v1", "Roads and rails.", title="A study"), put("v2", "Roads and rails.", section="Studies")]
        )
        assert found(engine, "study") == set()
        assert found(engine, "study roads") == {"v1-0", "v2-0"}
        assert found(engine, "title:study") == {"v1-0"}
        assert found(engine, "section:stud*") == {"v2-0"}

    def test_a_phrase_in_a_heading_is_its_words_in_their_order(self, engine: SearchEngine) -> None:
        engine.apply([
            put("v1", "Roads.", title="Cross-border roads of Cusco and Puno", section="Aims\nRegional innovation"),
            put("v2", "Roads.", title="Puno and Cusco: roads", section="For whom\nRegional\nInnovation"),
        ])  # fmt: skip
        assert found(engine, 'title:"Cusco and Puno"') == {"v1-0"}
        assert found(engine, 'title:"border roads"') == found(engine, 'title:"cross-border roads"') == {"v1-0"}
        assert found(engine, 'title:"roads roads"') == set()
        assert found(engine, 'title:"puno"') == {"v1-0", "v2-0"}
        assert found(engine, 'section:"regional innovation"') == {"v1-0"}
        assert found(engine, 'section:"regional innovation"~5') == {"v1-0", "v2-0"}

    def test_a_longer_phrase_in_a_heading_is_pairs_of_neighbours_wherever_they_stand(
        self, engine: SearchEngine
    ) -> None:
        """Which is more than the phrase itself, and less than its words in any order."""
        engine.apply([
            put("v1", "Roads.", title="Regional innovation systems"),
            put("v2", "Roads.", title="Innovation systems and regional innovation"),
            put("v3", "Roads.", title="Systems of regional innovation"),
        ])  # fmt: skip
        assert found(engine, 'title:"regional innovation systems"') == {"v1-0", "v2-0"}

    def test_a_table_row_is_found_by_its_own_words_and_those_of_its_header(self, engine: SearchEngine) -> None:
        engine.apply(
            [
                put("v1", "Cusco\t412", "Puno\t388", kind="table", header="Region\nEmissions of 2013"),
                put("v2", "Cusco\t7", kind="table", header="Region\nRoads"),
            ]
        )
        assert found(engine, "emissions cusco") == {"v1-0"}
        assert found(engine, "emision cusco") == set()
        assert ids(ask(engine, "cusco").matches) == ["v1-0", "v2-0"]

    def test_a_table_header_alone_does_not_bring_its_rows(self, engine: SearchEngine) -> None:
        """The header row is a passage of its own, and has the words itself."""
        engine.apply([put("v1", "Cusco\t412", kind="table", header="Region\nEmissions")])
        assert found(engine, "region emissions") == set()

    def test_what_is_excluded_is_so_for_its_text_not_its_title(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Roads.", title="Rails"), put("v2", "Roads and rails.")])
        assert found(engine, "roads -rails") == {"v1-0"}

    def test_filters_narrow_and_values_of_one_facet_add_up(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Roads."), put("v2", "Roads.", language="es"), put("v3", "Roads.", year=1999)])
        assert ask(engine, "roads", filters={"language": ["es"]}).total == 1
        assert ask(engine, "roads", filters={"language": ["es", "en"], "year": ["2014"]}).total == 2
        assert ask(engine, "roads", filters={"document": ["nowhere"]}).total == 0

    def test_a_facet_is_not_narrowed_by_its_own_filter(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Roads."), put("v2", "Roads.", language="es", kind="table")])
        facets = ask(engine, "roads", filters={"language": ["es"]}).facets
        assert facets["language"] == (FacetCount("en", 1), FacetCount("es", 1))
        assert facets["kind"] == (FacetCount("table", 1),)

    def test_facets_count_all_matches_the_most_frequent_first(self, engine: SearchEngine) -> None:
        engine.apply(
            [put("v1", "Roads.", "Roads.", "Rails."), put("v2", "Roads.", document_id="atlas", year=None)]
        )
        results = ask(engine, "roads", limit=1)
        assert results.facets["document"] == (FacetCount("study", 2), FacetCount("atlas", 1))
        assert results.facets["year"] == (FacetCount("2014", 2),)

    def test_filters_alone_give_every_passage_in_reading_order(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Roads.", "Rails."), put("v2", "Trade.", language="es")])
        results = ask(engine, "lang:en", filters={"language": ["en"]})
        assert ids(results.matches) == ["v1-0", "v1-1"]

    def test_a_term_in_very_many_passages_is_counted_exactly(self, engine: SearchEngine) -> None:
        """Limited searches of some engines miss documents once posting lists span blocks."""
        entries = [entry("Roads." if n % 3 else "Rails.", passage_id=str(n), ordinal=n) for n in range(3500)]
        engine.apply([PutVersion("v1", tuple(entries))])
        assert ask(engine, "roads").total == sum(1 for n in range(3500) if n % 3)
        assert ask(engine, "NOT roads").total == sum(1 for n in range(3500) if not n % 3)

    @pytest.mark.parametrize(
        "query",
        [
            Maybe(Term("roads")),
            And((Maybe(Term("roads")), Maybe(Term("rails")))),
            And((Term("region"), Maybe(Term("roads")))),
            And((Some((Term("region"), Term("rails"))), Maybe(Term("roads"))), strict=True),
            Or((Term("region"), Maybe(Term("roads")))),
        ],
    )
    def test_a_word_that_may_stand_there_raises_what_has_it_and_leaves_nothing_out(
        self, engine: SearchEngine, query: Node
    ) -> None:
        texts = ("The region.", "The region and its roads.", "Rails of the region.")
        engine.apply([put("v1", *texts)])
        results = engine.search(Search(query))
        assert results.total == 3
        scores = {match.passage_id: match.score for match in results.matches}
        assert scores["v1-1"] > scores["v1-0"]
