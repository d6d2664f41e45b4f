"""The five answers of a link in a real browser: seen, heard, by axe, and led on from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from search_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.steps import listen, settle
from tests.browser.test_accessible import LOOKS, violations
from tests.search_app.fated import CHANGED, CHANGES, GOES, MOVES, REMOVED, STAYS, TWICE, fill_fates

pytestmark = pytest.mark.browser

ANSWERS = {
    "exact": STAYS,
    "moved": MOVES,
    "changed": CHANGES,
    "uncertain": TWICE,
    "gone": GOES,
    "removed": REMOVED,
}


@pytest.fixture(scope="module")
def fated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve a study in two editions; say where, and under which ids its passages were known."""
    folder: Path = tmp_path_factory.mktemp("fated")
    ids = fill_fates(folder)
    for address in served(Settings(data=folder)):
        yield address, ids


@pytest.fixture
def room(browser: Browser, fated: tuple[str, dict[str, str]]) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=fated[0], locale="en")
    yield context
    context.close()


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_any_answer(browser: Browser, fated: tuple[str, dict[str, str]], look: str) -> None:
    locale, scheme, width, height = LOOKS[look]
    screen = {"width": width, "height": height}
    context = browser.new_context(base_url=fated[0], locale=locale, color_scheme=scheme, viewport=screen)
    page = context.new_page()
    complaints = listen(page)
    for name, words in ANSWERS.items():
        page.goto(f"/p/{fated[1][words]}")
        if name not in ("uncertain", "removed"):
            settle(page)
        assert violations(page) == [], name
    context.close()
    assert complaints == []


def test_what_is_said_is_announced_and_the_words_are_in_sight(
    room: BrowserContext, fated: tuple[str, dict[str, str]]
) -> None:
    page = room.new_page()
    page.goto(f"/p/{fated[1][CHANGES]}")
    settle(page)
    expect(page.get_by_role("status").first).to_have_text("This passage was changed in edition 2.")
    assert CHANGED.split(" <b>")[0].endswith("two hundred")
    expect(page.locator(".sheet .passage.focus")).to_contain_text("two hundred <b>communities</b>")
    expect(page.locator(".fate")).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="See it on its page").click()
    expect(page.locator(".leaf .area.focus .tint").first).to_be_in_viewport()


def test_each_place_that_could_be_meant_is_one_click_away(
    room: BrowserContext, fated: tuple[str, dict[str, str]]
) -> None:
    page = room.new_page()
    page.goto(f"/p/{fated[1][TWICE]}")
    ways = page.locator(".candidates h3 a")
    expect(ways).to_have_count(2)
    seen = set()
    for number in range(2):
        page.goto(f"/p/{fated[1][TWICE]}")
        ways.nth(number).click()
        settle(page)
        assert page.locator(".sheet .passage.focus").inner_text().startswith(TWICE)
        seen.add(page.locator(".leaf .area.focus .tint").first.get_attribute("y"))
    assert len(seen) == 2


def test_the_words_that_are_gone_are_marked_where_they_stood(
    room: BrowserContext, fated: tuple[str, dict[str, str]]
) -> None:
    page = room.new_page()
    page.goto(f"/p/{fated[1][GOES]}")
    settle(page)
    expect(page.locator(".sheet .passage.focus")).to_contain_text(GOES)
    page.get_by_role("link", name="What changed").click()
    removed = page.locator("article", has=page.get_by_role("heading", name="Removed"))
    expect(removed).to_contain_text(GOES)
