"""What readers do in several tests."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

STUDY = "/documents/regional-innovation-study/en/pages"


def listen(page: Page) -> list[str]:
    """Collect what the browser complains of: refused scripts and styles, failing code."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def settle(page: Page) -> None:
    """Wait until a page is seen and its words lie over it: from then on scripts turn it, where any run."""
    expect(page.locator(".leaf img").first).to_be_visible()
    page.locator(".leaf .text").first.wait_for(state="attached")


def open_first_hit(room: BrowserContext, words: str) -> Page:
    """Search in the English study, and open the first passage found."""
    page = room.new_page()
    page.goto(f"/?q={words}&document=regional-innovation-study&language=en")
    page.locator(".hit h2 a").first.click()
    settle(page)
    return page


def open_page(room: BrowserContext, address: str) -> Page:
    """Open a page of the samples; the mark on its window goes when another is loaded."""
    page = room.new_page()
    page.goto(address)
    settle(page)
    page.evaluate("window.stays = true")
    return page
