"""Every kind of page before axe: nothing against WCAG 2, A and AA, or its best practices, in any look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.steps import settle

pytestmark = pytest.mark.browser

HIT = "/?q=innovation&document=regional-innovation-study&language=en"

CITED = f"{HIT}&sort=place"
ALIKE = f"{HIT}&sort=date"

PAGES = {
    "before a search": "/",
    "hits": "/?q=regional+innovation",
    "rows among hits": "/?q=trials&document=final-report-two-languages",
    "no hits": "/?q=zzyzx",
    "a slip": "/?q=inovation+zzyzx&without=innovaci%C3%B3n",
    "hits by document": "/?q=regional+innovation&group=document",
    "shelf": "/documents/",
    "document with its report": "/documents/scanned",
    "report page by page": "/documents/scanned/en/report",
    "reader at a hit": HIT,
    "reader at a table": "/documents/regional-innovation-study/en/pages/10?q=population",
    "reader at a picture": "/documents/scanned/en/pages/2",
    "citation": CITED,
    "concordance": "/concordance?q=innovation&language=en&sort=after",
    "passages alike": ALIKE,
    "form": "/documents/scanned/edit",
    "error": "/documents/nothing",
}

LOOKS = {
    "English, light, desktop": ("en-GB", "light", 1280, 800),
    "Spanish, dark, desktop": ("es-PE", "dark", 1280, 800),
    "Spanish, light, phone": ("es-PE", "light", 375, 700),
    "English, dark, phone": ("en-GB", "dark", 375, 700),
}
"""Every two of language, colours and screen meet in one of them: three at once have not been seen to matter."""

OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2, which axe leaves out by itself
}


@pytest.fixture(scope="module", params=LOOKS)
def window(request: pytest.FixtureRequest, browser: Browser, real_address: str) -> Iterator[Page]:
    """Give a window of one look for all pages in turn: to open a new one costs as much as axe."""
    locale, scheme, width, height = LOOKS[request.param]
    screen = {"width": width, "height": height}
    context = browser.new_context(base_url=real_address, locale=locale, color_scheme=scheme, viewport=screen)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(window: Page, name: str) -> None:
    window.goto(PAGES[name])
    if PAGES[name] in {HIT, CITED}:
        window.locator(".hit h2 a").first.click()
        settle(window)
    if PAGES[name] == CITED:
        window.locator(".taken a[href*='/cite']").click()
        window.locator(".citation").first.wait_for()
    if PAGES[name] == ALIKE:
        window.locator(".hit a[href$='/like']").first.click()
        window.locator("h2 .badge, .told").first.wait_for()
    assert violations(window) == []


def violations(page: Page) -> list[str]:
    """Say what axe finds on a page with every fold open."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{each['id']} ({each['impact']}) at {' '.join(node['target'])}: {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]
