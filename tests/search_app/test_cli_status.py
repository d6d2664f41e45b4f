"""`pasaje status` says what failed or waits, and what a reader will not find in what is here."""

from __future__ import annotations

import subprocess
from dataclasses import replace

from archive import Archive, Furniture, Intake, PageState, Reason, SourceStatus, VersionStatus, Warned
from tests.conftest import Runner
from tests.factories import make_version, page, passage, store_version

LOCKED = Intake(
    "/papers/locked.pdf", None, SourceStatus.FAILED, Reason("encrypted", "It needs a password."), "2026-11-23"
)
NOTE = Warned("needs_ocr", 2, "Page 2 is a picture.")


def test_status_says_what_failed_and_what_a_reader_should_know(archive: Archive, runner: Runner) -> None:
    archive.intakes.put(LOCKED)
    store_version(archive, make_version(status=VersionStatus.WAITING, warnings=[NOTE]), [[]])
    told = runner("status")
    assert told.code == 0
    assert told.out.splitlines() == [
        "failed: /papers/locked.pdf: It needs a password.",
        "study-en-1.pdf (en, edition 1: 1 page, 0 passages, waits for text)",
        "   p. 2: picture without text",
        "Failed or waiting: 1 source, named above; “pasaje retry” tries again, “pasaje forget” strikes off.",
        "The index is missing or of an older make: the next search makes it again.",
    ]


def test_pages_of_which_the_same_is_to_be_known_are_told_in_one_line(archive: Archive, runner: Runner) -> None:
    """By what is printed on them, and by number where they differ; a version with nothing to say stays out."""
    numbers = [("needs_ocr", each) for each in (1, 2, 3, 5)] + [("order_uncertain", 4), ("pictures", 4)]
    warnings = [Warned(code, number, f"Page {number} is so.") for code, number in numbers]
    joined = Warned("joined", None, "Joined with letter.es.pdf.")
    store_version(archive, make_version("letter", warnings=[*warnings, joined]), [["One."]] * 5)
    labels = ["i", "ii", "iii", "1", "2"]
    store_version(archive, make_version("study", warnings=warnings), [["One."]] * 5, labels=labels)
    store_version(archive, make_version("plain"))
    assert runner("status").out.splitlines()[:-1] == [
        "letter-en-1.pdf (en, edition 1: 5 pages, 5 passages)",
        "   pp. 1-3, 5: pictures without text",
        "   p. 4: large picture beside the text",
        "   p. 4: order of the text uncertain",
        "   Joined with letter.es.pdf.",
        "study-en-1.pdf (en, edition 1: 5 pages, 5 passages)",
        "   pp. i-iii, 2 (PDF 1-3, 5): pictures without text",
        "   p. 1 (PDF 4): large picture beside the text",
        "   p. 1 (PDF 4): order of the text uncertain",
    ]


def test_status_has_every_page_of_every_version_for_programs(archive: Archive, runner: Runner) -> None:
    archive.intakes.put(LOCKED)
    store_version(archive, make_version("letter", "es"), [["Uno."]])
    version = store_version(archive, make_version(warnings=[NOTE]), [["One."]])
    picture = replace(page(2, "", label="ii"), state=PageState.NEEDS_OCR)
    headed = replace(page(1, "One 2nd."), furniture=(Furniture("A head", (0.0, 0.0, 1.0, 1.0)),))
    version = replace(version, page_count=2)
    archive.passages.replace_version(version, [headed, picture], [passage("One 2nd.", of=version)])
    source, letter, study, index = runner("status", "--json").objects
    assert source["reason"] == {"code": "encrypted", "message": "It needs a password."}
    assert (letter["about"], letter["language"], letter["not_found"]) == ("version", "es", [])
    assert study["warnings"] == [{"code": "needs_ocr", "page": 2, "message": "Page 2 is a picture."}]
    assert study["not_found"] == ["1 of 2 pages is a picture without text: its words are not found."]
    assert study["pages"] == [
        {
            "number": 1,
            "label": "1",
            "label_source": "position",
            "state": "text",
            "words": 2,
            "languages": {"en": 1.0},
            "furniture": ["A head"],
            "notes": [],
            "doubtful": [],
        },
        {
            "number": 2,
            "label": "ii",
            "label_source": "pdf",
            "state": "needs_ocr",
            "words": 0,
            "languages": {},
            "furniture": [],
            "notes": ["needs_ocr"],
            "doubtful": [],
        },
    ]
    assert index["about"] == "index"


def test_a_version_without_text_has_nothing_that_is_found(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version(status=VersionStatus.WAITING, warnings=[NOTE]), [[]])
    (version, _) = runner("status", "--json").objects
    assert version["not_found"] == [
        "All of it: this version has no text yet.",
        "Its only page is a picture without text: its words are not found.",
    ]


def test_status_says_how_far_the_index_is(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("study"))
    missing = {"about": "index", "state": "missing", "passages": None, "pending": 1, "writer": None}
    assert runner("status", "--json").objects[-1] == missing
    runner("reindex")
    ready = "Nothing failed, nothing waits.\nThe index is up to date: 1 passage.\n"
    assert runner("status").out == ready
    store_version(archive, make_version("letter"))
    assert "Not in the index yet: 1 change" in runner("status").out


def test_status_says_who_is_at_work(archive: Archive, runner: Runner, holder: subprocess.Popen[str]) -> None:
    assert f"At work now: adding 3 files (process {holder.pid})." in runner("status").out


def test_what_was_received_and_is_not_read_is_told(runner: Runner, archive: Archive) -> None:
    """A run that was ended, or a server, has taken it in hand: nobody may think that it is lost, or in."""
    archive.queue.put("/papers/letter.pdf", "letter.pdf", "ab" * 32)
    told = runner("status").out
    assert "received: /papers/letter.pdf: it is not read yet" in told
    assert "Nothing failed" not in told
    (line,) = [each for each in runner("status", "--json").objects if each["about"] == "source"]
    assert (line["source"], line["status"], line["reason"]) == ("/papers/letter.pdf", "received", None)
