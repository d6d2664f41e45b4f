"""How soon a reader sees a page: in chromium, from `pasaje serve`, on --data or on PDFs of --corpus.

Pages are drawn by lot and seen once their image is decoded, by a browser that was here before and so has fonts and
style. "first" is a page that nobody has opened yet, "again" the same one a second time. "next hit" is the time
from the key to the next passage in sight, fetched ahead as it is while somebody reads. Bytes are those of page and
image together. "readers" ask for images of as many pages at once, none of them drawn before.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Response, sync_playwright
from serving import make_archive, serving

from archive import Archive

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
SEEN = "() => Promise.resolve(document.querySelector('.leaf img')?.decode()).then(() => performance.now())"
TURN = """() => new Promise((done) => {
  const begun = performance.now();
  const told = () => requestAnimationFrame(() => done(performance.now() - begun));
  new MutationObserver((_, all) => { all.disconnect(); told(); }).observe(document.body, { childList: true });
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
})"""
WORDS = ("development", "energy", "water", "desarrollo", "energía", "agua", "education", "salud")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    held = parser.add_mutually_exclusive_group(required=True)
    held.add_argument("--data", type=Path, help="data folder of an archive; the images it keeps are made anew")
    held.add_argument("--corpus", type=Path, nargs="+", help="folders with PDFs to make one from")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or make_archive(Path(folder), arguments.corpus)
        shutil.rmtree(data / "derived", ignore_errors=True)
        some = addresses(data, arguments.pages, random.Random(arguments.seed))
        others = addresses(data, arguments.readers, random.Random(arguments.seed + 1), image=True)
        with serving(data, arguments.workers) as (_, server), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            base = server.rstrip("/")
            first, again, sizes = see_all(browser, base, some)
            tell("first", first, "ms")
            tell("again", again, "ms")
            tell("bytes", sizes, "KB")
            tell("next hit", [took for word in WORDS for took in turns(browser, base, word)], "ms")
            browser.close()
            with ThreadPoolExecutor(arguments.readers) as pool:
                tell("readers", list(pool.map(lambda each: timed(lambda: fetch(base + each)), others)), "ms")


def addresses(data: Path, count: int, chance: random.Random, *, image: bool = False) -> list[str]:
    """Give addresses of pages by lot, or of their images: of as many different files as there are."""
    with Archive.open(data) as archive:
        versions = [each for each in archive.catalogue.versions() if each.page_count]
    chance.shuffle(versions)
    chosen = [versions[at % len(versions)] for at in range(count)]
    numbers = [chance.randint(1, each.page_count) for each in chosen]
    if image:
        return [f"/versions/{each.id}/pages/{number}/image" for each, number in zip(chosen, numbers, strict=True)]
    return [
        f"/documents/{each.document_id}/{each.language}/pages/{number}?edition={each.edition}"
        for each, number in zip(chosen, numbers, strict=True)
    ]


def see_all(browser: Browser, base: str, some: Sequence[str]) -> tuple[list[float], list[float], list[float]]:
    """Open each page twice; gives milliseconds until it is seen, first and again, and kilobytes the first time."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{base}/documents/")
    open_leaf(page, base + some[-1])
    first, again, sizes = [], [], []
    for each in some[:-1]:
        heard: list[int] = []

        def hear(answer: Response, heard: list[int] = heard) -> None:
            heard.append(weight(answer))

        page.on("response", hear)
        first.append(open_leaf(page, base + each))
        page.remove_listener("response", hear)
        sizes.append(sum(heard) / 1000)
        page.goto("about:blank")
        again.append(open_leaf(page, base + each))
    context.close()
    return first, again, sizes


def fetch(address: str) -> bytes:
    """Get what is at an address of this machine."""
    with urlopen(address) as answer:  # noqa: S310 - our own server
        return bytes(answer.read())


def open_leaf(page: Page, address: str) -> float:
    """Go to a page; gives milliseconds from then until its image is decoded, as the browser counts them."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector(".sheet", state="attached")
    return float(page.evaluate(SEEN))


def weight(answer: Response) -> int:
    """Give the bytes of a page or an image; scripts, styles and fonts are fetched once for all pages."""
    headers = answer.headers
    is_counted = headers.get("content-type", "").startswith(("text/html", "image/"))
    return int(headers.get("content-length", 0)) if is_counted else 0


def turns(browser: Browser, base: str, word: str) -> list[float]:
    """Give how long it takes from hit to hit, by the key, in milliseconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{base}/?q={word}")
    took = []
    if page.locator(".hit h2 a").count():
        page.locator(".hit h2 a").first.click()
        for _ in range(5):
            page.wait_for_timeout(700)
            if not page.locator('[data-key="n"]').count():
                break
            took.append(page.evaluate(TURN))
    context.close()
    return took


def timed(act: Callable[[], object]) -> float:
    """Give how long something takes, in milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def tell(name: str, values: Sequence[float], unit: str) -> None:
    """Print a line of the table."""
    if not values:
        print(f"{name:10} none")
        return
    high = statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
    middle, longest = statistics.median(values), max(values)
    print(f"{name:10} {len(values):4}  p50 {middle:7.1f}  p95 {high:7.1f}  longest {longest:7.1f} {unit}")


if __name__ == "__main__":
    main()
