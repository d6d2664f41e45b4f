"""The child that draws and copies: what it cannot do says whose fault that is, and costs no other page."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.artist import Artist
from ingest.errors import OriginalUnreadable, PageSlow, PageUnreadable
from ingest.highlights import Highlight, Look, MarkedPage, Origin
from ingest.limits import Limits
from ingest.marked_copy import copy_pages
from ingest.marked_images import draw_marked_page
from tests.pdf_factory import Sheet, write_pdf

pytestmark = pytest.mark.real_children

PAGE = MarkedPage(1, "1", (Highlight(Look.PASSAGE, ((100, 183, 284, 204),)),))
ORIGIN = Origin("A study, p. 1", "", "https://archive.example/p/abc", "en", "abc")


@pytest.fixture
def artist() -> Iterator[Artist]:
    made = Artist(Limits(memory_bytes=700_000_000, cpu_seconds=1, wall_seconds=4))
    yield made
    made.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "file.pdf", [Sheet().put("Regional innovation", x=100, y=200, size=20)])


def busy() -> None:
    """Work for longer than a page may."""
    until = time.process_time() + 60
    while time.process_time() < until:
        pass


def provoke(fault: type[Exception]) -> None:
    raise fault


def test_copies_and_marked_images_are_made_in_the_child(artist: Artist, path: Path) -> None:
    assert artist.copy(path, [PAGE], ORIGIN) == copy_pages(path, [PAGE], ORIGIN)
    drawn = draw_marked_page(path, PAGE, 1, is_cropped=True)
    assert artist.draw_marked(path, PAGE, 1, is_cropped=True) == drawn


def test_who_asks_for_what_is_being_made_waits_for_the_same(artist: Artist) -> None:
    """Four readers who open one page cost one drawing."""
    first = artist._begun(time.sleep, 0.5)
    assert artist._begun(time.sleep, 0.5) is first
    assert artist._begun(time.sleep, 0.1) is not first
    first.result()
    assert artist._begun(time.sleep, 0.5) is not first


def test_a_page_out_of_time_is_slow_and_the_next_is_drawn(artist: Artist, path: Path) -> None:
    """By the clock, where the machine may have done something else, and by its own work."""
    with pytest.raises(PageSlow, match="Page 1 takes too much"):
        artist._made(1, time.sleep, 60)
    with pytest.raises(PageSlow, match="Page 2 takes too much"):
        artist._made(2, busy)
    assert artist.draw(path, 1, 1).media_type == "image/png"


def test_a_child_that_is_killed_says_nothing_of_the_page(artist: Artist) -> None:
    """A machine short of memory ends whom it likes."""
    with pytest.raises(PageSlow):
        artist._made(1, signal.raise_signal, signal.SIGKILL)


@pytest.mark.parametrize(("make", "given"), [(os.abort, ()), (bytearray, (10_000_000_000,))])
def test_a_page_that_breaks_its_child_or_its_memory_is_at_fault_itself(
    artist: Artist, path: Path, make: type, given: tuple[int, ...]
) -> None:
    with pytest.raises(PageUnreadable, match="too much") as caught:
        artist._made(1, make, *given)
    assert not isinstance(caught.value, PageSlow)
    assert artist.draw(path, 1, 1).media_type == "image/png"


@pytest.mark.parametrize("fault", [RuntimeError, StopIteration, KeyError])
def test_whatever_a_strange_file_provokes_is_the_pages_fault(artist: Artist, fault: type[Exception]) -> None:
    """And none of it is taken for the end of the server."""
    with pytest.raises(PageUnreadable, match=fault.__name__):
        artist._made(1, provoke, fault)


def test_what_the_file_is_at_fault_for_comes_from_the_child(artist: Artist, tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"not a PDF")
    with pytest.raises(OriginalUnreadable):
        artist.copy(tmp_path / "no.pdf", [PAGE], ORIGIN)
