"""From the archive into the engine, and never anything lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from archive import Archive
from index import indexer, open_engine
from index.engine import Change, PutVersion
from index.errors import EngineUnknown, IndexMissing
from index.indexer import drain, rebuild, remake
from index.whoosh_engine import WhooshEngine
from tests.factories import make_version, store_version
from tests.index.makers import ask, entry, found, ids
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
        self.applied = 0

    def apply(self, changes: Iterable[Change]) -> None:
        changes = list(changes)
        self.applied += 1
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


def test_changes_are_made_in_portions(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "BATCH_PASSAGES", 2)
    for number in range(3):
        store_version(archive, make_version(f"document-{number}"), [["Roads.", "Rails."]])
    engine = RecordingEngine()
    drain(archive, engine)
    assert (len(engine.given), engine.applied) == (3, 3)


def test_long_passages_fill_a_portion_sooner(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "BATCH_CHARACTERS", 20)
    for number in range(4):
        store_version(archive, make_version(f"document-{number}"), [["Roads and rails."]])
    engine = RecordingEngine()
    drain(archive, engine)
    assert (len(engine.given), engine.applied) == (4, 2)


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


@pytest.mark.parametrize(
    ("text", "is_contents"),
    [
        ("1 Regions … 3\n2 Regional innovation … 12\n3 Borders … iv", True),
        ("1 Regions … 3 2 Regional innovation … 12 3 Borders … 15 and so on.", True),
        ("Regional innovation … 12", True),
        ("Regional innovation … and 12 others.", False),
        ("He waited … 12 days, then … 3 more, and went.", False),
        ("Regional innovation.", False),
    ],
)
def test_a_table_of_contents_comes_after_all_else(
    archive: Archive, memory: MemoryEngine, text: str, is_contents: bool
) -> None:
    store_version(archive, make_version(), [[text]])
    (version,) = archive.catalogue.current_versions()
    (made,) = indexer.entries(
        archive.catalogue.get_document(version.document_id), version, archive.passages.of_version(version.id)
    )
    assert (made.weight < 1.0) == is_contents


class TestRemaking:
    """Whoever searches while an index is made again has the old one until the new one is whole."""

    @pytest.fixture
    def folder(self, archive: Archive, tmp_path: Path) -> Path:
        """Give the folder of an index of three versions."""
        for number in range(3):
            store_version(archive, make_version(f"document-{number}"), [["Roads."]])
        remake(archive, "whoosh", tmp_path / "live")
        return tmp_path / "live"

    @pytest.fixture
    def seen(self, archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
        """Give what another process finds before and after each portion of a new index."""
        monkeypatch.setattr(indexer, "BATCH_PASSAGES", 1)
        other = WhooshEngine.open(folder, archive_id=archive.id)
        totals = [ask(other, "roads").total]
        apply = WhooshEngine.apply

        def watched(engine: WhooshEngine, changes: Iterable[Change]) -> None:
            totals.append(ask(other, "roads").total)
            apply(engine, changes)
            totals.append(ask(other, "roads").total)

        monkeypatch.setattr(WhooshEngine, "apply", watched)
        yield totals
        totals.append(ask(other, "roads").total)
        assert totals[-1] == 3
        other.close()

    def test_others_never_see_a_part_of_it(self, archive: Archive, folder: Path, seen: list[int]) -> None:
        engine = remake(archive, "whoosh", folder)
        assert seen == [3] * 7
        assert ask(engine, "roads").total == 3

    def test_others_see_the_new_one_at_once(self, archive: Archive, folder: Path) -> None:
        other = WhooshEngine.open(folder, archive_id=archive.id)
        assert ask(other, "roads").total == 3
        other.apply([PutVersion("stray", (entry("Roads."),))])
        assert ask(other, "roads").total == 4
        remake(archive, "whoosh", folder)
        assert ask(other, "roads").total == 3

    def test_where_there_was_none_it_is_missing_until_it_is_whole(
        self, archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fresh = folder.with_name("none-yet")

        def looked_for(engine: WhooshEngine, changes: Iterable[Change]) -> None:
            apply(engine, changes)
            with pytest.raises(IndexMissing):
                open_engine("whoosh", fresh, archive_id=archive.id)

        apply = WhooshEngine.apply
        monkeypatch.setattr(WhooshEngine, "apply", looked_for)
        assert len(ids(ask(remake(archive, "whoosh", fresh), "roads").matches)) == 3

    def test_ended_in_the_middle_the_old_one_stays_and_nothing_is_struck_off(
        self, archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store_version(archive, make_version("new"), [["Roads anew."]])
        with monkeypatch.context() as patched:
            patched.setattr(WhooshEngine, "apply", _ended)
            with pytest.raises(KeyboardInterrupt):
                remake(archive, "whoosh", folder)
        engine = open_engine("whoosh", folder, archive_id=archive.id)
        assert (ask(engine, "roads").total, drain(archive, engine)) == (3, 1)
        assert ask(engine, "roads").total == 4

    def test_what_a_killed_one_left_is_cleared_away(self, archive: Archive, folder: Path) -> None:
        for left in ("live.new-1", "live.old-1"):
            (folder.parent / left).mkdir()
        remake(archive, "whoosh", folder)
        assert [each.name for each in folder.parent.glob("live*")] == ["live"]

    def test_what_waited_is_struck_off(self, archive: Archive, folder: Path) -> None:
        store_version(archive, make_version("new"), [["Roads anew."]])
        engine = remake(archive, "whoosh", folder)
        assert (ask(engine, "roads").total, archive.changes.pending()) == (4, [])

    def test_a_new_one_that_cannot_take_its_place_leaves_the_old_one(
        self, archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rename = Path.rename

        def refused(path: Path, target: Path) -> Path:
            if ".new-" in path.name:
                raise PermissionError
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", refused)
        with pytest.raises(PermissionError):
            remake(archive, "whoosh", folder)
        assert ask(open_engine("whoosh", folder, archive_id=archive.id), "roads").total == 3

    def test_an_unknown_engine_touches_nothing(self, archive: Archive, folder: Path) -> None:
        with pytest.raises(EngineUnknown):
            remake(archive, "lucene", folder)
        assert folder.is_dir()


def _ended(*_: object) -> None:
    raise KeyboardInterrupt
