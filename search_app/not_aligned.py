"""Why nothing of two language versions stands side by side, in the words of a reader."""

from __future__ import annotations

from http import HTTPStatus

from flask_babel import format_percent, gettext

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


def alignment_refused(error: AlignmentRefused) -> Problem:
    """Say that two versions are no translations of each other, or too long."""
    if error.is_too_long:
        return Problem(
            HTTPStatus.NOT_FOUND,
            gettext("Too long to be aligned"),
            gettext("The two versions have more passages than are put side by side."),
            links().document(error.document_id),
            gettext("Go to the document"),
        )
    return Problem(
        HTTPStatus.NOT_FOUND,
        gettext("Not translations of each other"),
        gettext(
            "The two versions of this document do not say the same (likeness %(score)s): nothing of them stands "
            "side by side.",
            score=format_percent(error.score),
        ),
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
