"""How a generated document looks: fixed styles as printers make them, and others drawn by lot."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

SERIF = ("Liberation Serif", "DejaVu Serif")
SANS = ("Liberation Sans", "DejaVu Sans", "Liberation Sans Narrow")
HEADINGS = ("larger", "numbered", "bold", "small-caps", "capitals", "spaced", "centred", "mono")
EXTRAS = (
    *("notes", "bullets", "numbers", "nested", "long-items", "figures", "captions-above"),
    *("sidebar", "ruled", "open", "quotes", "dropcap", "box"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """The looks of a document; sizes are in points, margins (top, right, bottom, left) too."""

    name: str
    language: str = "es"
    font: str = "Liberation Serif"
    heading_font: str = "Liberation Sans"
    size: float = 10.5
    leading: float = 1.35
    paper: str = "A4"
    margins: tuple[int, int, int, int] = (72, 72, 72, 72)
    columns: int = 1
    separation: str = "gap"
    """indent, gap or both"""
    is_justified: bool = True
    is_hyphenated: bool = True
    headings: str = "larger"
    """one of HEADINGS; bold ones have the text's size"""
    spanning: bool = False
    """Whether headings of the first level run over all columns."""
    head: str = "none"
    """none, title, chapter, or both: the title on left pages and the chapter on right ones"""
    folio: str = "bottom"
    """none, bottom, outer, top, of (Page 3 of 12), word (Página 3)"""
    drawn_first: bool = False
    """Whether heads and folios are drawn before the text."""
    extras: frozenset[str] = frozenset()
    """of EXTRAS: what it has beside headings and paragraphs"""


def _with(name: str, extras: str = "", **looks: object) -> Style:
    return replace(Style(name), extras=frozenset(extras.split()), **looks)  # type: ignore[arg-type]  # looks are fields by name


FIXED = (
    _with("plain-report", "bullets", head="title"),
    _with("indented-book", "notes quotes", separation="indent", head="both", folio="outer", leading=1.25,
          language="en"),
    _with("thesis", "notes numbers figures", separation="both", headings="numbered", leading=1.7, size=12,
          folio="top",
          head="chapter"),
    _with("memo-ragged", "bullets numbers open", font="Liberation Sans", is_justified=False,
          is_hyphenated=False,
          paper="letter", language="en", folio="of", head="title"),
    _with("law-journal", "notes quotes", separation="indent", headings="small-caps", size=10, leading=1.2,
          head="both",
          folio="top", language="en", margins=(80, 110, 90, 110)),
    _with("tight-manual", "numbers nested ruled", font="DejaVu Sans", size=8, leading=1.15, headings="numbered",
          folio="word", margins=(50, 50, 60, 50)),
    _with("large-print", "bullets", font="DejaVu Serif", size=13, leading=1.8, headings="centred",
          folio="bottom"),
    _with("bold-heads", "long-items quotes", headings="bold", font="Liberation Sans", head="title",
          language="en"),
    _with("capitals", "notes captions-above figures", headings="capitals", separation="indent", head="chapter",
          folio="bottom"),
    _with("spaced-heads", "box dropcap", headings="spaced", size=11, leading=1.5, folio="outer"),
    _with("ministry", "ruled bullets captions-above", font="Liberation Sans Narrow", size=11, leading=1.2,
          head="title",
          folio="of", drawn_first=True),
    _with("two-columns", "bullets figures", columns=2, size=9.5, leading=1.2, head="title", folio="outer"),
    _with("two-columns-indent", "notes", columns=2, separation="indent", size=10, leading=1.2, head="both",
          folio="top",
          language="en"),
    _with("two-columns-span", "figures captions-above", columns=2, spanning=True, headings="numbered", size=9,
          leading=1.3, folio="word"),
    _with("two-columns-ragged", "numbers open", columns=2, is_justified=False, font="Liberation Sans", size=9,
          leading=1.4, language="en", folio="of", paper="letter"),
    _with("two-columns-boxes", "sidebar box quotes", columns=2, font="DejaVu Sans", size=8.5, leading=1.35,
          head="title"),
    _with("two-columns-tight", "nested", columns=2, separation="indent", font="DejaVu Serif", size=8,
          leading=1.1,
          headings="bold", folio="bottom"),
    _with("two-columns-landscape", "bullets ruled", columns=2, paper="A4 landscape", font="Liberation Sans",
          size=11,
          folio="outer", head="chapter"),
    _with("three-columns", "bullets", columns=3, size=8.5, leading=1.2, margins=(60, 40, 60, 40), head="title"),
    _with("three-columns-news", "dropcap figures", columns=3, separation="indent", size=9, leading=1.15,
          spanning=True,
          margins=(60, 40, 60, 40), folio="outer", language="en"),
    _with("three-columns-landscape", "numbers box", columns=3, paper="letter landscape",
          font="Liberation Sans", size=9,
          is_justified=False, folio="word", head="title"),
    _with("three-columns-bold", "quotes", columns=3, headings="bold", font="Liberation Sans Narrow", size=9,
          leading=1.25, margins=(60, 45, 60, 45), language="en", folio="bottom"),
    _with("sidebars", "sidebar notes", font="Liberation Serif", size=11, leading=1.3, head="both",
          folio="outer"),
    _with("mono-heads", "open numbers", headings="mono", heading_font="Liberation Mono", is_justified=False,
          size=10,
          language="en", folio="of"),
)  # fmt: skip


def drawn(name: str, choose: random.Random) -> Style:
    """Draw a style by lot."""
    columns = choose.choice((1, 1, 2, 2, 3))
    return Style(
        name=name,
        language=choose.choice(("en", "es")),
        font=choose.choice(SERIF + SANS),
        heading_font=choose.choice((*SERIF, *SANS, "Liberation Mono")),
        size=choose.choice((8, 8.5, 9, 9.5, 10)) if columns > 1 else choose.choice((9, 10, 10.5, 11, 12, 13)),
        leading=choose.choice((1.1, 1.15, 1.2, 1.3, 1.4, 1.5, 1.8)),
        paper=choose.choice(("A4", "letter", "A4 landscape")) if columns > 1 else choose.choice(("A4",
          "letter")),
        margins=choose.choice((
            (72, 72, 72, 72), (60, 50, 60, 50), (56, 56, 64, 56) if columns > 1 else (90, 60, 80, 90)
        )),
        columns=columns,
        separation=choose.choice(("indent", "gap", "both")),
        is_justified=choose.random() < 0.65,
        is_hyphenated=choose.random() < 0.75,
        headings=choose.choice(HEADINGS),
        spanning=columns > 1 and choose.random() < 0.4,
        head=choose.choice(("none", "title", "chapter", "both")),
        folio=choose.choice(("none", "bottom", "outer", "top", "of", "word")),
        drawn_first=choose.random() < 0.3,
        extras=frozenset(choose.sample(EXTRAS, 3)),
    )  # fmt: skip
