"""How a reader selects words and takes a link to them, and what the link opens, seen by other eyes than ours."""

from __future__ import annotations

import re
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import SAMPLES
from tests.browser.steps import settle
from tests.poppler import words as poppler_words

STUDY_FILE = SAMPLES / "regional-innovation-study.en.pdf"
OVER, BESIDE = ".leaf > .text", ".sheet"
"""Where words of a page are selected: over its image, or in the text beside it."""

PLACE = """([area, words, isEnd, isFirst]) => {
  for (const element of document.querySelectorAll(`${area} :is(text, [data-at]:not(tspan))`)) {
    const at = element.textContent.indexOf(words) + (isEnd ? words.length - 1 : 0);
    if (!element.textContent.includes(words)) continue;
    if (isFirst) element.scrollIntoView({ block: "center" });
    if (element.matches("text")) {
      const [start, end] = [element.getStartPositionOfChar(at), element.getEndPositionOfChar(at)]
        .map((point) => point.matrixTransform(element.getScreenCTM()));
      return [isEnd ? end.x - 0.4 : start.x + 0.4, start.y - 3];
    }
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let rest = at; walker.nextNode(); rest -= walker.currentNode.length) {
      if (rest >= walker.currentNode.length) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, rest);
      range.setEnd(walker.currentNode, rest + 1);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return [isEnd ? right - 0.4 : left + 0.4, (top + bottom) / 2];
    }
  }
  return null;
}"""
"""Where on the screen the first or the last character of words stands."""


class Marked(NamedTuple):
    """What a link marks: in the text beside, and by poppler on the paper, letters and digits alone."""

    beside: str
    on_paper: str


def letters(text: str) -> str:
    """Give letters and digits alone: spaces and hyphens fall where lines end."""
    return "".join(each for each in text if each.isalnum())


def grant(room: BrowserContext) -> None:
    """Let the reader's clipboard be written and read."""
    room.grant_permissions(["clipboard-read", "clipboard-write"])


def select(page: Page, area: str, first: str, last: str) -> None:
    """Draw with the mouse from before the first words to behind the last; both must fit the window together."""
    page.locator(OVER).first.wait_for(state="attached")
    begin = page.evaluate(PLACE, [area, first, False, True])
    end = page.evaluate(PLACE, [area, last, True, False])
    assert begin, first
    assert end, last
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def copied(page: Page, key: str = "c") -> str:
    """Press a key that copies, and give what is on the clipboard then."""
    page.keyboard.press(key)
    expect(page.locator("#said")).to_contain_text("copied")
    taken: str = page.evaluate("navigator.clipboard.readText()")
    return taken


def marked_by(browser: Browser, link: str) -> Marked:
    """Open a link in a browser that has never been here, and give what is marked."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(link)
    settle(page)
    beside = "".join(page.locator(".sheet .quote").all_text_contents())
    marked = letters(beside), letters(" ".join(_on_paper(page)))
    context.close()
    return Marked(*marked)


def _on_paper(page: Page) -> list[str]:
    found = []
    for leaf in page.locator(".leaf").all():
        number = int(re.findall(r"pages/(\d+)/image", leaf.locator("img").get_attribute("src") or "")[0])
        rects = [
            [float(rect.get_attribute(name) or 0) for name in ("x", "y", "width", "height")]
            for rect in leaf.locator(".quoted").all()
        ]
        seen = poppler_words(STUDY_FILE, number)
        for x, y, width, height in rects:
            found += [word.text for word in seen if word.is_in((x, y, x + width, y + height))]
    return found
