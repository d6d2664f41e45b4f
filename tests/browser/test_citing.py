"""Citing in a real browser: what programs that manage references see, and what works without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.steps import STUDY, listen, open_first_hit, settle

pytestmark = pytest.mark.browser


def told(page: Page) -> dict[str, str]:
    """Give what the head says of what is cited."""
    tags = page.locator("meta[name^=citation_], meta[name='dc.type']").evaluate_all(
        "tags => tags.map((tag) => [tag.name, tag.content])"
    )
    return dict(tags)


def test_the_head_follows_when_a_page_is_turned(room: BrowserContext) -> None:
    """And whoever reads it is told to look again."""
    page = open_first_hit(room, "innovation")
    complaints = listen(page)
    first = told(page)
    assert first["citation_public_url"] == page.url.split("?")[0]
    page.evaluate("window.looks = 0; document.addEventListener('ZoteroItemUpdated', () => { window.looks += 1; })")
    page.evaluate("window.stays = true")
    at = page.locator(".hits .at").inner_text()
    page.keyboard.press("n")
    expect(page.locator(".hits .at")).not_to_have_text(at)
    second = told(page)
    assert second["citation_public_url"] == page.url.split("?")[0]
    assert second["citation_public_url"] != first["citation_public_url"]
    page.locator(".outline a").first.click()
    page.wait_for_url(re.compile("/pages/"))
    expect(page.locator(".jump")).to_be_visible()
    assert told(page) == {}
    assert page.evaluate("[window.stays, window.looks]") == [True, 2]
    assert complaints == []


def test_a_citation_is_two_steps_from_its_page(room: BrowserContext) -> None:
    """One click on it selects all of it."""
    page = open_first_hit(room, "innovation")
    page.get_by_role("link", name="Cite", exact=True).click()
    citation = page.locator(".citation").first
    expect(citation).to_contain_text("accessed")
    citation.click()
    assert page.evaluate("getSelection().toString().trim()") == citation.inner_text().strip()
    page.get_by_role("link", name="← Go to the passage").click()
    settle(page)


def test_a_document_is_put_right_without_scripts(plain_reader: BrowserContext) -> None:
    page = plain_reader.new_page()
    page.goto("/documents/letter/edit")
    page.get_by_label("Issued by").fill("European Commission\nGobierno Regional")
    page.get_by_label("Date", exact=True).fill("May 2013")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is saved yet: Date")
    expect(page.get_by_label("Issued by")).to_have_value("European Commission\nGobierno Regional")
    page.get_by_label("Date", exact=True).fill("2013-05")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("/documents/letter$"))
    row = page.get_by_role("row", name="Issued by")
    expect(row).to_contain_text("European Commission; Gobierno Regional")
    expect(row).to_contain_text("confirmed")


def test_a_page_of_the_reader_itself_says_nothing_of_a_passage(room: BrowserContext) -> None:
    page = room.new_page()
    page.goto(f"{STUDY}/2")
    settle(page)
    assert told(page) == {}
