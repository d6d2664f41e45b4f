"""Words selected in the reader, in a real browser: a link to exactly these, which marks them for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.steps import STUDY, listen, open_first_hit, open_page, settle
from tests.browser.taking import BESIDE, OVER, Marked, copied, grant, letters, marked_by, select
from tests.browser.test_accessible import violations

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


@pytest.fixture
def phone(browser: Browser, real_address: str) -> Iterator[Page]:
    """Give a page before a reader with a small phone and fingers."""
    screen = {"width": 375, "height": 700}
    context = browser.new_context(
        base_url=real_address, locale="en-GB", viewport=screen, has_touch=True, is_mobile=True
    )
    grant(context)
    yield open_page(context, f"{STUDY}/8")
    context.close()


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


def test_the_pages_of_a_passage_are_seen_together_to_be_selected_over(desk: BrowserContext) -> None:
    """From a page by itself, on which a passage only begins."""
    page = open_page(desk, f"{STUDY}/8")
    page.get_by_role("link", name="both pages together").click()
    expect(page.locator(".leaf")).to_have_count(2)
    page.wait_for_timeout(500)
    page.set_viewport_size(TALL)
    select(page, BESIDE, "has good departments of", "aquaculture")
    assert re.search(r"\?quote=\d+-\d+#", copied(page))


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
        words = page.evaluate("getSelection().toString()")
        page.locator("#selected").get_by_role("button", name="Copy link").click()
        expect(page.locator("#said")).to_have_text("Link copied.")
        assert page.evaluate("getSelection().toString()") == words
        page.mouse.click(5, 600)
        expect(page.locator("#selected")).to_be_hidden()


@pytest.mark.parametrize(
    ("key", "said", "query"), [("q", "Quote and citation", "&quoted=1"), ("b", "Citation", "")]
)
def test_citations_are_fetched_and_copied(desk: BrowserContext, key: str, said: str, query: str) -> None:
    """Of what is selected; else of the passage one is at."""
    page = open_crossing(desk)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if ".txt" in request.url else None)
    page.keyboard.press("s")
    words = page.evaluate("`${getSelection()}`")
    got = copied(page, key)
    assert got.startswith(f"“{words}” (") == ("quoted" in query)
    assert "Regional Innovation Systems" in got
    assert "?quote=0-3" in got
    expect(page.locator("#said")).to_have_text(f"{said} copied.")
    page.evaluate("getSelection().removeAllRanges()")
    with page.expect_request(lambda request: ".txt" in request.url):
        page.keyboard.press(key)
    name = page.url.partition("/p/")[2][:13]
    assert [each.partition("/p/")[2] for each in asked] == [
        f"{name}.txt?quote=0-3{query}",
        f"{name}.txt{query.replace('&', '?')}",
    ]


def test_on_the_page_of_hits_the_keys_take_the_hit_one_is_at(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto("/?q=innovation")
    page.keyboard.press("j")
    assert re.match("“[^”]+” \\(.*/p/[a-z2-7]{13}", copied(page, "q"), re.DOTALL)
    page.keyboard.press("c")
    expect(page.locator("#said")).to_have_text("Link copied.")


def test_characters_are_counted_as_the_archive_counts_them(desk: BrowserContext) -> None:
    """Scripts count two for those beyond the first plane, Python one; white space at the ends is left out."""
    page = open_page(desk, f"{STUDY}/8")
    found = page.evaluate("""async () => {
      const { selected } = await import("/static/stretches.js");
      const block = document.querySelector(".sheet .passage");
      const words = block.querySelector("[data-at]");
      words.dataset.at = 7;
      words.innerHTML = "𝒜😀<mark>n\u0303 </mark> é<span class='quote'>😀b </span>c";
      const [mark, quote] = [words.querySelector("mark"), words.querySelector("span")];
      getSelection().setBaseAndExtent(mark.firstChild, 2, quote.firstChild, 4);
      return selected().map(({ start, end }) => [start, end]);
    }""")
    text = "𝒜😀n\u0303  é😀b c"
    start, end = text.index("é"), text.index("b") + 1
    assert found == [[7 + start, 7 + end]]


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


def test_on_a_phone_the_ways_lie_at_the_edge(phone: Page, browser: Browser) -> None:
    """A tap takes the link, and what is selected stays so."""
    words = phone.locator(".sheet .words", has_text="Fishing on Lake")
    words.scroll_into_view_if_needed()
    words.evaluate("each => getSelection().setBaseAndExtent(each.firstChild, 0, each.firstChild, 15)")
    ways = phone.locator("#selected")
    expect(ways).to_be_visible()
    box = ways.bounding_box()
    assert box
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 375, 700)
    ways.get_by_role("button", name="Copy link").tap()
    expect(phone.locator("#said")).to_have_text("Link copied.")
    assert marked_by(browser, phone.evaluate("navigator.clipboard.readText()")) == same("Fishing on Lake")
    assert phone.evaluate("getSelection().toString()") == "Fishing on Lake"
    assert phone.evaluate("document.documentElement.scrollWidth") == 375


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_offered(phone: Page, desk: BrowserContext, scheme: str) -> None:
    """Near the words on a desk and at the edge of a phone, nor in what is shown to be copied by hand."""
    for page in (open_page(desk, f"{STUDY}/8"), phone):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
        page.keyboard.press("s")
        expect(page.locator("#selected")).to_be_visible()
        page.keyboard.press("c")
        expect(page.locator("#by-hand")).to_be_visible()
        assert violations(page) == []
