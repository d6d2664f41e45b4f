"""`pasaje list` says what is here, `pasaje status` what is not, or not wholly, and why."""

from __future__ import annotations

import subprocess
from dataclasses import replace

from archive import Archive, Intake, PageState, Reason, SourceStatus, VersionStatus, Warned
from tests.conftest import Runner
from tests.factories import make_version, page, store_version

LOCKED = Intake(
    "/papers/locked.pdf", None, SourceStatus.FAILED, Reason("encrypted", "It needs a password."), "2026-11-23"
)
NOTE = Warned("needs_ocr", 2, "Page 2 is a picture.")


def test_documents_are_listed_with_their_versions(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("study"), [["One."], ["Two."]], title="The study", date="2015-03")
    store_version(archive, make_version("study", "es"), [["Uno."]])
    assert runner("list").out.splitlines() == [
        "The study (2015-03)",
        "   study",
        "   en, edition 1: 2 pages, 2 passages",
        "   es, edition 1: 1 page, 1 passage",
    ]


def test_json_is_a_line_a_version(archive: Archive, runner: Runner) -> None:
    version = store_version(archive, make_version("study"), title="The study", date="2015")
    assert runner("list", "--json").objects == [
        {
            "document": {"id": "study", "title": "The study", "date": "2015"},
            "version": version.id,
            "language": "en",
            "edition": 1,
            "pages": 1,
            "passages": 1,
            "original_sha256": version.original_sha256,
            "status": "ready",
        }
    ]


def test_where_there_is_no_archive_none_is_made(runner: Runner, tmp_path: object) -> None:
    refused = runner("list")
    assert refused.code == 5
    assert refused.err.startswith("There is no archive in ")
    assert "add FILE..." in refused.err
    assert runner("search", "x").code == 5


def test_status_says_what_failed_and_what_a_reader_should_know(archive: Archive, runner: Runner) -> None:
    archive.intakes.put(LOCKED)
    store_version(archive, make_version(status=VersionStatus.WAITING, warnings=[NOTE]), [[]])
    told = runner("status")
    assert told.code == 0
    assert told.out.splitlines() == [
        "failed: /papers/locked.pdf: It needs a password.",
        "study-en-1.pdf (en, edition 1: 1 page, 0 passages, waits for text)",
        "   Page 2 is a picture.",
        "The index is missing or of an older make: the next search makes it again.",
    ]


def test_status_has_the_state_of_every_page_for_programs(archive: Archive, runner: Runner) -> None:
    archive.intakes.put(LOCKED)
    version = store_version(archive, make_version(warnings=[NOTE]), [["One."]])
    picture = replace(page(2, "", label="ii"), state=PageState.NEEDS_OCR)
    archive.passages.replace_version(version, [page(1), picture], [])
    source, noted, index = runner("status", "--json").objects
    assert source["reason"] == {"code": "encrypted", "message": "It needs a password."}
    assert noted["warnings"] == [{"code": "needs_ocr", "page": 2, "message": "Page 2 is a picture."}]
    assert noted["pages"] == [{"number": 2, "label": "ii", "state": "needs_ocr"}]
    assert index == {"about": "index", "state": "missing", "passages": None, "pending": 2, "writer": None}


def test_status_says_how_far_the_index_is(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("study"))
    runner("reindex")
    ready = "Nothing failed, nothing waits.\nThe index is up to date: 1 passage.\n"
    assert runner("status").out == ready
    store_version(archive, make_version("letter"))
    assert "Not in the index yet: 1 change" in runner("status").out


def test_status_says_who_is_at_work(archive: Archive, runner: Runner, holder: subprocess.Popen[str]) -> None:
    assert f"At work now: adding 3 files (process {holder.pid})." in runner("status").out
