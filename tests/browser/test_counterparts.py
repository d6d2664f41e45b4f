"""What says the same in the other language is one key away: at hits, and at passages on their pages."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from tests.browser.steps import listen, settle
from tests.search_app.holdings import CROSSING

COOPERATION = "La cooperación transfronteriza empieza por dos personas."


def test_one_key_shows_the_spanish_passage_under_an_english_hit(reader: BrowserContext) -> None:
    """And hides it again; the mouse does too."""
    page = reader.new_page()
    complaints = listen(page)
    page.goto("/?q=%22cooperation+begins%22")
    told = page.get_by_text(COOPERATION)
    expect(told).to_be_hidden()
    page.keyboard.press("t")
    expect(told).to_be_visible()
    expect(page.locator(".hit summary")).to_be_focused()
    page.keyboard.press("t")
    expect(told).to_be_hidden()
    page.get_by_text("In Spanish").click()
    expect(told).to_be_visible()
    assert complaints == []


def test_the_key_belongs_to_the_hit_one_is_at(reader: BrowserContext) -> None:
    """Where that has nothing in the other language, nothing happens."""
    page = reader.new_page()
    page.goto("/?q=cooperation+OR+cooperate&sort=place")
    hits = page.locator(".hit")
    with_fold = [number for number in range(hits.count()) if hits.nth(number).locator("details").count()]
    without = next(number for number in range(hits.count()) if number not in with_fold)
    for _ in range(without + 1):
        page.keyboard.press("j")
    page.keyboard.press("t")
    page.keyboard.press("T")
    assert page.locator(".hit details[open]").count() == 0
    assert "/?q=" in page.url


def test_one_key_opens_the_spanish_passage_marked_on_its_page(reader: BrowserContext) -> None:
    """From an English hit."""
    page = reader.new_page()
    page.goto("/?q=%22cooperation+begins%22")
    page.keyboard.press("T")
    settle(page)
    expect(page.locator(".leaf .area.focus .tint").first).to_be_attached()
    expect(page.locator(".sheet .passage.focus .words").first).to_have_text(COOPERATION)


def test_at_a_passage_one_key_opens_the_same_in_the_other_language(reader: BrowserContext) -> None:
    """Marked on its page, without loading all anew; the key leads back too."""
    page = reader.new_page()
    complaints = listen(page)
    page.goto("/?q=%22cooperation+begins%22")
    page.locator(".hit h2 a").click()
    settle(page)
    page.evaluate("window.stays = true")
    page.keyboard.press("t")
    expect(page.locator(".sheet .passage.focus .words").first).to_have_text(COOPERATION)
    expect(page.locator(".leaf .area.focus .tint").first).to_be_attached()
    page.keyboard.press("t")
    expect(page.locator(".sheet .passage.focus .words").first).to_contain_text(CROSSING[:40])
    assert page.evaluate("window.stays") is True
    assert complaints == []


def test_without_scripts_links_do_it(plain_reader: BrowserContext) -> None:
    page = plain_reader.new_page()
    page.goto("/?q=%22cooperation+begins%22")
    page.get_by_text("In Spanish").click()
    expect(page.get_by_text(COOPERATION)).to_be_visible()
    page.get_by_role("link", name="See it on its page").click()
    expect(page.locator(".sheet .passage.focus .words").first).to_have_text(COOPERATION)


def test_words_of_the_translation_are_no_words_of_the_passage(reader: BrowserContext) -> None:
    """Selected together, only those of the passage are counted and linked."""
    page = reader.new_page()
    page.goto("/?q=%22cooperation+begins%22")
    page.locator(".hit h2 a").click()
    settle(page)
    page.locator(".told").first.select_text()
    page.wait_for_timeout(500)
    expect(page.locator("#selected")).to_be_hidden()
