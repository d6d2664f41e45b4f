"""Pages as images: what a viewer shows, in few bytes, whatever the page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from ingest.artist import Artist
from ingest.errors import DrawingStopped, OriginalUnreadable, PageSlow, PageUnreadable
from ingest.limits import Limits
from ingest.page_images import PageImage, draw_page
from ingest.pdf_text import open_pdf
from tests.corpus import rows
from tests.pdf_factory import A4, Sheet, pdf_bytes, with_structure, write_pdf


def seen(image: PageImage) -> Image.Image:
    return Image.open(io.BytesIO(image.data)).convert("L")


def is_dark(image: Image.Image, box: tuple[float, float, float, float], size: tuple[float, float]) -> bool:
    """Tell whether something is drawn in a box of points, on a page of this size."""
    across, along = image.width / size[0], image.height / size[1]
    x0, y0, x1, y1 = box
    part = image.crop((int(x0 * across), int(y0 * along), int(x1 * across), int(y1 * along)))
    return part.getextrema()[0] < 100


@pytest.fixture
def path(tmp_path: Path) -> Path:
    sheet = Sheet().put("Regional innovation", x=100, y=200, size=20)
    return write_pdf(tmp_path / "file.pdf", [sheet, Sheet()])


def test_a_page_of_text_is_a_small_png_with_its_words_where_they_stand(path: Path) -> None:
    image = draw_page(path, 1, 1)
    assert image.media_type == "image/png"
    assert len(image.data) < 20_000
    assert is_dark(seen(image), (100, 180, 280, 205), A4)
    assert not is_dark(seen(image), (100, 220, 280, 300), A4)


def test_twice_the_density_has_twice_the_pixels(path: Path) -> None:
    one, two = seen(draw_page(path, 1, 1)), seen(draw_page(path, 1, 2))
    assert two.width == pytest.approx(2 * one.width, abs=2)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_page_is_drawn_as_a_viewer_shows_it(tmp_path: Path, rotation: int) -> None:
    plain = pdf_bytes([Sheet().put("Regional innovation", x=100, y=200, size=20)])
    turned = tmp_path / "turned.pdf"
    turned.write_bytes(with_structure(plain, rotate=rotation))
    image = seen(draw_page(turned, 1, 1))
    assert (image.width > image.height) == (rotation != 180)
    width, height = A4
    (x0, y0, x1, y1) = {
        90: (height - 205, 100, height - 180, 280),
        180: (width - 280, height - 205, width - 100, height - 180),
        270: (180, width - 280, 205, width - 100),
    }[rotation]
    size = (width, height) if rotation == 180 else (height, width)
    assert is_dark(image, (x0, y0, x1, y1), size)


def test_only_the_visible_area_is_drawn(path: Path, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].cropbox = RectangleObject((90, 600, 400, 700))
    cropped = tmp_path / "cropped.pdf"
    writer.write(cropped)
    image = seen(draw_page(cropped, 1, 1))
    assert image.width / image.height == pytest.approx(3.1, abs=0.05)
    assert is_dark(image, (10, 38, 190, 63), (310, 100))


@pytest.mark.parametrize("size", [(1_000_000.0, 1_000_000.0), (14_000.0, 20.0), (20.0, 14_000.0), (1.0, 1.0)])
def test_pixels_are_capped_whatever_the_size_of_a_page(tmp_path: Path, size: tuple[float, float]) -> None:
    large = write_pdf(tmp_path / "large.pdf", [Sheet(size=size)])
    image = seen(draw_page(large, 1, 2))
    assert image.width * image.height <= 8_100_000
    assert max(image.size) <= 6001


def test_a_page_with_a_photograph_is_no_png(tmp_path: Path) -> None:
    noise = Image.effect_noise((400, 500), 80).convert("RGB")
    noise = Image.merge(
        "RGB", [noise.getchannel(0), noise.getchannel(0).rotate(90), noise.getchannel(0).rotate(180)]
    )
    noise.save(tmp_path / "photo.pdf")
    assert draw_page(tmp_path / "photo.pdf", 1, 1).media_type in ("image/webp", "image/jpeg")


def test_a_photograph_without_colours_keeps_its_greys(tmp_path: Path) -> None:
    """In sixteen it would be drawn in steps; a page on a plain grey ground is not harmed by them."""
    Image.effect_noise((400, 500), 80).save(tmp_path / "photo.pdf")
    Image.new("L", (400, 500), 128).save(tmp_path / "plain.pdf")
    assert draw_page(tmp_path / "photo.pdf", 1, 1).media_type in ("image/webp", "image/jpeg")
    assert draw_page(tmp_path / "plain.pdf", 1, 1).media_type == "image/png"


def test_what_was_filled_into_a_form_is_seen() -> None:
    """Without its form the page of this file has empty fields."""
    (path,) = (row.path for row in rows("odd") if row.path.name == "pdf.js__prefilled_f1040.pdf")
    filled = seen(draw_page(path, 1, 1))
    with open_pdf(path) as document:
        empty = document[0].render(scale=filled.width / document[0].get_width()).to_pil().convert("L")
    assert ImageChops.difference(filled, empty.resize(filled.size)).getextrema()[1] > 128


def test_a_page_without_colours_has_sixteen_greys_and_one_with_colours_has_them(
    tmp_path: Path, path: Path
) -> None:
    grey = Image.open(io.BytesIO(draw_page(path, 1, 1).data))
    assert grey.mode == "P"
    assert len(grey.getcolors() or []) <= 16
    red = pdf_bytes([Sheet().put("Regional innovation", x=100, y=200, size=20)]).replace(b"BT", b"1 0 0 rg BT", 1)
    coloured = tmp_path / "red.pdf"
    coloured.write_bytes(red)
    image = Image.open(io.BytesIO(draw_page(coloured, 1, 1).data)).convert("RGB")
    assert min(green for _, (_, green, _) in image.getcolors(1 << 20) or []) < 60
    assert {red for _, (red, _, _) in image.getcolors(1 << 20) or []} == {255}


def test_paper_is_white(path: Path) -> None:
    """And not nearly: a veil over the page shows beside a page that has none."""
    assert seen(draw_page(path, 1, 1)).getextrema()[1] == 255


def test_a_page_that_is_none_cannot_be_drawn(path: Path) -> None:
    with pytest.raises(PageUnreadable, match="Page 3"):
        draw_page(path, 3, 1)


def test_a_file_that_is_no_pdf_cannot_be_drawn(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"not a PDF")
    with pytest.raises(OriginalUnreadable):
        draw_page(tmp_path / "no.pdf", 1, 1)


def test_the_artist_draws_in_a_child_and_goes_on_after_a_bad_page(path: Path, tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"not a PDF")
    artist = Artist()
    try:
        artist.begin()
        with pytest.raises(OriginalUnreadable):
            artist.draw(tmp_path / "no.pdf", 1, 1)
        assert artist.draw(path, 1, 1) == draw_page(path, 1, 1)
        assert not artist.is_busy
    finally:
        artist.close()


def test_an_artist_who_was_sent_home_says_nothing_of_the_page(path: Path) -> None:
    artist = Artist()
    artist.begin()
    artist.close()
    with pytest.raises(DrawingStopped):
        artist.draw(path, 1, 1)


def test_a_page_that_takes_too_long_costs_its_own_image_alone(path: Path, tmp_path: Path) -> None:
    """A million strokes over each other, and a second to draw them in."""
    strokes = b" ".join(
        b"%d %d m %d %d l S" % (n % 595, n % 842, (n * 7) % 595, (n * 3) % 842) for n in range(900_000)
    )
    heavy = Sheet(drawn=[strokes])
    write_pdf(tmp_path / "heavy.pdf", [heavy])
    artist = Artist(Limits(memory_bytes=700_000_000, cpu_seconds=5, wall_seconds=1))
    try:
        with pytest.raises(PageSlow, match="too much"):
            artist.draw(tmp_path / "heavy.pdf", 1, 2)
        assert artist.draw(path, 1, 1).media_type == "image/png"
    finally:
        artist.close()
