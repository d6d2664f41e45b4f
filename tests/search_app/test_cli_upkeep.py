"""`pasaje check` holds everything against everything else, `pasaje reindex` makes the index again."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from archive import Archive, Intake, Reason, SourceStatus, Version
from tests.conftest import Runner
from tests.factories import make_version, store_version


@pytest.fixture(autouse=True)
def study(archive: Archive, runner: Runner) -> Version:
    version = store_version(archive, make_version(), [["One.", "Two."]])
    runner("reindex")
    return version


def test_a_sound_archive_has_no_troubles(runner: Runner) -> None:
    assert runner("check") == (0, "", "1 original checked, 0 troubles found.\n")
    assert runner("check", "--json").objects == [
        {"about": "check", "originals": 1, "strays": 0, "unread": [], "troubles": 0, "notes": 0, "writer": None}
    ]


def test_an_altered_original_is_trouble_with_the_archive(archive: Archive, runner: Runner, study: Version) -> None:
    archive.originals.path(study.original_sha256).write_bytes(b"other bytes")
    checked = runner("check", "--json")
    assert checked.code == 5
    assert checked.objects[0]["code"] == "original_altered"
    assert checked.objects[0]["version"] == study.id


def test_a_missing_original_is_trouble_with_the_archive(archive: Archive, runner: Runner, study: Version) -> None:
    archive.originals.drop(study.original_sha256)
    checked = runner("check", "--repair")
    assert checked.code == 5
    assert "study-en-1.pdf: The original" in checked.err
    assert "is missing" in checked.err


def test_an_original_that_cannot_be_read_is_trouble(
    runner: Runner, study: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("archive.originals.Originals.verify", fail)
    checked = runner("check")
    assert checked.code == 5
    assert "its original cannot be read (Permission denied)" in checked.err


def test_a_missing_index_is_trouble_until_it_is_repaired(archive: Archive, runner: Runner) -> None:
    shutil.rmtree(archive.folder / "index")
    assert runner("check").code == 4
    repaired = runner("check", "--repair")
    assert repaired.code == 0
    assert "It was made again." in repaired.err
    assert runner("check").code == 0


def test_changes_not_yet_indexed_are_trouble_with_the_index(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("letter"))
    checked = runner("check", "--json")
    assert (checked.code, checked.objects[0]["code"]) == (4, "behind")


def test_an_index_that_holds_other_than_the_archive_is_trouble(archive: Archive, runner: Runner) -> None:
    """As after a data folder was put back from a copy with another index."""
    store_version(archive, make_version("letter"))
    archive.changes.done(change.id for change in archive.changes.pending())
    checked = runner("check")
    assert checked.code == 4
    assert "The index holds 2 passages, the archive 3." in checked.err
    assert runner("check", "--repair").code == 0


def test_bytes_that_belong_to_no_version_are_counted_and_kept(
    archive: Archive, runner: Runner, tmp_path: object
) -> None:
    stray = archive.folder / "stray.pdf"
    stray.write_bytes(b"%PDF stray")
    archive.originals.put(stray)
    checked = runner("check", "--repair", "--json")
    assert checked.code == 0
    assert checked.objects[-1]["strays"] == 1
    assert len(list(archive.originals.hashes())) == 2


def test_bytes_that_nobody_read_are_to_be_added_again(archive: Archive, runner: Runner) -> None:
    """As a killed `add` leaves them."""
    sha256 = _store_stray(archive)
    assert runner("check", "--json").objects[-1]["unread"] == [sha256]
    checked = runner("check", "--repair")
    assert checked.code == 0
    path = archive.originals.path(sha256)
    assert f"kept, but was not read: add the same PDF again, or “pasaje add {path}”." in checked.err


@pytest.mark.parametrize("is_noted_with_hash", [True, False])
def test_bytes_that_could_not_be_read_are_not_to_be_added_again(
    archive: Archive, runner: Runner, is_noted_with_hash: bool
) -> None:
    sha256 = _store_stray(archive)
    reason = Reason("encrypted", "It needs a password.")
    noted = sha256 if is_noted_with_hash else None
    archive.intakes.put(Intake("/papers/locked.pdf", noted, SourceStatus.FAILED, reason, "2026-11-23"))
    assert runner("check", "--json").objects[-1]["unread"] == []


def test_what_somebody_is_adding_now_is_no_trouble(
    archive: Archive, runner: Runner, holder: subprocess.Popen[str]
) -> None:
    store_version(archive, make_version("letter"))
    _store_stray(archive)
    checked = runner("check", "--repair")
    assert checked.code == 0
    assert checked.err.splitlines() == [
        f"At work now: adding 3 files (process {holder.pid}). What it has not finished was not checked.",
        "2 originals checked, 0 troubles found.",
    ]


def test_reindex_says_what_it_did(runner: Runner) -> None:
    done = runner("reindex", "--json")
    assert done.objects[0] | {"seconds": 0} == {"versions": 1, "passages": 2, "seconds": 0}
    assert done.err.startswith("1 version, 2 passages indexed in ")


def _store_stray(archive: Archive) -> str:
    stray = archive.folder / "stray.pdf"
    stray.write_bytes(b"%PDF stray")
    return archive.originals.put(stray).sha256
