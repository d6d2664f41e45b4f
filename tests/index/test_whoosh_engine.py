"""The Whoosh engine: the contract, the oracle, and those who share an index on disk."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.engine import MOST_OF_PATTERN, DropVersion, Entry, PutVersion, Search, SearchEngine, Sort
from index.errors import IndexBusy
from index.tree import And, Every, Fuzzy, Has, In, Near, Node, Not, Or, Pages, Phrase, Term, Wildcard
from index.whoosh_engine import WhooshEngine, merging, snapshot, vocabulary, writer
from index.whoosh_engine.damage import Damage
from tests.index.conftest import ARCHIVE_ID
from tests.index.engine_contract import EngineContract
from tests.index.makers import ask, entry, found, ids, put
from tests.index.memory_engine import MemoryEngine

WORDS = [
    "roads", "road", "the", "of", "region", "regional", "regions", "innovation", "cooperación", "cooperacion",
    "cooperaciones", "transfronteriza", "cross-border", "border", "company's", "año", "1,5", "U.S.", "EE. UU.",
    "1 234,5", "hacerlo",
]  # fmt: skip


class TestWhooshEngine(EngineContract):
    """The contract."""


SAID = (Term("roads"), Term("the"), Term("cooperacion"), Term("cross-border"), Term("border"), Wildcard("re*"))

words = st.sampled_from(WORDS)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)
plain = st.sampled_from(["roads", "the", "of", "region", "innovation", "cooperación", "border", "company", "u"])
leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(
        Term,
        st.sampled_from(
            ["roads", "the", "regional", "cooperacion", "cross-border", "company's", "1.234,5", "eeuu", "hacer"]
        ),
    ),
    st.builds(Phrase, st.lists(plain, min_size=1, max_size=3).map(tuple)),
    st.builds(Near, st.lists(plain, min_size=2, max_size=3, unique=True).map(tuple), st.integers(0, 4)),
    st.builds(Wildcard, st.sampled_from(["re*", "*ion", "b?rder", "coop*", "c*r"])),
    st.builds(Fuzzy, st.sampled_from(["roda", "regoin", "cooperation"]), st.integers(1, 2)),
    st.builds(Pages, st.integers(1, 3), st.integers(1, 3)),
    st.builds(Has, st.just("language"), st.sampled_from([frozenset({"en"}), frozenset({"es", "und"})])),
    st.just(Every()),
)
trees: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(In, st.sampled_from(["title", "section"]), inner),
    ),
    max_leaves=6,
)
entries = st.builds(
    entry,
    texts,
    document_id=st.sampled_from(["study", "letter"]),
    language=st.sampled_from(["en", "es", "und"]),
    kind=st.sampled_from(["paragraph", "heading", "table"]),
    year=st.sampled_from([None, 1999, 2014]),
    page_number=st.integers(1, 3),
    title=texts,
    section=texts,
    weight=st.sampled_from([1.0, 0.05]),
    header=texts,
)


def _numbered(version_id: str, made: Sequence[Entry]) -> PutVersion:
    return PutVersion(
        version_id,
        tuple(
            replace(each, passage_id=f"{version_id}-{number}", ordinal=number) for number, each in enumerate(made)
        ),
    )


searches = st.builds(
    Search,
    trees,
    st.fixed_dictionaries(
        {},
        optional={
            "language": st.sampled_from([frozenset({"en"}), frozenset({"es", "und"})]),
            "year": st.just(frozenset({"2014"})),
        },
    ),
    st.sampled_from(Sort),
    st.integers(0, 2),
    st.integers(0, 8),
    said=st.lists(st.sampled_from(SAID), max_size=4).map(tuple),
)


def _assert_agrees(engine: SearchEngine, oracle: MemoryEngine, search: Search) -> None:
    got, expected = engine.search(search), oracle.search(search)
    assert got.total == expected.total
    assert ids(got.matches) == ids(expected.matches)
    assert [match.score for match in got.matches] == pytest.approx([m.score for m in expected.matches])
    assert got.facets == expected.facets


class TestWidePatterns:
    def test_the_most_frequent_words_are_looked_for_and_told(self, engine: WhooshEngine) -> None:
        """`common` stands twice, in the last passage too; the one that is left out comes last of the rare ones."""
        rare = [f"co{number:03}" for number in range(MOST_OF_PATTERN)]
        engine.apply([put("v1", *rare, "common", "common", "trade")])
        found = ask(engine, "co* OR trade", limit=0)
        assert found.total == MOST_OF_PATTERN - 1 + 2 + 1
        (capped,) = found.capped
        assert (capped.node, capped.among) == (Wildcard("co*"), MOST_OF_PATTERN + 1)
        assert len(capped.words) == MOST_OF_PATTERN
        assert capped.words.isdisjoint({rare[-1], "trade"})

    def test_how_frequent_words_are_is_told_through_all_segments(
        self, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each segment by itself would choose otherwise."""
        monkeypatch.setattr(merging, "SMALLEST", 1)
        monkeypatch.setattr(vocabulary, "MOST_OF_PATTERN", 2)
        engine.apply([put("v1", *["coal"] * 30, *["cobalt"] * 20, *["copper"] * 10)])
        engine.apply([put("v2", *["copper"] * 25, "coal", "cocoa", "cocoa")])
        assert len(engine._current()._segments.each) == 2
        assert ask(engine, "co*", limit=0).total == 30 + 1 + 10 + 25

    def test_a_pattern_of_few_words_is_not_capped(self, engine: WhooshEngine) -> None:
        engine.apply([put("v1", "common", "commons")])
        assert ask(engine, "com* OR commen~").capped == ()


class TestAgainstTheOracle:
    """Totals, order, scores and facets are those of looking at every passage."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.tuples(st.sampled_from(["v1", "v2", "v3"]), st.lists(entries, max_size=5)), min_size=1, max_size=5
        ),
        st.lists(searches, min_size=8, max_size=8),
    )
    def test_any_search_after_any_commits_agrees(
        self, tmp_path_factory: pytest.TempPathFactory, commits: list[tuple[str, list[Entry]]], asked: list[Search]
    ) -> None:
        engine = WhooshEngine.create(tmp_path_factory.mktemp("index"), archive_id=ARCHIVE_ID)
        oracle = MemoryEngine()
        for version_id, made in commits:
            for each in (engine, oracle):
                each.apply([_numbered(version_id, made) if made else DropVersion(version_id)])
        assert engine.count() == oracle.count()
        for search in asked:
            _assert_agrees(engine, oracle, search)
        engine.close()


class TestSegments:
    """An archive grows by small commits and stays in few segments."""

    def test_small_commits_end_in_one_segment(self, engine: WhooshEngine, tmp_path: Path) -> None:
        for number in range(5):
            engine.apply([put(f"v{number}", "Roads.")])
        assert len(list((tmp_path / "index").glob("*.seg"))) == 1
        assert found(engine, "roads") == {f"v{number}-0" for number in range(5)}

    def test_many_segments_of_a_size_become_one(
        self, engine: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(merging, "SMALLEST", 1)
        for number in range(20):
            engine.apply([put(f"v{number}", *["Cross-border roads."] * 10)])
            engine.apply([DropVersion(f"v{number - 3}")])
            assert len(list((tmp_path / "index").glob("*.seg"))) <= 10
        assert engine.count() == 30
        assert ask(engine, '"border roads"').total == 30

    def test_scores_do_not_hang_on_the_segments(
        self, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(merging, "SMALLEST", 1)
        oracle = MemoryEngine()
        for number in range(6):
            for each in (engine, oracle):
                each.apply([put(f"v{number}", *["Roads " * step for step in range(1, 5)], "Rails.")])
                each.apply([DropVersion(f"v{number - 2}")])
        _assert_agrees(engine, oracle, Search(Or((Term("roads"), Wildcard("rail*")))))

    def test_whoosh_reads_what_was_written(self, engine: WhooshEngine, tmp_path: Path) -> None:
        """The files keep Whoosh's format, so that nobody is bound to our way of writing them."""
        engine.apply([put("v1", *["The roads of the region."] * 1500)])
        with FileIndex(FileStorage(str(tmp_path / "index")), indexname="MAIN").reader() as reader:
            matcher = reader.postings("words", "roads")
            assert list(matcher.all_ids()) == list(range(1500))
            assert reader.doc_frequency("stems_en", "road") == 1500
            assert reader.frequency("words", "the") == 3000

    def test_the_cache_is_bounded(self, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(snapshot, "REMEMBERED_BYTES", 3_000)
        monkeypatch.setattr(snapshot, "PLACES_BYTES", 3_000)
        engine.apply([put("v1", "Roads and rails of the region.")])
        for words in ("roads and", "rails of", "the region", "roads and"):
            assert found(engine, f'"{words}"') == found(engine, words) == {"v1-0"}
        held = engine._current()
        assert 0 < held._remembered.held_bytes <= 3_000
        assert 0 < held._places.held_bytes <= 3_000


class TestOtherProcesses:
    """One process writes, others search."""

    def test_a_commit_of_another_is_seen_at_once(self, engine: WhooshEngine, tmp_path: Path) -> None:
        other = WhooshEngine.open(tmp_path / "index", archive_id=ARCHIVE_ID)
        assert found(other, "roads") == set()
        engine.apply([put("v1", "Roads.")])
        assert found(other, "roads") == {"v1-0"}
        engine.apply([put("v1", "Rails.")])
        assert found(other, "roads") == set()
        other.close()

    def test_files_that_a_commit_takes_away_before_it_is_stamped_are_no_damage(
        self, engine: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        engine.apply([put("v1", "Roads.")])
        other = WhooshEngine.open(tmp_path / "index", archive_id=ARCHIVE_ID)
        other.close()
        look, looked = other._load, []

        def load_late() -> object:
            if not looked:
                looked.append(True)
                with monkeypatch.context() as unstamped:
                    unstamped.setattr(engine, "_stamp", lambda: None)
                    engine.apply([put("v2", "Roads and rails.")])
                raise Damage("FileNotFoundError: MAIN_1.seg")
            return look()

        monkeypatch.setattr(other, "_load", load_late)
        assert found(other, "roads") == {"v1-0", "v2-0"}

    def test_between_commits_one_snapshot_serves_all(self, engine: WhooshEngine) -> None:
        engine.apply([put("v1", "Roads.")])
        assert engine._current() is engine._current()

    def test_threads_search_while_one_writes(self, engine: WhooshEngine) -> None:
        engine.apply([put("base", "Roads and rails.")])
        wrong: list[object] = []

        def search() -> None:
            for _ in range(60):
                try:
                    results = ask(engine, "roads rails")
                    if "base-0" not in ids(results.matches):
                        wrong.append(results)
                except Exception as error:  # noqa: BLE001 - whatever it is, the test must tell
                    wrong.append(error)

        threads = [threading.Thread(target=search) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(10):
            engine.apply([put(f"v{number}", "Roads and more rails.")])
        for thread in threads:
            thread.join()
        assert wrong == []

    def test_a_writer_that_is_killed_leaves_the_last_commit(self, engine: WhooshEngine, tmp_path: Path) -> None:
        engine.apply([put("v1", "Roads.")])
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=_die_while_writing, args=(tmp_path / "index",))
        process.start()
        process.join(30)
        assert process.exitcode == 9
        assert found(engine, "roads") == {"v1-0"}
        engine.apply([put("v2", "Roads.")])
        assert found(engine, "roads") == {"v1-0", "v2-0"}

    def test_a_lock_held_too_long_is_told(
        self, engine: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(writer, "_LOCK_SECONDS", 0.2)
        lock = FileStorage(str(tmp_path / "index")).lock("MAIN_WRITELOCK")
        assert lock.acquire()
        try:
            for act in (engine.clear, lambda: engine.apply([put("v1", "Roads.")])):
                with pytest.raises(IndexBusy, match="Another process"):
                    act()
        finally:
            lock.release()


def _die_while_writing(folder: Path) -> None:
    engine = WhooshEngine.open(folder, archive_id=ARCHIVE_ID)
    writer._add = lambda *_: os._exit(9)
    engine.apply([put("v2", "Rails.")])
