"""What becomes of files that were sent, as their page tells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive, Reason, SourceStatus
from ingest.outcome import Outcome
from search_app.pace import Pace
from tests.search_app.sending import OTHER, PDF, by_script, hold, send


def test_a_file_that_failed_is_tried_again_and_the_others_are_left(curator: FlaskClient, folder: Path) -> None:
    batch = send(curator, [(PDF, "one.pdf"), (OTHER, "two.pdf")]).location
    with Archive.open(folder) as archive:
        for row in archive.queue.waiting():
            reason = Reason("timed_out", "Too long.")
            archive.queue.finish(row, Outcome(row.source, SourceStatus.FAILED, 0.0, reason=reason).to_keep())
    page = curator.get(batch).text
    assert page.count("Reading it took too long and was stopped. The file is kept.") == 2
    assert page.count(f'formaction="{batch}/again"') == 2
    assert curator.post(f"{batch}/again", data={"file": "2"}, headers=by_script(curator)).location == batch
    with Archive.open(folder) as archive:
        assert [row.file_name for row in archive.queue.waiting()] == ["two.pdf"]


def test_a_file_is_in_only_when_it_can_be_found(curator: FlaskClient, folder: Path) -> None:
    """Until the index has it, it is on its way."""
    batch = send(curator, [(PDF, "one.pdf")]).location
    with Archive.open(folder) as archive:
        (row,) = archive.queue.waiting()
        outcome = Outcome(row.source, SourceStatus.ADDED, 0.0, version_id=hold(archive, row.sha256).id)
        archive.queue.finish(row, outcome.to_keep())
        assert "Read; it can be found in a moment" in curator.get(batch).text
        archive.changes.done(change.id for change in archive.changes.pending())
    page = curator.get(batch).text
    assert ">Added<" in page
    assert "1 of 1 file is added." in page
    assert "http-equiv" not in page


def test_a_file_that_failed_and_was_added_elsewhere_is_in(curator: FlaskClient, folder: Path) -> None:
    """As a locked one is, whose password was given on the command line."""
    batch = send(curator, [(PDF, "locked.pdf")]).location
    with Archive.open(folder) as archive:
        (row,) = archive.queue.waiting()
        reason = Reason("encrypted", "Locked.")
        archive.queue.finish(row, Outcome(row.source, SourceStatus.FAILED, 0.0, reason=reason).to_keep())
        assert "“pasaje retry --password-file” opens it." in curator.get(batch).text
        hold(archive, row.sha256)
        assert "1 is on its way." in curator.get(batch).text
        archive.changes.done(change.id for change in archive.changes.pending())
    page = curator.get(batch).text
    assert "1 of 1 file is added." in page
    assert ">Added<" in page
    assert "not added" not in page


def test_who_waits_for_another_program_is_told_so(
    curator: FlaskClient, archive: Archive, holder: object, folder: Path
) -> None:
    assert archive.folder == folder
    batch = send(curator, [(PDF, "one.pdf")]).location
    assert "Another program is adding files to the archive: yours come next." in curator.get(batch).text


def test_many_files_are_shown_in_pages(curator: FlaskClient, folder: Path) -> None:
    with Archive.open(folder) as archive:
        for number in range(101):
            archive.queue.put_upload("b" * 22, f"{number}.pdf", "ab" * 32)
    page = curator.get(f"/add/{'b' * 22}").text
    assert page.count('<li class="hit"') == 100
    assert curator.get(f"/add/{'b' * 22}?page=2").text.count('<li class="hit"') == 1


def test_time_left_is_told_when_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("search_app.pace.time.monotonic", lambda: now[0])
    pace = Pace()
    assert pace.seconds_left(1, 0, 100) is None
    now[0] = 10.0
    assert pace.seconds_left(1, 2, 100) is None
    assert pace.seconds_left(1, 20, 100) == 40
    assert pace.seconds_left(1, 0, 100) is None
