"""Two language versions of a document side by side, passage by passage: as text, or as pages as they are printed.

Rule: every way on is a link; a script only brings what a link leads to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from archive import Alignment, Archive, Passage
from search_app.beside_words import notices, only_in, unaligned
from search_app.bitext_pages import leaves_of
from search_app.bitext_rows import Extents, chunk_at, pages_beside, row_with, rows_of
from search_app.bitext_views import views_of
from search_app.differing import Findings, memory
from search_app.errors import BadParameter, LanguageNotFound
from search_app.facing import PAGES, TEXT, Facing, Way, face
from search_app.frame import absolute_links, links, parts
from search_app.freshness import unless_kept
from search_app.languages import INTERFACE
from search_app.page_images import densities_of, pixels
from search_app.sisters import BOTH

blueprint = Blueprint("beside", __name__, url_prefix="/documents/<document>/<language>/beside/<other>")

_VIEWS = {"": TEXT, "text": TEXT, "pages": PAGES}
_MAX_NAME_LENGTH = 100


@blueprint.get("/")
def show(document: str, language: str, other: str) -> AnyResponse:
    """Show two versions from `page` of the left one on, or from `passage`, which is lit up."""
    asked = _read(request.args)
    try:
        facing = face(parts().archive, document, language, other, asked.first, asked.edition)
    except LanguageNotFound as error:
        if BOTH not in error.languages or {language, other} - {BOTH, *INTERFACE}:
            raise
        return redirect(_where_both_are(document, (language, other), error.languages, asked))
    way = Way(links(), facing, asked.view)
    if not facing.is_aligned:
        return unless_kept(lambda: _unaligned(facing, way))
    if asked.page > facing.left.version.page_count:
        return make_response(_aligned(facing, way, asked), HTTPStatus.NOT_FOUND)
    # Whether a page can be drawn is known to no tag.
    return (
        make_response(_aligned(facing, way, asked))
        if asked.view
        else unless_kept(lambda: _aligned(facing, way, asked))
    )


def _unaligned(facing: Facing, way: Way) -> str:
    return render_template("beside/unaligned.html", facing=facing, way=way, sentence=unaligned(facing))


def _aligned(facing: Facing, way: Way, asked: _Asked) -> str:
    archive = parts().archive
    left, right = facing.left.version, facing.right.version
    extents = archive.passages.extents({left.id, right.id})
    alignments = archive.bitexts.alignments(facing.bitext) if facing.bitext else ()
    rows = rows_of(
        alignments,
        extents[left.id],
        extents[right.id],
        is_turned=facing.is_turned,
        is_one_file=facing.is_one_file,
    )
    focus = row_with(rows, asked.passage)
    chunk = chunk_at(rows, asked.page or (focus.page_number if focus else 1), focus)
    beside = pages_beside(chunk.rows, extents[right.id])
    shown = {
        "facing": facing,
        "way": way,
        "chunk": chunk,
        "focus": focus,
        "notices": notices(facing, asked.page, is_lost=bool(asked.passage) and focus is None),
        "beside": beside,
        "turned": way.turned(next(iter(beside.values()), 1)),
        "permalinks": absolute_links(),
        "disagreements": 0,
    }
    if asked.view != PAGES:
        findings = _findings(archive, facing, alignments, extents)
        views = views_of(archive, facing, chunk.rows, focus, findings)
        shown["disagreements"] = sum(each.disagreements for each in views)
        return render_template("beside/text.html", **shown, views=views, only_in=only_in)
    leaves = leaves_of(archive, facing, rows, chunk, extents)
    densities = {
        (leaf.side.version.id, leaf.sheet.page.number): densities_of(
            archive, leaf.side.version, leaf.sheet.page.number
        )
        for leaf in (*leaves[0], *leaves[1])
    }
    return render_template("beside/pages.html", **shown, leaves=leaves, densities=densities, pixels=pixels)


def _findings(
    archive: Archive, facing: Facing, alignments: Sequence[Alignment], extents: Mapping[str, Extents]
) -> Findings | None:
    """Give what is known of where the two disagree; the first time, all of both is read for it."""
    bitext = facing.bitext
    if bitext is None:
        return None
    versions = (bitext.from_version, bitext.to_version)

    def read() -> tuple[list[Passage], list[Passage]]:
        held = archive.passages.of_versions(versions)
        return held[versions[0]], held[versions[1]]

    return memory.findings(bitext, alignments, (extents[versions[0]], extents[versions[1]]), read)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an address says; `page` is 0 where it names none."""

    view: str
    first: str
    passage: str
    page: int
    edition: int | None


def _read(said: Mapping[str, str]) -> _Asked:
    view, first = said.get("view", ""), said.get("first", "")
    if view not in _VIEWS:
        raise BadParameter("view", view, "text or pages")
    if first not in {"", *INTERFACE}:
        raise BadParameter("first", first, "en or es")
    page, edition = (_number(said, name) for name in ("page", "edition"))
    return _Asked(_VIEWS[view], first, said.get("passage", "")[:_MAX_NAME_LENGTH], page or 0, edition)


def _number(said: Mapping[str, str], name: str) -> int | None:
    value = said.get(name, "")
    if value and not re.fullmatch("[1-9][0-9]{0,4}", value):
        raise BadParameter(name, value, "a whole number from 1 on")
    return int(value) if value else None


def _where_both_are(document: str, languages: tuple[str, str], held: Collection[str], asked: _Asked) -> str:
    """Give where two languages stand side by side of which one file holds both, or the one that is missing."""
    alone = [each if each in held else BOTH for each in languages]
    language, other = languages
    return links().beside(
        document,
        *(alone if BOTH not in languages else (BOTH, BOTH)),
        first=language if language in INTERFACE else next(each for each in INTERFACE if each != other),
        view=asked.view,
        page=asked.page,
        passage_id=asked.passage,
    )
