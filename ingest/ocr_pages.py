"""A page of a PDF -> the words on its picture: drawn, turned upright, straightened, and read in its language.

Rule: only a killable child calls this (`recognising.py`), a page at a time.
"""

from __future__ import annotations

import re
import resource
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image

from ingest.language import language_of_lines
from ingest.language_codes import SEVERAL
from ingest.legibility import legibility
from ingest.lone_folios import lone_folios
from ingest.ocr import LANGUAGES, Layout, Program, SeenWord, read_image
from ingest.page_images import drawn
from ingest.page_sizes import pixels_a_point
from ingest.pdf_text import dots_per_inch
from ingest.recognised import Recognised, RecognisedWord
from ingest.straightening import Lay, lay_of, straightened
from ingest.tints import without_tints

_DENSITY = 3.0
"""Of a hundred dots an inch. The program's makers ask for three hundred dots an inch or more."""

_DOTS_PER_INCH = 100
_POINTS_PER_INCH = 72

_COARSEST, _COARSE = 0.5, 2.0
"""Of a hundred dots an inch: scans between these are read better when they are made finer with care (on a page of
120 dots 97.0 % of its words in place of 95.8); less is a picture beside text."""

_FIRST = "en"
_BOTH = ("es", "en")
"""Spanish first, which has all letters of English: the other way round Logroño is read as Logrofio."""

_SMALLER = 2
"""times is an image smaller on which it is only asked which way up it stands: letters of ten points are still
read at 150 dots an inch, in a third of the time"""

_WELL_READ = 75.0
"""Text that stands upright is read with more than this, the mean of its letters (96 on a clear page); with less
the other ways are tried too, and the best is taken."""

_SURE_WORD = 60.0
_LEAST_SURE = 25.0
"""What is read with less, and is not like a word, is left out: of 29 such on 28 pages 13 were no words of the
page, and 16 were, most of them of one to three letters."""

_LEGIBLE = 0.6
"""Of the letters of a word, those that stand as they do in a language."""

_TELLING_LETTERS = 20
"""The name on a cover is in no language, whatever it looks like."""

_LONG_WORD = 4
"""letters; shorter words may be as tall as wide"""

_PATIENCE_SECONDS = 15
"""Of the program's own time; a page of text takes five at the most, one that takes longer is hardly text."""

_LETTERS = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"[^\w\s]+|_+")
"""A mark by itself: dashes and bullets are read with less certainty than words."""


@dataclass(frozen=True, slots=True)
class _Upright:
    """A way to hold a page: its image then, turned and straightened, and what was read so."""

    image: Image.Image
    turned: int
    lean: float
    words: list[SeenWord]

    @property
    def sure_letters(self) -> int:
        """How many letters stand in words that were read well."""
        return sum(_letters(word) for word in self.words if word.sure >= _SURE_WORD)

    @property
    def merit(self) -> tuple[bool, int]:
        """What tells which of two ways is better."""
        return not self.is_sideways, self.sure_letters

    @property
    def is_well_read(self) -> bool:
        """Whether most letters are sure, and stand upright: the program turns lines, and says nothing of it."""
        letters = sum(map(_letters, self.words))
        is_sure = sum(word.sure * _letters(word) for word in self.words) > _WELL_READ * letters
        return is_sure and not self.is_sideways

    @property
    def is_sideways(self) -> bool:
        """Whether most of its longer words are taller than wide."""
        sides = [_sides(word) for word in self.words if _letters(word) >= _LONG_WORD]
        return sum(height > width for width, height in sides) * 2 > len(sides)


def recognise_page(path: Path, number: int, program: Program, likely: str | None = None) -> Recognised:
    """Read the words on the picture of a page (1-based), in the language that they turn out to be in.

    It is tried first in that of the file's text, which is `likely`. Words of no clear language are read in that,
    or as either where there is none; a page of which both have a share is read as either.

    Raises: OcrFailed, PageUnreadable, OriginalUnreadable.
    """
    image, (width, height) = _drawn(path, number)
    scale = image.width / max(width, 1.0)
    lay = lay_of(image)
    if lay is None:
        return Recognised((), is_blank=True)
    dots = max(70, round(scale * _POINTS_PER_INCH))
    likely = likely if likely in LANGUAGES else None
    first = likely or _FIRST
    best = _upright(program, image, lay, dots, first)
    language = _language(best.words, likely)
    words = (
        best.words if language == first else _read(program, best.image, dots, [language] if language else _BOTH)
    )
    words = [*words, *lone_folios(program, best.image, dots, language or _FIRST, words)]
    turned_size = (height, width) if best.turned % 180 else (width, height)
    told = list(_in_points(words, best.image.size, scale, turned_size))
    kept = tuple(word for word in told if _is_word(word))
    dropped = sum(_is_like_a_word(word.text) for word in told if not _is_word(word))
    return Recognised(kept, best.turned, best.lean, language, dropped=dropped)


def _drawn(path: Path, number: int) -> tuple[Image.Image, tuple[float, float]]:
    """Draw a page in greys, without grounds of dots.

    A coarse scan is drawn as coarse as it is, and then made finer, for pdfium makes it jagged.
    """
    own = dots_per_inch(path, number) / _DOTS_PER_INCH
    is_coarse = _COARSEST < own < _COARSE
    colours, size = drawn(path, number, own if is_coarse else _DENSITY)
    image = colours.convert("L")
    times = pixels_a_point(*size, _DENSITY) * size[0] / image.width  # a poster has no more pixels than a page
    if is_coarse and times > 1:
        image = image.resize((round(image.width * times), round(image.height * times)), Image.Resampling.LANCZOS)
    return without_tints(image), size


def _upright(program: Program, image: Image.Image, lay: Lay, dots: int, language: str) -> _Upright:
    """Hold the page so that its words can be read best: other ways are tried only where the first is poor.

    They are tried on a smaller image, and the page is read again as it is held best.
    """
    begun = _spent()
    usual, *others = (270, 90, 0) if lay.is_sideways else (0, 180, 270, 90)
    first = best = _held(program, image, lay, usual, dots, language)
    small = image.reduce(_SMALLER)
    for turned in others:
        if best.is_well_read or _spent() - begun > _PATIENCE_SECONDS:
            break
        best = max(
            best, _held(program, small, lay, turned, dots // _SMALLER, language), key=lambda each: each.merit
        )
    return first if best is first else _held(program, image, lay, best.turned, dots, language)


def _held(program: Program, image: Image.Image, lay: Lay, turned: int, dots: int, language: str) -> _Upright:
    """Read an image as it is held."""
    # What stands the other way than most bars has a lean of its own, which nobody measured.
    lean = lay.lean if (turned % 180 != 0) == lay.is_sideways else 0.0
    held = straightened(image.rotate(-turned, expand=True), lean)
    return _Upright(held, turned, lean, _read(program, held, dots, [language]))


def _spent() -> float:
    """Give the processor time of the programs that were run: what is tried must not hang on what else goes on."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _read(program: Program, image: Image.Image, dots: int, languages: Sequence[str]) -> list[SeenWord]:
    found = read_image(program, image, dots, languages)
    return found or read_image(program, image, dots, languages, Layout.SPARSE)


def _language(words: Sequence[SeenWord], likely: str | None) -> str | None:
    """Tell in which of the languages that the program knows here a page is: nothing where it may be in either.

    If it is not clear, it is in what is likely; each line has its voice, so that two languages can be told.
    """
    sure = [word for word in words if word.sure >= _SURE_WORD]
    if sum(map(_letters, sure)) < _TELLING_LETTERS:
        return likely
    lines = groupby(sure, key=lambda word: word.line)
    language = language_of_lines([" ".join(word.text for word in line) for _, line in lines])
    if language == SEVERAL:
        return None
    return language if language in LANGUAGES else likely


def _in_points(
    words: Sequence[SeenWord], pixels: tuple[int, int], scale: float, size: tuple[float, float]
) -> Iterator[RecognisedWord]:
    """Give words where they stand on the straightened page: its image has more room at the edges than itself."""
    shift_x, shift_y = ((pixels[side] / scale - size[side]) / 2 for side in (0, 1))
    for text, (x0, y0, x1, y1), sure, line in words:
        box = (x0 / scale - shift_x, y0 / scale - shift_y, x1 / scale - shift_x, y1 / scale - shift_y)
        yield RecognisedWord(text, box, sure, line)


def _is_word(word: RecognisedWord) -> bool:
    """Tell words from specks: what reads like a word is kept however unsure it is, and told to be in doubt."""
    if _SIGN.fullmatch(word.text):
        return word.sure >= _SURE_WORD
    return word.sure >= _LEAST_SURE or (_is_like_a_word(word.text) and legibility(word.text) >= _LEGIBLE)


def _is_like_a_word(text: str) -> bool:
    """Tell whether a mark that is left out has letters or figures enough to have been a word."""
    return sum(map(str.isalnum, text)) >= _LONG_WORD


def _letters(word: SeenWord) -> int:
    return len(_LETTERS.findall(word.text))


def _sides(word: SeenWord) -> tuple[int, int]:
    x0, y0, x1, y1 = word.box
    return x1 - x0, y1 - y0
