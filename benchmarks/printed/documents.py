"""What a generated document says, piece by piece: the truth that readers are measured against."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from .prose import Prose
from .styles import Style

_CHAPTERS = 3
_SECTIONS = 3
_PARAGRAPHS = (3, 4)
_NOTE_SHARE = 0.25
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WORDS = {
    "en": {
        "figure": "Figure",
        "table": "Table",
        "page": "Page",
        "of": "of",
        "body": "Institute of Public Studies",
    },
    "es": {
        "figure": "Figura",
        "table": "Cuadro",
        "page": "Página",
        "of": "de",
        "body": "Instituto de Estudios Públicos",
    },
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Something a reader sees as one: a paragraph, heading, list item, footnote, caption or row of a table."""

    kind: str
    text: str
    feature: str = "plain"
    cells: tuple[str, ...] = ()
    level: int = 1
    mark: str = ""
    """What stands before an item: a bullet or number."""
    note: str = ""
    """The text of the footnote that a paragraph ends with a number for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces that are set as one thing: a list, a table, a figure, a box; else one piece alone."""

    form: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A document: its style, title and groups in reading order."""

    style: Style
    title: str
    groups: tuple[Group, ...]

    @property
    def pieces(self) -> list[Piece]:
        """All pieces, footnotes after the paragraphs they belong to."""
        found = []
        for piece in (piece for group in self.groups for piece in group.pieces):
            found.append(piece)
            if piece.note:
                found.append(Piece("footnote", f"{piece.mark} {piece.note}", "note"))
        return found


@dataclass(slots=True)
class _Writer:
    style: Style
    prose: Prose
    choose: random.Random
    groups: list[Group] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> int:
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def alone(self, piece: Piece) -> None:
        self.groups.append(Group(piece.kind, (piece,)))


def write(style: Style, sources: list[list[str]], seed: str) -> Made:
    """Write a document in a style; the seed decides every word of it."""
    choose = random.Random(seed)
    writer = _Writer(style, Prose(style.language, sources, choose), choose)
    title = writer.prose.title(writer.titles)
    for chapter in range(1, _CHAPTERS + 1):
        _heading(writer, 1, f"{chapter}.")
        extras = sorted(style.extras) * 2
        choose.shuffle(extras)
        for section in range(1, _SECTIONS + 1):
            if section > 1:
                _heading(writer, 2, f"{chapter}.{section - 1}")
            for number in range(choose.randint(*_PARAGRAPHS)):
                _paragraph(writer, is_first=number == 0 and section == 1)
                if extras and choose.random() < 0.6:
                    _extra(writer, extras.pop())
    return Made(style, title, tuple(writer.groups))


def _heading(writer: _Writer, level: int, number: str) -> None:
    title = writer.prose.title(writer.titles)
    text = f"{number} {title}" if writer.style.headings == "numbered" else title
    writer.alone(Piece("heading", text, f"level {level}", level=level))


def _paragraph(writer: _Writer, *, is_first: bool = False) -> None:
    style = writer.style
    long = writer.choose.random() < 0.35
    text = writer.prose.paragraph(*((110, 180) if long else (30, 100)))
    feature = "drop capital" if is_first and "dropcap" in style.extras else "first" if is_first else "plain"
    if "notes" in style.extras and writer.choose.random() < _NOTE_SHARE:
        number = str(writer.count("note"))
        note = writer.prose.paragraph(6, 20)
        piece = Piece("paragraph", text + number.translate(RAISED), feature, mark=number, note=note)
    else:
        piece = Piece("paragraph", text, feature)
    writer.alone(piece)


def _extra(writer: _Writer, what: str) -> None:
    makers = {
        "bullets": lambda: _list(writer, "•", (3, 14)),
        "numbers": lambda: _list(writer, "1.", (3, 30)),
        "nested": lambda: _list(writer, "•", (4, 20), nested=True),
        "long-items": lambda: _list(writer, "–", (30, 60)),
        "figures": lambda: _figure(writer),
        "ruled": lambda: _table(writer, "ruled"),
        "open": lambda: _table(writer, "open"),
        "quotes": lambda: _framed(writer, "quotation", 1),
        "box": lambda: _framed(writer, "box", 2),
        "sidebar": lambda: _framed(writer, "sidebar", 1),
    }
    if what in makers:
        makers[what]()


def _list(writer: _Writer, mark: str, words: tuple[int, int], *, nested: bool = False) -> None:
    items = []
    length = "long item" if words[1] > 20 else "item"
    for number in range(1, writer.choose.randint(3, 6) + 1):
        level = 2 if nested and number > 1 and writer.choose.random() < 0.5 else 1
        shown = f"{number}." if mark == "1." else "–" if level > 1 else mark
        text = writer.prose.paragraph(*words) if words[1] > 20 else writer.prose.phrase(*words)
        items.append(Piece("list item", f"{shown} {text}", f"{length}, nested" if level > 1 else length,
                           level=level, mark=shown))  # fmt: skip
    writer.groups.append(Group("list", tuple(items)))


def _figure(writer: _Writer) -> None:
    name = f"{WORDS[writer.style.language]['figure']} {writer.count('figure')}"
    caption = Piece("caption", f"{name}. {writer.prose.phrase(6, 18)}", "of a figure")
    writer.groups.append(Group("figure", (caption,)))


def _table(writer: _Writer, form: str) -> None:
    language = writer.style.language
    width = 3 if writer.style.columns == 1 else 2
    name = f"{WORDS[language]['table']} {writer.count('table')}"
    rows = [tuple(writer.prose.phrase(1, 2) for _ in range(width + 1))]
    for _ in range(writer.choose.randint(3, 6)):
        figures = [f"{writer.choose.uniform(0, 900):.1f}" for _ in range(width - 1)]
        rows.append((writer.prose.phrase(1, 3), writer.prose.phrase(2, 16), *figures))
    pieces = [Piece("caption", f"{name}. {writer.prose.phrase(4, 10)}", "of a table")]
    pieces += [Piece("table row", " | ".join(row), form, cells=row) for row in rows]
    writer.groups.append(Group(form, tuple(pieces)))


def _framed(writer: _Writer, form: str, paragraphs: int) -> None:
    pieces = [Piece("paragraph", writer.prose.paragraph(25, 60), form) for _ in range(paragraphs)]
    writer.groups.append(Group(form, tuple(pieces)))
