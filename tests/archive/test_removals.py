"""A version that is taken out leaves its links behind; one that is purged leaves no words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from itertools import count
from typing import Self

import pytest

from archive import Archive, Correction, Document, OriginalMissing, PassagePurged, State, Version, VersionNotFound
from tests.factories import make_version, store_version

TEXTS = [["What stands before it.", "The words that somebody quoted."]]


class Clock(datetime):
    """A second passes each time that somebody looks."""

    times = count()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2026, 11, 23, 12, tzinfo=tz) + timedelta(seconds=next(cls.times))


@pytest.fixture
def held(archive: Archive) -> Version:
    return store_version(archive, make_version(), TEXTS, title="The study", labels=["iv"])


def id_of(archive: Archive, version: Version) -> str:
    return archive.passages.of_version(version.id)[1].id


def test_links_into_a_version_that_was_taken_out_tell_what_they_read(archive: Archive, held: Version) -> None:
    passage_id = id_of(archive, held)
    archive.remove(held.id)
    gone = archive.permalinks.resolve(passage_id)
    assert (gone.state, gone.version) == (State.GONE, None)
    assert (gone.issued.text, gone.issued.places[0].label) == (TEXTS[0][1], "iv")
    assert (gone.issued.version.title, gone.issued.document.title) == ("The study", "The study")


def test_a_document_without_versions_is_no_longer_listed(archive: Archive, held: Version) -> None:
    archive.remove(held.id)
    assert archive.catalogue.documents() == archive.catalogue.versions() == []
    assert archive.originals.path(held.original_sha256).is_file()


def test_the_edition_before_is_the_newest_again(archive: Archive, held: Version) -> None:
    newer = store_version(archive, make_version(edition=2), [["The words that somebody quoted."]])
    archive.changes.done(change.id for change in archive.changes.pending())
    archive.remove(newer.id)
    assert archive.catalogue.current_versions() == [held]
    assert {change.version_id for change in archive.changes.pending()} == {held.id, newer.id}


def test_a_purged_version_keeps_its_citation_and_no_words(archive: Archive, held: Version) -> None:
    passage_id = id_of(archive, held)
    archive.remove(held.id, is_purged=True)
    with pytest.raises(PassagePurged) as purged:
        archive.permalinks.resolve(passage_id)
    issued = purged.value.issued
    assert (issued.text, issued.prefix, issued.suffix, issued.section) == ("", "", "", ())
    assert (issued.version.title, issued.places[0].label) == ("The study", "iv")
    with pytest.raises(OriginalMissing):
        archive.originals.path(held.original_sha256)
    database = (archive.folder / "catalogue.sqlite").read_bytes()
    wal = archive.folder / "catalogue.sqlite-wal"
    archive.close()
    assert b"somebody quoted" not in database or wal.exists()


def test_what_was_taken_out_can_be_purged_later_and_again(
    archive: Archive, held: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is known since when it is: its links say so."""
    monkeypatch.setattr("archive.removals.datetime", Clock)
    taken_out = archive.remove(held.id)
    purged = archive.remove(held.id, is_purged=True)
    assert purged.is_purged
    assert taken_out.removed_at < purged.removed_at
    assert archive.remove(held.id, is_purged=True) == purged


def test_words_that_another_edition_holds_outlive_the_purge_of_one(archive: Archive, held: Version) -> None:
    passage_id = id_of(archive, held)
    store_version(archive, make_version(edition=2), TEXTS)
    archive.remove(held.id, is_purged=True)
    assert archive.permalinks.resolve(passage_id).state is State.EXACT


def test_what_was_never_here_cannot_be_removed(archive: Archive) -> None:
    with pytest.raises(VersionNotFound):
        archive.remove("nothing")


def test_a_name_that_a_removed_document_had_goes_to_no_other(archive: Archive, held: Version) -> None:
    """Links into the one would be looked for in the other."""
    archive.remove(held.id)
    assert archive.catalogue.add_document("Another", name="study").id == "study-2"


def test_an_edition_that_was_removed_leaves_its_number_free_for_good(archive: Archive, held: Version) -> None:
    newer = store_version(archive, make_version(edition=2))
    archive.remove(newer.id)
    assert archive.catalogue.next_edition("study", "en") == 3
    assert archive.catalogue.next_edition("study", "es") == 1


def test_what_comes_back_is_no_longer_removed(archive: Archive, held: Version) -> None:
    passage_id = id_of(archive, held)
    archive.remove(held.id)
    archive.catalogue.put_document(Document("study", "The study"))
    again = store_version(archive, make_version(), TEXTS, title="The study", labels=["iv"])
    assert again.id == held.id
    assert archive.removals.find(held.id) is None
    assert archive.permalinks.resolve(passage_id).state is State.EXACT


def test_a_name_stays_taken_when_its_pdf_comes_back_elsewhere(archive: Archive, held: Version) -> None:
    """The PDF of “study” goes to another document; a new file must not take over its links."""
    archive.remove(held.id)
    archive.catalogue.put_document(Document("other", "Another"))
    store_version(archive, replace(held, document_id="other"), TEXTS)
    assert archive.catalogue.add_document("A new study", name="study").id == "study-2"


def test_what_people_said_of_passages_goes_when_these_are_purged(archive: Archive, held: Version) -> None:
    """It stays for a version that is only taken out, which may come back; and what was said of others stays."""
    spanish = store_version(archive, make_version(language="es"), [["Lo que precede.", "Las palabras citadas."]])
    (before, quoted), (precede, citadas) = (
        [each.id for each in archive.passages.of_version(version.id)] for version in (held, spanish)
    )
    for sides in (((before,), (precede,)), ((quoted,), ()), ((), (citadas,))):
        archive.alignment_corrections.correct(Correction("study", "en", "es", *sides, "ana"))
    archive.remove(held.id)
    assert len(archive.alignment_corrections.of_document("study")) == 3
    archive.remove(held.id, is_purged=True)
    (left,) = archive.alignment_corrections.of_document("study")
    assert left.to_ids == (citadas,)
    archive.remove(spanish.id, is_purged=True)
    assert archive.alignment_corrections.of_document("study") == ()


def test_what_was_said_of_words_that_another_edition_has_outlives_a_purge(archive: Archive, held: Version) -> None:
    later = store_version(archive, make_version(edition=2), TEXTS)
    spanish = store_version(archive, make_version(language="es"), [["Lo que precede."]])
    before, quoted = (each.id for each in archive.passages.of_version(later.id))
    (precede,) = (each.id for each in archive.passages.of_version(spanish.id))
    assert before in [each.id for each in archive.passages.of_version(held.id)]
    archive.alignment_corrections.correct(Correction("study", "en", "es", (before,), (precede,), "ana"))
    archive.alignment_corrections.correct(Correction("study", "en", "es", (quoted,), (), "ana"))
    archive.remove(held.id, is_purged=True)
    assert len(archive.alignment_corrections.of_document("study")) == 2
