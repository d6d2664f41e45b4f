"""Where two language versions disagree, before axe, as it is heard and copied, and the way from list to row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from archive import Archive
from index import create_engine
from search_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.test_accessible import LOOKS, violations
from tests.search_app.disputed import store_disputed

pytestmark = pytest.mark.browser

LIST = "/documents/report/disagreements/"
BESIDE = "/documents/report/en/beside/es/"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a report that disagrees with its translation."""
    folder = tmp_path_factory.mktemp("disagreements")
    with Archive.open(folder) as archive:
        store_disputed(archive)
        create_engine("whoosh", folder / "index", archive_id=archive.id)
    yield from served(Settings(data=folder))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", [LIST, BESIDE])
def test_axe_finds_nothing(browser: Browser, report: str, name: str, look: str) -> None:
    locale, scheme, width, height = LOOKS[look]
    screen = {"width": width, "height": height}
    context = browser.new_context(base_url=report, locale=locale, color_scheme=scheme, viewport=screen)
    page = context.new_page()
    page.goto(name)
    assert page.locator("mark, u").count() > 0
    found = violations(page)
    is_too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert (found, is_too_wide) == ([], False)


def test_words_that_differ_are_heard_and_not_copied(browser: Browser, report: str) -> None:
    page = browser.new_page(base_url=report, locale="en-GB")
    page.goto(BESIDE)
    assert "differs in the other version: 54.4 %" in page.locator("#rows").aria_snapshot()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.words'))")
    assert "by 54.4 % in" in page.evaluate("`${getSelection()}`")
    page.close()


def test_the_list_leads_to_the_row_and_back(browser: Browser, report: str) -> None:
    """Without scripts."""
    context = browser.new_context(base_url=report, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto(LIST)
    page.get_by_role("link", name="Only in English: “495”").click()
    expect(page.locator(".passage.focus").first).to_contain_text("Decree 495")
    page.get_by_role("link", name="4 disagreements on these pages").click()
    expect(page.get_by_role("status").first).to_have_text("The two versions seem to disagree in 4 places.")
    context.close()
