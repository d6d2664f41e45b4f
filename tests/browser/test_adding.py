"""Sending PDFs in a real browser: chosen or dropped, with scripts and without, and looked at again later."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from archive import Archive, Stage
from index import create_engine
from ingest.outcome import Options
from search_app.settings import Settings
from search_app.wiring import add, update_index
from tests.browser.conftest import served
from tests.browser.steps import listen
from tests.browser.test_accessible import LOOKS, violations
from tests.filling import Silent
from tests.pdf_factory import Sheet, pdf_bytes, wrap

pytestmark = pytest.mark.browser

DROP = """([[name, encoded]]) => {
  const bytes = Uint8Array.from(atob(encoded), (each) => each.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type: "application/pdf" }));
  for (const type of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector("main").dispatchEvent(event);
  }
}"""


def pdf(words: str) -> bytes:
    sheet = Sheet()
    sheet.set(wrap(f"{words} will be of help to the committee of the two regions in the autumn. " * 4), y=100)
    return pdf_bytes([sheet])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the data folder of an empty archive."""
    with Archive.open(tmp_path / "data") as archive:
        create_engine("whoosh", tmp_path / "data" / "index", archive_id=archive.id)
    return tmp_path / "data"


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    """Serve the archive; what waits is read when a test says so."""
    yield from served(Settings(data=folder))


@pytest.fixture
def curator(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """Give somebody at the machine itself."""
    context = browser.new_context(base_url=site, locale="en-GB", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def read_all(folder: Path) -> None:
    """Read what waits, as the server's reader would."""
    with Archive.open(folder) as archive, archive.writing("a test"):
        add(archive, [], Options(), workers=1, listener=Silent())  # type: ignore[arg-type]  # it has every method
        update_index(Settings(data=folder), archive, tell=lambda said: None)


def files(tmp_path: Path, *names: str) -> list[Path]:
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(pdf(f"Regional innovation {number}"))
    return [tmp_path / name for name in names]


def test_chosen_files_are_sent_one_by_one_and_followed_to_their_end(
    curator: BrowserContext, folder: Path, tmp_path: Path
) -> None:
    page = curator.new_page()
    complaints = listen(page)
    page.goto("/add")
    (tmp_path / "no.pdf").write_text("<html>")
    page.get_by_label("PDFs from your computer").set_input_files(
        [*files(tmp_path, "a.pdf", "b.pdf"), tmp_path / "no.pdf"]
    )
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#files > li")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"/add/[\w-]{22}$"))
    expect(page.locator("#how-far")).to_have_text("0 of 3 files are added. 1 was not added. 2 are on their way.")
    read_all(folder)
    expect(page.locator("#how-far")).to_have_text("2 of 3 files are added. 1 was not added.", timeout=15_000)
    page.locator("#files h2 a").first.click()
    expect(page).to_have_url(re.compile("/documents/"))
    assert complaints == []


def test_a_tab_that_was_closed_is_opened_again(curator: BrowserContext, folder: Path, tmp_path: Path) -> None:
    page = curator.new_page()
    page.goto("/add")
    page.get_by_label("PDFs from your computer").set_input_files(files(tmp_path, "a.pdf"))
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#files > li")).to_have_count(1)
    address = page.url
    page.close()
    read_all(folder)
    again = curator.new_page()
    again.goto(address)
    expect(again.locator("#how-far")).to_have_text("1 of 1 file is added.")


def test_a_file_dropped_on_the_page_is_sent(curator: BrowserContext, folder: Path) -> None:
    page = curator.new_page()
    page.goto("/add")
    page.evaluate(DROP, [["dropped.pdf", base64.b64encode(pdf("Border cooperation")).decode()]])
    expect(page.locator("#files > li")).to_contain_text("dropped.pdf")
    page.evaluate(DROP, [["<img src=x>.pdf", base64.b64encode(pdf("Another")).decode()]])
    expect(page.locator("#files > li")).to_have_count(2)
    expect(page.locator("#files img")).to_have_count(0)
    with Archive.open(folder) as archive:
        assert archive.queue.count_waiting() == 2


def test_with_the_options_open_a_dropped_file_waits_for_what_is_said_of_it(
    curator: BrowserContext, folder: Path
) -> None:
    page = curator.new_page()
    page.goto("/add")
    page.get_by_text("Details of one file").click()
    page.get_by_label("Title").fill("Cooperación")
    page.evaluate(DROP, [["dropped.pdf", base64.b64encode(pdf("Border cooperation")).decode()]])
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#files > li")).to_contain_text("dropped.pdf")
    with Archive.open(folder) as archive:
        assert [row.options for row in archive.queue.waiting()] == [{"title": "Cooperación"}]


def test_what_was_typed_stays_and_its_field_says_what_is_expected(
    curator: BrowserContext, folder: Path, tmp_path: Path
) -> None:
    page = curator.new_page()
    page.goto("/add")
    page.get_by_text("Details of one file").click()
    page.get_by_label("PDFs from your computer").set_input_files(files(tmp_path, "a.pdf"))
    page.get_by_label("Title").fill("Cooperación")
    page.get_by_label("Date").fill("mayo 2020")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("form.sending [role=status]")).to_contain_text("Date: Write a date as 2013, 2013-05")
    expect(page.get_by_label("Date")).to_have_accessible_description(re.compile("Write a date as 2013"))
    expect(page.get_by_label("Title")).to_have_value("Cooperación")
    page.get_by_label("Date").fill("2020-05")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#files > li")).to_contain_text("a.pdf")
    expect(page.locator("form.sending [role=status]")).to_have_text("")
    with Archive.open(folder) as archive:
        assert [row.options for row in archive.queue.waiting()] == [{"title": "Cooperación", "date": "2020-05"}]


def test_a_title_is_given_to_no_two_files(curator: BrowserContext, folder: Path, tmp_path: Path) -> None:
    page = curator.new_page()
    page.goto("/add")
    page.get_by_text("Details of one file").click()
    page.get_by_label("Title").fill("Cooperación")
    page.get_by_label("PDFs from your computer").set_input_files(files(tmp_path, "a.pdf", "b.pdf"))
    page.get_by_role("button", name="Send").click()
    expect(page.locator("form.sending [role=status]")).to_contain_text("A title or a date is of one file")
    expect(page.get_by_label("Title")).to_have_value("Cooperación")
    with Archive.open(folder) as archive:
        assert archive.queue.count_waiting() == 0


def test_two_tabs_send_to_batches_of_their_own(curator: BrowserContext, tmp_path: Path) -> None:
    pages = [curator.new_page() for _ in range(2)]
    for page, path in zip(pages, files(tmp_path, "a.pdf", "b.pdf"), strict=True):
        page.goto("/add")
        page.get_by_label("PDFs from your computer").set_input_files(path)
    for page in pages:
        page.get_by_role("button", name="Send").click()
    for page in pages:
        expect(page.locator("#files > li")).to_have_count(1)
    assert pages[0].url != pages[1].url


def test_what_the_server_refuses_is_told_in_its_words(curator: BrowserContext, tmp_path: Path) -> None:
    page = curator.new_page()
    page.goto("/add")
    full = {"status": 507, "content_type": "text/html", "body": "<p class=notice>The disk is full.</p>"}
    page.route("**/add", lambda route: route.fulfill(**full))  # type: ignore[arg-type]
    page.get_by_label("PDFs from your computer").set_input_files(files(tmp_path, "a.pdf"))
    page.get_by_role("button", name="Send").click()
    expect(page.locator("form.sending [role=status]")).to_contain_text("a.pdf: The disk is full.")
    page.unroute("**/add")
    page.route("**/add", lambda route: route.abort())
    page.get_by_label("PDFs from your computer").set_input_files(tmp_path / "a.pdf")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("form.sending [role=status]")).to_contain_text("It could not be sent. Send it again.")


def test_without_scripts_the_form_sends_and_the_page_asks_anew(
    browser: Browser, site: str, folder: Path, tmp_path: Path
) -> None:
    context = browser.new_context(base_url=site, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto("/add")
    page.get_by_label("PDFs from your computer").set_input_files(files(tmp_path, "a.pdf", "b.pdf"))
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#how-far")).to_have_text("0 of 2 files are added. 2 are on their way.")
    read_all(folder)
    expect(page.locator("#how-far")).to_have_text("2 of 2 files are added.", timeout=15_000)
    context.close()


def test_by_keyboard_alone(curator: BrowserContext, tmp_path: Path) -> None:
    page = curator.new_page()
    page.goto("/add")
    page.get_by_label("PDFs from your computer").set_input_files(files(tmp_path, "a.pdf"))
    page.get_by_label("PDFs from your computer").focus()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Details of one file")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#files > li")).to_have_count(1)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_while_adding(
    browser: Browser, site: str, folder: Path, tmp_path: Path, look: str
) -> None:
    locale, scheme, width, height = LOOKS[look]
    screen = {"width": width, "height": height}
    context = browser.new_context(base_url=site, locale=locale, color_scheme=scheme, viewport=screen)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/add")
    found = violations(page)
    batch(folder, tmp_path)
    page.goto(f"/add/{'b' * 22}")
    found += violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert found == []
    assert not wide


def batch(folder: Path, tmp_path: Path) -> None:
    """Have a batch with files at every step."""
    with Archive.open(folder) as archive:
        for path in files(
            tmp_path, "a.en.pdf", "waits.pdf", "a long name of a study that was scanned " * 3 + ".pdf"
        ):
            sha256 = archive.originals.put(path).sha256
            archive.queue.put_upload("b" * 22, path.name, sha256)
            if path.name == "a.en.pdf":
                read_all(folder)
        failed = {"status": "failed", "reason": {"code": "timed_out", "message": ""}, "warnings": []}
        archive.queue.put_upload("b" * 22, "slow.pdf", "ab" * 32, outcome=failed)
        archive.queue.advance(archive.queue.waiting()[-1].id, Stage.READING, 31, 86)
