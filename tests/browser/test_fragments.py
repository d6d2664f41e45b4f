"""The text fragment that a link to words carries: what a browser finds by it, seen on the screen."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.steps import STUDY, open_page, settle
from tests.browser.taking import copied, grant

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("words", ["Saywa yielded 2,871.4", "of", "the", "region", "per cent", "border", "EUR"])
def test_the_fragment_leads_a_browser_to_the_very_words(
    room: BrowserContext, browser: Browser, words: str
) -> None:
    """By itself, on a page where we mark nothing: what it tints are these words, not the same ones before them."""
    grant(room)
    page = open_page(room, f"{STUDY}/8")
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
