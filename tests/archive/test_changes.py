"""The outbox keeps a change until the index has it."""

from __future__ import annotations

from archive import Archive
from tests.factories import make_version, store_version


def test_a_change_stays_until_it_is_struck_off(archive: Archive) -> None:
    store_version(archive, make_version("letter"))
    store_version(archive, make_version("study"))
    first, second = archive.changes.pending()
    archive.changes.done([first.id])
    assert archive.changes.pending() == [second]


def test_a_change_made_meanwhile_is_not_struck_off_with_the_one_before(archive: Archive) -> None:
    """A version written again while the index takes in its former state must be looked at again."""
    version = store_version(archive, make_version())
    taken = archive.changes.pending()
    store_version(archive, make_version())
    archive.changes.done(change.id for change in taken)
    assert [change.version_id for change in archive.changes.pending()] == [version.id]


def test_ids_of_changes_are_never_used_again(archive: Archive) -> None:
    store_version(archive, make_version())
    (old,) = archive.changes.pending()
    archive.changes.done([old.id])
    store_version(archive, make_version())
    (new,) = archive.changes.pending()
    assert new.id > old.id


def test_an_index_from_zero_hears_of_every_version_once(archive: Archive) -> None:
    versions = {store_version(archive, make_version(name)).id for name in ("letter", "study", "report")}
    archive.changes.note_all()
    pending = [change.version_id for change in archive.changes.pending()]
    assert sorted(pending) == sorted(versions)
