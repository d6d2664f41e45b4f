"""What belongs together is joined with one click, without scripts too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from archive import Archive, SourceStatus
from index import create_engine, rebuild
from ingest.outcome import Outcome
from ingest.relations import suggest_all
from search_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.test_accessible import LOOKS, violations
from tests.factories import make_version, store_version
from tests.ingest.relatives import ENGLISH, NEXT, SPANISH

pytestmark = pytest.mark.browser

BATCH = f"/add/{'b' * 22}"


@pytest.fixture
def undecided(tmp_path: Path) -> Iterator[str]:
    """Serve a letter, what may be its Spanish version, and what may be its next edition; say where."""
    data = tmp_path / "data"
    holdings = (("letter", "en", ENGLISH, "Letter of intent"), ("carta", "es", SPANISH, "Carta de intención"))
    with Archive.open(data) as archive:
        for day, (name, language, texts, title) in enumerate((*holdings, ("next", "en", NEXT, "Letter, renewed"))):
            made = replace(make_version(name, language), added_at=f"2026-11-2{day}T12:00:00+00:00")
            stored = store_version(archive, made, [[text] for text in texts], title=title)
            done = Outcome(name, SourceStatus.ADDED, 0.0, version_id=stored.id).to_keep()
            archive.queue.put_upload("b" * 22, f"{name}.pdf", stored.original_sha256, outcome=done)
        suggest_all(archive)
        rebuild(archive, create_engine("whoosh", data / "index", archive_id=archive.id))
    yield from served(Settings(data=data))


def open_carta(browser: Browser, address: str, *, scripts: bool) -> Page:
    context = browser.new_context(base_url=address, locale="en-GB", java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/documents/carta")
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_one_click_joins(browser: Browser, undecided: str, scripts: bool) -> None:
    page = open_carta(browser, undecided, scripts=scripts)
    form = page.get_by_role("form", name="looks like the Spanish version of “Letter of intent”")
    expect(form).to_contain_text("11 of 11 numbers")
    form.get_by_role("button", name="Yes, join").click()
    page.wait_for_url("**/documents/letter?decided=*")
    expect(page.get_by_role("status").first).to_contain_text("are in one document now.")
    expect(page.get_by_role("link", name="Español").first).to_be_visible()
    page.goto("/documents/carta")
    page.wait_for_url("**/documents/letter")


@pytest.mark.parametrize("scripts", [True, False])
def test_one_click_joins_on_the_page_of_sent_files(browser: Browser, undecided: str, scripts: bool) -> None:
    page = open_carta(browser, undecided, scripts=scripts)
    page.goto(BATCH)
    row = page.get_by_role("listitem").filter(has_text="looks like the Spanish version of “Letter of intent”")
    row.get_by_role("button", name="Yes, join").first.click()
    page.wait_for_url("**/documents/letter?decided=*")
    page.goto(BATCH)
    expect(row).to_have_count(0)


def test_one_click_declines(browser: Browser, undecided: str) -> None:
    page = open_carta(browser, undecided, scripts=False)
    form = page.get_by_role("form", name="looks like the Spanish version of “Letter of intent”")
    form.get_by_role("button", name="No").click()
    page.wait_for_url("**/documents/carta?decided=*")
    expect(form).to_have_count(0)


def test_the_keyboard_is_enough(browser: Browser, undecided: str) -> None:
    page = open_carta(browser, undecided, scripts=True)
    page.get_by_role("button", name="Yes, join").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/letter?decided=*")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(browser: Browser, undecided: str, look: str) -> None:
    locale, scheme, width, height = LOOKS[look]
    screen = {"width": width, "height": height}
    context = browser.new_context(base_url=undecided, locale=locale, color_scheme=scheme, viewport=screen)
    page = context.new_page()
    page.goto("/documents/letter")
    assert page.locator("form.entry").count() == 2
    found = violations(page)
    page.goto(BATCH)
    assert page.get_by_role("button", name=re.compile("^(Yes|Sí)")).count() >= 2
    found += violations(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert found == []
