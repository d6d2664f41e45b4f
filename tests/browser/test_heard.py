"""What a screen reader is told: how much was found, and where one is among it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.steps import settle
from tests.browser.test_accessible import HIT

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/?q=regional+innovation", r"\d+ passages · 3 documents .*"),
        ("/?q=zzyzx", r"No passage has what you searched for\."),
    ],
)
def test_how_much_was_found_is_said(room: BrowserContext, path: str, said: str) -> None:
    page = room.new_page()
    page.goto(path)
    assert re.search(rf"^\s*- status: {said}$", page.locator("main").aria_snapshot(), re.MULTILINE)


def test_the_hit_one_has_turned_to_is_said(room: BrowserContext) -> None:
    """By a status that stood there before: screen readers tell what changes in one, not one that is put in."""
    page = open_hit(room)
    old = page.evaluate_handle("[...document.querySelectorAll('[role=status]')]")
    number, count = map(int, re.findall(r"\d+", page.locator(".hits").inner_text()))
    page.keyboard.press("n")
    expect(page.locator(".hits")).to_contain_text(f"{number + 1} of {count}")
    said = old.evaluate("each => each.filter((status) => status.isConnected).map((status) => status.textContent)")
    assert any(f"{number + 1} of {count}" in each for each in said)
    assert re.search(rf"status: \W?hit {number + 1} of {count}", page.locator("body").aria_snapshot())


def test_the_words_of_a_page_are_heard_once(room: BrowserContext) -> None:
    """They stand over the image, to be taken, and beside it, with headings, tables and links: these are heard."""
    page = open_hit(room)
    begun = " ".join(page.locator(".sheet .passage.focus .words").inner_text().split()[:5])
    assert heard(page).count(begun) == 1


def open_hit(room: BrowserContext) -> Page:
    page = room.new_page()
    page.goto(HIT)
    page.locator(".hit h2 a").first.click()
    settle(page)
    return page


def heard(page: Page) -> str:
    """Give all text of the page in the order in which the browser hands it to screen readers."""
    wire = page.context.new_cdp_session(page)
    nodes = {each["nodeId"]: each for each in wire.send("Accessibility.getFullAXTree")["nodes"]}
    return " ".join(" ".join(texts(next(iter(nodes)), nodes)).split())


def texts(at: str, nodes: dict[str, Any]) -> Iterator[str]:
    """Walk the tree from a node; names of parts are left out, and nothing below a text is looked at."""
    node = nodes.get(at, {})
    if node.get("role", {}).get("value") == "StaticText":
        yield node["name"]["value"]
        return
    for below in node.get("childIds", ()):
        yield from texts(below, nodes)
