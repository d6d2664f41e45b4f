"""A run that was ended is gone on with by the next, as if nothing had been."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive import Actor, Archive, Intake, Reason, SourceStatus, Way, WriterBusy
from ingest import Options, keeping, pipeline, relations, working_through
from ingest.pipeline import add, take_up
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.pdf_factory import Sheet, write_pdf


class _Killed(BaseException):
    """Stands for the end of a process: nothing catches it."""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in (("a.en", ENGLISH), ("a.es", SPANISH), ("b", ENGLISH + " Again.")):
        write_pdf(folder / f"{name}.pdf", [sheet_of(text)])
    return folder


def held(archive: Archive) -> list[tuple[str, str, str, int, list[str]]]:
    return [
        (
            each.id,
            each.document_id,
            each.title,
            each.edition,
            [one.id for one in archive.passages.of_version(each.id)],
        )
        for each in archive.catalogue.versions()
    ]


def end_at(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, *, call: int, after: bool = False) -> None:
    """End the run at a call of a function, before it does anything or after it has."""
    whole, calls = getattr(module, name), []

    def cut(*arguments: Any, **named: Any) -> Any:
        calls.append(name)
        if len(calls) == call and not after:
            raise _Killed
        done = whole(*arguments, **named)
        if len(calls) == call:
            raise _Killed
        return done

    monkeypatch.setattr(module, name, cut)


@pytest.mark.parametrize(
    ("step", "call", "after"),
    [
        ("receive", 2, False),
        ("receive", 3, True),
        ("keep", 1, False),
        ("keep", 2, True),
        ("_remember", 1, True),
        ("_remember", 3, False),
    ],
)
def test_a_run_that_was_ended_anywhere_ends_as_one_that_was_not(
    tmp_path: Path, papers: Path, step: str, call: int, after: bool
) -> None:
    """The same documents, editions and ids; no name is taken by what was never written."""
    with Archive.open(tmp_path / "whole") as whole, Archive.open(tmp_path / "ended") as ended:
        add(whole, [papers])
        with pytest.MonkeyPatch.context() as monkeypatch:
            end_at(monkeypatch, working_through if step == "keep" else pipeline, step, call=call, after=after)
            with pytest.raises(_Killed):
                add(ended, [papers])
        add(ended, [papers])
        assert held(ended) == held(whole)
        assert ended.queue.waiting() == []


def test_a_name_without_a_version_is_given_back(
    archive: Archive, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        end_at(patched, keeping, "passages_of", call=1)
        with pytest.raises(_Killed):
            add(archive, [papers])
    add(archive, [papers])
    assert {version.document_id for version in archive.catalogue.versions()} == {"a", "b"}


def test_what_waits_is_read_though_nobody_names_it_again(
    archive: Archive, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor need the file be there any more: its bytes are kept."""
    with monkeypatch.context() as patched:
        end_at(patched, working_through, "keep", call=2)
        with pytest.raises(_Killed):
            add(archive, [papers])
    for path in papers.iterdir():
        path.unlink()
    assert [outcome.status for outcome in add(archive, [])] == [SourceStatus.ADDED] * 2
    assert len(archive.catalogue.versions()) == 3


def test_what_was_asked_for_holds_after_an_end(
    archive: Archive, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended between the version and what was asked for with it, that is confirmed when it is gone on with."""
    with monkeypatch.context() as patched:
        end_at(patched, keeping, "kept", call=1)
        with pytest.raises(_Killed):
            add(archive, [papers / "b.pdf"], Options(title="Asked", date="2013-05"))
    (outcome,) = add(archive, [papers / "b.pdf"])
    assert outcome.status is SourceStatus.ADDED
    (version,) = archive.catalogue.versions()
    assert (version.title, archive.catalogue.get_document(version.document_id).date) == ("Asked", "2013-05")


def test_what_failed_waits_again_with_what_was_asked_for(archive: Archive, papers: Path) -> None:
    sha256 = archive.originals.put(papers / "b.pdf").sha256
    failed = Intake(
        "/gone/b.pdf", sha256, SourceStatus.FAILED, Reason("timed_out", "Too slow."), "", {"title": "T"}
    )
    never_kept = Intake("/gone/c.pdf", None, SourceStatus.FAILED, Reason("unreachable", "Away."), "")
    archive.intakes.put(failed)
    assert [each.source for each in take_up(archive, [failed, never_kept])] == ["/gone/c.pdf"]
    (outcome,) = add(archive, [])
    assert (outcome.status, outcome.source) == (SourceStatus.ADDED, "/gone/b.pdf")
    assert archive.catalogue.get_version(outcome.version_id or "").title == "T"
    assert archive.intakes.all() == []


def test_what_a_later_release_asked_for_is_left_and_stops_nobody(archive: Archive, papers: Path) -> None:
    sha256 = archive.originals.put(papers / "b.pdf").sha256
    archive.queue.put("/b.pdf", "b.pdf", sha256, options={"title": "Asked", "colour": "red", "ocr": "twice"})
    (outcome,) = add(archive, [])
    assert outcome.status is SourceStatus.ADDED
    assert archive.catalogue.versions()[0].title == "Asked"


def test_a_file_is_in_though_nothing_could_be_suggested_of_it(
    archive: Archive, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_given: object) -> None:
        raise ArithmeticError("strange words")

    monkeypatch.setattr(relations, "facts_of", break_off)
    (outcome,) = add(archive, [papers / "b.pdf"])
    assert (outcome.status, archive.intakes.all()) == (SourceStatus.ADDED, [])


def test_a_catalogue_that_others_hold_for_long_is_no_fault_of_a_file(
    archive: Archive, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: object) -> None:
        raise WriterBusy("another process")

    with monkeypatch.context() as patched:
        patched.setattr(archive.passages, "replace_version", busy)
        with pytest.raises(WriterBusy):
            add(archive, [papers / "b.pdf"])
    assert [row.file_name for row in archive.queue.waiting()] == ["b.pdf"]


def test_what_waits_is_remembered_however_often_it_is_added(archive: Archive, tmp_path: Path) -> None:
    blank = write_pdf(tmp_path / "blank.pdf", [Sheet()])
    add(archive, [blank])
    (outcome,) = add(archive, [blank])
    assert outcome.status is SourceStatus.UNCHANGED
    assert [(each.source, each.status) for each in archive.intakes.all()] == [(str(blank), SourceStatus.WAITING)]


def test_who_sent_a_file_sees_what_became_of_it_when_it_was_tried_again(archive: Archive, papers: Path) -> None:
    sha256 = archive.originals.put(papers / "b.pdf").sha256
    archive.queue.put_upload("one", "b.pdf", sha256, by=Actor("ana", Way.WEB))
    (row,) = archive.queue.waiting()
    failed = Intake(row.source, sha256, SourceStatus.FAILED, Reason("timed_out", "Too slow."), "")
    archive.intakes.put(failed)
    archive.queue.finish(row, {"status": "failed"})
    assert take_up(archive, [failed]) == []
    add(archive, [])
    (told,) = archive.queue.of_batch("one")
    assert (told.outcome or {})["status"] == "added"


def test_a_file_that_waits_already_stays_with_who_sent_it_when_it_is_tried_again(
    archive: Archive, papers: Path
) -> None:
    """As after a retry that was killed."""
    sha256 = archive.originals.put(papers / "b.pdf").sha256
    archive.queue.put_upload("one", "b.pdf", sha256, by=Actor("ana", Way.WEB))
    (row,) = archive.queue.waiting()
    failed = Intake(row.source, sha256, SourceStatus.FAILED, Reason("timed_out", "Too slow."), "", {"title": "T"})
    archive.queue.finish(row, {"status": "failed"})
    take_up(archive, [failed])
    assert take_up(archive, [failed]) == []
    (told,) = archive.queue.of_batch("one")
    assert (told.who, told.options) == ("ana", {"title": "T"})


def test_what_was_asked_for_holds_for_bytes_that_come_later(
    archive: Archive, papers: Path, tmp_path: Path
) -> None:
    path = tmp_path / "later.pdf"
    path.write_bytes(b"no PDF yet")
    asked = Options(document_id="chosen", language="es", title="Asked")
    assert [each.status for each in add(archive, [path], asked)] == [SourceStatus.FAILED]
    assert [each.status for each in add(archive, take_up(archive, archive.intakes.all()))] == [SourceStatus.FAILED]
    path.write_bytes((papers / "b.pdf").read_bytes())
    assert [each.status for each in add(archive, take_up(archive, archive.intakes.all()))] == [SourceStatus.ADDED]
    (version,) = archive.catalogue.versions()
    assert (version.document_id, version.language, version.title) == ("chosen", "es", "Asked")


def test_the_same_bytes_sent_twice_and_lost_since_fail_twice(archive: Archive, papers: Path) -> None:
    sha256 = archive.originals.put(papers / "b.pdf").sha256
    for batch in ("1", "2"):
        archive.queue.put(f"upload:{batch}/b.pdf", "b.pdf", sha256, batch=batch)
    archive.originals.drop(sha256)
    assert [outcome.status for outcome in add(archive, [])] == [SourceStatus.FAILED] * 2


def test_the_same_bytes_sent_twice_are_read_once_and_both_are_told(archive: Archive, papers: Path) -> None:
    sha256 = archive.originals.put(papers / "b.pdf").sha256
    for batch in ("1", "2"):
        archive.queue.put(f"upload:{batch}/b.pdf", "b.pdf", sha256, batch=batch)
    assert [outcome.status for outcome in add(archive, [])] == [SourceStatus.ADDED, SourceStatus.UNCHANGED]
    outcomes = [archive.queue.of_batch(batch)[0].outcome or {} for batch in ("1", "2")]
    assert outcomes[0]["version"] == outcomes[1]["version"]
