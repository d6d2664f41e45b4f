"""What changed between two editions, before axe and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.test_accessible import LOOKS, violations

pytestmark = pytest.mark.browser

LETTER = "/documents/letter/en/changes"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(browser: Browser, address: str, look: str) -> None:
    locale, scheme, width, height = LOOKS[look]
    screen = {"width": width, "height": height}
    context = browser.new_context(base_url=address, locale=locale, color_scheme=scheme, viewport=screen)
    page = context.new_page()
    page.goto(LETTER)
    assert page.locator("del").count() > 0
    found = violations(page)
    context.close()
    assert found == []


def test_what_went_and_what_came_is_told_to_screen_readers(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(LETTER)
    assert 'deletion: "removed:' in page.locator("article").aria_snapshot()
    assert 'insertion: "added:' in page.locator("article").aria_snapshot()


def test_what_is_copied_are_the_words_of_the_document_alone(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(LETTER)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('blockquote'))")
    copied = page.evaluate("`${getSelection()}`")
    assert copied.strip() == "This sentence was left out later."


def test_editions_are_chosen_without_scripts(plain_reader: BrowserContext) -> None:
    page = plain_reader.new_page()
    page.goto(LETTER)
    page.get_by_role("combobox", name="From edition").select_option("2")
    page.get_by_role("combobox", name="to edition").select_option("1")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith(f"{LETTER}?from=2&to=1")
    assert page.get_by_role("status").first.inner_text().startswith("From edition 2 to edition 1:")
