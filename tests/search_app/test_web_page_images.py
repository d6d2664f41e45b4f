"""Images of pages over HTTP, and what lies over them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive
from ingest.artist import Artist
from ingest.errors import PageSlow
from search_app import attempts, create_app
from search_app.attempts import FIRST_SECONDS
from search_app.links import IMAGES
from search_app.settings import Settings
from tests.filling import fill_from
from tests.pdf_factory import Sheet, write_pdf
from tests.search_app.test_web_search import read

LINES = ["The regional innova-", "tion system of both shores", "is wide."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the data folder of an archive with one real PDF: a page of text, and one that cannot be drawn."""
    made = tmp_path_factory.mktemp("drawn")
    sheet = Sheet()
    sheet.set(LINES, x=100, y=200, size=12)
    pdf = write_pdf(made / "shores.en.pdf", [sheet, Sheet().put("Second page of the study", y=100)])
    return fill_from(made / "data", [pdf]).data


@pytest.fixture(scope="module")
def drawn(folder: Path) -> Iterator[FlaskClient]:
    made = create_app(Settings(data=folder))
    yield made.test_client()
    made.extensions["pasaje"].close()


def image_address(page: str) -> str:
    (address,) = set(re.findall(r'<img src="([^"]+/image[^"]*)"', page))
    return address


def rects(page: str, name: str) -> list[list[float]]:
    found = re.findall(rf'<rect class="{name}" x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/>', page)
    return [[float(number) for number in each] for each in found]


def test_the_reader_shows_the_page_and_marks_the_words_on_it(drawn: FlaskClient) -> None:
    page = read(drawn, "/documents/shores/en/pages/1?q=shores")
    ((x, y, width, height),) = rects(page, "marked")
    assert 100 < x < 250
    assert 200 < y < 220
    assert width > 20
    assert height > 5
    answer = drawn.get(image_address(page))
    assert (answer.status_code, answer.mimetype) == (200, "image/png")


def test_the_text_over_the_page_reads_as_the_passage_does(drawn: FlaskClient) -> None:
    """Hyphens are joined and lines parted by spaces, so that what is copied can be pasted."""
    page = read(drawn, "/documents/shores/en/pages/1")
    (block,) = re.findall(r"<text .*?</text>", page, re.DOTALL)
    assert "".join(re.findall(r"<tspan [^>]*>([^<]*)</tspan>", block)) == (
        "The regional innovation system of both shores is wide."
    )


def test_a_passage_is_tinted_line_by_line_where_a_link_opens_it(drawn: FlaskClient) -> None:
    hits = drawn.get("/api/v1/search?q=shores").json
    assert hits is not None
    page = read(drawn, f"/p/{hits['hits'][0]['passage']}")
    assert '<g class="area focus"' in page
    assert len(rects(page, "tint")) == len(LINES)


def test_an_image_is_kept_for_good_and_asked_for_once(drawn: FlaskClient) -> None:
    address = image_address(read(drawn, "/documents/shores/en/pages/1"))
    first = drawn.get(address)
    assert first.cache_control.immutable
    assert (first.cache_control.max_age or 0) > 30_000_000
    again = drawn.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_lost_or_broken_image_is_made_again(drawn: FlaskClient, folder: Path) -> None:
    address = image_address(read(drawn, "/documents/shores/en/pages/1"))
    whole = drawn.get(address).data
    (kept,) = folder.glob("derived/*/*/1@1.*")
    kept.write_bytes(kept.read_bytes()[:100])
    assert drawn.get(address).data == whole
    kept.unlink()
    assert drawn.get(address).data == whole
    assert kept.is_file()


def test_twice_the_density_is_another_image(drawn: FlaskClient) -> None:
    address = image_address(read(drawn, "/documents/shores/en/pages/1"))
    assert len(drawn.get(f"{address}&density=2").data) > len(drawn.get(address).data)
    assert drawn.get(f"{address}&density=9").status_code == 400


def kept_ahead(folder: Path) -> list[Path]:
    return list(folder.glob("derived/*/*/2@1.*"))


def test_the_next_page_is_drawn_ahead(drawn: FlaskClient, folder: Path) -> None:
    drawn.get(image_address(read(drawn, "/documents/shores/en/pages/1")))
    until = time.monotonic() + 20
    while not kept_ahead(folder) and time.monotonic() < until:
        time.sleep(0.05)
    assert kept_ahead(folder)


def test_a_page_that_cannot_be_drawn_is_said_and_not_tried_again(drawn: FlaskClient, folder: Path) -> None:
    """What cannot be drawn once cannot be drawn at all, and may have cost seconds."""
    address = image_address(read(drawn, "/documents/shores/en/pages/2"))
    with Archive.open(folder) as archive:
        version = archive.catalogue.versions("shores")[0]
        archive.derived.put(version.original_sha256, f"2@1.{IMAGES}", b"")
    answer = drawn.get(address)
    assert answer.status_code == 404
    assert "cannot be drawn" in answer.text
    page = read(drawn, "/documents/shores/en/pages/2")
    assert "/2/image" not in page
    assert "This page cannot be shown as it is printed: here is its text." in page


def test_images_of_pages_and_versions_that_are_none_are_not_found(drawn: FlaskClient) -> None:
    address = image_address(read(drawn, "/documents/shores/en/pages/1"))
    assert drawn.get(address.replace("/1/", "/99/")).status_code == 404
    assert drawn.get("/versions/none/pages/1/image").status_code == 404


def test_a_small_image_is_sent_for_finding_ones_way(drawn: FlaskClient) -> None:
    address = image_address(read(drawn, "/documents/shores/en/pages/1"))
    small = drawn.get(address.replace("/image", "/thumbnail"))
    assert (small.status_code, small.cache_control.immutable) == (200, True)
    assert len(small.data) < len(drawn.get(address).data) / 2
    assert drawn.get(address.replace("/1/image", "/99/thumbnail")).status_code == 404


@pytest.mark.parametrize("way", ["", f"v={int(IMAGES) - 1}", f"v={IMAGES}0"])
def test_an_image_is_asked_for_again_where_its_address_does_not_say_how_it_is_made(
    drawn: FlaskClient, way: str
) -> None:
    """What such an address leads to changes when images are made in another way."""
    address = image_address(read(drawn, "/documents/shores/en/pages/1")).partition("?")[0]
    for which in (address, address.replace("/image", "/thumbnail")):
        sent = drawn.get(f"{which}?{way}")
        assert (sent.status_code, sent.headers["Cache-Control"]) == (200, "private, no-cache")
        again = drawn.get(f"{which}?{way}", headers={"If-None-Match": sent.headers["ETag"]})
        assert (again.status_code, again.headers["Cache-Control"]) == (304, "private, no-cache")


def test_a_passage_over_a_page_break_is_shown_on_both_pages(tmp_path: Path) -> None:
    """The page that a link opens, and below it the one on which the passage goes on."""
    first, second = Sheet(), Sheet()
    first.set(["The cooperation across the border begins with", "two people who know each other and goes"], y=780)
    second.set(["on for as long as they live near the lake."], y=60)
    settings = fill_from(tmp_path / "data", [write_pdf(tmp_path / "two.en.pdf", [first, second])])
    made = create_app(settings)
    client = made.test_client()
    found = client.get("/api/v1/search?q=cooperation+lake").json
    assert found is not None
    page = read(client, f"/p/{found['hits'][0]['passage']}?q=cooperation+lake")
    made.extensions["pasaje"].close()
    assert re.findall(r'<img src="[^"]+/pages/(\d)/image\?', page) == ["1", "2"]
    assert page.count('class="area focus"') == 2
    assert page.count("autofocus") == 1
    assert [len(rects(page, name)) for name in ("tint", "edge", "marked")] == [3, 2, 2]


def test_a_page_that_was_slow_is_drawn_once_the_machine_is_idle(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meanwhile the reader shows its text, and nobody waits for it again."""
    for kept in folder.glob("derived/*/*/1@1.*"):
        kept.unlink()
    tried: list[object] = []

    def be_slow(*given: object) -> None:
        tried.append(given)
        raise PageSlow

    made = create_app(Settings(data=folder))
    reader = made.test_client()
    address = image_address(read(reader, "/documents/shores/en/pages/1"))
    with monkeypatch.context() as busy:
        busy.setattr(Artist, "draw", be_slow)
        assert [reader.get(address).status_code for _ in range(2)] == [404, 404]
        assert "/1/image" not in read(reader, "/documents/shores/en/pages/1")
    assert len(tried) == 1
    assert reader.get(address).status_code == 404
    later = time.time() + FIRST_SECONDS + 1
    monkeypatch.setattr(attempts.time, "time", lambda: later)
    assert reader.get(address).status_code == 200
    assert "/1/image" in read(reader, "/documents/shores/en/pages/1")
    made.extensions["pasaje"].close()
