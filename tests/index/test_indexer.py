"""From the archive into the engine, and never anything lost on the way."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from archive import Archive
from index import indexer
from index.engine import Change, PutVersion
from index.indexer import drain, rebuild
from tests.factories import make_version, store_version
from tests.index.makers import ask, entry, found
from tests.index.memory_engine import MemoryEngine


@pytest.fixture
def memory() -> MemoryEngine:
    return MemoryEngine()


class FailingEngine(MemoryEngine):
    """Goes down when it is given its second change."""

    def __init__(self) -> None:
        super().__init__()
        self.applied = 0

    def apply(self, changes: Iterable[Change]) -> None:
        self.applied += 1
        if self.applied == 2:
            raise KeyboardInterrupt
        super().apply(changes)


class RecordingEngine(MemoryEngine):
    """Remembers the versions it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str] = []

    def apply(self, changes: Iterable[Change]) -> None:
        changes = list(changes)
        self.given.extend(change.version_id for change in changes)
        super().apply(changes)


def test_what_the_archive_took_in_is_found(archive: Archive, memory: MemoryEngine) -> None:
    store_version(archive, make_version(), [["Roads.", "Rails."], ["Trade."]])
    assert drain(archive, memory) == 1
    assert memory.count() == 3
    assert archive.changes.pending() == []
    assert drain(archive, memory) == 0


def test_all_that_can_be_searched_and_counted_is_handed_over(archive: Archive, memory: MemoryEngine) -> None:
    store_version(
        archive, make_version(), [["Roads."], ["Rails."]], title="A study", date="2014-05", section=["One", "Two"]
    )
    drain(archive, memory)
    results = ask(memory, "title:study section:two page:2")
    assert results.total == 1
    assert [count.value for count in results.facets["year"]] == ["2014"]
    assert [count.value for count in results.facets["kind"]] == ["paragraph"]


@pytest.mark.parametrize("date", [None, "", "May 2014"])
def test_a_document_without_a_readable_date_has_no_year(
    archive: Archive, memory: MemoryEngine, date: str | None
) -> None:
    store_version(archive, make_version(), [["Roads."]], title="A study", date=date)
    drain(archive, memory)
    assert ask(memory, "roads").facets["year"] == ()


def test_a_new_edition_takes_the_place_of_the_old(archive: Archive, memory: MemoryEngine) -> None:
    store_version(archive, make_version(edition=1), [["Roads of old."]])
    drain(archive, memory)
    store_version(archive, make_version(edition=2), [["Roads anew."]])
    drain(archive, memory)
    assert found(memory, "old") == set()
    assert ask(memory, "roads").total == 1


def test_language_versions_stand_side_by_side(archive: Archive, memory: MemoryEngine) -> None:
    store_version(archive, make_version(language="en"), [["Roads."]])
    store_version(archive, make_version(language="es"), [["Carreteras."]])
    drain(archive, memory)
    assert memory.count() == 2


def test_changes_are_made_in_portions_and_progress_is_told(
    archive: Archive, memory: MemoryEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "BATCH_PASSAGES", 2)
    for number in range(3):
        store_version(archive, make_version(f"document-{number}"), [["Roads.", "Rails."]])
    told: list[tuple[int, int]] = []
    drain(archive, memory, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_version_noted_twice_is_put_once(archive: Archive) -> None:
    for _ in range(2):
        version = store_version(archive, make_version(), [["Roads."]])
    engine = RecordingEngine()
    engine.apply([PutVersion("other", (entry(),))])
    drain(archive, engine)
    assert engine.given == ["other", version.id]
    assert archive.changes.pending() == []


def test_ended_in_the_middle_the_next_drain_goes_on(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "BATCH_PASSAGES", 1)
    for number in range(3):
        store_version(archive, make_version(f"document-{number}"), [["Roads."]])
    engine = FailingEngine()
    with pytest.raises(KeyboardInterrupt):
        drain(archive, engine)
    assert (engine.count(), len(archive.changes.pending())) == (1, 2)
    drain(archive, engine)
    assert (engine.count(), archive.changes.pending()) == (3, [])


def test_rebuilding_forgets_what_the_archive_no_longer_has(archive: Archive, memory: MemoryEngine) -> None:
    store_version(archive, make_version(), [["Roads."]])
    memory.apply([PutVersion("stray", ())])
    drain(archive, memory)
    assert rebuild(archive, memory) == 1
    assert (memory.count(), archive.changes.pending()) == (1, [])


def test_an_empty_index_of_a_full_archive_is_filled(archive: Archive, memory: MemoryEngine) -> None:
    """A rebuild that was ended after clearing must not leave an archive in which nothing is found."""
    store_version(archive, make_version(), [["Roads."]])
    drain(archive, memory)
    memory.clear()
    assert drain(archive, memory) == 1
    assert memory.count() == 1


def test_an_empty_archive_makes_an_empty_index(archive: Archive, memory: MemoryEngine) -> None:
    assert (drain(archive, memory), rebuild(archive, memory)) == (0, 0)
