"""Moving about in a document: pages, hits, sizes, panels; by keys, by links, on a phone, without scripts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.browser.steps import STUDY, listen, open_first_hit, open_page, settle

pytestmark = pytest.mark.browser

DRAWN = """async () => {
  await document.querySelector(".leaf > img").decode();
  const leaf = document.querySelector(".leaf");
  return ["img", ".marks", ".text"].map((name) => leaf.querySelector(`:scope > ${name}`)).map((part) => {
    if (!part) return [];
    const box = part.getBoundingClientRect();
    const [width, height] = part.viewBox
      ? [part.viewBox.baseVal.width, part.viewBox.baseVal.height] : [part.naturalWidth, part.naturalHeight];
    const scale = Math.min(box.width / width, box.height / height);
    return [box.left + box.width / 2, box.top + box.height / 2, width * scale, height * scale];
  });
}"""
"""Where each picture lies within its box: as large as fits, in the middle (`object-fit: contain`, `meet`)."""


def drawn_parts(page: Page) -> list[list[float]]:
    """Give where image, marks and words lie, once all three are there."""
    for _ in range(100):
        drawn: list[list[float]] = page.evaluate(DRAWN)
        if all(drawn) and drawn[0][2]:
            return drawn
        page.wait_for_timeout(50)
    raise AssertionError(drawn)


def width_of(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["width"]


@pytest.fixture
def scriptless(browser: Browser, real_address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=real_address, locale="en-GB", java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def phone_room(browser: Browser, real_address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=real_address, locale="en-GB", viewport={"width": 375, "height": 700})
    yield context
    context.close()


def test_arrows_turn_the_pages_and_the_address_tells_where_one_is(room: BrowserContext) -> None:
    page = open_page(room, f"{STUDY}/2")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".jump")).to_contain_text("3 of")
    assert page.url.endswith("/pages/3")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".jump")).to_contain_text("2 of")
    assert page.url.endswith("/pages/2")
    assert page.evaluate("window.stays")


def test_keys_change_the_size_and_what_one_looks_at_stays_in_the_middle(room: BrowserContext) -> None:
    page = open_first_hit(room, "innovation")
    page.evaluate("window.stays = true")
    leaf = page.locator(".leaf .marks").first
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("zoom=125"))
    first = width_of(leaf)
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("zoom=150"))
    assert width_of(leaf) == pytest.approx(first * 1.2, rel=0.01)
    expect(page.locator(".leaf .focus .tint").first).to_be_in_viewport()
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile("zoom=page"))
    box = leaf.bounding_box()
    assert box is not None
    assert box["height"] <= 900
    page.keyboard.press("w")
    expect(page).not_to_have_url(re.compile("zoom"))
    assert page.evaluate("window.stays")


def test_marks_stay_on_their_words_in_every_size(room: BrowserContext) -> None:
    """Image and marks are one box: nothing of it may stretch without the other, on paper as on a screen."""
    page = open_first_hit(room, "innovation")
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        sizes = (("w", r"q=innovation$"), ("+", "zoom=125$"), ("f", "zoom=page$"))
        for (key, zoom), viewport in product(sizes, ((1440, 900), (500, 900), (1440, 400))):
            page.keyboard.press("w")
            expect(page).to_have_url(re.compile(r"q=innovation$"))
            page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
            page.keyboard.press(key)
            expect(page).to_have_url(re.compile(zoom))
            drawn, *over = drawn_parts(page)
            assert [drawn, drawn] == [pytest.approx(each, abs=1) for each in over], (media, key, viewport)


def test_a_larger_page_is_as_sharp_as_the_screen(room: BrowserContext) -> None:
    page = open_page(room, f"{STUDY}/2?zoom=300")
    source = page.locator(".leaf img").evaluate("image => image.decode().then(() => image.currentSrc)")
    assert "density=2" in source
    page = open_page(room, f"{STUDY}/2?zoom=page")
    source = page.locator(".leaf img").evaluate("image => image.decode().then(() => image.currentSrc)")
    assert "density" not in source


def test_what_was_folded_away_stays_so(room: BrowserContext) -> None:
    page = open_first_hit(room, "innovation")
    leaf = page.locator(".leaf").first
    narrow = width_of(leaf)
    page.locator(".words-beside summary").click()
    expect(page.locator(".sheet")).to_be_hidden()
    assert width_of(leaf) > narrow
    before = page.url
    page.keyboard.press("n")
    expect(page).not_to_have_url(before)
    expect(page.locator(".sheet")).to_be_hidden()


def test_small_pages_lead_to_their_pages(room: BrowserContext) -> None:
    page = open_page(room, f"{STUDY}/2")
    page.locator("#near-by summary").click()
    small = page.locator(".thumbnails a").nth(3)
    expect(small.locator("img")).to_have_js_property("complete", True)
    assert small.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    small.click()
    expect(page.locator(".jump")).to_contain_text("4 of")
    assert page.evaluate("window.stays")


def test_a_page_is_gone_to_by_its_label(room: BrowserContext) -> None:
    """Which is not its place in the file."""
    page = open_page(room, f"{STUDY}/1")
    page.keyboard.press("g")
    expect(page.locator("#at")).to_be_focused()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.locator(".jump")).to_contain_text("7 of")
    expect(page.locator("#at")).to_have_value("3")


def test_a_search_within_the_document_leads_from_hit_to_hit(room: BrowserContext) -> None:
    page = open_page(room, f"{STUDY}/3")
    page.keyboard.press("/")
    page.keyboard.type("cooperation")
    page.keyboard.press("Enter")
    expect(page.locator(".hits .at")).to_contain_text(" of ")
    expect(page.locator(".leaf .focus .tint").first).to_be_in_viewport()
    assert "/p/" in page.url


def test_where_one_is_is_told_to_who_listens(room: BrowserContext) -> None:
    page = open_first_hit(room, "innovation")
    page.keyboard.press("n")
    expect(page.locator("#said")).to_contain_text("hit ")
    expect(page.locator("#said")).to_contain_text("p. ")


def test_the_other_language_opens_at_the_same_section(room: BrowserContext) -> None:
    page = open_page(room, f"{STUDY}/9")
    here = page.locator(".outline [aria-current] span").first
    number = here.inner_text().split()[0]
    assert number[0].isdigit()
    page.locator(".versions").get_by_role("link", name="Español").click()
    expect(page).to_have_url(re.compile("/es/pages/"))
    expect(here).to_have_text(re.compile(rf"^{re.escape(number)}\b"))
    assert page.evaluate("window.stays")


def test_sizes_and_pages_work_as_links(scriptless: BrowserContext) -> None:
    page = scriptless.new_page()
    page.goto(f"{STUDY}/2")
    fitted = width_of(page.locator(".leaf .marks"))
    page.get_by_role("link", name="smaller").click()
    page.get_by_role("link", name="smaller").click()
    assert width_of(page.locator(".leaf .marks")) == pytest.approx(595 * 96 / 72 / 2, abs=15)
    assert fitted > width_of(page.locator(".leaf .marks"))
    page.get_by_role("link", name="next page").click()
    assert page.url.endswith("/pages/3?zoom=50")


def test_on_a_phone_hits_are_turned_with_the_thumb(phone_room: BrowserContext) -> None:
    """What leads from hit to hit stands at the lower edge, always; the text of the passage is one step away."""
    page = open_first_hit(phone_room, "innovation")
    hits = page.locator(".hits")
    expect(hits).to_be_in_viewport(ratio=1)
    page.mouse.wheel(0, 3000)
    expect(hits).to_be_in_viewport(ratio=1)
    hits.get_by_role("link", name="next hit").click()
    expect(page.locator(".leaf .focus .tint").first).to_be_in_viewport()
    page.locator(".to-text").click()
    expect(page.locator(".sheet")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_nothing_is_refused_or_fails_on_the_way(room: BrowserContext) -> None:
    page = room.new_page()
    complaints = listen(page)
    page.goto("/?q=innovation&document=regional-innovation-study&language=en")
    page.locator(".hit h2 a").first.click()
    settle(page)
    for key in ("n", "n", "p", "+", "f", "w", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        page.wait_for_timeout(250)
    page.go_back()
    page.wait_for_timeout(250)
    assert complaints == []


def test_what_lies_around_a_page_turns_with_it(room: BrowserContext) -> None:
    """Another language of the interface, the address to cite: of the hit one is at, not of the first."""
    page = open_first_hit(room, "innovation")
    page.keyboard.press("n")
    expect(page.locator("#said")).to_contain_text("hit ")
    there = page.url.partition("/p/")[2].partition("?")[0]
    assert there in (page.locator("link[rel=canonical]").get_attribute("href") or "")
    page.locator(".tongues").get_by_role("link", name="Español").click()
    expect(page.get_by_role("button", name="Buscar")).to_be_visible()
    assert there in page.url


def test_the_focus_stays_on_the_arrow_that_was_pressed(room: BrowserContext) -> None:
    page = open_page(room, f"{STUDY}/2")
    page.get_by_role("link", name="next page").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".jump")).to_contain_text("3 of")
    expect(page.get_by_role("link", name="next page")).to_be_focused()


def test_a_whole_page_is_seen_whole(room: BrowserContext) -> None:
    """Below the bar and above the lower edge, also where something on it is marked."""
    page = open_first_hit(room, "innovation")
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile("zoom=page"))
    page.keyboard.press("n")
    expect(page.locator("#said")).to_contain_text("hit ")
    leaf, bar = (page.locator(part).first.bounding_box() for part in (".leaf .marks", ".bar"))
    assert leaf
    assert bar
    assert leaf["y"] >= bar["y"] + bar["height"] - 1
    assert leaf["y"] + leaf["height"] <= 900


def test_a_page_that_fails_to_be_drawn_is_said_at_once(room: BrowserContext) -> None:
    page = room.new_page()
    page.route(re.compile("/pages/2/image"), lambda route: route.fulfill(status=404, body="none"))
    page.goto(f"{STUDY}/2")
    expect(page.get_by_text("This page cannot be shown as it is printed")).to_be_visible()
    expect(page.locator(".leaf")).to_have_count(0)
    expect(page.locator(".sheet .passage").first).to_be_visible()


def test_arrows_move_a_wide_page_before_they_turn(room: BrowserContext) -> None:
    page = open_page(room, f"{STUDY}/2?zoom=200")
    page.keyboard.press("ArrowRight")
    assert page.locator(".desk").evaluate("desk => desk.scrollLeft") > 0
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".jump")).not_to_contain_text("2 of")


def test_the_map_and_the_joints_of_passages_turn_pages_too(room: BrowserContext) -> None:
    page = open_first_hit(room, "innovation")
    page.evaluate("window.stays = true")
    page.locator(".hit-map a").last.dispatch_event("click")
    expect(page).to_have_url(re.compile("/pages/"))
    page.goto(f"{STUDY}/3")
    settle(page)
    page.evaluate("window.stays = true")
    page.evaluate("document.querySelector('.joint a')?.click()")
    page.wait_for_timeout(400)
    assert page.evaluate("window.stays")


def test_a_printed_page_stands_on_the_first_sheet(room: BrowserContext) -> None:
    page = open_first_hit(room, "innovation")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(printed.pages[0].images) == 1
