"""A restored archive comes to its place, whoever still writes there, and nothing of what stood there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, WriterBusy, placing
from archive.placing import finish, put_in_place

OLD, NEW, SENT = b"%PDF-1.7 old", b"%PDF-1.7 new", b"%PDF-1.7 sent meanwhile"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a data folder with an archive, and another one that is unpacked within."""
    folder = tmp_path / "data"
    fill(folder, OLD)
    fill(folder / "restoring", NEW)
    return folder


def fill(folder: Path, data: bytes) -> None:
    """Make an archive with one original."""
    with Archive.open(folder) as archive:
        source = folder.parent / "source.pdf"
        source.write_bytes(data)
        archive.originals.put(source)
        source.unlink()


def send(folder: Path) -> None:
    """Write as somebody does who had the archive open when it was taken away."""
    for name in ("originals/aa/sent.pdf", "catalogue.sqlite-wal", "index/stamp.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(SENT)


def send_when_taken_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = placing.place

    def place_and_send(draft: Path, path: Path) -> None:
        place(draft, path)
        if path.name == "placing.json":
            send(folder)

    monkeypatch.setattr(placing, "place", place_and_send)


def held(folder: Path) -> set[bytes]:
    """Give the bytes of all originals that lie below a folder."""
    return {path.read_bytes() for path in folder.rglob("*.pdf")}


def test_what_is_sent_when_the_old_archive_is_taken_away_lies_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is the log of a catalogue that is gone read into the one that comes."""
    send_when_taken_away(folder, monkeypatch)
    before = put_in_place(folder)
    assert before is not None
    assert held(folder / "originals") == {NEW}
    assert held(before / "originals") == {OLD, SENT}
    assert (before / "catalogue.sqlite-wal").read_bytes() == SENT
    assert {path.name for path in folder.iterdir()} == {
        "catalogue.sqlite",
        "originals",
        "opening.lock",
        before.name,
    }


def test_what_is_sent_where_nothing_was_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "restoring", NEW)
    send_when_taken_away(tmp_path, monkeypatch)
    before = put_in_place(tmp_path)
    assert before is not None
    assert (held(tmp_path / "originals"), held(before)) == ({NEW}, {SENT})


def test_where_nothing_was_nothing_is_kept_aside(tmp_path: Path) -> None:
    fill(tmp_path / "restoring", NEW)
    assert put_in_place(tmp_path) is None
    assert not list(tmp_path.glob("before-*"))


@pytest.mark.parametrize("moves", range(4))
def test_ended_while_somebody_writes_the_next_who_opens_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    with Archive.open(folder / "restoring") as fresh:
        new_id = fresh.id
    rename, left = Path.rename, moves

    def die(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            (folder / "originals" / "aa").mkdir(parents=True, exist_ok=True)
            (folder / "originals" / "aa" / "sent.pdf").write_bytes(SENT)
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", die)
        with pytest.raises(KeyboardInterrupt):
            put_in_place(folder)
    with Archive.open(folder) as archive:
        assert archive.id == new_id
    assert held(folder / "originals") == {NEW}
    assert held(folder) == {OLD, NEW, SENT}
    assert not (folder / "restoring").exists()


def test_bytes_that_are_in_both_are_in_neither_lost(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "originals" / "aa").mkdir()
    (folder / "originals" / "aa" / "sent.pdf").write_bytes(b"%PDF-1.7 by the same name")
    send_when_taken_away(folder, monkeypatch)
    before = put_in_place(folder)
    assert before is not None
    assert held(before) == {OLD, SENT, b"%PDF-1.7 by the same name"}


def test_a_note_of_an_earlier_pasaje_is_followed(folder: Path) -> None:
    """It named no place where nothing had been before."""
    (folder / "restoring" / "placing.json").write_text('{"before": null}')
    finish(folder)
    assert held(folder / "originals") == {NEW}
    assert held(folder) == {OLD, NEW}


def test_nobody_keeps_bytes_in_an_archive_that_is_being_replaced(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "sent.pdf").write_bytes(SENT)
    with Archive.open(folder) as archive:
        (folder / "restoring" / "ready.json").write_text('{"before": null}')
        with pytest.raises(WriterBusy, match="restoring a backup has the archive"):
            archive.originals.put(tmp_path / "sent.pdf")
    assert held(folder / "originals") == {OLD}
