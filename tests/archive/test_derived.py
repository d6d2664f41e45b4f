"""What is made from originals: whole or not there, and no loss when it is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive
from archive.derived import Derived

SHA256 = "ab" * 32


@pytest.fixture
def derived(tmp_path: Path) -> Derived:
    return Derived(tmp_path / "derived")


def only_file(folder: Path) -> Path:
    (path,) = (each for each in folder.rglob("*") if each.is_file())
    return path


def test_what_was_put_is_found_under_its_name_alone(derived: Derived) -> None:
    derived.put(SHA256, "1@1", b"image")
    assert derived.find(SHA256, "1@1") == b"image"
    assert derived.find(SHA256, "1@2") is None
    assert derived.find("cd" * 32, "1@1") is None
    assert (derived.length(SHA256, "1@1"), derived.length(SHA256, "1@2")) == (5, None)


def test_nothing_can_be_kept_too(derived: Derived) -> None:
    """A page that cannot be drawn is known as such."""
    derived.put(SHA256, "1@1", b"")
    assert derived.find(SHA256, "1@1") == b""
    assert derived.length(SHA256, "1@1") == 0


def test_the_later_of_two_counts_and_leaves_no_draft(derived: Derived, tmp_path: Path) -> None:
    derived.put(SHA256, "1@1", b"first")
    derived.put(SHA256, "1@1", b"second")
    assert derived.find(SHA256, "1@1") == b"second"
    assert only_file(tmp_path).name == "1@1"


@given(st.binary(max_size=40), st.data())
def test_what_is_cut_short_is_not_given(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, draw: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    derived = Derived(folder)
    derived.put(SHA256, "1@1", data)
    path = only_file(folder)
    whole = path.read_bytes()
    path.write_bytes(whole[: draw.draw(st.integers(0, len(whole) - 1))])
    assert derived.find(SHA256, "1@1") is None


def test_all_of_an_original_goes_at_once(derived: Derived) -> None:
    derived.put(SHA256, "1@1", b"image")
    derived.put(SHA256, "2@1", b"image")
    derived.put("cd" * 32, "1@1", b"other")
    derived.drop(SHA256)
    derived.drop(SHA256)
    assert derived.find(SHA256, "2@1") is None
    assert derived.find("cd" * 32, "1@1") == b"other"


def test_it_lies_beside_the_catalogue_where_it_may_be_deleted(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.derived.put(SHA256, "1@1", b"image")
    assert only_file(tmp_path / "derived").name == "1@1"


@pytest.mark.parametrize("torn", [b"", bytes(3), bytes(8)])
def test_an_empty_file_does_not_say_that_nothing_can_be_made(
    derived: Derived, tmp_path: Path, torn: bytes
) -> None:
    """A power cut leaves files without their bytes, or with zeros in their place."""
    derived.put(SHA256, "1@1", b"")
    only_file(tmp_path).write_bytes(torn)
    assert derived.find(SHA256, "1@1") is None
    assert derived.length(SHA256, "1@1") is None
