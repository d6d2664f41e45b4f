"""Signing in, editing and signing out in a real browser, with and without scripts, by keyboard, on a phone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from archive import Archive, Role
from search_app.passwords import hashed
from search_app.settings import ACCOUNTS, Settings
from tests.browser.conftest import served
from tests.browser.steps import listen
from tests.browser.test_accessible import OPTIONS
from tests.search_app.holdings import fill

pytestmark = pytest.mark.browser
PASSWORD = "four words are long"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an archive that only readers with an account may read, and say where."""
    folder = tmp_path_factory.mktemp("closed")
    with Archive.open(folder) as archive:
        fill(archive)
        archive.accounts.add("ana", Role.CURATOR, hashed(PASSWORD))
        archive.accounts.add("luis", Role.READER, hashed(PASSWORD))
    yield from served(Settings(data=folder, reading=ACCOUNTS))


class Elsewhere(BaseHTTPRequestHandler):
    """Another site, with a link to the archive and a form that it would have somebody send."""

    target = ""

    def do_GET(self) -> None:
        body = (
            f'<!doctype html><title>x</title><a href="{self.target}/documents/study?q=1">link</a>'
            f'<form method="post" action="{self.target}/documents/study/edit"><input name="series" value="evil">'
            "<button>send</button></form>"
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere(closed: str) -> Iterator[str]:
    """Serve another site, by a name of this machine that browsers take for another site, and say where."""
    Elsewhere.target = closed
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def sign_in(page: Page, name: str = "ana", password: str = PASSWORD) -> None:
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.locator("main button[type=submit]").click()


@pytest.mark.parametrize("with_scripts", [True, False])
@pytest.mark.parametrize(("locale", "button"), [("en-GB", "Sign out"), ("es-PE", None)])
def test_a_curator_signs_in_edits_and_signs_out(
    browser: Browser, closed: str, locale: str, button: str | None, *, with_scripts: bool
) -> None:
    context = browser.new_context(base_url=closed, locale=locale, java_script_enabled=with_scripts)
    page = context.new_page()
    complaints = listen(page)
    page.goto("/documents/study")
    expect(page).to_have_url(f"{closed}/sign-in?next=%2Fdocuments%2Fstudy")
    sign_in(page)
    expect(page).to_have_url(f"{closed}/documents/study")
    page.locator("a[href='/documents/study/edit']").click()
    page.locator("#series").fill(f"Papers {locale} {with_scripts}")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main")).to_contain_text(f"Papers {locale} {with_scripts}")
    if button:
        expect(page.locator(".who button")).to_have_text(button)
    page.locator(".who button").click()
    expect(page).to_have_url(f"{closed}/sign-in?next=%2F")
    page.goto("/documents/study")
    expect(page.locator("#password")).to_be_visible()
    assert [
        each for each in complaints if not each.startswith("Clear-Site-Data")
    ] == []  # chromium says that it did
    context.close()


def test_what_is_wrong_is_said_where_it_is_heard_and_nothing_typed_is_lost(browser: Browser, closed: str) -> None:
    context = browser.new_context(base_url=closed, locale="en-GB")
    page = context.new_page()
    page.goto("/sign-in")
    sign_in(page, "luis", "not this one at all")
    expect(page.get_by_role("alert")).to_have_text("There is no account with this name and this password.")
    expect(page.locator("#name")).to_have_value("luis")
    expect(page.locator("#password")).to_have_value("")
    context.close()


def test_it_all_goes_by_keyboard(browser: Browser, closed: str) -> None:
    context = browser.new_context(base_url=closed, locale="en-GB")
    page = context.new_page()
    page.goto("/documents/")
    page.locator("#name").focus()
    page.keyboard.type("luis")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{closed}/documents/")
    page.locator(".wordmark").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".who button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#password")).to_be_visible()
    context.close()


def test_a_click_on_another_site_leads_who_is_signed_in_to_the_page(
    browser: Browser, closed: str, elsewhere: str
) -> None:
    """Whose strict cookie does not come with that click; and a form of that site changes nothing."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{closed}/sign-in")
    sign_in(page)
    expect(page.locator(".who")).to_contain_text("ana")
    page.goto(elsewhere)
    page.locator("a").click()
    expect(page).to_have_url(f"{closed}/documents/study?q=1")
    expect(page.locator(".who")).to_contain_text("ana")
    page.goto(elsewhere)
    with page.expect_response("**/edit") as answer:
        page.locator("button").click()
    assert answer.value.status == 401
    page.goto(f"{closed}/documents/study")
    assert "evil" not in page.locator("main").inner_text()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 375)])
@pytest.mark.parametrize("locale", ["en-GB", "es-PE"])
def test_axe_finds_nothing(browser: Browser, closed: str, locale: str, scheme: str, width: int) -> None:
    screen = {"width": width, "height": 700}
    context = browser.new_context(base_url=closed, locale=locale, color_scheme=scheme, viewport=screen)
    page = context.new_page()
    page.goto("/sign-in")
    for step in ("form", "refused", "signed in"):
        if step == "refused":
            sign_in(page, "luis", "not this one at all")
        if step == "signed in":
            sign_in(page, "luis")
            page.goto("/documents/study/edit")
        found = Axe().run(page, options=OPTIONS).response["violations"]
        assert [each["id"] for each in found] == [], step
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step
    page.goto("/documents/study")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
