"""The page that tells what changed between two editions of a document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from babel.lists import format_list
from flask import Blueprint, Response, render_template, request
from flask_babel import format_decimal, get_locale, gettext, ngettext

from archive import ChangeKind
from search_app.change_views import view
from search_app.change_words import KINDS, told_counts, told_shifts
from search_app.editions import LISTED, Compared, compare_editions, editions
from search_app.errors import OnlyOneEdition
from search_app.frame import links, parts
from search_app.freshness import unless_kept
from search_app.paging import last_page, pages_near
from search_app.parameters import read_page_changes
from search_app.report_words import Counted

blueprint = Blueprint("changes", __name__, url_prefix="/documents/<document>/<language>/changes")


@blueprint.get("")
def show(document: str, language: str) -> Response:
    """Show what changed; without numbers, from the last edition but one to the newest."""
    return unless_kept(lambda: _page(document, language))


def _page(document: str, language: str) -> str:
    archive = parts().archive
    asked = read_page_changes(request.args)
    held = editions(archive, document, language)
    try:
        compared = compare_editions(archive, document, language, asked.old, asked.new)
    except OnlyOneEdition:
        return render_template("documents/one_edition.html", version=held[0])
    listed = compared.listed(asked.kinds or LISTED)
    last = last_page(len(listed), asked.limit)
    return render_template(
        "documents/changes.html",
        compared=compared,
        editions=held[::-1],
        summary=_summary(compared),
        shifts=told_shifts(compared.comparison.shifts, _places(compared), _say),
        kinds=list(_kinds(compared, asked.kinds)),
        views=[view(each, compared, links()) for each in listed[asked.offset : asked.offset + asked.limit]],
        is_any=bool(listed),
        here=asked.page,
        pages=[(page, _address(compared, asked.kinds, page)) for page in pages_near(asked.page, last)],
    )


def _summary(compared: Compared) -> str:
    """Say in a sentence what changed."""
    if compared.without_text:
        edition = compared.without_text[0]
        return str(gettext("Edition %(edition)s has no text yet: there is nothing to compare.", edition=edition))
    old, new, counts = compared.old.edition, compared.new.edition, compared.comparison.counts
    if not any(counts[kind] for kind in LISTED):
        return str(gettext("Edition %(new)s has the same words as edition %(old)s.", new=new, old=old))
    told = format_list(told_counts(counts, _say), locale=get_locale())
    return str(gettext("From edition %(old)s to edition %(new)s: %(told)s.", old=old, new=new, told=told))


def _say(words: Counted, number: int, others: Mapping[str, str]) -> str:
    return str(ngettext(*words, number, shown=format_decimal(number), **others))


def _places(compared: Compared) -> Callable[[int, int], str]:
    def said(first: int, last: int) -> str:
        labels = [compared.labels[compared.old.id, number] for number in (first, last)]
        if first == last:
            return str(gettext("p. %(page)s", page=labels[0]))
        return str(gettext("pp. %(first)s–%(last)s", first=labels[0], last=labels[1]))

    return said


def _kinds(compared: Compared, chosen: Collection[ChangeKind]) -> Iterator[tuple[str, int, str, bool]]:
    """Give the ways to all changes and to those of one kind: words, how many, address, whether it is shown."""
    counts = compared.comparison.counts
    yield str(gettext("All changes")), sum(counts[kind] for kind in LISTED), _address(compared, ()), not chosen
    for kind, words in KINDS.items():
        if counts[kind] and kind in LISTED:
            yield str(gettext(words)), counts[kind], _address(compared, [kind]), list(chosen) == [kind]


def _address(compared: Compared, kinds: Collection[ChangeKind], page: int = 1) -> str:
    old, new = compared.old, compared.new
    return links().changes(
        new.document_id, new.language, old=old.edition, new=new.edition, kinds=sorted(kinds), page=page
    )
