"""Text of documents as HTML: the only code that puts tags around words nobody here has written.

Rule: every character is escaped; removing the tags from what these functions give leaves the escaped text.
Characters that could change the order or the end of other text are replaced one for one, so that offsets hold.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from archive import CELL, ROW, differences

Span = tuple[int, int]

EXCERPT_LENGTH = 320
"""Characters: about four lines of the result list, enough for a sentence on either side of a mark."""

CELL_EXCERPT_LENGTH = 120
"""Characters of a table's cell in the result list."""

_WORD_SEARCH = 24
"""How far an excerpt's edge may move to reach the space between two words."""

_MARK, _END_MARK, _QUOTE, _END_QUOTE = "\x01", "\x02", "\x03", "\x04"
_TAGS = {_MARK: "<mark>", _END_MARK: "</mark>", _QUOTE: '<span class="quote">', _END_QUOTE: "</span>"}
"""Signs that `neutral` leaves in no text: they stand for tags until all of a text is escaped at once."""

_SENTENCE = Markup('<span data-sentence="{}">{}</span>')
_DEL, _INS = Markup('<del data-told="{}">{}</del>'), Markup('<ins data-told="{}">{}</ins>')
"""What is told is for screen readers; the style sheet says it, so that it is not copied with the text."""

_NOTED = Markup('<u title="{}" data-told="{}">{}</u>')

_CUT = Markup(" … ")
_TOO_LITTLE_TO_CUT = 4
"""Times what is left around a difference: leaving less out saves nobody time."""


class Cut(NamedTuple):
    """The stretch of a text that is shown."""

    start: int
    end: int


class Shown(NamedTuple):
    """A stretch of a text as it is shown, a character for a character, and where it begins in the text."""

    text: Markup
    start: int


class Noted(NamedTuple):
    """A stretch of a text of which something is to be known: said beside it, and heard before it."""

    span: Span
    said: str
    heard: str


def neutral(text: str) -> str:
    """Make hidden characters harmless, each by exactly one other.

    Control characters would end lines or strings, surrogates cannot be sent; both become U+FFFD. Marks of
    direction (Unicode Standard Annex 9) would make following text lie; they become U+2060, which shows nothing.
    """
    if text.isprintable():  # nothing that is replaced is: most texts are told from those in half of the time
        return text
    return HIDDEN.sub(lambda found: _REPLACEMENTS.get(found[0], "\ufffd"), text)


def before_comma(text: str) -> str:
    """Give a title without the comma it may end with, where one of ours follows."""
    return text.rstrip(" ,;")


def harmless(value: object) -> object:
    """Make hidden characters harmless in whatever a template shows; what is markup already was."""
    return neutral(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def shown(value: object) -> str:
    """Give whatever a template shows as it is written: harmless and escaped."""
    if type(value) is str:  # most is, and needs no Markup: what is shown is joined as it is
        return value if value.isalnum() else html.escape(neutral(value))
    return value if type(value) is Markup else escape(harmless(value))


def marked(
    text: str, spans: Iterable[Span] = (), *, cut: Cut | None = None, quotes: Iterable[Span] = ()
) -> Markup:
    """Give the text, or the cut of it, with the spans in `<mark>` and the quotes in `<span class="quote">`.

    Spans may come in any order, overlap, or reach outside of the text.
    """
    shown = cut or Cut(0, len(text))
    safe = neutral(text)
    marks = _joined(spans, shown)
    pieces: list[str] = []
    for part, quoted in _around(quotes, shown) if quotes else ((shown, False),):
        if part[0] < part[1]:
            pieces += _pieces_of(safe, marks, part, quoted=quoted)
    written = str(escape("".join(pieces)))
    for sign, tag in _TAGS.items():
        written = written.replace(sign, tag)
    return Markup(written)  # noqa: S704 - escaped above; the tags are ours


def compared(before: str, after: str, *, around: int | None = None) -> tuple[Markup, Markup]:
    """Give both texts, what the one alone has in `<del>` and what the other alone has in `<ins>`.

    `around` is how many characters of a long stretch that both have are left on either side of a difference.
    """
    from flask_babel import gettext  # noqa: PLC0415 - the command line renders too, and starts without Flask

    found = differences(before, after)
    went, came = gettext("removed"), gettext("added")
    return (
        _apart(neutral(before), [each.before for each in found], _DEL.format(went, "{}"), around),
        _apart(neutral(after), [each.after for each in found], _INS.format(came, "{}"), around),
    )


def in_sentences(text: str, sentences: Iterable[tuple[int, Span]], noted: Sequence[Noted] = ()) -> Markup:
    """Give the text with stretches of it, in their order, in elements that say their numbers.

    What is noted of it is underlined; where stretches that are noted overlap, the first is.
    """
    safe, at = neutral(text), 0
    done: list[Markup] = []
    for number, (start, end) in sentences:
        if at <= start < end:
            done += (
                _underlined(safe, Cut(at, start), noted),
                _SENTENCE.format(number, _underlined(safe, Cut(start, end), noted)),
            )
            at = end
    return Markup("").join([*done, _underlined(safe, Cut(at, len(safe)), noted)])


def cells_with_notes(text: str, noted: Sequence[Noted]) -> list[list[Markup]]:
    """Give the rows and cells of a table's text with what is noted of it underlined."""
    safe = neutral(text)
    return [[_underlined(safe, cell, noted) for cell in row] for row in cells(text)]


def cells(text: str, cut: Cut | None = None) -> list[list[Cut]]:
    """Give where the cells of each row stand in a table's text."""
    start, end = cut or Cut(0, len(text))
    rows = _pieces(text, ROW, start, end)
    return [[Cut(*cell) for cell in _pieces(text, CELL, *row)] for row in rows]


def table(
    text: str, spans: Iterable[Span] = (), *, cut: Cut | None = None, quotes: Iterable[Span] = ()
) -> list[list[Shown]]:
    """Give the rows and cells of a table's text, each as `marked` gives it."""
    known, quoted = list(spans), list(quotes)
    return [
        [Shown(marked(text, known, cut=cell, quotes=quoted), cell.start) for cell in row]
        for row in cells(text, cut)
    ]


def cell_excerpt(text: str, spans: Iterable[Span], cell: Cut) -> Cut:
    """Choose the stretch of a cell with most marks, all of a short one: no column is lost to a long row."""
    within = [(start - cell.start, end - cell.start) for start, end in spans if cell.start <= start < cell.end]
    chosen = excerpt(text[cell.start : cell.end], within, CELL_EXCERPT_LENGTH)
    return Cut(cell.start + chosen.start, cell.start + chosen.end)


def excerpt(text: str, spans: Sequence[Span], length: int = EXCERPT_LENGTH) -> Cut:
    """Choose the stretch of about `length` characters with most marks, between words; all of a short text."""
    if len(text) <= length * 1.5:
        return Cut(0, len(text))
    first, last = _densest(sorted(spans), length)
    spare = length - (last - first)
    # One part before, two after: what comes after a word explains it more often than what precedes.
    start = max(0, first - max(spare, 0) // 3)
    end = min(len(text), start + length)
    start = max(0, end - length) if end == len(text) else start
    return Cut(_word_start(text, start, first), _word_end(text, end, min(last, end)))


def _underlined(safe: str, cut: Cut, noted: Sequence[Noted]) -> Markup:
    at = cut.start
    done: list[Markup] = []
    for (start, end), said, heard in noted:
        first, last = max(start, at), min(end, cut.end)
        if first < last:
            done += escape(safe[at:first]), _NOTED.format(neutral(said), neutral(heard), safe[first:last])
            at = last
    return Markup("").join([*done, escape(safe[at : cut.end])])


def _apart(safe: str, spans: Sequence[Span], tag: Markup, around: int | None) -> Markup:
    edges = [0, *(edge for span in spans for edge in span), len(safe)]
    kept = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    done: list[Markup] = [_shared(safe, kept[0], around, is_first=True, is_last=not spans)]
    for (start, end), after in zip(spans, kept[1:], strict=True):
        if start < end:
            done.append(tag.format(safe[start:end]))
        done.append(_shared(safe, after, around, is_first=False, is_last=after is kept[-1]))
    return Markup("").join(done)


def _shared(safe: str, kept: Span, around: int | None, *, is_first: bool, is_last: bool) -> Markup:
    """Give what both texts have between two differences, or only its ends."""
    start, end = kept
    if around is None or end - start <= _TOO_LITTLE_TO_CUT * around:
        return escape(safe[start:end])
    until = start if is_first else _word_end(safe, start + around, start)
    since = end if is_last else _word_start(safe, end - around, end)
    return escape(safe[start:until].rstrip()) + _CUT + escape(safe[since:end].lstrip())


def _pieces(text: str, separator: str, start: int, end: int) -> list[Span]:
    edges = [start - 1, *(place for place in range(start, end) if text[place] == separator), end]
    return [(before + 1, after) for before, after in pairwise(edges)]


def _around(quotes: Iterable[Span], shown: Cut) -> Iterator[tuple[Span, bool]]:
    """Give the stretches between quotes and the quotes, in order, and tell which are which."""
    at = shown.start
    for start, end in _joined(quotes, shown):
        yield (at, start), False
        yield (start, end), True
        at = end
    yield (at, shown.end), False


def _pieces_of(safe: str, marks: Sequence[Span], part: Span, *, quoted: bool) -> list[str]:
    position, end = part
    pieces = [_QUOTE] if quoted else []
    for mark_start, mark_end in marks:
        start, stop = max(mark_start, position), min(mark_end, end)
        if start < stop:
            pieces += safe[position:start], _MARK, safe[start:stop], _END_MARK
            position = stop
    pieces.append(safe[position:end])
    return [*pieces, _END_QUOTE] if quoted else pieces


def _joined(spans: Iterable[Span], shown: Cut) -> list[Span]:
    joined: list[Span] = []
    for span_start, span_end in sorted(spans):
        start, end = max(span_start, shown.start), min(span_end, shown.end)
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _densest(spans: Sequence[Span], length: int) -> Span:
    best: Span = (0, 0)
    most = 0
    for number, (start, first_end) in enumerate(spans):
        inside = [end for _, end in spans[number:] if end - start <= length]
        if len(inside) > most:
            most, best = len(inside), (start, max(inside))
        elif not most:
            most, best = 1, (start, first_end)
    return best


def _word_start(text: str, start: int, limit: int) -> int:
    if start == 0 or text[start - 1].isspace():
        return start
    for place in range(start, min(limit, start + _WORD_SEARCH)):
        if text[place].isspace():
            return place + 1
    return start


def _word_end(text: str, end: int, limit: int) -> int:
    if end == len(text) or text[end].isspace():
        return end
    for place in range(end, max(limit, end - _WORD_SEARCH), -1):
        if text[place - 1].isspace():
            return place - 1
    return end


HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but tab and line end, marks of direction, line and paragraph separators, surrogates."""

_REPLACEMENTS = {"\u2028": "\n", "\u2029": "\n", **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e", "\u2060")}
_REPLACEMENTS |= dict.fromkeys("\u061c\u200e\u200f\u2066\u2067\u2068\u2069", "\u2060")
