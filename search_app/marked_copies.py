"""The page of a passage with its mark, to be saved and for other programs: as a PDF and as an image.

Rule: a passage may change its place, so these are asked for again; what did not change is answered in a line.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, send_file

from archive import Page, Passage, Version, boxes
from ingest.highlights import Highlight, Look, MarkedPage, Origin
from search_app.address_pieces import quote_said
from search_app.asked import Asked, across
from search_app.attempts import attempt
from search_app.errors import BadParameter, NowhereMarked, PageNotCopied, PageNotDrawn
from search_app.frame import absolute_links, parts
from search_app.marking import marker_for
from search_app.originals import safe_name
from search_app.page_images import asked_density, densities_of
from search_app.parameters import read_marked
from search_app.passages import find_focus
from search_app.quoting import further_said
from search_app.rendering import Span, before_comma
from search_app.standing import Focus, Stretch

if TYPE_CHECKING:
    from pathlib import Path

blueprint = Blueprint("marked_copies", __name__, url_prefix="/p")

_MADE_BY = "1"
"""Changes when copies are made in another way: browsers that keep one then get the new one."""

_MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png"}

_KEPT_SECONDS = 600
"""A moved passage is found at its new place soon; a page with several images asks once for each."""

_NOTE_LENGTH = 300
"""Characters of a passage that a viewer shows beside it: it stands on the page anyway."""

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be marked, page by page; the passage is the one that the link names first."""

    passage: Passage
    version: Version
    pages: tuple[MarkedPage, ...]
    origin: Origin


@blueprint.get("/<passage>.pdf")
def copy(passage: str) -> Response:
    """Send the pages on which the passages, or the quotes in them, stand."""
    asked = _asked(passage)
    numbers = "-".join(str(page.number) for page in asked.pages)

    def make(path: Path) -> bytes:
        return parts().artist.copy(path, asked.pages, asked.origin)

    return _answer(asked, f"copy-{numbers}", make, ending="pdf", missing=PageNotCopied)


@blueprint.get("/<passage>.png")
def image(passage: str) -> Response:
    """Send an image of the page on which it begins; with `?crop=1` of the marked lines alone."""
    asked, density, is_cropped = _asked(passage), asked_density(), _is_cropped()
    page = asked.pages[0]
    if not densities_of(parts().archive, asked.version, page.number):
        raise PageNotDrawn(asked.version.id, page.number)

    def make(path: Path) -> bytes:
        return parts().artist.draw_marked(path, page, density, is_cropped=is_cropped)

    name = f"{page.number}@{density}.marked"
    return _answer(asked, name, make, ending="png", missing=PageNotDrawn, variant=f"{density}{is_cropped}")


def _answer(
    asked: _Asked,
    name: str,
    make: Callable[[Path], bytes],
    *,
    ending: str,
    missing: type[PageNotCopied | PageNotDrawn],
    variant: str = "",
) -> Response:
    """Make what is asked for, unless the reader has it. `name` is what is remembered of a failure."""
    archive, sha256 = parts().archive, asked.version.original_sha256
    etag, first = _etag(asked, ending + variant), asked.pages[0]
    if request.if_none_match.contains(etag):
        answer = Response(status=HTTPStatus.NOT_MODIFIED, mimetype=_MEDIA_TYPES[ending])
    else:
        path = archive.originals.readable(sha256)
        data = attempt(archive.derived, sha256, f"{name}.{_MADE_BY}", lambda: make(path))
        if not data:
            raise missing(asked.version.id, first.number)
        named = safe_name(asked.version, f"p. {first.label} {asked.passage.id}", ending)
        answer = send_file(
            io.BytesIO(data), _MEDIA_TYPES[ending], download_name=named, etag=etag, conditional=True
        )
    answer.set_etag(etag)
    answer.cache_control.public = False
    answer.cache_control.no_cache = None
    answer.cache_control.private = True
    answer.cache_control.max_age = _KEPT_SECONDS
    return answer


def _asked(passage_id: str) -> _Asked:
    """Read the address. A quote that is not within its passage narrows nothing. Raises: PassageNotFound."""
    archive, focus = parts().archive, find_focus(passage_id).focus
    if focus is None:
        raise NowhereMarked(passage_id)
    version = archive.catalogue.get_version(focus.passage.version_id)
    passages = [each.passage for each in focus.pieces]
    pages = {number: page for (_, number), page in archive.passages.pages_of(passages).items()}
    meant = list(_meant(focus, version, read_marked(request.args)))
    numbers = sorted({number for each in focus.pieces for number in _numbers(each)})
    marked = tuple(MarkedPage(each, pages[each].label, tuple(_highlights(meant, pages[each]))) for each in numbers)
    return _Asked(focus.passage, version, marked, _origin(focus, version, marked))


@dataclass(frozen=True, slots=True)
class _Meant:
    """Stretches of a passage in one look, and what a viewer tells of them."""

    look: Look
    passage: Passage
    spans: Sequence[Span]
    note: str


def _meant(focus: Focus, version: Version, asked: Asked) -> Iterator[_Meant]:
    """Give what is marked, the widest first, so that what is narrower lies over it."""
    passages = list({each.passage.id: each.passage for each in focus.pieces}.values())
    for each in passages:
        whole = (0, len(each.text))
        yield _Meant(Look.PASSAGE, each, [whole], _note(each, whole, absolute_links().passage(each.id)))
    for each in passages:
        for span in focus.quotes(each):
            yield _Meant(Look.QUOTE, each, [span], _note(each, span, _link(focus)))
    if asked.q:
        mark = marker_for(asked.q, across(asked, parts()))
        for each, spans in zip(passages, mark(version, passages), strict=True):
            yield _Meant(Look.WORDS, each, spans, _shortened(asked.q))


def _highlights(meant: Iterable[_Meant], page: Page) -> Iterator[Highlight]:
    for each in meant:
        found = boxes(each.passage, each.spans, {page.number: page.words})
        rects = tuple(rect for on_page in found for rect in on_page.rects)
        if rects:
            yield Highlight(each.look, rects, each.note)


def _numbers(stretch: Stretch) -> list[int]:
    """Give the pages on which a stretch of a passage stands, in order; if on none, that on which it begins."""
    passage = stretch.passage
    start, end = stretch.quote or (0, len(passage.text))
    on = [
        part.page_number
        for part in passage.parts
        if part.start < end and start < part.start + part.page_end - part.page_start
    ]
    return list(dict.fromkeys(on)) or [passage.page_numbers[0]]


def _note(passage: Passage, span: Span, link: str) -> str:
    """Give what a viewer tells of the mark: its words, shortened, and the link to them."""
    return f"{_shortened(passage.text[slice(*span)])}\n{link}"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _NOTE_LENGTH else words[:_NOTE_LENGTH].rpartition(" ")[0] + _ELLIPSIS


def _origin(focus: Focus, version: Version, pages: Sequence[MarkedPage]) -> Origin:
    title = parts().archive.catalogue.get_document(version.document_id).title
    labels = "-".join(dict.fromkeys((pages[0].label, pages[-1].label)))
    return Origin(
        # An abbreviation of both languages: a file speaks none of the interface's.
        title=f"{before_comma(title)}, p. {labels}",
        author=version.metadata.get("author", ""),
        source=_link(focus),
        language=focus.passage.language,
        anchor=focus.passage.id,
    )


def _link(focus: Focus) -> str:
    first, *further = focus.pieces
    rest = further_said((each.passage.id, each.quote) for each in further)
    return absolute_links().passage(first.passage.id, quote=quote_said(first.quote), further=rest)


def _is_cropped() -> bool:
    asked = request.args.get("crop", "0")
    if asked not in ("0", "1"):
        raise BadParameter("crop", asked, "0 or 1")
    return asked == "1"


def _etag(asked: _Asked, variant: str) -> str:
    """Tell copies apart by all that goes into them."""
    made_of = (_MADE_BY, variant, asked.version.original_sha256, asked.pages, asked.origin)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]
