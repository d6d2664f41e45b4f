"""The search page; before a search, the shelf."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from index import Found, IndexFault, find
from search_app.counterparts import find_translations
from search_app.frame import absolute_links, interface, links, parts
from search_app.parameters import Asked, answer, read_page_search
from search_app.results import FACETS_SHOWN, view_results
from search_app.shelf import cards, examples
from search_app.zero import advise

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
def search() -> str:
    """Answer a search, or show what there is to be searched."""
    asked = read_page_search(request.args)
    if not asked.q:
        return _shelf()
    found = answer(asked, parts().archive, parts().engine)
    return _shelf(asked.q) if found.tree is None else _results(asked, found)


def _results(asked: Asked, found: Found) -> str:
    archive = parts().archive
    titles = archive.catalogue.titles(interface())
    translations = find_translations(archive, [hit.passage.id for hit in found.hits])
    view = view_results(asked, found, titles, translations, links(), absolute_links())
    advice = advise(asked, _count) if not found.total else None
    return render_template("search/results.html", view=view, advice=advice, facets_shown=FACETS_SHOWN)


def _shelf(q: str = "") -> str:
    """Show the documents; `q` is what was typed and has no word in it."""
    shelf = cards(parts().archive, interface())
    try:
        found = examples(shelf, _count)
    except IndexFault:
        found = []  # documents can be read while the index is not ready
    return render_template("search/shelf.html", cards=shelf, examples=found, q=q)


def _count(words: str) -> int:
    return find(parts().archive, parts().engine, words, limit=1).total
