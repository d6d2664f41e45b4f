"""By the Tab key alone: everything is reached, in the order in which it is seen, and one always sees where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.steps import settle
from tests.browser.test_accessible import HIT, violations

pytestmark = pytest.mark.browser

READER = "/documents/regional-innovation-study/en/pages/10?q=innovation"
PAGES = {"hits": "/?q=regional+innovation", "reader": READER}
SCREENS = {"desktop": (1280, 800), "wide": (1600, 900), "phone": (375, 700)}

STOPS = """() => {
  scrollTo(0, 0);
  const parts = "header, nav, form, aside, article, .listed, footer";
  const place = (element) => {
    const { top, right, bottom, left } = element.getBoundingClientRect();
    let down = 0;
    for (let around = element.parentElement; around !== document.body; around = around.parentElement) {
      down += around.scrollTop;
    }
    return { top: top + down, right, bottom: bottom + down, left };
  };
  window.stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), summary, [tabindex]")]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility());
  const regions = [...document.querySelectorAll(parts)];
  return stops.map((element) => {
    const part = element.closest(parts);
    const name = element.outerHTML.slice(0, 120);
    const isFixed = getComputedStyle(part ?? element).position === "fixed";
    return { ...place(element), name, part: regions.indexOf(part), around: place(part ?? element), isFixed };
  });
}"""
"""All that can be reached, with its place on the page and the place of the part of the page it belongs to."""

HERE = """() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const isSeen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return { at: stops.indexOf(element), isSeen, outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth) };
}"""


@dataclass(frozen=True)
class Walk:
    """Once around a page: what can be reached, and where the focus was, as places among that."""

    stops: list[dict[str, Any]]
    visits: list[dict[str, Any]]


@pytest.fixture(scope="module", params=product(PAGES, SCREENS), ids=" ".join)
def walk(request: pytest.FixtureRequest, browser: Browser, real_address: str) -> Iterator[Walk]:
    page_name, screen = request.param
    width, height = SCREENS[screen]
    context = browser.new_context(
        base_url=real_address, locale="en-GB", viewport={"width": width, "height": height}
    )
    page = context.new_page()
    page.goto(PAGES[page_name])
    stops = page.evaluate(STOPS)
    yield Walk(stops, list(visits(page, len(stops))))
    context.close()


def test_tab_visits_everything_and_is_never_trapped(walk: Walk) -> None:
    reached = {each["at"] for each in walk.visits}
    assert [stop["name"] for at, stop in enumerate(walk.stops) if at not in reached] == []


def test_tab_goes_as_the_eye_does(walk: Walk) -> None:
    """Down and to the right within a part of the page, and to parts that lie below the last one or beside it."""
    order = [walk.stops[each["at"]] for each in walk.visits]
    assert [(one["name"], other["name"]) for one, other in pairwise(order) if goes_back(one, other)] == []


def test_what_has_the_focus_is_outlined_and_in_sight(walk: Walk) -> None:
    hidden = [each for each in walk.visits if each["outline"] < 2 or not each["isSeen"]]
    assert [walk.stops[each["at"]]["name"] for each in hidden] == []


def test_the_focus_on_a_hit_of_the_map_can_be_seen(browser: Browser, real_address: str) -> None:
    """By its looks: in a drawing, the outline that its style speaks of may not be drawn."""
    page = browser.new_page(base_url=real_address)
    page.goto(READER)
    link = page.locator(".hit-map a").first
    before = page.locator(".hit-map").screenshot()
    link.focus()
    assert page.locator(".hit-map").screenshot() != before
    page.close()


def test_tab_goes_on_from_the_passage_that_was_found(browser: Browser, real_address: str) -> None:
    """Whoever follows a hit need not go through all that stands before it."""
    page = browser.new_page(base_url=real_address)
    page.goto(HIT)
    page.locator(".hit h2 a").first.click()
    settle(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.leaf, .beside') !== null")
    page.close()


def visits(page: Page, count: int) -> Iterator[dict[str, Any]]:
    """Press Tab until the focus is back at the first stop, or too often; a part that only scrolls is no stop."""
    first = None
    for _ in range(count + 10):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["at"] == first:
            return
        if here["at"] >= 0:
            first = here["at"] if first is None else first
            yield here


def goes_back(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether the second of two lies above the first, or before it on the same line.

    What is fixed to an edge of the window is always in sight, and lies nowhere on the page.
    """
    if one["part"] != other["part"] and (one["isFixed"] or other["isFixed"]):
        return False
    if one["part"] != other["part"]:
        one, other = one["around"], other["around"]
        is_beside = other["left"] >= one["right"] - 1
    else:
        is_beside = False
    is_above = other["bottom"] <= one["top"] + 1 and not is_beside
    is_before = other["right"] <= one["left"] + 1 and other["top"] < one["bottom"] - 1
    return bool(is_above or is_before)


def test_a_table_wider_than_its_column_is_scrolled_by_keys(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("/documents/study/en/pages/3")
    page.locator(".words td").first.evaluate("(cell) => { cell.textContent = 'Wide'.repeat(99); }")
    assert violations(page) == []
    table = page.get_by_role("group", name="Table")
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)
