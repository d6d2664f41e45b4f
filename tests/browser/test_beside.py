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
  // Where one passage stands beside two, the second of these stands below the first.
  const firsts = [...row.cells].map((cell) => cell.querySelector('.words')).filter(Boolean);
  return firsts.map((each) => each.getBoundingClientRect().top);
}"""

APART = """(led) => {
  const columns = document.querySelectorAll('.pair section');
  const [own, other] = [columns[led], columns[1 - led]];
  const box = (element) => element.getBoundingClientRect();
  const line = box(own).top + own.clientHeight / 3;
  const at = [...own.querySelectorAll('[data-row]:not([data-far])')].find((each) => box(each).bottom > line);
  const its = [...other.querySelectorAll(`[data-row="${at?.dataset.row}"]`)].map(box);
  const ahead = at && Math.max(0, box(at).top - line);
  const gaps = its.map(({ top, bottom }) => Math.max(0, top - line - ahead, line - bottom));
  return { row: at?.dataset.row, apart: its.length ? Math.min(...gaps) : null };
}"""
"""How far from the upper third of the other column what says the same ends, or begins."""

LINE_UP = """([led, row]) => {
  const column = document.querySelectorAll('.pair section')[led];
  const box = (element) => element.getBoundingClientRect();
  const { top, bottom } = box(column.querySelectorAll('[data-row]')[row]);
  column.scrollTop += (top + bottom) / 2 - box(column).top - column.clientHeight / 3;
}"""

WORD_LINES = """(word) => {
  const remark = document.createElement('p');
  remark.textContent = word;
  document.querySelector('td.remarks').append(remark);
  const range = document.createRange();
  range.selectNodeContents(remark);
  return range.getClientRects().length;
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
    # A table that stands a page later, and a passage that goes over a page.
    found = [each for each in found if not {*each.from_ids} & {*one[250:259], *one[264:266]}]
    found += [Alignment((one[at],), (other[at + 6],), 0.9, is_moved=True) for at in range(250, 253)]
    found += [Alignment((one[at],), (other[at - 3],), 0.9) for at in range(253, 259)]
    found += [Alignment((one[264],), (), 0.9), Alignment((one[265],), (other[264], other[265]), 0.9)]
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
        if found["apart"] is None or found["apart"] <= 2:
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
    page.wait_for_url("**/es/beside/en/**")
    lit = page.locator(".passage.focus").first
    expect(lit).to_be_in_viewport()
    # The Spanish version has fewer passages a page.
    assert int(lit.evaluate("(each) => each.closest('tbody').dataset.page")) > 55
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


@pytest.mark.parametrize("led", [0, 1])
def test_what_was_moved_near_by_and_what_goes_over_a_page_is_followed(room: BrowserContext, led: int) -> None:
    """Each passage in turn is brought to the upper third, but those of the first page, above which is nothing."""
    page = room.new_page()
    page.goto(f"{DRAWN}&page=41")
    page.mouse.move(300 + 600 * led, 600)
    areas = page.locator(".pair section").nth(led).locator("[data-row]").count()
    seen = set()
    for number in range(6, areas):
        page.evaluate(LINE_UP, [led, number])
        seen.add(are_together(page, led)["row"])
    assert len(seen) > 18


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
    moved = page.locator("#left [data-far]")
    moved.locator("rect").first.click()
    expect(page.locator("#right .area.focus")).to_be_in_viewport()


def test_sentences_that_correspond_light_up_together(room: BrowserContext) -> None:
    page = room.new_page()
    page.goto(TEXT)
    page.get_by_text("El punto 1 se expone.").hover()
    expect(page.locator(".quote")).to_have_text(["Point 1 is made.", "El punto 1 se expone."])


@pytest.mark.parametrize("width", [1280, 920])
def test_the_longest_word_of_a_remark_stands_in_one_line(browser: Browser, beside: str, width: int) -> None:
    context = browser.new_context(base_url=beside, locale="es-PE", viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(TEXT)
    assert page.evaluate(WORD_LINES, "correspondencia") == 1
    context.close()


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
    expect(page.locator(".passage.focus .words").first).to_contain_text("El punto 1 se expone.")
    expect(page.get_by_text("El punto 2 se expone.")).to_be_visible()
    expect(page.get_by_text("Point 2 is made.")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


PLACES = """(side) => [...document.querySelectorAll(`#${side} .area.focus`)].map((each) => {
  const { top, bottom } = each.getBoundingClientRect();
  return { row: each.dataset.row, isSeen: top < innerHeight && bottom > 0 };
})"""


def test_a_phone_shows_pages_of_one_language_and_keeps_the_passage(browser: Browser, beside: str) -> None:
    """The switch stays at hand, and leads to what says the same as what is lit, or stands a third down."""
    context = browser.new_context(base_url=beside, locale="en-GB", viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{DRAWN}&page=20")
    expect(page.locator("#right")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("#left").bounding_box()["width"] > 350  # type: ignore[index]
    page.locator("#left .area").nth(8).locator("rect").first.click()
    (lit,) = page.evaluate(PLACES, "left")
    switch = page.locator(".bar a", has_text="Español")
    expect(switch).to_be_in_viewport()
    switch.click()
    expect(page.locator("#left")).to_have_attribute("aria-label", "Español")
    (same,) = page.evaluate(PLACES, "left")
    assert same["isSeen"]
    assert same["row"] != lit["row"]  # rows are called after their left side
    assert page.evaluate("document.querySelector('#right .area.focus').dataset.row") == same["row"]
    before = page_told(page)
    for _ in range(30):
        scroll(page, 1000)
    assert page_told(page) >= before + 8
    page.locator(".bar a", has_text="English").click()
    expect(page.locator("#left")).to_have_attribute("aria-label", "English")
    (back,) = page.evaluate(PLACES, "left")
    assert back["isSeen"]
    assert int(page.locator("#at").input_value()) >= 24
    context.close()


def test_who_may_correct_is_led_there_from_a_passage_of_a_page(room: BrowserContext) -> None:
    page = room.new_page()
    page.goto(DRAWN)
    correct = page.locator(".bar a", has_text="Correct")
    expect(correct).to_be_hidden()
    page.locator("#right .area").nth(2).locator("rect").first.click()
    expect(correct).to_be_visible()
    page.locator("#left .area").nth(1).focus()
    page.keyboard.press("Enter")
    correct.click()
    expect(page.get_by_role("heading", name="What says the same")).to_be_visible()
    expect(page.locator("blockquote")).to_contain_text("Point 1 is made.")


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
