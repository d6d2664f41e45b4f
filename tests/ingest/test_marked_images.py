"""Images of marked pages: ink on the reader's colours, underlined, whatever the page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from archive.words import Box
from ingest.highlights import EDGE, Highlight, Look, MarkedPage, rgb
from ingest.marked_images import draw_marked_page
from tests.pdf_factory import Sheet, pdf_bytes, with_structure, write_pdf

STYLES = Path(__file__).parents[2] / "search_app" / "static" / "pasaje.css"
SCALE = 100 / 72
PASSAGE: Box = (100, 180, 400, 206)
WORDS: Box = (100, 180, 200, 206)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "file.pdf", [Sheet().put("Regional innovation", x=100, y=200, size=20)])


def page(*highlights: tuple[Look, Box]) -> MarkedPage:
    return MarkedPage(1, "1", tuple(Highlight(look, (rect,)) for look, rect in highlights))


def drawn(path: Path, marked: MarkedPage, density: int = 1, *, is_cropped: bool = False) -> Image.Image:
    image = Image.open(io.BytesIO(draw_marked_page(path, marked, density, is_cropped=is_cropped)))
    assert image.format == "PNG"
    return image.convert("RGB")


def colour_at(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    found = image.getpixel((round(x * SCALE), round(y * SCALE)))
    assert isinstance(found, tuple)
    return found


def is_underlined(image: Image.Image, x: float, y: float) -> bool:
    """Tell whether the colour of edges, on whatever tint, runs within a point and a half of a place."""
    near = [colour_at(image, x, y + away / 2) for away in range(-3, 4)]
    return any(abs(red - rgb(EDGE)[0]) < 12 and blue < 20 for red, _, blue in near)


def is_like(colour: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(one - same) <= 6 for one, same in zip(colour, other, strict=True))


def test_looks_are_those_of_the_reader() -> None:
    styles = STYLES.read_text()
    fills = {
        selector: re.search(rf"\.leaf {selector}[^{{]*{{ fill: (#\w+)", styles)
        for selector in (r"\S*\.focus\b[^{\n]* \.tint", r"\.quoted", r"\S*\.focus\b[^{\n]* \.marked")
    }
    assert [found and found[1] for found in fills.values()] == list(Look)
    assert f"stroke: {EDGE}" in styles


def test_a_passage_is_tinted_and_underlined_with_its_ink_on_it(path: Path) -> None:
    image = drawn(path, page((Look.PASSAGE, PASSAGE)))
    assert is_like(colour_at(image, 380, 190), rgb(Look.PASSAGE))
    assert is_underlined(image, 380, 206)
    assert image.crop((150, 275, 430, 310)).convert("L").getextrema()[0] < 40
    assert colour_at(image, 380, 160) == (255, 255, 255)


def test_what_is_searched_for_stands_out_of_its_passage(path: Path) -> None:
    image = drawn(path, page((Look.PASSAGE, PASSAGE), (Look.WORDS, WORDS)))
    assert colour_at(image, 102, 182)[2] < rgb(Look.WORDS)[2] < colour_at(image, 380, 190)[2]
    assert is_underlined(image, 150, 206)
    assert not is_underlined(image, 380, 206)  # no line where something in it has one


def test_the_marked_lines_can_be_cut_out(path: Path) -> None:
    image = drawn(path, page((Look.PASSAGE, PASSAGE)), is_cropped=True)
    assert image.width == pytest.approx(324 * SCALE, abs=2)
    assert image.height == pytest.approx(50 * SCALE, abs=2)
    assert is_like(colour_at(image, 300, 25), rgb(Look.PASSAGE))


def test_lines_at_the_edge_are_cut_out_within_the_page(path: Path) -> None:
    image = drawn(path, page((Look.PASSAGE, (0, 0, 595, 20))), is_cropped=True)
    assert image.size == pytest.approx((595 * SCALE, 32 * SCALE), abs=2)


def test_twice_the_density_has_twice_the_pixels(path: Path) -> None:
    marked = page((Look.PASSAGE, PASSAGE))
    assert drawn(path, marked, 2).width == pytest.approx(2 * drawn(path, marked).width, abs=2)


def test_a_page_without_a_mark_is_drawn_whole(path: Path) -> None:
    assert drawn(path, MarkedPage(1, "1", ()), is_cropped=True).height > 1100


def test_a_rotated_page_is_marked_as_it_is_seen(tmp_path: Path) -> None:
    source = tmp_path / "turned.pdf"
    source.write_bytes(
        with_structure(pdf_bytes([Sheet().put("Regional innovation", x=100, y=200, size=20)]), rotate=90)
    )
    image = drawn(source, page((Look.PASSAGE, (636, 100, 662, 284))))
    assert image.width > image.height
    assert is_like(colour_at(image, 660, 103), rgb(Look.PASSAGE))


def test_a_photograph_keeps_its_colours(tmp_path: Path) -> None:
    noise = Image.effect_noise((400, 500), 80).convert("RGB")
    Image.merge(
        "RGB", [noise.getchannel(0), noise.getchannel(0).rotate(90), noise.getchannel(0).rotate(180)]
    ).save(tmp_path / "photo.pdf")
    image = drawn(tmp_path / "photo.pdf", page((Look.PASSAGE, (10, 10, 90, 30))))
    assert len(image.getcolors(1_000_000) or ()) > 1000
