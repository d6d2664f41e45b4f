"""A reader's way through an archive as people and their browsers go it, and programs beside them.

She searches, opens a passage that was found, goes on to the next page or the next hit a few times, and comes back
with other words; her browser asks for the page's image and some small ones. One reader in PROGRAMS is a program.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from html import unescape
from urllib.parse import quote

from benchmarks.crowding.readers import Step, Walk

PROGRAMS = 5

_MOST_TURNED = 3

_SMALL_IMAGES = 2
"""Of the pages near by: those that are seen without scrolling."""

_PASSAGE = re.compile(r'href="(/p/[a-z0-9]+\?[^"]*)"')
_IMAGE = re.compile(r'(?:src|href)="(/versions/[^"]+/image[^"]*)"')
_SMALL_IMAGE = re.compile(r'src="(/versions/[^"]+/thumbnail[^"]*)"')
_NEXT = re.compile(r'href="([^"#]+)[^>]*rel="next"')

KINDS = {
    "/?": "search",
    "/api/": "API",
    "/p/": "passage",
    "/documents/": "page",
    "/versions/": "image",
}
"""What is asked for, by how its address begins."""


def kind_of(path: str) -> str:
    """Name what is asked for."""
    return next(kind for start, kind in KINDS.items() if path.startswith(start))


def reading(words: Sequence[str]) -> Callable[[random.Random], Walk]:
    """Give ways of readers who look for these words."""

    def walk(draw: random.Random) -> Walk:
        is_program = draw.randrange(PROGRAMS) == 0
        while True:
            said = quote(draw.choice(words))
            if is_program:
                yield Step(f"/api/v1/search?q={said}&limit=20")
                continue
            found = yield Step(f"/?q={said}")
            passages = _named(_PASSAGE, found)
            if passages:
                yield from _read(draw.choice(passages), draw)

    return walk


def _read(passage: str, draw: random.Random) -> Walk:
    """Open a passage, and go on from there."""
    shown = yield Step(passage)
    for _ in range(draw.randint(0, _MOST_TURNED)):
        yield from _images(shown)
        following = _named(_NEXT, shown)
        if not following:
            return
        shown = yield Step(draw.choice(following))
    yield from _images(shown)


def _images(shown: str) -> Walk:
    for address in _named(_IMAGE, shown)[:1] + _named(_SMALL_IMAGE, shown)[:_SMALL_IMAGES]:
        yield Step(address, is_at_once=True)


def _named(pattern: re.Pattern[str], page: str) -> list[str]:
    """Give addresses that a page names, as they are asked for."""
    return [unescape(each) for each in pattern.findall(page)]
