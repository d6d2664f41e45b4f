"""A real browser before a real server on this machine alone."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from werkzeug.serving import make_server

from archive import Archive
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.filling import fill_from
from tests.pdf_factory import Sheet, wrap, write_pdf
from tests.search_app.holdings import fill

SAMPLES = Path(__file__).parents[2] / "samples"

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give chromium; skip where there is none, but not where tests decide what is released."""
    if _CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("The browser tests need chromium: on Debian, install the package chromium.")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with holdings and their index."""
    folder = tmp_path_factory.mktemp("browsed")
    with Archive.open(folder) as archive:
        fill(archive)
    return folder


@pytest.fixture(scope="session")
def address(data: Path) -> Iterator[str]:
    """Serve the holdings, and say where."""
    yield from served(Settings(data=data))


@pytest.fixture(scope="session")
def real_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the samples, which are real PDFs, and a file with a page that is a picture; say where."""
    folder = tmp_path_factory.mktemp("leafed")
    written = Sheet()
    written.set(wrap("The committee of the two regions will meet in the autumn. " * 5), y=120)
    scanned = write_pdf(folder / "scanned.en.pdf", [written, Sheet(picture=True)])
    yield from served(fill_from(folder / "data", [SAMPLES, scanned]))


@pytest.fixture
def room(browser: Browser, real_address: str) -> Iterator[BrowserContext]:
    """Give a reader with a desktop screen before the samples."""
    context = browser.new_context(base_url=real_address, locale="en-GB", viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def served(settings: Settings) -> Iterator[str]:
    """Serve an archive in this process, and say where."""
    compile_all()
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["pasaje"].close()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Give a reader with a desktop screen who reads English."""
    context = browser.new_context(base_url=address, locale="en-GB", viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    yield context
    context.close()


@pytest.fixture
def plain_reader(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Give a reader whose browser runs no scripts."""
    context = browser.new_context(base_url=address, locale="en-GB", java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Give a reader with a small phone."""
    context = browser.new_context(base_url=address, locale="es-PE", viewport={"width": 375, "height": 700})
    yield context
    context.close()
