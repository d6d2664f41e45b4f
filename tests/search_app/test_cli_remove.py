"""`pasaje remove` and `pasaje reread`: versions taken out, brought back, purged; originals read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, State
from tests.conftest import Runner
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import write_pdf


@pytest.fixture
def study(tmp_path: Path, archive: Archive, runner: Runner) -> str:
    """Add a study; give the id of its version."""
    path = write_pdf(tmp_path / "study.pdf", [sheet_of(ENGLISH), sheet_of(ENGLISH + " Again.")])
    return str(runner("add", "--json", str(path)).objects[0]["version"])


def first_id(archive: Archive, version_id: str) -> str:
    return archive.passages.of_version(version_id)[0].id


def test_what_is_taken_out_is_not_found_and_its_links_answer(archive: Archive, runner: Runner, study: str) -> None:
    passage_id = first_id(archive, study)
    assert runner("search", "--json", "innovation").objects[0]["total"] == 2
    removed = runner("remove", study, "--json")
    assert (removed.code, removed.objects[0]["version"], removed.objects[0]["purged"]) == (0, study, False)
    assert "Links to its 2 passages go on answering." in removed.err
    assert runner("search", "--json", "innovation").objects[0]["total"] == 0
    assert runner("list", "--json").objects == []
    shown = runner("show", passage_id)
    assert shown.code == 0
    assert "This passage is no longer in the document. On p. 1 of edition 1 it read:" in shown.err
    assert runner("check").code == 0


def test_adding_the_same_pdf_brings_it_back(archive: Archive, runner: Runner, study: str, tmp_path: Path) -> None:
    passage_id = first_id(archive, study)
    runner("remove", study)
    back = runner("add", "--json", str(tmp_path / "study.pdf")).objects[0]
    assert (back["status"], back["version"]) == ("added", study)
    assert archive.permalinks.resolve(passage_id).state is State.EXACT
    assert runner("list", "--removed", "--json").objects == []


def test_purging_is_asked_for_and_then_done(archive: Archive, runner: Runner, study: str) -> None:
    passage_id, sha256 = first_id(archive, study), archive.catalogue.get_version(study).original_sha256
    asked = runner("remove", study, "--purge")  # nobody answers
    assert asked.code == 2
    assert "Nothing was deleted" in asked.err
    assert archive.originals.path(sha256).is_file()
    purged = runner("remove", study, "--purge", "--yes")
    assert "is deleted. Links to its 2 passages say where they stood." in purged.err
    assert list(archive.originals.hashes()) == []
    shown = runner("show", passage_id)
    assert shown.code == 5
    assert "removed for good" in shown.err
    assert "innovation" not in shown.err
    assert runner("list", "--removed", "--json").objects[0]["purged"]
    assert "purged on " in runner("list", "--removed").out


def test_what_is_not_here_cannot_be_removed(runner: Runner, study: str) -> None:
    removed = runner("remove", "nothing")
    assert removed.code == 2
    assert "There is no version “nothing”" in removed.err


def test_everything_is_read_again_or_what_is_named(archive: Archive, runner: Runner, study: str) -> None:
    for names in ((), (study,), ("study",), ("study.pdf",)):
        done = runner("reread", "--json", *names)
        assert (done.code, [each["status"] for each in done.objects]) == (0, ["read_again"])
    assert "1 version read again, in " in done.err
    assert runner("search", "--json", "innovation").objects[0]["total"] == 2


def test_what_cannot_be_read_again_stays_and_is_said(archive: Archive, runner: Runner, study: str) -> None:
    archive.originals.path(archive.catalogue.get_version(study).original_sha256).write_bytes(b"%PDF-1.4 no more")
    done = runner("reread")
    assert done.code == 3
    assert "1 failed and stay as they were" in done.err
    assert runner("search", "--json", "innovation").objects[0]["total"] == 2


def test_what_is_named_and_not_here_is_said(runner: Runner, study: str) -> None:
    assert runner("reread", "nothing").code == 2
