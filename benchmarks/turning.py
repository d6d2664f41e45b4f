"""How soon a reader sees a page: in chromium, from `pasaje serve`, on --data or on PDFs of --corpus.

Pages are drawn by lot, each with a word that it has, and seen as `pages/seeing.py` says. "first" is a page that
nobody has opened yet, "again" the same one a second time; "a line of text" is what the browser takes for itself.
With --pdfjs, pdf.js opens the same file at the same
page and width, page by page in turn: once with nothing around it, once in the viewer that its makers build. KB
are what comes over the wire until the page is seen, "page, image" those two alone. "next hit" is the time from
the key to the next passage, fetched ahead as it is while somebody reads. "readers" ask for images of as many
pages at once, none of them drawn before.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.pages.originals import serving_pdfjs
from benchmarks.pages.places import Place, draw_places
from benchmarks.pages.seeing import CANVAS, FORMER_VISITS, LEAF, REST_MS, TEXT, VIEWER, Reader, Seen, Side
from benchmarks.serving import make_archive, serving

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
SCREEN = {"width": 1280, "height": 800}
TURN = """() => new Promise((done) => {
  const begun = performance.now();
  const told = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
  new MutationObserver((_, all) => { all.disconnect(); told(); }).observe(document.body, { childList: true });
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
})"""
WORDS = ("development", "energy", "water", "desarrollo", "energía", "agua", "education", "salud")
FETCH = "pdf.js is not measured beside it: benchmarks/fetch-pdfjs FOLDER gets it, --pdfjs FOLDER names it."
Sights = list[tuple[Seen, Seen]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    held = parser.add_mutually_exclusive_group(required=True)
    held.add_argument("--data", type=Path, help="data folder of an archive; the images it keeps are made anew")
    held.add_argument("--corpus", type=Path, nargs="+", help="folders with PDFs to make one from")
    parser.add_argument("--pdfjs", type=Path, help="what benchmarks/fetch-pdfjs fetched, to be measured beside")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data = arguments.data or make_archive(folder / "data", arguments.corpus)
        shutil.rmtree(data / "derived", ignore_errors=True)
        places = draw_places(data, arguments.pages + 1, arguments.seed)
        _, server = stack.enter_context(serving(data, arguments.workers))
        sides = [pasaje(server.rstrip("/")), text(server.rstrip("/"))]
        if arguments.pdfjs:
            sides += pdfjs(stack.enter_context(serving_pdfjs(arguments.pdfjs, places)))
        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                folder / "browser", executable_path=shutil.which("chromium"), args=ARGUMENTS, viewport=SCREEN
            )
            compare(sides, see_all(context, sides, places))
            tell("next hit", [took for word in WORDS for took in turns(context, server, word)], "ms")
            context.close()
        if not arguments.pdfjs:
            print(FETCH)
        others = draw_places(data, arguments.readers, arguments.seed + 1)
        images = [f"{server}versions/{each.version.id}/pages/{each.number}/image" for each in others]
        with ThreadPoolExecutor(arguments.readers) as pool:
            tell("readers", list(pool.map(lambda each: timed(lambda: fetch(each)), images)), "ms")


def pasaje(base: str) -> Side:
    """Give Pasaje's own side."""

    def address(place: Place, _width: float) -> str:
        version = place.version
        page = f"{base}/documents/{version.document_id}/{version.language}/pages/{place.number}"
        return f"{page}?q={quote(place.word)}&edition={version.edition}"

    return Side("Pasaje", f"{base}/documents/", address, LEAF)


def text(base: str) -> Side:
    """Give what the browser takes for itself: a line of text, from the same server."""
    return Side("a line of text", f"{base}/documents/", lambda _place, _width: f"{base}/health", TEXT)


def pdfjs(base: str) -> list[Side]:
    """Give the sides of pdf.js: the library alone, and the viewer."""

    def bare(place: Place, width: float) -> str:
        file = f"/originals/alone/{place.turn}.pdf"
        return f"{base}/bare/bare.html?file={file}&page={place.number}&width={width}&word={quote(place.word)}"

    def viewer(place: Place, width: float) -> str:
        file, percent = f"/originals/viewer/{place.turn}.pdf", width / (place.points * 96 / 72) * 100
        shown = f"page={place.number}&zoom={percent:.2f}&search={quote(place.word)}"
        return f"{base}/pdfjs/viewer/web/viewer.html?file={file}#{shown}"

    return [Side("pdf.js alone", f"{base}/", bare, CANVAS), Side("its viewer", f"{base}/", viewer, VIEWER)]


def see_all(context: BrowserContext, sides: Sequence[Side], places: Sequence[Place]) -> list[Sights]:
    """See each place on all sides, in turn, first and again; the last place is the one of former visits."""
    readers = [Reader(context, side) for side in sides]
    width = float(SCREEN["width"])
    for reader in readers:
        for _ in range(FORMER_VISITS):
            reader.see(places[-1], width)
    seen: list[Sights] = [[] for _ in sides]
    for place in places[:-1]:
        for reader, sights in zip(readers, seen, strict=True):
            sights.append((reader.see(place, width), reader.see(place, width)))
            if reader is readers[0]:
                width = reader.width()
    return seen


def compare(sides: Sequence[Side], seen: Sequence[Sights]) -> None:
    """Print what each side took, and how many times as much as the first of them."""
    for name, unit, value in (
        ("first", "ms", lambda sight: sight[0].ms),
        ("again", "ms", lambda sight: sight[1].ms),
        ("first", "KB", lambda sight: sight[0].kilobytes),
        ("again", "KB", lambda sight: sight[1].kilobytes),
    ):
        ours = [value(sight) for sight in seen[0]]
        for side, sights in zip(sides, seen, strict=True):
            tell(
                f"{name} {side.name}",
                [value(sight) for sight in sights],
                unit,
                ours if sights is not seen[0] else (),
            )

    tell("page, image", [first.own_kilobytes for first, _ in seen[0]], "KB")


def turns(context: BrowserContext, server: str, word: str) -> list[float]:
    """Give how long it takes from hit to hit, by the key, in milliseconds."""
    page = context.new_page()
    page.goto(f"{server}?q={word}")
    took = []
    if page.locator(".hit h2 a").count():
        page.locator(".hit h2 a").first.click()
        for _ in range(5):
            page.wait_for_timeout(REST_MS)
            if not page.locator('[data-key="n"]').count():
                break
            took.append(page.evaluate(TURN))
    page.close()
    return took


def fetch(address: str) -> bytes:
    """Get what is at an address of this machine."""
    with urlopen(address) as answer:  # noqa: S310 - our own server
        return bytes(answer.read())


def timed(act: Callable[[], object]) -> float:
    """Give how long something takes, in milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def tell(name: str, values: Sequence[float], unit: str, beside: Sequence[float] = ()) -> None:
    """Print a line of the table; with how many times as much it is as the values `beside` it."""
    if not values:
        print(f"{name:20} none")
        return
    middle, high = middle_and_high(values)
    line = f"{name:20} {len(values):4}  p50 {middle:7.1f}  p95 {high:7.1f}  longest {max(values):7.1f} {unit}"
    if beside:
        times = [
            ours and theirs / ours
            for theirs, ours in zip(middle_and_high(values), middle_and_high(beside), strict=True)
        ]
        line += f"  {times[0]:5.1f} and {times[1]:.1f} times as much"
    print(line)


def middle_and_high(values: Sequence[float]) -> tuple[float, float]:
    """Give the median and the value that 95 in 100 stay under."""
    high = statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    return statistics.median(values), high


if __name__ == "__main__":
    main()
