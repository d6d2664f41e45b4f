"""What was received waits in its order, whoever ends."""

from __future__ import annotations

import pytest

from archive import Actor, Archive, Stage, Way
from archive.how_far import FILE_NAME
from archive.queue import Queued

ONE, OTHER = "ab" * 32, "cd" * 32


def waiting(archive: Archive) -> list[tuple[str, str]]:
    return [(row.source, row.sha256) for row in archive.queue.waiting()]


def first(archive: Archive) -> Queued:
    return archive.queue.waiting()[0]


def test_files_wait_in_the_order_they_came(archive: Archive) -> None:
    archive.queue.put("/b.pdf", "b.pdf", ONE)
    archive.queue.put("/a.pdf", "a.pdf", OTHER)
    assert waiting(archive) == [("/b.pdf", ONE), ("/a.pdf", OTHER)]
    assert archive.queue.count_waiting() == 2
    assert archive.queue.hashes() == {ONE, OTHER}


def test_a_source_that_waits_keeps_its_turn_with_the_bytes_of_now(archive: Archive) -> None:
    archive.queue.put("/b.pdf", "b.pdf", ONE)
    archive.queue.put("/a.pdf", "a.pdf", ONE)
    archive.queue.put("/b.pdf", "b.pdf", OTHER, options={"language": "es"})
    assert waiting(archive) == [("/b.pdf", OTHER), ("/a.pdf", ONE)]
    assert first(archive).options == {"language": "es"}


def test_bytes_that_wait_are_found_by_their_hash(archive: Archive) -> None:
    archive.queue.put("/b.pdf", "b.pdf", ONE)
    found = archive.queue.find(ONE)
    assert found is not None
    assert found.source == "/b.pdf"
    assert archive.queue.find(OTHER) is None


def test_what_nobody_looks_at_is_struck_off_when_it_is_done(archive: Archive) -> None:
    archive.queue.put("/b.pdf", "b.pdf", ONE)
    archive.queue.finish(first(archive), {"status": "added"})
    assert archive.queue.waiting() == []


def test_what_was_sent_in_a_batch_stays_with_its_outcome(archive: Archive) -> None:
    archive.queue.put("upload:7/b.pdf", "b.pdf", ONE, batch="7", who="ana")
    archive.queue.finish(first(archive), {"status": "added"})
    assert archive.queue.waiting() == []
    (row,) = archive.queue.of_batch("7")
    assert (row.stage, row.outcome, row.who) == (Stage.DONE, {"status": "added"}, "ana")


def test_how_far_a_file_is_can_be_seen_until_it_is_done(archive: Archive) -> None:
    archive.queue.put("upload:7/b.pdf", "b.pdf", ONE, batch="7")
    row = first(archive)
    archive.queue.advance(row.id, Stage.READING, 3, 12)
    assert (first(archive).stage, first(archive).pages_done, first(archive).page_count) == (Stage.READING, 3, 12)
    archive.queue.finish(row, {"status": "added"})
    archive.queue.advance(row.id, Stage.READING, 4, 12)
    assert archive.queue.of_batch("7")[0].stage is Stage.DONE


def test_pages_that_are_read_make_no_other_state_of_the_catalogue(archive: Archive) -> None:
    """Else all that readers have kept of an archive would be old twice a second."""
    archive.queue.put("upload:7/b.pdf", "b.pdf", ONE, batch="7")
    row = first(archive)
    archive.queue.advance(row.id, Stage.READING, 1, 12)
    before = archive.state(beside="index/stamp.json")
    archive.queue.advance(row.id, Stage.READING, 5, 12)
    assert archive.state(beside="index/stamp.json") == before
    with Archive.open(archive.folder) as another:
        assert (first(another).pages_done, first(another).page_count) == (5, 12)
    archive.queue.advance(row.id, Stage.RECOGNISING, 0, 12)
    assert archive.state(beside="index/stamp.json") != before
    assert (first(archive).stage, first(archive).pages_done) == (Stage.RECOGNISING, 0)


@pytest.mark.parametrize("said", ["", "{", "[]", '{"1": 3}', '{"1": ["reading", "many", 9]}'])
def test_notes_that_cannot_be_read_are_none(archive: Archive, said: str) -> None:
    archive.queue.put("/b.pdf", "b.pdf", ONE)
    archive.queue.advance(first(archive).id, Stage.READING, 3, 12)
    (archive.folder / FILE_NAME).write_text(said)
    assert (first(archive).stage, first(archive).pages_done) == (Stage.READING, 3)


def test_what_is_done_tells_of_all_its_pages(archive: Archive) -> None:
    archive.queue.put("upload:7/b.pdf", "b.pdf", ONE, batch="7")
    archive.queue.advance(first(archive).id, Stage.READING, 3, 12)
    archive.queue.advance(first(archive).id, Stage.READING, 4, 12)
    archive.queue.finish(first(archive), {"status": "added", "pages": 12})
    (row,) = archive.queue.of_batch("7")
    assert (row.stage, row.pages_done, row.page_count) == (Stage.DONE, 12, 12)


def test_what_waits_again_has_no_page_read(archive: Archive) -> None:
    archive.queue.put("/b.pdf", "b.pdf", ONE)
    archive.queue.advance(first(archive).id, Stage.READING, 3, 12)
    archive.queue.advance(first(archive).id, Stage.READING, 4, 12)
    archive.queue.advance(first(archive).id, Stage.WAITING)
    assert (first(archive).stage, first(archive).pages_done) == (Stage.WAITING, 0)


def test_what_is_done_is_struck_off_after_its_time(archive: Archive) -> None:
    archive.queue.put("upload:7/b.pdf", "b.pdf", ONE, batch="7")
    archive.queue.put("upload:7/a.pdf", "a.pdf", OTHER, batch="7")
    archive.queue.finish(first(archive), {"status": "added"})
    archive.queue.drop_done("2000-01-01T00:00:00+00:00")
    assert len(archive.queue.of_batch("7")) == 2
    archive.queue.drop_done("9999-01-01T00:00:00+00:00")
    assert [row.file_name for row in archive.queue.of_batch("7")] == ["a.pdf"]


def test_files_of_a_batch_are_named_as_in_a_folder_and_none_puts_another_aside(archive: Archive) -> None:
    for name, sha256 in (("a.pdf", ONE), ("b.pdf", ONE), ("a.pdf", OTHER)):
        archive.queue.put_upload("batch", name, sha256, by=Actor("ana", Way.API, "192.0.2.7"))
    assert [row.source for row in archive.queue.of_batch("batch")] == [
        "upload:batch/a.pdf",
        "upload:batch/b.pdf",
        "upload:batch/2/a.pdf",
    ]
    assert {(row.who, row.way, row.address) for row in archive.queue.of_batch("batch")} == {
        ("ana", "api", "192.0.2.7")
    }
    assert archive.queue.count_batch("batch") == 3
    assert archive.queue.count_batch("other") == 0


def test_what_is_refused_is_noted_and_does_not_wait(archive: Archive) -> None:
    archive.queue.put_upload("batch", "a.pdf", "", outcome={"status": "failed"})
    (row,) = archive.queue.of_batch("batch")
    assert (row.stage, row.outcome) == (Stage.DONE, {"status": "failed"})
    assert archive.queue.count_waiting() == 0


def test_what_is_put_back_waits_again_in_its_place(archive: Archive) -> None:
    archive.queue.put_upload("batch", "a.pdf", ONE, options={"language": "es"})
    archive.queue.put_upload("batch", "b.pdf", OTHER)
    archive.queue.finish(first(archive), {"status": "failed"})
    archive.queue.put_back(archive.queue.of_batch("batch")[0])
    row = first(archive)
    assert (row.file_name, row.options, row.outcome) == ("a.pdf", {"language": "es"}, None)


def test_what_is_put_back_may_be_asked_for_otherwise(archive: Archive) -> None:
    archive.queue.put_upload("batch", "a.pdf", ONE, options={"language": "es"})
    archive.queue.finish(first(archive), {"status": "failed"})
    archive.queue.put_back(archive.queue.of_batch("batch")[0], {"ocr": "never"})
    assert first(archive).options == {"ocr": "never"}


def test_all_that_has_the_same_bytes_is_struck_off(archive: Archive) -> None:
    archive.queue.put("upload:7/b.pdf", "b.pdf", ONE, batch="7")
    archive.queue.finish(first(archive), {"status": "added"})
    archive.queue.put("/b.pdf", "b.pdf", ONE)
    archive.queue.put("/a.pdf", "a.pdf", OTHER)
    archive.queue.drop(ONE)
    assert waiting(archive) == [("/a.pdf", OTHER)]
    assert archive.queue.of_batch("7") == []
