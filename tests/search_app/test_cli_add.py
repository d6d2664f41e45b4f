"""`pasaje add` takes PDFs in, tells what it does, and leaves an index that finds them."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from archive import Archive, Reason, SourceStatus, VersionStatus, Warned
from archive.identity import slug
from ingest.outcome import Listener, Options, Outcome
from search_app.progress import Bar, outcome_line, outcome_object
from tests.conftest import Runner
from tests.factories import make_version, store_version

NO_PDF = Reason("not_a_pdf", "It does not begin as a PDF: save or export it as PDF and add that.")

WAIT = Reason("needs_ocr", "Wait.")


@dataclass
class Pipeline:
    """Stores a small version for every source; one called `bad...` fails, one called `same...` is there."""

    calls: list[tuple[Sequence[str], Options, int]] = field(default_factory=list)
    error: BaseException | None = None

    def add(
        self,
        archive: Archive,
        sources: Sequence[str],
        options: Options,
        *,
        workers: int,
        listener: Listener,
        **_more: object,
    ) -> list[Outcome]:
        self.calls.append((sources, options, workers))
        listener.planned(len(sources))
        outcomes = []
        for source in sources:
            listener.advanced(source, 0, 2)
            outcomes.append(self._outcome(archive, source))
            listener.finished(outcomes[-1])
        if self.error:
            raise self.error
        return outcomes

    def _outcome(self, archive: Archive, source: str) -> Outcome:
        if source.startswith("bad"):
            return Outcome(source, SourceStatus.FAILED, 0.1, reason=NO_PDF)
        if source.startswith("same"):
            note = Warned("duplicate", None, "The same bytes are here already, as letter.pdf.")
            held = archive.catalogue.find_current("letter", "en")
            return Outcome(
                source,
                SourceStatus.UNCHANGED,
                0.0,
                document_id=held and held.document_id,
                version_id=held and held.id,
                warnings=(note,),
            )
        version = store_version(
            archive, make_version(source.removesuffix(".pdf")), [["Regional innovation."], ["Of Cusco."]]
        )
        return Outcome(
            source, SourceStatus.ADDED, 0.25, version.document_id, version.id, language="en", pages=2, passages=2
        )


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline()
    monkeypatch.setattr("ingest.pipeline.add", fake.add)
    return fake


def test_what_was_added_can_be_found(runner: Runner) -> None:
    added = runner("add", "letter.pdf", "study.pdf")
    assert added.code == 0
    assert runner("search", "innovation", "--json").objects[0]["total"] == 2


def test_each_file_is_a_line_and_the_end_is_a_summary(runner: Runner) -> None:
    added = runner("add", "letter.pdf", "same.pdf", "bad.pdf")
    *lines, summary = added.err.splitlines()
    assert lines == [
        "added: letter.pdf: 2 pages, 2 passages, en",
        "unchanged: same.pdf: The same bytes are here already, as letter.pdf.",
        "failed: bad.pdf: It does not begin as a PDF: save or export it as PDF and add that.",
    ]
    assert summary.startswith("1 added, 1 unchanged, 1 failed: 2 pages, 2 passages in ")
    assert added.out == ""


def test_when_a_file_fails_the_others_are_in_and_the_code_is_3(runner: Runner) -> None:
    assert runner("add", "bad.pdf", "letter.pdf").code == 3
    assert len(runner("list", "--json").objects) == 1


def test_json_is_an_object_a_source(runner: Runner) -> None:
    letter, bad = runner("add", "--json", "letter.pdf", "bad.pdf").objects
    assert letter | {"version": "..."} == {
        "source": "letter.pdf",
        "status": "added",
        "document": "letter",
        "version": "...",
        "language": "en",
        "pages": 2,
        "passages": 2,
        "seconds": 0.25,
        "warnings": [],
        "reason": None,
    }
    assert bad["status"] == "failed"
    assert bad["reason"] == {"code": NO_PDF.code, "message": NO_PDF.message}


def test_quiet_says_only_what_went_wrong(runner: Runner) -> None:
    assert runner("add", "--quiet", "letter.pdf") == (0, "", "")
    told = runner("add", "--quiet", "letter.pdf", "bad.pdf")
    assert told.err.splitlines() == [f"failed: bad.pdf: {NO_PDF.message}"]


def test_what_the_asker_knows_is_passed_on(runner: Runner, pipeline: Pipeline) -> None:
    runner(
        *(
            "add",
            "letter.pdf",
            "--document",
            "letter",
            "--language",
            "es",
            "--title",
            "Carta",
            "--date",
            "2013-05",
        ),
        PASAJE_WORKERS="3",
    )
    assert pipeline.calls == [(["letter.pdf"], Options("letter", "es", "Carta", "2013-05"), 3)]


@pytest.mark.parametrize("said", ["2013", "2013-05", "2012-02-29"])
def test_a_date_is_as_exact_as_it_is_known(runner: Runner, pipeline: Pipeline, said: str) -> None:
    assert runner("add", "letter.pdf", "--date", said).code == 0
    assert pipeline.calls[0][1].date == said


@pytest.mark.parametrize("said", ["13", "2013-13", "2013-02-29", "May 2013", "2013-5", "20130501", ""])
def test_what_is_no_date_is_wrong_use(runner: Runner, pipeline: Pipeline, said: str) -> None:
    refused = runner("add", "letter.pdf", "--date", said)
    assert refused.code == 2
    assert "write YYYY, YYYY-MM or YYYY-MM-DD" in refused.err
    assert pipeline.calls == []


@pytest.mark.parametrize(
    "arguments", [["add"], ["add", "a.pdf", "--language", "fr"], ["add", "a.pdf", "--ocr", "x"]]
)
def test_wrong_use_is_one_sentence_and_the_code_is_2(runner: Runner, arguments: list[str]) -> None:
    refused = runner(*arguments)
    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "See “pasaje add --help”." in refused.err


@pytest.mark.parametrize("said", ["a/b", "../../x", " ", "x\ny", "", "Carta", "niño"])
def test_a_new_document_must_have_a_name_for_addresses(
    runner: Runner, pipeline: Pipeline, tmp_path: Path, said: str
) -> None:
    """Else its pages could not be opened. The name that it could have is told."""
    refused = runner("add", "letter.pdf", "--document", said)
    assert refused.code == 2
    assert f"write “{slug(said)}”" in refused.err
    assert refused.err.count("\n") == 1
    assert pipeline.calls == []
    assert not (tmp_path / "data").exists()


def test_a_document_that_exists_is_taken_whatever_its_name(
    archive: Archive, runner: Runner, pipeline: Pipeline
) -> None:
    store_version(archive, make_version("Old Name"))
    assert runner("add", "letter.pdf", "--document", "Old Name").code == 0
    assert runner("add", "letter.pdf", "--document", "Other Name").code == 2
    assert [options.document_id for _, options, _ in pipeline.calls] == ["Old Name"]


def test_options_on_a_file_that_is_here_already_are_said_to_be_ignored(runner: Runner) -> None:
    runner("add", "letter.pdf")
    again = runner(
        "add", "--json", "--quiet", "same.pdf", "--title", "Neu", "--document", "moved", "--language", "en"
    )
    told = "It is held as “letter” and stays as it is; not applied: --document, --title."
    assert told in again.err
    assert again.objects[0]["warnings"][-1] == {"code": "options_ignored", "page": None, "message": told}


def test_options_that_say_how_a_file_is_held_are_not_ignored(runner: Runner) -> None:
    runner("add", "letter.pdf")
    again = runner("add", "same.pdf", "--title", "Letter", "--document", "letter", "--language", "en")
    assert "not applied" not in again.err


def test_a_folder_without_a_pdf_is_said(
    runner: Runner, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_nothing(*_arguments: Any, **_options: Any) -> list[Outcome]:
        return []

    monkeypatch.setattr("ingest.pipeline.add", add_nothing)
    assert runner("add", "papers/") == (0, "", "No PDF was found there.\n")


def test_a_second_add_waits_and_says_for_what(runner: Runner, holder: subprocess.Popen[str]) -> None:
    release = threading.Timer(0.5, holder.communicate)
    release.start()
    added = runner("add", "letter.pdf")
    release.join()
    assert added.code == 0
    assert added.err.startswith(f"Waiting for adding 3 files (process {holder.pid}) to finish ...\n")


def test_what_a_killed_add_left_behind_is_removed(runner: Runner, archive: Archive) -> None:
    runner("add", "letter.pdf")
    draft = archive.folder / "originals" / ".incoming-k1lled"
    draft.write_bytes(b"%PDF")
    runner("add", "study.pdf")
    assert not draft.exists()


def test_ctrl_c_is_no_traceback_and_what_was_read_is_found_later(runner: Runner, pipeline: Pipeline) -> None:
    pipeline.error = KeyboardInterrupt()
    stopped = runner("add", "letter.pdf")
    assert stopped.code == 130
    assert stopped.err.splitlines()[-1].startswith("Stopped.")
    assert runner("search", "innovation", "--json").objects[0]["total"] == 1


def test_an_index_that_was_deleted_is_made_again_and_said(runner: Runner, archive: Archive) -> None:
    runner("add", "letter.pdf")
    for file in (archive.folder / "index").iterdir():
        file.unlink()
    added = runner("add", "study.pdf")
    assert "it is made again from the archive ..." in added.err
    assert runner("search", "innovation", "--json").objects[0]["total"] == 2


def test_the_first_add_makes_the_index_without_a_word(runner: Runner) -> None:
    assert "again" not in runner("add", "letter.pdf").err


def test_a_source_without_text_waits_and_is_told(
    runner: Runner, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Outcome(
        "scan.pdf", SourceStatus.WAITING, 0.1, pages=1, passages=0, reason=Reason("needs_ocr", "Wait.")
    )

    def add_scan(*_arguments: Any, listener: Listener, **_options: Any) -> list[Outcome]:
        listener.finished(waiting)
        return [waiting]

    monkeypatch.setattr("ingest.pipeline.add", add_scan)
    added = runner("add", "--quiet", "scan.pdf")
    assert added == (0, "", "waiting: scan.pdf: Wait.\n")


def test_notes_on_a_file_are_on_its_line(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = tuple(Warned("needs_ocr", page, f"Page {page} is a picture.") for page in (1, 2, 3))
    noted = Outcome("a.pdf", SourceStatus.ADDED, 0.1, language="en", pages=4, passages=9, warnings=notes)

    def add_noted(*_arguments: Any, listener: Listener, **_options: Any) -> list[Outcome]:
        listener.finished(noted)
        listener.finished(replace(noted, warnings=notes[:1]))
        return [noted]

    monkeypatch.setattr("ingest.pipeline.add", add_noted)
    many, one, _ = runner("add", "a.pdf").err.splitlines()
    assert many.endswith("en. Page 1 is a picture. (and 2 more notes: see “pasaje status”)")
    assert one.endswith("en. Page 1 is a picture.")


def test_on_a_terminal_a_bar_shows_files_pages_and_time_left() -> None:
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    with Bar(console) as bar:
        bar.planned(2)
        bar.advanced("letter.pdf", 1, 2)
        bar.finished(Outcome("letter.pdf", SourceStatus.ADDED, 0.1, language="en", pages=2, passages=9))
        bar.advanced("study.pdf", 3, 12)
    shown = screen.getvalue()
    assert "added: letter.pdf: 2 pages, 9 passages, en" in shown
    assert "1 of 2 files" in shown
    assert "4 pages" in shown


def test_a_terminal_gets_the_bar(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_app.progress.is_terminal", lambda: True)
    added = runner("add", "letter.pdf", "bad.pdf", FORCE_COLOR="1")
    assert added.code == 3
    assert "added: letter.pdf: 2 pages, 2 passages, en" in added.err


def test_a_waiting_version_is_counted_apart(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version(status=VersionStatus.WAITING), [[]])
    assert runner("list").out.endswith("waits for text\n")


def test_words_that_cannot_be_found_are_told_before_lesser_notes() -> None:
    notes = (Warned("read_by_ocr", 1, "It was read."), Warned("ocr_failed", 2, "Page 2 could not be read."))
    outcome = Outcome("a.pdf", SourceStatus.ADDED, 0.1, language="en", pages=2, passages=3, warnings=notes)
    assert "Page 2 could not be read. (and 1 more note: see “pasaje status”)" in outcome_line(outcome)


def test_what_has_no_text_is_not_said_to_wait() -> None:
    """There is nothing it waits for; programs are told the status of the contract."""
    reason = Reason("no_text", "It has no text at all.")
    outcome = Outcome("a.pdf", SourceStatus.WAITING, 0.1, reason=reason)
    assert outcome_line(outcome) == "without text: a.pdf: It has no text at all."
    assert outcome_object(outcome)["status"] == "waiting"
