"""The page on which curators put right what says the same as a passage. It works without scripts.

Rule: what is said is of all passages that are ticked on both sides, and of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from archive import Action, Archive, Correction, Passage
from search_app.corrections import Stand, correction_of, corrections_about, find_stand
from search_app.curating import deed, require_editing, require_own_form, who
from search_app.deeds import alignment_details
from search_app.errors import BadParameter
from search_app.frame import links, parts

blueprint = Blueprint("correcting", __name__, url_prefix="/documents/<document>/alignment/correct")

_PATIENCE_SECONDS = 3
"""As for an edit: nobody waits before a form for PDFs that are being read."""

_OWN_NEAR, _OTHERS_NEAR = 2, 8
"""Passages that are offered on each side of the one in question, and of where its counterpart should be."""

_LOOKED_AT = 20
"""Neighbours whose counterparts tell where that is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A passage that can be ticked; `said_by` is who has corrected what stands beside it, if anybody has."""

    passage: Passage
    is_ticked: bool
    said_by: str = ""


@blueprint.get("")
def form(document: str) -> Response:
    """Show a passage, what says the same now, and what else may."""
    require_editing()
    return _page(document, _name(request.args.get("passage", "")))


@blueprint.post("")
def save(document: str) -> AnyResponse:
    """Keep what was said, and go back to the passage, which says that it was done; or show the form again."""
    require_own_form()
    archive, passage_id = parts().archive, _name(request.form.get("passage", ""))
    if request.form.get("answer") == "pair" and not (_ticked("own") and _ticked("other")):
        return _page(document, passage_id, HTTPStatus.UNPROCESSABLE_ENTITY)
    with archive.writing(f"correcting {document}", patience=_PATIENCE_SECONDS):
        kept = _save(archive, document, passage_id, request.form.get("answer", ""))
    back = links().again(f"/p/{kept or passage_id}", [("corrected", "1" if kept else "back")])
    return redirect(back, HTTPStatus.SEE_OTHER)


def _page(document: str, passage_id: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    archive = parts().archive
    stand = find_stand(archive, document, [passage_id])
    (passage,) = stand.passages
    found = archive.bitexts.counterparts([passage_id]).get(passage_id, ())
    present = next((each for each in found if each.version_id == stand.opposite.version_id), None)
    beside, counterparts = (present.beside, present.passage_ids) if present else ((passage_id,), ())
    at = _at(archive, stand, counterparts)
    count = archive.catalogue.get_version(stand.opposite.version_id).passage_count
    all_said = archive.alignment_corrections.of_document(document)
    said_by = {id_: each.said_by for each in all_said for id_ in (*each.from_ids, *each.to_ids)}

    def choices(of: Stand, at: int, near: int, ticked: Sequence[str]) -> list[Choice]:
        offered = _offered(archive, of.version_id, at, near, ticked)
        return [Choice(each, each.id in ticked, said_by.get(each.id, "")) for each in offered if of.is_of(each)]

    page = render_template(
        "documents/correct.html",
        document=archive.catalogue.get_document(document),
        passage=passage,
        language=stand.opposite.language,
        own=choices(stand, passage.ordinal, _OWN_NEAR, beside),
        others=choices(stand.opposite, at, _OTHERS_NEAR, counterparts),
        earlier=max(at - 2 * _OTHERS_NEAR, 0) if at > _OTHERS_NEAR else None,
        later=at + 2 * _OTHERS_NEAR if at + _OTHERS_NEAR + 1 < count else None,
        said=corrections_about(all_said, passage_id),
        is_incomplete=status is not HTTPStatus.OK,
    )
    answer = make_response(page, status)
    answer.cache_control.no_store = True
    return answer


def _save(archive: Archive, document_id: str, passage_id: str, answer: str) -> str:
    """Keep what was said; gives the passage of which it now holds, nothing where it was taken back."""
    if answer == "withdraw":
        for each in _said(archive, document_id, passage_id):
            archive.alignment_corrections.withdraw(each.number)
            _note(document_id, each, is_withdrawn=True)
        return ""
    if answer not in ("pair", "alone"):
        raise BadParameter("answer", answer, "pair, alone or withdraw")
    ours = [passage_id] if answer == "alone" else _ticked("own")
    others = [] if answer == "alone" else _ticked("other")
    said = correction_of(archive, document_id, ours, others, who())
    _note(document_id, said, archive.alignment_corrections.correct(said))
    return passage_id if passage_id in ours else ours[0]


def _note(
    document_id: str, said: Correction, replaced: Sequence[Correction] = (), *, is_withdrawn: bool = False
) -> None:
    details = alignment_details(said, replaced, is_withdrawn=is_withdrawn)
    parts().archive.audit.note(deed(Action.ALIGN, document_id, document_id, **details))


def _said(archive: Archive, document_id: str, passage_id: str) -> list[Correction]:
    return corrections_about(archive.alignment_corrections.of_document(document_id), passage_id)


def _ticked(name: str) -> list[str]:
    return [_name(each) for each in dict.fromkeys(request.form.getlist(name))]


def _name(said: str) -> str:
    """Read the id of a passage. Raises: BadParameter."""
    if not re.fullmatch("[0-9a-z]{1,40}", said):
        raise BadParameter("passage", said, "the name of a passage")
    return said


def _offered(archive: Archive, version_id: str, at: int, near: int, ticked: Sequence[str]) -> list[Passage]:
    """Give the passages around a place, and those that are ticked wherever they stand."""
    held = archive.passages.held((version_id, id_) for id_ in ticked).values()
    around = archive.passages.between(version_id, at - near, at + near)
    shown = {each.ordinal: each for each in (*around, *held)}
    return [shown[ordinal] for ordinal in sorted(shown)]


def _at(archive: Archive, stand: Stand, counterparts: Sequence[str]) -> int:
    """Give the ordinal around which the other side is shown: as asked, else where its counterpart should be."""
    asked = request.args.get("at", "")
    if asked:
        if not re.fullmatch("[0-9]{1,7}", asked):
            raise BadParameter("at", asked, "a whole number")
        return int(asked)
    version_id, ordinal = stand.opposite.version_id, stand.passages[0].ordinal
    own = archive.passages.ordinals(version_id, counterparts)
    if own:
        return min(own.values())
    near = archive.passages.between(stand.version_id, ordinal - _LOOKED_AT, ordinal + _LOOKED_AT)
    found = archive.bitexts.counterparts(each.id for each in near)
    for each in sorted(near, key=lambda each: abs(each.ordinal - ordinal)):
        ids = [id_ for one in found.get(each.id, ()) if one.version_id == version_id for id_ in one.passage_ids]
        if places := archive.passages.ordinals(version_id, ids):
            return min(places.values())
    return ordinal
