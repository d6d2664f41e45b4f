"""What is called x.pdf and is no file: none of it stops the others, and each is told as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, SourceStatus
from benchmarks.hostile.places import odd_names, odd_places
from ingest.pipeline import add
from tests.pdf_factory import Sheet, write_pdf

REASONS = {
    "pipe.pdf": "not_a_pdf",
    "zero": "not_a_pdf",
    "link-to-itself.pdf": "unreachable",
    "2-gigabytes-of-nothing.pdf": "too_large",
    "socket.pdf": "not_a_pdf",
}
"""Links are known by what they lead to."""

UNTRIED = {"900-megabytes-of-nothing.pdf", "not-to-be-read.pdf", "link-to-its-folder.pdf"}
"""One takes seconds to copy, the next is read by those who may read all, and the last leads to all others."""


@pytest.mark.parametrize("is_folder", [True, False], ids=["in a folder", "by name"])
def test_what_is_no_file_gets_its_reason_and_the_good_file_beside_it_is_in(
    archive: Archive, tmp_path: Path, is_folder: bool
) -> None:
    folder = tmp_path / "places"
    paths = [path for path in odd_places(folder) if path.name not in UNTRIED]
    for name in UNTRIED:
        (folder / name).unlink(missing_ok=True)
    paths.append(write_pdf(folder / "good.pdf", [Sheet().put("The council meets twice a year.", y=300)]))
    outcomes = {Path(each.source).name: each for each in add(archive, [folder] if is_folder else paths)}
    assert outcomes["good.pdf"].status is SourceStatus.ADDED
    assert outcomes["inside.pdf"].status is SourceStatus.ADDED
    told = {name: each.reason.code for name, each in outcomes.items() if each.reason}
    assert {name: told.get(name) for name in REASONS} == REASONS
    assert told["not-there" if is_folder else "link-to-nothing.pdf"] == "unreachable"


def test_names_that_steer_terminals_or_escape_folders_are_names(archive: Archive, tmp_path: Path) -> None:
    """All are in, each as a document of its own; no file is written anywhere but in the archive."""
    paths = list(odd_names(tmp_path / "names"))
    outcomes = add(archive, paths)
    assert {each.status for each in outcomes} == {SourceStatus.ADDED}
    assert len({each.document_id for each in outcomes}) == len(paths)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "names"]
