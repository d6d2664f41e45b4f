"""`pasaje check` finds what is wrong and changes nothing; with `--repair` it mends what can be, and says what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from archive import Archive, Intake, Reason, SourceStatus, Version
from archive.originals import Originals
from tests.conftest import Ran, Runner
from tests.factories import make_version, store_version
from tests.pdf_factory import Sheet, pdf_bytes


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a PDF outside of the archive."""
    path = tmp_path / "study.pdf"
    path.write_bytes(
        pdf_bytes([Sheet().put("Regional innovation in the Andes is what this study is about.", y=100)])
    )
    return path


@pytest.fixture
def study(archive: Archive, runner: Runner, source: Path) -> Version:
    """Give a version that was added from a file."""
    assert runner("add", str(source)).code == 0
    return archive.catalogue.versions()[0]


def told(ran: Ran, level: str) -> list[str]:
    return [each["code"] for each in ran.objects if each.get("level") == level]


def found(runner: Runner, *options: str) -> tuple[int, list[str], list[str]]:
    checked = runner("check", "--json", *options)
    return checked.code, told(checked, "trouble"), told(checked, "repaired")


def snapshot(folder: Path) -> dict[Path, tuple[int, int]]:
    """Give all files of a data folder but locks, and what changes when they are written."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in files if "-shm" not in path.name}


def execute(archive: Archive, statement: str) -> None:
    with archive._database.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        connection.execute(text(statement))


@pytest.mark.parametrize("damage", ["drop", "alter"])
def test_a_lost_original_is_taken_again_from_where_it_came(
    archive: Archive, runner: Runner, study: Version, damage: str
) -> None:
    if damage == "drop":
        archive.originals.drop(study.original_sha256)
    else:
        archive.originals.path(study.original_sha256).write_bytes(b"other")
    code = "original_missing" if damage == "drop" else "original_altered"
    assert found(runner) == (5, [code], [])
    assert found(runner, "--repair") == (0, [], [code])
    archive.originals.verify(study.original_sha256)


def test_other_bytes_where_it_came_from_are_not_taken(
    archive: Archive, runner: Runner, study: Version, source: Path
) -> None:
    archive.originals.drop(study.original_sha256)
    source.write_bytes(b"%PDF-1.7 a new edition")
    assert found(runner, "--repair") == (5, ["original_missing"], [])
    assert list(archive.originals.hashes()) == []


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("DELETE FROM passages", ["passages_differ"]),
        ("DELETE FROM pages", ["pages_missing"]),
        ("UPDATE versions SET page_count = 7, passage_count = 9", ["pages_missing", "passages_differ"]),
    ],
)
def test_a_version_that_is_not_whole_is_read_again(
    archive: Archive, runner: Runner, study: Version, statement: str, codes: list[str]
) -> None:
    before = archive.passages.of_version(study.id)
    execute(archive, statement)
    code, troubles, _ = found(runner)
    assert (code, [each for each in troubles if each != "count_differs"]) == (5, codes)
    assert runner("check", "--repair").code == 0
    assert archive.passages.of_version(study.id) == before
    assert runner("search", "Andes", "--json").objects[0]["total"] == 1


def test_an_original_that_waits_to_be_read_is_missed(archive: Archive, runner: Runner, source: Path) -> None:
    stored = archive.originals.put(source)
    archive.queue.put(str(source), source.name, stored.sha256)
    runner("reindex")
    checked = runner("check", "--json")
    assert (checked.code, told(checked, "note")) == (0, ["waiting"])
    archive.originals.drop(stored.sha256)
    assert found(runner) == (5, ["original_missing"], [])
    assert found(runner, "--repair") == (0, [], ["original_missing"])


def test_an_original_of_a_removed_version_is_missed_too(archive: Archive, runner: Runner, study: Version) -> None:
    runner("remove", study.id)
    archive.originals.drop(study.original_sha256)
    assert found(runner) == (5, ["original_missing"], [])
    assert found(runner, "--repair") == (0, [], ["original_missing"])


def test_what_was_purged_and_given_again_is_not_deleted(
    archive: Archive, runner: Runner, study: Version, source: Path
) -> None:
    """A killed `add` left it in the queue: the next writer must not take its bytes for left by the purge."""
    runner("remove", study.id, "--purge", "--yes")
    stored = archive.originals.put(source)
    archive.queue.put(str(source), source.name, stored.sha256)
    assert found(runner, "--repair")[:2] == (0, [])
    assert runner("add", str(source)).code == 0
    assert archive.catalogue.find_version(study.id)


def test_what_was_left_behind_is_told_and_deleted(archive: Archive, runner: Runner, study: Version) -> None:
    archive.derived.put("ab" * 32, "1@1", b"image")
    archive.derived.put(study.original_sha256, "1@1", b"image")
    slow = Intake("/scan.pdf", "cd" * 32, SourceStatus.FAILED, Reason("timed_out", "Too slow."), "")
    archive.intakes.put(slow)
    archive.derived.put("cd" * 32, "ocr-1", b"words of a scan that is tried again")
    left = [
        archive.folder / "originals" / ".incoming-0",
        archive.folder / "derived" / "ab" / ("ab" * 32) / ".making-0",
        archive.folder / ".backup-0",
    ]
    for path in left:
        path.write_bytes(b"half")
    (archive.folder / "restoring").mkdir()
    (archive.folder / "index.new-123").mkdir()
    checked = runner("check", "--json")
    assert (checked.code, told(checked, "note")) == (0, ["drafts_left", "images_of_nothing"])
    assert found(runner, "--repair") == (0, [], ["drafts_left", "images_of_nothing"])
    assert not any(path.exists() for path in left)
    assert set(archive.derived.hashes()) == {study.original_sha256, "cd" * 32}
    assert not (archive.folder / "restoring").exists()


def test_a_document_that_holds_nothing_is_taken_away(archive: Archive, runner: Runner, study: Version) -> None:
    archive.catalogue.add_document("Nothing", name="nothing")
    checked = runner("check", "--json")
    assert (checked.code, told(checked, "note")) == (0, ["document_empty"])
    assert found(runner, "--repair") == (0, [], ["document_empty"])
    assert [each.id for each in archive.catalogue.documents()] == ["study"]


def test_a_damaged_catalogue_is_told_and_left_alone(archive: Archive, runner: Runner, study: Version) -> None:
    store_version(archive, make_version("letter"), [["word " * 900]] * 40)
    archive.close()
    path = archive.folder / "catalogue.sqlite"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\xa5" * 40_000 + whole[len(whole) // 2 + 40_000 :])
    before = path.read_bytes()
    checked = runner("check", "--repair", "--json")
    assert (checked.code, told(checked, "trouble")) == (5, ["catalogue_damaged"])
    assert "pasaje restore FILE --replace" in checked.objects[0]["message"]
    assert path.read_bytes() == before


def test_looking_changes_nothing(archive: Archive, runner: Runner, study: Version, source: Path) -> None:
    archive.catalogue.add_document("Nothing", name="nothing")
    archive.originals.put(source.with_name("other.pdf")) if source.with_name("other.pdf").exists() else None
    archive.originals.drop(study.original_sha256)
    (archive.folder / "originals" / ".incoming-0").write_bytes(b"half")
    (archive.folder / "index" / "stamp.json").unlink()
    archive.close()
    before = snapshot(archive.folder)
    assert runner("check").code == 5
    assert snapshot(archive.folder) == before


def test_every_trouble_and_note_says_what_to_do(
    archive: Archive, runner: Runner, study: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Originals, _sha256: str) -> None:
        raise PermissionError(13, "Permission denied")

    archive.catalogue.add_document("Nothing", name="nothing")
    monkeypatch.setattr(Originals, "verify", fail)
    objects: list[dict[str, Any]] = runner("check", "--json").objects[:-1]
    assert {each["code"] for each in objects} == {"document_empty", "original_unreadable"}
    assert all(each["message"].endswith(".") for each in objects)
