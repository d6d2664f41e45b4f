"""An archive is one folder, opened as one thing; one process writes at a time and the others know who."""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, text, update

from archive import Archive, ArchiveError, CatalogueFull, CatalogueUnusable, WriterBusy
from archive.store import _archive_id
from archive.tables import documents
from tests.factories import make_version, store_version


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_sqlite_is_set_up_on_every_connection(archive: Archive, pragma: str, value: object) -> None:
    """`synchronous` 2 is FULL: a commit that returned survives a power cut."""
    with archive._database.connect() as one, archive._database.connect() as other:
        for connection in (one, other):
            assert connection.scalar(text(f"PRAGMA {pragma}")) == value


def test_an_archive_keeps_its_name(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as first, Archive.open(tmp_path) as again:
        assert first.id == again.id


def test_two_archives_have_two_names(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "one") as one, Archive.open(tmp_path / "other") as other:
        assert one.id != other.id


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "investigación ?a=1 #2 100%"
    with Archive.open(folder):
        assert (folder / "catalogue.sqlite").is_file()


def test_the_catalogue_may_lie_elsewhere(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "data", f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"):
        assert (tmp_path / "elsewhere.sqlite").is_file()
        assert not (tmp_path / "data" / "catalogue.sqlite").exists()


def test_a_catalogue_that_is_no_database_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_text("Dear diary, " * 100)
    with pytest.raises(
        CatalogueUnusable, match=r"catalogue.sqlite cannot be used \(file is not a database\)"
    ) as caught:
        Archive.open(tmp_path)
    assert isinstance(caught.value, ArchiveError)


def test_the_state_told_while_reading_is_that_of_what_is_read(archive: Archive) -> None:
    """Or one before it: what is kept by it must not be taken for what came after."""
    before = archive.state(beside="index")
    with archive.reading():
        archive.catalogue.documents()
        with Archive.open(archive.folder) as another:
            store_version(another, make_version())
        assert archive.catalogue.documents() == []
        assert archive.state(beside="index") == before
    assert archive.state(beside="index") != before


def test_a_state_is_told_of_no_commit_that_is_not_yet_seen(archive: Archive) -> None:
    """It stands in the log before it is seen: who looks at the log alone keeps the old as what came after."""
    store_version(archive, make_version())
    told: dict[object, list[str]] = {}
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            with archive.reading():
                state = archive.state(beside="index")
                told.setdefault(state, []).append(archive.catalogue.documents()[0].title)

    thread = threading.Thread(target=read)
    thread.start()
    with Archive.open(archive.folder) as another:
        for number in range(150):
            with another._database.begin() as connection:
                connection.execute(update(documents).values(title=f"Title {number}"))
            time.sleep(0.005)
    is_over.set()
    thread.join()
    assert len(told) > 20
    # The last may have been read after a commit that came when the state had been told: it will not be told again.
    assert [seen for seen in told.values() if len(set(seen[:-1])) > 1] == []


def test_writing_does_not_wait_when_nobody_writes(archive: Archive) -> None:
    assert archive.writer() is None
    with archive.writing("reindexing") as waited_for:
        assert waited_for is None
        assert archive.writer() == f"reindexing (process {os.getpid()})"
    assert archive.writer() is None


def test_a_second_writer_waits_and_hears_for_whom(archive: Archive, holder: subprocess.Popen[str]) -> None:
    assert archive.writer() == f"adding 3 files (process {holder.pid})"
    release = threading.Timer(0.3, holder.communicate)
    release.start()
    with archive.writing("adding one file") as waited_for:
        assert waited_for == f"adding 3 files (process {holder.pid})"
        assert holder.wait() == 0
    release.join()


def test_a_writer_may_wait_for_so_long_only(archive: Archive, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(WriterBusy, match="has the archive"), archive.writing("editing", patience=0.1):
        pass
    assert holder.poll() is None
    assert archive.writer()


def test_a_writer_that_is_killed_frees_the_lock(archive: Archive, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    assert archive.writer() is None
    with archive.writing("adding one file") as waited_for:
        assert waited_for is None


def test_a_writer_without_a_readable_note_is_another_process(
    archive: Archive, holder: subprocess.Popen[str]
) -> None:
    (archive.folder / "writer.json").write_text("{")
    assert archive.writer() == "another process"


def test_readers_do_not_wait_for_a_writer(archive: Archive, holder: subprocess.Popen[str]) -> None:
    with Archive.open(archive.folder) as reader:
        assert reader.catalogue.documents() == []


def test_an_archive_is_opened_while_somebody_writes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who only reads waits for no transaction that is open."""
    monkeypatch.setattr("archive.database._BUSY_SECONDS", 0)
    with archive._database.begin() as connection:
        connection.execute(text("INSERT INTO documents (id, title) VALUES ('study', 'Study')"))
        with Archive.open(archive.folder) as reader:
            assert reader.id == archive.id
            assert reader.catalogue.documents() == []


def test_two_that_find_no_name_give_the_same(archive: Archive) -> None:
    with archive._database.begin() as connection:
        connection.execute(text("DELETE FROM settings"))
    with ThreadPoolExecutor(2) as threads:
        names = set(threads.map(lambda _: _archive_id(archive._database), range(2)))
    assert len(names) == 1


def test_the_lock_is_freed_when_the_work_fails(archive: Archive) -> None:
    with pytest.raises(ZeroDivisionError), archive.writing("dividing"):
        raise ZeroDivisionError
    assert archive.writer() is None
    assert not (archive.folder / "writer.json").exists()


def test_what_is_read_together_is_of_one_state(archive: Archive) -> None:
    """A link must not be resolved of one reading and drawn of the next."""
    version = store_version(archive, make_version(), [["Before."]])
    with archive.reading():
        (passage,) = archive.passages.of_version(version.id)
        with Archive.open(archive.folder) as writer:
            writer.passages.replace_version(version, [], [])
            writer.remove(version.id)
        assert archive.passages.of_version(version.id) == [passage]
        assert archive.issues.of(passage.id)[0].version == version
    assert archive.catalogue.find_version(version.id) is None
    assert archive.issues.of(passage.id)[0].retired_at


def test_what_is_read_within_is_of_the_state_of_what_is_around_it(archive: Archive) -> None:
    version = store_version(archive, make_version(), [["Before."]])
    with archive.reading():
        held = archive.passages.of_version(version.id)
        with Archive.open(archive.folder) as writer:
            writer.passages.replace_version(version, [], [])
        with archive.reading():
            assert archive.passages.of_version(version.id) == held
        assert archive.passages.of_version(version.id) == held
    assert archive.passages.of_version(version.id) == []


def test_two_that_read_and_then_write_do_so_one_after_the_other(archive: Archive) -> None:
    def count() -> None:
        for _ in range(20):
            document = archive.catalogue.add_document("A study", name="study")
            archive.passages.replace_version(make_version(document.id, sha256=sha_of(document.id)), [], [])

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({document.id for document in archive.catalogue.documents()}) == 60


def test_what_was_purged_is_in_no_file_of_the_catalogue(archive: Archive) -> None:
    """Nor in its log, though another process has it open."""
    version = store_version(archive, make_version(), [["Nobody may read this again."]])
    with Archive.open(archive.folder) as other:
        other.catalogue.documents()
        archive.remove(version.id)
        with archive.writing("purging"):
            archive.remove(version.id, is_purged=True)
        files = list(archive.folder.glob("catalogue.sqlite*"))
        assert not [path for path in files if b"read this again" in path.read_bytes()]


def test_a_purge_that_was_cut_short_is_finished_by_who_writes_next(archive: Archive) -> None:
    version = store_version(archive, make_version())
    archive.removals.take_out(version.id, is_purged=True)
    assert list(archive.originals.hashes())
    with archive.writing("something else"):
        pass
    assert not list(archive.originals.hashes())


def test_what_was_given_again_and_waits_is_no_part_of_a_purge(archive: Archive) -> None:
    version = store_version(archive, make_version())
    archive.remove(version.id)
    archive.queue.put("/given/again.pdf", "again.pdf", version.original_sha256)
    with archive.writing("purging"):
        archive.remove(version.id, is_purged=True)
    assert list(archive.originals.hashes()) == [version.original_sha256]


def test_nobody_notes_what_was_sent_while_a_purge_looks_what_it_may_delete(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = store_version(archive, make_version())
    archive.removals.take_out(version.id, is_purged=True)
    drop, noting = (
        archive.originals.drop,
        threading.Thread(target=archive.queue.put, args=("/again.pdf", "again.pdf", version.original_sha256)),
    )

    def slow_drop(sha256: str) -> None:
        noting.start()
        noting.join(0.2)
        assert not archive.queue.count_waiting()
        drop(sha256)

    monkeypatch.setattr(archive.originals, "drop", slow_drop)
    archive.finish_purges()
    noting.join()
    assert archive.queue.count_waiting()


def sha_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def test_a_document_whose_version_never_came_leaves_its_name_free(archive: Archive) -> None:
    """As after a kill between the two: the same file gets the same name as if nothing had been."""
    archive.catalogue.add_document("A study", name="study")
    with archive.writing("adding it again"):
        assert archive.catalogue.add_document("A study", name="study").id == "study"


def test_a_full_disk_keeps_nobody_from_making_room(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    version = store_version(archive, make_version())

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fail)
    with archive.writing("purging"):
        archive.remove(version.id, is_purged=True)
    assert not list(archive.originals.hashes())


def test_a_catalogue_for_which_there_is_no_room_says_so(archive: Archive) -> None:
    """SQLite's own limit answers as a full disk does."""
    version = store_version(archive, make_version())
    with archive._database.engine.connect() as connection:
        size = connection.scalar(text("PRAGMA page_count"))

    def limit(connection: object, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count={size}")  # type: ignore[attr-defined]

    event.listen(archive._database.engine, "checkout", limit)
    with pytest.raises(CatalogueFull, match=r"The disk is full.*Make room"):
        store_version(archive, make_version("large"), [["word " * 1000]] * 50)
    event.remove(archive._database.engine, "checkout", limit)
    assert [each.id for each in archive.catalogue.versions()] == [version.id]
    store_version(archive, make_version("large"))


def test_a_catalogue_that_was_torn_is_told_in_a_sentence(archive: Archive, tmp_path: Path) -> None:
    store_version(archive, make_version(), [["Regional innovation. " * 500]] * 20)
    archive.close()
    whole = (archive.folder / "catalogue.sqlite").read_bytes()
    (archive.folder / "catalogue.sqlite").write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    with pytest.raises(CatalogueUnusable, match="cannot be used"):
        Archive.open(archive.folder)
