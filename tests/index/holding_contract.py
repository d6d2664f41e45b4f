"""What any search engine must hold: what was put into it, as often and as long as it was, and its words."""

from __future__ import annotations

import pytest

from index.engine import (
    DropVersion,
    FacetCount,
    PutVersion,
    Results,
    SearchEngine,
)
from index.tree import Term
from tests.index.makers import ask, entry, found, put


class HoldingContract:
    """Tests of what is put, dropped and held."""

    def test_an_empty_engine_finds_nothing(self, engine: SearchEngine) -> None:
        assert engine.count() == 0
        assert ask(engine, "innovation") == Results(
            0, (), {"document": (), "language": (), "year": (), "kind": ()}, 0, (Term("innovation"),)
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

    def test_a_match_names_the_version_that_it_is_of(self, engine: SearchEngine) -> None:
        """An id stands in several versions where their words are the same."""
        for version_id in ("v2", "v3", "v1"):
            of_one_id = PutVersion(version_id, (entry("Roads.", passage_id="p", document_id=version_id),))
            engine.apply([of_one_id])
        engine.apply([DropVersion("v3")])
        matches = ask(engine, "roads").matches
        assert [(match.passage_id, match.version_id) for match in matches] == [("p", "v1"), ("p", "v2")]

    def test_a_long_passage_of_strange_signs_is_held(self, engine: SearchEngine) -> None:
        text = "x" * 70_000 + " \x00 \ud7ff 𝔘nicode roads " + "word " * 20_000
        engine.apply([put("v1", text)])
        assert found(engine, '"roads word"') == {"v1-0"}

    def test_words_like_one_are_counted_by_language(self, engine: SearchEngine) -> None:
        """Accents aside; what no passage has any more is no word."""
        engine.apply([put("v1", "Innovation, and innovation.", "An innovation."), put("v3", "Innovations.")])
        engine.apply([put("v2", "La innovación.", language="es"), DropVersion("v3")])
        assert [(each.word, dict(each.passages)) for each in engine.words_like("inovación", 2)] == [
            ("innovación", {"es": 1}),
            ("innovation", {"en": 2}),
        ]
        assert [each.word for each in engine.words_like("innovacion", 0)] == ["innovación"]
        assert engine.words_like("trade", 2) == ()
