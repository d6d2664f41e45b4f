"""While somebody types, the box offers how it may go on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.test_accessible import violations


@pytest.fixture
def page(room: BrowserContext) -> Page:
    opened = room.new_page()
    opened.goto("/")
    return opened


def typed(page: Page, words: str) -> list[str]:
    """Type and give what is offered."""
    page.locator("#q").press_sequentially(words)
    page.get_by_role("option").first.wait_for()
    return page.get_by_role("option").all_inner_texts()


def test_accents_need_not_be_typed(page: Page) -> None:
    offered = typed(page, "innovacion")
    assert any("innovación" in text for text in offered)
    assert len(offered) == len(set(offered)) <= 8


def test_arrows_choose_and_beyond_the_end_stands_what_was_typed(page: Page) -> None:
    """The box is told to be a combobox, and which option is chosen."""
    offered = typed(page, "innov")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(box).to_have_value(offered[0])
    expect(page.locator(f"#{box.get_attribute('aria-activedescendant')}")).to_have_text(offered[0])
    assert page.locator("[aria-selected=true]").all_inner_texts() == [offered[0]]
    box.press("ArrowUp")
    expect(box).to_have_value("innov")
    box.press("ArrowUp")
    expect(box).to_have_value(offered[-1])
    box.press("ArrowDown")
    expect(box).to_have_value("innov")


def test_escape_brings_back_what_was_typed_and_closes_the_list(page: Page) -> None:
    typed(page, "innov")
    box = page.get_by_role("combobox")
    box.press("ArrowDown")
    box.press("Escape")
    expect(box).to_have_value("innov")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_enter_searches_for_what_is_chosen(page: Page) -> None:
    offered = typed(page, "innov")
    page.locator("#q").press("ArrowDown")
    page.locator("#q").press("Enter")
    page.wait_for_url(re.compile(r"/\?q="))
    expect(page.locator("#q")).to_have_value(offered[0])


def test_a_click_searches_for_what_is_clicked(page: Page) -> None:
    offered = typed(page, "innov")
    page.get_by_role("option").nth(1).click()
    page.wait_for_url(re.compile(r"/\?q="))
    expect(page.locator("#q")).to_have_value(offered[1])


def test_who_goes_elsewhere_finds_no_list_open(page: Page) -> None:
    typed(page, "innov")
    page.locator("#q").press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_nothing_is_asked_while_keys_follow_each_other(page: Page) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "suggestions" in request.url else None)
    typed(page, "innovation")
    assert len(asked) < len("innovation") / 2


def test_what_comes_late_is_not_offered_for_other_words(page: Page) -> None:
    page.route("**/api/v1/suggestions?q=regi", lambda route: (page.wait_for_timeout(600), route.continue_())[1])
    with page.expect_request("**/api/v1/suggestions?q=regi"):
        page.locator("#q").fill("regi")
    page.locator("#q").fill("innovation")
    page.get_by_role("option").first.wait_for()
    page.wait_for_timeout(800)
    assert all("innovation" in text.lower() for text in page.get_by_role("option").all_inner_texts())


@pytest.mark.parametrize("status", [200, 429, 500])
def test_an_answer_that_is_none_offers_nothing_and_is_no_fault(page: Page, status: int) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    typed(page, "innov")
    page.route("**/api/v1/suggestions?q=*", lambda route: route.fulfill(status=status, body="<p>Not now</p>"))
    with page.expect_response("**/api/v1/suggestions?q=*"):
        page.locator("#q").press_sequentially("ation")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("innovation")
    assert faults == []


def test_axe_finds_nothing_wrong_with_an_open_list(page: Page) -> None:
    typed(page, "innov")
    page.locator("#q").press("ArrowDown")
    assert violations(page) == []


def test_without_scripts_the_box_is_a_box(browser: Browser, real_address: str) -> None:
    context = browser.new_context(base_url=real_address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    assert page.get_by_role("combobox").count() == 0
    page.locator("#q").fill("innovation")
    page.locator("#q").press("Enter")
    assert "q=innovation" in page.url
    context.close()
