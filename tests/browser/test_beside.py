"""Two language versions side by side in a real browser: they stay together, however far one scrolls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from archive import Alignment, Archive, Bitext, Verdict
from index import create_engine
from search_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.steps import listen
from tests.browser.test_accessible import violations
from tests.factories import make_version, store_version

pytestmark = pytest.mark.browser

PAGES = 60
TEXT = "/documents/study/en/beside/es/"
DRAWN = f"{TEXT}?view=pages"

ROWS_AT_THE_LINE = """() => {
  const rows = [...document.querySelectorAll('.facing tbody tr')];
  const row = rows.find((each) => each.getBoundingClientRect().bottom > innerHeight / 3);
  return [...row.querySelectorAll('.words')].map((each) => each.getBoundingClientRect().top);
}"""

APART = """(led) => {
  const columns = document.querySelectorAll('.pair section');
  const [left, right] = [columns[led], columns[1 - led]];
  const box = (element) => element.getBoundingClientRect();
  const line = box(left).top + left.clientHeight / 3;
  const own = [...left.querySelectorAll('[data-row]')].find((each) => box(each).bottom > line);
  if (!own) return { apart: null };
  const its = right.querySelector(`[data-row="${own.dataset.row}"]`);
  if (!its) return { apart: null };
  const taller = Math.abs(box(its).height - box(own).height);
  return { row: own.dataset.row, apart: box(its).top - box(own).top, taller };
}"""


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a study whose Spanish version is longer, has fewer passages a page, and lacks some."""
    folder = tmp_path_factory.mktemp("beside")
    with Archive.open(folder) as archive:
        _fill(archive)
        create_engine("whoosh", folder / "index", archive_id=archive.id)
    yield from served(Settings(data=folder))


def _fill(archive: Archive) -> None:
    count = PAGES * 6
    ours = [f"Point {number} is made. It says so." + "\nIt goes on." * (number % 3) for number in range(count)]
    theirs = [
        f"El punto {number} se expone. Así dice." + "\nY continúa." * (number % 4) for number in range(count)
    ]
    english = store_version(archive, make_version(), [ours[at : at + 6] for at in range(0, count, 6)])
    spanish = store_version(
        archive, make_version(language="es"), [theirs[at : at + 5] for at in range(0, count, 5)]
    )
    one, other = ([each.id for each in archive.passages.of_version(version.id)] for version in (english, spanish))
    found = []
    for number, (ours_id, theirs_id) in enumerate(zip(one, other, strict=True)):
        if number % 60 == 7:
            found += [Alignment((ours_id,), (), 0.8), Alignment((), (theirs_id,), 0.8)]
        else:
            found.append(Alignment((ours_id,), (theirs_id,), 0.3 if number % 50 == 3 else 0.95))
    found[4:6] = [Alignment((one[4],), (other[26],), 0.9, is_moved=True), Alignment((one[5],), (other[5],), 0.9)]
    found = [each for each in found if each.is_moved or other[26] not in each.to_ids]
    archive.bitexts.put(Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.95, 1), found)


@pytest.fixture
def room(browser: Browser, beside: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=beside, locale="en-GB", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def scroll(page: Page, by: int) -> None:
    """Turn the wheel, and wait until what follows from it is done."""
    page.mouse.wheel(0, by)
    page.wait_for_timeout(40)


def are_together(page: Page, led: int = 0) -> dict[str, Any]:
    """Hold what stands at the upper third of the column scrolled against its counterpart; a frame may be late."""
    for _ in range(5):
        found: dict[str, Any] = page.evaluate(APART, led)
        if found["apart"] is None or abs(found["apart"]) <= found["taller"] + 2:
            return found
        page.wait_for_timeout(40)
    raise AssertionError(found)


def page_told(page: Page) -> int:
    return int(page.evaluate("new URL(location).searchParams.get('page') ?? 1"))


def test_rows_of_text_stay_together_over_fifty_pages(room: BrowserContext) -> None:
    """What comes next is brought as one scrolls, and the address says where one is."""
    page = room.new_page()
    complaints = listen(page)
    page.goto(TEXT)
    for _ in range(400):
        scroll(page, 1200)
        tops = page.evaluate(ROWS_AT_THE_LINE)
        assert max(tops) - min(tops) < 2
        if page_told(page) >= 51:
            break
    assert page_told(page) >= 51
    assert page.locator("tbody").count() > 50
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    page.locator(".bar a", has_text="Español").click()
    assert page_told(page) > 55  # the Spanish version has fewer passages a page
    assert complaints == []


def test_pages_stay_together_over_fifty_pages(room: BrowserContext) -> None:
    """What stands at the upper third has its counterpart there, whichever column is scrolled."""
    page = room.new_page()
    page.goto(DRAWN)
    page.mouse.move(300, 600)
    seen: dict[str, dict[str, Any]] = {}
    for _ in range(400):
        scroll(page, 700)
        found = are_together(page)
        if found["apart"] is not None:
            seen[found["row"]] = found
        if page_told(page) >= 51:
            break
    assert page_told(page) >= 51
    assert len(seen) > 50
    page.mouse.move(900, 600)
    scroll(page, -3000)
    assert are_together(page, led=1)["apart"] is not None


def test_a_passage_that_is_clicked_lights_up_on_both_sides(room: BrowserContext) -> None:
    page = room.new_page()
    page.goto(TEXT)
    page.get_by_text("Point 0 is made.").click()
    expect(page.locator(".passage.focus .words")).to_have_text(
        ["Point 0 is made. It says so.", "El punto 0 se expone. Así dice."]
    )
    assert "passage=" in page.url
    page.reload()
    expect(page.locator(".passage.focus")).to_have_count(2)
    page.goto(DRAWN)
    page.locator("#right .area").nth(2).locator("rect").first.click()
    expect(page.locator(".area.focus")).to_have_count(2)


def test_a_link_to_a_passage_of_either_side_brings_both_before_the_reader(room: BrowserContext) -> None:
    """Also to one that was moved, which is not beside its counterpart."""
    page = room.new_page()
    page.goto(f"{TEXT}?page=20")
    own = page.locator("td.other .passage").nth(20).get_attribute("data-passage")
    page.goto(f"{DRAWN}&passage={own}#t-{own}")
    for area in page.locator(".area.focus").all():
        expect(area).to_be_in_viewport()
    page.goto(DRAWN)
    moved = page.locator("#left [data-moved]")
    moved.locator("rect").first.click()
    expect(page.locator("#right .area.focus")).to_be_in_viewport()


def test_sentences_that_correspond_light_up_together(room: BrowserContext) -> None:
    page = room.new_page()
    page.goto(TEXT)
    page.get_by_text("El punto 1 se expone.").hover()
    expect(page.locator(".quote")).to_have_text(["Point 1 is made.", "El punto 1 se expone."])


def test_all_is_reached_by_keyboard(room: BrowserContext) -> None:
    """Enter at a passage's page marks it with its counterpart; Tab then leads through its sentences."""
    page = room.new_page()
    page.goto(TEXT)
    page.locator("a.light").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".passage.focus")).to_have_count(2)
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".quote")).to_have_text(["It goes on.", "Y continúa."])
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**page=6**")
    page.goto(DRAWN)
    page.locator("#left .area").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".area.focus")).to_have_count(2)


def test_a_phone_shows_one_language_and_the_other_on_demand(browser: Browser, beside: str) -> None:
    context = browser.new_context(base_url=beside, locale="es-PE", viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(TEXT)
    other = page.get_by_text("El punto 1 se expone.")
    expect(other).to_be_hidden()
    page.get_by_text("Point 1 is made.").click()
    expect(other).to_be_visible()
    page.locator(".bar a", has_text="Español").click()
    expect(page.get_by_text("El punto 1 se expone.")).to_be_visible()
    expect(page.get_by_text("Point 1 is made.")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_without_scripts_links_do_the_same(browser: Browser, beside: str) -> None:
    context = browser.new_context(base_url=beside, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto(TEXT)
    page.locator("a.light").nth(2).click()
    expect(page.locator(".passage.focus")).to_have_count(2)
    page.get_by_role("link", name="later pages").click()
    expect(page.get_by_text("Point 30 is made.")).to_be_visible()
    context.close()


@pytest.mark.parametrize("address", [TEXT, DRAWN])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(browser: Browser, beside: str, address: str, scheme: Any, width: int) -> None:
    screen = {"width": width, "height": 800}
    context = browser.new_context(base_url=beside, locale="en-GB", color_scheme=scheme, viewport=screen)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    assert violations(page) == []
    context.close()
