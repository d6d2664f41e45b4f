"""The page as it is drawn, in a real browser: marks over the right words, text that can be taken, hits by keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import SAMPLES
from tests.browser.steps import listen, open_first_hit
from tests.poppler import words

pytestmark = pytest.mark.browser

STUDY = SAMPLES / "regional-innovation-study.en.pdf"


def test_the_first_hit_opens_with_its_words_marked_and_in_sight(room: BrowserContext) -> None:
    page = open_first_hit(room, "innovation")
    expect(page.locator(".leaf .marked").first).to_be_visible()
    expect(page.locator(".leaf .focus .tint").first).to_be_in_viewport()
    expect(page.locator(".leaf img")).to_have_js_property("complete", True)
    assert page.locator(".leaf img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 700


def test_every_mark_lies_over_the_word_that_was_searched_for(room: BrowserContext) -> None:
    """By another program: of poppler's words one has its middle in each rectangle, and it is the word."""
    page = open_first_hit(room, "innovation")
    number = int(re.findall(r"pages/(\d+)/image", page.locator(".leaf img").get_attribute("src") or "")[0])
    seen = words(STUDY, number)
    marks = page.locator(".leaf .marked").all()
    assert marks
    for rect in marks:
        x, y, width, height = (float(rect.get_attribute(name) or 0) for name in ("x", "y", "width", "height"))
        (marked,) = [word.text for word in seen if word.is_in((x, y, x + width, y + height))]
        assert "innovat" in marked.lower()


def test_keys_lead_from_hit_to_hit_without_loading_all_anew(room: BrowserContext) -> None:
    page = open_first_hit(room, "innovation")
    complaints = listen(page)
    page.evaluate("window.stays = true")
    first = page.url
    at = page.locator(".hits .at")
    begun = at.inner_text()
    page.keyboard.press("n")
    expect(at).not_to_have_text(begun)
    assert page.url != first
    assert page.evaluate("window.stays")
    expect(page.locator(".leaf .focus .tint").first).to_be_in_viewport()
    page.go_back()
    expect(at).to_have_text(begun)
    assert page.evaluate("window.stays")
    assert complaints == []


def test_text_can_be_taken_from_the_page_as_it_is_read(room: BrowserContext) -> None:
    page = open_first_hit(room, "innovation")
    focus = page.locator(".leaf .of-focus")
    taken = focus.evaluate("text => { getSelection().selectAllChildren(text); return getSelection().toString(); }")
    read = page.locator(".sheet .passage.focus .words").inner_text()
    assert " ".join(taken.split()) == " ".join(read.split())


def test_hits_lead_on_without_scripts_too(browser: Browser, real_address: str) -> None:
    context = browser.new_context(base_url=real_address, locale="en-GB", java_script_enabled=False)
    page = open_first_hit(context, "innovation")
    at = page.locator(".hits .at")
    begun = at.inner_text()
    page.get_by_role("link", name="next hit").click()
    expect(at).not_to_have_text(begun)
    expect(page.locator(".leaf .focus .tint").first).to_be_in_viewport()
    context.close()
