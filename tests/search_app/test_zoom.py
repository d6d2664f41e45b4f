"""How large a page is shown."""

from __future__ import annotations

import pytest

from search_app.errors import BadParameter
from search_app.zoom import FITTED, PAGE, STEPS, Zoom


@pytest.mark.parametrize("said", ["", "page", "50", "110", "400"])
def test_what_an_address_says_is_read_as_it_was_written(said: str) -> None:
    assert Zoom.read(said).said == said


def test_as_wide_as_there_is_room_is_usual_and_need_not_be_said() -> None:
    assert Zoom.read("width") == Zoom.read("") == FITTED


@pytest.mark.parametrize("said", ["huge", "49", "401", "-100", "1e2", "9" * 5000, "²"])
def test_what_is_no_size_is_refused(said: str) -> None:
    with pytest.raises(BadParameter, match="zoom"):
        Zoom.read(said)


def test_steps_lead_from_the_smallest_to_the_largest_and_end_there() -> None:
    zoom, seen = Zoom("", STEPS[0]), [STEPS[0]]
    assert zoom.smaller is None
    while zoom.larger:
        zoom = zoom.larger
        seen.append(zoom.percent or 0)
    assert tuple(seen) == STEPS
    assert zoom.smaller == Zoom("", STEPS[-2])


@pytest.mark.parametrize("zoom", [FITTED, Zoom(PAGE)])
def test_a_fitted_page_becomes_smaller_and_larger_too(zoom: Zoom) -> None:
    assert (zoom.smaller, zoom.larger) == (Zoom("", 75), Zoom("", 125))


def test_a_hundred_per_cent_is_the_printed_size() -> None:
    """An inch is 72 points, and 96 pixels of a style sheet."""
    assert Zoom("", 100).pixels(72) == 96
    assert Zoom("", 150).sizes(72, 100) == "144px"
    assert Zoom(PAGE).sizes(595, 842) == "calc((100vh - 5rem) * 0.707)"
