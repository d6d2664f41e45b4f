"""All of two versions on paper: the browser's own PDF of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from archive import Alignment, Archive, Bitext, Verdict
from index import create_engine
from ingest.aligning import MADE
from search_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.test_accessible import violations
from tests.factories import make_version, store_version

pytestmark = pytest.mark.browser

TEXT = "/documents/study/en/beside/es/"
COUNT = 240


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a study whose passages have one to seven lines on each side; every tenth pair is in doubt."""
    folder = tmp_path_factory.mktemp("printed")
    with Archive.open(folder) as archive:
        ours = [f"Point {number} is made." + "\nIt goes on." * (number % 7) for number in range(COUNT)]
        theirs = [f"El punto {number} se expone." + "\nY continúa." * (number % 5) for number in range(COUNT)]
        sides = [
            store_version(archive, made, [texts[at : at + 8] for at in range(0, COUNT, 8)])
            for made, texts in (
                (make_version(title="The study"), ours),
                (make_version(language="es", title="El estudio"), theirs),
            )
        ]
        ids = [[each.id for each in archive.passages.of_version(version.id)] for version in sides]
        found = [
            Alignment((one,), (other,), 0.95 if number % 10 else 0.3)
            for number, (one, other) in enumerate(zip(*ids, strict=True))
        ]
        archive.bitexts.put(Bitext(sides[0].id, sides[1].id, "en", "es", Verdict.ALIGNED, 0.95, MADE), found)
        create_engine("whoosh", folder / "index", archive_id=archive.id)
    yield from served(Settings(data=folder))


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_no_row_is_cut_and_every_sheet_has_its_head_and_number(browser: Browser, beside: str, size: str) -> None:
    context = browser.new_context(base_url=beside, locale="en-GB")
    page = context.new_page()
    page.goto(TEXT)
    page.get_by_role("link", name="Print the whole document").click()
    page.wait_for_url("**/print")
    # Not by pdfium: it takes columns of short lines for text that is set vertically.
    sheets = [re.sub(r"\s", "", sheet.extract_text()) for sheet in PdfReader(BytesIO(page.pdf(format=size))).pages]
    context.close()
    assert len(sheets) > 8
    for number, sheet in enumerate(sheets, start=1):
        assert f"{number}/{len(sheets)}" in sheet
        head, body = sheet.split("PageENEnglish,Edition1ESEspañol,Edition1Page")
        assert "Thestudy·Elestudio" in head
        assert re.match(r"\d+Point", body), body[:80]  # and not the further lines of a row
    assert "".join(sheets).count("uncertainmatch") == COUNT / 10 + 1  # as its head says too
    assert not re.search("Search|Documents|Signin|Goback", "".join(sheets))


@pytest.mark.parametrize(("locale", "scheme", "width"), [("en-GB", "light", 1280), ("es-PE", "dark", 390)])
def test_axe_finds_nothing(browser: Browser, beside: str, locale: str, scheme: Any, width: int) -> None:
    """Nor does it go beyond the window."""
    screen = {"width": width, "height": 800}
    context = browser.new_context(base_url=beside, locale=locale, color_scheme=scheme, viewport=screen)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{TEXT}print")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
