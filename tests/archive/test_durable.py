"""What is being written is nobody else's to take away; what nobody writes any more is."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.durable import drafting, drop_unheld, flush_folder, make_folder, unheld
from archive.originals import Originals

_WRITER = """
import sys
from pathlib import Path
from archive.durable import drafting
with drafting(Path(sys.argv[1]), ".draft-") as (path, writer):
    writer.write(b"half")
    writer.flush()
    print(path, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> subprocess.Popen[str]:
    """Give another process that is writing a draft."""
    command = [sys.executable, "-c", _WRITER, str(tmp_path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_draft_is_taken_away_only_when_its_writer_is_gone(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    with other:
        assert other.stdout
        draft = Path(other.stdout.readline().strip())
        drop_unheld(tmp_path, ".draft-")
        assert draft.read_bytes() == b"half"
        other.kill()
    assert list(unheld(tmp_path, ".draft-")) == [draft]
    drop_unheld(tmp_path, ".draft-")
    assert not draft.exists()


def test_a_draft_of_another_user_is_left_to_him(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = tmp_path / ".draft-his"
    draft.write_bytes(b"half")

    def refuse(*_arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr("archive.durable.os.open", refuse)
        drop_unheld(tmp_path, ".draft-")
    assert draft.exists()


def test_a_draft_goes_unless_it_is_given_a_name(tmp_path: Path) -> None:
    with drafting(tmp_path, ".draft-") as (_, writer):
        writer.write(b"half")
    assert not list(tmp_path.iterdir())
    with drafting(tmp_path, ".draft-") as (draft, writer):
        writer.write(b"whole")
        draft.replace(tmp_path / "named")
    assert (tmp_path / "named").read_bytes() == b"whole"


def test_drafts_can_be_made_while_others_are_cleared_away(tmp_path: Path) -> None:
    """Between making a draft and holding it somebody may take it: then another is made."""

    def write(number: int) -> None:
        with drafting(tmp_path, ".draft-") as (draft, writer):
            writer.write(b"whole")
            draft.replace(tmp_path / f"named-{number}")

    def clear(_number: int) -> None:
        drop_unheld(tmp_path, ".draft-")

    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(clear if number % 2 else write, number) for number in range(400)]:
            done.result()
    assert len(list(tmp_path.glob("named-*"))) == 200
    assert all(path.read_bytes() == b"whole" for path in tmp_path.iterdir())


def test_the_same_bytes_may_be_put_by_several_at_once(tmp_path: Path) -> None:
    source = tmp_path / "letter.pdf"
    source.write_bytes(b"%PDF-1.7 a letter" * 1000)
    originals = Originals(tmp_path / "originals")

    def put(_number: int) -> str:
        originals.drop_drafts()
        return originals.put(source).sha256

    with ThreadPoolExecutor(8) as threads:
        (sha256,) = set(threads.map(put, range(80)))
    originals.verify(sha256)
    assert originals.drafts() == []
    assert list(originals.hashes()) == [sha256]


def test_folders_are_made_from_the_top_and_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr("archive.durable.flush_folder", flushed.append)
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert flushed == [tmp_path, tmp_path / "a"]


@pytest.mark.parametrize(("number", "is_told"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_flushed_anywhere_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_told: bool
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("archive.durable.os.fsync", fail)
    if is_told:
        with pytest.raises(OSError, match="Input/output"):
            flush_folder(tmp_path)
    else:
        flush_folder(tmp_path)
