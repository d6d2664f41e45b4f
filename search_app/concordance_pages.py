"""The page that shows every place of a search in its context, and the same as a table."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, render_template, request
from flask_babel import format_decimal, gettext, ngettext

from index import Sort
from search_app.address_pieces import Pair
from search_app.asked import answer
from search_app.best_first import tell
from search_app.chips import CHIPS_SHOWN, view_chips
from search_app.concordance import MOST_LINES, AskedLines, Concordance, Order, concordance
from search_app.concordance_objects import address_of, concordance_lines
from search_app.frame import absolute_links, interface, links, parts
from search_app.freshness import kept_file, unless_kept
from search_app.paging import last_page, pages_near
from search_app.parameters import read_lines, read_page_lines

blueprint = Blueprint("concordance_pages", __name__)


@blueprint.get("/concordance")
def show() -> Response:
    """Show the places of a search one below the other, aligned on what was found."""
    return unless_kept(_page)


@blueprint.get("/concordance.csv")
@kept_file("text/csv")
def as_csv() -> Response:
    """Send the places of a search as a table for spreadsheets."""
    asked = read_lines(request.args)
    lines = concordance_lines(gather(asked).lines, absolute_links())
    sent = Response(lines, content_type="text/csv; charset=utf-8")
    sent.headers.set("Content-Disposition", "attachment", filename="concordance.csv")
    return sent


def gather(asked: AskedLines) -> Concordance:
    """Gather the lines that were asked for, from the archive of this process."""
    return concordance(lambda search: answer(search, parts(), is_by_words=True), asked.search, asked.order)


def _page() -> str:
    asked = read_page_lines(request.args)
    made, typed = gather(asked), asked.search.q
    asked = replace(asked, search=replace(asked.search, q=made.found.parsed.text))
    search = asked.search
    found = tell(made.found, Sort.PLACE, lambda: answer(replace(search, limit=0), parts()))
    last = last_page(len(made.lines), asked.limit)
    shown = made.lines[asked.offset : asked.offset + asked.limit]
    marking = replace(links(), how=tuple(search.carrying()))
    return render_template(
        "search/concordance.html",
        asked=search,
        typed=typed,
        here=asked.page,
        made=made,
        found=found,
        chips=view_chips(search, found, lambda each: _address(AskedLines(each), asked.order)),
        chips_shown=CHIPS_SHOWN,
        best_first=links().search(search.narrowing()),
        summary=_summary(made),
        lines=[(line, address_of(line, marking, search.q)) for line in shown],
        filters=_filters(asked),
        sorts=[(_orders()[order], _address(asked, order), order is asked.order) for order in Order],
        pages=[(page, _address(asked, asked.order, page)) for page in pages_near(asked.page, last)],
        table=links().concordance_table(_said(asked, asked.order)),
    )


def _summary(made: Concordance) -> str:
    """Say how many places there are, and in how many passages."""
    total = len(made.lines)
    if not total:
        return _none_shown(made)
    passages = format_decimal(made.passages)
    if made.is_whole:
        in_passages = ngettext("in %(shown)s passage", "in %(shown)s passages", made.passages, shown=passages)
        places = ngettext("%(shown)s place", "%(shown)s places", total, shown=format_decimal(total))
        return f"{places} {in_passages}"
    return str(
        gettext(
            "The first %(shown)s places, in %(passages)s of %(found)s passages: narrow the search to see others.",
            shown=format_decimal(total),
            passages=passages,
            found=format_decimal(made.found.total),
        )
    )


def _none_shown(made: Concordance) -> str:
    """Say why there is no place: nothing answers, or what does has none of its words in its text."""
    found = made.found.total
    if not found:
        return str(gettext("No place has what you searched for."))
    shown = format_decimal(found)
    if not made.is_whole:
        return str(
            gettext(
                "%(shown)s passages answer; in the text of the first %(read)s there is no word to show.",
                shown=shown,
                read=format_decimal(MOST_LINES),
            )
        )
    return str(
        ngettext(
            "%(shown)s passage answers; in its text there is no word to show.",
            "%(shown)s passages answer; in their text there is no word to show.",
            found,
            shown=shown,
        )
    )


def _orders() -> dict[Order, str]:
    return {
        Order.PLACE: str(gettext("document and page")),
        Order.AFTER: str(gettext("what follows")),
        Order.BEFORE: str(gettext("what precedes")),
    }


def _said(asked: AskedLines, order: Order, page: int = 1) -> list[Pair]:
    said = [*asked.search.narrowing(), ("sort", order.value if order is not Order.PLACE else "")]
    return [*said, ("page", str(page) if page > 1 else "")]


def _address(asked: AskedLines, order: Order, page: int = 1) -> str:
    return links().concordance(_said(asked, order, page))


def _filters(asked: AskedLines) -> list[tuple[str, str, str]]:
    """Give each value that the search is narrowed to: its facet, itself, and the address without it."""
    search = asked.search
    documents = search.filters.get("document")
    titles = parts().archive.catalogue.titles(interface()) if documents else {}
    return [
        (
            facet,
            titles.get(value, value),
            _address(AskedLines(search.toggled(facet, value)), asked.order),
        )
        for facet, values in search.filters.items()
        for value in values
    ]
