"""What was left by those who were ended is taken away, and nothing from those who are at work."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from archive import Archive, durable
from archive.leftovers import drafts, drop_drafts


@pytest.mark.parametrize(
    "place",
    ["originals/.incoming-{}", "unlocked/.unlocking-{}", f"derived/ab/{'ab' * 32}/.making-{{}}", ".backup-{}"],
)
def test_drafts_that_nobody_writes_are_taken_away_and_others_stay(archive: Archive, place: str) -> None:
    left = archive.folder / place.format("0" * 16)
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"half")
    prefix = left.name.rstrip("0")
    with durable.drafting(left.parent, prefix) as (held, _):
        assert list(drafts(archive)) == [left]
        drop_drafts(archive)
        assert held.exists()
    assert not list(left.parent.glob(f"{prefix}*"))


def test_pages_that_were_laid_by_go_with_whoever_writes_next(archive: Archive) -> None:
    """They are text of a file, which may have been purged since."""
    archive.laid_by.mkdir()
    (archive.laid_by / "0.pages").write_bytes(b"text")
    assert list(drafts(archive)) == [archive.laid_by]
    with archive.writing("purging"):
        assert not archive.laid_by.exists()


def test_a_draft_is_taken_away_before_it_is_held_or_not_at_all(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever began it just now holds it as soon as nobody looks at it, and looks whether it is there still."""
    draft = archive.folder / f".backup-{'0' * 16}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT)
    is_unheld, links = durable._is_unheld, []

    def look_and_be_held(path: Path, **options: bool) -> bool:
        found = is_unheld(path, **options)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        links.append(os.fstat(descriptor).st_nlink)
        return found

    monkeypatch.setattr(durable, "_is_unheld", look_and_be_held)
    drop_drafts(archive)
    assert links == [os.fstat(descriptor).st_nlink]
    os.close(descriptor)
