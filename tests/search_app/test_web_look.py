"""What can be measured of the look: contrast (WCAG 2.2, 1.4.3 and 1.4.6), and nothing fetched from elsewhere."""

from __future__ import annotations

import re
from itertools import product

import pytest

from search_app.assets import FOLDER

STYLE = (FOLDER / "pasaje.css").read_text()
TEXT, READABLE = 7.0, 4.5


def colours(scheme: str) -> dict[str, str]:
    """Give the custom properties that are colours, in the light or the dark scheme."""
    light, dark, *_ = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(scheme: str) -> None:
    """Documents' words at the higher level, marked or not; the frame at least at the lower."""
    colour = colours(scheme)
    for ground in ("paper", "room", "tint", "quote", "accent-tint"):
        assert contrast(colour["ink"], colour[ground]) >= TEXT, ground
    assert contrast(colour["mark-ink"], colour["mark"]) >= TEXT
    for words, ground in product(("soft", "accent"), ("paper", "room", "tint", "accent-tint")):
        assert contrast(colour[words], colour[ground]) >= READABLE, (words, ground)
    assert contrast(colour["on-accent"], colour["accent"]) >= READABLE


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_fields_and_lines_under_marks_can_be_seen(scheme: str) -> None:
    """Three to one (WCAG 2.2, 1.4.11)."""
    colour = colours(scheme)
    assert contrast(colour["edge"], colour["paper"]) >= 3
    assert contrast(colour["mark-line"], colour["paper"]) >= 3


def test_nothing_is_fetched_from_elsewhere() -> None:
    """A reader's searches are nobody else's business."""
    pages = (FOLDER.parent / "templates").rglob("*.html")
    for file in (*pages, *FOLDER.glob("*.css"), *FOLDER.glob("*.js")):
        assert not re.search(r"(src|href)=[\"']https?:|url\(.?https?:|import .*https?:", file.read_text()), file


def test_typefaces_come_with_their_licence() -> None:
    for font in FOLDER.glob("fonts/*.woff2"):
        name = re.sub(r"-[0-9.]+\.woff2$", "", font.name)
        assert "SIL Open Font License" in (FOLDER / "fonts" / f"{name}-LICENSE.txt").read_text()
