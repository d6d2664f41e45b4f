"""An archive is replaced by a backup as a whole or not at all, and is kept aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import (
    Archive,
    FolderTaken,
)
from tests.archive.backed_up import file, held, originals, restored, rows
from tests.factories import make_version, store_version

__all__ = ["file", "held"]


def test_an_archive_is_not_written_over(held: Archive, file: Path) -> None:
    before = rows(held.folder)
    with pytest.raises(FolderTaken, match="--replace"):
        restored(file, held.folder)
    assert rows(held.folder) == before


def test_what_is_replaced_is_kept_aside(archive: Archive, held: Archive, file: Path) -> None:
    before = rows(held.folder)
    store_version(held, make_version("later"))
    later = rows(held.folder)
    held.close()
    restored(file, held.folder, is_replacing=True)
    (aside,) = held.folder.glob("before-*")
    assert rows(held.folder) == before
    assert rows(aside) == later
    assert len(originals(aside)) == 4


def test_even_a_ruined_archive_can_be_replaced(held: Archive, file: Path) -> None:
    before = rows(held.folder)
    held.close()
    (held.folder / "catalogue.sqlite").write_text("Dear diary, " * 1000)
    restored(file, held.folder, is_replacing=True)
    assert rows(held.folder) == before


@pytest.mark.parametrize("moves", range(12))
def test_ended_while_it_is_put_in_place_the_next_goes_on(
    held: Archive, file: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    """Whoever opens the folder sees the one archive or the other, and in the end the restored one."""
    before = rows(held.folder)
    store_version(held, make_version("later"))
    held.close()
    rename, left = Path.rename, moves

    def die(self: Path, target: Path) -> Path:
        nonlocal left
        if self.name.startswith(("catalogue", "originals", "index", "derived")):
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", die)
        try:
            restored(file, held.folder, is_replacing=True)
        except KeyboardInterrupt:
            pass
        else:
            assert left >= 0
    assert rows(held.folder) == before
    assert len(originals(held.folder)) == 3
    assert not (held.folder / "restoring").exists()
