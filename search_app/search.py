"""The search page; before a search, the shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, render_template, request

from index import Found, IndexFault, Remark
from search_app.advising import Advice, advise, counting
from search_app.asked import Asked, across
from search_app.best_first import answer_and_tell
from search_app.chips import CHIPS_SHOWN, view_chips
from search_app.counterparts import find_translations
from search_app.example_words import examples
from search_app.frame import absolute_links, interface, links, parts
from search_app.freshness import kept
from search_app.parameters import read_page_search
from search_app.results import FACETS_SHOWN, view_results
from search_app.shelf import shelf, ways
from search_app.translated_from import find_sources

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
@kept
def search() -> str:
    """Answer a search, or show what there is to be searched."""
    asked = read_page_search(request.args)
    if not asked.q:
        return _shelf()
    found = answer_and_tell(asked, parts())
    return _shelf(asked.q, found.remarks) if found.tree is None else _results(asked, found)


def _results(asked: Asked, found: Found) -> str:
    archive, typed = parts().archive, asked.q
    asked = replace(asked, q=found.parsed.text)  # links carry on what was read
    translations = find_translations(archive, [hit.passage.id for hit in found.hits])
    sources = find_sources(found, translations)
    view = view_results(
        asked, found, parts().titles(interface()), translations, sources, links(), absolute_links()
    )
    return render_template(
        "search/results.html",
        view=view,
        typed=typed,
        chips=view_chips(asked, found, lambda each: links().search(each.pairs())),
        advice=_advice(asked, found),
        facets_shown=FACETS_SHOWN,
        chips_shown=CHIPS_SHOWN,
    )


def _advice(asked: Asked, found: Found) -> Advice:
    engine, carrier = parts().engine, across(asked, parts())
    advice = advise(found, engine, carrier, counting(engine, carrier, asked.allowed))
    if found.total or not asked.is_filtered:
        return advice
    return replace(advice, without_filters=counting(engine, carrier)(asked.q))


def _shelf(q: str = "", remarks: Sequence[Remark] = ()) -> str:
    """Show the first documents; `q` is what was typed and has no word in it, `remarks` how it was read."""
    first = shelf(parts().archive, parts().listed(interface()))
    try:
        found = examples(parts().example_words(interface()), _count)
    except IndexFault:
        found = []  # documents can be read while the index is not ready
    pages = ways(first, links())
    return render_template("search/shelf.html", shelf=first, pages=pages, examples=found, q=q, remarks=remarks)


def _count(words: str) -> int:
    return counting(parts().engine, parts().across())(words)
