"""When a page is seen: asked of the browser, inside the page, so that the driver's own delays are in no figure.

A page is seen at the frame after the one that shows it whole: its image loaded, or its canvas drawn to the end.
For an image chromium's own time of painting (`PerformanceElementTiming`) was 0 to 30 ms later, medians of five
rounds on a busy machine; of a canvas it tells none. Time runs from when the browser sets out for the page, as it
does when somebody follows a link.

All sides keep to this: the browser was here before and has scripts, styles and fonts; it comes from another page
of the same server, rests there as somebody who reads, and keeps what servers let it keep. It does not come from
about:blank: Pasaje's pages are kept apart from those of others (Cross-Origin-Opener-Policy), and chromium begins
a new process for each that is gone to from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext

from benchmarks.pages.places import Place

REST_MS = 700
"""Until what is fetched or drawn ahead for the last page has come; readers stay longer."""

FORMER_VISITS = 3
"""Browsers keep the compiled form of a script from its second or third run on."""

_SEEN = """window.seen = new Promise((done, fail) => {
  const told = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  setTimeout(() => fail(new Error(`Nothing was seen of ${location} in a minute.`)), 60000);
  %s
});"""

LEAF = """new MutationObserver((_, all) => {
    const image = document.querySelector(".leaf img");
    if (!image) return;
    all.disconnect();
    if (image.complete && image.naturalWidth) told();
    else image.addEventListener("load", told);
  }).observe(document, { childList: true, subtree: true });"""

TEXT = """document.addEventListener("DOMContentLoaded", told);"""

CANVAS = """document.addEventListener("drawn", told);"""

VIEWER = """document.addEventListener("webviewerloaded", async () => {
    const viewer = window.PDFViewerApplication;
    const asked = Number(new URLSearchParams(location.hash.slice(1)).get("page"));
    await viewer.initializedPromise;
    viewer.eventBus.on("pagerendered", (page) => { if (page.pageNumber === asked && !page.cssTransform) told(); });
  });"""


_OWN = """() => {
  const image = document.querySelector(".leaf img")?.currentSrc;
  const parts = performance.getEntries().filter((each) => each.entryType === "navigation" || each.name === image);
  return parts.reduce((sum, each) => sum + each.transferSize, 0);
}"""


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody's way to show a page: its address at a width in CSS pixels, and how it is known to be drawn."""

    name: str
    rest: str
    address: Callable[[Place, float], str]
    is_drawn: str


class Seen(NamedTuple):
    """How long a page took, what came over the wire until then, and what of it was the page and its image."""

    ms: float
    kilobytes: float
    own_kilobytes: float = 0.0


class Reader:
    """Somebody who has looked at pages of a side before, and looks at more."""

    def __init__(self, context: BrowserContext, side: Side) -> None:
        self._side = side
        self._page = context.new_page()
        self._page.add_init_script(_SEEN % side.is_drawn)
        self._arrived: Counter[str] = Counter()
        wire = context.new_cdp_session(self._page)
        wire.send("Network.enable")
        wire.on("Network.dataReceived", self._add)
        wire.on("Network.loadingFinished", self._sum_up)

    def see(self, place: Place, width: float) -> Seen:
        """Go to a page from another one."""
        self._page.bring_to_front()
        self._page.goto(self._side.rest)
        self._page.wait_for_timeout(REST_MS)
        self._arrived.clear()
        with self._page.expect_navigation(wait_until="commit"):
            self._page.evaluate("address => { location.href = address; }", self._side.address(place, width))
        ms = float(self._page.evaluate("window.seen"))
        return Seen(ms, self._arrived.total() / 1000, float(self._page.evaluate(_OWN)) / 1000)

    def width(self) -> float:
        """Give the width of Pasaje's page on the screen, in CSS pixels."""
        return float(self._page.evaluate("document.querySelector('.leaf').clientWidth"))

    def _add(self, data: dict[str, Any]) -> None:
        self._arrived[data["requestId"]] += int(data["encodedDataLength"])

    def _sum_up(self, data: dict[str, Any]) -> None:
        """Take the browser's own sum, with heads; of a document it says nothing before."""
        self._arrived[data["requestId"]] = int(data["encodedDataLength"])
