"""While a page is on its way: keys, answers and typing that come in between."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.steps import STUDY, open_first_hit, open_page, settle

pytestmark = pytest.mark.browser


def slowed(page: Page, part: str, seconds: float, status: int | None = None) -> None:
    """Let answers from one address take their time, or fail after it."""

    def answer(route: Route) -> None:
        time.sleep(seconds)
        if status:
            route.fulfill(status=status, body="broken")
        else:
            route.continue_()

    page.route(re.compile(part), answer)


def test_keys_pressed_quickly_all_count(room: BrowserContext) -> None:
    page = open_first_hit(room, "innovation")
    begun = int(re.findall(r"\d+", page.locator(".hits .at").inner_text())[0])
    page.evaluate("""for (let press = 0; press < 5; press += 1) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
    }""")
    expect(page.locator(".hits .at")).to_contain_text(f"hit {begun + 5} of")


def test_forward_overtakes_back(room: BrowserContext) -> None:
    """The page shown is the one of the address, whichever answer comes first."""
    page = open_page(room, f"{STUDY}/2")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".jump")).to_contain_text("3 of")
    page.reload()
    settle(page)
    slowed(page, "/pages/2$", 0.6)
    page.evaluate("history.back(); setTimeout(() => history.forward(), 100)")
    page.wait_for_timeout(1500)
    assert page.url.endswith("/pages/3")
    expect(page.locator(".jump")).to_contain_text("3 of")


def test_a_page_that_was_overtaken_and_fails_takes_nobody_away(room: BrowserContext) -> None:
    page = open_page(room, f"{STUDY}/5")
    slowed(page, "/pages/6$", 0.6, 500)
    page.evaluate("""[...document.querySelectorAll(".outline a")].slice(0, 1).forEach((link) => {
      document.querySelector("[data-key=ArrowRight]").click();
      link.click();
    })""")
    page.wait_for_timeout(1500)
    assert not page.url.endswith("/pages/6")
    expect(page.locator(".jump")).to_be_visible()


def test_who_types_while_a_page_comes_goes_on_typing(room: BrowserContext) -> None:
    page = open_page(room, f"{STUDY}/2")
    slowed(page, "/pages/4$", 0.6)
    page.evaluate("document.querySelectorAll('.thumbnails a')[3].click()")
    page.keyboard.press("/")
    page.keyboard.type("lake", delay=20)
    expect(page.locator(".jump")).to_contain_text("4 of")
    expect(page.locator("#q")).to_have_value("lake")
    expect(page.locator("#q")).to_be_focused()
