"""Words selected in the reader, in a real browser: a link to exactly these, which marks them for everybody."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.steps import STUDY, listen, open_first_hit, open_page, settle
from tests.browser.taking import BESIDE, OVER, Marked, copied, grant, letters, marked_by, select

pytestmark = pytest.mark.browser

CROSSING = "%22founded+in+1978%22"
"""A search whose first passage goes on over the page."""

TALL = {"width": 1440, "height": 2600}
"""A window in which two pages are seen at once."""


@pytest.fixture
def desk(room: BrowserContext) -> BrowserContext:
    """Give a reader whose clipboard can be read."""
    grant(room)
    return room


def open_crossing(desk: BrowserContext) -> Page:
    """Open the passage that goes on over the page, all scripts at work."""
    page = open_first_hit(desk, CROSSING)
    page.wait_for_load_state()
    return page


def same(words: str) -> Marked:
    return Marked(letters(words), letters(words))


def text_of(page: Page, link: str) -> str:
    """Give the text of the passage of a link."""
    name = link.partition("/p/")[2][:13]
    said: str = page.request.get(f"/p/{name}.json").json()["text"]
    return said


@pytest.mark.parametrize("area", [OVER, BESIDE])
def test_words_within_a_paragraph(desk: BrowserContext, browser: Browser, area: str) -> None:
    """Over the page and beside it, to the very character: nothing is rounded to whole words."""
    page = open_page(desk, f"{STUDY}/8")
    complaints = listen(page)
    select(page, area, "yielded 2,871.4", "tonnes, of which two thir")
    expect(page.locator("#selected")).to_be_visible()
    link = copied(page)
    assert re.search(r"/p/\w{13}\?quote=\d+-\d+#:~:text=", link)
    assert marked_by(browser, link) == Marked(
        letters("yielded 2,871.4 tonnes, of which two thir"),
        letters(
            "yielded 2,871.4 tonnes, of which two thirds"  # on paper by whole words
        ),
    )
    assert complaints == []


def test_words_over_a_page_break(desk: BrowserContext, browser: Browser) -> None:
    page = open_crossing(desk)
    page.set_viewport_size(TALL)
    select(page, OVER, "founded in 1978", "aquaculture and food technology")
    link = copied(page)
    text = text_of(page, link)
    start, end = text.index("founded in 1978"), text.index("technology") + len("technology")
    assert f"?quote={start}-{end}#" in link
    assert marked_by(browser, link) == same(text[start:end])


def test_words_over_two_passages_and_the_page_break_between(desk: BrowserContext, browser: Browser) -> None:
    page = open_crossing(desk)
    page.set_viewport_size(TALL)
    select(page, OVER, "Trade is the third", "aquaculture and food")
    link = copied(page)
    (second,) = re.findall(r"/p/\w{13}\?with=(\w{13})\.0-\d+#", link)
    words = text_of(page, link) + text_of(page, f"/p/{second}").partition(" technology")[0]
    assert marked_by(browser, link) == same(words)


def test_cells_of_a_table(desk: BrowserContext, browser: Browser) -> None:
    """Each row is a passage; what stands between the cells is in no element."""
    page = open_page(desk, f"{STUDY}/10")
    rows = page.locator(".sheet .rows tbody")
    first, second = (rows.nth(number).locator("[data-at]").all_text_contents() for number in (0, 1))
    select(page, BESIDE, first[1], second[0])
    link = copied(page)
    assert re.search(r"\?quote=\d+-\d+&with=\w{13}\.0-\d+#", link)
    assert marked_by(browser, link) == same("".join([*first[1:], second[0]]))


def test_by_keys_alone(desk: BrowserContext, browser: Browser) -> None:
    """From the passage one is at, on the page and then beside it; the arrows select, and turn no pages."""
    page = open_crossing(desk)
    at = page.url
    for move in ((), ("j",)):
        for key in (*move, "s", "Control+Shift+ArrowRight", "Control+Shift+ArrowRight"):
            page.keyboard.press(key)
        words = page.evaluate("getSelection().toString()")
        assert len(words.split()) == 3
        expect(page.locator("#selected")).to_be_visible()
        assert marked_by(browser, copied(page)) == same(words)
    assert page.url == at


def test_tab_leads_to_the_ways_and_escape_closes_them(desk: BrowserContext) -> None:
    page = open_crossing(desk)
    page.keyboard.press("s")
    ways = page.locator("#selected")
    expect(ways).to_be_visible()
    expect(page.locator("#said")).to_contain_text("Words are selected")
    page.keyboard.press("Tab")
    expect(ways.get_by_role("button", name="Copy link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Link copied.")
    assert "quote=0-3#" in page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")
    expect(ways).to_be_hidden()
    assert page.evaluate("getSelection().toString()") == "The"
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(ways).to_be_visible()


def test_what_is_offered_does_not_cover_the_words(desk: BrowserContext) -> None:
    page = open_page(desk, f"{STUDY}/8")
    for first, last in (("yielded 2,871.4", "tonnes"), ("Fishing on Lake", "2,871.4")):
        select(page, OVER, first, last)
        expect(page.locator("#selected")).to_be_visible()
        apart = page.evaluate("""() => {
          const [ways, words] = [document.getElementById("selected"), getSelection().getRangeAt(0)]
            .map((each) => each.getBoundingClientRect());
          return ways.top >= words.bottom || ways.bottom <= words.top || ways.left >= words.right;
        }""")
        assert apart
        page.mouse.click(5, 600)
        expect(page.locator("#selected")).to_be_hidden()


@pytest.mark.parametrize(
    ("key", "said", "query"), [("q", "Quote and citation", "&quoted=1"), ("b", "Citation", "")]
)
def test_citations_are_fetched_and_copied(desk: BrowserContext, key: str, said: str, query: str) -> None:
    """Of what is selected; else of the passage one is at."""
    page = open_crossing(desk)
    asked = []
    page.route(
        re.compile(r"\.txt"), lambda route: (asked.append(route.request.url), route.fulfill(body="A citation."))[1]
    )
    page.keyboard.press("s")
    assert copied(page, key) == "A citation."
    expect(page.locator("#said")).to_have_text(f"{said} copied.")
    page.evaluate("getSelection().removeAllRanges()")
    copied(page, key)
    name = page.url.partition("/p/")[2][:13]
    assert [each.partition("/p/")[2] for each in asked] == [
        f"{name}.txt?quote=0-3{query}",
        f"{name}.txt{query.replace('&', '?')}",
    ]


def test_what_cannot_be_fetched_or_copied_is_said(desk: BrowserContext) -> None:
    """What is refused is shown, to be copied by hand; nothing stands in the way, and Escape puts it away."""
    page = open_crossing(desk)
    page.route(re.compile(r"\.txt"), lambda route: route.fulfill(status=500, body="broken"))
    page.keyboard.press("s")
    page.keyboard.press("b")
    expect(page.locator("#said")).to_contain_text("could not be fetched")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
    page.keyboard.press("c")
    box = page.locator("#by-hand")
    expect(box).to_be_focused()
    assert "?quote=0-3#:~:text=" in box.input_value()
    assert box.evaluate("each => each.selectionEnd - each.selectionStart") == len(box.input_value())
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()


def test_after_turning_it_goes_on(desk: BrowserContext) -> None:
    """Another page is put in place: what was offered goes with the old one, and comes for the next words."""
    page = open_page(desk, f"{STUDY}/8")
    complaints = listen(page)
    select(page, OVER, "yielded 2,871.4", "tonnes")
    expect(page.locator("#selected")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".jump")).to_contain_text("9 of")
    expect(page.locator("#selected")).to_be_hidden()
    settle(page)
    select(page, OVER, "aquaculture", "food")
    first = copied(page)
    page.go_back()
    expect(page.locator(".jump")).to_contain_text("8 of")
    settle(page)
    select(page, OVER, "yielded 2,871.4", "tonnes")
    expect(page.locator("#said")).not_to_have_text("Link copied.")
    assert copied(page) != first
    page.go_forward()
    expect(page.locator(".jump")).to_contain_text("9 of")
    assert page.evaluate("window.stays")
    assert complaints == []


def test_drawing_with_the_mouse_turns_no_pages(desk: BrowserContext) -> None:
    """From words to a link: what is let go there was not meant to follow it."""
    page = open_page(desk, f"{STUDY}/8")
    at = page.url
    select(page, BESIDE, "Fishing on Lake", "2,871.4")
    link = page.locator(".bar a[rel=next]").bounding_box()
    assert link
    page.mouse.move(link["x"] + 5, link["y"] + 5)
    page.mouse.down()
    page.mouse.move(700, 500, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert page.url == at


def test_plain_copying_stays_as_it_was(desk: BrowserContext) -> None:
    page = open_page(desk, f"{STUDY}/8")
    select(page, BESIDE, "Fishing on Lake", "2,871.4")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "Fishing on Lake Saywa yielded 2,871.4"


def test_more_passages_than_a_link_holds_are_said_so(desk: BrowserContext) -> None:
    page = open_page(desk, f"{STUDY}/9")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.sheet'))")
    page.keyboard.press("c")
    expect(page.locator("#said")).to_contain_text("too many passages")
    expect(page.locator("#selected")).to_be_hidden()


@pytest.mark.parametrize("words", ["Saywa yielded 2,871.4", "of", "the", "region", "per cent", "border", "EUR"])
def test_the_fragment_leads_a_browser_to_the_very_words(
    desk: BrowserContext, browser: Browser, words: str
) -> None:
    """By itself, on a page where we mark nothing: what it tints are these words, not the same ones before them."""
    page = open_page(desk, f"{STUDY}/8")
    page.evaluate(LAST, words)
    fragment = copied(page).partition("#")[2]
    assert re.fullmatch(r":~:text=([^,-]+-,)?[^,-]+(,-[^,-]+)?", fragment)
    phone = browser.new_context(viewport={"width": 375, "height": 700}, color_scheme="light")
    other = phone.new_page()
    other.goto(f"{page.url}#{fragment}")
    settle(other)
    at, over = other.evaluate(LAST, words), other.evaluate(OVERLAID, words)
    other.evaluate("getSelection().removeAllRanges()")
    seen = tinted(other)
    assert any(seen == pytest.approx(box, abs=6) for box in (at, over)), (seen, at, over)
    assert other.evaluate("location.hash") == ""
    phone.close()


LAST = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".sheet"), NodeFilter.SHOW_TEXT);
  let last = null;
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const at = parentElement.closest("[data-at]") ? ` ${data} `.lastIndexOf(` ${words} `) : -1;
    if (at >= 0) last = [walker.currentNode, at, walker.currentNode, at + words.length];
  }
  getSelection().setBaseAndExtent(...last);
  const { left, right, top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
  return [left, (top + bottom) / 2, right];
}"""
"""Select words where they stand last in the text beside a page; give where that is: left, middle, right."""

OVERLAID = """(words) => {
  const text = [...document.querySelectorAll(".leaf text")]
    .findLast((each) => ` ${each.textContent} `.includes(` ${words} `));
  const at = ` ${text.textContent} `.lastIndexOf(` ${words} `);
  const [start, end] = [text.getStartPositionOfChar(at), text.getEndPositionOfChar(at + words.length - 1)]
    .map((point) => point.matrixTransform(text.getScreenCTM()));
  return [start.x, start.y - 2, end.x];
}"""
"""Give where the same words stand over the page: which of both a browser finds hangs on when it looks."""


def tinted(page: Page) -> list[int]:
    """Give where all stands that has the colour of what a fragment leads to: left, middle, right."""
    pixels = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)
    ys, xs = np.where((abs(pixels - (255, 236, 194)) <= 3).all(axis=2))
    assert len(xs)
    return [int(xs.min()), int(ys.min() + ys.max()) // 2, int(xs.max())]


def test_on_a_phone_the_ways_lie_at_the_edge(browser: Browser, real_address: str) -> None:
    """Selected as by touch, which leaves no pointer pressed; a tap takes the link."""
    phone = browser.new_context(
        base_url=real_address,
        locale="en-GB",
        viewport={"width": 375, "height": 700},
        has_touch=True,
        is_mobile=True,
    )
    grant(phone)
    page = phone.new_page()
    page.goto(f"{STUDY}/8")
    settle(page)
    words = page.locator(".sheet .words", has_text="Fishing on Lake")
    words.scroll_into_view_if_needed()
    words.evaluate("each => getSelection().setBaseAndExtent(each.firstChild, 0, each.firstChild, 15)")
    ways = page.locator("#selected")
    expect(ways).to_be_visible()
    box = ways.bounding_box()
    assert box
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 375, 700)
    ways.get_by_role("button", name="Copy link").tap()
    expect(page.locator("#said")).to_have_text("Link copied.")
    assert marked_by(browser, page.evaluate("navigator.clipboard.readText()")) == same("Fishing on Lake")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    phone.close()
