"""The page that tells how to search, with searches that find something in this archive."""

from __future__ import annotations

from flask import Blueprint, render_template

from index import IndexFault, count_whole, find
from search_app.frame import interface, parts
from search_app.freshness import kept
from search_app.search_examples import Count, examples_of

blueprint = Blueprint("search_help", __name__)


@blueprint.get("/search-help")
@kept
def show() -> str:
    """Tell how to search."""
    try:
        found = examples_of(parts().example_words(interface()), interface(), *_counters())
    except IndexFault:
        found = {}  # the page can be read while the index is not ready
    return render_template("search/help.html", examples=found)


def _counters() -> tuple[Count, Count]:
    """Give how many passages a search finds, and how many of them by their words."""
    archive, engine, across = parts().archive, parts().engine, parts().across()
    return (
        lambda text: find(archive, engine, text, limit=0, across=across).whole,
        lambda text: count_whole(engine, text, filters={}, across=across),
    )
