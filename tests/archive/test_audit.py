"""The log of changes: it grows, it is written with the change, and it keeps no words of what was purged."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from archive import (
    AccountTaken,
    Action,
    Actor,
    Archive,
    Deed,
    Field,
    Role,
    VersionNotFound,
    Way,
)
from archive.audit import Audit
from tests.factories import make_version, store_version

ANA = Actor("ana", Way.WEB, "192.0.2.7")


def deeds(archive: Archive, **asked: str) -> list[Deed]:
    return [event.deed for event in archive.audit.events(**asked)]  # type: ignore[arg-type]


def test_what_is_noted_is_given_back_the_latest_first(archive: Archive) -> None:
    first = Deed(ANA, Action.ADD, "v1", "study", {"source": "a.pdf"})
    second = Deed(
        Actor("os:root", Way.COMMAND), Action.ROLE, "luis", None, {"before": "reader", "after": "curator"}
    )
    archive.audit.note(first)
    archive.audit.note(second)
    assert deeds(archive) == [second, first]
    assert archive.audit.events(limit=1)[0].at.endswith("+00:00")


def test_it_is_asked_for_by_version_document_account_and_time(archive: Archive) -> None:
    archive.audit.note(Deed(ANA, Action.ADD, "v1", "study"))
    archive.audit.note(Deed(Actor("luis", Way.API), Action.ADD, "v2", "letter"))
    for about in ("v1", "study", "ana"):
        assert [deed.about for deed in deeds(archive, about=about)] == ["v1"]
    assert len(deeds(archive, since="2020-01-01T00:00:00+00:00")) == 2
    assert deeds(archive, since="9999-01-01T00:00:00+00:00") == []


def test_nothing_takes_events_back(archive: Archive) -> None:
    assert {name for name in vars(Audit) if not name.startswith("_")} == {"note", "events"}


def test_a_change_that_fails_leaves_nothing_in_the_log(archive: Archive) -> None:
    archive.accounts.add("ana", Role.READER, "hash")
    with pytest.raises(AccountTaken):
        archive.accounts.add("ana", Role.READER, "hash", Deed(ANA, Action.ACCOUNT_ADDED, "ana"))
    with pytest.raises(VersionNotFound):
        archive.remove("nothing", deed=Deed(ANA, Action.REMOVE, "nothing"))
    assert deeds(archive) == []


def test_the_words_of_what_is_purged_leave_the_log(archive: Archive) -> None:
    """That and by whom something was done stays, and which fields; other documents keep what was said of them."""
    version = store_version(archive, make_version(), title="Study")
    other = store_version(archive, make_version(document_id="letter", language="es"), title="Letter")
    source = {"source": "/home/ana/secret name.pdf"}
    archive.audit.note(Deed(ANA, Action.ADD, version.id, "study", source))
    archive.audit.note(Deed(ANA, Action.ADD, other.id, "letter", {"source": "/letter.pdf"}))
    said = {"fields": {"title-en": {"before": "Secret title", "after": "Study"}, "place": {"after": "Lima"}}}
    archive.descriptions.change(
        "study", {Field.PLACE: "Lima"}, {"en": "Study"}, deed=Deed(ANA, Action.EDIT, "study", "study", said)
    )
    archive.remove(version.id, deed=Deed(ANA, Action.REMOVE, version.id, "study"))
    assert "Secret" in repr(deeds(archive))
    archive.remove(version.id, is_purged=True, deed=Deed(ANA, Action.PURGE, version.id, "study"))
    purge, remove, edit, letter, add = deeds(archive)
    assert [each.action for each in (purge, remove, edit, add)] == ["purge", "remove", "edit", "add"]
    assert edit.details == {"struck": True, "fields": ["place", "title-en"]}
    assert add.details == {"struck": True, "fields": []}
    assert letter.details == {"source": "/letter.pdf"}
    with archive._database.connect() as connection:
        rows = connection.execute(text("SELECT * FROM events")).all()
    assert "ecret" not in repr(rows)


def test_the_words_of_a_document_that_it_was_put_from_leave_the_log_too(archive: Archive) -> None:
    version = store_version(archive, make_version(), title="Study")
    archive.audit.note(Deed(ANA, Action.ADD, version.id, "first", {"source": "secret.pdf"}))
    said = {"fields": {"title-en": {"before": "Secret title", "after": "Study"}}}
    archive.audit.note(Deed(ANA, Action.EDIT, "first", "first", said))
    archive.audit.note(Deed(ANA, Action.RELATE, version.id, "study", {"from": "first"}))
    archive.remove(version.id, is_purged=True)
    assert "ecret" not in repr(deeds(archive))


def test_nor_do_they_stay_in_the_file(archive: Archive) -> None:
    version = store_version(archive, make_version(), title="Study")
    archive.audit.note(Deed(ANA, Action.ADD, version.id, "study", {"source": "unheard-of-name.pdf"}))
    name = "unheard-of-name.pdf"
    archive.queue.put(name, name, version.original_sha256, batch="sent", who="ana")
    archive.queue.finish(archive.queue.waiting()[0], {"status": "added"})
    with archive.writing("purging"):
        archive.remove(version.id, is_purged=True, deed=Deed(ANA, Action.PURGE, version.id, "study"))
    kept = [path.read_bytes() for path in archive.folder.glob("catalogue.sqlite*")]
    assert not any(b"unheard-of-name" in each for each in kept)
