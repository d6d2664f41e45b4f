"""Why nothing of two language versions stands side by side, in the words of a reader."""

from __future__ import annotations

from http import HTTPStatus

from flask_babel import format_percent, gettext

from archive import Verdict
from search_app.errors import AlignmentRefused, NotBeside, NothingAligned
from search_app.explained import Problem
from search_app.frame import links


def nothing_aligned(error: NothingAligned) -> Problem:
    """Say that there are no two versions, or that they were not aligned yet."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Nothing stands side by side"),
        gettext("No English and Spanish version of this document have been aligned, passage by passage."),
        links().document(error.document_id),
        gettext("Go to the document"),
    )


def why_unaligned(verdict: Verdict | None, score: float = 0.0) -> str:
    """Say why nothing of two versions stands side by side; without a verdict nobody has compared them yet."""
    match verdict:
        case Verdict.REFUSED:
            said = gettext(
                "The two versions do not say the same (likeness %(score)s): nothing of them stands side by side. "
                "Each can be read by itself; if one of them belongs elsewhere, a curator can put it there.",
                score=format_percent(score),
            )
        case Verdict.TOO_LONG:
            said = gettext("The two versions have more passages than are put side by side.")
        case Verdict.FAILED:
            said = gettext(
                "The two versions could not be put side by side: a fault stood in the way, and is in the log."
            )
        case _:
            said = gettext(
                "These two have not been compared passage by passage yet. That is done soon after a file has come "
                "in: look again in a few minutes. Meanwhile each can be read by itself."
            )
    return str(said)


def alignment_refused(error: AlignmentRefused) -> Problem:
    """Say why two versions do not stand side by side."""
    headings = {
        Verdict.TOO_LONG: gettext("Too long to be aligned"),
        Verdict.FAILED: gettext("Nothing stands side by side"),
    }
    return Problem(
        HTTPStatus.NOT_FOUND,
        headings.get(error.verdict) or gettext("Not translations of each other"),
        why_unaligned(error.verdict, error.score),
        links().document(error.document_id),
        gettext("Go to the document"),
    )


def not_beside(error: NotBeside) -> Problem:
    """Say that passages are not of two versions that stand side by side."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Not side by side"),
        gettext("These are no passages of two versions of this document that stand side by side."),
        links().document(error.document_id),
        gettext("Go to the document"),
    )
