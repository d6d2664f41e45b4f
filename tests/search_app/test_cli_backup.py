"""`pasaje backup` and `pasaje restore`: a sentence about what was done, and a file that any tar program reads."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from archive import Archive, Version
from tests.conftest import Runner
from tests.factories import make_version, store_version


@pytest.fixture(autouse=True)
def study(archive: Archive, runner: Runner) -> Version:
    version = store_version(archive, make_version(), [["Regional innovation.", "Networks."]])
    runner("reindex")
    return version


def test_what_was_backed_up_can_be_searched_where_it_was_restored(runner: Runner, tmp_path: Path) -> None:
    file, elsewhere = str(tmp_path / "backup.tar"), str(tmp_path / "elsewhere")
    made = runner("backup", file)
    assert (made.code, made.out) == (0, "")
    assert made.err.startswith("1 version, ")
    restored = runner("--data", elsewhere, "restore", file, "--json")
    assert restored.code == 0
    assert restored.objects[0] | {"made_at": ""} == {
        "versions": 1,
        "originals": 1,
        "passages": 2,
        "made_at": "",
        "missing": [],
        "before": None,
    }
    assert restored.err.startswith(f"1 version, 2 passages restored to {elsewhere} in ")
    assert runner("--data", elsewhere, "search", "networks", "--json").objects[0]["total"] == 1
    assert runner("--data", elsewhere, "check").code == 0


def test_a_backup_goes_through_a_pipe(archive: Archive, tmp_path: Path) -> None:
    program = [sys.executable, "-c", "from search_app.cli import main; main()"]
    made = subprocess.run(
        [*program, "--data", str(archive.folder), "backup", "-"], capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as tar:
        assert tar.getnames()[0] == "pasaje-backup.json"
    elsewhere = ["--data", str(tmp_path / "elsewhere"), "restore", "-"]
    subprocess.run([*program, *elsewhere], input=made.stdout, check=True)
    with Archive.open(tmp_path / "elsewhere") as restored:
        assert restored.catalogue.versions() == archive.catalogue.versions()


def test_a_folder_that_is_not_there_is_wrong_use(runner: Runner, tmp_path: Path) -> None:
    refused = runner("backup", str(tmp_path / "nowhere" / "b.tar"))
    assert (refused.code, "There is no folder for" in refused.err) == (2, True)


def test_a_backup_is_not_mixed_with_json(runner: Runner) -> None:
    refused = runner("backup", "-", "--json")
    assert (refused.code, refused.out) == (2, "")
    assert "nor goes with --json" in refused.err


def test_a_pdf_that_is_missing_is_named(archive: Archive, runner: Runner, study: Version, tmp_path: Path) -> None:
    archive.originals.drop(study.original_sha256)
    made = runner("backup", str(tmp_path / "backup.tar"), "--json")
    assert (made.code, made.objects[0]["missing"]) == (5, [study.original_sha256])
    assert "study-en-1.pdf is not in it: it is missing or altered here." in made.err


def test_a_taken_folder_is_refused_until_it_is_to_be_replaced(
    archive: Archive, runner: Runner, tmp_path: Path
) -> None:
    file = str(tmp_path / "backup.tar")
    runner("backup", file)
    refused = runner("restore", file)
    assert refused.code == 5
    assert "--replace, which keeps the old one aside" in refused.err
    archive.close()
    restored = runner("restore", file, "--replace")
    assert restored.code == 0
    assert f"What was there lies in {archive.folder}/before-" in restored.err
    assert runner("check").code == 0


@pytest.mark.parametrize(("content", "told"), [(b"", "or empty"), (b"%PDF-1.7" * 200, "no file")])
def test_what_is_no_backup_is_refused_in_a_sentence(
    runner: Runner, tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "other").write_bytes(content)
    refused = runner("--data", str(tmp_path / "new"), "restore", str(tmp_path / "other"))
    assert refused.code == 5
    assert told in refused.err
    assert "nothing was changed" in refused.err
    assert not (tmp_path / "new" / "catalogue.sqlite").exists()


def test_a_file_that_is_not_there_is_refused_in_a_sentence(runner: Runner, tmp_path: Path) -> None:
    refused = runner("--data", str(tmp_path / "new"), "restore", str(tmp_path / "nowhere.tar"))
    assert refused.code in (2, 5)
    assert "nowhere.tar" in refused.err
