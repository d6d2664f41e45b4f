"""The page that tells where two language versions disagree, and the same as a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from flask import Blueprint, Response, render_template, request
from flask_babel import format_decimal, gettext, ngettext

from search_app.disagreement_objects import disagreement_lines, versions_of
from search_app.disagreement_views import view
from search_app.disagreement_words import KINDS
from search_app.disagreements import Disagreements, find_all
from search_app.frame import absolute_links, links, parts
from search_app.freshness import kept_file, unless_kept
from search_app.paging import last_page, pages_near
from search_app.parameters import AskedDisagreements, read_disagreements, read_page_disagreements

blueprint = Blueprint("disagreement_pages", __name__, url_prefix="/documents/<document>")


@blueprint.get("/disagreements/")
def show(document: str) -> Response:
    """Show where two language versions disagree; without their names, the newest two."""
    return unless_kept(lambda: _page(document))


@blueprint.get("/disagreements.csv")
@kept_file("text/csv")
def as_csv(document: str) -> Response:
    """Send where two language versions disagree as a table for spreadsheets."""
    asked = read_disagreements(request.args)
    lines = disagreement_lines(_find(document, asked, slice(None)), absolute_links())
    answer = Response(lines, content_type="text/csv; charset=utf-8")
    name = f"{re.sub('[^A-Za-z0-9_-]+', '-', document)}.disagreements.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _find(document_id: str, asked: AskedDisagreements, part: slice) -> Disagreements:
    versions = (asked.from_version, asked.to_version)
    return find_all(parts().archive, document_id, versions, asked.kinds, part)


def _page(document_id: str) -> str:
    asked = read_page_disagreements(request.args)
    found = _find(document_id, asked, slice(asked.offset, asked.offset + asked.limit))
    aligned = found.aligned
    last = last_page(found.total, asked.limit)
    one, other = aligned.from_version, aligned.to_version
    return render_template(
        "documents/disagreements.html",
        aligned=aligned,
        summary=_summary(found),
        compared=_compared(found),
        kinds=list(_kinds(found, asked.kinds)),
        views=[view(each, aligned, links()) for each in found.listed],
        is_any=bool(found.total),
        here=asked.page,
        pages=[(page, _address(found, asked.kinds, page)) for page in pages_near(asked.page, last)],
        beside=links().beside(document_id, one.language, other.language, edition=aligned.edition),
        table=links().disagreements_table(document_id, *versions_of(aligned)),
    )


def _summary(found: Disagreements) -> str:
    """Say in a sentence how many there are."""
    count = found.counts.total()
    if not count:
        return str(gettext("Nothing was found in which the two versions disagree."))
    return str(
        ngettext(
            "The two versions seem to disagree in %(shown)s place.",
            "The two versions seem to disagree in %(shown)s places.",
            count,
            shown=format_decimal(count),
        )
    )


def _compared(found: Disagreements) -> str:
    """Say how much of the two versions was compared."""
    if not found.is_whole:
        return str(
            gettext(
                "These two could not be compared: a fault stood in the way, which is in the log of the server."
            )
        )
    return str(
        ngettext(
            "%(compared)s of %(shown)s pair of passages was compared; of the others it is not sure enough that "
            "they say the same.",
            "%(compared)s of %(shown)s pairs of passages were compared; of the others it is not sure enough that "
            "they say the same.",
            found.pairs,
            compared=format_decimal(found.compared),
            shown=format_decimal(found.pairs),
        )
        if found.compared < found.pairs
        else ngettext(
            "%(shown)s pair of passages was compared.",
            "%(shown)s pairs of passages were compared.",
            found.pairs,
            shown=format_decimal(found.pairs),
        )
    )


def _kinds(found: Disagreements, chosen: Collection[str]) -> Iterator[tuple[str, int, str, bool]]:
    """Give the ways to all and to those of one kind: words, how many, address, whether it is shown."""
    yield str(gettext("All")), found.counts.total(), _address(found, ()), not chosen
    for kind, words in KINDS.items():
        if found.counts[kind]:
            yield str(gettext(words)), found.counts[kind], _address(found, [kind]), list(chosen) == [kind]


def _address(found: Disagreements, kinds: Collection[str], page: int = 1) -> str:
    return links().disagreements(found.aligned.document.id, *versions_of(found.aligned), kinds=kinds, page=page)
