"""Every address for programs: what may be asked of it, and what it may answer.

Rule: an operation has the name of its view, from which its path and its summary come. One that has no view in an
application is not in its description, so it can be written before its view is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from search_app.openapi import asked
from search_app.openapi.answered import Answer, gives, leads, refused, sends, tagged, unchanged
from search_app.openapi.asked import Parameter
from search_app.openapi.shapes import text
from search_app.rates import COSTS

_ELSEWHERE = leads("The name was only written otherwise, as in capitals: it leads to the one that is meant.")
_TAG = "Tells this state from others; asked with If-None-Match, it saves what has not changed."
_SUGGESTIONS = "application/x-suggestions+json"
_TAGGED = {"ETag": _TAG}
_CAME = "When the newest of it came in."
_NAMED = {"ETag": _TAG, "Content-Disposition": "The name for a file of it."}
_TEXT = text()

_FOR_PROGRAMS = {"api", "upload_api", "api_description", "browser_search", "health"}
"""Parts whose every address answers programs alone; elsewhere who takes HTML is told as a page."""

_KEPT = {"api", "alignment_exports"}
_KEPT_ALSO = {"passages.data", "concordance_pages.as_csv", "disagreement_pages.as_csv"}
"""Parts, and single addresses, whose answers are asked for again by their tags (`freshness.kept_object`)."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What is told of one address beside what its route tells. `body` and `security` are as OpenAPI has them."""

    tag: str
    answers: Mapping[int, Answer]
    parameters: tuple[Parameter, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)
    security: tuple[Mapping[str, Any], ...] = ()


def operations() -> dict[str, Operation]:
    """Give all operations by the names of their views, but for those that take files."""
    return {**_search(), **_holdings(), **_passages(), **_citations(), **_copies(), **_others()}


def guarded(name: str, operation: Operation) -> Operation:
    """Add what stands before views: who asks, by which name of the archive, how much, and what she has already."""
    part = name.partition(".")[0]
    refusals = refused(401, 403, *((429,) if name in COSTS else ()))
    said = refusals if part in _FOR_PROGRAMS else _for_either(refusals)
    is_kept = part in _KEPT or name in _KEPT_ALSO
    return replace(operation, answers={**(_kept(operation) if is_kept else operation.answers), **said})


def _search() -> dict[str, Operation]:
    searched = Operation(
        "Search",
        {200: gives("Search", "A stretch of what was found."), **refused(400, 503)},
        tuple(asked.search_parameters()),
    )
    in_context = Operation(
        "Search",
        {200: gives("Concordance", "A stretch of the places found."), **refused(400, 503)},
        tuple(asked.concordance_parameters()),
    )
    table = sends("A table, UTF-8 with its mark.", "text/csv", _TEXT, {"Content-Disposition": "A name for it."})
    as_table = Operation("Search", {200: table, **_for_either(refused(400, 503))}, tuple(asked.lines_parameters()))
    fed = sends("A feed (Atom, RFC 4287).", "application/atom+xml", _TEXT, {"ETag": _TAG, "Last-Modified": _CAME})
    followed = replace(in_context, answers={200: fed, 304: unchanged(), **_for_either(refused(400, 503))})
    followed = replace(followed, parameters=tuple(asked.narrowing_parameters()))
    offered = gives(
        "Suggestions", "What was typed, and how it may go on.", "application/x-suggestions+json", _TAGGED
    )
    suggested = Operation("Search", {200: offered, 304: unchanged()}, tuple(asked.typed_parameters()))
    known = {200: gives("Lexicon", "What stands for the word, or that nothing does."), **refused(400)}
    looked_up = Operation("Search", known, tuple(asked.word_parameters()))
    return {
        "api.search": searched,
        "api.concordance": in_context,
        "concordance_pages.as_csv": as_table,
        "feeds.show": followed,
        "browser_search.suggest": suggested,
        "api.lexicon": looked_up,
    }


def _holdings() -> dict[str, Operation]:
    tag, missing = "Holdings", refused(404)
    changes = tuple(asked.change_parameters())
    return {
        "api.documents": Operation(tag, {200: gives("Documents", "All documents.")}),
        "api.document": Operation(tag, {200: gives("Document", "The document."), **missing}),
        "api.changes": Operation(
            tag, {200: gives("Changes", "What changed."), **refused(400), **missing}, changes
        ),
        "api.version": Operation(tag, {200: gives("Version", "The version."), **missing}),
        "api.page": Operation(tag, {200: gives("Page", "The page."), **missing}),
        "originals.original": Operation(tag, _original()),
        **_alignments(),
    }


def _alignments() -> dict[str, Operation]:
    tag, pair = "Alignments", tuple(asked.alignment_parameters())
    named = {"Content-Disposition": "The name for a file of it."}
    sent = {
        "as_json": gives("Aligned", "All of it.", headers=named),
        "as_csv": sends("A table, UTF-8 with its mark.", "text/csv", _TEXT, named),
        "as_tmx": sends("A translation memory (TMX 1.4b).", "application/x-tmx+xml", _TEXT, named),
    }
    refusals = _for_either(refused(400, 404))
    disagreements = tuple(asked.disagreement_parameters())
    told = Operation(
        tag,
        {200: gives("Disagreements", "Where they disagree."), **refused(400, 404)},
        (*disagreements, *asked.stretch_parameters()),
    )
    files = {
        f"alignment_exports.{name}": Operation(tag, {200: each, **refusals}, pair) for name, each in sent.items()
    }
    table = Operation(tag, {200: sent["as_csv"], **refusals}, disagreements)
    return {**files, "api.disagreements": told, "disagreement_pages.as_csv": table}


def _passages() -> dict[str, Operation]:
    tag = "Passages"
    found = {200: gives("Passage", "The passage."), 301: _ELSEWHERE, **refused(404, 410)}
    narrowed = tuple(asked.passage_parameters())
    quoted = tuple(asked.quote_parameters())
    located = {200: gives("Located", "Where it stands, or that it does not."), **refused(400, 404)}
    opened = gives("Passage", "What became of the quote; as HTML the reader where it stands.")
    opened["content"]["text/html"] = {}
    return {
        "api.passage": Operation(tag, found, narrowed),
        "api.like": Operation(tag, {**found, 200: gives("Alike", "What is like it."), **refused(503)}),
        "passages.data": Operation(tag, found, narrowed),
        "api.locate": Operation(tag, located, quoted),
        "quotes.find": Operation(tag, {200: opened, **_for_either(refused(400, 404, 410))}, quoted),
    }


def _citations() -> dict[str, Operation]:
    narrowed, worded = tuple(asked.citation_parameters()), tuple(asked.wording_parameters())
    bibtex = sends("An entry for BibTeX.", "application/x-bibtex", _TEXT, headers=_NAMED)
    ris = sends("A record in RIS.", "application/x-research-info-systems", _TEXT, headers=_NAMED)
    csl = gives("Csl", "A record in CSL-JSON.", "application/vnd.citationstyles.csl+json", headers=_NAMED)
    note = gives("Annotation", "A W3C Web Annotation.", "application/ld+json", headers=_NAMED)
    plain = sends("A citation in a style.", "text/plain", _TEXT, {"ETag": _TAG})
    return {
        "citations.as_text": _cited(plain, tuple(asked.text_parameters())),
        "citations.as_bibtex": _cited(bibtex, narrowed),
        "citations.as_ris": _cited(ris, narrowed),
        "citations.as_csl": _cited(csl, narrowed),
        "citations.as_annotation": _cited(note, worded),
    }


def _copies() -> dict[str, Operation]:
    pdf = sends("The pages, marked.", "application/pdf", headers=_NAMED)
    png = sends("The page, marked.", "image/png", headers=_NAMED)
    return {
        "marked_copies.copy": _copied(pdf, tuple(asked.copy_parameters())),
        "marked_copies.image": _copied(png, tuple(asked.image_parameters())),
    }


def _others() -> dict[str, Operation]:
    described = sends("This description.", "application/openapi+json", {"type": "object"}, {"ETag": _TAG})
    return {
        "health.health": Operation("Service", {200: gives("Health", "Searches are answered."), **refused(503)}),
        "api_description.show": Operation("Service", {200: described, 304: unchanged()}),
    }


def _cited(sent: Answer, parameters: tuple[Parameter, ...]) -> Operation:
    refusals = _for_either(refused(400, 404, 410))
    return Operation("Citations", {200: sent, 301: _ELSEWHERE, 304: unchanged(), **refusals}, parameters)


def _copied(sent: Answer, parameters: tuple[Parameter, ...]) -> Operation:
    refusals = _for_either(refused(400, 404, 410, 503))
    return Operation("Copies", {200: sent, 301: _ELSEWHERE, 304: unchanged(), **refusals}, parameters)


def _kept(operation: Operation) -> dict[int, Answer]:
    return {**operation.answers, 200: tagged(operation.answers[200], _TAG), 304: unchanged()}


def _original() -> dict[int, Answer]:
    pdf = "application/pdf"
    kept = {"ETag": "The bytes' own tag.", "Content-Disposition": "The name for a file of it."}
    ranged = {**kept, "Content-Range": "Which they are."}
    part = sends("The bytes of the range that was asked for.", pdf, headers=ranged)
    sent = sends("The bytes as they were received.", pdf, headers=kept)
    return {200: sent, 206: part, 304: unchanged(), **_for_either(refused(404, 416))}


def _for_either(refusals: Mapping[int, Answer]) -> dict[int, Answer]:
    """Say that whoever takes HTML rather than JSON is told as a page."""
    return {
        status: {**answer, "content": {**answer["content"], "text/html": {}}}
        for status, answer in refusals.items()
    }
