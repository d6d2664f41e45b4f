"""What is to be decided about versions, put before curators: a form a suggestion. It works without scripts.

Rule: nothing is done before somebody says so; then what it says is done, and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request
from flask_babel import format_decimal, gettext
from werkzeug.wrappers import Response

from archive import (
    Archive,
    Order,
    Pair,
    Relation,
    Suggestion,
    Version,
    accept,
    decline,
    pair_of,
)
from search_app import words
from search_app.curating import actor, require_editing, require_own_form
from search_app.errors import BadParameter
from search_app.frame import links, parts
from search_app.relation_words import head, signs

blueprint = Blueprint("relating", __name__, url_prefix="/suggestions")

_PATIENCE_SECONDS = 3
"""As for an edit: nobody waits before a form for PDFs that are being read."""

_MOST_SHOWN = 50
"""On one page; what is decided makes room for the next."""

_ORDERS = {"older": Order.OLDER, "newer": Order.NEWER, "join": None}
_DECLINE = "no"


@dataclass(frozen=True, slots=True)
class Question:
    """A suggestion as it is put before somebody: what it says, what a yes does, and the answers there are."""

    number: int
    sentence: str
    outcome: str
    answers: tuple[tuple[str, str], ...]
    versions: tuple[Version, ...]


@blueprint.get("/")
def all_questions() -> str:
    """Show all that is to be decided."""
    require_editing()
    archive = parts().archive
    found = archive.suggestions.open()
    shown = questions(archive, found[:_MOST_SHOWN])
    return render_template("documents/all_to_decide.html", questions=shown, count=len(found))


@blueprint.post("/<int:number>")
def answer(number: int) -> Response:
    """Do what was answered, and go to the document that it was about, which says that it was done."""
    require_own_form()
    said = request.form.get("answer", "")
    if said != _DECLINE and said not in _ORDERS:
        raise BadParameter("answer", said, "join, newer, older or no")
    archive = parts().archive
    with archive.writing(f"deciding suggestion {number}", patience=_PATIENCE_SECONDS):
        document_id = _decide(archive, number, said)
        parts().catch_up()
    return redirect(links().document(document_id, decided=number), HTTPStatus.SEE_OTHER)


def questions(archive: Archive, found: Iterable[Suggestion]) -> list[Question]:
    """Put suggestions as questions, in the language of the interface."""
    return [_question(each, pair_of(archive, each)) for each in found]


def _decide(archive: Archive, number: int, said: str) -> str:
    if said == _DECLINE:
        suggestion = decline(archive, number, by=actor())
        return archive.catalogue.get_version(suggestion.version_id).document_id
    return accept(archive, number, by=actor(), order=_ORDERS[said]).now.document_id


def _question(suggestion: Suggestion, pair: Pair) -> Question:
    versions = {each.id: each for each in (pair.goes, pair.stays)}
    one, other = versions[suggestion.version_id], versions[suggestion.other_id]
    told = signs(suggestion.evidence, gettext, format_decimal, words.date)
    return Question(
        suggestion.number,
        f"{head(suggestion, one, other, gettext)}: {', '.join(told)}.",
        _outcome(suggestion, pair),
        (*_answers(suggestion, pair), (_DECLINE, gettext("No"))),
        (one, other),
    )


def _outcome(suggestion: Suggestion, pair: Pair) -> str:
    """Say what a yes does."""
    if suggestion.kind is Relation.SAME_TEXT:
        text = gettext(
            "If so, the file %(goes)s is taken out, and links to it lead to the same words in %(stays)s.",
            goes=pair.goes.file_name,
            stays=pair.stays.file_name,
        )
    else:
        text = gettext(
            "If so, the file %(goes)s joins the document “%(stays)s”. Links to it go on answering.",
            goes=pair.goes.file_name,
            stays=pair.stays.title,
        )
    return str(text)


def _answers(suggestion: Suggestion, pair: Pair) -> tuple[tuple[str, str], ...]:
    """Give the ways to say yes: by which is the newer, where their dates do not tell."""
    if suggestion.kind is Relation.SAME_TEXT:
        return (("join", gettext("Yes, keep one")),)
    if not pair.is_in_one_language or pair.order is not None:
        return (("join", gettext("Yes, join")),)
    goes = pair.goes.file_name
    return (
        ("newer", gettext("Yes, and %(goes)s is the newer", goes=goes)),
        ("older", gettext("Yes, and %(goes)s is the older", goes=goes)),
    )
