"""Two language versions of a document side by side, passage by passage: as text, or as pages as they are printed.

Rule: every way on is a link; a script only brings what a link leads to.
"""

from __future__ import annotations

from collections.abc import Collection
from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search_app.beside_asked import Asked, read_asked
from search_app.beside_words import notices, only_in, unaligned
from search_app.bitext_layout import lay_out
from search_app.bitext_pages import leaves_of
from search_app.bitext_rows import Row, chunk_at, pages_beside, row_with
from search_app.bitext_views import views_of
from search_app.errors import LanguageNotFound
from search_app.facing import PAGES, Facing, Way, face
from search_app.frame import absolute_links, links, parts
from search_app.freshness import unless_kept
from search_app.languages import INTERFACE
from search_app.page_images import densities_of, pixels
from search_app.sisters import BOTH

blueprint = Blueprint("beside", __name__, url_prefix="/documents/<document>/<language>/beside/<other>")


@blueprint.get("/")
def show(document: str, language: str, other: str) -> AnyResponse:
    """Show two versions from `page` of the left one on, or from `passage`, which is lit up."""
    asked = read_asked(request.args)
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


def _aligned(facing: Facing, way: Way, asked: Asked) -> str:
    archive = parts().archive
    layout = lay_out(archive, facing, is_compared=asked.view != PAGES)
    rows, extents = layout.rows, layout.extents
    focus = row_with(rows, asked.passage)
    chunk = chunk_at(rows, asked.page or (focus.page_number if focus else 1), focus)
    beside = pages_beside(chunk.rows, extents[facing.right.version.id])
    first_beside = next(iter(beside.values()), 1)
    shown = {
        "facing": facing,
        "way": way,
        "chunk": chunk,
        "focus": focus,
        "notices": notices(facing, asked.page, is_lost=bool(asked.passage) and focus is None),
        "beside": beside,
        "first_beside": first_beside,
        "turned": _turned(way, focus, first_beside),
        "permalinks": absolute_links(),
        "disagreements": 0,
    }
    if asked.view != PAGES:
        views = views_of(archive, facing, chunk.rows, focus, layout.found)
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


def _turned(way: Way, focus: Row | None, page_number: int) -> str:
    """Give the other version on the left: at what says the same as what is lit up, else from a page on."""
    return way.turned(1, focus.right[0]) if focus and focus.right else way.turned(page_number)


def _where_both_are(document: str, languages: tuple[str, str], held: Collection[str], asked: Asked) -> str:
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
