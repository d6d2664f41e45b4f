"""Words on grounds of dots: the dots go, and nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from ingest.tasks import Task
from ingest.tints import without_tints
from tests.ingest.test_odd_scans import read
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import Sheet, wrap
from tests.scan_factory import needs_program, picture_of

TINTED = (0.1, 0.3)
"""Shares of the height between which the ground has dots."""


def dotted(picture: Image.Image) -> Image.Image:
    """Give a picture in black and white, at 300 dots an inch, with a grey ground in dots across it."""
    finer = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
    points = np.where(np.asarray(finer) < 128, 0, 255).astype(np.uint8)
    top, bottom = (round(share * finer.height) for share in TINTED)
    points[top:bottom:4, ::4] = 0
    points[top + 2 : bottom : 4, 2::4] = 0
    return Image.fromarray(points)


def test_dots_go_and_the_rest_of_the_page_stays(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.set(wrap(" ".join([ENGLISH] * 8)), x=72, y=120)
    made = dotted(picture_of(sheet, tmp_path))
    seen, cleaned = np.asarray(made), np.asarray(without_tints(made))
    ground = slice(round(0.11 * made.height), round(0.13 * made.height))
    assert (seen[ground] == 0).mean() > 0.1
    assert (cleaned[ground] == 0).mean() < 0.005
    below = round(0.33 * made.height)
    assert np.array_equal(seen[below:], cleaned[below:])


def test_a_page_without_such_grounds_is_given_as_it_is(tmp_path: Path) -> None:
    """Thin letters, rules and full stops are no dots of a ground."""
    sheet = Sheet().rule(72, 100, 500, 100)
    sheet.set(wrap(" ".join([ENGLISH] * 8)), x=72, y=120)
    picture = picture_of(sheet, tmp_path)
    assert without_tints(picture) is picture


@needs_program
def test_words_on_a_ground_of_dots_are_read(tmp_path: Path) -> None:
    sheet = sheet_of(ENGLISH)
    path = tmp_path / "tinted.pdf"
    dotted(picture_of(sheet, tmp_path)).save(path, "PDF", resolution=300)
    assert [page.text for page in read(Task(path, path.name)).pages] == [ENGLISH]
