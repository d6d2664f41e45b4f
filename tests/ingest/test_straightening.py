"""How a sheet lies on its picture, and the way from the straightened page back to the page as seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ingest.straightening import lay_of, lean_back, straightened
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import Sheet
from tests.scan_factory import picture_of


@pytest.fixture
def sheet() -> Sheet:
    return sheet_of(ENGLISH, ENGLISH, ENGLISH)


@pytest.mark.parametrize("lean", [-3.0, -1.0, 0.0, 0.5, 2.0])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_how_a_sheet_leans_is_told_to_a_fifth_of_a_degree(
    sheet: Sheet, tmp_path: Path, lean: float, turned: int
) -> None:
    lay = lay_of(picture_of(sheet, tmp_path, lean=lean, turned=turned))
    assert lay is not None
    assert lay.is_sideways == (turned in (90, 270))
    assert lay.lean == pytest.approx(lean, abs=0.2)


@pytest.mark.parametrize("grey", [0, 120, 255])
def test_a_page_of_one_grey_is_blank(grey: int) -> None:
    assert lay_of(Image.new("L", (800, 1000), grey)) is None


def test_specks_and_shades_of_paper_are_blank() -> None:
    """Scanners see the grain of paper; a sheet with nothing on it must not be read for ever."""
    shades = np.random.default_rng(1).normal(235, 5, (1000, 800)).clip(0, 255).astype(np.uint8)
    assert lay_of(Image.fromarray(shades)) is None


def test_one_word_is_not_blank(tmp_path: Path) -> None:
    assert lay_of(picture_of(Sheet().put("Annex", y=400), tmp_path)) is not None


def test_straightening_keeps_all_of_the_picture(sheet: Sheet, tmp_path: Path) -> None:
    picture = picture_of(sheet, tmp_path, lean=3)
    assert straightened(picture, 0.0) is picture
    wider = straightened(picture, 3.0)
    assert wider.width > picture.width
    assert wider.height > picture.height


@given(lean=st.floats(-6, 6), x=st.floats(50, 500), y=st.floats(50, 700))
def test_leaning_back_and_forth_leaves_the_middle_of_a_box_where_it_was(lean: float, x: float, y: float) -> None:
    size = (595.0, 842.0)
    box = np.array([[x, y, x + 40, y + 12]])
    back = lean_back(lean_back(box, lean, size), -lean, size)
    assert (back[:, :2] + back[:, 2:]) / 2 == pytest.approx((box[:, :2] + box[:, 2:]) / 2, abs=1e-6)
    assert (back[:, 2:] - back[:, :2] >= (box[:, 2:] - box[:, :2]) * 0.98).all()
