"""To look whether something was committed must not disturb SQLite's own locks."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

from archive import Archive
from archive.wal_index import read_head

WHO_IS_THERE = 128
"""The byte of the index's file that each process which has it open holds locked (SQLite, os_unix.c)."""

TAKE = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, int(sys.argv[2]))
    except OSError:
        print("held")
    else:
        print("free")
"""


def held_by_another(file: Path) -> str:
    command = [sys.executable, "-c", TAKE, str(file), str(WHO_IS_THERE)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def test_who_looks_for_commits_keeps_the_locks_of_its_connections(archive: Archive) -> None:
    """Else who opens the catalogue next takes itself for the first, and cuts off what others have mapped."""
    archive.catalogue.versions()
    file = archive.folder / "catalogue.sqlite-shm"
    assert held_by_another(file) == "held"
    for _ in range(3):
        archive.state(beside="lexicon")
    assert held_by_another(file) == "held"


def test_a_commit_of_another_process_shows(archive: Archive) -> None:
    path = f"{archive.folder}/catalogue.sqlite"
    before = read_head(f"{path}-shm")
    assert before == read_head(f"{path}-shm") is not None
    change = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('CREATE TABLE t (x)'); c.commit()"
    subprocess.run([sys.executable, "-c", change, path], check=True)
    assert read_head(f"{path}-shm") != before


def test_what_is_not_there_has_no_head(tmp_path: Path) -> None:
    assert read_head(str(tmp_path / "nowhere")) is None


def test_no_descriptor_is_kept_of_what_sqlite_took_away(tmp_path: Path) -> None:
    """It takes the file away with the last connection, and makes another with the next."""
    opened = []
    for _ in range(20):
        connection = sqlite3.connect(tmp_path / "x.sqlite")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
        assert read_head(str(tmp_path / "x.sqlite-shm"))
        connection.close()
        assert not (tmp_path / "x.sqlite-shm").exists()
        opened.append(descriptors())
    assert opened[-1] == opened[1]
