"""What any search engine must do: inherit, and give an empty one as the fixture `engine`."""

from __future__ import annotations

import pytest

from index.engine import CONTENTS_WEIGHT, DropVersion, FacetCount, PutVersion, Results, SearchEngine, Sort
from tests.index.makers import ask, entry, found, ids, put


class EngineContract:
    """The tests every engine passes."""

    def test_an_empty_engine_finds_nothing(self, engine: SearchEngine) -> None:
        assert engine.count() == 0
        assert ask(engine, "innovation") == Results(
            0, (), {"document": (), "language": (), "year": (), "kind": ()}
        )

    def test_a_version_that_is_put_is_found(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Regional innovation.", "Cross-border roads.")])
        assert engine.count() == 2
        assert found(engine, "innovation") == {"v1-0"}

    def test_a_version_put_again_replaces_what_was_there(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Regional innovation.", "Roads.")])
        engine.apply([put("v1", "Regional trade.")])
        assert engine.count() == 1
        assert found(engine, "innovation") == set()
        assert found(engine, "trade") == {"v1-0"}

    def test_the_last_of_several_changes_to_a_version_counts(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Innovation."), put("v1", "Trade."), put("v2", "Roads."), DropVersion("v2")])
        assert engine.count() == 1
        assert found(engine, "trade") == {"v1-0"}

    def test_changes_made_twice_are_made_once(self, engine: SearchEngine) -> None:
        for _ in range(2):
            engine.apply([put("v1", "Innovation.")])
        assert engine.count() == 1

    def test_a_dropped_version_is_gone(self, engine: SearchEngine) -> None:
        """Readers that outlive a commit have been seen to bring deleted documents back."""
        engine.apply([put("v1", "Innovation."), put("v2", "Innovation again.")])
        assert ask(engine, "innovation").total == 2
        engine.apply([DropVersion("v1")])
        assert found(engine, "innovation") == {"v2-0"}
        assert ask(engine, "innovation").facets["language"] == (FacetCount("en", 1),)

    def test_dropping_what_is_not_there_does_nothing(self, engine: SearchEngine) -> None:
        engine.apply([DropVersion("v1")])
        assert engine.count() == 0

    def test_a_version_without_passages_is_none(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Innovation.")])
        engine.apply([put("v1")])
        assert engine.count() == 0
        assert found(engine, "innovation") == set()

    def test_when_one_change_fails_none_is_made(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Innovation.")])
        with pytest.raises((TypeError, AttributeError)):
            engine.apply([put("v2", "Trade."), None])  # type: ignore[list-item]
        assert engine.count() == 1
        assert found(engine, "trade") == set()
        engine.apply([put("v2", "Trade.")])
        assert found(engine, "trade") == {"v2-0"}

    def test_clear_forgets_everything_and_the_engine_goes_on(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Innovation.")])
        engine.clear()
        assert (engine.count(), found(engine, "innovation")) == (0, set())
        engine.apply([put("v1", "Innovation.")])
        assert found(engine, "innovation") == {"v1-0"}

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
            ]
        )
        assert ids(ask(engine, "regional innovation").matches) == ["v3-0", "v1-0", "v2-0", "v4-0"]

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

    def test_an_entry_of_little_weight_comes_last(self, engine: SearchEngine) -> None:
        engine.apply(
            [
                put("v1", "Roads … 3 Roads … 4 Roads … 5", weight=CONTENTS_WEIGHT),
                put("v2", "Roads", kind="heading"),
                put("v3", "Of the many things in this region some are roads."),
            ]
        )
        assert ids(ask(engine, "roads").matches) == ["v3-0", "v2-0", "v1-0"]

    def test_what_is_excluded_is_so_for_its_text_not_its_title(self, engine: SearchEngine) -> None:
        engine.apply([put("v1", "Roads.", title="Rails"), put("v2", "Roads and rails.")])
        assert found(engine, "roads -rails") == {"v1-0"}

    def test_a_match_names_the_version_that_it_is_of(self, engine: SearchEngine) -> None:
        """An id stands in several versions where their words are the same."""
        for version_id in ("v2", "v3", "v1"):
            of_one_id = PutVersion(version_id, (entry("Roads.", passage_id="p", document_id=version_id),))
            engine.apply([of_one_id])
        engine.apply([DropVersion("v3")])
        matches = ask(engine, "roads").matches
        assert [(match.passage_id, match.version_id) for match in matches] == [("p", "v1"), ("p", "v2")]

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

    def test_a_long_passage_of_strange_signs_is_held(self, engine: SearchEngine) -> None:
        text = "x" * 70_000 + " \x00 \ud7ff 𝔘nicode roads " + "word " * 20_000
        engine.apply([put("v1", text)])
        assert found(engine, '"roads word"') == {"v1-0"}

    def test_a_term_in_very_many_passages_is_counted_exactly(self, engine: SearchEngine) -> None:
        """Limited searches of some engines miss documents once posting lists span blocks."""
        entries = [entry("Roads." if n % 3 else "Rails.", passage_id=str(n), ordinal=n) for n in range(3500)]
        engine.apply([PutVersion("v1", tuple(entries))])
        assert ask(engine, "roads").total == sum(1 for n in range(3500) if n % 3)
        assert ask(engine, "NOT roads").total == sum(1 for n in range(3500) if not n % 3)
