"""What only a browser can tell: what is seen, reached and scrolled to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from archive import Archive, OutlineEntry
from index import create_engine, rebuild
from search_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.steps import listen
from tests.factories import make_version, store_version
from tests.search_app.holdings import passage_of

pytestmark = pytest.mark.browser


def test_a_search_leads_to_the_marked_passage_without_scripts(plain_reader: BrowserContext) -> None:
    """Type, press Enter, follow the first hit: the words are marked, and in sight."""
    page = plain_reader.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill('"both shores"')
    page.get_by_role("searchbox").press("Enter")
    mark = page.locator("article mark").first
    expect(mark).to_have_text("both shores")
    page.locator("article h2 a").first.click()
    expect(page.locator(".passage.focus mark")).to_have_text("both shores")
    expect(page.locator(".leaf .focus .tint").first).to_be_in_viewport()


def test_a_permalink_opens_at_its_passage(plain_reader: BrowserContext, data: Path) -> None:
    """Far down a page, without scripts, with nothing but the address that was copied."""
    with Archive.open(data) as archive:
        passage = passage_of(archive, "Cross-border cooperation begins")
    page = plain_reader.new_page()
    page.set_viewport_size({"width": 600, "height": 320})
    page.goto(f"/p/{passage.id}")
    expect(page.locator(".leaf .focus .tint").first).to_be_in_viewport()
    assert page.evaluate("window.scrollY") > 100


def test_a_permalink_opens_at_its_row_of_a_table(plain_reader: BrowserContext, data: Path) -> None:
    """A row is a part of a table, and yet focused, tinted and scrolled to as any passage."""
    with Archive.open(data) as archive:
        passage = passage_of(archive, "Puno\t")
    page = plain_reader.new_page()
    page.set_viewport_size({"width": 600, "height": 320})
    page.goto(f"/p/{passage.id}?q=puno")
    row = page.locator("tbody.passage.focus")
    expect(page.locator(".leaf .focus .tint").first).to_be_in_viewport()
    expect(row.locator("mark")).to_have_text("Puno")
    assert row.evaluate("row => getComputedStyle(row).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_keys_move_through_the_hits_and_copy_a_link(reader: BrowserContext) -> None:
    page = reader.new_page()
    complaints = listen(page)
    page.goto("/?q=innovation")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator(".hit").first
    expect(first.locator("h2 a")).to_be_focused()
    page.keyboard.press("c")
    expect(page.locator("#said")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == first.locator("a.copy").evaluate("link => link.href")
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("?j")
    expect(page.get_by_role("combobox")).to_have_value("?j")
    assert complaints == []


def test_enter_opens_the_first_hit_unless_something_has_the_focus(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("/?q=innovation")
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/*")
    page.goto("/?q=innovation")
    page.get_by_role("link", name="Documents", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/")


def test_everything_can_be_reached_by_tab(reader: BrowserContext) -> None:
    """First of all the way past the frame."""
    page = reader.new_page()
    page.goto("/documents/study/en/pages/1")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=innovation",
        "/?q=roads+cusco",
        "/documents/",
        "/documents/study",
        "/documents/study/en/pages/1",
        "/documents/study/en/pages/3",
        "/p/nothing",
    ],
)
def test_a_phone_never_scrolls_sideways(phone: BrowserContext, path: str) -> None:
    """Not even with every fold open."""
    page = phone.new_page()
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 375


@pytest.mark.parametrize("path", ["/documents/", "/documents/long", "/add", "/suggestions/", "/log", "/?q=guide"])
def test_long_words_and_long_lines_break_on_a_phone(browser: Browser, tmp_path: Path, path: str) -> None:
    """Titles made of versions, outlines of sentences, a choice among long titles, and rows of dots in hits."""
    title = f"Integrator Information V2.9.0~pre1+git20230208.{'f1270d6ed7' * 3}, 28 Jun 2026"
    with Archive.open(tmp_path / "data") as archive:
        line = OutlineEntry("Register to vote by using this postcard form and guide " * 2, 1, 1)
        made = replace(make_version("long"), outline=(line,))
        store_version(archive, made, [["A guide."], [f"The guide{'.' * 90}12"]], title=title)
        rebuild(archive, create_engine("whoosh", tmp_path / "data" / "index", archive_id=archive.id))
    for address in served(Settings(data=tmp_path / "data")):
        page = browser.new_page(viewport={"width": 390, "height": 800}, base_url=address)
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        wide = "[...document.querySelectorAll('.card')].filter(card => card.scrollWidth > card.clientWidth).length"
        assert page.evaluate(wide) == 0
        page.close()


def test_the_switch_changes_the_language_and_stays(phone: BrowserContext) -> None:
    """The browser asked for Spanish; the reader asks for English, and keeps it on the next page."""
    page = phone.new_page()
    page.goto("/?q=innovation")
    expect(page.get_by_role("button", name="Buscar")).to_be_visible()
    page.get_by_role("link", name="English", exact=True).first.click()
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    page.get_by_role("link", name="Documents", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Documents")


def test_a_mark_can_be_told_from_text_without_colour(reader: BrowserContext) -> None:
    """A line under it, for those who print or do not see the tint."""
    page = reader.new_page()
    page.goto("/?q=innovation")
    width = page.locator("mark").first.evaluate("mark => getComputedStyle(mark).borderBottomWidth")
    assert float(width.removesuffix("px")) >= 1
