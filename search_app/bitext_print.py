"""All of two versions as one bilingual table, to be printed or saved as a PDF by the browser.

Rule: it is sent as it is written, some rows at a time: the words of a manual are not held all at once, unless it
is still to be found out in what two of up to some hundred pages disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response, current_app, make_response, render_template, request, stream_with_context

from search_app.beside_asked import read_asked
from search_app.beside_words import notices, only_in, tally, unaligned
from search_app.bitext_layout import lay_out
from search_app.bitext_views import Said, all_views_of
from search_app.facing import Way, face
from search_app.frame import absolute_links, links, parts

blueprint = Blueprint("bitext_print", __name__, url_prefix="/documents/<document>/<language>/beside/<other>/print")

_PIECES = 400
"""Pieces of the page that are sent together: some twenty rows."""


@blueprint.get("")
def show(document: str, language: str, other: str) -> Response:
    """Send the whole table."""
    archive, asked = parts().archive, read_asked(request.args)
    facing = face(archive, document, language, other, asked.first, asked.edition)
    way = Way(links(), facing)
    if not facing.is_aligned:
        return make_response(
            render_template("beside/unaligned.html", facing=facing, way=way, sentence=unaligned(facing))
        )
    layout = lay_out(archive, facing, is_compared=True)
    shown = {
        "facing": facing,
        "way": way,
        "absolute": Way(absolute_links(), facing),
        "notices": list(notices(facing, 0, is_lost=False)),
        "tally": tally(layout.rows, facing),
        "is_any_doubtful": any(row.is_doubtful for row in layout.rows),
        "is_noted": layout.found is not None,
        "views": all_views_of(archive, facing, layout.rows, layout.found),
        "folios": folios,
        "only_in": only_in,
    }
    return Response(stream_with_context(_pieces("beside/print.html", shown)), mimetype="text/html")


def folios(sayings: Sequence[Said]) -> str:
    """Give what is printed on the pages where passages begin: the first and, where it is another, the last."""
    labels = list(dict.fromkeys(each.label for each in sayings))
    return "–".join(labels[:1] + labels[1:][-1:])


def _pieces(name: str, shown: dict[str, object]) -> Iterator[str]:
    current_app.update_template_context(shown)
    written = current_app.jinja_env.get_template(name).stream(shown)
    written.enable_buffering(_PIECES)
    return written
