"""A scan on its way through the product: waiting, read, searched, marked, linked; words in doubt are told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Action, Actor, Archive, PageState, Warned, Way
from ingest.waiting import waiting_for_ocr
from search_app import create_app, intake_worker
from search_app.bell import Bell
from search_app.intake_watch import IntakeWatch
from search_app.pair_in_hand import PairInHand
from search_app.reading_report import SURE, doubtful_words
from search_app.settings import Settings
from tests.conftest import Runner
from tests.factories import make_version, page, store_version
from tests.ingest.test_reading import ENGLISH, SPANISH
from tests.pdf_factory import Sheet, wrap
from tests.scan_factory import needs_program, write_scan


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Give a scan that leans, an English page and a Spanish one."""
    sheets = []
    for title, text in (("Study of the Regions", ENGLISH), ("Estudio de las regiones", SPANISH)):
        sheet = Sheet().put(title, x=72, y=100, size=20)
        sheet.set(wrap(text), x=72, y=160)
        sheets.append(sheet)
    return write_scan(tmp_path / "doc0001.pdf", sheets, lean=1.0)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[FlaskClient]:
    app = create_app(Settings(data=tmp_path / "data"))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    app.extensions["pasaje"].close()


@needs_program
def test_a_scan_waits_without_the_program_and_is_taken_up_when_it_is_there(
    scan: Path, archive: Archive, runner: Runner, reader: FlaskClient
) -> None:
    """Every step of a reader works on it then: search, mark, link, and the report says that OCR read it."""
    (waiting,) = runner("add", str(scan), "--json", PATH="").objects
    assert (waiting["status"], waiting["reason"]["code"]) == ("waiting", "needs_ocr")
    assert "tesseract-ocr-spa" in waiting["reason"]["message"]
    assert "tesseract-ocr-spa" in runner("status", PATH="").out
    assert [each.id for each in waiting_for_ocr(archive)] == [waiting["version"]]
    assert runner("reread", "--waiting", "--json", PATH="").objects == []

    (read,) = runner("reread", "--waiting", "--json").objects
    assert read["status"] == "read_again"
    assert waiting_for_ocr(archive) == []
    assert archive.intakes.all() == []
    version = archive.catalogue.get_version(waiting["version"])
    assert (version.title, version.language) == ("Study of the Regions", "mul")

    word = ENGLISH.split()[3]
    hit = reader.get("/api/v1/search", query_string={"q": word}).get_json()["hits"][0]
    (x0, y0, x1, y1) = hit["boxes"][0]["rects"][0]
    assert 0 < x1 - x0 < 120
    assert 140 < y0 < y1 < 175
    assert reader.get(hit["url"].removeprefix("http://127.0.0.1:8000")).status_code == 200
    told = reader.get(f"/documents/{version.document_id}").text
    assert "2 of 2 pages are pictures: OCR read their words, and may have misread some." in told
    assert "read by OCR" in runner("status").out


@needs_program
def test_what_waits_is_taken_up_by_who_reads_what_is_sent(
    scan: Path, archive: Archive, runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the program is there; a scan that is sent is read by it before that is begun."""
    (waiting,) = runner("add", str(scan), "--json", PATH="").objects
    other = write_scan(tmp_path / "sent.pdf", [Sheet().put("Another letter", y=100, size=20)])
    sent = archive.originals.put(other)
    archive.queue.put_upload("batch", "sent.pdf", sent.sha256, by=Actor("ana", Way.WEB))
    monkeypatch.setattr("os.nice", lambda _more: 0)  # the tests that follow are no readers
    intake_worker.run(Settings(data=archive.folder, workers=1), os.getppid(), (), PairInHand(), is_careful=False)
    assert archive.catalogue.get_version(waiting["version"]).passage_count > 0
    assert waiting_for_ocr(archive) == []
    told = [(event.deed.actor.who, event.deed.action.value) for event in archive.audit.events()]
    assert told[:2] == [("nobody", "reread"), ("ana", "add")]


@needs_program
def test_what_waits_is_taken_up_by_the_next_add_too(scan: Path, archive: Archive, runner: Runner) -> None:
    runner("add", str(scan), PATH="")
    added = runner("add", str(scan), "--json").objects
    assert [each["status"] for each in added] == ["unchanged", "read_again"]
    assert waiting_for_ocr(archive) == []


@needs_program
def test_the_server_takes_up_what_waits_when_the_program_is_there(
    scan: Path, archive: Archive, runner: Runner, reader: FlaskClient
) -> None:
    """Found at once, and noted in the log; what has lost its file is passed over."""
    runner("add", str(scan), PATH="")
    lost = scan.with_name("lost.pdf")
    lost.write_bytes(scan.read_bytes() + b"\n")
    runner("add", str(lost), PATH="")
    archive.originals.path(archive.catalogue.versions()[1].original_sha256).unlink()
    watch = IntakeWatch(Settings(data=archive.folder), Bell())
    watch.look(lambda: None)
    assert watch.process
    watch.process.join(120)
    assert watch.process.exitcode == 0
    assert waiting_for_ocr(archive) == []
    word = ENGLISH.split()[3]
    assert reader.get("/api/v1/search", query_string={"q": word}).get_json()["hits"]
    assert archive.audit.events()[0].deed.action is Action.REREAD


@needs_program
def test_a_scan_that_was_to_be_left_alone_is_left_alone_until_it_is_named(
    scan: Path, archive: Archive, runner: Runner
) -> None:
    (waiting,) = runner("add", str(scan), "--ocr", "never", "--json").objects
    assert waiting["status"] == "waiting"
    assert [each["status"] for each in runner("add", str(scan), "--json").objects] == ["unchanged"]
    assert runner("reread", "--waiting", "--json").objects == []
    (read,) = runner("reread", waiting["version"], "--json").objects
    assert read["passages"] > 0


@needs_program
def test_reading_again_without_the_program_loses_nothing(scan: Path, archive: Archive, runner: Runner) -> None:
    """Not even when what was kept beside the original has been deleted."""
    (added,) = runner("add", str(scan), "--json").objects
    ids = [each.id for each in archive.passages.of_version(added["version"])]
    archive.derived.drop(archive.catalogue.get_version(added["version"]).original_sha256)
    (refused,) = runner("reread", "--json", PATH="").objects
    assert refused["status"] == "failed"
    assert "what was read of it before stays" in refused["reason"]["message"]
    assert [each.id for each in archive.passages.of_version(added["version"])] == ids
    assert runner("reread", "--json").objects[0]["status"] == "read_again"
    assert [each.id for each in archive.passages.of_version(added["version"])] == ids


def test_versions_wait_by_what_is_known_of_their_pages(archive: Archive) -> None:
    """A page at which OCR failed, or in which it found nothing, waits for nobody; nor does what lost its file."""
    told = {
        "old": [Warned("needs_ocr", 1, "")],
        "missing": [Warned("ocr_missing", None, "")],
        "never": [Warned("needs_ocr", 1, ""), Warned("ocr_never", None, "")],
        "failed": [Warned("needs_ocr", 1, ""), Warned("ocr_failed", 1, "")],
        "wordless": [Warned("wordless", 1, "")],
        "read": [Warned("read_by_ocr", 1, "")],
    }
    held = {name: store_version(archive, make_version(name, warnings=told[name]), [[]]) for name in told}
    assert {each.document_id for each in waiting_for_ocr(archive)} == {"old", "missing"}
    asked_for = waiting_for_ocr(archive, is_asked_for=True)
    assert {each.document_id for each in asked_for} == {"old", "missing", "failed"}
    archive.originals.drop(held["old"].original_sha256)
    assert {each.document_id for each in waiting_for_ocr(archive)} == {"missing"}


def test_words_that_ocr_is_not_sure_of_are_told_as_they_stand_on_the_page() -> None:
    """Whole, with what stands around them, each once; marks alone are not worth a word."""
    read = page(1, "Of (dóubt) and well-known — things.")
    doubtful = ("dóubt", "known", "—")
    sureness = bytes(SURE - 1 if read.text[start:end] in doubtful else 96 for start, end, _ in read.words)
    from_ocr = replace(read, state=PageState.RECOGNISED, sureness=sureness)
    assert doubtful_words(from_ocr) == ("(dóubt)", "well-known")
    assert doubtful_words(read) == ()


def test_the_program_is_not_looked_for_where_nothing_waits(
    archive: Archive, runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive of text costs no second look at each `add`."""
    asked = tmp_path / "asked"
    stand_in = tmp_path / "tesseract"
    stand_in.write_text(f"#!/bin/sh\ntouch {asked}\n")
    stand_in.chmod(0o755)
    runner("reread", "--waiting", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert not asked.exists()
